//! What will happen to a simulated dossier unless the rules forbid it: drawn once, when it is filed.

use super::random::Random;
use super::rates;

/// How fast an agency works on a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    Early,
    OnTime,
    Late,
}

/// Each turn is taken once: whoever takes it clears it.
#[derive(Debug, Clone)]
pub(super) struct Fate {
    pub comes_back: bool,
    pub looked: bool,
    pub faulty: bool,
    pub lies: bool,
    pub scanned: bool,
    pub invites: bool,
    pub not_competent: bool,
    pub misdirected: bool,
    pub counted: bool,
    pub pays_early: bool,
    pub voided: bool,
    pub refunded: bool,
    pub reassigned: bool,
    pub noted: bool,
    pub copied: bool,
    pub refused_at_desk: bool,
    pub refused_wrongly: bool,
    pub forwarded_late: bool,
    pub supplement: bool,
    pub supplement_answered: bool,
    pub refused_after: bool,
    pub withdrawn: bool,
    pub consults: bool,
    pub silent: bool,
    pub apologises: bool,
    pub stops: bool,
    pub wishes: bool,
    pub undelivered: bool,
    pub exempt: bool,
    pub file_first: bool,
    pub rated: bool,
    /// The kind of the act that is done wrongly and corrected.
    pub mistake: Option<&'static str>,
    pub pace: Pace,
}

impl Fate {
    pub fn draw(random: &mut Random) -> Self {
        Self {
            comes_back: random.chance(rates::COMES_BACK),
            looked: random.chance(rates::LOOKED),
            faulty: random.chance(rates::FAULTY),
            lies: random.chance(rates::LIES),
            scanned: false,
            invites: random.chance(rates::INVITED),
            not_competent: random.chance(rates::NOT_COMPETENT),
            misdirected: random.chance(rates::MISDIRECTED),
            counted: random.chance(rates::COUNTED),
            pays_early: random.chance(rates::PAYS_EARLY),
            voided: random.chance(rates::VOIDED),
            refunded: random.chance(rates::REFUNDED),
            reassigned: random.chance(rates::REASSIGNED),
            noted: random.chance(rates::NOTED),
            copied: random.chance(rates::COPIED),
            refused_at_desk: random.chance(rates::REFUSED_AT_DESK),
            refused_wrongly: random.chance(rates::REFUSED_WRONGLY),
            forwarded_late: random.chance(rates::FORWARDED_LATE),
            supplement: random.chance(rates::SUPPLEMENT),
            supplement_answered: random.chance(rates::SUPPLEMENT_ANSWERED),
            refused_after: random.chance(rates::REFUSED_AFTER),
            withdrawn: random.chance(rates::WITHDRAWN),
            consults: random.chance(rates::CONSULTED),
            silent: random.chance(rates::SILENT),
            apologises: random.chance(rates::APOLOGISED),
            stops: random.chance(rates::STOPPED),
            wishes: random.chance(rates::WISHES_TO_WAIT),
            undelivered: random.chance(rates::UNDELIVERED),
            exempt: random.chance(rates::EXEMPT),
            file_first: random.chance(rates::FILE_FIRST),
            rated: random.chance(rates::RATED),
            mistake: mistake(random),
            pace: match random.weighted(&rates::PACE) {
                0 => Pace::Early,
                1 => Pace::OnTime,
                _ => Pace::Late,
            },
        }
    }
}

/// At most one mistake for a dossier.
fn mistake(random: &mut Random) -> Option<&'static str> {
    let [one, two, three, four] = rates::MISTAKES.map(|(_, rate)| rate);
    let none = 1000_u32.saturating_sub(one).saturating_sub(two).saturating_sub(three).saturating_sub(four);
    let place = random.weighted(&[one, two, three, four, none]);
    rates::MISTAKES.get(place).map(|(kind, _)| *kind)
}
