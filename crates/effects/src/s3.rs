//! Files in an S3-compatible storage, for installations of several servers.
//!
//! The library is asynchronous and brings a connection pool; a file is kept and read by threads that may block. So
//! this storage has a small runtime of its own.

use std::fmt;
use std::fs::File;
use std::future::Future;
use std::io::{Error, ErrorKind, Read as _, Result, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use app::files::{Entry, LARGEST, Storage};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path as Key;
use object_store::{
    BackoffConfig, ClientOptions, ObjectMeta, ObjectStore as _, ObjectStoreExt as _, RetryConfig,
};
use tokio::runtime::Runtime;

/// How long one request may take, and all tries of it.
const REQUEST: Duration = Duration::from_secs(15);
const TRIES: Duration = Duration::from_secs(20);
const CONNECT: Duration = Duration::from_secs(3);

/// Where a bucket is, and who asks for it.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// The address of the service.
    pub endpoint: String,
    /// Its region; many services want any name.
    pub region: String,
    /// Who asks.
    pub key_id: String,
    /// The secret of whoever asks.
    pub secret: String,
}

impl Bucket {
    /// Reads `s3://NAME?endpoint=URL&region=NAME`; the key is put in afterwards.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn parse(text: &str) -> std::result::Result<Self, String> {
        let form = "write s3://BUCKET?endpoint=https://HOST&region=NAME";
        let rest = text.strip_prefix("s3://").ok_or(form)?;
        let (name, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut bucket = Self {
            name: name.trim_end_matches('/').to_owned(),
            endpoint: String::new(),
            region: "us-east-1".to_owned(),
            key_id: String::new(),
            secret: String::new(),
        };
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("endpoint", url)) => bucket.endpoint = url.trim_end_matches('/').to_owned(),
                Some(("region", region)) => bucket.region = region.to_owned(),
                _ => return Err(format!("`{pair}` is not known; {form}")),
            }
        }
        let named = !bucket.name.is_empty()
            && bucket
                .name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.');
        if !named {
            return Err(format!("`{}` is no name of a bucket; {form}", bucket.name));
        }
        if !bucket.endpoint.starts_with("https://") && !bucket.endpoint.starts_with("http://") {
            return Err(format!("no address of the service; {form}"));
        }
        Ok(bucket)
    }
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}?endpoint={}&region={}", self.name, self.endpoint, self.region)
    }
}

/// Files in a bucket.
pub struct S3 {
    client: AmazonS3,
    bucket: Bucket,
    /// Takes a content while it is read: it is checked before anybody gets a byte of it.
    folder: PathBuf,
    /// Gone only when this is.
    runtime: Option<Runtime>,
}

impl fmt::Debug for S3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.bucket)
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        // Waiting for its threads is not allowed where this may be dropped.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl S3 {
    /// Opens a bucket; `folder` is of this machine.
    ///
    /// # Errors
    ///
    /// When the settings cannot be used; the service is not asked yet.
    pub fn open(bucket: Bucket, folder: PathBuf) -> Result<Self> {
        // The ciphers of all our connections; whoever was first has set them.
        let ciphers = tokio_rustls::rustls::crypto::ring::default_provider();
        drop(ciphers.install_default());
        let options = ClientOptions::new()
            .with_allow_http(bucket.endpoint.starts_with("http://"))
            .with_timeout(REQUEST)
            .with_connect_timeout(CONNECT);
        let retry = RetryConfig { backoff: BackoffConfig::default(), max_retries: 2, retry_timeout: TRIES };
        let client = AmazonS3Builder::new()
            .with_bucket_name(&bucket.name)
            .with_endpoint(&bucket.endpoint)
            .with_region(&bucket.region)
            .with_access_key_id(&bucket.key_id)
            .with_secret_access_key(&bucket.secret)
            .with_virtual_hosted_style_request(false)
            // Not every service that speaks S3 removes many at once.
            .with_disable_bulk_delete(true)
            .with_client_options(options)
            .with_retry(retry)
            .build()
            .map_err(|error| told(&error))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("s3")
            .enable_all()
            .build()?;
        Ok(Self { client, bucket, folder, runtime: Some(runtime) })
    }

    /// Whether the bucket is there and answers.
    ///
    /// # Errors
    ///
    /// The service's.
    pub fn check(&self) -> Result<()> {
        // A list: asked for one object, a bucket that is not there answers like one that does not hold it.
        self.wait(self.client.list_with_delimiter(Some(&Key::from("check")))).map(|_| ())
    }

    fn wait<T>(&self, work: impl Future<Output = object_store::Result<T>>) -> Result<T> {
        let runtime = self.runtime.as_ref().ok_or_else(|| Error::other("the storage is closed"))?;
        runtime.block_on(work).map_err(|error| told(&error))
    }
}

