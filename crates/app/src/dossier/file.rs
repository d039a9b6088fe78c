//! Recording a new dossier: at the counter checked and accepted in one act, else only recorded.

use std::sync::{Arc, OnceLock};

use domain::dossier::Command;
use domain::dossier::event::{Applicant, ReturnBy, SubmittedPaper};
use domain::ids::{CaseId, DossierId, PaperCode, PersonId, ProcedureCode, UnitId};
use domain::procedure::{Channel, Procedure};
use jiff::civil::{Date, DateTime};
use store::{Batch, Loaded, Reads};

use super::input::{Filing, Intent, ItemInput, PaperInput, ResultInput};
use super::notices::{Contact, Outgoing};
use super::shell::{Answered, Caller, Idempotency, Plan, dated, keep, random_hex};
use super::turn::check_lines;
use crate::App;
use crate::error::{CommandError, FieldError};
use crate::person::check_text;
use crate::reference::Reference;

/// Records a dossier.
///
/// A counter officer's filing is checked and accepted in the same act unless the intent says
/// otherwise; a citizen's is only recorded and waits at the desk.
///
/// # Errors
///
/// [`CommandError::Invalid`] with every faulty field, [`CommandError::Refused`] with everything
/// that is missing; nothing is recorded unless this returns `Ok`.
pub async fn run(
    app: &App,
    caller: &Caller,
    filing: Filing,
    idempotency: Option<Idempotency>,
) -> Result<Answered, CommandError> {
    let act = Arc::new(plan(app, caller, filing, idempotency, app.store.now(), &mut random_hex)?);
    let reads = Arc::clone(&act);
    let id = act.id().clone();
    let done = app.store.act(move |at| reads.reads(at), move |loaded| act.decide(loaded)).await;
    app.told(&id, done)
}

/// A filing that is ready for the store: all input checked, all random values drawn.
pub struct FilingAct {
    plan: Plan,
    commands: Vec<Command>,
}

impl FilingAct {
    /// The id that the dossier will have.
    #[must_use]
    pub fn id(&self) -> &DossierId {
        &self.plan.id
    }

    /// Nothing leaves by this act: what would be sent counts as delivered.
    #[must_use]
    pub fn with_assumed_delivery(mut self) -> Self {
        self.plan.messages = self.plan.messages.assumed();
        self
    }

    /// What the store must load.
    #[must_use]
    pub fn reads(&self, at: DateTime) -> Reads {
        self.plan.reads(at)
    }

    /// The decision, to be made inside the store's transaction.
    ///
    /// # Errors
    ///
    /// Every case of [`CommandError`].
    pub fn decide(&self, loaded: &Loaded) -> Result<(Answered, Batch), CommandError> {
        self.plan.decide(loaded, &|_| Ok(self.commands.clone()))
    }
}

/// Checks a filing on `day` and draws its random values from `random`.
///
/// # Errors
///
/// [`CommandError::Invalid`] with every faulty field, [`CommandError::Forbidden`] for people who do not file.
pub fn plan(
    app: &App,
    caller: &Caller,
    mut filing: Filing,
    idempotency: Option<Idempotency>,
    at: DateTime,
    random: &mut dyn FnMut() -> Result<String, CommandError>,
) -> Result<FilingAct, CommandError> {
    let (reference, day) = (app.reference(), at.date());
    let mut faults = Vec::new();
    let procedure = find_procedure(&reference, &filing.procedure, day, &mut faults);
    check(&mut filing, day, &mut faults);
    let by_citizen = caller.is_citizen(day);
    let (desk, holder) = place(&reference, caller, procedure.as_deref(), day)?;
    check_way(&filing, by_citizen, &mut faults);
    check_arrival(&mut filing, app.store.now(), &mut faults);
    // What is no desk at all the core refuses.
    let desks = &reference.province.desks;
    let empty = |at: &&UnitId| desks.contains(*at) && !reference.gives_back(at, day);
    if let Some(at) = filing.arrival.return_desk.as_ref().filter(empty) {
        let how = format!("{} không có người trả kết quả; hãy chọn quầy khác.", reference.unit_name(at, day));
        faults.push(FieldError::new("return_desk", "unknown-unit", &how));
    }
    if faults.is_empty()
        && let Some(posted) = &mut filing.arrival.posted
    {
        crate::books::post::check_posted(app, &desk, posted, day, &mut faults)?;
    }
    check_charges(&mut filing, &mut faults);
    if !faults.is_empty() {
        return Err(CommandError::Invalid(faults));
    }
    let procedure = procedure.ok_or(CommandError::NotFound)?;
    let rows = Rows::keep(at, &filing, random)?;
    let register = register_command(&filing, &rows, desk.clone(), holder, caller, by_citizen)?;
    let commands = with_intent(register, &filing, &procedure, &reference)?;
    let slip_kind = slip_of(&filing.intent);
    let plan = Plan {
        id: DossierId::new(&dated(at, &random()?)).map_err(|_| CommandError::NotFound)?,
        seen: None,
        caller: caller.clone(),
        slip_unit: desk.clone(),
        desk,
        slip_kind,
        receipt: commands.iter().find_map(|command| match command {
            Command::Pay { receipt, .. } => Some(receipt.clone()),
            _ => None,
        }),
        contact: Contact::of(&filing.applicant, &rows.applicant.id),
        messages: Outgoing::draw(random)?,
        books: OnceLock::new(),
        private: rows.rows,
        token: Some(rows.token_text),
        reference,
        idempotency,
        procedure: Some(procedure),
    };
    Ok(FilingAct { plan, commands })
}

