//! Writes the gallery as static pages with their assets, to look at without a server.
//!
//! `cargo run -p ui --example gallery -- DIR`, then serve DIR with any file server.

use std::error::Error;
use std::fs;
use std::path::Path;

use maud::{Markup, html};
use ui::{Lang, NavItem, Page, PageKind, Site, UserBadge, assets};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: gallery DIR")?;
    let dir = Path::new(&dir);
    for name in assets::NAMES {
        let url = assets::url(name);
        let file = dir.join(url.trim_start_matches('/'));
        fs::create_dir_all(file.parent().ok_or("an asset has a folder")?)?;
        fs::write(file, assets::find(&url).ok_or("an asset has content")?.bytes)?;
    }
    fs::write(dir.join("public.html"), render(PageKind::Public).into_string())?;
    fs::write(dir.join("staff.html"), render(PageKind::Staff).into_string())?;
    Ok(())
}

fn render(kind: PageKind) -> Markup {
    let lang = Lang::Vi;
    let nav = [
        NavItem {
            label: lang.t("nav-intake"),
            href: "/quay",
            current: true,
            key: Some("Alt+S"),
            count: None,
        },
        NavItem {
            label: lang.t("nav-worklist"),
            href: "/viec",
            current: false,
            key: Some("Alt+L"),
            count: Some(14),
        },
        NavItem { label: lang.t("nav-board"), href: "/dieu-hanh", current: false, key: None, count: None },
    ];
    let staff = kind == PageKind::Staff;
    let page = Page {
        lang,
        title: "Thư viện thành phần",
        kind,
        site: Site {
            centre: "Trung tâm Phục vụ hành chính công",
            authority: "Ủy ban nhân dân tỉnh Lâm Đồng",
            hotline: "1022",
            hours: "",
            demo: true,
            links: &[],
        },
        user: staff.then_some(UserBadge {
            name: "Ka Hiền",
            unit: "Quầy 4",
            role: "Công chức tiếp nhận",
            sign_out: "/dang-xuat",
        }),
        nav: &nav,
        flash: None,
        errors: &[],
        path: "/thu-vien",
        csrf: "vi-du",
    };
    let body = html! {
        h1 { (lang.t("gallery-title")) }
        p { (lang.t("gallery-lead")) }
        @for (component, examples) in ui::gallery() {
            h2 { (component) }
            @for (name, markup) in examples {
                @if component != "icon" { p class="mc-muted" { (name) } }
                @if component == "icon" { span class="mc-tag" { (markup) } " " } @else { div { (markup) } }
            }
        }
    };
    ui::page(&page, &body)
}
