//! What happened, as a heading of the timeline and the journal.

use super::Text;

/// The title of an event by the stable name of its kind; the name itself for one that is unknown here.
#[must_use]
pub fn event(kind: &str) -> Text {
    TITLES
        .iter()
        .find(|(known, ..)| *known == kind)
        .map_or_else(|| Text::new(kind, kind), |(_, vi, en)| Text::new(*vi, *en))
}

/// Kind, Vietnamese, English; in the order of the core's list.
const TITLES: [(&str, &str, &str); 57] = [
    ("registered", "Ghi nhận hồ sơ", "Dossier recorded"),
    ("guided", "Hướng dẫn hoàn thiện hồ sơ", "Applicant guided"),
    ("completed-at-intake", "Người nộp đã bổ sung tại nơi tiếp nhận", "Papers completed at intake"),
    ("escalated", "Báo lãnh đạo Trung tâm", "Raised to the Centre's leader"),
    ("escalation-answered", "Lãnh đạo trả lời vướng mắc", "The leader answered"),
    ("accepted", "Tiếp nhận và cấp mã hồ sơ", "Accepted, code given"),
    ("given-at-once", "Trả kết quả ngay", "Result given at once"),
    ("refused", "Từ chối giải quyết", "Refused"),
    ("transferred", "Bàn giao hồ sơ", "Sent on"),
    ("taken", "Ký nhận hồ sơ", "Taken over"),
    ("paper-taken", "Ký nhận hồ sơ giấy", "Paper file taken over"),
    ("step-completed", "Hoàn thành bước", "Step completed"),
    ("supplement-asked", "Yêu cầu bổ sung", "Supplement asked"),
    ("supplement-received", "Nhận đủ bổ sung, tính lại thời hạn", "Supplement complete, clock restarted"),
    ("result-sent", "Gửi kết quả về Trung tâm", "Result sent to the Centre"),
    ("result-confirmed", "Xác nhận kết quả tại quầy", "Result confirmed at the desk"),
    ("notified", "Đã báo người nộp", "Applicant told"),
    ("fee-recorded", "Thu phí, lệ phí", "Payment recorded"),
    ("handed-over", "Trả kết quả", "Result handed over"),
    ("withdrawn", "Rút hồ sơ", "Withdrawn"),
    ("assigned", "Phân công người chịu trách nhiệm", "Assigned"),
    ("noted", "Ghi chú", "Remark"),
    ("became-overdue", "Quá hạn", "Overdue"),
    ("promise-recounted", "Tính lại ngày hẹn theo lịch mới công bố", "Promise counted again"),
    ("received-by-post", "Nhận hồ sơ do bưu điện chuyển đến", "Received by post"),
    ("forwarded-by-agency", "Cơ quan nhận nhầm đã chuyển đến", "Forwarded by an agency"),
    ("return-place-chosen", "Chọn nơi nhận kết quả", "Place of return chosen"),
    ("external-state-recorded", "Ghi trạng thái trên hệ thống của bộ, ngành", "State in a ministry's system"),
    ("papers-checked", "Kiểm tra giấy tờ", "Papers checked"),
    ("scans-attached", "Đính kèm tệp", "Files attached"),
    ("taken-up-late", "Hồ sơ trực tuyến được kiểm tra muộn", "Online filing taken up late"),
    ("answer-awaited", "Chờ người nộp bổ sung", "Answer awaited"),
    ("lapsed", "Đóng hồ sơ vì không bổ sung đúng hạn", "Closed: nothing brought in time"),
    ("escalation-parked", "Chờ lãnh đạo Trung tâm quyết định", "Waiting for the leader"),
    ("agency-invited", "Mời cơ quan cử người cùng xem xét", "Agency asked to send somebody"),
    ("withdrawal-asked", "Người nộp xin rút hồ sơ, chờ người thứ hai xác nhận", "Withdrawal asked"),
    ("withdrawal-confirmed", "Người thứ hai xác nhận việc rút hồ sơ", "Withdrawal confirmed"),
    ("mistake-corrected", "Sửa sai sót và xin lỗi người nộp", "Mistake corrected"),
    ("chain-ordered", "Định thứ tự các cơ quan cùng giải quyết", "Order of agencies fixed"),
    ("paper-to-bring", "Nhắc chuyển hồ sơ giấy", "Paper to be brought"),
    ("part-started", "Bắt đầu tính thời gian của một cơ quan", "An agency's time began"),
    ("consultation-asked", "Gửi lấy ý kiến", "Opinions asked"),
    ("consultation-answered", "Nhận ý kiến", "Opinion received"),
    ("consultation-silent", "Quá hạn không có ý kiến", "No opinion in time"),
    ("apologised", "Xin lỗi và hẹn lại ngày trả", "Apology with a new day"),
    ("clock-stopped", "Tạm dừng tính thời gian", "Clock stopped"),
    ("clock-resumed", "Tiếp tục tính thời gian", "Clock runs again"),
    ("charges-set", "Xác định phí, lệ phí phải nộp", "Charges settled"),
    ("fee-receipt-issued", "Cấp biên lai thu tiền", "Cash receipt issued"),
    ("fee-voided", "Hủy khoản thu ghi nhầm", "Payment voided"),
    ("fee-refunded", "Hoàn trả tiền", "Money given back"),
    ("result-forwarded", "Chuyển kết quả đến quầy trả", "Result sent to the returning desk"),
    ("given-to-post", "Giao kết quả cho bưu điện", "Result given to the post"),
    ("came-back-by-post", "Bưu điện trả lại kết quả", "Result came back by post"),
    ("copy-handed-over", "Gửi bản kết quả cho nơi nhận khác", "Copy handed over"),
    ("notice-queued", "Gửi tin báo cho người nộp", "Message on its way"),
    ("notice-failed", "Không gửi được tin báo", "Message could not be delivered"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_the_core_has_a_title() {
        let source = include_str!("../../../domain/src/dossier/kind.rs");
        let kinds: Vec<&str> = source
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Event::")?.split_once(" => \""))
            .filter_map(|(_, rest)| rest.split_once('"').map(|(kind, _)| kind))
            .collect();
        assert!(kinds.len() >= 57, "{}", kinds.len());
        for kind in &kinds {
            assert!(TITLES.iter().any(|(known, ..)| known == kind), "{kind} has no title");
        }
        assert_eq!(kinds.len(), TITLES.len());
    }
}
