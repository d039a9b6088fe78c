//! What the program says of refusals, events and stages, in both languages: one place for every edge.
//!
//! Codes and provisions come from the core; here are only sentences. Pages and API say the same.

mod books;
mod clock;
mod event;
mod refusal;

use domain::dossier::Stage;
use domain::ids::{PersonId, UnitId};
use domain::procedure::Procedure;
use jiff::civil::Date;
use law::Citation;

use crate::Reference;

pub use clock::{clock, why as why_the_clock};
pub use event::event;
pub use refusal::refusal;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text in both languages.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }
}

/// Title and detail of a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What kind of refusal.
    pub title: Text,
    /// What happened and what to do.
    pub detail: Text,
}

/// Where names are found; without any of it ids stand in the sentences.
#[derive(Clone, Copy, Default)]
pub struct Around<'a> {
    /// Units and people, as they are called on the day.
    pub reference: Option<(&'a Reference, Date)>,
    /// The procedure of the dossier.
    pub procedure: Option<&'a Procedure>,
}

impl Around<'_> {
    fn unit(&self, id: &UnitId) -> String {
        self.reference.map_or_else(|| id.to_string(), |(reference, day)| reference.unit_name(id, day))
    }

    fn units(&self, ids: &[UnitId]) -> String {
        ids.iter().map(|id| self.unit(id)).collect::<Vec<_>>().join("; ")
    }

    fn person(&self, id: &PersonId) -> String {
        self.reference.map_or_else(|| id.to_string(), |(reference, _)| reference.person_name(id))
    }

    fn charge(&self, code: &str) -> String {
        let known = self.procedure.and_then(|own| own.charges.iter().find(|charge| charge.code == code));
        known.map_or_else(|| code.to_owned(), |charge| charge.name.clone())
    }
}

/// A stage in plain words.
#[must_use]
pub fn stage(stage: Stage) -> Text {
    let (vi, en) = match stage {
        Stage::Submitted => ("chờ tiếp nhận", "waiting to be accepted"),
        Stage::Guided => ("chờ hoàn thiện theo hướng dẫn", "waiting for what the guidance asked"),
        Stage::Escalated => ("chờ lãnh đạo Trung tâm cho ý kiến", "waiting for the Centre's leader"),
        Stage::Accepted => ("đã tiếp nhận", "accepted"),
        Stage::InTransit => ("đang chuyển", "on its way"),
        Stage::Processing => ("đang giải quyết", "being processed"),
        Stage::SupplementAsked => ("chờ bổ sung", "waiting for a supplement"),
        Stage::ResultSent => ("kết quả đang chuyển về", "the result is on its way"),
        Stage::ResultReady => ("đã có kết quả", "the result is ready"),
        Stage::Returned => ("đã trả kết quả", "the result was handed over"),
        Stage::Refused => ("đã từ chối", "refused"),
        Stage::Withdrawn => ("đã rút", "withdrawn"),
        Stage::ClockStopped => ("tạm dừng tính thời gian", "the clock stands"),
        Stage::WithPost => ("kết quả đang ở bưu điện", "the result is with the post"),
        Stage::Lapsed => ("đã đóng vì không bổ sung đúng hạn", "closed because nothing was brought in time"),
    };
    Text::new(vi, en)
}

/// An amount with its thousands apart: `75.000 đồng`, `75,000 đồng`.
#[must_use]
pub fn dong(amount: i64) -> Text {
    let digits = amount.unsigned_abs().to_string();
    let group = |mark: char| {
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        if amount < 0 { format!("-{out} đồng") } else { format!("{out} đồng") }
    };
    Text::new(group('.'), group(','))
}

/// The ground of a refusal as people read it: where it is the address of a provision, the provision's name.
#[must_use]
pub fn ground_in_words(ground: &str) -> String {
    Citation::find(ground.trim()).map_or_else(|| ground.to_owned(), |known| known.to_string())
}

/// A field of the input as people call it.
fn field(name: &str) -> (&str, &str) {
    match name {
        "reason" => ("lý do", "reason"),
        "ground" => ("căn cứ từ chối", "ground"),
        "remark" => ("nội dung hướng dẫn", "remark"),
        "answer" => ("nội dung trả lời", "answer"),
        "items" => ("danh sách giấy tờ cần bổ sung", "items"),
        "proof" => ("giấy tờ hoặc ghi nhận chứng minh", "proof"),
        "receipt" => ("số biên lai hoặc chứng từ", "receipt"),
        "represented_by" => ("giấy tờ ủy quyền", "represented_by"),
        "received_elsewhere" => ("chứng từ của nơi nhận trước", "received_elsewhere"),
        "consignment" => ("số hiệu bưu gửi", "consignment"),
        "minute" => ("biên bản giao nhận với bưu điện", "minute"),
        "question" => ("nội dung lấy ý kiến", "question"),
        "days" => ("thời hạn trả lời", "days"),
        "units" => ("đơn vị được lấy ý kiến", "units"),
        "about" => ("nội dung mời phối hợp", "about"),
        "system" => ("tên hệ thống của bộ, ngành", "system"),
        "reference" => ("số hồ sơ trên hệ thống đó", "reference"),
        "state" => ("trạng thái trên hệ thống đó", "state"),
        "checks" => ("kết quả kiểm tra giấy tờ", "checks"),
        "scans" => ("tệp đính kèm", "scans"),
        "text" => ("nội dung ghi chú", "text"),
        other => (other, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart_in_each_language() {
        for (amount, vi, en) in [
            (0, "0 đồng", "0 đồng"),
            (999, "999 đồng", "999 đồng"),
            (75_000, "75.000 đồng", "75,000 đồng"),
            (1_234_567, "1.234.567 đồng", "1,234,567 đồng"),
            (-1_000, "-1.000 đồng", "-1,000 đồng"),
        ] {
            assert_eq!(dong(amount), Text::new(vi, en));
        }
    }
}
