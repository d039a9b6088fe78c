//! `GET /api/v1/dossiers/{ref}`: everything about one dossier that its reader may see.

use app::dossier::{Caller, DossierView, view};
use app::person::PersonalData;
use axum::Json;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::dossier::state::Request;
use serde::Serialize;
use utoipa::ToSchema;

use super::summary::received_at;
use crate::Api;
use crate::extract::{Named as Reference, Params, Signed};
use crate::idempotency::etag;
use crate::lang::Lang;
use crate::names::{ApplicantKindName, ChannelName, ChargeKindName, ReturnByName, limit_text};
use crate::problem::{NamedCode, Problem};
use crate::responses::ReadFailures;
use crate::wire::{DerivationStep, DossierLinks, Holder, Instant, Named, derivation};

/// A dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dossier {
    /// Machine id.
    id: String,
    /// The code on the receipt; null until the dossier is accepted.
    #[schema(required)]
    code: Option<String>,
    /// Where it stands.
    stage: &'static str,
    /// When it was accepted; until then when it was recorded.
    received_at: Instant,
    /// The promised instant; null while nothing is promised.
    #[schema(required)]
    due: Option<Instant>,
    /// Whether the promise may still move because a calendar is not published.
    provisional: bool,
    /// Why that instant.
    derivation: Vec<DerivationStep>,
    /// Who is accountable.
    holder: Holder,
    /// The revision to send with the next act.
    revision: u32,
    /// When it was first recorded.
    registered_at: Instant,
    /// When it was accepted.
    #[schema(required)]
    accepted_at: Option<Instant>,
    /// Who accepted it.
    #[schema(required)]
    accepted_by: Option<Named>,
    /// The procedure version it is bound to.
    procedure: PinnedProcedure,
    /// The case of the procedure.
    #[schema(required)]
    case: Option<NamedCode>,
    /// How it came in.
    channel: ChannelName,
    /// The receiving desk.
    desk: Named,
    /// Who applies; null once the personal data are erased.
    #[schema(required)]
    applicant: Option<Applicant>,
    /// Who acts for the applicant.
    #[schema(required)]
    represented_by: Option<RepresentedBy>,
    /// Papers handed in.
    papers: Vec<PaperHandedIn>,
    /// Sets handed in.
    sets: u16,
    /// How the result goes back.
    return_by: ReturnByName,
    /// What was promised and how it was counted.
    #[schema(required)]
    promise: Option<PromiseBody>,
    /// The instants that the rules hang on this dossier.
    notices: Notices,
    /// What is owed and what was paid.
    fees: Fees,
    /// Every hand-over (form 05).
    control_slip: Vec<HandOverLine>,
    /// The guidance at intake.
    #[schema(required)]
    guidance: Option<RequestBody>,
    /// The supplement asked after appraisal.
    #[schema(required)]
    supplement: Option<RequestBody>,
    /// The refusal.
    #[schema(required)]
    refusal: Option<RefusalBody>,
    /// The steps of the process that are open now.
    open_steps: Vec<NamedCode>,
    /// The unit it was sent to, while nobody there has signed.
    #[schema(required)]
    in_transit_to: Option<Named>,
    /// Where the paper file is; null for a dossier without paper.
    #[schema(required)]
    paper_file: Option<PaperPlace>,
    /// The result.
    #[schema(required)]
    result: Option<ResultShown>,
    /// The promised instant that passed without a result; it stays for ever.
    #[schema(required)]
    overdue_since: Option<Instant>,
    /// When it was closed.
    #[schema(required)]
    closed_at: Option<Instant>,
    /// Where to go from here.
    links: DossierLinks,
}

/// The procedure version of a dossier.
#[derive(Debug, Serialize, ToSchema)]
struct PinnedProcedure {
    /// Code.
    code: String,
    /// Version.
    version: u32,
    /// Name.
    name: String,
    /// Field.
    field: String,
    /// Settling agency.
    agency: Named,
}

