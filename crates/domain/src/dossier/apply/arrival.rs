//! How it arrived, what was looked at, and who was asked to look.

use super::super::Dossier;
use super::super::command::Posted;
use super::super::event::{Event, PaperCheck, Recorded};
use super::super::state::{External, Invited};

pub(super) fn apply(dossier: &mut Dossier, recorded: &Recorded) {
    match &recorded.event {
        Event::ReceivedByPost { minute, signed_at, consignment, postage, collected, .. } => {
            dossier.arrival.posted = Some(Posted {
                minute: minute.clone(),
                signed_at: *signed_at,
                consignment: consignment.clone(),
                postage: *postage,
                collected: *collected,
            });
        }
        Event::ForwardedByAgency { unit, received_at, late, .. } => {
            dossier.arrival.forwarded = Some((unit.clone(), *received_at));
            dossier.forwarded_late = *late;
        }
        Event::ReturnPlaceChosen { desk, .. } => dossier.arrival.return_desk = Some(desk.clone()),
        Event::ExternalStateRecorded { system, reference, state, .. } => {
            dossier.arrival.external = Some((system.clone(), reference.clone()));
            dossier.external = Some(External {
                system: system.clone(),
                reference: reference.clone(),
                state: state.clone(),
                at: recorded.at,
            });
        }
        Event::PapersChecked { checks, .. } => {
            let seen_again =
                |old: &PaperCheck| checks.iter().any(|new| new.paper == old.paper && new.check == old.check);
            dossier.checks.retain(|old| !seen_again(old));
            dossier.checks.extend(checks.iter().cloned());
            dossier.checks.sort_by(|one, other| one.paper.cmp(&other.paper));
        }
        Event::ScansAttached { paper, scans, .. } => {
            dossier.scans.extend(scans.iter().map(|scan| (paper.clone(), scan.clone())));
        }
        Event::TakenUpLate { .. } => dossier.taken_up_late = true,
        Event::EscalationParked { until, .. } => dossier.escalated_until = Some(*until),
        Event::AgencyInvited { unit, about, come_by, .. } => dossier.invited.push(Invited {
            unit: unit.clone(),
            about: about.clone(),
            at: recorded.at,
            come_by: *come_by,
            settled_at: None,
        }),
        _ => {}
    }
}
