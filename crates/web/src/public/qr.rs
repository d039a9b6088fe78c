//! The QR code of an address, as a drawing in the page: nothing is fetched from elsewhere.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The code as an SVG element; `None` for an address too long for any code.
#[must_use]
pub fn svg(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(160, 160)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    // The element alone: a declaration does not belong inside a page.
    drawn.find("<svg").and_then(|start| drawn.get(start..)).map(str::to_owned)
}
