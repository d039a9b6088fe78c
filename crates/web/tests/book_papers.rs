//! The papers of the books: printed from what was recorded, the same again, and for nobody but its readers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use app::books::{cash, guidance, post, rating, settlement, urging};
use app::dossier::act;
use app::dossier::input::{Action, PaymentInput};
use app::{accounts, dossier::Caller};
use axum::http::StatusCode;
use common::{Office, SIMPLE, check, pdf_words as words};
use domain::books::post_minute::Line;
use domain::dossier::event::PaymentMethod;
use domain::ids::{PersonId, UnitId};
use domain::procedure::Channel;
use jiff::civil::date;

fn caller(office: &Office, name: &str) -> Caller {
    accounts::caller(&office.app, &PersonId::new(name).unwrap()).unwrap()
}

/// Prints the paper that the page at `page` links to, twice on two days, and refuses it to `stranger`.
async fn printed(office: &Office, who: &str, page: &str, file: &str, stranger: (&str, StatusCode)) -> String {
    let cookies = office.cookies(who).await;
    let shown = office.get(&cookies, page).await;
    check(page, who, &shown);
    let address = shown.attributes("href").into_iter().find(|href| href.contains(file)).expect(page);
    let first = office.get(&cookies, &address).await;
    assert_eq!(first.status, StatusCode::OK, "{address}: {}", first.text());
    assert_eq!(first.header("content-type"), "application/pdf");
    let before = office.app.store.now();
    office.at(before.saturating_add(jiff::Span::new().days(3)));
    let again = office.get(&office.cookies(who).await, &address).await;
    assert!(first.bytes == again.bytes, "{address}: a reprint differs");
    office.at(before);
    let refused = office.get(&office.cookies(stranger.0).await, &address).await;
    assert_eq!(refused.status, stranger.1, "{address} as {}", stranger.0);
    let book = page.split(['/', '?']).find(|part| !part.is_empty()).unwrap();
    words(&format!("{book}-{}", file.trim_end_matches(".pdf")), &first.bytes)
}

fn says(text: &str, all: &[&str]) {
    for words in all {
        assert!(text.contains(words), "`{words}` is missing in: {text}");
    }
}

#[tokio::test]
async fn d7_a_minute_of_the_post_is_printed_once_both_sides_signed() {
    let office = Office::open().await;
    let line = |number: u32, what: &str, collected| Line {
        consignment: format!("EA{number:09}VN"),
        what: what.to_owned(),
        postage: 25_000,
        collected,
    };
    let lines = vec![line(1, SIMPLE, 150_000), line(2, "Phong bì không ghi thủ tục", 0)];
    let desk = UnitId::new("quay-01").unwrap();
    let post = caller(&office, "buudien");
    let id = post::begin(&office.app, &post, Some(desk), lines, None).await.unwrap();
    let (page, file) = (format!("/buu-chinh/{id}"), format!("/buu-chinh/{id}/bien-ban.pdf"));
    let cookies = office.cookies("tiepnhan").await;
    assert_eq!(office.get(&cookies, &file).await.status, StatusCode::NOT_FOUND, "one side has signed");
    post::sign(&office.app, &caller(&office, "tiepnhan"), &id).await.unwrap();
    let stranger = ("xuly", StatusCode::NOT_FOUND);
    let text = printed(&office, "tiepnhan", &page, "bien-ban.pdf", stranger).await;
    let reference = office.app.reference();
    let name = |id: &str| reference.person_name(&PersonId::new(id).unwrap());
    says(
        &text,
        &["01/BBGN", "Lúc 09 giờ 00 phút, ngày 02 tháng 6 năm 2025", "Bưu điện tỉnh Lâm Đồng", "2 bưu gửi"],
    );
    says(&text, &[&name("buudien"), &name("tiepnhan"), "EA000000002VN", "50.000 đồng", "150.000"]);
    assert!(!text.contains("Người gửi"), "no column for what was not noted: {text}");
    // From the page of a consignment one gets to the same paper.
    let line = office.get(&cookies, "/buu-chinh/bi/EA000000001VN").await;
    assert!(line.attributes("href").contains(&file));
}

#[tokio::test]
async fn d14_k2_guidance_is_printed_and_what_was_erased_prints_as_erased() {
    let office = Office::open().await;
    let words = guidance::Words {
        asker: "Lơ Mu Ha Kril".to_owned(),
        contact: "0912345678".to_owned(),
        question: "Cần giấy tờ gì?\nBao lâu thì xong?".to_owned(),
        answer: "Một tờ khai theo mẫu.".to_owned(),
    };
    let new = guidance::NewGuidance { procedure: SIMPLE.to_owned(), way: "phone".to_owned(), words };
    let id = guidance::give(&office.app, &caller(&office, "tiepnhan"), new, None).await.unwrap();
    let page = format!("/huong-dan/{id}");
    let stranger = ("xuly", StatusCode::NOT_FOUND);
    let text = printed(&office, "tiepnhan", &page, "phieu.pdf", stranger).await;
    says(&text, &["01/HDTT", "Lơ Mu Ha Kril", "Bao lâu thì xong?", "Một tờ khai theo mẫu.", SIMPLE]);
    says(&text, &["điểm b khoản 2 Điều 14", "15 ngày làm việc"]);
    let looks = office.app.store.notes(&format!("access/guidance-{id}")).unwrap();
    assert!(looks.len() >= 3, "printing is reading, and is journaled as such: {}", looks.len());

    guidance::erase(&office.app, &caller(&office, "giamdoc"), &id).await.unwrap();
    let text = printed(&office, "tiepnhan", &page, "phieu.pdf", stranger).await;
    says(&text, &["01/HDTT", "đã được xóa theo yêu cầu", SIMPLE]);
    assert!(!text.contains("Ha Kril") && !text.contains("tờ khai theo mẫu"), "{text}");
}

