//! The tracking register (form 06) of a desk: a volume as paper or as a workbook.

use calendar::text::{vi_date, vi_time};
use documents::head::Promise;
use documents::register::{Register, RegisterRow};
use documents::{Paper, PaperError};
use domain::dossier::Actor;
use domain::ids::{DossierId, UnitId};
use domain::organisation::Role;
use jiff::civil::{Date, DateTime};
use reports::{Cell, Table, TableError};
use store::Batch;

use crate::App;
use crate::dossier::view::load;
use crate::dossier::{Caller, DossierView};
use crate::error::CommandError;
use crate::papers;

/// Lines read from the store at a time.
const PAGE: usize = 200;

/// One volume of the register of `desk`, else of the caller's own desk; that it was taken is journaled,
/// since it names people.
///
/// # Errors
///
/// [`CommandError::Forbidden`] for a caller who neither receives there nor supervises the Centre,
/// [`CommandError::NotFound`] for a desk that the province does not have.
pub async fn volume(
    app: &App,
    caller: &Caller,
    desk: Option<UnitId>,
    year: i16,
    volume: u16,
) -> Result<Register, CommandError> {
    let reach = permitted(app, caller, desk)?;
    let (own, wanted) = (app.clone(), reach.clone());
    let read = tokio::task::spawn_blocking(move || read_volume(&own, &wanted, year, volume)).await;
    let register = read.map_err(|_| CommandError::NotFound)??;
    journal(app, caller, &reach.desk, &format!("{{\"year\":{year},\"volume\":{volume}}}")).await?;
    Ok(register)
}

/// Journals that somebody read the register.
async fn journal(app: &App, caller: &Caller, desk: &UnitId, what: &str) -> Result<(), CommandError> {
    let day = app.store.now().date();
    let unit = caller.person.postings_on(day).next().map_or_else(|| desk.clone(), |own| own.unit.clone());
    let by = Actor::Staff { person: caller.person.id.clone(), unit };
    let note = Batch::default().note(format!("access/register-{desk}"), "register-read", what, &by);
    app.store.record(note).await?;
    Ok(())
}

fn read_volume(app: &App, reach: &Reach, year: i16, volume: u16) -> Result<Register, CommandError> {
    let desk = &reach.desk;
    let mut rows: Vec<RegisterRow> = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let page = app.store.register(desk, year, cursor.as_deref(), PAGE)?;
        for row in page.items.iter().filter(|row| row.register_volume == Some(volume)) {
            rows.extend(papers::register_row(&reach.read(app, &row.id)?));
        }
        // Lines come in order, so a later volume ends the search.
        let past = page.items.iter().any(|row| row.register_volume.is_some_and(|other| other > volume));
        cursor = page.next_cursor;
        if cursor.is_none() || past {
            break;
        }
    }
    let mut register = papers::register(app, rows, desk, year);
    register.volume = format!("{volume:02}");
    Ok(register)
}

