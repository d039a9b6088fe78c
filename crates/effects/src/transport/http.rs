//! One POST over a connection of its own: no redirects, no cookies, no proxies.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use super::Risk;
use super::net::{Target, connect};

/// The longest answer that is read.
const ANSWER: usize = 64 * 1024;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// How long the other side asks to be left alone.
    pub after: Option<Duration>,
    /// Body; empty when it could not be read.
    pub body: Vec<u8>,
}

/// What TLS trusts: the system's authorities, and one more.
///
/// # Errors
///
/// What is wrong with the authority that was named.
pub fn trust(ca: Option<&str>) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(pem) = ca {
        let mut any = false;
        for own in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            let own = own.map_err(|error| format!("the authority is not readable: {error:?}"))?;
            roots.add(own).map_err(|error| format!("the authority is of no use: {error}"))?;
            any = true;
        }
        if !any {
            return Err("the file holds no certificate".to_owned());
        }
    }
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// Sends `body` to `target`.
///
/// # Errors
///
/// What failed; `risk` says whether the other side may have it.
pub async fn post(
    target: &Target,
    private: bool,
    tls: &Arc<ClientConfig>,
    headers: &[(&str, String)],
    body: Vec<u8>,
    risk: &Risk,
) -> Result<Reply, String> {
    let mut request = Request::post(&target.path)
        .header("host", target.authority())
        .header("content-type", "application/json; charset=utf-8")
        .header("user-agent", "motcua");
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let request = request.body(Full::new(Bytes::from(body))).map_err(|error| error.to_string())?;
    let stream = connect(&target.host, target.port, private).await?;
    if !target.https {
        return exchange(stream, request, risk).await;
    }
    let name = ServerName::try_from(target.host.clone()).map_err(|error| error.to_string())?;
    let protected = TlsConnector::from(Arc::clone(tls)).connect(name, stream).await;
    exchange(protected.map_err(|error| format!("no protected connection: {error}"))?, request, risk).await
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>, risk: &Risk) -> Result<Reply, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) =
        handshake(TokioIo::new(stream)).await.map_err(|error| format!("no exchange: {error}"))?;
    let driver = tokio::spawn(connection);
    risk.begins();
    let answered = sender.send_request(request).await;
    let reply = match answered {
        Err(error) => Err(format!("no answer: {error}")),
        Ok(response) => {
            let status = response.status().as_u16();
            let seconds = response.headers().get("retry-after").and_then(|value| value.to_str().ok());
            let after = seconds.and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
            let read = Limited::new(response.into_body(), ANSWER).collect().await;
            let body = read.map_or_else(|_| Vec::new(), |whole| whole.to_bytes().to_vec());
            Ok(Reply { status, after, body })
        }
    };
    driver.abort();
    reply
}
