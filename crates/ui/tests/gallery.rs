//! Every look of every component: snapshots, labels, ids, and nothing inline.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::HashSet;

use ui::layout::{NavItem, Page, PageKind, Site, UserBadge};
use ui::{Lang, components};

/// The values of the attribute `name`, in the order of the text.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The opening tags of `element`.
fn tags<'a>(html: &'a str, element: &str) -> Vec<&'a str> {
    let opening = format!("<{element} ");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

/// Hashes of assets change with every edit of a style; snapshots do not.
fn without_hashes(html: &str) -> String {
    let mut out = String::new();
    let mut parts = html.split("/assets/");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str("/assets/…");
        out.push_str(part.get(16..).unwrap_or(part));
    }
    out.replace("><", ">\n<")
}

fn whole_page(kind: PageKind) -> String {
    let nav = [
        NavItem {
            label: "Tiếp nhận".into(), href: "/quay", current: true, key: Some("Alt+S"), count: None
        },
        NavItem {
            label: "Danh sách việc".into(), href: "/viec", current: false, key: None, count: Some(14)
        },
    ];
    let errors = [components::FieldError::at("ho-ten", "Nhập họ và tên")];
    let page = Page {
        lang: Lang::Vi,
        title: "Tiếp nhận hồ sơ",
        kind,
        site: Site {
            centre: "Trung tâm Phục vụ hành chính công",
            authority: "UBND tỉnh Lâm Đồng",
            hotline: "1022",
            hours: "",
            demo: true,
            links: &[],
        },
        user: Some(UserBadge {
            name: "Ka Hiền",
            unit: "Trung tâm",
            role: "Công chức tiếp nhận",
            sign_out: "/dang-xuat",
        }),
        nav: &nav,
        flash: Some(components::Flash { message: "Đã lưu.", ..Default::default() }),
        errors: &errors,
        path: "/quay?q=a",
        csrf: "vi-du",
    };
    let input = components::TextInput {
        id: "ho-ten",
        name: "full_name",
        label: "Họ và tên",
        error: components::error_for(&errors, "ho-ten"),
        ..Default::default()
    };
    let body = maud::html! { h1 { "Tiếp nhận hồ sơ" } (components::text_input(Lang::Vi, &input)) };
    ui::page(&page, &body).into_string()
}

/// All examples and the frames, by name.
fn everything() -> Vec<(String, String)> {
    let mut all = vec![
        ("page staff".to_owned(), whole_page(PageKind::Staff)),
        ("page public".to_owned(), whole_page(PageKind::Public)),
    ];
    for (component, examples) in ui::gallery() {
        assert!(!examples.is_empty(), "{component} has no example");
        for (name, markup) in examples {
            all.push((format!("{component}, {name}"), markup.into_string()));
        }
    }
    all
}

#[test]
fn snapshots() {
    for (component, examples) in ui::gallery() {
        let mut text = String::new();
        for (name, markup) in examples {
            text.push_str(&format!("== {name}\n{}\n\n", without_hashes(&markup.into_string())));
        }
        insta::assert_snapshot!(component, text);
    }
    insta::assert_snapshot!("page", without_hashes(&whole_page(PageKind::Staff)));
}

#[test]
fn nothing_is_inline() {
    for (name, html) in everything() {
        assert!(!html.contains(" style=\"") && !html.contains("<style"), "{name}: inline style");
        assert!(!html.contains("javascript:"), "{name}: script address");
        for script in html.split("<script").skip(1) {
            assert!(
                script.starts_with(" src=\"/assets/") && script.contains("></script>"),
                "{name}: inline script"
            );
        }
        for tag in html.split('<') {
            let tag = tag.split('>').next().unwrap_or_default();
            assert!(
                !tag.split(' ').any(|part| part.starts_with("on") && part.contains('=')),
                "{name}: handler in `{tag}`"
            );
        }
        for address in attributes(&html, "src").into_iter().chain(attributes(&html, "action")) {
            assert!(
                address.starts_with('/') && !address.starts_with("//"),
                "{name}: foreign address {address}"
            );
        }
    }
}

#[test]
fn every_input_has_a_name_for_the_ear() {
    for (name, html) in everything() {
        let labels: HashSet<&str> = attributes(&html, "for").into_iter().collect();
        for element in ["input", "select", "textarea"] {
            for tag in tags(&html, element).into_iter().filter(|tag| !tag.contains("type=\"hidden\"")) {
                let tag = format!(" {tag}");
                let labelled = attributes(&tag, "id").first().is_some_and(|id| labels.contains(id));
                assert!(labelled || tag.contains("aria-label="), "{name}: no label for `{tag}`");
            }
        }
        for label in &labels {
            assert!(
                attributes(&html, "id").contains(label),
                "{name}: label for `{label}`, which is not there"
            );
        }
    }
}

#[test]
fn ids_are_unique_and_descriptions_exist() {
    for (name, html) in everything() {
        let ids = attributes(&html, "id");
        let unique: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: an id stands twice");
        for reference in ["aria-describedby", "aria-labelledby"] {
            for list in attributes(&html, reference) {
                for id in list.split(' ') {
                    assert!(unique.contains(id), "{name}: {reference} names `{id}`, which is not there");
                }
            }
        }
    }
}

#[test]
fn icons_are_hidden_and_name_symbols_of_the_sprite() {
    for (name, html) in everything() {
        for svg in tags(&html, "svg").into_iter().filter(|tag| tag.contains("\"icon\"")) {
            assert!(svg.contains("aria-hidden=\"true\""), "{name}: an icon speaks");
        }
        for address in attributes(&html, "href").into_iter().filter(|href| href.contains("icons.svg#")) {
            let symbol = address.rsplit('#').next().unwrap_or_default();
            assert!(ui::icon::NAMES.contains(&symbol), "{name}: no icon `{symbol}`");
        }
    }
}

#[test]
fn a_page_with_errors_says_so_first() {
    let html = whole_page(PageKind::Public);
    assert!(html.contains("<html lang=\"vi\""));
    assert!(html.contains("<title>Lỗi: Tiếp nhận hồ sơ – Trung tâm Phục vụ hành chính công</title>"));
    assert!(html.contains("Có lỗi cần sửa") && html.contains("href=\"#ho-ten\""));
    // Summary and input say the same words.
    assert_eq!(html.matches("Nhập họ và tên").count(), 2);
    let (before, _) = html.split_once("Có lỗi cần sửa").expect("the summary");
    assert!(!before.contains("<h1"), "the summary stands above the heading");
}

#[test]
fn text_from_people_is_escaped() {
    let input = components::TextInput {
        id: "a",
        name: "a",
        label: "a",
        value: "\"><script>alert(1)</script>",
        ..Default::default()
    };
    let html = components::text_input(Lang::Vi, &input).into_string();
    assert!(!html.contains("<script"), "{html}");
}
