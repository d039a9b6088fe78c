//! What a refusal says to a person.

use calendar::text::{en_date, en_moment, vi_date, vi_moment};
use domain::Refusal;
use jiff::civil::DateTime;

use super::{Around, Text, Told, books, dong, field, stage};

/// Puts a refusal into words.
#[must_use]
pub fn refusal(refusal: &Refusal, around: Around<'_>) -> Told {
    intake(refusal)
        .or_else(|| supplement(refusal))
        .or_else(|| process(refusal, around))
        .or_else(|| late(refusal))
        .or_else(|| between(refusal, around))
        .or_else(|| money(refusal, around))
        .unwrap_or_else(|| rest(refusal))
}

fn say(title_vi: &str, title_en: &str, vi: impl Into<String>, en: impl Into<String>) -> Option<Told> {
    Some(Told { title: Text::new(title_vi, title_en), detail: Text::new(vi, en) })
}

/// The same sentence around a moment.
fn when(title: (&str, &str), vi: (&str, &str), en: (&str, &str), at: DateTime) -> Option<Told> {
    let (vi, en) =
        (format!("{}{}{}", vi.0, vi_moment(at), vi.1), format!("{}{}{}", en.0, en_moment(at), en.1));
    say(title.0, title.1, vi, en)
}

/// Refusals at intake.
fn intake(refusal: &Refusal) -> Option<Told> {
    match refusal {
        Refusal::Incomplete { missing } => say(
            "Hồ sơ còn thiếu giấy tờ",
            "Papers are missing",
            format!(
                "Còn thiếu {} loại giấy tờ; danh sách dưới đây là đủ, bổ sung một lần là xong.",
                missing.len()
            ),
            format!(
                "{} papers are missing; the list is complete, so one more visit settles it.",
                missing.len()
            ),
        ),
        Refusal::PapersFaulty { papers } => say(
            "Giấy tờ đã kiểm tra chưa đạt",
            "Papers were found faulty",
            format!(
                "{} giấy tờ chưa đạt ở lần kiểm tra gần nhất; hãy hướng dẫn bổ sung, hoặc kiểm tra lại và ghi là đạt.",
                papers.len()
            ),
            format!("{} papers failed the latest look; guide the applicant, or look again.", papers.len()),
        ),
        Refusal::ProcedureNotInForce => say(
            "Thủ tục chưa công bố hoặc đã hết hiệu lực",
            "The procedure is not in force",
            "Hôm nay không nhận hồ sơ theo thủ tục này.",
            "No dossier can be filed under this procedure today.",
        ),
        Refusal::NotAtTheCentre => say(
            "Thủ tục không làm tại Trung tâm",
            "Not done at the Centre",
            "Thủ tục này làm ở nơi khác, hoặc chưa có quyết định đưa vào Trung tâm; xem nơi làm trên trang thủ tục.",
            "It is done elsewhere, or no decision brings it to the Centre; the procedure's page says where.",
        ),
        Refusal::ChannelNotOpen => say(
            "Không nhận qua kênh này",
            "The channel is not open",
            "Thủ tục này không mở kênh nộp đã chọn; hãy chọn kênh khác.",
            "The procedure is not open for that channel; choose another.",
        ),
        Refusal::ApplicantNotEntitled => say(
            "Đối tượng không thuộc diện nộp",
            "This kind of applicant cannot apply",
            "Thủ tục này không dành cho loại người nộp đã chọn.",
            "The procedure is not meant for that kind of applicant.",
        ),
        Refusal::CaseNeeded { .. } => say(
            "Cần chọn trường hợp",
            "A case must be chosen",
            "Thủ tục có nhiều trường hợp; hãy chọn một trường hợp trong danh sách.",
            "The procedure has several cases; name one of the list.",
        ),
        Refusal::PaperNotPublished { papers } => {
            let list: Vec<&str> = papers.iter().map(domain::ids::PaperCode::as_str).collect();
            let list = list.join(", ");
            say(
                "Giấy tờ ngoài danh mục công bố",
                "A paper is not in the published list",
                format!("Thủ tục công bố không có giấy tờ: {list}."),
                format!("The published procedure does not list: {list}."),
            )
        }
        Refusal::AlreadyAccepted { code } => say(
            "Hồ sơ đã được tiếp nhận",
            "Accepted before",
            format!("Hồ sơ đã tiếp nhận với mã {code}."),
            format!("The dossier was accepted with the code {code}."),
        ),
        Refusal::AlreadyGuided { at } => when(
            ("Đã hướng dẫn một lần", "Guided once already"),
            ("Đã hướng dẫn hoàn thiện hồ sơ lúc ", "; việc này chỉ làm một lần."),
            ("Guidance was given at ", "; it is given once only."),
            *at,
        ),
        Refusal::NotMinistry => say(
            "Không phải hồ sơ của hệ thống bộ, ngành",
            "Not a dossier of a ministry's system",
            "Chỉ hồ sơ nhận qua hệ thống của bộ, ngành mới có trạng thái ở đó.",
            "Only a dossier that came through a ministry's system has a state there.",
        ),
        _ => None,
    }
}

