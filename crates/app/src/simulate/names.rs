//! Invented applicants. Any likeness is chance; no number here can belong to anybody.

use domain::procedure::ApplicantKind;

use super::random::Random;
use crate::person::{PersonalData, Representative};

const KINH: [&str; 14] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"];
const MIDDLE: [&str; 12] =
    ["Văn", "Thị", "Minh", "Thanh", "Ngọc", "Đức", "Quốc", "Thu", "Kim", "Hữu", "Xuân", "Anh"];
const GIVEN: [&str; 20] = [
    "An", "Bình", "Châu", "Dũng", "Giang", "Hạnh", "Hương", "Khánh", "Lan", "Long", "Mai", "Nam", "Nga",
    "Phúc", "Quyên", "Sơn", "Thảo", "Tuấn", "Uyên", "Yến",
];
/// Names as the K'Ho, Cil, Lạch and Chu Ru of the province bear them.
const HIGHLAND_FIRST: [&str; 9] =
    ["K'", "Ka ", "Cil ", "Kơ Să ", "Rơ Ông ", "Liêng Jrang ", "Bon Niêng ", "Đa Cát ", "Ma "];
const HIGHLAND_GIVEN: [&str; 12] = [
    "Brèm", "Tuyên", "Sương", "Glòong", "Nhàn", "Ha Krong", "Mbrơng", "Đờng", "Điệp", "Mang", "Lơi", "Thuyên",
];
const TRADES: [&str; 10] = [
    "Nông nghiệp",
    "Xây dựng",
    "Du lịch",
    "Thương mại",
    "Cà phê",
    "Hoa tươi",
    "Vận tải",
    "Cơ khí",
    "Dược phẩm",
    "Công nghệ",
];
const FIRMS: [&str; 10] = [
    "Lang Biang",
    "Đa Nhim",
    "Hồ Xuân Hương",
    "Thung Lũng Xanh",
    "Di Linh",
    "Bảo Lộc",
    "Ngàn Thông",
    "Suối Vàng",
    "Cao Nguyên",
    "Mimosa",
];
const PLACES: [&str; 12] = [
    "Phường 1, thành phố Đà Lạt",
    "Phường 4, thành phố Đà Lạt",
    "Phường 9, thành phố Đà Lạt",
    "Phường Lộc Sơn, thành phố Bảo Lộc",
    "Phường Blao, thành phố Bảo Lộc",
    "Thị trấn Liên Nghĩa, huyện Đức Trọng",
    "Thị trấn Di Linh, huyện Di Linh",
    "Thị trấn Đinh Văn, huyện Lâm Hà",
    "Thị trấn Thạnh Mỹ, huyện Đơn Dương",
    "Thị trấn Lạc Dương, huyện Lạc Dương",
    "Xã Đưng K'Nớh, huyện Lạc Dương",
    "Xã Gung Ré, huyện Di Linh",
];
const FOREIGN: [&str; 6] =
    ["Anna Lindqvist", "Kim Min-jun", "Tanaka Yuki", "Marie Dupont", "Somchai Rattana", "Peter Novak"];

/// A person's name; one of five is of the highland peoples.
pub(super) fn person(random: &mut Random) -> String {
    if random.chance(200) {
        return format!("{}{}", random.word(&HIGHLAND_FIRST), random.word(&HIGHLAND_GIVEN));
    }
    format!("{} {} {}", random.word(&KINH), random.word(&MIDDLE), random.word(&GIVEN))
}

/// An applicant of this kind.
pub(super) fn applicant(kind: ApplicantKind, random: &mut Random) -> PersonalData {
    let name = match kind {
        ApplicantKind::Person | ApplicantKind::CivilServant | ApplicantKind::OverseasVietnamese => {
            person(random)
        }
        ApplicantKind::Foreigner => random.word(&FOREIGN).to_owned(),
        ApplicantKind::Cooperative => {
            format!("Hợp tác xã {} {}", random.word(&TRADES), random.word(&FIRMS))
        }
        ApplicantKind::Organisation => format!("Hội {} {}", random.word(&TRADES), random.word(&FIRMS)),
        ApplicantKind::Enterprise
        | ApplicantKind::ForeignInvestedEnterprise
        | ApplicantKind::ForeignOrganisation => {
            format!("Công ty TNHH {} {}", random.word(&TRADES), random.word(&FIRMS))
        }
    };
    let own = random.below(1_000_000_000);
    PersonalData {
        name,
        // No province has the code 000, no telephone begins with 010.
        id_number: format!("000{own:09}"),
        phone: format!("010{:07}", own % 10_000_000),
        email: if random.chance(350) {
            format!("nguoi.nop.{}@vidu.example", own % 100_000)
        } else {
            String::new()
        },
        address: format!("Số {}, {}", random.between(1, 280), random.word(&PLACES)),
    }
}

/// Somebody who acts for an applicant.
pub(super) fn representative(random: &mut Random) -> Representative {
    Representative {
        name: person(random),
        id_number: format!("000{:09}", random.below(1_000_000_000)),
        phone: format!("010{:07}", random.below(10_000_000)),
        authority: format!("Giấy ủy quyền số {}/UQ", random.between(1, 900)),
    }
}
