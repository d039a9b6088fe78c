//! Addresses of pages, in one place, so that links and redirects agree.

use std::fmt::Write as _;

/// The start page.
pub const HOME: &str = "/";
/// The list of procedures.
pub const PROCEDURES: &str = "/thu-tuc";
/// Tracking by code.
pub const TRACK: &str = "/tra-cuu";
/// Help.
pub const HELP: &str = "/tro-giup";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/tiep-can";
/// What happens to personal data.
pub const PRIVACY: &str = "/quyen-rieng-tu";
/// The citizen's own dossiers.
pub const MINE: &str = "/ho-so-cua-toi";
/// Sign in.
pub const SIGN_IN: &str = "/dang-nhap";
/// Sign out (POST).
pub const SIGN_OUT: &str = "/dang-xuat";
/// The gallery of components.
pub const GALLERY: &str = "/thu-vien-giao-dien";
/// The staff's worklists.
pub const DESK: &str = "/lam-viec";
/// Days off and swapped days.
pub const DAYS: &str = "/lich-lam-viec";
/// What the administrator looks after.
pub const ADMIN: &str = "/quan-tri";
/// Who works where.
pub const PEOPLE: &str = "/quan-tri/tai-khoan";
/// Messages that wait or could not be sent.
pub const MESSAGES: &str = "/quan-tri/thong-bao";
/// Intake at the counter.
pub const INTAKE: &str = "/tiep-nhan";
/// Hand-over of papers.
pub const PAPERS: &str = "/ban-giao";
/// Results that go to the post together.
pub const POST_OUT: &str = "/buu-chinh/giao";
/// A list under which results went to the post.
pub const POST_LIST: &str = "/buu-chinh/giao/danh-sach.pdf";
/// Calls to applicants from a list (POST).
pub const CALLED: &str = "/lam-viec/bao";
/// What the Centre is told of.
pub const SUPERVISION: &str = "/giam-sat";
/// The director's board.
pub const BOARD: &str = "/bang-dieu-hanh";
/// The statutory report on settling.
pub const SETTLING: &str = "/bao-cao/giai-quyet";
/// Minutes of the public post.
pub const POST: &str = "/buu-chinh";
/// The book of guidance.
pub const GUIDANCE: &str = "/huong-dan";
/// Letters that urge.
pub const URGING: &str = "/don-doc";
/// Tills and their closings.
pub const CASH: &str = "/thu-ngan";
/// The tracking register.
pub const REGISTER: &str = "/so-theo-doi";

/// The page of a procedure.
#[must_use]
pub fn procedure(code: &str) -> String {
    format!("{PROCEDURES}/{}", encode(code))
}

/// The staff page of a dossier, by code or id.
#[must_use]
pub fn dossier(reference: &str) -> String {
    format!("/ho-so/{}", encode(reference))
}

/// The applicant's page behind the QR of the receipt.
#[must_use]
pub fn token(token: &str) -> String {
    format!("/t/{}", encode(token))
}

/// The slip on which a dossier is rated.
#[must_use]
pub fn rating(slip: &str) -> String {
    format!("/danh-gia/{}", encode(slip))
}

/// A path with a query of the pairs that have a value.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    let mut mark = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(out, "{mark}{name}={}", encode(value));
        mark = '&';
    }
    out
}

/// Escapes a text for a place in an address.
#[must_use]
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    })
}

/// A path of this site, or the start page: nobody can be sent elsewhere by a crafted link.
#[must_use]
pub fn local(path: &str) -> &str {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if own { path } else { HOME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crafted_way_back_leads_home() {
        let table = [
            ("/lam-viec?xem=a", "/lam-viec?xem=a"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/a\r\nSet-Cookie: b", "/"),
            ("", "/"),
        ];
        for (given, expected) in table {
            assert_eq!(local(given), expected, "{given:?}");
        }
    }

    #[test]
    fn queries_leave_out_what_is_empty_and_escape_the_rest() {
        assert_eq!(
            with_query("/a", &[("q", "đất & nhà"), ("x", "")]),
            "/a?q=%C4%91%E1%BA%A5t%20%26%20nh%C3%A0"
        );
        assert_eq!(with_query("/a", &[]), "/a");
    }
}