/// The applicant.
#[derive(Debug, Serialize, ToSchema)]
struct Applicant {
    /// What kind of applicant.
    kind: ApplicantKindName,
    /// Whether number, telephone, e-mail and address are shortened: the reader does not handle it.
    masked: bool,
    /// Name.
    name: String,
    /// Identity, tax or enterprise number.
    id_number: String,
    /// Telephone.
    phone: String,
    /// E-mail.
    email: String,
    /// Address.
    address: String,
}

/// Who acts for the applicant.
#[derive(Debug, Serialize, ToSchema)]
struct RepresentedBy {
    /// Name.
    name: String,
    /// The authority document.
    authority: String,
}

/// A paper that was handed in.
#[derive(Debug, Serialize, ToSchema)]
struct PaperHandedIn {
    /// Code in the procedure.
    code: String,
    /// Name.
    name: String,
    /// Originals.
    originals: u16,
    /// Copies.
    copies: u16,
}

/// A promise and how it was counted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Promise)]
struct PromiseBody {
    /// The limit, for example `15wd`.
    limit: String,
    /// The same in words.
    limit_text: String,
    /// From which moment.
    counted_from: Instant,
    /// Until when.
    due: Instant,
    /// Whether it may still move.
    provisional: bool,
    /// The calendar it was counted on.
    calendar: CalendarPin,
    /// The rules it was counted under.
    rule_pack: String,
    /// How the day was found, in two sentences; empty when that calendar is no longer at hand.
    text: String,
}

/// A calendar version.
#[derive(Debug, Serialize, ToSchema)]
struct CalendarPin {
    /// Id.
    id: String,
    /// Version.
    version: u32,
    /// Fingerprint of its content, hexadecimal.
    fingerprint: String,
}

/// The instants that the rules hang on a dossier.
#[derive(Debug, Serialize, ToSchema)]
struct Notices {
    /// When the paper must be with the agency.
    #[schema(required)]
    transfer_by: Option<Instant>,
    /// Until when a supplement may be asked.
    #[schema(required)]
    supplement_by: Option<Instant>,
    /// Until when the applicant is warned if there is no result.
    #[schema(required)]
    warn_by: Option<Instant>,
    /// When the applicant was warned.
    #[schema(required)]
    warned_at: Option<Instant>,
    /// Until when the applicant is told of the result.
    #[schema(required)]
    notify_by: Option<Instant>,
    /// When the applicant was told of the result.
    #[schema(required)]
    told_of_result_at: Option<Instant>,
}

/// Charges and fees, whole đồng.
#[derive(Debug, Serialize, ToSchema)]
struct Fees {
    /// What is owed.
    owed: Vec<Owed>,
    /// What was paid.
    paid: Vec<Paid>,
    /// What is still to be paid.
    outstanding: i64,
}

/// An amount owed.
#[derive(Debug, Serialize, ToSchema)]
struct Owed {
    /// Code of the charge in the procedure.
    charge: String,
    /// Phí or lệ phí.
    kind: ChargeKindName,
    /// What is paid for.
    name: String,
    /// Amount in đồng.
    amount: i64,
}

/// A payment made.
#[derive(Debug, Serialize, ToSchema)]
struct Paid {
    /// Amount in đồng.
    amount: i64,
    /// When it was recorded.
    at: Instant,
    /// Number of the receipt or proof.
    receipt: String,
}

/// A line of the control slip.
#[derive(Debug, Serialize, ToSchema)]
struct HandOverLine {
    /// Giving unit.
    from: Named,
    /// Who gave.
    #[schema(required)]
    giver: Option<Named>,
    /// When given.
    given_at: Instant,
    /// Receiving unit.
    to: Named,
    /// Who took.
    #[schema(required)]
    taker: Option<Named>,
    /// When taken.
    #[schema(required)]
    taken_at: Option<Instant>,
    /// Whether the paper went along.
    paper: bool,
    /// Whether it was forwarded late.
    late: bool,
    /// The note column.
    note: String,
}

/// A request to the applicant.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RequestToApplicant)]
struct RequestBody {
    /// Number of its slip within the year.
    slip: String,
    /// When it was made.
    at: Instant,
    /// What was asked.
    items: Vec<AskedItem>,
    /// Why.
    reason: String,
    /// When it was answered completely.
    #[schema(required)]
    answered_at: Option<Instant>,
}

