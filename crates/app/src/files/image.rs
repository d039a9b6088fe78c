//! Whether a scanned image can be read: whole, large enough, and with something on it.

use image::{GenericImageView as _, ImageFormat, ImageReader, Limits};

use super::{Fault, Media};

/// Pixels along the shorter side below which print of a page is a blur: 100 to the inch on A4 has 827.
const SHORT_SIDE: u32 = 600;
/// The largest image that is unpacked, in pixels along a side; a bomb is refused before it unfolds.
const LONGEST: u32 = 20_000;
/// Grey levels between the darkest and the lightest hundredth of a page with something on it.
const CONTRAST: u8 = 40;

/// What is wrong with an image.
pub(super) fn look(bytes: &[u8], media: Media) -> Vec<Fault> {
    let format = if media == Media::Png { ImageFormat::Png } else { ImageFormat::Jpeg };
    let ended = match media {
        Media::Png => ends(bytes, b"IEND"),
        Media::Jpeg | Media::Pdf => ends(bytes, &[0xff, 0xd9]),
    };
    if !ended {
        return vec![Fault::Truncated];
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(256 * 1024 * 1024);
    let mut reader = ImageReader::with_format(std::io::Cursor::new(bytes), format);
    reader.limits(limits);
    let Ok(image) = reader.decode() else { return vec![Fault::Damaged] };
    let (width, height) = image.dimensions();
    let mut faults = Vec::new();
    if width.min(height) < SHORT_SIDE {
        faults.push(Fault::TooSmall);
    }
    if is_blank(&image.into_luma8()) {
        faults.push(Fault::Blank);
    }
    faults
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
            assert_eq!(look(&page, media), [], "{media:?}");
            assert_eq!(look(&file(300, 1200, media, true), media), [Fault::TooSmall], "{media:?}");
            assert_eq!(look(&file(900, 1200, media, false), media), [Fault::Blank], "{media:?}");
            assert_eq!(look(&page[..page.len() / 2], media), [Fault::Truncated], "{media:?}");
            let mut torn = page.clone();
            let end = torn.len() - 100;
            torn[30..end].fill(0);
            assert_eq!(look(&torn, media), [Fault::Damaged], "{media:?}");
        }
    }
}
