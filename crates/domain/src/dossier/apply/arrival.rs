//! How it arrived, what was looked at, and who was asked to look.

use super::super::Dossier;
use super::super::command::Posted;
use super::super::event::{Event, Recorded};
use super::super::state::External;

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
        Event::PapersChecked { checks, .. } => dossier.checks.clone_from(checks),
        Event::ScansAttached { paper, scans, .. } => {
            dossier.scans.extend(scans.iter().map(|scan| (paper.clone(), scan.clone())));
        }
        Event::TakenUpLate { .. } => dossier.taken_up_late = true,
        Event::EscalationParked { until, .. } => dossier.escalated_until = Some(*until),
        Event::AgencyInvited { unit, come_by, .. } => dossier.invited.push((unit.clone(), *come_by)),
        _ => {}
    }
}
