//! What can be said of a PDF without drawing it.

use super::Fault;

/// Pages, and what is wrong.
pub(super) fn look(bytes: &[u8]) -> (u16, Vec<Fault>) {
    let mut faults = Vec::new();
    // Scanners append blanks and line ends behind the mark; what follows more than that is another file.
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(bytes);
    if !contains(tail, b"%%EOF") {
        faults.push(Fault::Truncated);
    }
    if contains(bytes, b"/Encrypt") {
        faults.push(Fault::Encrypted);
    }
    let pages = pages(bytes);
    if pages == 0 && faults.is_empty() {
        faults.push(Fault::Damaged);
    }
    (pages, faults)
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// The pages of the file: page objects in sight, else what packed objects hold.
fn pages(bytes: &[u8]) -> u16 {
    let plain = page_objects(bytes);
    let packed: usize = packed(bytes).iter().map(|text| page_objects(text)).sum();
    u16::try_from(plain.saturating_add(packed)).unwrap_or(u16::MAX)
}

/// How often `/Type /Page` stands there, blanks between or not, and not as the begin of `/Pages`.
fn page_objects(bytes: &[u8]) -> usize {
    let mut count = 0_usize;
    for (at, _) in bytes.windows(5).enumerate().filter(|(_, window)| *window == b"/Type") {
        let rest = bytes.get(at.saturating_add(5)..).unwrap_or_default().trim_ascii_start();
        let named = rest.strip_prefix(b"/Page");
        let ends = |rest: &[u8]| rest.first().is_none_or(|byte| !byte.is_ascii_alphanumeric());
        count = count.saturating_add(usize::from(named.is_some_and(ends)));
    }
    count
}

/// The unpacked object streams, each at most a few megabytes: a bomb inside a scan stays small.
fn packed(bytes: &[u8]) -> Vec<Vec<u8>> {
    /// Bytes that one object stream may unpack to.
    const MOST: usize = 4 * 1024 * 1024;
    let mut found = Vec::new();
    let places = bytes.windows(7).enumerate().filter(|(_, window)| *window == b"/ObjStm");
    for (at, _) in places.take(200) {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(start) = rest.windows(6).position(|window| window == b"stream").filter(|at| *at < 2048)
        else {
            continue;
        };
        let data = rest.get(start.saturating_add(6)..).unwrap_or_default();
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        if let Ok(text) = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(data, MOST) {
            found.push(text);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Pages/Count 2>>endobj\n2 0 obj<</Type /Page>>endobj\n3 0 obj<</Type/Page/X 1>>endobj\ntrailer<<>>\n%%EOF\n";

    #[test]
    fn pages_are_counted_and_faults_seen() {
        let whole = TWO.to_vec();
        let cut = TWO.get(..60).unwrap().to_vec();
        let locked = [TWO, b"/Encrypt 4 0 R %%EOF"].concat();
        let table: [(&[u8], u16, &[Fault]); 4] = [
            (&whole, 2, &[]),
            (&cut, 0, &[Fault::Truncated]),
            (&locked, 2, &[Fault::Encrypted]),
            (b"%PDF-1.4 nothing %%EOF", 0, &[Fault::Damaged]),
        ];
        for (bytes, count, faults) in table {
            assert_eq!(look(bytes), (count, faults.to_vec()), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn pages_in_packed_objects_are_counted() {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(b"1 0 <</Type/Page>> 2 9 <</Type/Page>>", 6);
        let head = b"%PDF-1.7\n5 0 obj<</Type/ObjStm/N 2/Filter/FlateDecode>>stream\r\n";
        let file = [head.as_slice(), &packed, b"\nendstream endobj\n%%EOF"].concat();
        assert_eq!(look(&file), (2, Vec::new()));
    }

    /// The papers of the product itself are read as what they are.
    #[test]
    fn our_own_papers_have_pages() {
        let paper = documents::sample("receipt").map(|paper| documents::render(&paper).unwrap());
        let bytes = paper.unwrap();
        let (pages, faults) = look(&bytes);
        assert!(pages >= 1 && faults.is_empty(), "{pages} {faults:?}");
    }
}
