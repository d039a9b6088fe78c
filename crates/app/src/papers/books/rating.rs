//! The rating slip of a dossier: it leads to the dossier's own question and names nobody.

use documents::{Paper, RatingSlip};

use crate::App;
use crate::books::rating::{self, opened};
use crate::error::CommandError;
use crate::papers::names::Names;

/// The slip behind this address, dated on the day on which the dossier was accepted.
///
/// # Errors
///
/// As [`rating::asked`].
pub fn rating(app: &App, slip: &str) -> Result<Paper, CommandError> {
    let view = opened(app, slip)?;
    let dossier = &view.dossier;
    // Not the day of the end, which a result handed out later would move.
    let day = dossier.accepted_at.unwrap_or(dossier.registered_at).date();
    let names = Names { reference: &view.reference };
    let head = names.head(String::new(), &dossier.desk, day);
    Ok(Paper::RatingSlip(Box::new(RatingSlip {
        upper_agency: head.upper_agency,
        unit: head.unit,
        desk: names.unit(&dossier.desk, day),
        date: day,
        questions: documents::rating::questions(),
        rate_url: rating::slip(&view).map(|slip| format!("{}/danh-gia/{slip}", app.public_url())),
        hotline: view.reference.province.meta.hotline.clone(),
        specimen: false,
    })))
}
