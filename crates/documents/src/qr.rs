//! The QR code of a paper.

use crate::PaperError;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// Draws `address`, or a bare code, as SVG, with a quiet zone, at the correction level that survives a fold.
pub(crate) fn svg(address: &str) -> Result<String, PaperError> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)
        .map_err(|error| PaperError::Qr(error.to_string()))?;
    Ok(code.render::<svg::Color<'_>>().quiet_zone(true).min_dimensions(200, 200).build())
}
