//! From settings to a running application; an empty store becomes the demonstration.

use std::fs::File;
use std::time::Duration;

use app::App;
use app::accounts::{DEMO_PASSWORD, make_demo_accounts};

use crate::failure::Failure;
use crate::open;
use crate::settings::Settings;

/// What serving needs.
pub struct Started {
    /// The application.
    pub app: App,
    /// How pages are served.
    pub pages: web::Options,
    /// Lines for whoever started the program.
    pub told: Vec<String>,
    /// Held as long as the program serves.
    _alone: Option<File>,
}

/// The demonstration accounts and what each is, in Vietnamese and English.
const ACCOUNTS: [(&str, &str, &str); 7] = [
    ("tiepnhan", "công chức tiếp nhận tại quầy", "counter officer"),
    ("xuly", "công chức cơ quan giải quyết", "officer of the first agency"),
    ("lanhdao", "lãnh đạo cơ quan giải quyết", "head of that agency"),
    ("giamdoc", "giám đốc Trung tâm", "director of the Centre"),
    ("kiemsoat", "kiểm soát thủ tục hành chính", "procedure control"),
    ("quantri", "quản trị hệ thống", "administrator"),
    ("congdan", "công dân", "citizen"),
];

/// For how long a program that was handed its socket waits for the one before it to finish.
const HANDOVER: Duration = Duration::from_secs(30);

/// Opens the store, fills it when it is empty, and loads what is published.
///
/// # Errors
///
/// As opening a store and loading a province.
pub fn application(settings: &Settings, address: &str, handed: bool) -> Result<Started, Failure> {
    let province = open::load_province(settings)?;
    let demo_data = settings.province.is_none();
    let alone = open::alone(settings, if handed { HANDOVER } else { Duration::ZERO })?;
    let store = open::open_guarded(settings, None)?;
    crate::pinned::keep(&store, &province, (app::clock::system())())?;
    let empty = store.is_empty()? && store.accounts()?.is_empty();
    let own = Settings {
        public_url: settings.public_url.replacen(&settings.listen, address, 1),
        ..settings.clone()
    };
    // A port chosen by the system is known only now; an address that was set stays.
    let own = if settings.listen.ends_with(":0") { own } else { settings.clone() };
    let app = open::application(&own, store, province)?;
    let folder = open::data_folder(settings);
    let app = app.with_held_looks(folder).map_err(|error| Failure::file(folder, &error))?;
    if empty && demo_data {
        make_demo_accounts(&app)?;
        if !settings.empty {
            crate::simulate::fill_demo(&app)?;
        }
    }
    let demo = demo_data && app.store.account("tiepnhan")?.is_some();
    let pages = web::Options { secure_cookies: settings.secure_cookies(), demo };
    let told = told(&own.public_url, demo);
    Ok(Started { app, pages, told, _alone: alone })
}

fn told(url: &str, demo: bool) -> Vec<String> {
    let mut lines = vec![format!("Một Cửa: {url}  (API: {url}/api/docs)")];
    if demo {
        lines.push(format!(
            "Tài khoản trình diễn, mật khẩu / demonstration accounts, password: {DEMO_PASSWORD}"
        ));
        lines.extend(ACCOUNTS.iter().map(|(name, vi, en)| format!("  {name:<10} {vi} / {en}")));
    } else {
        lines.push("Tạo tài khoản / make an account: motcua user add ID".to_owned());
    }
    lines
}