/// Refusals about the supplement after appraisal.
fn supplement(refusal: &Refusal) -> Option<Told> {
    match refusal {
        Refusal::SupplementAlreadyAsked { at } => when(
            ("Đã yêu cầu bổ sung một lần", "A supplement was asked once already"),
            ("Đã yêu cầu bổ sung lúc ", "; không được yêu cầu lần thứ hai."),
            ("A supplement was asked at ", "; it cannot be asked a second time."),
            *at,
        ),
        Refusal::SupplementWindowOver { ended } => when(
            ("Đã quá thời hạn yêu cầu bổ sung", "The time for asking a supplement is over"),
            ("Chỉ được yêu cầu bổ sung đến ", "."),
            ("A supplement could be asked until ", "."),
            *ended,
        ),
        Refusal::NotInAppraisal => say(
            "Hồ sơ không ở bước thẩm định",
            "Not in appraisal",
            "Chỉ được yêu cầu bổ sung khi hồ sơ đang được thẩm định.",
            "A supplement can only be asked while the dossier is appraised.",
        ),
        Refusal::SupplementIncomplete { missing } => say(
            "Bổ sung chưa đủ",
            "The supplement is incomplete",
            format!("Còn thiếu {} loại giấy tờ đã yêu cầu.", missing.len()),
            format!("{} of the papers asked for are still missing.", missing.len()),
        ),
        Refusal::RefusalTooLate { due } => when(
            ("Đã quá thời hạn từ chối", "Too late to refuse"),
            ("Hạn giải quyết đã hết ", ": phải xin lỗi và hẹn lại trước khi từ chối."),
            ("The time limit ended at ", ": the apology with a new day comes before a refusal."),
            *due,
        ),
        Refusal::EmptyReason { field: name, .. } => {
            let (vi, en) = field(name);
            say(
                "Thiếu nội dung bắt buộc",
                "A reason is missing",
                format!("Mục “{vi}” phải nêu rõ và đầy đủ."),
                format!("The field “{en}” must be stated in full."),
            )
        }
        Refusal::NotLapsed => say(
            "Người nộp còn thời gian bổ sung",
            "The applicant still has time",
            "Chưa hết thời gian để người nộp bổ sung, nên chưa đóng hồ sơ được.",
            "The applicant may still bring what was asked, so the dossier is not closed.",
        ),
        _ => None,
    }
}

