//! Rows of the database as values of the program.

use std::collections::HashMap;

use domain::dossier::event::Recorded;
use domain::dossier::{Stage, Told};
use domain::ids::{DossierId, StepId};

use crate::act::{DossierLabels, Head, Loading, Note, PrivateRow, StoredAnswer, StreamId};
use crate::book::{Consignment, Entry, MoneyKind, MoneyRow, method_named};
use crate::db::{Db, first, rows};
use crate::error::StoreError;
use crate::journal::{JournalRow, Seal, unhex};
use crate::query::{DossierRow, Solved};
use crate::row::{
    Row, bytes, instant, maybe_instant, maybe_number, maybe_person, maybe_unit, number, person, unit,
};
use crate::sql::dialect::Dialect;
use crate::sql::{self, Val};
use crate::turns::{OpinionRow, Sought, SupervisionRow};
use crate::wire;

/// A whole stream, decoded.
pub(crate) fn stream(db: &mut dyn Db, id: &StreamId) -> Result<Loading, StoreError> {
    let name = id.name();
    let mut loading = Loading::bare(id, Head::default());
    db.each(sql::HISTORY, &[name.as_str().into()], &mut |row| add(&mut loading, row, &name))?;
    Ok(loading)
}

/// Adds the next record of a stream, read in the order of [`sql::HISTORY`].
pub(crate) fn add(loading: &mut Loading, row: &Row<'_>, name: &str) -> Result<(), StoreError> {
    let revision = number(row, 0)?;
    let place = format!("{name} revision {revision}");
    match &loading.id {
        StreamId::Dossier(_) => loading.history.push(recorded(row, name)?),
        StreamId::Other(_) => {
            let by = wire::decode_actor(row.text(4)?);
            loading.notes.push(Note {
                revision,
                at: instant(row, 3)?,
                by: by.map_err(|cause| StoreError::corrupt(&place, cause))?,
                kind: row.get(1)?,
                json: row.get(5)?,
            });
        }
    }
    loading.head = Head { revision, at_us: row.get(3)?, hash: bytes(row, 6, &place)? };
    Ok(())
}

/// The newest record of a stream read in the order of [`sql::HEAD`].
pub(crate) fn head(row: &Row<'_>, name: &str) -> Result<Head, StoreError> {
    Ok(Head { revision: number(row, 0)?, at_us: row.get(1)?, hash: bytes(row, 2, name)? })
}

/// An answer read in the order of [`sql::ANSWER`].
pub(crate) fn answer(row: &Row<'_>) -> Result<(String, StoredAnswer), StoreError> {
    Ok((row.get(0)?, StoredAnswer { status: number(row, 1)?, body: row.get(2)? }))
}

/// An event of a dossier read in the order of [`sql::HISTORY`].
fn recorded(row: &Row<'_>, stream: &str) -> Result<Recorded, StoreError> {
    let revision: u32 = number(row, 0)?;
    let corrupt =
        |cause: &dyn std::fmt::Display| StoreError::corrupt(format!("{stream} revision {revision}"), cause);
    let by = wire::decode_actor(row.text(4)?).map_err(|cause| corrupt(&cause))?;
    let event = wire::decode(row.text(1)?, number(row, 2)?, row.text(5)?).map_err(|cause| corrupt(&cause))?;
    Ok(Recorded { revision, at: instant(row, 3)?, by, event })
}

/// The dossier that a tracking token leads to, in one question.
pub(crate) fn of_token(
    db: &mut dyn Db,
    hash: &str,
) -> Result<Option<(DossierId, Vec<Recorded>)>, StoreError> {
    let mut found: Option<(DossierId, Vec<Recorded>)> = None;
    db.each(sql::HISTORY_OF_TOKEN, &[hash.into()], &mut |row| {
        let stream = row.text(6)?;
        let event = recorded(row, stream)?;
        match &mut found {
            Some((_, history)) => history.push(event),
            None => {
                let StreamId::Dossier(id) = StreamId::parse(stream) else {
                    return Err(StoreError::corrupt("dossier label", stream));
                };
                found = Some((id, vec![event]));
            }
        }
        Ok(())
    })?;
    Ok(found)
}

