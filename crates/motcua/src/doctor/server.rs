//! What a server of PostgreSQL is set to: whether what is acknowledged outlives it.

use app::App;

use super::{Checks, Level};
use crate::settings::Settings;

/// Looks, where there is a server.
pub(super) fn look(checks: &mut Checks, settings: &Settings, app: &App) {
    let Some(url) = &settings.server else { return };
    let several = names_several(url.secret());
    match app.store.server_settings() {
        Ok(found) => {
            for (setting, value) in found {
                let Some((level, vi, en)) = judged(&setting, &value, several) else { continue };
                checks.add("server", level, format!("{setting} = {value}{vi}"), en);
            }
        }
        Err(error) => checks.add(
            "server",
            Level::Fail,
            "không đọc được thiết lập của máy chủ",
            format!("settings cannot be read: {error}"),
        ),
    }
}

/// How bad a setting is, what to do in Vietnamese behind it, and all of it in English; nothing to say is `None`.
fn judged(setting: &str, value: &str, several: bool) -> Option<(Level, &'static str, &'static str)> {
    Some(match (setting, value) {
        ("data_checksums", "off") => (
            Level::Warn,
            "; initdb --data-checksums để máy chủ thấy đĩa hỏng",
            "initdb --data-checksums lets it notice what its disk has spoilt",
        ),
        ("fsync" | "full_page_writes", "off") => (
            Level::Fail,
            "; mất điện là mất việc đã báo xong: đặt lại on",
            "what is acknowledged does not survive loss of power; set it on",
        ),
        // A server that stands alone has nobody to wait for.
        ("synchronous_standby_names", _) if !several => return None,
        ("synchronous_standby_names", "") => (
            Level::Warn,
            "(trống); máy chủ hỏng là mất việc đã báo xong: ghi tên máy dự phòng vào",
            "what is acknowledged is lost with the server although the address names several; name the standby in it",
        ),
        // The program asks for `on` itself.
        _ => (Level::Ok, "", "as it should be"),
    })
}

/// Whether an address names several servers of one cluster.
fn names_several(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let hosts = place.rsplit_once('@').map_or(place, |(_, hosts)| hosts);
    let hosts = hosts.split('/').next().filter(|hosts| !hosts.is_empty());
    let of = |key| query.split('&').filter_map(move |pair| pair.strip_prefix(key));
    // A socket is a host of the query, each in a parameter of its own.
    let hosts = hosts.map_or(0, |hosts| hosts.split(',').count()).saturating_add(of("host=").count());
    let addresses = of("hostaddr=").map(|list| list.to_lowercase().replace("%2c", ",").split(',').count());
    hosts.max(addresses.sum()) > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_commas_between_hosts_names_several() {
        for (url, several) in [
            ("postgres://u@a/db", false),
            ("postgres://u@a:5432,b:5433/db", true),
            ("postgresql://u:p,q@a/db", false),
            ("postgres://u@/db?port=5432&host=/run/a", false),
            ("postgres://u@/db?host=/run/a&host=/run/b", true),
            ("postgres://u@/db?hostaddr=10.0.0.1%2C10.0.0.2", true),
            ("postgres:///db?application_name=a,b", false),
        ] {
            assert_eq!(names_several(url), several, "{url}");
        }
    }

    #[test]
    fn a_setting_is_judged_by_what_it_loses() {
        let level = |setting, value, several| judged(setting, value, several).map(|(level, ..)| level);
        let standbys = "synchronous_standby_names";
        for (setting, value, several, expected) in [
            ("fsync", "off", false, Some(Level::Fail)),
            ("fsync", "on", false, Some(Level::Ok)),
            ("data_checksums", "off", true, Some(Level::Warn)),
            (standbys, "", true, Some(Level::Warn)),
            (standbys, "duphong", true, Some(Level::Ok)),
            (standbys, "", false, None),
        ] {
            assert_eq!(level(setting, value, several), expected, "{setting} = {value}, {several}");
        }
    }
}