/// Refusals about the agency's process.
fn process(refusal: &Refusal, around: Around<'_>) -> Option<Told> {
    match refusal {
        Refusal::WrongStage { stage: now, .. } => {
            let words = stage(*now);
            say(
                "Không làm được ở giai đoạn này",
                "Not possible at this stage",
                format!("Hồ sơ đang ở giai đoạn “{}”.", words.vi),
                format!("The dossier is at the stage “{}”.", words.en),
            )
        }
        Refusal::StepNotOpen { step, .. } => say(
            "Bước chưa đến lượt",
            "The step is not open",
            format!("Bước {step} chưa mở; không được bỏ bước. Các bước đang mở có trong danh sách."),
            format!("Step {step} is not open; no step can be skipped. The open ones are listed."),
        ),
        Refusal::StepsRemain { open } => say(
            "Còn bước chưa làm",
            "Steps remain",
            format!("Còn {} bước đang mở trước khi gửi kết quả.", open.len()),
            format!("{} open steps remain before the result can be sent.", open.len()),
        ),
        Refusal::WrongUnit { unit, expected, .. } => {
            let (unit, expected) = (around.unit(unit), around.unit(expected));
            say(
                "Không đúng đơn vị",
                "Not the unit that must act",
                format!("Việc này thuộc {expected}, không phải {unit}."),
                format!("The act belongs to {expected}, not to {unit}."),
            )
        }
        Refusal::NotHolder => say(
            "Không phải người đang giữ hồ sơ",
            "Only the holder may do it",
            "Chỉ người đang chịu trách nhiệm về hồ sơ mới làm được việc này.",
            "Only the person accountable for the dossier may do this.",
        ),
        Refusal::NoProcess => say(
            "Chưa có quy trình nội bộ",
            "No approved process",
            "Thủ tục chưa có quy trình nội bộ được duyệt nên chưa chuyển được.",
            "The procedure has no approved internal process, so it cannot be transferred.",
        ),
        Refusal::SamePerson { person, .. } => {
            let name = around.person(person);
            say(
                "Cần người thứ hai",
                "A second person is needed",
                format!("{name} đã làm phần thứ nhất; người khác phải xác nhận."),
                format!("{name} did the first half; somebody else must confirm it."),
            )
        }
        Refusal::NothingToUndo { revision } => say(
            "Không hủy được việc này",
            "It cannot be undone",
            format!(
                "Việc ghi ở dòng {revision} không sửa được: đã có việc khác làm tiếp sau đó, đã được sửa, hoặc thuộc loại chỉ làm một lần."
            ),
            format!(
                "Record {revision} cannot be undone: other acts build on it, it was undone before, or it is allowed once only."
            ),
        ),
        _ => None,
    }
}

/// Refusals about being late, and about the clock.
fn late(refusal: &Refusal) -> Option<Told> {
    match refusal {
        Refusal::AlreadyApologised { at } => when(
            ("Đã xin lỗi và hẹn lại một lần", "An apology was made once already"),
            ("Đã xin lỗi và hẹn lại lúc ", "; chỉ được hẹn lại một lần."),
            ("An apology with a new day was made at ", "; there is no second one."),
            *at,
        ),
        Refusal::TooEarlyToApologise { from } => say(
            "Chưa đến lúc xin lỗi",
            "Too early to apologise",
            format!("Chỉ được xin lỗi và hẹn lại từ {}.", vi_date(*from)),
            format!("An apology with a new day is possible from {}.", en_date(*from)),
        ),
        Refusal::NewDayOutOfBounds { earliest, latest, .. } => say(
            "Ngày hẹn lại không hợp lệ",
            "The new day is out of bounds",
            format!("Ngày hẹn lại phải từ {} đến {}.", vi_date(*earliest), vi_date(*latest)),
            format!("The new day must lie from {} to {}.", en_date(*earliest), en_date(*latest)),
        ),
        Refusal::NewDayNotWorked { day, .. } => say(
            "Ngày hẹn lại là ngày nghỉ",
            "The new day is a day off",
            format!("{} là ngày nghỉ; hãy chọn ngày làm việc.", vi_date(*day)),
            format!("{} is a day off; choose a working day.", en_date(*day)),
        ),
        Refusal::TooLateToStop { due } => when(
            ("Không dừng được thời gian đã hết", "The time has run out"),
            ("Đã quá hạn giải quyết, ", "; hồ sơ trễ hạn không được tạm dừng."),
            ("The promised instant, ", ", has passed; a late dossier is not stopped."),
            *due,
        ),
        Refusal::NotOverdue => say(
            "Hồ sơ chưa quá hạn",
            "Not overdue",
            "Ngày hẹn trả chưa qua, không có ngày hẹn, hoặc việc quá hạn đã được ghi.",
            "The promised day has not passed, there is none, or that was recorded.",
        ),
        Refusal::NotProvisional => say(
            "Ngày hẹn không phải tạm tính",
            "The promise is not provisional",
            "Ngày hẹn này không chờ lịch nghỉ mới.",
            "The promise does not wait for a calendar.",
        ),
        Refusal::NoWithdrawalAsked => say(
            "Chưa có yêu cầu rút hồ sơ",
            "No withdrawal was asked",
            "Chưa ai ghi nhận việc người nộp xin rút hồ sơ.",
            "Nobody has recorded that the applicant wants the dossier back.",
        ),
        Refusal::WithdrawalAsked { at } => when(
            ("Đã ghi yêu cầu rút hồ sơ", "A withdrawal was asked already"),
            ("Yêu cầu rút đã ghi lúc ", "; người thứ hai cần xác nhận."),
            ("The withdrawal was recorded at ", "; a second person has to confirm it."),
            *at,
        ),
        _ => None,
    }
}