pub(crate) fn private(db: &mut dyn Db, id: &str) -> Result<Option<PrivateRow>, StoreError> {
    first(db, sql::PRIVATE, &[id.into()], private_row)
}

/// A row beside the journal read in the order of [`sql::PRIVATE`].
pub(crate) fn private_row(row: &Row<'_>) -> Result<PrivateRow, StoreError> {
    Ok(PrivateRow {
        id: row.get(0)?,
        kind: row.get(1)?,
        data: row.get(2)?,
        commitment: row.get(3)?,
        erased_at: maybe_instant(row, 4)?,
    })
}

/// The same rows in any order, of a server of PostgreSQL.
pub(crate) const PRIVATE_ROWS: &str =
    "SELECT id, kind, data, commitment, erased_at_us FROM private_data WHERE id = ANY ($1)";

/// Rows beside the journal in the order asked for; unknown ids are left out.
pub(crate) fn private_rows(db: &mut dyn Db, ids: &[String]) -> Result<Vec<PrivateRow>, StoreError> {
    if db.dialect() == Dialect::Sqlite || ids.len() < 2 {
        // Nothing is saved where a question costs no round trip.
        return ids.iter().filter_map(|id| private(db, id).transpose()).collect();
    }
    let wanted = ids.iter().filter(|id| !id.contains('\0')).map(|id| Val::from(id.as_str())).collect();
    let found = rows(db, PRIVATE_ROWS, &[Val::Many(wanted)], private_row)?;
    let found: HashMap<&str, &PrivateRow> = found.iter().map(|row| (row.id.as_str(), row)).collect();
    Ok(ids.iter().filter_map(|id| found.get(id.as_str()).map(|row| (*row).clone())).collect())
}

pub(crate) fn labels(db: &mut dyn Db, id: &DossierId) -> Result<Option<DossierLabels>, StoreError> {
    first(db, sql::LABELS, &[id.as_str().into()], label)
}

/// Labels read in the order of [`sql::LABELS`].
pub(crate) fn label(row: &Row<'_>) -> Result<DossierLabels, StoreError> {
    Ok(DossierLabels { field: row.get(0)?, agency: unit(row, 1)?, token_hash: row.get(2)? })
}

/// A row of `entry` read in the order of [`sql::ENTRY`].
pub(crate) fn entry(row: &Row<'_>) -> Result<Entry, StoreError> {
    Ok(Entry {
        book: row.get(0)?,
        id: row.get(1)?,
        unit: unit(row, 2)?,
        series: unit(row, 3)?,
        number: maybe_number(row, 4)?.zip(maybe_number(row, 5)?),
        state: row.get(6)?,
        subject: row.get(7)?,
        revision: number(row, 8)?,
        began_at: instant(row, 9)?,
        at: instant(row, 10)?,
        payload: row.get(11)?,
    })
}

/// A row of `money` read in the order of [`sql::MONEY`].
pub(crate) fn money(row: &Row<'_>) -> Result<MoneyRow, StoreError> {
    let (kind, method): (String, String) = (row.get(4)?, row.get(5)?);
    Ok(MoneyRow {
        dossier: dossier_id(row, 0)?,
        revision: number(row, 1)?,
        position: row.get(2)?,
        at: instant(row, 3)?,
        kind: MoneyKind::find(&kind).ok_or_else(|| StoreError::corrupt("money row", kind))?,
        method: method_named(&method).ok_or_else(|| StoreError::corrupt("money row", method))?,
        unit: unit(row, 6)?,
        person: person(row, 7)?,
        amount: row.get(8)?,
        receipt: row.get(9)?,
    })
}

