//! Shapes that the bodies of several acts share, and what they mean to the use cases.

use app::dossier::PaperInput;
use app::dossier::input::{CheckInput, ItemInput, ResultInput};
use app::person::Representative;
use domain::dossier::ChargeLine;
use domain::dossier::event::{Scan, Slip};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::names::CheckKindName;

/// A paper as handed in.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperBody {
    /// Code of the paper in the procedure.
    #[schema(max_length = 64)]
    pub code: String,
    /// Originals handed in.
    #[serde(default)]
    #[schema(maximum = 999)]
    pub originals: u16,
    /// Copies handed in.
    #[serde(default)]
    #[schema(maximum = 999)]
    pub copies: u16,
}

impl From<PaperBody> for PaperInput {
    fn from(body: PaperBody) -> Self {
        Self { code: body.code, originals: body.originals, copies: body.copies }
    }
}

/// An item of a guidance or supplement slip.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemBody {
    /// Code of the published paper that it concerns.
    #[schema(max_length = 64)]
    pub paper: String,
    /// What is missing or wrong.
    #[schema(max_length = 1000)]
    pub what: String,
}

impl From<ItemBody> for ItemInput {
    fn from(body: ItemBody) -> Self {
        Self { paper: body.paper, what: body.what }
    }
}

/// A result paper.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultBody {
    /// Its name; without one the procedure's result.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub name: String,
    /// Its number.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub number: String,
}

impl From<ResultBody> for ResultInput {
    fn from(body: ResultBody) -> Self {
        Self { name: body.name, number: body.number, file: None }
    }
}

/// Somebody who acts for the applicant, with the document that allows it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RepresentativeBody {
    /// Full name.
    #[schema(max_length = 200)]
    pub name: String,
    /// Identity number.
    #[serde(default)]
    #[schema(max_length = 30)]
    pub id_number: String,
    /// Telephone.
    #[serde(default)]
    #[schema(max_length = 30)]
    pub phone: String,
    /// The authority document, for example its number and date.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub authority: String,
}

impl From<RepresentativeBody> for Representative {
    fn from(body: RepresentativeBody) -> Self {
        Self { name: body.name, id_number: body.id_number, phone: body.phone, authority: body.authority }
    }
}

/// A number in a book of the year, such as that of a minute or a list.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SlipNumber)]
pub struct SlipBody {
    /// Year of the book.
    #[schema(minimum = 2000, maximum = 9999)]
    pub year: i16,
    /// Number within the year, from 1.
    #[schema(minimum = 1)]
    pub number: u32,
}

impl From<SlipBody> for Slip {
    fn from(body: SlipBody) -> Self {
        Self { year: body.year, number: body.number }
    }
}

/// One line of what is to be paid.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChargeLine)]
pub struct ChargeBody {
    /// Code of the published charge.
    #[schema(max_length = 64)]
    pub charge: String,
    /// How many of what the amount is for; without it one.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 10000)]
    pub quantity: Option<u32>,
    /// The amount of one in đồng, only where the publication leaves it to another text.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub amount: Option<i64>,
    /// The published exemption that applies, by its place in the charge's list, from 0.
    #[serde(default)]
    #[schema(maximum = 99)]
    pub exemption: Option<u8>,
    /// What proved the exemption.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub proof: String,
}

impl From<ChargeBody> for ChargeLine {
    fn from(body: ChargeBody) -> Self {
        // A proof for no exemption is a place that no charge has: refused, never dropped in silence.
        let place = body.exemption.map(usize::from).or((!body.proof.is_empty()).then_some(usize::MAX));
        Self {
            charge: body.charge,
            quantity: body.quantity.unwrap_or(1),
            amount: body.amount,
            exemption: place.map(|place| (place, body.proof)),
        }
    }
}

/// One look at one paper.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPaperCheck)]
pub struct CheckBody {
    /// Code of the paper in the procedure.
    #[schema(max_length = 64)]
    pub paper: String,
    /// What was looked at.
    pub check: CheckKindName,
    /// Whether it is in order.
    pub passed: bool,
    /// Whether a program looked, not a person.
    #[serde(default)]
    pub by_machine: bool,
    /// What is wrong, when it is not in order.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub note: String,
}

impl From<CheckBody> for CheckInput {
    fn from(body: CheckBody) -> Self {
        let CheckBody { paper, check, passed, by_machine, note } = body;
        Self { paper, check: check.into(), by_machine, passed, note }
    }
}

/// A file that was uploaded before, as the upload answered.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewScan)]
pub struct ScanBody {
    /// SHA-256 of its content, 64 hexadecimal digits.
    #[schema(max_length = 64)]
    pub file: String,
    /// Length in bytes.
    #[schema(minimum = 1, maximum = 1_000_000_000)]
    pub bytes: u64,
    /// Media type, for example `application/pdf`.
    #[schema(max_length = 100)]
    pub media: String,
    /// Pages or images; 0 where nobody counted.
    #[serde(default)]
    #[schema(maximum = 9999)]
    pub pages: u16,
}

impl From<ScanBody> for Scan {
    fn from(body: ScanBody) -> Self {
        Self { file: body.file, bytes: body.bytes, pages: body.pages, media: body.media }
    }
}

pub(crate) fn all<A, B: From<A>>(items: Vec<A>) -> Vec<B> {
    items.into_iter().map(B::from).collect()
}
