//! Papers between the Centre and the public post, A4: the minute of dossiers that the post brings
//! (*biên bản giao nhận hồ sơ*) and the list of results that it takes (*danh sách giao bưu điện*).
//!
//! The minute signed by both sides is the legal moment of submission (Quyết định 45/2016/QĐ-TTg Điều 7).

use crate::head::{self, Head};
use crate::{Paper, words};
use jiff::civil::{DateTime, date};
use serde::Serialize;

/// What one side handed to the other, item by item.
#[doc(alias = "biên bản giao nhận hồ sơ")]
#[doc(alias = "danh sách giao bưu điện")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostSheet {
    /// Which of the two.
    pub kind: PostKind,
    /// Letter head.
    pub head: Head,
    /// When both sides signed, in office time.
    #[serde(serialize_with = "words::field::time")]
    pub signed_at: DateTime,
    /// Where they signed.
    pub place: String,
    /// Who gives.
    pub giver: Side,
    /// Who takes.
    pub taker: Side,
    /// The items in the order in which they were counted.
    pub rows: Vec<PostRow>,
    /// Sum of the postage in whole đồng.
    #[serde(serialize_with = "words::field::money")]
    pub postage: i64,
    /// Sum of what the post collected, or is to collect, in whole đồng.
    #[serde(serialize_with = "words::field::amount")]
    pub collected: i64,
    /// A remark, for example on packing; may be empty.
    pub remark: String,
}

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// Dossiers that the post brought.
    Minute,
    /// Results that the post takes.
    List,
}

impl PostKind {
    /// The name used in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "post-minute",
            Self::List => "post-list",
        }
    }

    /// The title printed.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Minute => "Biên bản giao nhận hồ sơ với bưu điện",
            Self::List => "Danh sách giao kết quả qua bưu điện",
        }
    }
}

/// A side of a hand-over: unit, person and function.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The unit.
    pub unit: String,
    /// Who signs; empty leaves room for the hand-written name.
    pub person: String,
    /// Function of that person, for example "Nhân viên bưu điện"; may be empty.
    pub office: String,
}

/// A consignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostRow {
    /// Number of the consignment.
    pub consignment: String,
    /// Code of the dossier; empty while it has none.
    pub code: String,
    /// Sender or receiver.
    pub person: String,
    /// Address of that person.
    pub address: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Papers or pages inside, in words; for example "05 giấy tờ" or "01 bản chính".
    pub content: String,
    /// Postage in whole đồng.
    #[serde(serialize_with = "words::field::figures")]
    pub postage: i64,
    /// What the post collected, or is to collect, in whole đồng.
    #[serde(serialize_with = "words::field::figures")]
    pub collected: i64,
}

fn rows(kind: PostKind) -> Vec<PostRow> {
    let row = |number: u32, person: &str, address: &str, procedure: &str, content: &str, collected| PostRow {
        consignment: format!("EL{number:09}VN"),
        code: if kind == PostKind::List {
            format!("000.00.00.H36-191007-{:04}", number % 1_000)
        } else {
            String::new()
        },
        person: person.to_owned(),
        address: address.to_owned(),
        procedure: procedure.to_owned(),
        content: content.to_owned(),
        postage: 26_000,
        collected,
    };
    vec![
        row(
            118_200_301,
            "K’ Brơ̆m Ƀrếp",
            "Thôn Păng Tiêng, xã Lát, huyện Lạc Dương",
            "Cấp lại chứng chỉ hành nghề dược",
            "03 giấy tờ",
            0,
        ),
        row(
            118_200_302,
            "Nguyễn Thị Hồng Hạnh",
            "Số 8 Trần Phú, phường 3, thành phố Đà Lạt",
            "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
            "08 giấy tờ",
            150_000,
        ),
        row(
            118_200_303,
            "Công ty TNHH Nông nghiệp Cao nguyên Xanh Lâm Hà",
            "Thị trấn Đinh Văn, huyện Lâm Hà",
            "Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
            "06 giấy tờ",
            700_000,
        ),
    ]
}

/// Dossiers that came by post.
#[must_use]
pub fn minute_sample() -> Paper {
    let side = |unit: &str, person: &str, office: &str| Side {
        unit: unit.to_owned(),
        person: person.to_owned(),
        office: office.to_owned(),
    };
    Paper::PostSheet(Box::new(PostSheet {
        kind: PostKind::Minute,
        head: head::sample_head("21/BBGN", date(2019, 10, 7)),
        signed_at: date(2019, 10, 7).at(9, 40, 0, 0),
        place: "Quầy số 5".to_owned(),
        giver: side("Bưu điện tỉnh Lâm Đồng", "Trần Thị Bưu", "Nhân viên bưu điện"),
        taker: side("Trung tâm Phục vụ hành chính công", "Nguyễn Thị Hồng Nhung", "Công chức tiếp nhận"),
        rows: rows(PostKind::Minute),
        postage: 78_000,
        collected: 850_000,
        remark: String::new(),
    }))
}

/// Results that go out by post.
#[must_use]
pub fn list_sample() -> Paper {
    let side = |unit: &str, person: &str, office: &str| Side {
        unit: unit.to_owned(),
        person: person.to_owned(),
        office: office.to_owned(),
    };
    Paper::PostSheet(Box::new(PostSheet {
        kind: PostKind::List,
        head: head::sample_head("33/BC", date(2019, 10, 21)),
        signed_at: date(2019, 10, 21).at(15, 30, 0, 0),
        place: "Quầy trả kết quả".to_owned(),
        giver: side("Trung tâm Phục vụ hành chính công", "Nguyễn Thị Hồng Nhung", "Công chức trả kết quả"),
        taker: side("Bưu điện tỉnh Lâm Đồng", "Trần Thị Bưu", "Nhân viên bưu điện"),
        rows: rows(PostKind::List),
        postage: 78_000,
        collected: 850_000,
        remark: "Kết quả được đóng gói, niêm phong trước mặt hai bên.".to_owned(),
    }))
}
