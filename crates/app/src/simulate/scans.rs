//! A handful of small files that stand for the scans of a simulated province.
//!
//! Files are kept by their content, so however many dossiers name them they lie on the disk once.

use domain::dossier::event::Scan;
use image::{GrayImage, ImageFormat, Luma};

use crate::App;
use crate::error::CommandError;
use crate::files;

/// What is written on the pages of each file. No accents: the font that every reader has knows none.
const PAGES: [&[&str]; 3] = [
    &["DON DE NGHI (ban trinh dien)"],
    &["BAN SAO GIAY TO (ban trinh dien)", "Trang 2"],
    &["KET QUA GIAI QUYET (ban trinh dien)"],
];
/// Sides of the scanned image in pixels, an A5 page at 100 to the inch.
const WIDTH: u32 = 620;
const HEIGHT: u32 = 830;

/// Keeps the files; none where the application has no folder for them.
///
/// # Errors
///
/// The disk's.
pub(super) fn keep(app: &App) -> Result<Vec<Scan>, CommandError> {
    if app.files().is_none() {
        return Ok(Vec::new());
    }
    let papers = PAGES.iter().map(|pages| pdf(pages)).chain(image());
    papers.map(|bytes| files::keep_bytes(app, &bytes).map(|kept| kept.scan)).collect()
}

/// A PDF with one line of print on each page.
fn pdf(pages: &[&str]) -> Vec<u8> {
    // Objects 1 to 3 are the catalogue, the tree of pages and the font; then a page and its content in turn.
    let kids = (0..pages.len()).map(|page| format!("{} 0 R", page * 2 + 4)).collect::<Vec<_>>().join(" ");
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    for (page, line) in pages.iter().enumerate() {
        let text = format!("BT /F1 14 Tf 60 760 Td ({line}) Tj ET");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R>>",
            page * 2 + 5
        ));
        objects.push(format!("<</Length {}>>\nstream\n{text}\nendstream", text.len()));
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let (count, table) = (objects.len() + 1, out.len());
    out.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{}", places.concat()));
    out.push_str(&format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"));
    out.into_bytes()
}

/// A page with lines of grey bars, as a scanner sees print.
fn image() -> Option<Vec<u8>> {
    let page = GrayImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let inside = (60..WIDTH - 60).contains(&x) && (60..HEIGHT - 60).contains(&y);
        let print = inside && y % 24 < 10 && (x + y / 24 * 37) % 90 < 70;
        Luma([if print { 40 } else { 245 }])
    });
    let mut out = std::io::Cursor::new(Vec::new());
    page.write_to(&mut out, ImageFormat::Png).ok()?;
    Some(out.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read_as_a_paper() {
        for pages in PAGES {
            let bytes = pdf(pages);
            let look = files::look(&bytes).unwrap();
            assert_eq!((usize::from(look.pages), look.faults), (pages.len(), Vec::new()));
            // The table at the end points at every object.
            let text = String::from_utf8(bytes).unwrap();
            let table = text.split("xref\n").nth(1).unwrap();
            for (index, line) in table.lines().skip(2).take(pages.len() * 2 + 3).enumerate() {
                let at: usize = line[..10].parse().unwrap();
                assert!(text[at..].starts_with(&format!("{} 0 obj", index + 1)), "{line}");
            }
        }
        let look = files::look(&image().unwrap()).unwrap();
        assert!(look.faults.is_empty(), "{:?}", look.faults);
    }
}