/// A row of `consignment`: number, dossier, way, instant.
pub(crate) fn consignment(row: &Row<'_>) -> Result<Consignment, StoreError> {
    let way: String = row.get(2)?;
    Ok(Consignment {
        number: row.get(0)?,
        dossier: dossier_id(row, 1)?,
        out: way == "out",
        at: instant(row, 3)?,
    })
}

fn dossier_id(row: &Row<'_>, at: usize) -> Result<DossierId, StoreError> {
    let text: String = row.get(at)?;
    DossierId::new(&text).map_err(|cause| StoreError::corrupt("database row", cause))
}

/// A row of `dossier` read in the order of [`sql::COLUMNS`].
pub(crate) fn dossier(row: &Row<'_>) -> Result<DossierRow, StoreError> {
    let id: String = row.get(0)?;
    let stage: String = row.get(18)?;
    let solved: Option<String> = row.get(32)?;
    Ok(DossierRow {
        stage: Stage::find(&stage).ok_or_else(|| StoreError::corrupt(format!("dossier row {id}"), &stage))?,
        id: DossierId::new(&id).map_err(|cause| StoreError::corrupt("dossier row", cause))?,
        procedure: row.get(1)?,
        case: row.get(2)?,
        channel: row.get(3)?,
        return_by: row.get(4)?,
        field: row.get(5)?,
        agency: unit(row, 6)?,
        desk: unit(row, 7)?,
        applicant: row.get(8)?,
        applicant_kind: row.get(9)?,
        account: maybe_person(row, 10)?,
        registered_at: instant(row, 11)?,
        code: row.get(12)?,
        accepted_at: maybe_instant(row, 13)?,
        register_year: maybe_number(row, 14)?,
        register_volume: maybe_number(row, 15)?,
        register_number: maybe_number(row, 16)?,
        revision: number(row, 17)?,
        procedure_version: number(row, 19)?,
        holder_unit: unit(row, 20)?,
        holder_person: maybe_person(row, 21)?,
        holder_since: instant(row, 22)?,
        in_transit_to: maybe_unit(row, 23)?,
        paper_at: unit(row, 24)?,
        paper_on_the_way_to: maybe_unit(row, 25)?,
        due: maybe_instant(row, 26)?,
        provisional: number::<i64>(row, 41)? == 1,
        warn_by: maybe_instant(row, 27)?,
        transfer_by: maybe_instant(row, 28)?,
        supplement_by: maybe_instant(row, 29)?,
        overdue_since: maybe_instant(row, 48)?,
        result_at: maybe_instant(row, 47)?,
        notify_by: maybe_instant(row, 30)?,
        told_at: maybe_instant(row, 31)?,
        closed_at: maybe_instant(row, 42)?,
        solved: solved.as_deref().and_then(Solved::find),
        forwarded_late: number::<i64>(row, 33)? == 1,
        outstanding: row.get(34)?,
        again: maybe_instant(row, 35)?,
        answer_until: maybe_instant(row, 36)?,
        alarm: maybe_instant(row, 46)?,
        warned_at: maybe_instant(row, 37)?,
        consulting: number::<i64>(row, 43)? == 1,
        to_call: number::<i64>(row, 44)? == 1,
        result_desk: unit(row, 38)?,
        taken_up_late: number::<i64>(row, 39)? == 1,
        untaken: number::<i64>(row, 40)? == 1,
    })
}

/// A row of `opinion` read in the order of [`turns::OPINION`](crate::turns::OPINION).
pub(crate) fn opinion(row: &Row<'_>) -> Result<OpinionRow, StoreError> {
    let (dossier, id, kind): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(7)?);
    Ok(OpinionRow {
        kind: Sought::find(&kind).ok_or_else(|| StoreError::corrupt("opinion row", &kind))?,
        dossier: DossierId::new(&dossier).map_err(|cause| StoreError::corrupt("opinion row", cause))?,
        id: StepId::new(&id).map_err(|cause| StoreError::corrupt("opinion row", cause))?,
        unit: unit(row, 2)?,
        asked_at: instant(row, 3)?,
        answer_by: instant(row, 4)?,
        answered_at: maybe_instant(row, 5)?,
        silent_at: maybe_instant(row, 6)?,
    })
}

