//! A connection inside of TLS: the handshake, who is believed in it, and what is said when it fails.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use sha2::{Digest as _, Sha256, Sha384, Sha512};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::Socket;
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use tokio_rustls::rustls::crypto::{
    WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature,
};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};

/// How a connection inside of TLS begins; `None` for addresses that want none of it.
type How = Option<Arc<ClientConfig>>;

/// Begins connections inside of TLS; cheap to clone, and what one of the clones is told holds for all.
#[derive(Clone)]
pub(super) struct Tls(Arc<Mutex<How>>);

impl Tls {
    pub fn new(config: Option<ClientConfig>) -> Self {
        Self(Arc::new(Mutex::new(config.map(Arc::new))))
    }

    /// From now on connections begin so; those that there are stay as they are.
    pub fn renew(&self, config: Option<ClientConfig>) {
        *self.how() = config.map(Arc::new);
    }

    fn how(&self) -> MutexGuard<'_, How> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl MakeTlsConnect<Socket> for Tls {
    type Stream = Inside;
    type TlsConnect = Handshake;
    type Error = Fault;

    fn make_tls_connect(&mut self, host: &str) -> Result<Handshake, Fault> {
        Ok(Handshake { config: self.how().clone(), host: host.to_owned() })
    }
}

/// What one connection begins with.
pub(super) struct Handshake {
    config: How,
    host: String,
}

impl TlsConnect<Socket> for Handshake {
    type Stream = Inside;
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<Inside, Fault>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(async move {
            let Self { config, host } = self;
            // The client asks nobody who wants none of it.
            let Some(config) = config else { return Err(Fault("TLS was not asked for".into())) };
            let name = ServerName::try_from(host.clone())
                .map_err(|_| Fault(format!("`{host}` is no name that a certificate could have")))?;
            let stream = TlsConnector::from(config).connect(name, socket).await;
            stream.map(Inside).map_err(|error| Fault(words(&host, &error)))
        })
    }
}

/// Why there is no connection inside of TLS, in words for whoever runs the program.
#[derive(Debug)]
pub(super) struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

/// What went wrong with the handshake, and what to do.
fn words(host: &str, error: &io::Error) -> String {
    let cause = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    let Some(Error::InvalidCertificate(fault)) = cause else {
        return format!(
            "no TLS with `{host}`: {error}; it may want a certificate of this program (sslcert, sslkey)"
        );
    };
    let why = match fault {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "is not signed by an authority that is trusted: name the right one in sslrootcert, and see that it is \
             the right server"
                .to_owned()
        }
        CertificateError::NotValidForName => "is for another name: see subjectAltName".to_owned(),
        CertificateError::NotValidForNameContext { presented, .. } => format!(
            "is for another name ({}): connect by a name that stands in its subjectAltName, or make it anew",
            if presented.is_empty() { "it has no subjectAltName".to_owned() } else { presented.join(", ") }
        ),
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => {
            format!("does not hold today: renew it, or set the clock of this machine right ({fault})")
        }
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            "is an authority's own: make one for the server and sign it with that".to_owned()
        }
        other => format!("cannot be used: {other}"),
    };
    format!("the certificate of `{host}` {why}")
}

