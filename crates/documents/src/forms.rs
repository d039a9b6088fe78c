//! Numbers of the ministry's forms: data with dates, because a later circular renumbered them.
//!
//! Thông tư 01/2018/TT-VPCP has six forms. Thông tư 03/2025/TT-VPCP has seven: a notice that stops a
//! dossier is the fifth, so the control slip and the register move up by one (legal facts L2.1, L2.17).

use jiff::civil::{Date, date};

/// A paper for which the ministry prescribes a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Receipt with the promised day.
    Receipt,
    /// Request to supplement.
    Supplement,
    /// Refusal.
    Refusal,
    /// Apology with a new day.
    Apology,
    /// Notice that a dossier is stopped; no form of its own before the later circular.
    StopNotice,
    /// Control slip.
    ControlSlip,
    /// Register.
    Register,
}

/// A circular with its forms, in force from a day.
struct Circular {
    from: Date,
    name: &'static str,
    forms: &'static [Form],
}

/// The circulars, the newest first; a form's number is its place in the list.
const CIRCULARS: [Circular; 2] = [
    Circular {
        from: date(2025, 7, 1),
        name: "Thông tư 03/2025/TT-VPCP",
        forms: &[
            Form::Receipt,
            Form::Supplement,
            Form::Refusal,
            Form::Apology,
            Form::StopNotice,
            Form::ControlSlip,
            Form::Register,
        ],
    },
    Circular {
        from: Date::MIN,
        name: "Thông tư 01/2018/TT-VPCP",
        forms: &[
            Form::Receipt,
            Form::Supplement,
            Form::Refusal,
            Form::Apology,
            Form::ControlSlip,
            Form::Register,
        ],
    },
];

impl Form {
    /// The number of the form on a paper of `day`; `None` while no circular has such a form.
    #[must_use]
    pub fn number_on(self, day: Date) -> Option<u8> {
        let circular = CIRCULARS.iter().find(|circular| circular.from <= day)?;
        let place = circular.forms.iter().position(|form| *form == self)?;
        u8::try_from(place.saturating_add(1)).ok()
    }

    /// What stands at the head of the paper: number and circular.
    #[must_use]
    pub fn label_on(self, day: Date) -> Option<String> {
        let circular = CIRCULARS.iter().find(|circular| circular.from <= day)?;
        self.number_on(day).map(|number| format!("Mẫu số {number:02}, {}", circular.name))
    }
}

/// Whether papers of `day` follow the later circular, which also renames the apology.
pub(crate) fn is_later(day: Date) -> bool {
    CIRCULARS.first().is_some_and(|circular| circular.from <= day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tt03_2025_the_control_slip_and_the_register_move_up_by_one() {
        let (before, after) = (date(2025, 6, 30), date(2025, 7, 1));
        let table = [
            (Form::Receipt, Some(1), Some(1)),
            (Form::Supplement, Some(2), Some(2)),
            (Form::Refusal, Some(3), Some(3)),
            (Form::Apology, Some(4), Some(4)),
            (Form::StopNotice, None, Some(5)),
            (Form::ControlSlip, Some(5), Some(6)),
            (Form::Register, Some(6), Some(7)),
        ];
        for (form, old, new) in table {
            assert_eq!((form.number_on(before), form.number_on(after)), (old, new), "{form:?}");
        }
        assert_eq!(Form::ControlSlip.label_on(after).as_deref(), Some("Mẫu số 06, Thông tư 03/2025/TT-VPCP"));
        assert_eq!(Form::StopNotice.label_on(before), None);
    }
}
