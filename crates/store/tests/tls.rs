//! The link to a server inside of TLS, with an authority of its own: who is believed, and what is said to whom is not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock};

use common::cluster::Cluster;
use common::{Dir, New, dossier_id, memory};
use store::{Store, StoreError};

/// `db.internal`, `127.0.0.2` and nothing else are the names of the server.
const NAMES: &str = "subjectAltName=DNS:db.internal,IP:127.0.0.2";

fn openssl(folder: &Path, words: &str) {
    let done = Command::new("openssl").args(words.split(' ')).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "openssl {words}: {}", String::from_utf8_lossy(&done.stderr));
}

const KEY: &str = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";

fn authority(folder: &Path, name: &str) {
    openssl(folder, &format!("req -x509 {KEY} -keyout {name}.key -out {name}.pem -subj /CN={name} -days 2"));
}

/// A certificate signed by the authority `ca`, for a server or a client.
fn signed(folder: &Path, name: &str, digest: &str, extension: &str) {
    std::fs::write(folder.join("extension"), extension).unwrap();
    openssl(folder, &format!("req {KEY} -keyout {name}.key -out {name}.csr -subj /CN={name}"));
    openssl(
        folder,
        &format!(
            "x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -{digest} \
             -extfile extension -out {name}.pem"
        ),
    );
}

/// A server with a certificate; which database is reached in which way.
fn server() -> &'static Cluster {
    const RULES: &str = "local all all trust\n\
        hostssl secret all all scram-sha-256\n\
        hostssl certificate all all cert\n\
        hostssl bare all all reject\n\
        hostnossl bare all all trust\n\
        hostssl all all all trust\n";
    static SERVER: OnceLock<Cluster> = OnceLock::new();
    SERVER.get_or_init(|| {
        let settings = [
            "ssl=on",
            "ssl_cert_file=@/server.pem",
            "ssl_key_file=@/server.key",
            "ssl_ca_file=@/ca.pem",
            "hba_file=@/rules.conf",
        ];
        let server = Cluster::on_network("tls", &settings, |folder| {
            authority(folder, "ca");
            authority(folder, "other");
            signed(folder, "server", "sha384", NAMES);
            signed(folder, "motcua", "sha256", "extendedKeyUsage=clientAuth");
            std::fs::write(folder.join("rules.conf"), RULES).unwrap();
        });
        for name in ["plain", "each", "secret", "certificate", "bare"] {
            server.create(name, "");
        }
        server.sql("postgres", "ALTER ROLE motcua PASSWORD 'geheim'").unwrap();
        server
    })
}

/// An address of a database; `name` stands in it, and the server is reached whatever it says.
fn address(server: &Cluster, database: &str, name: &str, parameters: &str) -> String {
    let parameters = parameters.replace('@', &server.folder().to_string_lossy());
    format!("postgres://motcua:geheim@{name}:{}/{database}?hostaddr=127.0.0.1&{parameters}", server.port)
}

fn refused(url: &str) -> String {
    let error = Store::postgres(url, memory().options()).err().expect(url);
    assert!(matches!(error, StoreError::Unavailable(_) | StoreError::Invalid(_)), "{error:?}");
    let text = error.to_string();
    assert!(!text.contains("geheim"), "{text}");
    text
}

/// Records and reads over an address; which of its connections are encrypted.
fn used(server: &Cluster, database: &str, url: &str) -> Vec<bool> {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
    let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    let own = Dir::new();
    let options = store::Options { seal_key: Some(own.path().join("seal.key")), ..memory().options() };
    let store = Store::postgres(&format!("{url}&application_name=m{number}"), options).expect(url);
    New::number(number).register(&store);
    assert_eq!(store.history(&dossier_id(number)).unwrap().len(), 1);
    let how = format!(
        "SELECT s.ssl FROM pg_stat_ssl AS s JOIN pg_stat_activity AS a USING (pid) \
         WHERE a.application_name = 'm{number}'"
    );
    let rows = server.sql(database, &how).unwrap();
    assert!(rows.len() >= 2, "one that writes and one that reads: {rows:?}");
    rows.iter().map(|row| row[0] == "t").collect()
}

fn encrypted(server: &Cluster, database: &str, url: &str) {
    let found = used(server, database, url);
    assert!(found.iter().all(|own| *own), "{url}: {found:?}");
}

