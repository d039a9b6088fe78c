//! The layout engine, loaded once for the process.
//!
//! A template sees three files: itself, the form shared by all of them, and the data of its
//! paper. Everything else, the clock included, is denied.

use crate::{Paper, PaperError, clean, qr};
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::OnceLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Layouts kept in the engine's memory for this many further papers.
const KEEP: usize = 4;

const FONTS: [&[u8]; 4] = [
    include_bytes!("../assets/fonts/Tinos-Regular.ttf"),
    include_bytes!("../assets/fonts/Tinos-Bold.ttf"),
    include_bytes!("../assets/fonts/Tinos-Italic.ttf"),
    include_bytes!("../assets/fonts/Tinos-BoldItalic.ttf"),
];

const TEMPLATES: [(&str, &str); 16] = [
    ("form.typ", include_str!("templates/form.typ")),
    ("receipt.typ", include_str!("templates/receipt.typ")),
    ("supplement.typ", include_str!("templates/supplement.typ")),
    ("refusal.typ", include_str!("templates/refusal.typ")),
    ("apology.typ", include_str!("templates/apology.typ")),
    ("control-slip.typ", include_str!("templates/control-slip.typ")),
    ("register.typ", include_str!("templates/register.typ")),
    ("notice.typ", include_str!("templates/notice.typ")),
    ("letter.typ", include_str!("templates/letter.typ")),
    ("voucher.typ", include_str!("templates/voucher.typ")),
    ("cash-closing.typ", include_str!("templates/cash-closing.typ")),
    ("settlement.typ", include_str!("templates/settlement.typ")),
    ("post.typ", include_str!("templates/post.typ")),
    ("result-list.typ", include_str!("templates/result-list.typ")),
    ("guidance-sheet.typ", include_str!("templates/guidance-sheet.typ")),
    ("rating.typ", include_str!("templates/rating.typ")),
];

/// What all papers share.
struct Engine {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    regular: Font,
    sources: Vec<Source>,
    data: FileId,
    standards: PdfStandards,
}

/// One paper as the engine sees it.
struct Desk<'a> {
    engine: &'a Engine,
    main: FileId,
    data: Bytes,
}

/// Prints a paper; see [`crate::render`].
pub(crate) fn render(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    static ENGINE: OnceLock<Result<Engine, PaperError>> = OnceLock::new();
    let engine = ENGINE.get_or_init(Engine::start).as_ref().map_err(Clone::clone)?;

    let (template, data) = describe(paper, &engine.regular)?;
    let desk = Desk { engine, main: file(template)?, data: Bytes::from_string(data.to_string()) };
    let laid_out = typst::compile::<PagedDocument>(&desk).output;
    let printed = laid_out
        .map_err(|errors| PaperError::Layout(messages(&errors)))
        .and_then(|document| engine.write(paper, &document, &data));
    typst::comemo::evict(KEEP);
    printed
}

/// The template of a paper and the data for it.
fn describe(paper: &Paper, font: &Font) -> Result<(&'static str, Value), PaperError> {
    let (template, mut data) = match paper {
        Paper::Receipt(value) => ("receipt.typ", write(value)?),
        Paper::Supplement(value) => ("supplement.typ", write(value)?),
        Paper::Refusal(value) => ("refusal.typ", write(value)?),
        Paper::Apology(value) => ("apology.typ", write(value)?),
        Paper::ControlSlip(value) => ("control-slip.typ", write(value)?),
        Paper::Register(value) => ("register.typ", write(value)?),
        Paper::ClosingNotice(value) => ("notice.typ", write(value)?),
        Paper::Correction(value) => ("letter.typ", write(value)?),
        Paper::Consultation(value) => ("letter.typ", write(value)?),
        Paper::Urging(value) => ("letter.typ", write(value)?),
        Paper::Voucher(value) => ("voucher.typ", write(value)?),
        Paper::CashClosing(value) => ("cash-closing.typ", write(value)?),
        Paper::Settlement(value) => ("settlement.typ", write(value)?),
        Paper::PostSheet(value) => ("post.typ", write(value)?),
        Paper::ResultList(value) => ("result-list.typ", write(value)?),
        Paper::GuidanceSheet(value) => ("guidance-sheet.typ", write(value)?),
        Paper::RatingSlip(value) => ("rating.typ", write(value)?),
    };
    clean::clean(&mut data, font);
    let traits = clean::traits(&data);
    let day = paper.date();
    let date = json!({ "year": day.year(), "month": day.month(), "day": day.day() });
    let described = json!({
        "kind": paper.kind(),
        "title": paper.title(),
        "form": paper.form().and_then(|form| form.label_on(day)),
        "date": date,
        "qr": paper.qr_text().map(qr::svg).transpose()?,
        "longest": traits.longest,
        "marks": traits.marks,
        "paper": data,
    });
    Ok((template, described))
}

fn write(value: &impl Serialize) -> Result<Value, PaperError> {
    serde_json::to_value(value).map_err(|error| PaperError::Data(error.to_string()))
}

fn file(name: &str) -> Result<FileId, PaperError> {
    let path = VirtualPath::new(name).map_err(|error| PaperError::Engine(error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn messages(errors: &[SourceDiagnostic]) -> String {
    let texts: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    texts.join("; ")
}

impl Engine {
    fn start() -> Result<Self, PaperError> {
        let mut fonts = Vec::with_capacity(FONTS.len());
        for bytes in FONTS {
            let font = Font::new(Bytes::new(bytes), 0);
            fonts.push(font.ok_or_else(|| PaperError::Engine("a font is broken".to_owned()))?);
        }
        let regular =
            fonts.first().cloned().ok_or_else(|| PaperError::Engine("no font is built in".to_owned()))?;
        let mut sources = Vec::with_capacity(TEMPLATES.len());
        for (name, text) in TEMPLATES {
            sources.push(Source::new(file(name)?, text.to_owned()));
        }
        // Both at once: an archive keeps the paper for decades, a screen reader reads it aloud.
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|error| PaperError::Engine(error.message().to_string()))?;
        Ok(Self {
            library: LazyHash::new(Library::builder().build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            regular,
            sources,
            data: file("data.json")?,
            standards,
        })
    }

    fn write(&self, paper: &Paper, document: &PagedDocument, data: &Value) -> Result<Vec<u8>, PaperError> {
        let options = PdfOptions {
            ident: Smart::Custom(format!("{}\n{data}", paper.kind())),
            creator: Smart::Custom(Some("Một Cửa".to_owned())),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(document, &options).map_err(|errors| PaperError::Standard(messages(&errors)))
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.engine.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.engine.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
