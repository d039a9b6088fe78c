//! `POST /ho-so/{ref}/viec/{action}`: form to use case, then back to the dossier.

use std::sync::Arc;

use app::dossier::act as use_case;
use app::dossier::{DossierView, Idempotency, view};
use app::{CommandError, StoredAnswer, files};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::forms::{self, Trouble};
use super::name;
use super::read::{RESULT_FILE, Unread, read};
use crate::posted::{KEY, Posted, Uploaded};
use crate::{FailedPage, Signed, Web, refusal, url};

/// Does the act and shows the dossier; what is refused comes back with every typed word.
///
/// # Errors
///
/// 403 and 404 as pages; a refusal, a fault or a conflict is the form again.
pub async fn run(
    State(web): State<Web>,
    signed: Signed,
    Path((reference, action)): Path<(String, String)>,
    posted: Posted,
    uploaded: Uploaded,
) -> Result<Response, FailedPage> {
    let opened = super::open(&web, &signed, &reference).await?;
    let posted = match with_file(&web, &signed, &opened, &action, posted, &uploaded).await? {
        Ok(posted) => posted,
        Err((posted, faults)) => {
            let trouble = Trouble { faults, ..Trouble::default() };
            return again(&web, &signed, &opened, &action, &posted, &trouble);
        }
    };
    let input = match read(signed.lang, &action, &posted, &opened) {
        Ok(input) => input,
        Err(Unread::NoSuchAction) => return Err(FailedPage::not_found()),
        Err(Unread::Faults(faults)) => {
            let trouble = Trouble { faults, ..Trouble::default() };
            return again(&web, &signed, &opened, &action, &posted, &trouble);
        }
    };
    let key = idempotency(&posted, &action);
    let done = use_case::run(&web.app, &signed.caller, &reference, posted.seen(), input, key).await;
    let trouble = match done {
        Ok(_) => {
            let to = url::with_query(&url::dossier(&name(&opened)), &[("xong", &action)]);
            return Ok(Redirect::to(&to).into_response());
        }
        Err(CommandError::Refused(refused)) => {
            let names = refusal::Names::of(&opened.reference, opened.at.date());
            let told = refusal::told_with(signed.lang, &refused, Some(&opened.procedure), names);
            Trouble { refused: Some(told), ..Trouble::default() }
        }
        Err(CommandError::Invalid(faults)) => {
            let faults = faults
                .into_iter()
                .map(|fault| {
                    let words = refusal::fault(signed.lang, &fault);
                    (group(fault.field), words)
                })
                .collect();
            Trouble { faults, ..Trouble::default() }
        }
        Err(CommandError::Stale { seen, .. }) => Trouble { stale_since: Some(seen), ..Trouble::default() },
        Err(other) => return Err(other.into()),
    };
    // The page shows the dossier as it is now, not as it was when the form was opened.
    let now = super::open(&web, &signed, &reference).await?;
    again(&web, &signed, &now, &action, &posted, &trouble)
}

/// The form, or what is wrong with the file that came with it.
type Filed = Result<Posted, (Posted, Vec<(String, String)>)>;

/// Keeps the file that came with a form, so that the act can name it by its digest and a form that comes
/// back still has it.
///
/// Only for those who may do the act now: nobody else's file is kept.
async fn with_file(
    web: &Web,
    signed: &Signed,
    opened: &DossierView,
    action: &str,
    posted: Posted,
    uploaded: &Uploaded,
) -> Result<Filed, FailedPage> {
    let Some(file) = uploaded.take() else { return Ok(Ok(posted)) };
    let open = view::actions(opened, &signed.caller);
    if !open.iter().any(|state| state.action == action && state.allowed()) {
        return Ok(Ok(posted));
    }
    match web.blocking(move |app| files::keep(app, &file)).await? {
        Ok(kept) => Ok(Ok(posted.with(RESULT_FILE, &kept.scan.file))),
        Err(CommandError::Invalid(faults)) => {
            let told = |fault| ("result.file".to_owned(), refusal::fault(signed.lang, &fault));
            let faults = faults.into_iter().map(told).collect();
            Ok(Err((posted, faults)))
        }
        Err(other) => Err(other.into()),
    }
}

/// A fault in one of many lines is told at the head of its group.
fn group(field: String) -> String {
    let head = field.split('[').next().unwrap_or_default();
    if ["lines", "checks", "documents", "units", "order"].contains(&head) { head.to_owned() } else { field }
}

fn again(
    web: &Web,
    signed: &Signed,
    view: &DossierView,
    action: &str,
    posted: &Posted,
    trouble: &Trouble,
) -> Result<Response, FailedPage> {
    forms::page(web, signed, view, action, posted, trouble).ok_or_else(FailedPage::not_found)
}

/// One key serves a whole page, so the act is part of the stored key.
fn idempotency(posted: &Posted, action: &str) -> Option<Idempotency> {
    let key = posted.get(KEY);
    if key.is_empty() {
        return None;
    }
    let told: Vec<String> = posted.decided().map(|(name, value)| format!("{name}={value}")).collect();
    Some(Idempotency {
        key: format!("{action}:{key}"),
        fingerprint: app::dossier::shell::token_hash(&format!("{action}|{}", told.join("&"))),
        render: Arc::new(|_| StoredAnswer { status: 303, body: String::new() }),
    })
}