/// R46: the link is encrypted, and only the server with that name and a certificate of the pinned authority is believed.
#[test]
fn r46_the_right_server_is_believed_and_no_other() {
    let server = server();
    let at = |name: &str, parameters: &str| address(server, "plain", name, parameters);
    let ca = "sslrootcert=@/ca.pem";
    encrypted(server, "plain", &at("db.internal", &format!("sslmode=verify-full&{ca}")));
    encrypted(server, "plain", &at("127.0.0.2", &format!("sslmode=verify-full&{ca}")));
    encrypted(server, "plain", &at("other.name", &format!("sslmode=verify-ca&{ca}")));
    encrypted(server, "plain", &at("other.name", &format!("sslmode=require&{ca}")));
    encrypted(server, "plain", &at("other.name", "sslmode=require"));
    encrypted(server, "plain", &at("other.name", "sslmode=prefer"));
    encrypted(server, "plain", &at("other.name", "connect_timeout=5"));

    let said = refused(&at("other.name", &format!("sslmode=verify-full&{ca}")));
    assert!(said.contains("`other.name` is for another name") && said.contains("db.internal"), "{said}");
    let said = refused(&at("db.internal", "sslmode=verify-full&sslrootcert=@/other.pem"));
    assert!(said.contains("not signed by an authority") && said.contains("sslrootcert"), "{said}");
    for mode in ["verify-ca", "require"] {
        let said = refused(&at("db.internal", &format!("sslmode={mode}&sslrootcert=@/other.pem")));
        assert!(said.contains("not signed by an authority"), "{mode}: {said}");
    }
    // None of the machine's own authorities knows it either.
    let said = refused(&at("db.internal", "sslmode=verify-full"));
    assert!(said.contains("authorit"), "{said}");
    let said = refused(&at("db.internal", "sslmode=verify-full&sslrootcert=@/none.pem"));
    assert!(said.contains("none.pem"), "{said}");
    let said = refused(&at("db.internal", "sslmode=disable"));
    assert!(said.contains("no encryption") || said.contains("SSL off"), "{said}");
}

/// The name is asked of each server of an address, not of the first.
#[test]
fn r46_each_server_of_an_address_has_its_own_name() {
    let (server, port) = (server(), server().port);
    let ca = server.folder().join("ca.pem");
    let of = |hosts: &str, mode: &str| {
        format!(
            "postgres://motcua@{hosts}/each?hostaddr=127.0.0.1,127.0.0.1&sslmode={mode}&sslrootcert={}",
            ca.display()
        )
    };
    encrypted(server, "each", &of(&format!("wrong.name:{port},db.internal:{port}"), "verify-full"));
    encrypted(server, "each", &of(&format!("wrong.name:{port},worse.name:{port}"), "verify-ca"));
    let said = refused(&of(&format!("wrong.name:{port},worse.name:{port}"), "verify-full"));
    assert!(said.contains("`wrong.name`") && said.contains("`worse.name`"), "{said}");
}

/// The proof of the password is tied to the certificate that was seen; a certificate stands for a password.
#[test]
fn the_password_is_bound_to_the_certificate_and_a_certificate_opens_too() {
    let server = server();
    let full = "sslmode=verify-full&sslrootcert=@/ca.pem";
    let bound = format!("{full}&channel_binding=require");
    encrypted(server, "secret", &address(server, "secret", "db.internal", &bound));
    let wrong = address(server, "secret", "db.internal", full).replace(":geheim@", ":falsch@");
    let said = refused(&wrong);
    assert!(said.contains("password") && !said.contains("falsch"), "{said}");

    let own = format!("{full}&sslcert=@/motcua.pem&sslkey=@/motcua.key");
    encrypted(server, "certificate", &address(server, "certificate", "db.internal", &own));
    let said = refused(&address(server, "certificate", "db.internal", full));
    assert!(said.contains("certificate"), "{said}");
}

/// The warnings of this thread.
#[derive(Clone, Default)]
struct Warnings(Arc<Mutex<String>>);

impl tracing::Subscriber for Warnings {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        *metadata.level() == tracing::Level::WARN
    }
    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        let mut all = self.0.lock().unwrap();
        event.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            writeln!(all, "{field}: {value:?}").unwrap();
        });
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

