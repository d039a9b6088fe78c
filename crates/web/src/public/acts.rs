//! What a citizen may do with an own dossier by page: bring what was asked, and take the dossier back.

use std::sync::Arc;

use app::dossier::act as use_case;
use app::dossier::input::{Action, PaperInput};
use app::dossier::{DossierView, Idempotency, view};
use app::{CommandError, StoredAnswer};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::event::RequestedItem;
use maud::{Markup, html};
use ui::components::{
    Button, ButtonKind, Choice, Choices, Textarea, action_bar, checkboxes, code_chip, textarea,
};
use ui::{Lang, csrf_field};

use super::mine;
use crate::posted::{KEY, Posted, SEEN};
use crate::refusal::{self, name};
use crate::session::fresh_key;
use crate::{FailedPage, Frame, Section, Signed, Web, url, words};

/// Bringing what was asked, as named in addresses.
pub const SUPPLEMENT: &str = "bo-sung";
/// Taking the dossier back, as named in addresses.
pub const WITHDRAW: &str = "rut-ho-so";

/// The acts that the visitor may do now by page.
///
/// Papers of a dossier that came as paper are brought to the counter, where somebody looks at them.
#[must_use]
pub fn open_to(view: &DossierView, signed: &Signed) -> Vec<&'static str> {
    let actions = view::actions(view, &signed.caller);
    let may = |action: &str| actions.iter().any(|state| state.action == action && state.allowed());
    let supplement = may("supplement") && !view.dossier.has_paper() && !asked(view).is_empty();
    let withdraw = may("withdraw") && view.dossier.withdrawal.is_none();
    [(SUPPLEMENT, supplement), (WITHDRAW, withdraw)]
        .into_iter()
        .filter_map(|(act, open)| open.then_some(act))
        .collect()
}

/// What the open slip asks for.
fn asked(view: &DossierView) -> &[RequestedItem] {
    let open = [&view.dossier.supplement, &view.dossier.guidance]
        .into_iter()
        .flatten()
        .find(|request| request.answered_at.is_none());
    open.map_or(&[], |request| &request.items)
}

/// `GET /ho-so-cua-toi/{reference}/bo-sung`: what was asked, to tick.
///
/// # Errors
///
/// 404 when it is not the visitor's, or nothing can be brought by page.
pub async fn supplement_form(
    State(web): State<Web>,
    signed: Signed,
    Path(reference): Path<String>,
) -> Result<Response, FailedPage> {
    let page = Form::open(&web, signed, &reference, SUPPLEMENT).await?;
    Ok(page.show(&web, &Posted::default(), &Trouble::default()))
}

/// `POST /ho-so-cua-toi/{reference}/bo-sung`.
///
/// # Errors
///
/// As [`supplement_form`]; what the rules refuse comes back with every tick.
pub async fn supplement(
    State(web): State<Web>,
    signed: Signed,
    Path(reference): Path<String>,
    posted: Posted,
) -> Result<Response, FailedPage> {
    let form = Form::open(&web, signed, &reference, SUPPLEMENT).await?;
    let papers = brought(&posted, &form.view);
    form.run(&web, &posted, Action::Supplement { papers }, "supplement-sent").await
}

/// The ticked papers in the published number; sent through an account they are copies where copies do.
fn brought(posted: &Posted, view: &DossierView) -> Vec<PaperInput> {
    posted
        .all("giay")
        .filter_map(|code| view.procedure.papers.iter().find(|paper| paper.code.as_str() == code))
        .map(|paper| PaperInput {
            code: paper.code.to_string(),
            originals: paper.originals.unwrap_or(0),
            copies: paper.copies.unwrap_or(u16::from(paper.originals.is_none())),
        })
        .collect()
}