/// A failure with the words of the service; none of them is a secret.
fn told(error: &object_store::Error) -> Error {
    let kind = match error {
        object_store::Error::NotFound { .. } => ErrorKind::NotFound,
        _ => ErrorKind::Other,
    };
    Error::new(kind, error.to_string())
}

fn there<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn entry(found: &ObjectMeta) -> Entry {
    Entry { key: found.location.to_string(), changed: found.last_modified.timestamp() }
}

impl Storage for S3 {
    fn put(&self, key: &str, from: &Path) -> Result<()> {
        let mut bytes = Vec::new();
        let most = u64::try_from(LARGEST).unwrap_or(u64::MAX);
        File::open(from)?.take(most).read_to_end(&mut bytes)?;
        self.wait(self.client.put(&Key::from(key), bytes.into())).map(|_| ())
    }

    fn open(&self, key: &str) -> Result<Option<File>> {
        let whole = async { self.client.get(&Key::from(key)).await?.bytes().await };
        let Some(bytes) = there(self.wait(whole))? else { return Ok(None) };
        std::fs::create_dir_all(&self.folder)?;
        let random = app::dossier::shell::random_hex().map_err(|_| Error::other("no random numbers"))?;
        let path = self.folder.join(random);
        let mut file = File::options().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
        // It has no name any more, and is gone when nobody reads it.
        std::fs::remove_file(&path)?;
        file.write_all(&bytes)?;
        file.rewind()?;
        Ok(Some(file))
    }

    fn entry(&self, key: &str) -> Result<Option<Entry>> {
        let found = there(self.wait(self.client.head(&Key::from(key))))?;
        Ok(found.map(|found| entry(&found)))
    }

    fn renew(&self, key: &str) -> Result<()> {
        // An object is as young as its last writing; copied onto itself it stays as it is.
        let key = Key::from(key);
        let again = async {
            let bytes = self.client.get(&key).await?.bytes().await?;
            self.client.put(&key, bytes.into()).await
        };
        there(self.wait(again)).map(|_| ())
    }

    fn rename(&self, from: &str, to: &str) -> Result<()> {
        self.wait(self.client.copy(&Key::from(from), &Key::from(to)))?;
        self.remove(from)
    }

    fn remove(&self, key: &str) -> Result<()> {
        there(self.wait(self.client.delete(&Key::from(key)))).map(|_| ())
    }

    fn list(&self, under: &str, each: &mut dyn FnMut(Entry)) -> Result<()> {
        let prefix = (!under.is_empty()).then(|| Key::from(under));
        let mut found = self.client.list(prefix.as_ref());
        self.wait(async {
            while let Some(next) = std::future::poll_fn(|context| found.as_mut().poll_next(context)).await {
                each(entry(&next?));
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_named_by_a_url() {
        let bucket = Bucket::parse("s3://scans.h36?endpoint=https://s3.example.vn/&region=hn-1").unwrap();
        assert_eq!((bucket.name.as_str(), bucket.endpoint.as_str()), ("scans.h36", "https://s3.example.vn"));
        let bucket = Bucket { secret: "geheim".to_owned(), ..bucket };
        assert!(!format!("{bucket} {bucket:?}").contains("geheim"));
        for text in [
            "",
            "s3://",
            "s3://b",
            "s3://B?endpoint=https://x",
            "s3://b?endpoint=x",
            "s3://b?secret=geheim",
            "/srv",
        ] {
            assert!(Bucket::parse(text).is_err(), "{text}");
        }
    }
}
