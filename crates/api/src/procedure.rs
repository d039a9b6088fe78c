//! `GET /api/v1/procedures` and `/procedures/{code}`: what is published, for everybody.

use app::Reference;
use app::reference::ProcedureFilter;
use axum::Json;
use axum::extract::State;
use domain::ids::ProcedureCode;
use domain::procedure::{Charge, Place, Procedure, RequiredPaper};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Named as Code, Params};
use crate::lang::Lang;
use crate::names::{ApplicantKindName, ChannelName, ChargeKindName, OnlineLevelName, limit_text};
use crate::problem::{CURSOR_EN, CURSOR_VI, NamedCode, Problem};
use crate::responses::PublicFailures;
use crate::wire::{Day, Named};

/// Rows of a page without `limit`.
const USUAL: u16 = 50;

/// A page of procedures.
#[derive(Serialize, ToSchema)]
pub struct ProcedurePage {
    /// In order of field and name.
    items: Vec<ProcedureRow>,
    /// Where the next page begins; null on the last.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// A procedure in a list.
#[derive(Serialize, ToSchema)]
struct ProcedureRow {
    /// Code.
    code: String,
    /// Version in force.
    version: u32,
    /// Name.
    name: String,
    /// Field (lĩnh vực).
    field: String,
    /// Settling agency.
    agency: Named,
    /// Limit, for example `15wd`.
    limit: String,
    /// The same in words.
    limit_text: String,
    /// How far it can be done online.
    online: OnlineLevelName,
    /// Address of the whole procedure.
    href: String,
}

/// The decision that places a procedure.
#[derive(Serialize, ToSchema)]
#[schema(as = Placement)]
struct PlacementBody {
    /// `centre`, `mobile`, `on-site` or `elsewhere`; only `centre` can be filed here.
    place: &'static str,
    /// Where exactly; may be empty at the Centre.
    site: String,
    /// The decision.
    decision: String,
}

/// A published procedure.
#[derive(Serialize, ToSchema)]
#[schema(as = Procedure)]
pub struct ProcedureBody {
    /// Code.
    code: String,
    /// Version in force.
    version: u32,
    /// First day in force.
    valid_from: Day,
    /// Last day in force; null while no end is known.
    #[schema(required)]
    valid_to: Option<Day>,
    /// The decision that published it.
    #[schema(required)]
    decision: Option<String>,
    /// Where it is done by a decision of its own; null where the regulation alone places it.
    #[schema(required)]
    placement: Option<PlacementBody>,
    /// Name.
    name: String,
    /// Field (lĩnh vực).
    field: String,
    /// Settling agency.
    agency: Named,
    /// Agencies that take part.
    coordinating: Vec<Named>,
    /// Legal basis, as document numbers and names.
    legal_basis: Vec<String>,
    /// Who may apply; empty when the record does not say.
    applicants: Vec<ApplicantKindName>,
    /// Open channels.
    channels: Vec<ChannelName>,
    /// How far it can be done online.
    online: OnlineLevelName,
    /// Cases whose papers or limit differ; one must be named when filing.
    cases: Vec<CaseBody>,
    /// The complete list of papers.
    papers: Vec<PaperBody>,
    /// Number of sets.
    sets: u16,
    /// Limit, for example `15wd`.
    limit: String,
    /// The same in words.
    limit_text: String,
    /// Charges and fees, whole đồng.
    charges: Vec<ChargeBody>,
    /// Whether the publication says that nothing is to be paid.
    free_of_charge: bool,
    /// What the applicant gets.
    results: Vec<String>,
    /// Requirements and conditions.
    conditions: String,
    /// The steps of the process, in reading order.
    steps: Vec<NamedCode>,
    /// What the publication leaves open or the demonstration composed.
    open_points: Vec<OpenPointBody>,
}

/// A case.
#[derive(Serialize, ToSchema)]
#[schema(as = ProcedureCase)]
struct CaseBody {
    /// Code.
    code: String,
    /// What distinguishes it.
    name: String,
    /// Its own limit.
    limit: String,
}

/// A paper of the dossier.
#[derive(Serialize, ToSchema)]
#[schema(as = RequiredPaper)]
struct PaperBody {
    /// Code within the procedure.
    code: String,
    /// What it is.
    name: String,
    /// Originals; null where the publication prints none.
    #[schema(required)]
    originals: Option<u16>,
    /// Copies; null where the publication prints none.
    #[schema(required)]
    copies: Option<u16>,
    /// The form to fill in.
    #[schema(required)]
    form: Option<String>,
    /// Whether the dossier is incomplete without it.
    mandatory: bool,
    /// When it is needed, if not always.
    #[schema(required)]
    condition: Option<String>,
    /// The cases in which it belongs to the dossier; empty means all.
    cases: Vec<String>,
    /// Shown only, not handed in.
    shown_only: bool,
    /// Replaced by data that the state already has.
    replaced_by_data: bool,
}

/// Phí or lệ phí.
#[derive(Serialize, ToSchema)]
#[schema(as = Charge)]
struct ChargeBody {
    /// Code within the procedure.
    code: String,
    /// Phí or lệ phí.
    kind: ChargeKindName,
    /// What is paid for.
    name: String,
    /// Amount in đồng; null when another text sets it.
    #[schema(required)]
    amount: Option<i64>,
    /// What one amount is for; empty means the whole dossier.
    per: String,
    /// When it applies, if not always.
    #[schema(required)]
    condition: Option<String>,
}

/// Something the published record leaves open.
#[derive(Serialize, ToSchema)]
#[schema(as = OpenPoint)]
struct OpenPointBody {
    /// Field of the record.
    field: String,
    /// What is open.
    what: String,
}

/// Published procedures
#[utoipa::path(
    get, path = "/api/v1/procedures", tag = "thủ tục", operation_id = "procedures",
    summary = "Danh mục thủ tục đang có hiệu lực",
    security(()),
    params(
        ("q" = Option<String>, Query, description = "Words in any order, with or without tones: name, code, field."),
        ("field" = Option<String>, Query, description = "Field."),
        ("unit" = Option<String>, Query, description = "Id of the settling agency."),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before."),
        ("limit" = Option<u16>, Query, description = "Rows, 1 to 200; 50 without it."),
    ),
    responses((status = 200, description = "A page.", body = ProcedurePage), PublicFailures),
)]
pub async fn list(
    State(api): State<Api>,
    lang: Lang,
    mut params: Params,
) -> Result<Json<ProcedurePage>, Problem> {
    let filter = ProcedureFilter {
        text: params.text("q").unwrap_or_default(),
        field: params.text("field"),
        unit: params.unit("unit"),
    };
    let limit = params.limit(USUAL);
    let cursor = params.text("cursor");
    let reference = api.app.reference();
    let day = api.app.store.now().date();
    let found = reference.procedures_on(day, &filter);
    let begin = match &cursor {
        None => Some(0),
        Some(last) => {
            found.iter().position(|procedure| procedure.code.as_str() == last).map(|index| index + 1)
        }
    };
    if begin.is_none() {
        params.fault("cursor", "unknown-cursor", CURSOR_VI, CURSOR_EN);
    }
    params.finish()?;
    let rest = found.get(begin.unwrap_or(0)..).unwrap_or_default();
    let shown = rest.get(..usize::from(limit)).unwrap_or(rest);
    let more = rest.len() > shown.len();
    let next_cursor = shown.last().filter(|_| more).map(|procedure| procedure.code.to_string());
    let items = shown.iter().map(|procedure| row(&reference, procedure, day, lang)).collect();
    Ok(Json(ProcedurePage { items, next_cursor }))
}

