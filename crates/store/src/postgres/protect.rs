//! What protects the link to a server, as its address says; the words are those of the server's other clients (libpq).
//!
//! | `sslmode` | encrypted | the server is |
//! |---|---|---|
//! | `disable` | no | taken at its word |
//! | `prefer`, and nothing said | when the server can | taken at its word |
//! | `require` | yes | taken at its word; with `sslrootcert` as `verify-ca` |
//! | `verify-ca` | yes | anybody with a certificate of `sslrootcert` |
//! | `verify-full` | yes | the one of that name, by `sslrootcert` or the authorities of the machine |
//!
//! Only the last keeps out whoever can answer in the server's place. What would be checked by nobody is refused
//! rather than ignored. A socket of the own machine is never encrypted.

use std::str::Utf8Error;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_postgres::config::SslMode;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use super::tls::{Tls, Verifier};

/// In place of a file: the authorities that the machine trusts.
const SYSTEM: &str = "system";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Mode {
    Disable,
    #[default]
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

impl Mode {
    fn named(name: &str) -> Result<Self, String> {
        Ok(match name {
            "disable" => Self::Disable,
            "prefer" => Self::Prefer,
            "require" => Self::Require,
            "verify-ca" => Self::VerifyCa,
            "verify-full" => Self::VerifyFull,
            _ => {
                return Err(format!(
                    "sslmode={name} is not known; write disable, prefer, require, verify-ca or verify-full"
                ));
            }
        })
    }

    /// As the client knows it; what is checked it leaves to [`Tls`].
    pub fn wire(self) -> SslMode {
        match self {
            Self::Disable => SslMode::Disable,
            Self::Prefer => SslMode::Prefer,
            Self::Require | Self::VerifyCa | Self::VerifyFull => SslMode::Require,
        }
    }
}

/// What an address says of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    pub mode: Mode,
    root: Option<String>,
    certificate: Option<String>,
    key: Option<String>,
}

/// Takes what protects out of an address; the rest of it.
///
/// The client knows three of the modes and none of the files.
pub(super) fn taken(url: &str) -> Result<(String, Wanted), String> {
    // The client's other form of an address has its own place for all of this.
    if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
        return Err("write postgres://USER:PASSWORD@HOST:PORT/NAME".into());
    }
    let mut wanted = Wanted::default();
    // Where the client begins to read parameters: a password may hold a question mark.
    let host = url.find('@').unwrap_or(0);
    let Some(at) = url.get(host..).and_then(|rest| rest.find('?')).map(|at| host.saturating_add(at)) else {
        return Ok((url.to_owned(), wanted));
    };
    let (place, parameters) = (url.get(..at).unwrap_or(url), url.get(at..).unwrap_or_default());
    let mut others = Vec::new();
    for one in parameters.trim_start_matches('?').split('&') {
        let (name, value) = one.split_once('=').unwrap_or((one, ""));
        if !name.starts_with("ssl") {
            others.push(one);
            continue;
        }
        let value = plain(value).map_err(|_| format!("{name} is not readable; write it with %-escapes"))?;
        match name {
            "sslmode" => wanted.mode = Mode::named(&value)?,
            "sslrootcert" => wanted.root = Some(value),
            "sslcert" => wanted.certificate = Some(value),
            "sslkey" => wanted.key = Some(value),
            _ => return Err(format!("{name} is not served; sslmode, sslrootcert, sslcert and sslkey are")),
        }
    }
    wanted.sensible()?;
    let rest = if others.is_empty() { String::new() } else { format!("?{}", others.join("&")) };
    Ok((format!("{place}{rest}"), wanted))
}

