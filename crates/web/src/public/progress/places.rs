//! Where a dossier has been, down to the section, from when to when, and who has looked at it (R5, A2).

use domain::dossier::Stage;
use domain::ids::UnitId;
use domain::organisation::UnitKind;
use jiff::civil::DateTime;
use maud::{Markup, html};
use ui::format;

use super::Sheet;
use crate::{frame, words};

/// A stay of the dossier in one unit.
struct Stay {
    unit: UnitId,
    from: Option<DateTime>,
    to: Option<DateTime>,
    by: Option<DateTime>,
    work: String,
}

impl Sheet<'_> {
    /// The units that have or had it, and those of a chain whose turn is still to come.
    pub(super) fn places(&self) -> Markup {
        let stays = self.stays();
        if stays.len() < 2 {
            return html! {};
        }
        html! {
            section aria-labelledby="da-o-dau" {
                h2 id="da-o-dau" { (self.t("places-title")) }
                ol class="mc-list" {
                    @for stay in &stays { (self.stay(stay)) }
                }
            }
        }
    }

    fn stay(&self, stay: &Stay) -> Markup {
        let here = stay.from.is_some() && stay.to.is_none() && !self.view.dossier.stage.is_closed();
        html! {
            li class="mc-list__item" aria-current=[here.then_some("step")] {
                strong { (words::section(self.lang, &self.view.reference, &stay.unit, self.day())) }
                @if !stay.work.is_empty() { ": " (stay.work) }
                p class="mc-list__facts" {
                    @match (stay.from, stay.to) {
                        (None, _) => { (self.t("places-later")) },
                        (Some(from), None) if here => { (self.with("places-since", "when", &format::datetime(from))) },
                        (Some(from), None) => { (format::datetime(from)) },
                        (Some(from), Some(to)) => { (format::datetime(from)) " – " (format::datetime(to)) },
                    }
                    @if let (Some(by), None) = (stay.by, stay.to) {
                        " · " (self.with("places-until", "when", &format::datetime(by)))
                    }
                }
            }
        }
    }

    /// The post, when it has or delivered the result, and since when.
    fn with_post(&self) -> Option<(&UnitId, DateTime)> {
        let dossier = &self.view.dossier;
        let given = dossier.by_post.as_ref()?;
        let units = &self.view.reference.organisation.units();
        let post =
            units.iter().find(|unit| unit.kind == UnitKind::Post && unit.validity.covers(self.day()))?;
        matches!(dossier.stage, Stage::WithPost | Stage::Returned).then_some((&post.id, given.at))
    }

    fn stays(&self) -> Vec<Stay> {
        let dossier = &self.view.dossier;
        let begun =
            |unit: &UnitId, from| Stay { unit: unit.clone(), from, to: None, by: None, work: String::new() };
        let mut stays = vec![begun(&dossier.desk, Some(dossier.registered_at))];
        for line in dossier.control_slip.iter().filter(|line| line.taken_at.is_some()) {
            if let Some(last) = stays.last_mut() {
                last.to = Some(line.given_at);
            }
            stays.push(begun(&line.to, line.taken_at));
        }
        if matches!(dossier.stage, Stage::ResultReady | Stage::WithPost | Stage::Returned)
            && let Some(at) = dossier.result_at
            && stays.last().is_some_and(|stay| stay.unit != dossier.result_desk)
        {
            if let Some(last) = stays.last_mut() {
                last.to = Some(at);
            }
            stays.push(begun(&dossier.result_desk, Some(at)));
        }
        if let Some((post, at)) = self.with_post() {
            if let Some(last) = stays.last_mut() {
                last.to = Some(at);
            }
            stays.push(begun(post, Some(at)));
        }
        for stay in &mut stays {
            let part = dossier.parts.iter().rev().find(|part| part.unit == stay.unit);
            stay.by = part.and_then(|part| part.due);
            let duty = dossier.chain.iter().find(|duty| duty.unit == stay.unit);
            stay.work = duty.map(|duty| duty.work.clone()).unwrap_or_default();
        }
        if !dossier.stage.is_closed() && dossier.result.is_none() {
            let been: Vec<UnitId> = stays.iter().map(|stay| stay.unit.clone()).collect();
            let later = dossier.chain.iter().filter(|duty| !been.contains(&duty.unit));
            stays.extend(later.map(|duty| Stay { work: duty.work.clone(), ..begun(&duty.unit, None) }));
        }
        stays
    }

    /// Who has looked at it: by office and function, with the day; no names.
    pub(super) fn seen_by(&self) -> Markup {
        let lang = self.lang;
        html! {
            section aria-labelledby="ai-da-xem" {
                h2 id="ai-da-xem" { (self.t("readers-title")) }
                p { (self.t("readers-lead")) }
                @if self.readers.is_empty() {
                    p { (self.t("readers-none")) }
                } @else {
                    ul class="mc-list" {
                        @for reader in self.readers {
                            li class="mc-list__item" {
                                (reader.role.map_or_else(|| self.t("readers-somebody"), |role| frame::role(lang, role)))
                                @if let Some(unit) = &reader.unit {
                                    ", " (words::section(lang, &self.view.reference, unit, reader.first.date()))
                                }
                                p class="mc-list__facts" {
                                    (format::datetime(reader.first))
                                    @if reader.times > 1 {
                                        " – " (reader.last.strftime("%H:%M").to_string()) " · "
                                        (lang.tf("readers-times", &[("n", reader.times.into())]))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