fn find_procedure(
    reference: &Reference,
    code: &str,
    day: Date,
    faults: &mut Vec<FieldError>,
) -> Option<Arc<Procedure>> {
    let code = ProcedureCode::new(code.trim()).ok();
    let known = code.as_ref().and_then(|code| {
        reference.procedure_in_force(code, day).or_else(|| reference.procedure_latest(code)).cloned()
    });
    if known.is_none() {
        faults.push(FieldError::new(
            "procedure",
            "unknown-procedure",
            "Không có thủ tục mang mã này; hãy tìm trong danh mục.",
        ));
    }
    known
}

fn check(filing: &mut Filing, day: Date, faults: &mut Vec<FieldError>) {
    filing.applicant.check("applicant", faults);
    if let Some(representative) = &mut filing.represented_by {
        representative.check("represented_by", faults);
    }
    if filing.sets == 0 || filing.sets > 20 {
        faults.push(FieldError::new("sets", "out-of-range", "Số bộ hồ sơ từ 1 đến 20."));
    }
    let answers =
        filing.answers.as_deref().map(serde_json::from_str::<serde_json::Map<String, serde_json::Value>>);
    if matches!(answers, Some(Err(_))) {
        faults.push(FieldError::new("answers", "not-an-object", "Phần khai phải là một đối tượng JSON."));
    }
    check_papers("papers", &filing.papers, faults);
    if let Some(elsewhere) = &mut filing.received_elsewhere {
        check_text("received_elsewhere.place", &mut elsewhere.place, true, 200, false, faults);
        check_text("received_elsewhere.evidence", &mut elsewhere.evidence, true, 200, false, faults);
        if elsewhere.at.date() > day {
            faults.push(FieldError::new(
                "received_elsewhere.at",
                "in-the-future",
                "Ngày nhận ở nơi khác chưa tới; hãy ghi ngày trên chứng từ.",
            ));
        }
    }
}

/// What cannot be meant together is said, never changed in silence.
fn check_way(filing: &Filing, by_citizen: bool, faults: &mut Vec<FieldError>) {
    let mut fault = |field: &str, code, words: &str| faults.push(FieldError::new(field, code, words));
    if by_citizen {
        if filing.channel != Channel::Online {
            fault("channel", "not-by-citizen", "Người dân tự nộp thì kênh nộp là trực tuyến (online).");
        }
        if filing.intent != Intent::Register {
            fault("intent", "not-by-citizen", "Người dân chỉ nộp hồ sơ; việc tiếp nhận do quầy làm.");
        }
        if filing.assisted {
            fault("assisted", "not-by-citizen", "Chỉ công chức mới ghi việc hỗ trợ nộp trực tuyến.");
        }
        if filing.received_elsewhere.is_some() {
            fault("received_elsewhere", "not-by-citizen", "Chỉ công chức mới ghi việc nhận ở nơi khác.");
        }
        return;
    }
    if filing.return_by == ReturnBy::Online && filing.channel != Channel::Online {
        fault(
            "return_by",
            "not-with-channel",
            "Nhận kết quả trực tuyến chỉ đi với hồ sơ nộp trực tuyến; hãy chọn quầy hoặc bưu điện.",
        );
    }
    if filing.assisted && filing.channel != Channel::Online {
        fault("assisted", "not-with-channel", "Hỗ trợ nộp chỉ đi với hồ sơ nộp trực tuyến.");
    }
}