impl Wanted {
    /// Refuses what promises more than it keeps.
    fn sensible(&self) -> Result<(), String> {
        let weak = matches!(self.mode, Mode::Disable | Mode::Prefer);
        if weak && (self.root.is_some() || self.certificate.is_some()) {
            return Err(
                "sslrootcert and sslcert count for nothing without encryption; add sslmode=verify-full"
                    .into(),
            );
        }
        let system = self.root.as_deref().is_none_or(|root| root == SYSTEM);
        if self.mode == Mode::VerifyCa && system
            || self.mode == Mode::Require && self.root.is_some() && system
        {
            // Whoever has any name on the internet has a certificate of one of them.
            return Err(
                "the authorities of the machine vouch for anybody's name; write sslmode=verify-full, or \
                        sslrootcert=FILE with the authority of the database"
                    .into(),
            );
        }
        if self.certificate.is_some() != self.key.is_some() {
            return Err("sslcert and sslkey go together".into());
        }
        Ok(())
    }

    /// Reads the files; how connections begin then, `None` without TLS.
    fn read(&self) -> Result<Option<ClientConfig>, String> {
        if self.mode == Mode::Disable {
            return Ok(None);
        }
        let ring = Arc::new(crypto::ring::default_provider());
        let roots = match (&self.root, self.mode) {
            (Some(file), _) if file != SYSTEM => Some(authorities(file)?),
            (_, Mode::VerifyFull) => Some(authorities_of_the_machine()?),
            _ => None,
        };
        let verifier =
            Verifier::new(roots, self.mode == Mode::VerifyFull, ring.signature_verification_algorithms);
        let builder = ClientConfig::builder_with_provider(ring)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let config = match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => {
                let chain = certificates("sslcert", certificate)?;
                let own = PrivateKeyDer::from_pem_file(key).map_err(|why| unreadable("sslkey", key, &why))?;
                let of_no_use =
                    |error| format!("sslcert={certificate} and sslkey={key} are of no use: {error}");
                builder.with_client_auth_cert(chain, own).map_err(of_no_use)?
            }
            _ => builder.with_no_client_auth(),
        };
        Ok(Some(config))
    }

    fn names_files(&self) -> bool {
        self.certificate.is_some() || self.root.as_deref().is_some_and(|root| root != SYSTEM)
    }

    /// Whether somebody between the two machines could answer in the server's place, and a word for the log.
    pub fn weakness(&self) -> Option<&'static str> {
        match self.mode {
            Mode::Disable => Some("not encrypted"),
            Mode::Prefer => Some("encrypted only when the server offers it, and not verified"),
            Mode::Require if self.root.is_none() => Some("encrypted, and the server is not verified"),
            Mode::Require | Mode::VerifyCa | Mode::VerifyFull => None,
        }
    }
}

/// What an address says protects, at work: its files are read again for each new connection, so that whoever renews a
/// certificate need not start the program again. Connections are few, and last.
pub(super) struct Protection {
    wanted: Wanted,
    tls: Tls,
    /// What was told of the files when they were read last.
    fault: Mutex<Option<String>>,
}

impl Protection {
    /// Reads the files for the first time.
    ///
    /// # Errors
    ///
    /// What is of no use; without it nothing would protect.
    pub fn new(wanted: Wanted) -> Result<Self, String> {
        let tls = Tls::new(wanted.read()?);
        Ok(Self { wanted, tls, fault: Mutex::default() })
    }

    /// What begins connections.
    pub fn tls(&self) -> &Tls {
        &self.tls
    }

    /// Reads the files again, for connections that begin from now on.
    ///
    /// # Errors
    ///
    /// What is of no use, once as long as it stays the same: what was read before stays in force.
    pub fn renew(&self) -> Result<(), String> {
        if !self.wanted.names_files() {
            return Ok(());
        }
        let read = self.wanted.read();
        let mut told = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        match read {
            Ok(config) => {
                self.tls.renew(config);
                *told = None;
                Ok(())
            }
            Err(fault) if told.as_ref() == Some(&fault) => Ok(()),
            Err(fault) => Err(told.insert(fault).clone()),
        }
    }
}

fn authorities(file: &str) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    for own in certificates("sslrootcert", file)? {
        roots.add(own).map_err(|error| format!("sslrootcert={file} is of no use: {error}"))?;
    }
    Ok(roots)
}

