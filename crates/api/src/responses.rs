//! The failures that the document lists for every operation.

use std::collections::BTreeMap;

use utoipa::IntoResponses;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::{Ref, RefOr, Response, ResponseBuilder};

use crate::problem::MEDIA_TYPE;

/// What an operation with a body can answer besides its success.
pub struct Failures;

/// What reading for a signed-in caller can answer besides its success.
pub struct ReadFailures;

/// What reading without sign-in can answer besides its success.
pub struct PublicFailures;

impl IntoResponses for Failures {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        listed(&[
            (400, "The body is not UTF-8 JSON, or has a field twice."),
            (401, "Nobody is signed in."),
            (403, "The caller may see it and not do this."),
            (404, "There is no such thing, or the caller may not know of it."),
            (409, "The dossier has changed since `revision`."),
            (413, "The body has more than 1 MiB."),
            (415, "The body is not announced as JSON."),
            (422, "The input is faulty, or the rules refuse; `basis` says on which provision."),
            (500, "A fault of the program; `reference` finds it in the log."),
            (503, "The store is busy; try again after `Retry-After`."),
            (507, "No room is left; nothing was recorded."),
        ])
    }
}

impl IntoResponses for ReadFailures {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        listed(&[
            (401, "Nobody is signed in."),
            (403, "The caller may not see this."),
            (404, "There is no such thing, or the caller may not know of it."),
            (422, "A parameter is faulty."),
            (500, "A fault of the program; `reference` finds it in the log."),
            (503, "The store is busy; try again after `Retry-After`."),
        ])
    }
}

impl IntoResponses for PublicFailures {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        listed(&[
            (404, "There is no such thing."),
            (422, "A parameter is faulty."),
            (500, "A fault of the program; `reference` finds it in the log."),
            (503, "The store is busy; try again after `Retry-After`."),
        ])
    }
}

fn listed(rows: &[(u16, &str)]) -> BTreeMap<String, RefOr<Response>> {
    let one = |(status, description): &(u16, &str)| {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response = ResponseBuilder::new().description(*description).content(MEDIA_TYPE, content).build();
        (status.to_string(), RefOr::T(response))
    };
    rows.iter().map(one).collect()
}