/// `GET /ho-so-cua-toi/{reference}/rut-ho-so`: what it means to withdraw, and the button.
///
/// # Errors
///
/// 404 when it is not the visitor's, or it cannot be withdrawn any more.
pub async fn withdraw_form(
    State(web): State<Web>,
    signed: Signed,
    Path(reference): Path<String>,
) -> Result<Response, FailedPage> {
    let page = Form::open(&web, signed, &reference, WITHDRAW).await?;
    Ok(page.show(&web, &Posted::default(), &Trouble::default()))
}

/// `POST /ho-so-cua-toi/{reference}/rut-ho-so`.
///
/// # Errors
///
/// As [`withdraw_form`]; a missing reason comes back as a form.
pub async fn withdraw(
    State(web): State<Web>,
    signed: Signed,
    Path(reference): Path<String>,
    posted: Posted,
) -> Result<Response, FailedPage> {
    let form = Form::open(&web, signed, &reference, WITHDRAW).await?;
    if posted.get("ly-do").trim().is_empty() {
        let missing = form.signed.lang.t("act-withdraw-reason-missing");
        return Ok(form.show(&web, &posted, &Trouble { field: Some(missing), ..Trouble::default() }));
    }
    // The signed-in session is the proof of will; the journal has the person and the moment.
    let proof = form
        .signed
        .lang
        .tf("act-withdraw-proof", &[("account", form.signed.caller.person.id.as_str().into())]);
    let action = Action::Withdraw { reason: posted.get("ly-do").to_owned(), proof };
    let accepted = form.view.dossier.code.is_some();
    form.run(&web, &posted, action, if accepted { "withdrawal-asked" } else { "withdrawn" }).await
}

#[derive(Default)]
struct Trouble {
    refused: Option<refusal::Told>,
    field: Option<String>,
    stale: bool,
}

struct Form {
    signed: Signed,
    view: DossierView,
    reference: String,
    act: &'static str,
}

impl Form {
    async fn open(web: &Web, signed: Signed, reference: &str, act: &'static str) -> Result<Self, FailedPage> {
        let view = mine::own(web, &signed, reference).await?;
        if !open_to(&view, &signed).contains(&act) {
            return Err(FailedPage::not_found());
        }
        Ok(Self { signed, view, reference: reference.to_owned(), act })
    }

    fn back(&self) -> String {
        format!("{}/{}", url::MINE, url::encode(&self.reference))
    }

    async fn run(
        self,
        web: &Web,
        posted: &Posted,
        action: Action,
        done: &str,
    ) -> Result<Response, FailedPage> {
        let key = idempotency(posted, self.act);
        let caller = &self.signed.caller;
        let trouble = match use_case::run(&web.app, caller, &self.reference, posted.seen(), action, key).await
        {
            Ok(_) => {
                let to = url::with_query(&self.back(), &[("xong", done)]);
                return Ok(Redirect::to(&to).into_response());
            }
            Err(CommandError::Refused(refused)) => {
                let told = refusal::told(self.signed.lang, &refused, Some(&self.view.procedure));
                Trouble { refused: Some(told), ..Trouble::default() }
            }
            Err(CommandError::Invalid(faults)) => {
                let first = faults.first().map(|fault| refusal::fault(self.signed.lang, fault));
                Trouble { field: first, ..Trouble::default() }
            }
            Err(CommandError::Stale { .. }) => Trouble { stale: true, ..Trouble::default() },
            Err(other) => return Err(other.into()),
        };
        let view = mine::own(web, &self.signed, &self.reference).await?;
        Ok(Self { view, ..self }.show(web, posted, &trouble))
    }