#[tokio::test]
async fn d10_k1_b_an_urging_letter_prints_the_words_that_were_signed() {
    let office = Office::open().await;
    let filed = office.accept(SIMPLE).await;
    let id = filed.dossier.id.to_string();
    let send_on = Action::Transfer { to: String::new(), paper: true };
    act::run(&office.app, &caller(&office, "tiepnhan"), &id, None, send_on, None).await.unwrap();
    let take = Action::Take { paper: true };
    act::run(&office.app, &caller(&office, "xuly"), &id, None, take, None).await.unwrap();
    let due = filed.dossier.promise.unwrap().due;
    let reference = office.app.reference();
    let day = reference.calendar_for(reference.default_desk()).next_working_day(due.date());
    office.at(day.at(9, 0, 0, 0));
    let director = caller(&office, "giamdoc");
    let unit = urging::proposals(&office.app, &director).unwrap()[0].unit.clone();
    let text = "Đề nghị trả kết quả ngay.\nBáo lại trong tuần.".to_owned();
    let answer_by = Some(day.saturating_add(jiff::Span::new().days(7)));
    let new = urging::NewLetter { unit, text, answer_by };
    let letter = urging::sign(&office.app, &director, new, None).await.unwrap();
    let page = format!("/don-doc/{letter}");
    let stranger = ("tiepnhan", StatusCode::NOT_FOUND);
    let text = printed(&office, "lanhdao", &page, "van-ban.pdf", stranger).await;
    says(
        &text,
        &["01/TTPVHCC", "Đề nghị trả kết quả ngay.", "Báo lại trong tuần.", "1 hồ sơ", "Hạn trả lời"],
    );
    says(&text, &["GIÁM ĐỐC", &reference.person_name(&PersonId::new("giamdoc").unwrap()), "Lưu: VT"]);
    let code = filed.dossier.code.unwrap().to_string();
    // A code may break after a hyphen, which the reader of the file then takes for one of a word.
    let plain = |text: &str| text.replace([' ', '-'], "");
    assert!(plain(&text).contains(&plain(&code)), "{code}: {text}");
    // An answer changes the entry, not the letter.
    let cookies = office.cookies("giamdoc").await;
    let file = format!("{page}/van-ban.pdf");
    let before = office.get(&cookies, &file).await.bytes;
    urging::answer(&office.app, &caller(&office, "lanhdao"), &letter, "Trả trong tuần.").await.unwrap();
    assert!(before == office.get(&cookies, &file).await.bytes);
}

/// Takes the charges of `count` dossiers in cash; the id of each with its amount and receipt.
async fn paid(office: &Office, count: usize) -> Vec<(String, i64, String)> {
    let (clerk, reference) = (caller(office, "tiepnhan"), office.app.reference());
    let all =
        reference.procedures_on(office.app.store.now().date(), &app::reference::ProcedureFilter::default());
    let mut paid = Vec::new();
    for procedure in all.iter().filter(|own| own.charges.iter().any(|charge| charge.amount.is_some())) {
        if paid.len() == count || !procedure.channels.contains(&Channel::Counter) {
            continue;
        }
        let filed = office.accept(procedure.code.as_str()).await;
        let (id, amount) = (filed.dossier.id.to_string(), filed.dossier.outstanding());
        if amount > 0 {
            let (method, receipt) = (PaymentMethod::Cash, String::new());
            let pay = Action::Pay(PaymentInput { amount, method, receipt });
            let done = act::run(&office.app, &clerk, &id, None, pay, None).await.unwrap();
            paid.push((id, amount, done.fresh().unwrap().dossier.paid[0].receipt.clone()));
        }
    }
    assert_eq!(paid.len(), count, "procedures of the demonstration have fixed charges");
    paid
}

