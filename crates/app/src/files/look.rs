//! What a file is, found by its content, and what is wrong with it.
//!
//! This is the code that reads bytes which anybody may have made. A serving program never runs it in its own
//! process: a confined child does ([`Eyes`]), and tells what it saw as one line of JSON.

use std::io::Read as _;

use serde_json::{Value, json};

use super::{LARGEST, image, mixed, pdf};

/// The most pages of a file.
pub const MOST_PAGES: u32 = 500;
/// The most pixels of an image; more is found in its head, before anything is unpacked.
pub const MOST_PIXELS: u64 = 50_000_000;

/// What a file is, found by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// PDF.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

impl Media {
    const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// Its media type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// What the first bytes say.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |magic: &[u8]| bytes.starts_with(magic);
        if begins(b"%PDF-") {
            Some(Self::Pdf)
        } else if begins(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if begins(&[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]) {
            Some(Self::Png)
        } else {
            None
        }
    }
}

/// Why a file can hardly serve as a paper. It is kept all the same; an officer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It ends before its end.
    Truncated,
    /// It opens with a password only.
    Encrypted,
    /// Its pages cannot be counted: it is damaged.
    Damaged,
    /// It has too few pixels for print to be read.
    TooSmall,
    /// There is nearly nothing on it.
    Blank,
    /// It holds a program or another file, which a scan never does.
    Active,
    /// The program could not look at it: whatever looked died or took too long.
    Unseen,
}

impl Fault {
    const ALL: [Self; 7] = [
        Self::Truncated,
        Self::Encrypted,
        Self::Damaged,
        Self::TooSmall,
        Self::Blank,
        Self::Active,
        Self::Unseen,
    ];

    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::TooSmall => "too-small",
            Self::Blank => "blank",
            Self::Active => "active",
            Self::Unseen => "unseen",
        }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn vi(self) -> &'static str {
        match self {
            Self::Truncated => "Tệp bị cắt cụt; hãy quét hoặc tải lại.",
            Self::Encrypted => "Tệp có mật khẩu nên không đọc được; hãy nộp bản không khóa.",
            Self::Damaged => "Tệp bị hỏng, không đọc được nội dung; hãy quét lại.",
            Self::TooSmall => "Ảnh quá nhỏ để đọc được chữ; hãy quét ở 150 điểm ảnh mỗi inch trở lên.",
            Self::Blank => "Ảnh gần như trắng hoặc một màu; hãy kiểm tra mặt giấy đã quét.",
            Self::Active => "Tệp PDF có mã lệnh hoặc tệp khác bên trong; hãy in ra PDF mới hoặc quét lại.",
            Self::Unseen => "Hệ thống không xem được nội dung tệp; hãy quét lại hoặc nộp tệp khác.",
        }
    }
}

/// What the program saw in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What it is.
    pub media: Media,
    /// Pages; 0 where they could not be counted.
    pub pages: u16,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

impl Look {
    /// Of a file that nobody could look at.
    #[must_use]
    pub fn unseen(media: Media) -> Self {
        Self { media, pages: 0, faults: vec![Fault::Unseen] }
    }

    /// Whether a browser may show it beside the pages: what holds a program, or what nobody could look at, it may
    /// only save.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.faults.iter().any(|fault| matches!(fault, Fault::Active | Fault::Unseen))
    }
}

/// Why a file is not taken at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// There is nothing in it.
    Empty,
    /// It has too many bytes.
    TooLarge,
    /// It is neither PDF, JPEG nor PNG.
    UnknownType,
    /// It is one thing to one reader and another to the next.
    Mixed,
    /// It has too many pages.
    TooManyPages,
    /// It has too many pixels.
    TooManyPixels,
    /// The virus scanner knows it.
    Infected,
}

impl Unfit {
    const ALL: [Self; 7] = [
        Self::Empty,
        Self::TooLarge,
        Self::UnknownType,
        Self::Mixed,
        Self::TooManyPages,
        Self::TooManyPixels,
        Self::Infected,
    ];

    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::UnknownType => "unknown-type",
            Self::Mixed => "mixed-type",
            Self::TooManyPages => "too-many-pages",
            Self::TooManyPixels => "too-many-pixels",
            Self::Infected => "infected",
        }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn vi(self) -> &'static str {
        match self {
            Self::Empty => "Tệp rỗng; hãy chọn tệp khác.",
            Self::TooLarge => "Tệp lớn hơn 10 MB; hãy quét ở độ phân giải thấp hơn hoặc tách tệp.",
            Self::UnknownType => "Chỉ nhận tệp PDF, JPEG hoặc PNG; đuôi tên tệp không quyết định loại tệp.",
            Self::Mixed => "Tệp có hai loại nội dung lẫn nhau (ví dụ PDF kèm tệp nén); hãy quét lại giấy tờ.",
            Self::TooManyPages => "Tệp có hơn 500 trang; hãy tách thành nhiều tệp.",
            Self::TooManyPixels => "Ảnh có hơn 50 triệu điểm ảnh; hãy quét ở độ phân giải thấp hơn.",
            Self::Infected => "Tệp có mã độc nên không được nhận; hãy quét lại giấy tờ từ máy khác.",
        }
    }
}