    fn show(&self, web: &Web, posted: &Posted, trouble: &Trouble) -> Response {
        let (lang, back) = (self.signed.lang, self.back());
        let supplement = self.act == SUPPLEMENT;
        let title = lang.t(if supplement { "act-supplement" } else { "act-withdraw" });
        let kind = if supplement { ButtonKind::Primary } else { ButtonKind::Warning };
        let body = html! {
            h1 class="govuk-heading-l" { (title) }
            @if let Some(code) = &self.view.dossier.code { p { (code_chip(lang, &code.to_string())) } }
            p { strong { (words::procedure(lang, &self.view.procedure)) } }
            @if let Some(told) = &trouble.refused {
                section class="mc-card mc-card--alarm" role="alert" {
                    h2 class="mc-card__title" { (told.title) }
                    p { (told.detail) }
                    (refusal::lists(lang, told))
                }
            }
            @if trouble.stale { p class="mc-note mc-note--warn" role="alert" { (lang.t("act-stale")) } }
            form class="mc-narrow" method="post" action={ (back) "/" (self.act) } {
                (csrf_field(&self.signed.csrf))
                input type="hidden" name=(SEEN) value=(self.view.dossier.revision);
                input type="hidden" name=(KEY) value=(fresh_key());
                @if supplement { (self.supplement_fields(lang, posted)) } @else { (self.withdraw_fields(lang, posted, trouble)) }
                (action_bar(&[
                    Button { label: &title, kind, ..Button::default() },
                    Button { label: &lang.t("back-to-dossier"), kind: ButtonKind::Secondary, href: Some(&back), ..Button::default() },
                ]))
            }
        };
        let mut errors: Vec<(Option<String>, String)> = Vec::new();
        errors.extend(trouble.field.iter().map(|words| (Some("ly-do".to_owned()), words.clone())));
        errors.extend(trouble.refused.iter().map(|told| (None, told.detail.clone())));
        let status = match (trouble.stale, errors.is_empty()) {
            (true, _) => StatusCode::CONFLICT,
            (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
            (false, true) => StatusCode::OK,
        };
        Frame::public(web, &self.signed, &title, Section::Mine).status(status).errors(errors).show(&body)
    }

    fn supplement_fields(&self, lang: Lang, posted: &Posted) -> Markup {
        let mut papers: Vec<_> =
            asked(&self.view).iter().filter_map(|item| self.view.procedure.paper(&item.paper)).collect();
        papers.dedup_by(|a, b| a.code == b.code);
        let choices: Vec<Choice<'_>> = papers
            .iter()
            .map(|paper| Choice { value: paper.code.as_str(), label: name(lang, &paper.name), hint: None })
            .collect();
        let ticked: Vec<&str> = posted.all("giay").collect();
        html! {
            p { (lang.t("act-supplement-lead")) }
            (checkboxes(lang, &Choices {
                id: "giay",
                name: "giay",
                legend: &lang.t("act-supplement-papers"),
                choices: &choices,
                chosen: &ticked,
                ..Choices::default()
            }))
            p { (lang.t("act-supplement-whole")) }
        }
    }

    fn withdraw_fields(&self, lang: Lang, posted: &Posted, trouble: &Trouble) -> Markup {
        let accepted = self.view.dossier.code.is_some();
        html! {
            p { (lang.t("act-withdraw-lead")) }
            @if accepted { p { (lang.t("act-withdraw-second")) } }
            (textarea(lang, &Textarea {
                id: "ly-do",
                name: "ly-do",
                label: &lang.t("act-withdraw-reason"),
                value: posted.get("ly-do"),
                error: trouble.field.as_deref(),
                ..Textarea::default()
            }))
        }
    }
}

/// One key serves a whole page, so the act is part of the stored key.
fn idempotency(posted: &Posted, act: &str) -> Option<Idempotency> {
    let key = posted.get(KEY);
    if key.is_empty() {
        return None;
    }
    let told: Vec<String> = posted.decided().map(|(name, value)| format!("{name}={value}")).collect();
    Some(Idempotency {
        key: format!("{act}:{key}"),
        fingerprint: app::dossier::shell::token_hash(&format!("{act}|{}", told.join("&"))),
        render: Arc::new(|_| StoredAnswer { status: 303, body: String::new() }),
    })
}