#[tokio::test]
async fn d18_k6_b_a_closing_and_the_settlement_of_its_quarter_are_printed() {
    let office = Office::open().await;
    let paid = paid(&office, 2).await;
    let clerk = caller(&office, "tiepnhan");
    office.at(date(2025, 6, 2).at(11, 30, 0, 0));
    let tills = cash::tills(&office.app, &clerk).unwrap();
    let till = tills.iter().find(|till| till.count > 0).unwrap();
    let id =
        cash::close(&office.app, &clerk, &till.unit, till.expected - 1000, "Trả thừa.", None).await.unwrap();
    let page = format!("/thu-ngan/{id}");
    let stranger = ("xuly", StatusCode::NOT_FOUND);
    let text = printed(&office, "tiepnhan", &page, "bien-ban.pdf", stranger).await;
    let reference = office.app.reference();
    let name = |id: &str| reference.person_name(&PersonId::new(id).unwrap());
    says(&text, &["01/BBCQ", "từ 09:00 02/06/2025 đến 11:30 02/06/2025", &name("tiepnhan"), &paid[0].2]);
    says(&text, &["-1.000 đồng", "Trả thừa.", "NGƯỜI NHẬN TIỀN"]);
    assert!(!text.contains(&name("giamdoc")), "nobody has confirmed yet");
    cash::confirm(&office.app, &caller(&office, "giamdoc"), &id).await.unwrap();
    let text = printed(&office, "tiepnhan", &page, "bien-ban.pdf", stranger).await;
    says(&text, &[&name("giamdoc")]);

    let (page, file) =
        ("/thu-ngan/quyet-toan?quy=2&nam=2025", "/thu-ngan/quyet-toan/bang.pdf?quy=2&nam=2025");
    let cookies = office.cookies("giamdoc").await;
    assert_eq!(office.get(&cookies, file).await.status, StatusCode::NOT_FOUND, "the quarter still runs");
    assert_eq!(office.get(&office.cookies("xuly").await, file).await.status, StatusCode::FORBIDDEN);
    // What is given back later in the quarter stands apart from what was taken.
    let void = Action::VoidFee { receipt: paid[0].2.clone(), reason: "Thu nhầm".to_owned() };
    act::run(&office.app, &caller(&office, "giamdoc"), &paid[0].0, None, void, None).await.unwrap();
    let (withdrawn, kept) = (paid[1].0.as_str(), paid[1].1 - 500);
    let withdraw =
        Action::Withdraw { reason: "Không cần nữa".to_owned(), proof: "Đơn rút".to_owned() };
    act::run(&office.app, &clerk, withdrawn, None, withdraw, None).await.unwrap();
    let director = caller(&office, "giamdoc");
    act::run(&office.app, &director, withdrawn, None, Action::ConfirmWithdrawal, None).await.unwrap();
    let refund = Action::Refund { amount: 500, reason: "Rút hồ sơ".to_owned() };
    act::run(&office.app, &clerk, withdrawn, None, refund, None).await.unwrap();
    office.at(date(2025, 7, 1).at(8, 0, 0, 0));
    assert_eq!(settlement::last_over(date(2025, 7, 1)), (2025, 2));
    let stranger = ("xuly", StatusCode::FORBIDDEN);
    let text = printed(&office, "giamdoc", page, "bang.pdf", stranger).await;
    says(&text, &["Quý II năm 2025", "ngày 30 tháng 6 năm 2025", "Tổng cộng", &name("giamdoc")]);
    let digits: String = text.chars().filter(|c| *c != '.').collect();
    assert!(digits.contains(&format!("Tổng cộng: {kept} đồng")), "{text}");
    // What was taken stands whole beside what was given back.
    says(&format!("{digits} "), &[&format!(" {} ", paid[1].1), " 500 "]);
}

#[tokio::test]
async fn d27_a_rating_slip_leads_to_its_question_and_names_nobody() {
    let office = Office::open().await;
    let filed = office.accept(SIMPLE).await;
    let id = filed.dossier.id.clone();
    let page = format!("/danh-gia/{}", rating::slip_of(&id, filed.token.as_ref().unwrap()));
    let file = format!("{page}/phieu.pdf");
    assert_eq!(office.get("", &file).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing to rate yet");
    let withdraw =
        Action::Withdraw { reason: "Không cần nữa".to_owned(), proof: "Đơn rút".to_owned() };
    act::run(&office.app, &caller(&office, "tiepnhan"), id.as_str(), None, withdraw, None).await.unwrap();
    let director = caller(&office, "giamdoc");
    act::run(&office.app, &director, id.as_str(), None, Action::ConfirmWithdrawal, None).await.unwrap();
    let form = office.get("", &page).await;
    assert!(form.attributes("href").contains(&file), "the page leads to the slip");
    let first = office.get("", &file).await;
    assert_eq!((first.status, first.header("content-type")), (StatusCode::OK, "application/pdf"));
    office.at(date(2025, 6, 9).at(9, 0, 0, 0));
    assert!(first.bytes == office.get("", &file).await.bytes, "a reprint differs");
    let text = words("danh-gia", &first.bytes);
    says(&text, &["PHIẾU ĐÁNH GIÁ", "ngày 02 tháng 6 năm 2025", "Thái độ, sự tận tình của công chức"]);
    assert!(!text.contains("Ka Hiền") && !text.contains(&filed.dossier.code.unwrap().to_string()));
    let guessed = format!("/danh-gia/{id}{}/phieu.pdf", "0".repeat(32));
    assert_eq!(office.get("", &guessed).await.status, StatusCode::NOT_FOUND);
}