/// The parts that belong to one channel: each only with it, complete, and not in the future.
fn check_arrival(filing: &mut Filing, now: DateTime, faults: &mut Vec<FieldError>) {
    let channel = filing.channel;
    let given = [
        ("posted", filing.arrival.posted.is_some(), Channel::Post),
        ("forwarded", filing.arrival.forwarded.is_some(), Channel::Agency),
        ("external", filing.arrival.external.is_some(), Channel::Ministry),
    ];
    for (field, _, _) in given.into_iter().filter(|(_, given, own)| *given && *own != channel) {
        faults.push(FieldError::new(field, "not-with-channel", "Phần này không đi với kênh nộp đã chọn."));
    }
    let future = "Thời điểm này chưa tới; hãy ghi đúng như trên chứng từ.";
    if let Some(posted) = &mut filing.arrival.posted {
        check_text("posted.consignment", &mut posted.consignment, true, 60, false, faults);
        if posted.signed_at > now {
            faults.push(FieldError::new("posted.signed_at", "in-the-future", future));
        }
        for (field, amount) in [("posted.postage", posted.postage), ("posted.collected", posted.collected)] {
            if !(0..=MOST_DONG).contains(&amount) {
                faults.push(FieldError::new(field, "out-of-range", "Số tiền từ 0 đến 1.000.000.000 đồng."));
            }
        }
        if posted.minute.number == 0 || !(2000..=9999).contains(&posted.minute.year) {
            faults.push(FieldError::new(
                "posted.minute",
                "out-of-range",
                "Số biên bản giao nhận gồm số từ 1 và năm.",
            ));
        }
    }
    if let Some((_, received_at)) = &filing.arrival.forwarded
        && *received_at > now
    {
        faults.push(FieldError::new("forwarded.received_at", "in-the-future", future));
    }
    if let Some((system, reference)) = &mut filing.arrival.external {
        check_text("external.system", system, true, 200, false, faults);
        check_text("external.reference", reference, true, 100, false, faults);
    }
}

/// The most that one amount in đồng may be.
const MOST_DONG: i64 = 1_000_000_000;

fn check_charges(filing: &mut Filing, faults: &mut Vec<FieldError>) {
    let accepts = matches!(filing.intent, Intent::Accept { .. } | Intent::GiveAtOnce { .. });
    if !filing.charges.is_empty() && !accepts {
        let words = "Phí, lệ phí chỉ xác định khi tiếp nhận hồ sơ.";
        faults.push(FieldError::new("charges", "not-with-intent", words));
    }
    check_lines("charges", &mut filing.charges, faults);
}

pub(super) fn check_papers(field: &str, papers: &[PaperInput], faults: &mut Vec<FieldError>) {
    for (index, paper) in papers.iter().enumerate() {
        let at = format!("{field}[{index}]");
        if PaperCode::new(&paper.code).is_err() {
            faults.push(FieldError::new(&format!("{at}.code"), "not-a-code", "Mã giấy tờ không hợp lệ."));
        }
        if paper.originals > 999 || paper.copies > 999 {
            faults.push(FieldError::new(&at, "out-of-range", "Số bản không quá 999."));
        }
        if papers.iter().take(index).any(|earlier| earlier.code == paper.code) {
            faults.push(FieldError::new(&format!("{at}.code"), "twice", "Giấy tờ này được kê hai lần."));
        }
    }
}

pub(super) fn submitted(papers: &[PaperInput]) -> Vec<SubmittedPaper> {
    papers
        .iter()
        .filter_map(|paper| {
            let code = PaperCode::new(&paper.code).ok()?;
            Some(SubmittedPaper { code, originals: paper.originals, copies: paper.copies })
        })
        .collect()
}

pub(super) fn items(
    field: &str,
    items: &[ItemInput],
) -> Result<Vec<domain::dossier::event::RequestedItem>, CommandError> {
    let mut faults = Vec::new();
    let mut out = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let mut what = item.what.clone();
        check_text(&format!("{field}[{index}].what"), &mut what, true, 1000, true, &mut faults);
        match PaperCode::new(&item.paper) {
            Ok(paper) => out.push(domain::dossier::event::RequestedItem { paper, what }),
            Err(_) => faults.push(FieldError::new(
                &format!("{field}[{index}].paper"),
                "not-a-code",
                "Mã giấy tờ không hợp lệ.",
            )),
        }
    }
    if faults.is_empty() { Ok(out) } else { Err(CommandError::Invalid(faults)) }
}

/// The desk that receives and the person there who is accountable.
fn place(
    reference: &Reference,
    caller: &Caller,
    procedure: Option<&Procedure>,
    day: Date,
) -> Result<(UnitId, PersonId), CommandError> {
    let field = procedure.map_or("", |procedure| procedure.field.as_str());
    if let Some(desk) = caller.desk(field, day) {
        return Ok((desk, caller.person.id.clone()));
    }
    if !caller.is_citizen(day) {
        return Err(CommandError::Forbidden);
    }
    let desk = reference.default_desk().clone();
    let holder = reference.duty_officer(&desk, field, day).ok_or(CommandError::NotFound)?;
    Ok((desk, holder))
}

/// The rows kept beside the journal for a new dossier.
struct Rows {
    rows: Vec<store::NewPrivate>,
    applicant: domain::dossier::event::DataRef,
    representative: Option<domain::dossier::event::DataRef>,
    answers: Option<domain::dossier::event::DataRef>,
    token: domain::dossier::event::DataRef,
    token_text: String,
}