/// One published procedure
#[utoipa::path(
    get, path = "/api/v1/procedures/{code}", tag = "thủ tục", operation_id = "procedure",
    summary = "Một thủ tục: giấy tờ, thời hạn, phí và lệ phí, quy trình",
    security(()),
    params(("code" = String, Path, description = "Code of the procedure.")),
    responses((status = 200, description = "The version in force today.", body = ProcedureBody), PublicFailures),
)]
pub async fn show(
    State(api): State<Api>,
    Code(code): Code,
    lang: Lang,
    params: Params,
) -> Result<Json<ProcedureBody>, Problem> {
    params.finish()?;
    let code = ProcedureCode::new(&code).map_err(|_| Problem::not_found())?;
    let reference = api.app.reference();
    let day = api.app.store.now().date();
    let procedure = reference.procedure_in_force(&code, day).ok_or_else(Problem::not_found)?;
    Ok(Json(body(&reference, procedure, day, lang)))
}

fn row(reference: &Reference, procedure: &Procedure, day: jiff::civil::Date, lang: Lang) -> ProcedureRow {
    ProcedureRow {
        code: procedure.code.to_string(),
        version: procedure.version,
        name: lang.pick(&procedure.name.vi, &procedure.name.en).to_owned(),
        field: procedure.field.clone(),
        agency: Named::unit(reference, &procedure.agency, day),
        limit: procedure.limit.to_string(),
        limit_text: limit_text(procedure.limit, lang),
        online: procedure.online.into(),
        href: format!("/api/v1/procedures/{}", procedure.code),
    }
}