/// Refusals between agencies.
fn between(refusal: &Refusal, around: Around<'_>) -> Option<Told> {
    match refusal {
        Refusal::PaperNotArrived { unit, at } => {
            let (unit, at) = (around.unit(unit), around.unit(at));
            say(
                "Hồ sơ giấy chưa đến",
                "The paper has not arrived",
                format!("Hồ sơ giấy đang ở {at}; {unit} chưa nhận nên chưa làm tiếp được."),
                format!("The paper is still at {at}; {unit} has not got it, so it cannot go on."),
            )
        }
        Refusal::OpinionsPending { units } => {
            let units = around.units(units);
            say(
                "Còn chờ ý kiến",
                "Opinions are awaited",
                format!("Chưa có ý kiến và chưa hết thời hạn trả lời: {units}."),
                format!("Not answered, and still to be awaited: {units}."),
            )
        }
        Refusal::AlreadyConsulted { at } => when(
            ("Đã gửi lấy ý kiến", "The opinion was asked already"),
            ("Đã gửi lấy ý kiến lúc ", "; không gửi lần nữa."),
            ("The opinion was asked at ", "; it is not asked again."),
            *at,
        ),
        Refusal::NoSuchConsultation { id } => say(
            "Không có yêu cầu lấy ý kiến này",
            "No such consultation",
            format!("Hồ sơ không có yêu cầu lấy ý kiến mang mã {id}."),
            format!("The dossier has no consultation {id}."),
        ),
        Refusal::NotConsulted { unit } => {
            let unit = around.unit(unit);
            say(
                "Đơn vị không được lấy ý kiến",
                "The unit was not asked",
                format!("{unit} không có trong danh sách được lấy ý kiến."),
                format!("{unit} is not among those that were asked."),
            )
        }
        Refusal::AlreadyAnswered { at } => when(
            ("Đã có ý kiến", "Answered already"),
            ("Đơn vị đã trả lời lúc ", "."),
            ("The unit answered at ", "."),
            *at,
        ),
        Refusal::NobodySilent => say(
            "Không có đơn vị nào quá hạn trả lời",
            "Nobody is silent past the time",
            "Chưa hết thời hạn lấy ý kiến, hoặc việc im lặng đã được ghi.",
            "The time for answering is not over, or the silence was recorded.",
        ),
        Refusal::NoChain => say(
            "Quy trình không qua nhiều cơ quan",
            "No chain of agencies",
            "Quy trình của thủ tục không có nhiều cơ quan nối tiếp nhau.",
            "The process of the procedure has no agencies one after the other.",
        ),
        Refusal::WrongOrder { expected } => {
            let units = around.units(expected);
            say(
                "Thứ tự cơ quan chưa đúng",
                "The order is not right",
                format!("Mỗi cơ quan của quy trình phải có đúng một lần: {units}."),
                format!("Each agency of the process must be named once: {units}."),
            )
        }
        _ => None,
    }
}

