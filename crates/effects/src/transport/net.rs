//! Where the program may call: addresses, and a guard against calling where nobody meant (R49).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::net::TcpStream;

/// Longest time to a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// An address of HTTP, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Whether TLS protects it.
    pub https: bool,
    /// Host, lower case, without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Path and query.
    pub path: String,
}

impl Target {
    /// Reads `https://host[:port]/path`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, for whoever wrote it.
    pub fn parse(url: &str) -> Result<Self, String> {
        let wrong = |what: &str| format!("`{url}` {what}; write https://host/path");
        let uri: hyper::Uri = url.parse().map_err(|_| wrong("is no address"))?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(wrong("begins with neither https:// nor http://")),
        };
        let authority = uri.authority().ok_or_else(|| wrong("names no host"))?;
        if authority.as_str().contains('@') {
            return Err(wrong("holds a user or password"));
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_lowercase();
        if host.is_empty() {
            return Err(wrong("names no host"));
        }
        let port = authority.port_u16().unwrap_or(if https { 443 } else { 80 });
        let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Self { https, host, port, path })
    }

    /// Host and port as the `Host` header has them.
    #[must_use]
    pub fn authority(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let usual = if self.https { 443 } else { 80 };
        if self.port == usual { host } else { format!("{host}:{}", self.port) }
    }
}

/// Whether an address is one of the public network.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_public_4(four),
        IpAddr::V6(six) => is_public_6(six),
    }
}

fn is_public_4(four: Ipv4Addr) -> bool {
    let [a, b, c, _] = four.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let benchmark = a == 198 && (18..20).contains(&b);
    let protocol = a == 192 && b == 0 && c == 0;
    !(four.is_private()
        || four.is_loopback()
        || four.is_link_local()
        || four.is_broadcast()
        || four.is_documentation()
        || four.is_multicast()
        || a == 0
        || a >= 240
        || shared
        || benchmark
        || protocol)
}

fn is_public_6(six: Ipv6Addr) -> bool {
    if let Some(four) = six.to_ipv4_mapped() {
        return is_public_4(four);
    }
    let [a, b, c, ..] = six.segments();
    let octets = six.octets();
    let four_at = |at: usize| match octets.get(at..at.saturating_add(4)) {
        Some(&[w, x, y, z]) => is_public_4(Ipv4Addr::new(w, x, y, z)),
        _ => false,
    };
    // What only wraps an address of the old network is as public as that one.
    if a == 0x64 && b == 0xff9b && c == 0 {
        return four_at(12);
    }
    if a == 0x2002 {
        return four_at(2);
    }
    // Of the rest only 2000::/3 is given out, less documentation and Teredo.
    (0x2000..0x4000).contains(&a) && !(a == 0x2001 && (b == 0xdb8 || b == 0)) && a != 0x3fff
}

/// Connects to a host whose every address may be called.
///
/// The name is looked up once and the connection goes to the addresses that were checked, so a name that
/// changes its answer leads nowhere else.
///
/// # Errors
///
/// What failed.
pub async fn connect(host: &str, port: u16, private: bool) -> Result<TcpStream, String> {
    let connecting = async {
        let found = tokio::net::lookup_host((host, port)).await;
        let addresses: Vec<SocketAddr> =
            found.map_err(|error| format!("{host} is not found: {error}"))?.collect();
        if let Some(inside) = addresses.iter().find(|address| !private && !is_public(address.ip())) {
            let ip = inside.ip();
            return Err(format!(
                "{host} leads to {ip}, which is no public address; allow_private would allow it"
            ));
        }
        let mut last = format!("{host} has no address");
        for address in addresses {
            match TcpStream::connect(address).await {
                Ok(stream) => {
                    drop(stream.set_nodelay(true));
                    return Ok(stream);
                }
                Err(error) => last = format!("{host} does not answer: {error}"),
            }
        }
        Err(last)
    };
    let late = || format!("{host} does not answer in {} s", CONNECT.as_secs());
    tokio::time::timeout(CONNECT, connecting).await.unwrap_or_else(|_| Err(late()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart_or_refused_with_a_reason() {
        let target = Target::parse("https://SMS.example:8443/send?a=1").unwrap();
        assert_eq!((target.https, target.host.as_str(), target.port), (true, "sms.example", 8443));
        assert_eq!((target.path.as_str(), target.authority().as_str()), ("/send?a=1", "sms.example:8443"));
        assert_eq!(Target::parse("http://[::1]").unwrap().host, "::1");
        assert_eq!(Target::parse("http://[::1]").unwrap().authority(), "[::1]");
        let table = [
            ("sms.example/send", "write https://"),
            ("ftp://sms.example", "begins with neither"),
            ("https://user:word@sms.example/", "holds a user"),
            ("https:///send", ""),
            ("https://a b", "is no address"),
        ];
        for (url, why) in table {
            let said = Target::parse(url).unwrap_err();
            assert!(said.contains(why), "{url}: {said}");
        }
    }

    /// R49: whatever leads inside is not public, in every way of writing it.
    #[test]
    fn r49_addresses_of_the_inside_are_not_public() {
        let inside = [
            "127.0.0.1",
            "127.9.9.9",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2002:c0a8:101::",
            "2001:db8::1",
            "2001::1",
            "fec0::1",
            "::127.0.0.1",
            "3fff::1",
        ];
        for address in inside {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in
            ["8.8.8.8", "100.63.0.1", "172.32.0.1", "2400:cb00::1", "64:ff9b::808:808", "2002:808:808::"]
        {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    /// The names that resolvers read as addresses, and a host that says where it is itself.
    #[tokio::test]
    async fn r49_no_spelling_of_an_inside_address_is_connected_to() {
        let open = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = open.local_addr().unwrap().port();
        for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"] {
            assert!(connect(host, port, false).await.is_err(), "{host}");
        }
        assert!(connect("127.0.0.1", port, true).await.is_ok());
    }
}
