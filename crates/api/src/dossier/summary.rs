//! What an act answers: where the dossier stands now.

use std::sync::Arc;

use app::StoredAnswer;
use app::dossier::Outcome;
use domain::dossier::Dossier;
use serde::Serialize;
use utoipa::ToSchema;

use crate::idempotency::Render;
use crate::lang::Lang;
use crate::wire::{DerivationStep, DossierLinks, Holder, Instant, derivation};

/// A dossier after an act.
#[derive(Debug, Serialize, ToSchema)]
pub struct DossierSummary {
    /// Machine id; names the dossier from its first moment.
    id: String,
    /// The code on the receipt; null until the dossier is accepted.
    #[schema(required)]
    code: Option<String>,
    /// The unguessable token behind the QR code of the receipt; given once, to who filed.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
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
    /// What this act recorded, in order.
    events: Vec<&'static str>,
    /// The revision to send with the next act.
    revision: u32,
    /// Where to go from here.
    links: DossierLinks,
}

/// How an act is answered with `status`, in the caller's language.
#[must_use]
pub fn render(status: u16, lang: Lang) -> Render {
    Arc::new(move |outcome| {
        let summary = summary(outcome, lang);
        StoredAnswer { status, body: serde_json::to_string(&summary).unwrap_or_default() }
    })
}

fn summary(outcome: &Outcome, lang: Lang) -> DossierSummary {
    let dossier = &outcome.dossier;
    let derived = app::dossier::view::derivation(dossier, &outcome.reference);
    DossierSummary {
        id: dossier.id.to_string(),
        code: dossier.code.as_ref().map(ToString::to_string),
        token: outcome.token.clone(),
        stage: dossier.stage.name(),
        received_at: received_at(dossier),
        due: dossier.promise.as_ref().map(|promise| Instant(promise.due)),
        provisional: dossier.promise.as_ref().is_some_and(|promise| promise.provisional),
        derivation: derivation(derived.as_ref(), lang),
        holder: Holder::of(dossier, &outcome.reference),
        events: outcome.events.iter().map(domain::dossier::Event::kind).collect(),
        revision: dossier.revision,
        links: DossierLinks::of(dossier),
    }
}

/// The lawful moment of receipt: acceptance, and until then the recording.
#[must_use]
pub fn received_at(dossier: &Dossier) -> Instant {
    Instant(dossier.accepted_at.unwrap_or(dossier.registered_at))
}
