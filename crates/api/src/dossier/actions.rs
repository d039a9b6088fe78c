//! `GET /api/v1/dossiers/{ref}/actions`: what this caller may do now, and what is refused and why.

use app::CommandError;
use app::dossier::{DossierView, view};
use axum::Json;
use axum::extract::State;
use axum::http::header::{ETAG, HeaderName};
use domain::rights::{Denied, Why, against_action};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::act::INPUTS;
use crate::extract::{Named, Params, Signed};
use crate::idempotency::etag;
use crate::lang::Lang;
use crate::problem::{Problem, ProvisionBody};
use crate::responses::ReadFailures;
use crate::{Api, document, schema};

/// What may be done with a dossier now.
#[derive(Debug, Serialize, ToSchema)]
pub struct Actions {
    /// The revision to send with the next act.
    revision: u32,
    /// Where the dossier stands.
    stage: &'static str,
    /// Every action, allowed or not.
    items: Vec<ActionBody>,
}

/// One action for this caller at this moment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Action)]
struct ActionBody {
    /// Name, as in the address.
    action: &'static str,
    /// Whether it may be done now, given fitting input.
    allowed: bool,
    /// Where to post it.
    href: String,
    /// JSON Schema of its input.
    #[schema(value_type = Object)]
    input: Value,
    /// Why it is not possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<Refused>,
}

/// Why an action is not possible.
#[derive(Debug, Serialize, ToSchema)]
struct Refused {
    /// Stable code.
    code: String,
    /// In words, in the caller's language.
    text: String,
    /// The provisions on which it rests.
    basis: Vec<ProvisionBody>,
}

/// What may be done now
#[utoipa::path(
    get, path = "/api/v1/dossiers/{reference}/actions", tag = "hồ sơ", operation_id = "actions",
    summary = "Việc được làm lúc này và việc không được, kèm lý do",
    params(("reference" = String, Path, description = "Code or id of the dossier.")),
    responses((status = 200, description = "Every action, allowed or not.", body = Actions), ReadFailures),
)]
pub async fn actions(
    State(api): State<Api>,
    Signed(caller): Signed,
    Named(reference): Named,
    lang: Lang,
    params: Params,
) -> Result<([(HeaderName, String); 1], Json<Actions>), Problem> {
    params.finish()?;
    let view = view::open(&api.app, &caller, &reference).await?;
    let states = view::actions(&view, &caller);
    let base = format!("/api/v1/dossiers/{}/actions", view.dossier.id);
    let item = |(name, input): &(&'static str, &'static str)| -> Option<ActionBody> {
        states.iter().find(|state| state.action == *name)?;
        let against = against_action(&states, name);
        Some(ActionBody {
            action: name,
            allowed: against.is_none(),
            href: format!("{base}/{name}"),
            input: schema::inlined(document(), schema::component(document(), input)),
            refused: against.map(|why| refused(why, &view, lang)),
        })
    };
    let items = INPUTS.iter().filter_map(item).collect();
    let revision = view.dossier.revision;
    Ok(([(ETAG, etag(revision))], Json(Actions { revision, stage: view.dossier.stage.name(), items })))
}

fn refused(why: &Why, view: &DossierView, lang: Lang) -> Refused {
    let problem = match why {
        Why::Denied(Denied::Unknown | Denied::Forbidden) => Problem::from(CommandError::Forbidden),
        Why::Refused(refusal) => Problem::from(refusal.clone()),
    };
    let problem = problem.named(&view.reference, Some(&view.procedure), view.at.date());
    Refused { code: problem.code().to_owned(), text: problem.detail(lang), basis: problem.basis(lang) }
}