impl Rows {
    fn keep(
        at: DateTime,
        filing: &Filing,
        random: &mut dyn FnMut() -> Result<String, CommandError>,
    ) -> Result<Self, CommandError> {
        let token_text = random()?;
        let mut rows = Vec::new();
        let mut add = |kind: &str, data: String, search| -> Result<_, CommandError> {
            let (reference, row) = keep(at, kind, data, search, random)?;
            rows.push(row);
            Ok(reference)
        };
        let text = |value: Result<String, serde_json::Error>| value.map_err(|_| CommandError::NotFound);
        let applicant = add(
            "applicant",
            text(serde_json::to_string(&filing.applicant))?,
            Some(filing.applicant.search_fields()),
        )?;
        let representative = match &filing.represented_by {
            Some(person) => Some(add("representative", text(serde_json::to_string(person))?, None)?),
            None => None,
        };
        let answers = match &filing.answers {
            Some(answers) => Some(add("answers", answers.clone(), None)?),
            None => None,
        };
        let token = add("token", token_text.clone(), None)?;
        Ok(Self { rows, applicant, representative, answers, token, token_text })
    }
}

fn register_command(
    filing: &Filing,
    rows: &Rows,
    desk: UnitId,
    holder: PersonId,
    caller: &Caller,
    by_citizen: bool,
) -> Result<Command, CommandError> {
    let case = match filing.case.as_deref().filter(|case| !case.is_empty()) {
        Some(case) => Some(CaseId::new(case).map_err(|_| {
            CommandError::Invalid(vec![FieldError::new(
                "case",
                "unknown-case",
                "Không có trường hợp này trong thủ tục.",
            )])
        })?),
        None => None,
    };
    Ok(Command::Register {
        case,
        channel: filing.channel,
        applicant: Applicant {
            kind: filing.applicant_kind,
            data: rows.applicant.clone(),
            account: by_citizen.then(|| caller.person.id.clone()),
        },
        represented_by: rows.representative.clone(),
        papers: submitted(&filing.papers),
        sets: filing.sets,
        answers: rows.answers.clone(),
        return_by: filing.return_by,
        desk,
        holder,
        received_elsewhere: filing.received_elsewhere.clone(),
        assisted_by: (filing.assisted && !by_citizen).then(|| caller.person.id.clone()),
        token: rows.token.clone(),
        arrival: filing.arrival.clone(),
    })
}

fn with_intent(
    register: Command,
    filing: &Filing,
    procedure: &Procedure,
    reference: &Reference,
) -> Result<Vec<Command>, CommandError> {
    let mut commands = vec![register];
    let settle = |commands: &mut Vec<Command>| {
        if !filing.charges.is_empty() {
            commands.push(Command::SetCharges { lines: filing.charges.clone() });
        }
    };
    match &filing.intent {
        Intent::Register => {}
        Intent::Accept { receipt_wanted } => {
            commands.push(Command::Accept { receipt_wanted: *receipt_wanted });
            settle(&mut commands);
        }
        Intent::Guide { items: asked, not_competent, remark } => commands.push(Command::Guide {
            items: items("items", asked)?,
            not_competent: *not_competent,
            remark: crate::person::clean(remark, true),
        }),
        Intent::Escalate { reason } => commands.push(Command::Escalate {
            to: reference.province.meta.centre.clone(),
            reason: crate::person::clean(reason, true),
        }),
        Intent::Refuse { ground, reason } => commands.push(Command::Refuse {
            ground: crate::person::clean(ground, false),
            reason: crate::person::clean(reason, true),
        }),
        Intent::GiveAtOnce { result, proof, receipt_wanted, payment } => {
            commands.push(Command::Accept { receipt_wanted: *receipt_wanted });
            settle(&mut commands);
            if let Some(payment) = payment {
                commands.push(Command::Pay {
                    amount: payment.amount,
                    method: payment.method,
                    receipt: crate::person::clean(&payment.receipt, false),
                });
            }
            commands.push(Command::GiveAtOnce { result: result_paper(result, procedure), proof: *proof });
        }
    }
    Ok(commands)
}

pub(super) fn result_paper(
    input: &ResultInput,
    procedure: &Procedure,
) -> domain::dossier::event::ResultPaper {
    let given = crate::person::clean(&input.name, false);
    let name = if given.is_empty() {
        procedure.results.first().map_or_else(|| procedure.name.vi.clone(), |result| result.name.vi.clone())
    } else {
        given
    };
    domain::dossier::event::ResultPaper {
        name,
        number: crate::person::clean(&input.number, false),
        file: input.file.clone(),
    }
}

fn slip_of(intent: &Intent) -> &'static str {
    match intent {
        Intent::Guide { .. } => "02",
        Intent::Refuse { .. } => "03",
        _ => "01",
    }
}
