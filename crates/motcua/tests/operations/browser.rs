//! A browser over a socket: pages, forms, and the form with a file.

use crate::common::{Answer, Server};

/// Whoever looks at pages, signed in or not.
pub struct Browser<'s> {
    server: &'s Server,
    /// What it sends with each request; once signed in, the secret of its session.
    pub cookie: String,
    csrf: String,
}

impl<'s> Browser<'s> {
    /// One that has looked at the sign-in page.
    pub fn guest(server: &'s Server) -> Self {
        let form = server.get("/dang-nhap");
        Self { server, cookie: cookies(&form), csrf: csrf(&form) }
    }

    /// One in which `user` of the demonstration signed in.
    pub fn signed_in(server: &'s Server, user: &str) -> Self {
        let mut own = Self::guest(server);
        let typed = [("username", user), ("password", app::accounts::DEMO_PASSWORD), ("ve", "/")];
        let signed = own.press("/dang-nhap", &typed);
        assert_eq!(signed.status, 303, "{user}: {}", signed.text());
        own.cookie = cookies(&signed);
        own.csrf = csrf(&own.get("/"));
        own
    }

    pub fn get(&self, path: &str) -> Answer {
        self.server.request("GET", path, &[("cookie", &self.cookie)], b"")
    }

    /// Sends a form.
    pub fn press(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let all = [&[("csrf", self.csrf.as_str())], pairs].concat();
        let encode = |(name, value): &(&str, &str)| format!("{name}={}", web::url::encode(value));
        let body = all.iter().map(encode).collect::<Vec<_>>().join("&");
        self.post(path, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// Sends the form with a file.
    pub fn upload(&self, path: &str, name: &str, content: &str) -> Answer {
        let body = format!(
            "--xY\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n\
             --xY\r\ncontent-disposition: form-data; name=\"paper\"\r\n\r\n\r\n\
             --xY\r\ncontent-disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\n\
             content-type: application/pdf\r\n\r\n{content}\r\n--xY--\r\n",
            self.csrf
        );
        self.post(path, "multipart/form-data; boundary=xY", body.as_bytes())
    }

    fn post(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let headers =
            [("cookie", self.cookie.as_str()), ("content-type", kind), ("sec-fetch-site", "same-origin")];
        self.server.request("POST", path, &headers, body)
    }
}

/// The cookies that an answer sets.
fn cookies(answer: &Answer) -> String {
    let set = answer.headers.iter().filter(|(name, _)| name == "set-cookie");
    let pair = |(_, value): &(String, String)| value.split(';').next().unwrap().to_owned();
    // An emptied cookie is one that the browser forgets.
    set.map(pair).filter(|pair| !pair.ends_with('=')).collect::<Vec<_>>().join("; ")
}

fn csrf(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("name=\"csrf\" value=\"").unwrap_or_else(|| panic!("no form: {text}"));
    rest.split('"').next().unwrap().to_owned()
}
