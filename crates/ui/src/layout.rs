//! The frame of every page: head, header, navigation, errors, footer.

use maud::{DOCTYPE, Markup, html};

use crate::components::{FieldError, Flash, error_summary, language_switch, notification_banner};
use crate::{Lang, assets, icon};

/// The office whose pages these are; data, never text of the program.
#[derive(Debug, Clone, Copy, Default)]
pub struct Site<'a> {
    /// The name of the Centre.
    pub centre: &'a str,
    /// The authority above it, for the line over the name.
    pub authority: &'a str,
    /// The telephone number printed on every page.
    pub hotline: &'a str,
    /// The office hours in words; empty takes the usual week.
    pub hours: &'a str,
    /// Whether the data are invented, which every page then says.
    pub demo: bool,
    /// Pages that every page leads to from its foot, always in the same place: words and address.
    pub links: &'a [(&'a str, &'a str)],
}

/// Who reads the page, and with which stylesheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageKind {
    /// Citizens: large type, one topic, phone first.
    #[default]
    Public,
    /// Officers: dense tables, keyboard first.
    Staff,
    /// No navigation: sign in, errors, kiosk.
    Plain,
}

/// The signed-in person, as the header shows them.
#[derive(Debug, Clone, Copy)]
pub struct UserBadge<'a> {
    /// Full name.
    pub name: &'a str,
    /// The unit in which they act.
    pub unit: &'a str,
    /// The role in which they act, in words.
    pub role: &'a str,
    /// Where the sign-out form is sent.
    pub sign_out: &'a str,
}

/// One entry of the navigation.
#[derive(Debug, Clone)]
pub struct NavItem<'a> {
    /// The words.
    pub label: String,
    /// The address.
    pub href: &'a str,
    /// Whether the page belongs to this section.
    pub current: bool,
    /// The key that opens it, for example `Alt+2`.
    pub key: Option<&'a str>,
    /// How many things wait there.
    pub count: Option<i64>,
}

/// Everything around the body of a page.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The language of the page.
    pub lang: Lang,
    /// The title, without the name of the Centre and without the error prefix.
    pub title: &'a str,
    /// The look.
    pub kind: PageKind,
    /// The office.
    pub site: Site<'a>,
    /// The signed-in person.
    pub user: Option<UserBadge<'a>>,
    /// The navigation; empty leaves the bar out.
    pub nav: &'a [NavItem<'a>],
    /// What the last act did.
    pub flash: Option<Flash<'a>>,
    /// What is wrong with the form; the summary is drawn here, above the body.
    pub errors: &'a [FieldError<'a>],
    /// Path and query of this page, for the language switch.
    pub path: &'a str,
    /// The token of the sign-out form.
    pub csrf: &'a str,
}

/// Renders a whole document.
///
/// The title starts with “Lỗi:” when there are errors, so that a screen reader says it first.
#[must_use]
pub fn page(page: &Page<'_>, body: &Markup) -> Markup {
    let lang = page.lang;
    let staff = page.kind == PageKind::Staff;
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) class={ "mc " (if staff { "mc--staff" } else { "mc--public" }) } {
            (head(page))
            body class="mc-body" {
                a class="govuk-skip-link" href="#noi-dung" data-module="skip" { (lang.t("skip-to-content")) }
                @if page.site.demo { p class="mc-ribbon" { (lang.t("demo-ribbon")) } }
                (header(page))
                @if !page.nav.is_empty() { (navigation(page)) }
                main class="mc-main" id="noi-dung" lang=(lang.tag()) tabindex="-1" {
                    @if !page.errors.is_empty() { (error_summary(lang, page.errors)) }
                    @if let Some(flash) = page.flash { (notification_banner(lang, &flash)) }
                    (body)
                }
                (footer(page))
            }
        }
    }
}

/// The hidden field that carries the token against forged requests.
#[must_use]
pub fn csrf_field(token: &str) -> Markup {
    html! { input type="hidden" name="csrf" value=(token); }
}

fn head(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    let stylesheet = if page.kind == PageKind::Staff { "staff.css" } else { "public.css" };
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="theme-color" content="#9f1d20";
            meta name="format-detection" content="telephone=no";
            title {
                @if !page.errors.is_empty() { (lang.t("error-title-prefix")) " " }
                (page.title) " – " (page.site.centre)
            }
            link rel="preload" href=(assets::url("noto-sans-regular.woff2")) as="font" type="font/woff2" crossorigin;
            link rel="stylesheet" href=(assets::url(stylesheet));
            link rel="icon" href=(assets::url("favicon.svg")) type="image/svg+xml";
            script src=(assets::url("desk.js")) defer {}
        }
    }
}

