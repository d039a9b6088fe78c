//! Small shapes that many answers share.

use app::Reference;
use domain::dossier::Dossier;
use domain::dossier::event::Actor;
use domain::ids::{PersonId, UnitId};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

use crate::lang::Lang;

/// An instant, RFC 3339 with the office's offset +07:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = DateTime)]
pub struct Instant(pub DateTime);

impl Instant {
    /// As text: whole seconds, or six digits of a second where there are any.
    #[must_use]
    pub fn text(self) -> String {
        let at = self.0;
        let micros = at.subsec_nanosecond() / 1000;
        let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}") };
        format!("{}{fraction}+07:00", at.strftime("%Y-%m-%dT%H:%M:%S"))
    }

    /// Reads RFC 3339 with any offset.
    #[must_use]
    pub fn parse(text: &str) -> Option<DateTime> {
        let instant: Timestamp = text.parse().ok()?;
        Some(Offset::constant(7).to_datetime(instant))
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map(Self).ok_or_else(|| D::Error::custom("not an instant"))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

/// A civil day, ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = Date)]
pub struct Day(pub Date);

impl Day {
    /// Reads a day written with ten characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Date> {
        text.parse::<Date>().ok().filter(|_| text.len() == 10)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map(Self).ok_or_else(|| D::Error::custom("not a day"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A unit or a person: id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Named {
    /// Stable id.
    pub id: String,
    /// Name, as it was on the day in question.
    pub name: String,
}

impl Named {
    /// A unit as it was called on `day`.
    #[must_use]
    pub fn unit(reference: &Reference, id: &UnitId, day: Date) -> Self {
        Self { id: id.to_string(), name: reference.unit_name(id, day) }
    }

    /// A person.
    #[must_use]
    pub fn person(reference: &Reference, id: &PersonId) -> Self {
        Self { id: id.to_string(), name: reference.person_name(id) }
    }
}

/// Who is accountable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Holder {
    /// The accountable unit.
    pub unit: Named,
    /// The accountable person; null while the unit has not named one and its head is accountable.
    #[schema(required)]
    pub person: Option<Named>,
    /// Since when.
    pub since: Instant,
}

impl Holder {
    /// The holder of `dossier`.
    #[must_use]
    pub fn of(dossier: &Dossier, reference: &Reference) -> Self {
        let holder = &dossier.holder;
        Self {
            unit: Named::unit(reference, &holder.unit, holder.since.date()),
            person: holder.person.as_ref().map(|id| Named::person(reference, id)),
            since: Instant(holder.since),
        }
    }
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct By {
    /// `staff`, `citizen` or `system`.
    pub kind: &'static str,
    /// Who; for the schedule and partner systems their name.
    pub person: Named,
    /// For which unit a member of staff acted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Named>,
}

impl By {
    /// The actor, with names as on `day`. A citizen's name is personal and stays out.
    #[must_use]
    pub fn of(actor: &Actor, reference: &Reference, day: Date) -> Self {
        match actor {
            Actor::Staff { person, unit } => Self {
                kind: "staff",
                person: Named::person(reference, person),
                unit: Some(Named::unit(reference, unit, day)),
            },
            Actor::Citizen(person) => Self {
                kind: "citizen",
                person: Named { id: person.to_string(), name: String::new() },
                unit: None,
            },
            Actor::System(name) => {
                Self { kind: "system", person: Named { id: name.clone(), name: name.clone() }, unit: None }
            }
        }
    }
}

/// One step of the way to a promised instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DerivationStep {
    /// The provision that was applied.
    pub provision: String,
    /// What it did here, in the caller's language.
    pub text: String,
    /// The days concerned.
    pub days: Vec<Day>,
}

/// The steps of a derivation; empty when nothing is promised.
#[must_use]
pub fn derivation(derivation: Option<&calendar::Derivation>, lang: Lang) -> Vec<DerivationStep> {
    let step = |line: calendar::DerivationLine| DerivationStep {
        provision: line.provision.id().to_owned(),
        text: lang.pick(&line.text_vi, &line.text_en).to_owned(),
        days: line.days.into_iter().map(Day).collect(),
    };
    derivation.map(|derivation| derivation.lines().into_iter().map(step).collect()).unwrap_or_default()
}

/// Where to go from a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DossierLinks {
    /// The dossier itself.
    #[serde(rename = "self")]
    pub own: String,
    /// What may be done now.
    pub actions: String,
    /// What happened.
    pub journal: String,
    /// The receipt as PDF, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// The control slip as PDF, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub control_slip: Option<String>,
}

impl DossierLinks {
    /// The links of `dossier`; its id names it from first to last, its code only from acceptance on.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        let own = format!("/api/v1/dossiers/{}", dossier.id);
        let paper = |kind: &str| format!("{own}/papers/{kind}.pdf");
        Self {
            actions: format!("{own}/actions"),
            journal: format!("{own}/journal"),
            receipt: dossier.receipt.is_some().then(|| paper("receipt")),
            control_slip: (!dossier.control_slip.is_empty()).then(|| paper("control-slip")),
            own,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    #[test]
    fn an_instant_keeps_its_offset_and_its_fraction() {
        let whole = datetime(2019, 8, 14, 9, 30, 0, 0);
        assert_eq!(Instant(whole).text(), "2019-08-14T09:30:00+07:00");
        let part = datetime(2019, 8, 14, 9, 30, 0, 1_200_000);
        assert_eq!(Instant(part).text(), "2019-08-14T09:30:00.001200+07:00");
        assert_eq!(Instant::parse("2019-08-14T09:30:00+07:00"), Some(whole));
        assert_eq!(Instant::parse("2019-08-14T02:30:00Z"), Some(whole));
        assert_eq!(Instant::parse("2019-08-14T09:30:00"), None);
        assert_eq!(Instant::parse("hôm nay"), None);
    }
}