/// Refusals about money.
fn money(refusal: &Refusal, around: Around<'_>) -> Option<Told> {
    match refusal {
        Refusal::Unpaid { outstanding } => {
            let sum = dong(*outstanding);
            say(
                "Chưa nộp đủ phí, lệ phí",
                "Charges are unpaid",
                format!("Còn phải nộp {} trước khi làm việc này.", sum.vi),
                format!("{} must be paid before.", sum.en),
            )
        }
        Refusal::WrongAmount { outstanding } => {
            let sum = dong(*outstanding);
            say(
                "Số tiền không khớp",
                "The amount does not fit",
                format!("Số tiền hoặc số lượng không khớp mức công bố; còn phải nộp {}.", sum.vi),
                format!("The amount or quantity does not fit what is published; {} are owed.", sum.en),
            )
        }
        Refusal::ChargeNotPublished { charge } => say(
            "Khoản thu không có trong thủ tục công bố",
            "The charge is not published",
            format!("Thủ tục công bố không có khoản thu “{charge}”."),
            format!("The published procedure has no charge “{charge}”."),
        ),
        Refusal::ExemptionNotPublished { charge } => {
            let name = around.charge(charge);
            say(
                "Trường hợp miễn, giảm không được công bố",
                "The exemption is not published",
                format!("Khoản thu “{name}” không có trường hợp miễn, giảm này."),
                format!("The charge “{name}” has no such exemption."),
            )
        }
        Refusal::NoSuchReceipt { known, .. } if known.is_empty() => say(
            "Chưa có khoản thu",
            "Nothing was paid",
            "Hồ sơ chưa thu khoản nào.",
            "No payment of the dossier is on record.",
        ),
        Refusal::NoSuchReceipt { receipt, known } => {
            let known = known.join("; ");
            say(
                "Không có biên lai này",
                "No such receipt",
                format!("Hồ sơ không có khoản thu mang số “{receipt}”; các khoản đã thu mang số: {known}."),
                format!("No payment has the number “{receipt}”; those on record have: {known}."),
            )
        }
        Refusal::NothingToRefund { available } => {
            let sum = dong(*available);
            say(
                "Không có khoản để hoàn trả",
                "Not that much to give back",
                format!("Chỉ hoàn trả được {}.", sum.vi),
                format!("{} can be given back.", sum.en),
            )
        }
        _ => None,
    }
}

/// Proof, return, and what only the program meets.
fn rest(refusal: &Refusal) -> Told {
    let told = match refusal {
        Refusal::ProofMissing { field: name, .. } => {
            let (vi, en) = field(name);
            say(
                "Thiếu giấy tờ chứng minh",
                "Proof is missing",
                format!("Cần có {vi}."),
                format!("“{en}” is needed as proof."),
            )
        }
        Refusal::GroundNotNamed { .. } => say(
            "Căn cứ từ chối chưa rõ",
            "The ground names no provision",
            "Căn cứ từ chối phải nêu tên văn bản hoặc điều, khoản; lý do ghi riêng.",
            "The ground of a refusal names a legal text or a provision; the reason stands beside it.",
        ),
        Refusal::ProofUsed { receipt, .. } => say(
            "Chứng từ đã dùng",
            "The proof was used before",
            format!("{receipt} đã ghi cho một khoản khác; mỗi chứng từ chỉ chứng minh một lần nộp."),
            format!("{receipt} stands for another payment already; each proof shows one payment."),
        ),
        Refusal::NotImmediate => say(
            "Không phải thủ tục trả ngay",
            "The result is not owed at once",
            "Thủ tục này có thời hạn giải quyết; không trả kết quả ngay được.",
            "This procedure has a time limit; its result is not given at once.",
        ),
        Refusal::NotByPost => say(
            "Người nộp không nhận kết quả qua bưu điện",
            "Not by post",
            "Người nộp không đăng ký nhận kết quả qua bưu điện.",
            "The applicant did not ask for the result by post.",
        ),
        Refusal::NoSuchRecipient { recipient } => say(
            "Không có nơi nhận này",
            "No such recipient",
            format!("Thủ tục không có nơi nhận “{recipient}”, hoặc nơi đó đã nhận."),
            format!("The procedure names no recipient “{recipient}”, or it has its copy."),
        ),
        Refusal::Closed { stage: end } => {
            let words = stage(*end);
            say(
                "Hồ sơ đã kết thúc",
                "The dossier is closed",
                format!("Hồ sơ đã kết thúc: {}.", words.vi),
                format!("The dossier is closed: {}.", words.en),
            )
        }
        Refusal::NotRegistered => say(
            "Chưa có hồ sơ",
            "There is no dossier",
            "Hồ sơ này chưa được ghi nhận.",
            "The dossier was not recorded.",
        ),
        Refusal::NoNumber => say(
            "Chưa có số phiếu",
            "No number",
            "Hệ thống chưa cấp được số phiếu; hãy thử lại.",
            "No number was set aside; try again.",
        ),
        Refusal::NoSuchNotice => say(
            "Không có tin báo này",
            "No such message",
            "Không có tin báo nào đang chờ mang mã này.",
            "No message with that id waits.",
        ),
        Refusal::Book(book) => {
            let words = books::told(book);
            say(words.0, words.1, words.2, words.3)
        }
        other => {
            say("Không thực hiện được", "Refused", "Quy định không cho phép việc này.", other.to_string())
        }
    };
    told.unwrap_or(Told { title: Text::default(), detail: Text::default() })
}

