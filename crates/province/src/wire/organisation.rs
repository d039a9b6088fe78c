//! `province.yaml`, `units.yaml` and `people.yaml`.

use domain::ids::{PersonId, UnitId};
use domain::organisation::{Name, Person, Posting, Unit, Validity};
use domain::procedure::Decision;
use serde::Deserialize;

use super::parts::{DecisionWire, each};
use super::terms::term;
use super::{date, date_option};
use crate::fault::Faults;
use crate::{Account, Meta};

const ID_FIX: &str = "Mã gồm chữ thường không dấu, số và các dấu - _ .";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MetaWire {
    name: String,
    #[serde(default)]
    name_en: String,
    code_level_1: String,
    centre: String,
    committee: String,
    office: String,
    first_agency: String,
    address: String,
    hotline: String,
    email: String,
    website: String,
    paper_place: String,
    paper_head_upper: String,
    paper_head: String,
    regulation: DecisionWire,
    founding: DecisionWire,
    #[serde(default)]
    account: Option<AccountWire>,
    #[serde(default)]
    demo: bool,
    #[serde(default)]
    notes: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountWire {
    bin: String,
    bank: String,
    number: String,
    holder: String,
}

impl AccountWire {
    /// The bank's number has six digits, the account's at most nineteen letters and digits.
    fn read(&self, faults: &mut Faults) -> Account {
        let digits = self.bin.len() == 6 && self.bin.bytes().all(|byte| byte.is_ascii_digit());
        let plain = (1..=19).contains(&self.number.len())
            && self.number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !digits {
            faults.say(
                "account.bin",
                format!("BIN “{}” không hợp lệ.", self.bin),
                "Mã ngân hàng (BIN) gồm 6 chữ số.",
            );
        }
        if !plain {
            faults.say(
                "account.number",
                format!("Số tài khoản “{}” không hợp lệ.", self.number),
                "Số tài khoản gồm 1 đến 19 chữ cái, chữ số.",
            );
        }
        Account {
            bin: self.bin.clone(),
            bank: self.bank.clone(),
            number: self.number.clone(),
            holder: self.holder.clone(),
        }
    }
}

impl MetaWire {
    pub(crate) fn read(&self, faults: &mut Faults) -> Option<Meta> {
        let centre = faults.take("centre", UnitId::new(&self.centre), ID_FIX);
        let committee = faults.take("committee", UnitId::new(&self.committee), ID_FIX);
        let office = faults.take("office", UnitId::new(&self.office), ID_FIX);
        let first_agency = faults.take("first_agency", UnitId::new(&self.first_agency), ID_FIX);
        let regulation: Decision = self.regulation.read(faults, "regulation");
        let founding = self.founding.read(faults, "founding");
        Some(Meta {
            name: Name { vi: self.name.clone(), en: self.name_en.clone() },
            code_level_1: self.code_level_1.clone(),
            centre: centre?,
            committee: committee?,
            office: office?,
            first_agency: first_agency?,
            address: self.address.clone(),
            hotline: self.hotline.clone(),
            email: self.email.clone(),
            website: self.website.clone(),
            paper_place: self.paper_place.clone(),
            paper_head_upper: self.paper_head_upper.clone(),
            paper_head: self.paper_head.clone(),
            regulation,
            founding,
            account: self.account.as_ref().map(|account| account.read(faults)),
            demo: self.demo,
            notes: self.notes.clone(),
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitsWire {
    units: Vec<UnitWire>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitWire {
    id: String,
    name: String,
    #[serde(default)]
    name_en: String,
    short: String,
    kind: String,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    agency_code: Option<String>,
    #[serde(default)]
    fields: Vec<String>,
    from: String,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    far: bool,
    #[serde(default)]
    phone: String,
}

impl UnitsWire {
    pub(crate) fn read(&self, faults: &mut Faults) -> Vec<Unit> {
        each(faults, "units", &self.units, UnitWire::read)
    }
}

impl UnitWire {
    fn read(&self, faults: &mut Faults, place: &str) -> Option<Unit> {
        let id = faults.take(&format!("{place}.id"), UnitId::new(&self.id), ID_FIX);
        let kind = term(faults, &format!("{place}.kind"), &self.kind);
        let parent = match &self.parent {
            Some(text) => Some(faults.take(&format!("{place}.parent"), UnitId::new(text), ID_FIX)?),
            None => None,
        };
        let from = date(faults, &format!("{place}.from"), &self.from);
        let to = date_option(faults, &format!("{place}.to"), self.to.as_ref());
        Some(Unit {
            id: id?,
            name: Name { vi: self.name.clone(), en: self.name_en.clone() },
            short: self.short.clone(),
            kind: kind?,
            parent,
            agency_code: self.agency_code.clone(),
            fields: self.fields.clone(),
            validity: Validity { from: from?, to },
            far: self.far,
            phone: self.phone.clone(),
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleWire {
    people: Vec<PersonWire>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonWire {
    id: String,
    name: String,
    #[serde(default)]
    postings: Vec<PostingWire>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PostingWire {
    unit: String,
    role: String,
    from: String,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    home: Option<String>,
}

impl PeopleWire {
    pub(crate) fn read(&self, faults: &mut Faults) -> Vec<Person> {
        each(faults, "people", &self.people, PersonWire::read)
    }
}

impl PersonWire {
    fn read(&self, faults: &mut Faults, place: &str) -> Option<Person> {
        let postings = each(faults, &format!("{place}.postings"), &self.postings, PostingWire::read);
        let id = faults.take(&format!("{place}.id"), PersonId::new(&self.id), ID_FIX)?;
        Some(Person { id, name: self.name.clone(), postings })
    }
}

impl PostingWire {
    fn read(&self, faults: &mut Faults, place: &str) -> Option<Posting> {
        let unit = faults.take(&format!("{place}.unit"), UnitId::new(&self.unit), ID_FIX);
        let role = term(faults, &format!("{place}.role"), &self.role);
        let from = date(faults, &format!("{place}.from"), &self.from);
        let to = date_option(faults, &format!("{place}.to"), self.to.as_ref());
        let home = match &self.home {
            Some(text) => Some(faults.take(&format!("{place}.home"), UnitId::new(text), ID_FIX)?),
            None => None,
        };
        Some(Posting {
            unit: unit?,
            role: role?,
            validity: Validity { from: from?, to },
            fields: self.fields.clone(),
            home,
        })
    }
}
