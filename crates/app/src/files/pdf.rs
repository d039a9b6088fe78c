//! What can be said of a PDF without drawing it: one pass over its bytes, following no reference, so that no loop
//! and no depth of nesting costs anything.

use super::{Fault, MOST_PAGES, Unfit};

/// Bytes that one object stream may unpack to, and all of them together: a bomb inside a scan stays small.
const MOST_UNPACKED: usize = 4 * 1024 * 1024;
const MOST_IN_ALL: usize = 32 * 1024 * 1024;
/// How far behind the name of an object stream its content begins.
const DICTIONARY: usize = 2048;
/// What makes a PDF do something, or carry another file.
const ACTIVE: [&[u8]; 4] = [b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia"];

/// Pages, and what is wrong.
pub(super) fn look(bytes: &[u8]) -> Result<(u16, Vec<Fault>), Unfit> {
    let mut faults = Vec::new();
    // Scanners append blanks and line ends behind the mark; what follows more than that is another file.
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(bytes);
    if !contains(tail, b"%%EOF") {
        faults.push(Fault::Truncated);
    }
    if contains(bytes, b"/Encrypt") {
        faults.push(Fault::Encrypted);
    }
    let mut seen = Seen::default();
    seen.read(bytes);
    each_packed(bytes, &mut |text| seen.read(text));
    if seen.active {
        faults.push(Fault::Active);
    }
    if seen.pages.max(seen.claimed) > MOST_PAGES {
        return Err(Unfit::TooManyPages);
    }
    if seen.pages == 0 && faults.is_empty() {
        faults.push(Fault::Damaged);
    }
    Ok((u16::try_from(seen.pages).unwrap_or(u16::MAX), faults))
}

/// What the objects of a file say, in sight or packed.
#[derive(Default)]
struct Seen {
    /// Page objects.
    pages: u32,
    /// The most pages that a node of the tree claims; one page may stand in the tree many times.
    claimed: u32,
    active: bool,
}

impl Seen {
    fn read(&mut self, text: &[u8]) {
        self.pages = self.pages.saturating_add(page_objects(text));
        self.claimed = self.claimed.max(claimed(text));
        self.active = self.active || ACTIVE.iter().any(|name| contains(text, name));
    }
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// How often `/Type /Page` stands there, blanks between or not, and not as the begin of `/Pages`.
fn page_objects(bytes: &[u8]) -> u32 {
    let mut count = 0_u32;
    for (at, _) in bytes.windows(5).enumerate().filter(|(_, window)| *window == b"/Type") {
        let rest = bytes.get(at.saturating_add(5)..).unwrap_or_default().trim_ascii_start();
        let named = rest.strip_prefix(b"/Page");
        let ends = |rest: &[u8]| rest.first().is_none_or(|byte| !byte.is_ascii_alphanumeric());
        count = count.saturating_add(u32::from(named.is_some_and(ends)));
    }
    count
}

/// The greatest `/Count` beside a `/Kids`: outlines count as well, and have none.
fn claimed(bytes: &[u8]) -> u32 {
    /// How far the two may be apart in one dictionary.
    const NEAR: usize = 200;
    let mut most = 0;
    for (at, _) in bytes.windows(6).enumerate().filter(|(_, window)| *window == b"/Count") {
        let rest = bytes.get(at.saturating_add(6)..).unwrap_or_default();
        let blanks = rest.iter().take(20).take_while(|byte| byte.is_ascii_whitespace()).count();
        let digits = rest.iter().skip(blanks).take(12).take_while(|byte| byte.is_ascii_digit());
        let number = digits.fold(0_u32, |all, byte| {
            all.saturating_mul(10).saturating_add(u32::from(byte.saturating_sub(b'0')))
        });
        let near = bytes.get(at.saturating_sub(NEAR)..at.saturating_add(NEAR).min(bytes.len()));
        if number > most && near.is_some_and(|near| contains(near, b"/Kids")) {
            most = number;
        }
    }
    most
}

/// Calls `each` with the unpacked object streams, one after the other.
fn each_packed(bytes: &[u8], each: &mut dyn FnMut(&[u8])) {
    let mut left = MOST_IN_ALL;
    let places = bytes.windows(7).enumerate().filter(|(_, window)| *window == b"/ObjStm");
    for (at, _) in places.take(200) {
        let rest = bytes.get(at..).unwrap_or_default();
        let head = rest.get(..DICTIONARY).unwrap_or(rest);
        let Some(start) = head.windows(6).position(|window| window == b"stream") else { continue };
        let data = rest.get(start.saturating_add(6)..).unwrap_or_default();
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        let most = left.min(MOST_UNPACKED);
        match miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(data, most) {
            Ok(text) => {
                left = left.saturating_sub(text.len());
                each(&text);
            }
            // What was unpacked before the limit was work as well.
            Err(broken) => left = left.saturating_sub(broken.output.len()),
        }
        if left == 0 {
            return;
        }
    }
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
        let busy = [TWO, b"5 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj %%EOF"].concat();
        let table: [(&[u8], u16, &[Fault]); 5] = [
            (&whole, 2, &[]),
            (&cut, 0, &[Fault::Truncated]),
            (&locked, 2, &[Fault::Encrypted]),
            (&busy, 2, &[Fault::Active]),
            (b"%PDF-1.4 nothing %%EOF", 0, &[Fault::Damaged]),
        ];
        for (bytes, count, faults) in table {
            assert_eq!(look(bytes), Ok((count, faults.to_vec())), "{}", String::from_utf8_lossy(bytes));
        }
    }

    fn packed(text: &[u8]) -> Vec<u8> {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(text, 6);
        let head = b"5 0 obj<</Type/ObjStm/N 2/Filter/FlateDecode>>stream\r\n";
        [head.as_slice(), &packed, b"\nendstream endobj\n"].concat()
    }

    #[test]
    fn pages_in_packed_objects_are_counted() {
        let file =
            [b"%PDF-1.7\n", packed(b"1 0 <</Type/Page>> 2 9 <</Type/Page>>").as_slice(), b"%%EOF"].concat();
        assert_eq!(look(&file), Ok((2, Vec::new())));
    }

    #[test]
    fn too_many_pages_are_refused_however_they_are_said() {
        let with = |body: &[u8]| [b"%PDF-1.7\n", body, b"\n%%EOF"].concat();
        let pages = |count: usize| b"<</Type/Page>>".repeat(count);
        assert_eq!(look(&with(&pages(500))), Ok((500, Vec::new())));
        assert_eq!(look(&with(&pages(501))), Err(Unfit::TooManyPages));
        assert_eq!(look(&with(&packed(&pages(501)))), Err(Unfit::TooManyPages));
        // One page that stands in the tree a million times.
        let tree = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>><</Type/Page>>";
        assert_eq!(look(&with(tree)), Err(Unfit::TooManyPages));
        assert_eq!(look(&with(b"<</Type/Outlines/Count 1000000>><</Type/Page>>")), Ok((1, Vec::new())));
    }

    /// Loops, depth and bombs: each would cost a reader that follows them minutes or gigabytes.
    #[test]
    fn what_would_hurt_a_reader_costs_nothing() {
        let bomb = packed(&vec![b' '; 64 * 1024 * 1024]).repeat(150);
        let deep = [b"<</Type/Page>>".as_slice(), &b"[".repeat(4_000_000), &b"<<".repeat(2_000_000)].concat();
        let looped =
            b"<</Type/Page>>\nxref\n0 1\n0000000000 65535 f \ntrailer<</Prev 24/Root 1 0 R>>startxref\n24\n";
        let names = b"<</Type/Page>>".iter().chain(b"/ObjStm".repeat(1_000_000).iter()).copied().collect();
        for (name, body) in [("bomb", bomb), ("deep", deep), ("loop", looped.to_vec()), ("names", names)] {
            let file = [b"%PDF-1.7\n", body.as_slice(), b"\n%%EOF"].concat();
            let began = std::time::Instant::now();
            let seen = look(&file);
            assert!(seen.is_ok(), "{name}: {seen:?}");
            assert!(began.elapsed().as_secs() < 20, "{name}: {:?}", began.elapsed());
        }
    }

    /// The papers of the product itself are read as what they are.
    #[test]
    fn our_own_papers_have_pages() {
        let paper = documents::sample("receipt").map(|paper| documents::render(&paper).unwrap());
        let bytes = paper.unwrap();
        let (pages, faults) = look(&bytes).unwrap();
        assert!(pages >= 1 && faults.is_empty(), "{pages} {faults:?}");
    }
}
