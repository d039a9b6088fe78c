//! What a refusal of a book says to a person.

use domain::books::BookRefusal;

use super::dong;

/// Titles and sentences of a refusal of a book.
pub(super) fn told(refusal: &BookRefusal) -> (&'static str, &'static str, String, String) {
    let (vi, en, detail, english) = match refusal {
        BookRefusal::EmptyMinute => (
            "Biên bản trống",
            "An empty minute",
            "Chưa có bưu gửi nào trong biên bản.",
            "The minute has no line.",
        ),
        BookRefusal::ListedBefore { numbers } => {
            return (
                "Bưu gửi đã có trong biên bản khác",
                "Listed before",
                format!("Đã ghi ở biên bản khác: {}.", numbers.join(", ")),
                format!("Another minute has them: {}.", numbers.join(", ")),
            );
        }
        BookRefusal::NotWaiting => (
            "Biên bản không còn chờ ký",
            "The minute does not wait for a signature",
            "Biên bản đã ký hoặc đã trả lại.",
            "The minute was signed or sent back.",
        ),
        BookRefusal::OtherSide => (
            "Bên kia phải ký",
            "The other side signs",
            "Người lập không tự ký xác nhận; bên nhận ký.",
            "Who drew it up does not confirm it; the other side signs.",
        ),
        BookRefusal::NothingToClose => (
            "Không có gì để chốt",
            "Nothing to close",
            "Từ lần chốt trước chưa thu khoản nào.",
            "Nothing was taken since the till was closed.",
        ),
        BookRefusal::DifferenceUnexplained { difference } => {
            let sum = dong(*difference);
            return (
                "Chưa giải thích chênh lệch",
                "A difference without a reason",
                format!("Tiền đếm lệch {} so với sổ; hãy ghi lý do.", sum.vi),
                format!("The count differs from the book by {}; say why.", sum.en),
            );
        }
        BookRefusal::AlreadyConfirmed => (
            "Đã xác nhận",
            "Confirmed before",
            "Lần chốt này đã có người thứ hai xác nhận.",
            "A second person confirmed this closing before.",
        ),
        BookRefusal::NothingToUrge => (
            "Không có gì để đôn đốc",
            "Nothing to urge",
            "Đơn vị này không có hồ sơ quá hạn hay sắp quá hạn.",
            "The unit has no late or nearly late dossier.",
        ),
        BookRefusal::LetterAnswered { at } => {
            return (
                "Văn bản đã được trả lời",
                "Answered before",
                format!("Đơn vị đã trả lời ngày {}.", at.strftime("%d/%m/%Y")),
                format!("It was answered on {}.", at.date()),
            );
        }
        BookRefusal::NoVersion => (
            "Chưa có thủ tục ở ngày đó",
            "No version was in force",
            "Không có phiên bản thủ tục nào có hiệu lực ngày đó.",
            "No version of the procedure was in force that day.",
        ),
        BookRefusal::AlreadyRated => (
            "Đã đánh giá",
            "Rated before",
            "Phiếu này đã được dùng để đánh giá.",
            "The slip was used before.",
        ),
        BookRefusal::NothingToRate => (
            "Chưa có gì để đánh giá",
            "Nothing to rate yet",
            "Hồ sơ chưa tới lúc đánh giá.",
            "The dossier cannot be rated yet.",
        ),
    };
    (vi, en, detail.to_owned(), english.to_owned())
}