/// Looks at a content in this process.
///
/// # Errors
///
/// What the file is unfit for.
pub fn look(bytes: &[u8]) -> Result<Look, Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(Unfit::TooLarge);
    }
    let media = Media::of(bytes).ok_or(Unfit::UnknownType)?;
    if mixed::is_mixed(bytes, media) {
        return Err(Unfit::Mixed);
    }
    match media {
        Media::Pdf => {
            let (pages, faults) = pdf::look(bytes)?;
            Ok(Look { media, pages, faults })
        }
        Media::Jpeg | Media::Png => Ok(Look { media, pages: 1, faults: image::look(bytes, media)? }),
    }
}

/// Whoever looks at a file: [`OwnEyes`], or a confined process.
pub trait Eyes: Send + Sync + std::fmt::Debug {
    /// Looks at a content. One that could not be looked at is an answer too ([`Look::unseen`]). Blocks.
    ///
    /// # Errors
    ///
    /// What the file is unfit for.
    fn look(&self, file: &std::fs::File, media: Media) -> Result<Look, Unfit>;
}

/// Looking in the own process: for files that the program made, and for tests.
#[derive(Debug)]
pub struct OwnEyes;

impl Eyes for OwnEyes {
    fn look(&self, file: &std::fs::File, media: Media) -> Result<Look, Unfit> {
        match read_whole(file) {
            Ok(bytes) => look(&bytes),
            Err(_) => Ok(Look::unseen(media)),
        }
    }
}

/// What is in a file from here on, as far as a file of ours may go.
///
/// # Errors
///
/// The disk's.
pub fn read_whole(file: impl std::io::Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What was seen, as one line of JSON.
#[must_use]
pub fn to_json(seen: &Result<Look, Unfit>) -> String {
    let value = match seen {
        Ok(look) => {
            let faults: Vec<&str> = look.faults.iter().map(|fault| fault.code()).collect();
            json!({ "media": look.media.name(), "pages": look.pages, "faults": faults })
        }
        Err(unfit) => json!({ "unfit": unfit.code() }),
    };
    value.to_string()
}

/// Reads [`to_json`] back; `None` for what it never says.
#[must_use]
pub fn from_json(text: &str) -> Option<Result<Look, Unfit>> {
    let value: Value = serde_json::from_str(text.trim()).ok()?;
    if let Some(code) = value.get("unfit") {
        let code = code.as_str()?;
        return Some(Err(Unfit::ALL.into_iter().find(|unfit| unfit.code() == code)?));
    }
    let name = value.get("media")?.as_str()?;
    let media = Media::ALL.into_iter().find(|media| media.name() == name)?;
    let pages = u16::try_from(value.get("pages")?.as_u64()?).ok()?;
    let told = value.get("faults")?.as_array()?.iter();
    let faults = told.map(|told| Fault::ALL.into_iter().find(|fault| told.as_str() == Some(fault.code())));
    Some(Ok(Look { media, pages, faults: faults.collect::<Option<_>>()? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_paper_is_refused() {
        let large = [b"%PDF-".as_slice(), &vec![b' '; LARGEST]].concat();
        const EICAR: &[u8] = br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
        for (bytes, unfit) in [
            (&b""[..], Unfit::Empty),
            (b"MZ\x90\0", Unfit::UnknownType),
            (b"PK\x03\x04", Unfit::UnknownType),
            (b"Rar!\x1a\x07\x01\0", Unfit::UnknownType),
            (b"\x1f\x8b\x08", Unfit::UnknownType),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Unfit::UnknownType),
            (b"<!doctype html><script>alert(1)</script>", Unfit::UnknownType),
            (b" %PDF-1.4", Unfit::UnknownType),
            (EICAR, Unfit::UnknownType),
            (&large, Unfit::TooLarge),
        ] {
            assert_eq!(look(bytes), Err(unfit), "{}", unfit.code());
        }
    }

    #[test]
    fn what_was_seen_survives_the_wire() {
        let look = |faults: &[Fault]| Ok(Look { media: Media::Png, pages: 7, faults: faults.to_vec() });
        let seen = [look(&[]), look(&Fault::ALL)].into_iter().chain(Unfit::ALL.map(Err));
        for seen in seen {
            assert_eq!(from_json(&to_json(&seen)), Some(seen));
        }
        for text in
            ["", "{}", "null", "{\"unfit\":\"?\"}", "{\"media\":\"image/png\",\"pages\":70000,\"faults\":[]}"]
        {
            assert_eq!(from_json(text), None, "{text}");
        }
    }
}