fn header(page: &Page<'_>) -> Markup {
    let (lang, site) = (page.lang, page.site);
    let home =
        if page.kind == PageKind::Staff { page.nav.first().map_or("/", |item| item.href) } else { "/" };
    html! {
        header class="mc-header" {
            div class="mc-header__inner" {
                a class="mc-brand" href=(home) {
                    img class="mc-brand__emblem" src=(assets::url("emblem.svg")) width="44" height="44" alt="";
                    span class="mc-brand__words" {
                        @if !site.authority.is_empty() { span class="mc-brand__authority" { (site.authority) } }
                        span class="mc-brand__centre" { (site.centre) }
                    }
                }
                div class="mc-header__tools" {
                    (language_switch(lang, page.path))
                    @if let Some(user) = page.user { (user_badge(lang, &user, page.csrf)) }
                }
            }
        }
    }
}

fn user_badge(lang: Lang, user: &UserBadge<'_>, csrf: &str) -> Markup {
    html! {
        div class="mc-user" {
            (icon("user"))
            span class="mc-user__words" {
                span class="mc-user__name" { (user.name) }
                span class="mc-user__role" { (user.role) @if !user.unit.is_empty() { " · " (user.unit) } }
            }
            form class="mc-user__out" method="post" action=(user.sign_out) {
                (csrf_field(csrf))
                button class="mc-quiet-button" type="submit" { (icon("log-out")) (lang.t("sign-out")) }
            }
        }
    }
}

fn navigation(page: &Page<'_>) -> Markup {
    html! {
        nav class="mc-nav" aria-label=(page.lang.t("nav-main")) {
            ul class="mc-nav__list" {
                @for item in page.nav {
                    li {
                        a class="mc-nav__link" href=(item.href) data-key=[item.key]
                            aria-current=[item.current.then_some("page")] {
                            (item.label)
                            @if let Some(count) = item.count {
                                " " span class="mc-nav__count" { (crate::format::number(page.lang, count)) }
                            }
                            @if let Some(key) = item.key { " " kbd { (key) } }
                        }
                    }
                }
            }
        }
    }
}

fn footer(page: &Page<'_>) -> Markup {
    let (lang, site) = (page.lang, page.site);
    html! {
        footer class="mc-footer" {
            div class="mc-footer__inner" {
                div {
                    p class="mc-footer__centre" { (site.centre) }
                    p {
                        (lang.t("footer-hours")) ": "
                        @if site.hours.is_empty() { (lang.t("working-hours")) } @else { (site.hours) }
                    }
                }
                @if !site.hotline.is_empty() {
                    p class="mc-footer__help" {
                        (icon("phone"))
                        span {
                            strong { (lang.t("footer-help")) } " "
                            (lang.tf("footer-contact", &[("phone", site.hotline.into())]))
                        }
                    }
                }
                @if !site.links.is_empty() {
                    ul class="mc-footer__links" {
                        @for (words, href) in site.links { li { a class="govuk-link" href=(href) { (words) } } }
                    }
                }
                @if page.kind == PageKind::Staff {
                    p class="mc-footer__keys" data-needs-js hidden {
                        button class="mc-quiet-button" type="button" data-shortcuts-open {
                            (lang.t("shortcuts-hint"))
                        }
                    }
                }
            }
        }
        @if page.kind == PageKind::Staff { (shortcut_dialog(lang)) }
    }
}

/// The list of keys; the script fills it from the page and opens it on `?`.
fn shortcut_dialog(lang: Lang) -> Markup {
    html! {
        dialog class="mc-dialog" id="phim-tat" aria-labelledby="phim-tat-tieu-de" {
            h2 class="govuk-heading-m" id="phim-tat-tieu-de" { (lang.t("shortcuts-title")) }
            table class="mc-keys" {
                thead { tr { th scope="col" { (lang.t("shortcut-key")) } th scope="col" { (lang.t("shortcut-does")) } } }
                tbody data-shortcut-rows {}
            }
            div class="mc-button-row" {
                button class="govuk-button govuk-button--secondary" type="button" data-shortcuts-toggle
                    data-off=(lang.t("shortcuts-off")) data-on=(lang.t("shortcuts-on")) { (lang.t("shortcuts-off")) }
                button class="govuk-button" type="button" data-dialog-close { (lang.t("close")) }
            }
        }
    }
}