#[cfg(test)]
mod tests {
    use domain::books::BookRefusal;

    use super::*;

    /// The codes of the core, read from its table; each must have its own sentences here.
    #[test]
    fn every_refusal_of_the_core_has_sentences_of_its_own() {
        let core = include_str!("../../../domain/src/refusal.rs");
        let (_, table) = core.split_once("pub fn code(&self)").unwrap();
        let (table, _) = table.split_once("pub fn basis(&self)").unwrap();
        let own = include_str!("refusal.rs");
        let (own, _) = own.split_once("#[cfg(test)]").unwrap();
        let mut count = 0;
        for line in table.lines().filter_map(|line| line.trim().strip_prefix("Refusal::")) {
            let name: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
            let told = [" ", "("].iter().any(|end| own.contains(&format!("Refusal::{name}{end}")));
            assert!(told, "{name} has no sentences");
            count += 1;
        }
        assert!(count >= 55, "{count}");
    }

    #[test]
    fn units_and_people_are_named_where_they_are_known() {
        use domain::ids::{PersonId, UnitId};
        let reference = crate::Reference::new(province::Province::demo().unwrap());
        let day = jiff::civil::date(2025, 6, 2);
        let around = Around { reference: Some((&reference, day)), procedure: None };
        let unit = UnitId::new("quay-04").unwrap();
        let wrong = Refusal::WrongUnit { unit: unit.clone(), expected: unit, basis: law::qc1722::D16_K1 };
        let told = super::refusal(&wrong, around);
        assert!(!told.detail.vi.contains("quay-04"), "{}", told.detail.vi);
        let person = PersonId::new("tiepnhan").unwrap();
        let same = Refusal::SamePerson { person, basis: law::nd61_2018::D5_K1 };
        assert!(!super::refusal(&same, around).detail.vi.contains("tiepnhan"));
        assert!(super::refusal(&same, Around::default()).detail.vi.contains("tiepnhan"));
    }

    #[test]
    fn sums_have_their_thousands_apart_and_receipts_are_listed() {
        let told = |refusal: &Refusal| super::refusal(refusal, Around::default()).detail.vi;
        let short = BookRefusal::DifferenceUnexplained { difference: -681_999 };
        assert!(told(&short.into()).contains("-681.999 đồng"));
        let none = Refusal::NoSuchReceipt { receipt: "-".to_owned(), known: Vec::new() };
        assert_eq!(told(&none), "Hồ sơ chưa thu khoản nào.");
        let known = vec!["BL 1".to_owned(), "BL 2".to_owned()];
        let other = Refusal::NoSuchReceipt { receipt: "BL 9".to_owned(), known };
        assert!(told(&other).ends_with("các khoản đã thu mang số: BL 1; BL 2."), "{}", told(&other));
    }
}
