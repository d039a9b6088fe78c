//! Short pages that stand still: help, accessibility, privacy.

use axum::extract::State;
use axum::response::Response;
use maud::html;
use ui::Lang;

use crate::{Frame, Section, Visitor, Web, url};

/// `GET /tro-giup`.
pub async fn help(State(web): State<Web>, visitor: Visitor) -> Response {
    let lang = visitor.lang;
    let hotline = web.app.reference().province.meta.hotline.clone();
    let call = lang.tf("help-call", &[("phone", (&hotline).into())]);
    let parts = [
        (lang.t("help-how"), vec![lang.t("help-how-1"), lang.t("help-how-2"), lang.t("help-how-3")]),
        (lang.t("help-code"), vec![lang.t("help-code-1"), lang.t("help-code-2")]),
        (lang.t("help-once"), vec![lang.t("help-once-1")]),
        (lang.t("help-person"), vec![call, lang.t("help-person-1")]),
        (
            lang.t("help-duties"),
            vec![lang.t("help-duties-1"), lang.t("help-duties-2"), lang.t("help-duties-3")],
        ),
    ];
    show(&web, &visitor, &lang.t("help-title"), Section::Help, &parts)
}

/// `GET /tiep-can`.
pub async fn accessibility(State(web): State<Web>, visitor: Visitor) -> Response {
    let lang = visitor.lang;
    let parts = [
        (lang.t("accessibility-what"), vec![lang.t("accessibility-what-1"), lang.t("accessibility-what-2")]),
        (lang.t("accessibility-gaps"), vec![lang.t("accessibility-gaps-1")]),
        (lang.t("accessibility-tell"), vec![lang.t("accessibility-tell-1")]),
    ];
    show(&web, &visitor, &lang.t("footer-accessibility"), Section::Other, &parts)
}

/// `GET /quyen-rieng-tu`.
pub async fn privacy(State(web): State<Web>, visitor: Visitor) -> Response {
    let lang = visitor.lang;
    let parts = [
        (lang.t("privacy-kept"), vec![lang.t("privacy-kept-1"), lang.t("privacy-kept-2")]),
        (lang.t("privacy-seen"), vec![lang.t("privacy-seen-1"), lang.t("privacy-seen-2")]),
        (lang.t("privacy-cookies"), vec![lang.t("privacy-cookies-1")]),
    ];
    show(&web, &visitor, &lang.t("footer-privacy"), Section::Other, &parts)
}

fn show(
    web: &Web,
    visitor: &Visitor,
    title: &str,
    section: Section,
    parts: &[(String, Vec<String>)],
) -> Response {
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        @for (heading, sentences) in parts {
            h2 { (heading) }
            @for sentence in sentences { p class="govuk-body" { (sentence) } }
        }
        (more(visitor.lang))
    };
    Frame::public(web, visitor, title, section).show(&body)
}

fn more(lang: Lang) -> maud::Markup {
    let links = [
        (url::HELP, "nav-help"),
        (url::ACCESSIBILITY, "footer-accessibility"),
        (url::PRIVACY, "footer-privacy"),
    ];
    html! {
        ul class="govuk-list mc-print-hide" {
            @for (href, key) in links { li { a class="govuk-link" href=(href) { (lang.t(key)) } } }
        }
    }
}
