//! What is said while the clock of the machine is wrong.

use store::ClockFault;

use super::{Text, Told};

/// Why nothing is recorded now, and that it goes on by itself.
#[must_use]
pub fn clock(fault: ClockFault) -> Told {
    let why = why(fault);
    Told {
        title: Text::new(
            "Tạm dừng ghi nhận: đồng hồ của máy chủ sai",
            "On hold: the server's clock is wrong",
        ),
        detail: Text::new(
            format!(
                "Đồng hồ của máy chủ sai ({}), tạm dừng ghi nhận; đọc vẫn được. Việc này chưa được ghi: báo người quản trị \
                 chỉnh đồng hồ, rồi gửi lại.",
                why.vi
            ),
            format!(
                "The clock of the server is wrong ({}), so nothing is recorded; reading goes on. This was not recorded: have \
                 an administrator set the clock, then send it again.",
                why.en
            ),
        ),
    }
}

/// In what way the clock is wrong.
#[must_use]
pub fn why(fault: ClockFault) -> Text {
    let (vi, en, by) = match fault {
        ClockFault::Ahead(by) => ("bị chỉnh nhanh lên", "it was set forth by", by),
        ClockFault::Behind(by) => ("bị chỉnh lùi", "it was set back by", by),
        ClockFault::AheadOfServer(by) => {
            ("nhanh hơn máy chủ cơ sở dữ liệu", "it is ahead of the database server by", by)
        }
        ClockFault::BehindServer(by) => {
            ("chậm hơn máy chủ cơ sở dữ liệu", "it is behind the database server by", by)
        }
        ClockFault::BehindRecord(by) => {
            ("chậm hơn việc ghi sau cùng", "it is behind the newest record by", by)
        }
    };
    Text::new(format!("{vi} {by} giây"), format!("{en} {by} s"))
}
