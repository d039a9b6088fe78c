//! Files that are one thing to one reader and another to the next: a PDF that is a zip too, an image with a page
//! of HTML in front. A scanner makes none of them; what makes them wants a check to look at the wrong half.

use super::Media;

/// How far into a file readers look for what it is.
const HEAD: usize = 1024;
/// A zip's directory ends with 22 bytes and a comment of at most 65 535.
const ZIP_TAIL: usize = 22 + 65_535;
/// What browsers take for a page or servers for a program, in small letters.
const PAGES: [&[u8]; 6] = [b"<html", b"<script", b"<!doctype", b"<svg", b"<?php", b"<iframe"];

/// Whether a file that begins as `media` is something else as well.
pub(super) fn is_mixed(bytes: &[u8], media: Media) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let has = |what: &[u8]| head.windows(what.len()).any(|window| window == what);
    PAGES.iter().any(|page| has(page)) || (media != Media::Pdf && has(b"%pdf-")) || is_zip(bytes)
}

/// Whether the end of the file is the directory of a zip: its signature, and the first entry where it says.
fn is_zip(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(ZIP_TAIL);
    let tail = bytes.get(from..).unwrap_or(bytes);
    let ends = tail.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x05\x06");
    ends.map(|(at, _)| at.saturating_add(from)).any(|end| {
        let number = |at: usize| {
            let bytes = bytes.get(end.checked_add(at)?..)?.first_chunk::<4>()?;
            usize::try_from(u32::from_le_bytes(*bytes)).ok()
        };
        let Some(size) = number(12) else { return false };
        let directory = end.checked_sub(size).and_then(|at| bytes.get(at..));
        size > 0 && directory.is_some_and(|entries| entries.starts_with(b"PK\x01\x02"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest zip with one empty file `a`.
    fn zip() -> Vec<u8> {
        let mut local = b"PK\x03\x04\x0a\0\0\0\0\0\0\0\0\0".to_vec();
        local.extend([0; 12]);
        local.extend(b"\x01\0\0\0a");
        let mut entry = b"PK\x01\x02\x0a\0\x0a\0\0\0\0\0\0\0\0\0".to_vec();
        entry.extend([0; 12]);
        entry.extend(b"\x01\0");
        entry.extend([0; 16]);
        entry.extend(b"a");
        let mut end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec();
        end.extend(u32::try_from(entry.len()).unwrap().to_le_bytes());
        end.extend(u32::try_from(local.len()).unwrap().to_le_bytes());
        end.extend(b"\0\0");
        [local, entry, end].concat()
    }

    #[test]
    fn two_things_in_one_file_are_found() {
        let pdf = b"%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n%%EOF\n";
        let table: [(&str, Vec<u8>, Media, bool); 8] = [
            ("a plain PDF", pdf.to_vec(), Media::Pdf, false),
            ("a PDF that is a zip", [pdf.as_slice(), &zip()].concat(), Media::Pdf, true),
            ("with more behind it", [pdf.as_slice(), &zip(), b"%%EOF"].concat(), Media::Pdf, true),
            ("the mere letters", [pdf.as_slice(), b"PK\x05\x06", &[9; 30]].concat(), Media::Pdf, false),
            ("a page in a comment", b"%PDF-1.4\n%<ScRiPt>1</script>\n%%EOF".to_vec(), Media::Pdf, true),
            ("a PDF in a JPEG", b"\xff\xd8\xff\xfe\0\x20%PDF-1.4".to_vec(), Media::Jpeg, true),
            ("a page in a PNG", b"\x89PNG\r\n\x1a\n<html>".to_vec(), Media::Png, true),
            ("an image that is a zip", [b"\xff\xd8\xff".as_slice(), &zip()].concat(), Media::Jpeg, true),
        ];
        for (name, bytes, media, expected) in table {
            assert_eq!(is_mixed(&bytes, media), expected, "{name}");
        }
    }
}