fn authorities_of_the_machine() -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        return Err(
            "the machine trusts no authority (package ca-certificates); name one in sslrootcert=FILE".into(),
        );
    }
    Ok(roots)
}

fn certificates(parameter: &str, file: &str) -> Result<Vec<CertificateDer<'static>>, String> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
    let found = found.map_err(|why| unreadable(parameter, file, &why))?;
    if found.is_empty() {
        return Err(format!("{parameter}={file} holds no certificate in PEM"));
    }
    Ok(found)
}

fn unreadable(parameter: &str, file: &str, why: &impl std::fmt::Display) -> String {
    format!("{parameter}={file} cannot be read: {why}")
}

/// A value without its %-escapes.
fn plain(value: &str) -> Result<String, Utf8Error> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, behind @ ..] = rest {
        let escaped = (*first == b'%').then(|| value_of(behind)).flatten();
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    std::str::from_utf8(&bytes).map(str::to_owned)
}

/// The byte that two hexadecimal digits at the beginning stand for.
fn value_of(text: &[u8]) -> Option<u8> {
    let digits = text.get(..2).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_an_address_goes_on_to_the_client_as_it_was() {
        for (url, rest, mode) in [
            ("postgres://u:p@db/n", "postgres://u:p@db/n", Mode::Prefer),
            ("postgres://u:p?q=1@db/n?sslmode=disable", "postgres://u:p?q=1@db/n", Mode::Disable),
            ("postgres:///n?host=/run&sslmode=prefer", "postgres:///n?host=/run", Mode::Prefer),
            (
                "postgres://db/n?sslmode=require&connect_timeout=1",
                "postgres://db/n?connect_timeout=1",
                Mode::Require,
            ),
            (
                "postgres://a,b/n?user=x&sslmode=verify-full&port=1",
                "postgres://a,b/n?user=x&port=1",
                Mode::VerifyFull,
            ),
        ] {
            let (left, wanted) = taken(url).unwrap();
            assert_eq!((left.as_str(), wanted.mode), (rest, mode), "{url}");
        }
        let (_, wanted) =
            taken("postgres://db/n?sslmode=verify-ca&sslrootcert=%2Fetc%2Fm%E1%BB%99t%20%.pem").unwrap();
        assert_eq!(wanted.root.as_deref(), Some("/etc/một %.pem"));
    }

    #[test]
    fn what_nobody_would_check_is_refused_with_what_to_write() {
        for (parameters, word) in [
            ("sslmode=allow", "verify-full"),
            ("sslmode=", "verify-full"),
            ("sslmode=VERIFY-FULL", "not known"),
            ("sslrootcert=/ca.pem", "add sslmode"),
            ("sslmode=prefer&sslrootcert=/ca.pem", "add sslmode"),
            ("sslmode=disable&sslcert=/c&sslkey=/k", "add sslmode"),
            ("sslmode=verify-ca", "sslrootcert=FILE"),
            ("sslmode=verify-ca&sslrootcert=system", "sslrootcert=FILE"),
            ("sslmode=require&sslrootcert=system", "sslrootcert=FILE"),
            ("sslmode=require&sslcert=/c", "together"),
            ("sslmode=require&sslcrl=/c", "sslcrl is not served"),
            ("sslmode=require&sslnegotiation=direct", "sslnegotiation is not served"),
            ("sslmode=%ff", "%-escapes"),
        ] {
            let refused = taken(&format!("postgres://u:geheim@db/n?{parameters}")).unwrap_err();
            assert!(refused.contains(word) && !refused.contains("geheim"), "{parameters}: {refused}");
        }
    }

    #[test]
    fn a_file_that_is_missing_or_empty_is_named() {
        let missing =
            Wanted { mode: Mode::VerifyFull, root: Some("/no/such.pem".into()), ..Wanted::default() };
        let said = missing.read().err().unwrap();
        assert!(said.contains("sslrootcert=/no/such.pem"), "{said}");
        let empty = Wanted { root: Some("/dev/null".into()), ..missing };
        let said = empty.read().err().unwrap();
        assert!(said.contains("holds no certificate"), "{said}");
    }
}
