//! The payment QR of Vietnamese banks: EMVCo tags with lengths, closed by a check sum.

use std::fmt::Write as _;

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The organisation behind the network of banks, as it names itself in tag 38.
const NETWORK: &str = "A000000727";
/// Transfer to an account.
const TO_ACCOUNT: &str = "QRIBFTTA";

/// What a banking application reads: `amount` đồng to the account `number` at the bank with the number
/// `bin`, with `purpose` as the words of the transfer.
///
/// `None` for a part that does not fit a tag (99 bytes) or is not plain ASCII.
#[must_use]
pub fn payload(bin: &str, number: &str, amount: i64, purpose: &str) -> Option<String> {
    let amount = u64::try_from(amount).ok().filter(|amount| *amount > 0)?.to_string();
    let beneficiary = tag("00", bin)? + &tag("01", number)?;
    let account = tag("00", NETWORK)? + &tag("01", &beneficiary)? + &tag("02", TO_ACCOUNT)?;
    let parts = [
        tag("00", "01")?,
        tag("01", "12")?,
        tag("38", &account)?,
        tag("53", "704")?,
        tag("54", &amount)?,
        tag("58", "VN")?,
        tag("62", &tag("08", purpose)?)?,
    ];
    Some(closed(&parts.concat()))
}

/// The payload with its check sum, which covers its own tag and length too.
fn closed(payload: &str) -> String {
    let open = format!("{payload}6304");
    format!("{open}{:04X}", check_sum(open.as_bytes()))
}

/// One tag: two digits of name, two of length, the value.
fn tag(name: &str, value: &str) -> Option<String> {
    let plain =
        !value.is_empty() && value.len() <= 99 && value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    plain.then(|| {
        let mut out = String::with_capacity(value.len().saturating_add(4));
        let _ = write!(out, "{name}{:02}{value}", value.len());
        out
    })
}

/// CRC-16/CCITT-FALSE: polynomial 1021, from FFFF, not reflected.
fn check_sum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff_u16, |sum, byte| {
        (0..8).fold(sum ^ (u16::from(*byte) << 8), |sum, _| {
            if sum & 0x8000 == 0 { sum << 1 } else { (sum << 1) ^ 0x1021 }
        })
    })
}

/// The drawing for a page; `None` for what no QR can hold.
#[must_use]
pub fn svg(payload: &str) -> Option<String> {
    let drawn = QrCode::with_error_correction_level(payload, EcLevel::M)
        .ok()?
        .render::<svg::Color<'_>>()
        .quiet_zone(true)
        .min_dimensions(180, 180)
        .build();
    // An XML declaration has no place inside a page.
    drawn.find("<svg").and_then(|start| drawn.get(start..)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the tags back: name and value.
    fn tags(mut text: &str) -> Vec<(String, String)> {
        let mut out = Vec::new();
        while let (Some(name), Some(length)) = (text.get(..2), text.get(2..4)) {
            let end = 4 + length.parse::<usize>().expect("a length");
            out.push((name.to_owned(), text.get(4..end).expect("a value").to_owned()));
            text = text.get(end..).unwrap_or_default();
        }
        assert!(text.is_empty(), "a rest: {text}");
        out
    }

    fn of(text: &str, name: &str) -> String {
        tags(text).into_iter().find(|(known, _)| known == name).map(|(_, value)| value).unwrap_or_default()
    }

    #[test]
    fn the_check_sum_agrees_with_published_codes() {
        // The check value of the algorithm's catalogue, then two codes published with their sums.
        assert_eq!(check_sum(b"123456789"), 0x29b1);
        let account = "38570010A00000072701270006970403011300110123456780208QRIBFTTA";
        let table = [
            (format!("000201010211{account}53037045802VN"), "9E6F"),
            (
                format!("000201010212{account}530370454061800005802VN62340107NPS68690819thanh toan don hang"),
                "2E2E",
            ),
        ];
        for (open, sum) in table {
            assert_eq!(closed(&open), format!("{open}6304{sum}"));
        }
    }

    #[test]
    fn a_code_says_account_amount_and_dossier() {
        for amount in [1, 75_000, 300_000, 9_999_999_999] {
            let code = "000.00.00.H36-250602-0001";
            let text = payload("970436", "0011001234567", amount, code).expect("a payload");
            assert_eq!((of(&text, "00"), of(&text, "01")), ("01".to_owned(), "12".to_owned()));
            assert_eq!((of(&text, "53"), of(&text, "58")), ("704".to_owned(), "VN".to_owned()));
            assert_eq!(of(&text, "54"), amount.to_string());
            assert_eq!(of(&of(&text, "62"), "08"), code);
            let account = of(&text, "38");
            assert_eq!((of(&account, "00"), of(&account, "02")), (NETWORK.to_owned(), TO_ACCOUNT.to_owned()));
            let beneficiary = of(&account, "01");
            assert_eq!(
                (of(&beneficiary, "00"), of(&beneficiary, "01")),
                ("970436".to_owned(), "0011001234567".to_owned())
            );
            let (open, sum) = text.split_at(text.len() - 4);
            assert_eq!(format!("{:04X}", check_sum(open.as_bytes())), sum);
            assert!(svg(&text).is_some_and(|drawn| drawn.starts_with("<svg")));
        }
    }

    #[test]
    fn what_fits_no_tag_gives_no_code() {
        assert_eq!(payload("970436", "1", 0, "x"), None);
        assert_eq!(payload("970436", "1", -5, "x"), None);
        assert_eq!(payload("", "1", 5, "x"), None);
        assert_eq!(payload("970436", "1", 5, "phí"), None);
        assert_eq!(payload("970436", "1", 5, &"x".repeat(100)), None);
    }
}