/// What a file says is in force with the next connection; what is of no use never is.
#[test]
fn renewed_certificates_need_no_restart() {
    const RULES: &str = "local all all trust\nhostssl all all all cert\n";
    let settings = [
        "ssl=on",
        "ssl_cert_file=@/shown.pem",
        "ssl_key_file=@/shown.key",
        "ssl_ca_file=@/ca.pem",
        "hba_file=@/rules.conf",
    ];
    let copy = |folder: &Path, from: &str, to: &str| {
        std::fs::copy(folder.join(from), folder.join(to)).unwrap();
    };
    let server = Cluster::on_network("renewed", &settings, |folder| {
        authority(folder, "ca");
        signed(folder, "second", "sha256", NAMES);
        copy(folder, "ca.pem", "other.pem");
        authority(folder, "ca");
        signed(folder, "first", "sha256", NAMES);
        signed(folder, "motcua", "sha256", "extendedKeyUsage=clientAuth");
        signed(folder, "stranger", "sha256", "extendedKeyUsage=clientAuth");
        for (from, to) in [("first", "shown"), ("motcua", "own")] {
            copy(folder, &format!("{from}.pem"), &format!("{to}.pem"));
            copy(folder, &format!("{from}.key"), &format!("{to}.key"));
        }
        copy(folder, "ca.pem", "trusted.pem");
        std::fs::write(folder.join("rules.conf"), RULES).unwrap();
    });
    let folder = server.folder();
    server.create("renewed", "");
    let parameters = "sslmode=verify-full&sslrootcert=@/trusted.pem&sslcert=@/own.pem&sslkey=@/own.key";
    let key = Dir::new();
    let options = store::Options { seal_key: Some(key.path().join("seal.key")), ..memory().options() };
    let store = Store::postgres(&address(&server, "renewed", "db.internal", parameters), options).unwrap();
    New::number(1).register(&store);

    let warnings = Warnings::default();
    let _here = tracing::subscriber::set_default(warnings.clone());
    // A connection that was lost is made again with what the files say now.
    let asked = || {
        let end =
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'motcua'";
        server.sql("renewed", end).unwrap();
        let first = store.history(&dossier_id(1));
        first.or_else(|_| store.history(&dossier_id(1))).map(|own| own.len())
    };
    let unknown = |word: &str| match asked() {
        Err(StoreError::Unavailable(said)) => assert!(said.contains(word), "{word}: {said}"),
        other => panic!("{word}: {other:?}"),
    };
    assert_eq!(asked(), Ok(1));

    // The program's own certificate, and half of another.
    copy(folder, "stranger.pem", "own.pem");
    assert_eq!(asked(), Ok(1), "its key is of another");
    let said = warnings.0.lock().unwrap().clone();
    assert!(said.contains("own.pem") && said.contains("own.key"), "{said}");
    copy(folder, "stranger.key", "own.key");
    unknown("certificate authentication failed");
    copy(folder, "motcua.pem", "own.pem");
    copy(folder, "motcua.key", "own.key");
    assert_eq!(asked(), Ok(1));

    // The authority of the server.
    std::fs::write(folder.join("trusted.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n").unwrap();
    assert_eq!(asked(), Ok(1), "the one that was read before");
    assert_eq!(asked(), Ok(1));
    let said = warnings.0.lock().unwrap().clone();
    assert_eq!(said.matches("trusted.pem").count(), 1, "named, and once: {said}");
    copy(folder, "second.pem", "shown.pem");
    copy(folder, "second.key", "shown.key");
    server.sql("renewed", "SELECT pg_reload_conf()").unwrap();
    let began = std::time::Instant::now();
    while asked().is_ok() {
        assert!(began.elapsed().as_secs() < 20, "the server still shows its first certificate");
    }
    unknown("not signed by an authority");
    copy(folder, "other.pem", "trusted.pem");
    assert_eq!(asked(), Ok(1));
    New::number(2).register(&store);
}

/// Who only prefers takes what there is; who requires does not.
#[test]
fn r46_a_server_without_it_is_refused_by_who_requires_it() {
    // This one takes no encrypted connection to that database.
    let server = server();
    let found = used(server, "bare", &address(server, "bare", "db.internal", "sslmode=prefer"));
    assert!(found.iter().all(|own| !own), "{found:?}");
    refused(&address(server, "bare", "db.internal", "sslmode=require"));
    // A socket is never encrypted, whatever is asked.
    let socket = format!("{}&sslmode=require", server.url("plain"));
    assert!(used(server, "plain", &socket).iter().all(|own| !own));

    let none = Cluster::on_network("none", &[], |_| {});
    none.create("plain", "");
    for mode in ["require", "verify-full"] {
        let said = refused(&address(&none, "plain", "db.internal", &format!("sslmode={mode}")));
        assert!(said.contains("takes no TLS") && said.contains("ssl = on"), "{mode}: {said}");
    }
    assert!(used(&none, "plain", &address(&none, "plain", "x", "sslmode=prefer")).iter().all(|own| !own));
}
