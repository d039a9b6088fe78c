//! Which report the address asks for: a statutory period or two days, and whose.

use app::settling::period::{Kind, around, statutory};
use domain::ids::UnitId;
use jiff::civil::Date;
use ui::{Lang, format};

use crate::{Posted, url};

/// The kinds of periods by their names in the address, with their messages; the last one is any two days.
pub const KINDS: [(&str, Option<Kind>, &str); 6] = [
    ("thang", Some(Kind::Month), "settling-kind-month"),
    ("quy", Some(Kind::Quarter), "settling-kind-quarter"),
    ("6-thang", Some(Kind::HalfYear), "settling-kind-half-year"),
    ("9-thang", Some(Kind::NineMonths), "settling-kind-nine-months"),
    ("nam", Some(Kind::Year), "settling-kind-year"),
    ("ngay", None, "settling-kind-days"),
];

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The statutory period; `None` for two days.
    pub period: Option<(Kind, i16, u8)>,
    /// First and last day, both included.
    pub days: (Date, Date),
    /// The agency that reports; `None` for all.
    pub agency: Option<UnitId>,
}

impl Wanted {
    /// What the address names, else the month that goes on; `Err` with the present period where it names none.
    pub fn of(query: &Posted, today: Date) -> Result<Self, Self> {
        let agency = UnitId::new(query.get("co-quan")).ok();
        let named = KINDS.iter().find(|(name, ..)| *name == query.get("ky"));
        let kind = named.map_or(Some(Kind::Month), |(_, kind, _)| *kind);
        let Some(kind) = kind else { return Self::between(query, today, agency) };
        let (year, number) = around(kind, today);
        let of = |year: i16, number: u8| {
            let days = statutory(kind, year, number).filter(|_| (2000..=2099).contains(&year))?;
            Some(Self { period: Some((kind, year, number)), days, agency: agency.clone() })
        };
        let present = of(year, number).unwrap_or_else(|| Self::now(today, agency.clone()));
        let year = if query.has("nam") { query.number("nam") } else { Some(year) };
        let number = if query.has("so") { query.number("so") } else { Some(number) };
        year.zip(number).and_then(|(year, number)| of(year, number)).ok_or(present)
    }

    /// Any two days; without them those of the statutory month up to today.
    fn between(query: &Posted, today: Date, agency: Option<UnitId>) -> Result<Self, Self> {
        let present = Self::now(today, agency.clone());
        let read = |name: &str, otherwise: Date| match query.get(name).trim() {
            "" => Some(otherwise),
            text => ["%d/%m/%Y", "%Y-%m-%d"].iter().find_map(|form| Date::strptime(form, text).ok()),
        };
        match (read("tu", present.days.0), read("den", present.days.1)) {
            (Some(from), Some(to)) if from <= to => Ok(Self { period: None, days: (from, to), agency }),
            _ => Err(present),
        }
    }

    fn now(today: Date, agency: Option<UnitId>) -> Self {
        let (year, number) = around(Kind::Month, today);
        let from = statutory(Kind::Month, year, number).map_or(today, |(from, _)| from);
        Self { period: None, days: (from, today), agency }
    }

    /// The name of the kind of period in the address.
    pub fn kind_name(&self) -> &'static str {
        let own = self.period.map(|(kind, ..)| kind);
        KINDS.iter().find(|(_, kind, _)| *kind == own).map_or("ngay", |(name, ..)| name)
    }

    /// The page or file of this report.
    pub fn href(&self, path: &str) -> String {
        let agency = self.agency.as_ref().map_or("", UnitId::as_str);
        let name = self.kind_name();
        match self.period {
            Some((_, year, number)) => {
                let (year, number) = (year.to_string(), number.to_string());
                url::with_query(path, &[("ky", name), ("so", &number), ("nam", &year), ("co-quan", agency)])
            }
            None => {
                let (from, to) = (self.days.0.to_string(), self.days.1.to_string());
                url::with_query(path, &[("ky", name), ("tu", &from), ("den", &to), ("co-quan", agency)])
            }
        }
    }

    /// The same period of another agency, or of all.
    pub fn for_agency(&self, agency: Option<UnitId>) -> Self {
        Self { agency, ..self.clone() }
    }

    /// The period in words, with its days.
    pub fn words(&self, lang: Lang) -> String {
        let (from, to) = (format::date(self.days.0), format::date(self.days.1));
        let days = lang.tf("board-period", &[("from", (&from).into()), ("to", (&to).into())]);
        match self.period {
            Some((kind, year, number)) => {
                let (year, name) = (year.to_string(), name(lang, kind, number));
                let key = if kind.in_a_year() > 2 { "settling-numbered-of" } else { "settling-of" };
                let name = lang.tf(key, &[("kind", (&name).into()), ("year", (&year).into())]);
                format!("{name}. {days}")
            }
            None => days,
        }
    }

    /// The name of the file.
    pub fn file_name(&self) -> String {
        format!("bieu-06a-{}-{}.xlsx", self.days.0, self.days.1)
    }
}

/// A period within its year, in words.
pub fn name(lang: Lang, kind: Kind, number: u8) -> String {
    let key = match kind {
        Kind::Month => "settling-month",
        Kind::Quarter => "settling-quarter",
        Kind::HalfYear if number == 1 => "settling-first-half",
        Kind::HalfYear => "settling-second-half",
        Kind::NineMonths => "settling-nine-months",
        Kind::Year => "settling-year",
    };
    lang.tf(key, &[("n", i64::from(number).into())])
}