/// One thing that was asked.
#[derive(Debug, Serialize, ToSchema)]
struct AskedItem {
    /// Code of the paper.
    paper: String,
    /// Name of the paper.
    name: String,
    /// What is missing or wrong.
    what: String,
}

/// A refusal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RefusalSlip)]
struct RefusalBody {
    /// Number of its slip within the year.
    slip: String,
    /// The provision that forbids it.
    ground: String,
    /// The reason.
    reason: String,
}

/// Where the paper file is.
#[derive(Debug, Serialize, ToSchema)]
struct PaperPlace {
    /// The unit that has signed for it.
    unit: Named,
    /// Who signed.
    #[schema(required)]
    person: Option<Named>,
    /// Since when.
    since: Instant,
    /// The unit it was sent to and that has not signed.
    #[schema(required)]
    on_the_way_to: Option<Named>,
}

/// A result.
#[derive(Debug, Serialize, ToSchema)]
struct ResultShown {
    /// Name of the paper.
    name: String,
    /// Its number.
    number: String,
    /// When it reached the desk.
    #[schema(required)]
    at: Option<Instant>,
}

/// One dossier
#[utoipa::path(
    get, path = "/api/v1/dossiers/{reference}", tag = "hồ sơ", operation_id = "dossier",
    summary = "Toàn bộ một hồ sơ, trong phạm vi người hỏi được xem",
    params(
        ("reference" = String, Path, description = "Code or id of the dossier."),
        ("If-None-Match" = Option<String>, Header, description = "The entity tag seen before; the same revision answers 304."),
    ),
    responses(
        (status = 200, description = "The dossier; `ETag` is its revision.", body = Dossier),
        (status = 304, description = "It is as it was seen."),
        ReadFailures,
    ),
)]
pub async fn show(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(reference): Reference,
    headers: HeaderMap,
    lang: Lang,
    params: Params,
) -> Result<Response, Problem> {
    params.finish()?;
    let view = view::open(&api.app, &caller, &reference).await?;
    let tag = etag(view.dossier.revision);
    let own = [(ETAG, tag.clone()), (CACHE_CONTROL, "private, no-cache".to_owned())];
    if same(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, own).into_response());
    }
    Ok((own, Json(dossier(&view, &caller, lang))).into_response())
}

/// Whether the caller has this revision already.
fn same(headers: &HeaderMap, tag: &str) -> bool {
    let seen = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    seen.flat_map(|list| list.split(',')).any(|one| one.trim().trim_start_matches("W/") == tag)
}

