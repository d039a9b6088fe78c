//! Whether a scanned image can be read: whole, large enough, and with something on it.

use image::{GenericImageView as _, ImageError, ImageFormat, ImageReader, Limits};

use super::{Fault, MOST_PIXELS, Media, Unfit};

/// Pixels along the shorter side below which print of a page is a blur: 100 to the inch on A4 has 827.
const SHORT_SIDE: u32 = 600;
/// Grey levels between the darkest and the lightest hundredth of a page with something on it.
const CONTRAST: u8 = 40;

/// Bytes that unpacking may take: four for each of the most pixels, and room to work in.
const MEMORY: u64 = 256 * 1024 * 1024;

/// What is wrong with an image.
pub(super) fn look(bytes: &[u8], media: Media) -> Result<Vec<Fault>, Unfit> {
    let format = if media == Media::Png { ImageFormat::Png } else { ImageFormat::Jpeg };
    // The head alone says how large it unfolds: a bomb is refused before anything does.
    let pixels = |(width, height)| u64::from(width).saturating_mul(u64::from(height));
    if sides(bytes, media).is_some_and(|sides| pixels(sides) > MOST_PIXELS) {
        return Err(Unfit::TooManyPixels);
    }
    let ended = match media {
        Media::Png => ends(bytes, b"IEND"),
        Media::Jpeg | Media::Pdf => ends(bytes, &[0xff, 0xd9]),
    };
    if !ended {
        return Ok(vec![Fault::Truncated]);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(std::io::Cursor::new(bytes), format);
    reader.limits(limits);
    let image = match reader.decode() {
        Ok(image) => image,
        Err(ImageError::Limits(_)) => return Ok(vec![Fault::Unseen]),
        Err(_) => return Ok(vec![Fault::Damaged]),
    };
    let (width, height) = image.dimensions();
    let mut faults = Vec::new();
    if width.min(height) < SHORT_SIDE {
        faults.push(Fault::TooSmall);
    }
    if is_blank(&image.into_luma8()) {
        faults.push(Fault::Blank);
    }
    Ok(faults)
}

/// Width and height as the head says: our own look, so that nothing of a decoder decides before.
fn sides(bytes: &[u8], media: Media) -> Option<(u32, u32)> {
    if media == Media::Png {
        // Eight bytes of magic, length and name of the first chunk, then the sides.
        let side = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk::<4>()?));
        return Some((side(16)?, side(20)?));
    }
    let mut at = 2_usize;
    loop {
        let [0xff, mark, high, low, ..] = bytes.get(at..)? else { return None };
        let side = |from: usize| Some(u32::from(u16::from_be_bytes(*bytes.get(from..)?.first_chunk::<2>()?)));
        match mark {
            // A byte that only fills.
            0xff => at = at.checked_add(1)?,
            0xd8 | 0x01 | 0xd0..=0xd7 => at = at.checked_add(2)?,
            // The frame, of whatever kind; the other three of its numbers are tables.
            0xc0..=0xcf if ![0xc4, 0xc8, 0xcc].contains(mark) => {
                return Some((side(at.checked_add(7)?)?, side(at.checked_add(5)?)?));
            }
            // Pixels or the end, and no frame before them.
            0xd9 | 0xda => return None,
            _ => at = at.checked_add(2)?.checked_add(usize::from(u16::from_be_bytes([*high, *low])))?,
        }
    }
}

fn ends(bytes: &[u8], mark: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(64)..).unwrap_or(bytes);
    tail.windows(mark.len()).any(|window| window == mark)
}

/// Whether nearly all of the image has one grey: the darkest and lightest thousandths are close.
fn is_blank(grey: &image::GrayImage) -> bool {
    let mut levels = [0_u64; 256];
    for pixel in grey.pixels() {
        if let Some(level) = levels.get_mut(usize::from(pixel.0.first().copied().unwrap_or(0))) {
            *level = level.saturating_add(1);
        }
    }
    let aside = levels.iter().sum::<u64>() / 1000;
    let all: Vec<(u8, u64)> = (0_u8..=255).zip(levels).collect();
    let darkest = edge(all.iter().copied(), aside);
    let lightest = edge(all.iter().rev().copied(), aside);
    lightest.saturating_sub(darkest) < CONTRAST
}

/// The first level beyond so many pixels.
fn edge(levels: impl Iterator<Item = (u8, u64)>, aside: u64) -> u8 {
    let mut seen = 0_u64;
    for (level, count) in levels {
        seen = seen.saturating_add(count);
        if seen > aside {
            return level;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Luma};

    use super::*;

    fn file(width: u32, height: u32, media: Media, ink: bool) -> Vec<u8> {
        let paint = |x: u32, y: u32| {
            let line = ink && y % 40 < 6 && x % 9 < 5;
            Luma([if line { 20 } else { 245 }])
        };
        let image = GrayImage::from_fn(width, height, paint);
        let mut out = std::io::Cursor::new(Vec::new());
        let format = if media == Media::Png { ImageFormat::Png } else { ImageFormat::Jpeg };
        image.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_page_is_read_and_what_cannot_be_read_is_said() {
        for media in [Media::Png, Media::Jpeg] {
            let page = file(900, 1200, media, true);
            assert_eq!(look(&page, media), Ok(vec![]), "{media:?}");
            assert_eq!(look(&file(300, 1200, media, true), media), Ok(vec![Fault::TooSmall]), "{media:?}");
            assert_eq!(look(&file(900, 1200, media, false), media), Ok(vec![Fault::Blank]), "{media:?}");
            assert_eq!(look(&page[..page.len() / 2], media), Ok(vec![Fault::Truncated]), "{media:?}");
            let mut torn = page.clone();
            let end = torn.len() - 100;
            torn[30..end].fill(0);
            assert_eq!(look(&torn, media), Ok(vec![Fault::Damaged]), "{media:?}");
        }
    }

    /// The head of an image with these sides, and nothing that could be unpacked.
    fn head(width: u32, height: u32, media: Media) -> Vec<u8> {
        let short = |side: u32| u16::try_from(side).unwrap().to_be_bytes();
        let mut bytes = match media {
            Media::Png => b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec(),
            Media::Jpeg | Media::Pdf => b"\xff\xd8\xff\xc0\0\x11\x08".to_vec(),
        };
        if media == Media::Png {
            bytes.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
            bytes.extend(b"\x08\0\0\0\0");
            bytes.extend(crc(&bytes[12..]).to_be_bytes());
            bytes.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82");
        } else {
            bytes.extend([short(height), short(width)].concat());
            bytes.extend(b"\x03\x01\x11\0\x02\x11\x01\x03\x11\x01\xff\xd9");
        }
        bytes
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |all, byte| {
            (0..8)
                .fold(all ^ u32::from(*byte), |all, _| (all >> 1) ^ (0xedb8_8320 & (all & 1).wrapping_neg()))
        })
    }

    #[test]
    fn a_bomb_is_refused_by_its_head() {
        for media in [Media::Png, Media::Jpeg] {
            assert_eq!(look(&head(30_000, 30_000, media), media), Err(Unfit::TooManyPixels), "{media:?}");
            assert_eq!(look(&head(8_000, 6_000, media), media), Ok(vec![Fault::Damaged]), "{media:?}");
        }
    }
}