/// Some lines of the register of a desk, as a page shows them.
#[derive(Debug, Clone)]
pub struct Lines {
    /// Whose register.
    pub desk: UnitId,
    /// The cells of each line, in the order of the form.
    pub lines: Vec<Vec<String>>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// One page of the register of `desk`, else of the caller's own desk; the look is journaled.
///
/// # Errors
///
/// As [`volume`].
pub async fn lines(
    app: &App,
    caller: &Caller,
    desk: Option<UnitId>,
    year: i16,
    cursor: Option<String>,
    limit: usize,
) -> Result<Lines, CommandError> {
    let reach = permitted(app, caller, desk)?;
    let own = app.clone();
    let work = move || -> Result<Lines, CommandError> {
        let page = own.store.register(&reach.desk, year, cursor.as_deref(), limit)?;
        let mut lines = Vec::with_capacity(page.items.len());
        for row in &page.items {
            lines.extend(papers::register_row(&reach.read(&own, &row.id)?).as_ref().map(line));
        }
        Ok(Lines { desk: reach.desk, lines, next: page.next_cursor })
    };
    let lines = tokio::task::spawn_blocking(work).await.map_err(|_| CommandError::NotFound)??;
    journal(app, caller, &lines.desk, &format!("{{\"year\":{year}}}")).await?;
    Ok(lines)
}

/// A register that somebody may read, and how.
#[derive(Debug, Clone)]
struct Reach {
    desk: UnitId,
    /// Who supervises and does not receive there reads the people's data shortened.
    shortened: bool,
}

impl Reach {
    fn read(&self, app: &App, id: &DossierId) -> Result<DossierView, CommandError> {
        let mut view = load(app, id)?;
        if self.shortened {
            view.applicant = view.applicant.map(|data| data.shortened());
        }
        Ok(view)
    }
}

fn permitted(app: &App, caller: &Caller, desk: Option<UnitId>) -> Result<Reach, CommandError> {
    let day = app.store.now().date();
    let reference = app.reference();
    let supervises = caller.person.postings_on(day).any(|posting| {
        matches!(posting.role, Role::Director | Role::DeputyDirector | Role::ProcedureControl | Role::Auditor)
    });
    let receives = |desk: &UnitId| {
        [Role::CounterOfficer, Role::PostClerk].into_iter().any(|role| caller.person.holds(role, desk, day))
    };
    let own = caller.desk("", day);
    let desk = match desk.or(own) {
        Some(desk) => desk,
        None if supervises => reference.default_desk().clone(),
        None => return Err(CommandError::Forbidden),
    };
    if !supervises && !receives(&desk) {
        return Err(CommandError::Forbidden);
    }
    if !reference.province.desks.contains(&desk) {
        return Err(CommandError::NotFound);
    }
    Ok(Reach { shortened: !receives(&desk), desk })
}

/// The volume as PDF.
///
/// # Errors
///
/// A fault of the printing engine.
pub fn pdf(register: Register) -> Result<Vec<u8>, PaperError> {
    papers::print(&Paper::Register(Box::new(register)))
}

/// The volume as a workbook.
///
/// # Errors
///
/// When the volume has more lines than a sheet.
pub fn xlsx(register: &Register) -> Result<Vec<u8>, TableError> {
    let columns = [
        ("STT", 8),
        ("Mã hồ sơ", 28),
        ("Tên thủ tục hành chính", 48),
        ("Số bộ", 8),
        ("Người nộp", 28),
        ("Địa chỉ, điện thoại", 36),
        ("Cơ quan giải quyết", 30),
        ("Ngày nhận", 18),
        ("Ngày hẹn trả", 18),
        ("Ngày trả", 18),
        ("Cách nhận kết quả", 14),
        ("Người ký nhận", 24),
        ("Ghi chú", 16),
    ];
    let table = Table {
        titles: vec![
            register.unit.clone(),
            format!("SỔ THEO DÕI HỒ SƠ NĂM {}, QUYỂN SỐ {}", register.year, register.volume),
        ],
        bands: Vec::new(),
        columns: columns.into_iter().map(|(name, width)| (name.to_owned(), width)).collect(),
        rows: register.rows.iter().map(cells).collect(),
        dated: register.opened_on,
    };
    table.xlsx()
}

/// A line for the workbook: as [`line`], with numbers and dates that can be sorted and summed.
fn cells(row: &RegisterRow) -> Vec<Cell> {
    let promised = match &row.promise {
        Promise::At(at) => Some(Cell::Moment(*at)),
        Promise::AtOnce | Promise::Provisional(..) => None,
    };
    let typed = [
        (3, Some(Cell::Number(row.sets))),
        (7, Some(Cell::Moment(row.received_at))),
        (8, promised),
        (9, row.returned_at.map(Cell::Moment)),
    ];
    let mut cells: Vec<Cell> = line(row).into_iter().map(Cell::Text).collect();
    for (place, cell) in typed {
        if let (Some(there), Some(cell)) = (cells.get_mut(place), cell) {
            *there = cell;
        }
    }
    cells
}

fn line(row: &RegisterRow) -> Vec<String> {
    let promised = match &row.promise {
        Promise::AtOnce => "Trả ngay".to_owned(),
        Promise::At(at) => short(*at),
        Promise::Provisional(at, _) => format!("{} (tạm tính)", short(*at)),
    };
    vec![
        row.number.clone(),
        row.code.clone(),
        row.procedure.clone(),
        row.sets.to_string(),
        row.applicant.clone(),
        row.contact.clone(),
        row.agency.clone(),
        short(row.received_at),
        promised,
        row.returned_at.map(short).unwrap_or_default(),
        row.return_mode.clone(),
        row.signed_by.clone(),
        row.note.clone(),
    ]
}

fn short(at: DateTime) -> String {
    format!("{} {}", vi_time(at.time()), vi_date(Date::from(at)))
}
