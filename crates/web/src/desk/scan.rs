//! What a barcode gun sends or a hand types for a dossier: its code in any spelling, or the address in its QR.

use app::dossier::act;
use app::{App, DossierRow};
use domain::dossier::DossierCode;

/// The dossier that `text` names; `None` when it is no code and no address of one, or there is none.
///
/// Whether the reader may know of it is judged where it is opened.
#[must_use]
pub fn find(app: &App, text: &str) -> Option<DossierRow> {
    match read(text)? {
        Scanned::Code(code) => act::find(app, &code).ok(),
        Scanned::Token(token) => act::find_by_token(app, &token).ok(),
    }
}

/// Whether `text` is a whole code or an address, not words to search for.
#[must_use]
pub fn is_whole(text: &str) -> bool {
    read(text).is_some()
}

#[derive(Debug, PartialEq, Eq)]
enum Scanned {
    Code(String),
    Token(String),
}

fn read(text: &str) -> Option<Scanned> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some((_, rest)) = text.to_lowercase().split_once("/t/") {
        let token = rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
        let whole = token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
        return whole.then_some(Scanned::Token(token));
    }
    // Typesetting, telephones and word processors write other dashes than the one on the receipt.
    let dash = |c: char| matches!(c, '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '_');
    let plain: String = text.chars().map(|c| if dash(c) { '-' } else { c }).collect();
    let code: DossierCode = plain.to_uppercase().parse().ok()?;
    Some(Scanned::Code(code.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_spelt() {
        let code = || Some(Scanned::Code("000.00.00.H36-250602-0001".to_owned()));
        for text in [
            "000.00.00.H36-250602-0001",
            "000.00.00.h36-250602-0001",
            " 000.00.00.H36–250602–0001\n",
            "000.00.00.H36 — 250602 — 0001",
            "000.00.00.H36−250602‑0001",
        ] {
            assert_eq!(read(text), code(), "{text:?}");
        }
        for text in ["", "000.00", "Nguyễn Văn A", "0912345678", "000.00.00.H36-250602"] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_address_in_the_qr_is_read() {
        let token = "0123456789abcdef0123456789abcdef";
        for text in [
            format!("https://motcua.example/t/{token}"),
            format!("HTTP://127.0.0.1:8080/T/{}", token.to_uppercase()),
            format!("/t/{token}?lang=en"),
            format!("/t/{token}/giay-to/receipt.pdf"),
        ] {
            assert_eq!(read(&text), Some(Scanned::Token(token.to_owned())), "{text}");
        }
        assert_eq!(read("https://motcua.example/t/abc"), None);
    }
}