/// Who is believed to be the server.
#[derive(Debug)]
pub(super) struct Verifier {
    /// `None` believes everybody: encrypted against those who only listen.
    roots: Option<RootCertStore>,
    /// Whether the certificate must be for the host that was asked.
    named: bool,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Verifier {
    pub fn new(roots: Option<RootCertStore>, named: bool, algorithms: WebPkiSupportedAlgorithms) -> Self {
        Self { roots, named, algorithms }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Some(roots) = &self.roots {
            let own = ParsedCertificate::try_from(own)?;
            verify_server_cert_signed_by_trust_anchor(&own, roots, between, now, self.algorithms.all)?;
            if self.named {
                verify_server_name(&own, name)?;
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, own, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, own, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// The bytes inside.
pub(super) struct Inside(TlsStream<Socket>);

impl tokio_postgres::tls::TlsStream for Inside {
    /// Ties the proof of the password to the certificate that was seen, so that nobody in between passes it on
    /// (RFC 5929, `tls-server-end-point`).
    fn channel_binding(&self) -> ChannelBinding {
        let (_, session) = self.0.get_ref();
        let own = session.peer_certificates().and_then(<[_]>::first);
        own.and_then(|own| end_point(own))
            .map_or_else(ChannelBinding::none, ChannelBinding::tls_server_end_point)
    }
}

impl AsyncRead for Inside {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Inside {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

/// The digest of a certificate by the function of its own signature; `None` where that has none of its own, and
/// then nothing is tied.
fn end_point(certificate: &[u8]) -> Option<Vec<u8>> {
    // 1.2.840.113549.1.1.x and 1.2.840.10045.4.x, as they are written in a certificate.
    const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];
    const ECDSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04];
    let signature = signature_of(certificate)?;
    let rsa = signature.strip_prefix(RSA);
    let ecdsa = signature.strip_prefix(ECDSA);
    match (rsa, ecdsa) {
        // What is too weak is replaced by SHA-256.
        (Some([4 | 5 | 11]), _) | (_, Some([1] | [3, 2])) => Some(Sha256::digest(certificate).to_vec()),
        (Some([12]), _) | (_, Some([3, 3])) => Some(Sha384::digest(certificate).to_vec()),
        (Some([13]), _) | (_, Some([3, 4])) => Some(Sha512::digest(certificate).to_vec()),
        _ => None,
    }
}

/// The identifier of the algorithm that signed a certificate: it stands behind what was signed.
fn signature_of(certificate: &[u8]) -> Option<&[u8]> {
    const SEQUENCE: u8 = 0x30;
    const IDENTIFIER: u8 = 0x06;
    let (whole, _) = element(certificate, SEQUENCE)?;
    let (_signed, behind) = element(whole, SEQUENCE)?;
    let (algorithm, _) = element(behind, SEQUENCE)?;
    element(algorithm, IDENTIFIER).map(|(identifier, _)| identifier)
}

/// The content of the element of DER at the beginning, and what stands behind it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (first, rest) = der.split_first()?;
    let (short, rest) = rest.split_first()?;
    let (length, rest) = match *short {
        short @ ..0x80 => (usize::from(short), rest),
        long => {
            let (bytes, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
            let sum = |sum: usize, byte: &u8| sum.checked_mul(256)?.checked_add(usize::from(*byte));
            (bytes.iter().try_fold(0, sum)?, rest)
        }
    };
    (*first == tag).then(|| rest.split_at_checked(length)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate that holds nothing but what is looked for.
    fn signed_with(identifier: &[u8], padding: usize) -> Vec<u8> {
        let wrapped = |tag: u8, content: &[u8]| {
            let length = u16::try_from(content.len()).unwrap().to_be_bytes();
            [&[tag, 0x82], &length[..], content].concat()
        };
        let algorithm = wrapped(0x30, &wrapped(0x06, identifier));
        wrapped(0x30, &[wrapped(0x30, &vec![0x55; padding]), algorithm, vec![0x03, 0x01, 0x00]].concat())
    }

    #[test]
    fn a_certificate_is_digested_as_its_own_signature_says() {
        let rsa = |last: u8| vec![0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, last];
        let ecdsa = |last: &[u8]| [&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04][..], last].concat();
        for (identifier, length) in [
            (rsa(5), Some(32)),
            (rsa(11), Some(32)),
            (rsa(12), Some(48)),
            (rsa(13), Some(64)),
            (rsa(10), None),
            (ecdsa(&[3, 2]), Some(32)),
            (ecdsa(&[3, 3]), Some(48)),
            (ecdsa(&[3, 4]), Some(64)),
            (vec![0x2b, 0x65, 0x70], None),
        ] {
            let certificate = signed_with(&identifier, 700);
            assert_eq!(end_point(&certificate).map(|digest| digest.len()), length, "{identifier:x?}");
        }
        let whole = signed_with(&rsa(11), 20);
        for cut in 0..whole.len() - 3 {
            assert_eq!(signature_of(&whole[..cut]), None, "cut at {cut}");
        }
        assert_eq!(element(&[0x30, 0xff], 0x30), None);
        assert_eq!(element(&[0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 0x30), None);
    }
}