/// A row of `supervision` read in the order of [`turns::SUPERVISION`](crate::turns::SUPERVISION).
pub(crate) fn supervision(row: &Row<'_>) -> Result<SupervisionRow, StoreError> {
    let (dossier, kind): (String, String) = (row.get(0)?, row.get(3)?);
    Ok(SupervisionRow {
        dossier: DossierId::new(&dossier).map_err(|cause| StoreError::corrupt("supervision row", cause))?,
        revision: number(row, 1)?,
        at: instant(row, 2)?,
        kind: Told::find(&kind).ok_or_else(|| StoreError::corrupt("supervision row", &kind))?,
        unit: unit(row, 4)?,
    })
}

const JOURNAL: &str = "position, stream, revision, kind, kind_version, recorded_at_us, actor, payload, hash";

/// What is done with each row of the journal.
type EachRecord<'f> = dyn FnMut(JournalRow) -> Result<(), StoreError> + 'f;

/// Rows of the journal, given one by one in the order of `order_by`.
pub(crate) fn journal_rows(
    db: &mut dyn Db,
    order_by: &str,
    each: &mut EachRecord<'_>,
) -> Result<(), StoreError> {
    let text = format!("SELECT {JOURNAL} FROM journal ORDER BY {order_by}");
    db.each(&text, &[], &mut |row| each(journal_row(row)?))
}

/// At most `n` rows of the journal after that revision of that stream, in the order of histories.
pub(crate) fn journal_after(
    db: &mut dyn Db,
    stream: &str,
    revision: u32,
    n: usize,
    each: &mut EachRecord<'_>,
) -> Result<(), StoreError> {
    let text = format!(
        "SELECT {JOURNAL} FROM journal WHERE (stream, revision) > ($1, $2) ORDER BY stream, revision LIMIT {n}"
    );
    db.each(&text, &[stream.into(), i64::from(revision).into()], &mut |row| each(journal_row(row)?))
}

/// A row read in the order of [`JOURNAL`].
fn journal_row(row: &Row<'_>) -> Result<JournalRow, StoreError> {
    Ok(JournalRow {
        position: row.get(0)?,
        stream: row.get(1)?,
        revision: number(row, 2)?,
        kind: row.get(3)?,
        kind_version: number(row, 4)?,
        recorded_at_us: row.get(5)?,
        actor: row.get(6)?,
        payload: row.get(7)?,
        // A hash that is no hash cannot be the right one: the check says so and goes on.
        hash: row.text(8).ok().and_then(unhex).unwrap_or([0; 32]),
    })
}

/// All seals in order.
pub(crate) fn seals(db: &mut dyn Db) -> Result<Vec<Seal>, StoreError> {
    rows(db, &format!("SELECT {SEAL} FROM seal ORDER BY number"), &[], seal)
}

/// The last seal; there are some thirty thousand more in a year.
pub(crate) fn newest_seal(db: &mut dyn Db) -> Result<Option<Seal>, StoreError> {
    first(db, &format!("SELECT {SEAL} FROM seal ORDER BY number DESC LIMIT 1"), &[], seal)
}

const SEAL: &str = "number, first, last, count, root, previous, sealed_at_us, public_key, hash, signature";

fn seal(row: &Row<'_>) -> Result<Seal, StoreError> {
    let number: i64 = row.get(0)?;
    let place = format!("seal {number}");
    Ok(Seal {
        number,
        first: row.get(1)?,
        last: row.get(2)?,
        count: row.get(3)?,
        root: bytes(row, 4, &place)?,
        previous: bytes(row, 5, &place)?,
        sealed_at_us: row.get(6)?,
        key: bytes(row, 7, &place)?,
        hash: bytes(row, 8, &place)?,
        signature: bytes(row, 9, &place)?,
    })
}
