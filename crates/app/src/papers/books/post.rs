//! The minute of consignments that the post brought (R7.20), and the list of results that it took (R18.6c).

use documents::post::{PostKind, PostRow, Side};
use documents::{Paper, PostSheet};
use domain::books::post_minute::{self, Line};
use domain::dossier::event::Slip;
use domain::ids::{PersonId, ProcedureCode, UnitId};
use domain::organisation::{Role, UnitKind};
use jiff::civil::Date;

use super::entry_number;
use crate::App;
use crate::Reference;
use crate::books::post;
use crate::books::post_list::{self, Sent};
use crate::dossier::Caller;
use crate::error::CommandError;
use crate::papers::maker::{mark, numbered};
use crate::papers::names::Names;

/// The minute with this id, once both sides signed it.
///
/// # Errors
///
/// As [`post::open`]; [`CommandError::NotFound`] before the second signature, which makes the minute.
///
/// # Legal basis
///
/// [`law::qd45_2016::D7`].
pub fn minute(app: &App, caller: &Caller, id: &str) -> Result<Paper, CommandError> {
    let minute = post::open(app, caller, id)?;
    let signed_at = minute.signed_at.ok_or(CommandError::NotFound)?;
    let day = signed_at.date();
    let reference = app.reference();
    let names = Names { reference: &reference };
    let (brought, received) = match minute.began {
        post_minute::Side::Post => (&minute.began_person, &minute.signed_person),
        post_minute::Side::Desk => (&minute.signed_person, &minute.began_person),
    };
    let sum = |of: fn(&Line) -> i64| minute.lines.iter().map(of).fold(0_i64, i64::saturating_add);
    Ok(Paper::PostSheet(Box::new(PostSheet {
        kind: PostKind::Minute,
        head: names.head(entry_number(minute.number, mark::POST_MINUTE), &minute.desk, day),
        signed_at,
        place: names.unit(&minute.desk, day),
        giver: Side {
            unit: brought.as_ref().map(|id| carrier(names, id, day)).unwrap_or_default(),
            person: names.person(brought.as_ref()),
            office: "Nhân viên bưu điện".to_owned(),
        },
        taker: Side {
            unit: names.unit(&reference.organisation.agency_of(&minute.desk, day), day),
            person: names.person(received.as_ref()),
            office: "Công chức tiếp nhận".to_owned(),
        },
        rows: minute.lines.iter().map(|line| row(&reference, line, day)).collect(),
        postage: sum(|line| line.postage),
        collected: sum(|line| line.collected),
        remark: String::new(),
    })))
}

/// The list under which results of `desk` went to the post, as of the last one.
///
/// # Errors
///
/// As [`post_list::open`].
///
/// # Legal basis
///
/// [`law::qc1722::D18_K6_C`].
pub fn list(app: &App, caller: &Caller, desk: &UnitId, slip: &Slip) -> Result<Paper, CommandError> {
    let sent = post_list::open(app, caller, desk, slip)?;
    let last = sent.last().ok_or(CommandError::NotFound)?;
    let day = last.at.date();
    let reference = app.reference();
    let names = Names { reference: &reference };
    let sum = |of: fn(&Sent) -> i64| sent.iter().map(of).fold(0_i64, i64::saturating_add);
    let post = reference.organisation.units().iter();
    let post =
        post.filter(|unit| unit.kind == UnitKind::Post && unit.validity.covers(day)).map(|unit| &unit.id);
    Ok(Paper::PostSheet(Box::new(PostSheet {
        kind: PostKind::List,
        head: names.head(numbered(slip.number, mark::POST_LIST), desk, day),
        signed_at: last.at,
        place: names.unit(desk, day),
        giver: Side {
            unit: names.unit(&reference.organisation.agency_of(desk, day), day),
            person: names.person(last.by.as_ref()),
            office: "Công chức trả kết quả".to_owned(),
        },
        // Who fetches the results signs the list by hand; the system knows only that they were given.
        taker: Side {
            unit: post.map(|id| names.unit(id, day)).next().unwrap_or_default(),
            person: String::new(),
            office: "Nhân viên bưu điện".to_owned(),
        },
        rows: sent.iter().map(result).collect(),
        postage: sum(|own| own.postage),
        collected: sum(|own| own.collect),
        remark: String::new(),
    })))
}

fn result(sent: &Sent) -> PostRow {
    let person = sent.applicant.as_ref();
    PostRow {
        consignment: sent.consignment.clone(),
        code: sent.code.clone(),
        person: person.map_or_else(|| "(đã xóa)".to_owned(), |person| person.name.clone()),
        address: person.map(|person| person.address.clone()).unwrap_or_default(),
        procedure: sent.procedure.clone(),
        content: "Kết quả giải quyết".to_owned(),
        postage: sent.postage,
        collected: sent.collect,
    }
}

/// The unit of the post that somebody works for.
fn carrier(names: Names<'_>, person: &PersonId, day: Date) -> String {
    let person = names.reference.person(person);
    let posting = person
        .and_then(|person| person.postings_on(day).find(|posting| posting.role == Role::PostClerk).cloned());
    let unit = posting.map(|posting| posting.home.unwrap_or(posting.unit));
    unit.map(|unit| names.unit(&unit, day)).unwrap_or_default()
}

/// A consignment; where a procedure's code was noted, by the procedure's name.
fn row(reference: &Reference, line: &Line, day: Date) -> PostRow {
    let code = ProcedureCode::new(line.what.trim()).ok();
    let procedure = code.and_then(|code| reference.procedure_in_force(&code, day).cloned());
    PostRow {
        consignment: line.consignment.clone(),
        code: String::new(),
        person: String::new(),
        address: String::new(),
        procedure: procedure.map_or_else(|| line.what.clone(), |own| own.name.vi.clone()),
        content: String::new(),
        postage: line.postage,
        collected: line.collected,
    }
}