fn body(reference: &Reference, procedure: &Procedure, day: jiff::civil::Date, lang: Lang) -> ProcedureBody {
    let name = |name: &domain::organisation::Name| lang.pick(&name.vi, &name.en).to_owned();
    let decision = |decision: &domain::procedure::Decision| match decision.date {
        Some(date) => {
            format!("{} ngày {}, {}", decision.number, calendar::text::vi_date(date), decision.issuer)
        }
        None => format!("{}, {}", decision.number, decision.issuer),
    };
    let case = |case: &domain::procedure::Case| CaseBody {
        code: case.id.to_string(),
        name: name(&case.name),
        limit: procedure.limit_of(Some(&case.id)).to_string(),
    };
    let mut steps = Vec::new();
    if let Some(process) = &procedure.process {
        process.root.each_step(&mut |step| {
            steps.push(NamedCode { code: step.id.to_string(), name: name(&step.name) });
        });
    }
    let open_point = |point: &domain::procedure::OpenPoint| OpenPointBody {
        field: point.field.clone(),
        what: point.what.clone(),
    };
    ProcedureBody {
        code: procedure.code.to_string(),
        version: procedure.version,
        valid_from: Day(procedure.validity.from),
        valid_to: procedure.validity.to.map(Day),
        decision: procedure.decision.as_ref().map(decision),
        placement: procedure.placement.as_ref().map(|own| PlacementBody {
            place: match own.place {
                Place::Centre => "centre",
                Place::Mobile => "mobile",
                Place::OnSite => "on-site",
                Place::Elsewhere => "elsewhere",
            },
            site: own.site.clone(),
            decision: decision(&own.decision),
        }),
        name: name(&procedure.name),
        field: procedure.field.clone(),
        agency: Named::unit(reference, &procedure.agency, day),
        coordinating: procedure.coordinating.iter().map(|unit| Named::unit(reference, unit, day)).collect(),
        legal_basis: procedure.legal_basis.clone(),
        applicants: procedure.applicants.iter().map(|kind| (*kind).into()).collect(),
        channels: procedure.channels.iter().map(|channel| (*channel).into()).collect(),
        online: procedure.online.into(),
        cases: procedure.cases.iter().map(case).collect(),
        papers: procedure.papers.iter().map(|one| paper(one, lang)).collect(),
        sets: procedure.sets,
        limit: procedure.limit.to_string(),
        limit_text: limit_text(procedure.limit, lang),
        charges: procedure.charges.iter().map(charge).collect(),
        free_of_charge: procedure.free_of_charge,
        results: procedure.results.iter().map(|result| name(&result.name)).collect(),
        conditions: procedure.conditions.clone(),
        steps,
        open_points: procedure.open.iter().map(open_point).collect(),
    }
}

fn paper(paper: &RequiredPaper, lang: Lang) -> PaperBody {
    PaperBody {
        code: paper.code.to_string(),
        name: lang.pick(&paper.name.vi, &paper.name.en).to_owned(),
        originals: paper.originals,
        copies: paper.copies,
        form: paper.form.clone(),
        mandatory: paper.mandatory,
        condition: paper.condition.clone(),
        cases: paper.cases.iter().map(ToString::to_string).collect(),
        shown_only: paper.shown_only,
        replaced_by_data: paper.replaced_by_data,
    }
}

fn charge(charge: &Charge) -> ChargeBody {
    ChargeBody {
        code: charge.code.clone(),
        kind: charge.kind.into(),
        name: charge.name.clone(),
        amount: charge.amount,
        per: charge.per.clone(),
        condition: charge.condition.clone(),
    }
}