fn dossier(view: &DossierView, caller: &Caller, lang: Lang) -> Dossier {
    let dossier = &view.dossier;
    let names = Names { view, lang };
    let derived = view.derivation();
    let procedure = &view.procedure;
    let open = procedure
        .process
        .as_ref()
        .map(|process| domain::dossier::open_work(process, dossier.case.as_ref(), &dossier.done));
    let running = dossier.accepted_at.is_some() && !dossier.stage.is_closed();
    Dossier {
        id: dossier.id.to_string(),
        code: dossier.code.as_ref().map(ToString::to_string),
        stage: dossier.stage.name(),
        received_at: received_at(dossier),
        due: dossier.promise.as_ref().map(|promise| Instant(promise.due)),
        provisional: dossier.promise.as_ref().is_some_and(|promise| promise.provisional),
        derivation: derivation(derived.as_ref(), lang),
        holder: Holder::of(dossier, &view.reference),
        revision: dossier.revision,
        registered_at: Instant(dossier.registered_at),
        accepted_at: dossier.accepted_at.map(Instant),
        accepted_by: names.person(dossier.accepted_by.as_ref()),
        procedure: PinnedProcedure {
            code: procedure.code.to_string(),
            version: procedure.version,
            name: names.name(&procedure.name),
            field: procedure.field.clone(),
            agency: names.unit(&procedure.agency),
        },
        case: dossier.case.as_ref().map(|id| names.case(id)),
        channel: dossier.channel.into(),
        desk: names.unit(&dossier.desk),
        applicant: view.applicant.as_ref().map(|data| applicant(data, view, caller)),
        represented_by: view
            .representative
            .as_ref()
            .map(|person| RepresentedBy { name: person.name.clone(), authority: person.authority.clone() }),
        papers: dossier.papers.iter().map(|paper| names.paper(paper)).collect(),
        sets: dossier.sets,
        return_by: dossier.return_by.into(),
        promise: names.promise(derived.as_ref()),
        notices: notices(dossier),
        fees: names.fees(),
        control_slip: names.control_slip(),
        guidance: dossier.guidance.as_ref().map(|request| names.request(request)),
        supplement: dossier.supplement.as_ref().map(|request| names.request(request)),
        refusal: dossier.refusal.as_ref().map(|(slip, ground, reason)| RefusalBody {
            slip: format!("{:02}/{}", slip.number, slip.year),
            ground: ground.clone(),
            reason: reason.clone(),
        }),
        open_steps: open.filter(|_| running).into_iter().flatten().map(|work| names.step(work)).collect(),
        in_transit_to: dossier.in_transit_to.as_ref().map(|unit| names.unit(unit)),
        paper_file: dossier.has_paper().then(|| PaperPlace {
            unit: names.unit(&dossier.paper.at),
            person: names.person(dossier.paper.person.as_ref()),
            since: Instant(dossier.paper.since),
            on_the_way_to: dossier.paper.on_the_way_to.as_ref().map(|unit| names.unit(unit)),
        }),
        result: dossier.result.as_ref().map(|result| ResultShown {
            name: result.name.clone(),
            number: result.number.clone(),
            at: dossier.result_at.map(Instant),
        }),
        overdue_since: dossier.overdue_since.map(Instant),
        closed_at: dossier.closed_at.map(Instant),
        links: DossierLinks::of(dossier),
    }
}

fn notices(dossier: &domain::dossier::Dossier) -> Notices {
    Notices {
        transfer_by: dossier.transfer_by.map(Instant),
        supplement_by: dossier.supplement_by.map(Instant),
        warn_by: dossier.warn_by.map(Instant),
        warned_at: dossier.warned_at.map(Instant),
        notify_by: dossier.notify_by.map(Instant),
        told_of_result_at: dossier.told_of_result_at.map(Instant),
    }
}

fn applicant(data: &PersonalData, view: &DossierView, caller: &Caller) -> Applicant {
    let masked = !handles(view, caller);
    let plain = |text: &str, short: String| if masked { short } else { text.to_owned() };
    Applicant {
        kind: view.dossier.applicant.kind.into(),
        masked,
        name: data.name.clone(),
        id_number: plain(&data.id_number, data.masked_id()),
        phone: plain(&data.phone, last_three(&data.phone)),
        email: plain(&data.email, String::new()),
        address: plain(&data.address, String::new()),
    }
}

/// Only the last three characters.
fn last_three(text: &str) -> String {
    let length = text.chars().count();
    let shown: String = text.chars().skip(length.saturating_sub(3)).collect();
    if length <= 3 { shown } else { format!("{}{shown}", "•".repeat(length - 3)) }
}

/// Whether the reader works on this dossier now, or it is their own.
fn handles(view: &DossierView, caller: &Caller) -> bool {
    let dossier = &view.dossier;
    let day = view.at.date();
    if dossier.applicant.account.as_ref() == Some(&caller.person.id) {
        return true;
    }
    let organisation = &view.reference.organisation;
    let working = [Some(&dossier.desk), Some(&dossier.holder.unit), dossier.in_transit_to.as_ref()];
    let supervises = |role| {
        use domain::organisation::Role::{
            Administrator, Auditor, DeputyDirector, Director, ProcedureControl,
        };
        matches!(role, Administrator | Auditor | DeputyDirector | Director | ProcedureControl)
    };
    caller.person.postings_on(day).filter(|posting| !supervises(posting.role)).any(|posting| {
        working
            .into_iter()
            .flatten()
            .any(|unit| domain::dossier::in_line(organisation, &posting.unit, unit, day))
    })
}

/// Puts names beside ids.
struct Names<'a> {
    view: &'a DossierView,
    lang: Lang,
}

