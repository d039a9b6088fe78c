//! A list of dossiers to tick, by hand, by key or by scanning, for one press that does an act on each.

use std::sync::Arc;

use app::dossier::input::Action;
use app::dossier::{Idempotency, Outcome, act};
use app::{CommandError, StoredAnswer};
use maud::{Markup, html};
use ui::{Lang, icon};

use crate::posted::KEY;
use crate::{Posted, Signed, Web, refusal};

/// One dossier of the list.
pub struct Line {
    /// Its code, which a gun sends.
    pub code: String,
    /// Its page.
    pub href: String,
    /// What the tick says: `id@revision`, so that each act is judged on what was seen.
    pub value: String,
    /// Whether it is ticked already.
    pub ticked: bool,
    /// Whether something is late.
    pub alarm: bool,
    /// The cells after the code.
    pub cells: Vec<Markup>,
}

/// The list as a table; on a phone each line is a card.
pub fn table(lang: Lang, id: &str, caption: &str, columns: &[&str], lines: &[Line]) -> Markup {
    let caption_id = format!("{id}-ten");
    html! {
        div class="mc-table-frame" role="region" aria-labelledby=(caption_id) tabindex="0" {
            table class="mc-table mc-table--cards" id=(id) data-rows data-batch {
                caption id=(caption_id) { (caption) }
                thead {
                    tr {
                        td class="mc-table__select" {}
                        th scope="col" { (lang.t("worklist-column-code")) }
                        @for column in columns { th scope="col" { (lang.t(column)) } }
                    }
                }
                tbody {
                    @for line in lines {
                        tr class=[line.alarm.then_some("mc-row--alarm")] data-code=(line.code) {
                            td class="mc-table__select" {
                                label class="mc-pick" {
                                    input type="checkbox" name="chon" value=(line.value) checked[line.ticked]
                                        aria-label=(lang.tf("worklist-select", &[("code", (&line.code).into())]));
                                }
                            }
                            th scope="row" { a class="govuk-link" href=(line.href) data-row { span class="mc-code" { (line.code) } } }
                            @for (cell, column) in line.cells.iter().zip(columns) {
                                td data-label=(lang.t(column)) { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The field for a gun. With a script the scanned line is ticked where it stands; without one the page
/// comes back with it ticked, and the earlier ones too.
pub fn scanner(lang: Lang, action: &str, earlier: &[&str], unknown: Option<&str>) -> Markup {
    html! {
        form class="mc-search mc-scan" method="get" action=(action) data-scan {
            label class="govuk-label" for="quet" { (icon("qr-code")) (lang.t("scan-label")) " " kbd { "F2" } }
            p class="govuk-hint" id="quet-goi-y" { (lang.t("scan-hint")) }
            @if let Some(text) = unknown {
                p class="govuk-error-message" role="alert" { (lang.tf("scan-unknown", &[("code", text.into())])) }
            }
            @for code in earlier { input type="hidden" name="ma" value=(code); }
            div class="mc-search__row" {
                input class="govuk-input" id="quet" name="ma" type="text" autocomplete="off" spellcheck="false"
                    data-key="F2" aria-describedby="quet-goi-y";
                button class="govuk-button govuk-button--secondary" type="submit" { (lang.t("scan-add")) }
            }
            p class="mc-scan__told" aria-live="polite" data-scan-told
                data-here=(lang.tf("scan-here", &[("code", "{code}".into())]))
                data-not-here=(lang.tf("scan-not-here", &[("code", "{code}".into())])) {}
        }
    }
}

/// What became of one ticked dossier.
pub struct Done {
    /// The dossier's code, or what was ticked.
    pub code: String,
    /// What was done, or the words of why not.
    pub outcome: Result<Option<Box<Outcome>>, String>,
}

/// Does one act on a ticked dossier (`id@revision`), as `what` of this page's key.
pub async fn run(
    web: &Web,
    signed: &Signed,
    posted: &Posted,
    what: &str,
    entry: &str,
    action: Action,
) -> Done {
    let (id, seen) = entry.split_once('@').unwrap_or((entry, ""));
    let key = Idempotency {
        key: format!("{what}:{id}:{}", posted.get(KEY)),
        fingerprint: app::dossier::shell::token_hash(&format!("{what}|{entry}")),
        render: Arc::new(|_| StoredAnswer { status: 303, body: String::new() }),
    };
    let result = act::run(&web.app, &signed.caller, id, seen.parse().ok(), action, Some(key)).await;
    // Who may not know of a dossier is not told its code either.
    let hidden = matches!(result, Err(CommandError::NotFound));
    let code = act::find(&web.app, id).ok().filter(|_| !hidden).and_then(|row| row.code);
    let outcome = match result {
        Ok(answered) => Ok(answered.fresh().map(Box::new)),
        Err(error) => Err(words(web, signed, &error)),
    };
    Done { code: code.unwrap_or_else(|| id.to_owned()), outcome }
}

fn words(web: &Web, signed: &Signed, error: &CommandError) -> String {
    let lang = signed.lang;
    match error {
        CommandError::Refused(refused) => {
            let reference = web.app.reference();
            let names = refusal::Names::of(&reference, signed.day());
            refusal::told_with(lang, refused, None, names).detail
        }
        CommandError::Invalid(faults) => {
            faults.iter().map(|fault| refusal::fault(lang, fault)).collect::<Vec<_>>().join(" ")
        }
        CommandError::Stale { .. } => lang.t("error-conflict-title"),
        CommandError::Forbidden | CommandError::NotFound => lang.t("error-forbidden-title"),
        _ => lang.t("error-server-title"),
    }
}

/// The acts that were not done, each with why.
pub fn failures(lang: Lang, title: &str, done: &[Done]) -> Markup {
    let failed: Vec<(&str, &str)> = done
        .iter()
        .filter_map(|done| Some((done.code.as_str(), done.outcome.as_ref().err()?.as_str())))
        .collect();
    html! {
        @if !failed.is_empty() {
            section class="mc-card mc-card--alarm" role="alert" {
                h2 class="mc-card__title" { (lang.t(title)) }
                ul class="govuk-list" { @for (code, why) in failed { li { strong { (code) } ": " (why) } } }
            }
        }
    }
}