impl Names<'_> {
    fn unit(&self, id: &domain::ids::UnitId) -> Named {
        Named::unit(&self.view.reference, id, self.view.dossier.registered_at.date())
    }

    fn person(&self, id: Option<&domain::ids::PersonId>) -> Option<Named> {
        id.map(|id| Named::person(&self.view.reference, id))
    }

    fn name(&self, name: &domain::organisation::Name) -> String {
        self.lang.pick(&name.vi, &name.en).to_owned()
    }

    fn paper_name(&self, code: &domain::ids::PaperCode) -> String {
        self.view.procedure.paper(code).map_or_else(|| code.to_string(), |paper| self.name(&paper.name))
    }

    fn case(&self, id: &domain::ids::CaseId) -> NamedCode {
        let known = self.view.procedure.cases.iter().find(|case| case.id == *id);
        NamedCode { code: id.to_string(), name: known.map(|case| self.name(&case.name)).unwrap_or_default() }
    }

    fn step(&self, work: domain::procedure::process::Work<'_>) -> NamedCode {
        NamedCode { code: work.id().to_string(), name: self.name(work.name()) }
    }

    fn paper(&self, paper: &domain::dossier::event::SubmittedPaper) -> PaperHandedIn {
        PaperHandedIn {
            code: paper.code.to_string(),
            name: self.paper_name(&paper.code),
            originals: paper.originals,
            copies: paper.copies,
        }
    }

    fn promise(&self, derived: Option<&calendar::Derivation>) -> Option<PromiseBody> {
        let promise = self.view.dossier.promise.as_ref()?;
        let text = |derived: &calendar::Derivation| match self.lang {
            Lang::Vi => derived.citizen_vi(),
            Lang::En => derived.citizen_en(),
        };
        Some(PromiseBody {
            limit: promise.limit.to_string(),
            limit_text: limit_text(promise.limit, self.lang),
            counted_from: Instant(promise.counted_from),
            due: Instant(promise.due),
            provisional: promise.provisional,
            calendar: CalendarPin {
                id: promise.calendar.id.clone(),
                version: promise.calendar.version,
                fingerprint: format!("{:016x}", promise.calendar.fingerprint),
            },
            rule_pack: promise.rule_pack.clone(),
            text: derived.map(text).unwrap_or_default(),
        })
    }

    fn fees(&self) -> Fees {
        let dossier = &self.view.dossier;
        let owed = |due: &domain::dossier::event::Due| {
            let charge = self.view.procedure.charges.iter().find(|charge| charge.code == due.charge);
            Owed {
                charge: due.charge.clone(),
                kind: charge.map_or(ChargeKindName::NotStated, |charge| charge.kind.into()),
                name: charge.map(|charge| charge.name.clone()).unwrap_or_default(),
                amount: due.amount,
            }
        };
        let paid = |payment: &domain::dossier::state::Payment| Paid {
            amount: payment.amount,
            at: Instant(payment.at),
            receipt: payment.receipt.clone(),
        };
        Fees {
            owed: dossier.owed.iter().map(owed).collect(),
            paid: dossier.paid.iter().map(paid).collect(),
            outstanding: dossier.outstanding(),
        }
    }

    fn control_slip(&self) -> Vec<HandOverLine> {
        let line = |line: &domain::dossier::state::HandOverLine| HandOverLine {
            from: self.unit(&line.from),
            giver: self.person(line.giver.as_ref()),
            given_at: Instant(line.given_at),
            to: self.unit(&line.to),
            taker: self.person(line.taker.as_ref()),
            taken_at: line.taken_at.map(Instant),
            paper: line.paper,
            late: line.late,
            note: line.note.clone(),
        };
        self.view.dossier.control_slip.iter().map(line).collect()
    }

    fn request(&self, request: &Request) -> RequestBody {
        let item = |item: &domain::dossier::event::RequestedItem| AskedItem {
            paper: item.paper.to_string(),
            name: self.paper_name(&item.paper),
            what: item.what.clone(),
        };
        RequestBody {
            slip: format!("{:02}/{}", request.slip.number, request.slip.year),
            at: Instant(request.at),
            items: request.items.iter().map(item).collect(),
            reason: request.reason.clone(),
            answered_at: request.answered_at.map(Instant),
        }
    }
}
