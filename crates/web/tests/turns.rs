//! The turns beside the straight way, through the forms that people use.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use axum::http::StatusCode;
use common::story::Story;
use common::{Office, SIMPLE, check};
use jiff::civil::date;

#[tokio::test]
async fn d18_k5_opinions_are_asked_answered_and_shown_with_their_days() {
    let story = Story::appraised().await;
    let (head, agency) = story.stranger();
    let nobody = story.refused("xuly", "consult", &[("question", "Có ý kiến gì?")]).await;
    assert!(nobody.contains("Đơn vị được hỏi"), "the field is named");
    let question = [
        ("units", agency.as_str()),
        ("question", "Địa điểm có phù hợp quy hoạch?"),
        ("documents", "Đơn\nBản đồ"),
        ("days", "2"),
    ];
    story.done("xuly", "consult", &question).await;
    let asked = story.office.cookies(&head).await;
    let list = story.office.get(&asked, "/lam-viec").await;
    check("/lam-viec", &head, &list);
    assert!(
        list.text().contains("Ý kiến và phối hợp đang chờ") && list.text().contains(&story.code),
        "on their own list"
    );
    let shown = story.page("xuly").await.text();
    assert!(shown.contains("Địa điểm có phù hợp quy hoạch?") && shown.contains("Đơn; Bản đồ"));
    story
        .done(
            &head,
            "answer-consultation",
            &[("opinion", "conditions"), ("answer", "Phù hợp nếu giữ cây xanh.")],
        )
        .await;
    let shown = story.page("xuly").await.text();
    assert!(shown.contains("Đồng ý có điều kiện") && shown.contains("Phù hợp nếu giữ cây xanh."));
    let twice = story
        .refused(
            &head,
            "answer-consultation",
            &[("id", "lyk-1"), ("opinion", "agree"), ("answer", "Đồng ý.")],
        )
        .await;
    assert!(twice.contains("Đã trả lời ý kiến"));
}

#[tokio::test]
async fn d18_k2_one_apology_from_facts_inside_its_bounds_and_a_second_is_refused() {
    let story = Story::appraised().await;
    let early = story.refused("lanhdao", "apologise", &[("reason", "Chậm"), ("again", "24/06/2025")]).await;
    assert!(early.contains("Chưa đến lúc xin lỗi"));
    // Fifteen working days from 2 June end on 23 June.
    story.office.at(date(2025, 6, 24).at(8, 0, 0, 0));
    let app = story.office.app.clone();
    tokio::task::spawn_blocking(move || app::schedule::round(&app)).await.unwrap().expect("a round");
    let cookies = story.office.cookies("lanhdao").await;
    let form = story.office.get(&cookies, &format!("/ho-so/{}/viec/apologise", story.code)).await.text();
    assert!(form.contains("phan-bo") && form.contains("Thẩm định hồ sơ"), "whose the days were");
    assert!(form.contains("25/06/2025"), "the first possible day stands in the form");
    let far = story.refused("lanhdao", "apologise", &[("reason", "Chậm"), ("again", "25/12/2025")]).await;
    assert!(far.contains("Ngày hẹn lại ngoài khoảng"));
    let words = story.refused("lanhdao", "apologise", &[("reason", "Chậm"), ("again", "hôm sau")]).await;
    assert!(words.contains("Ghi ngày, ví dụ 14/12/2026.") && words.contains("value=\"hôm sau\""));
    story.done("lanhdao", "apologise", &[("reason", "Thẩm định kéo dài"), ("again", "26/6/25")]).await;
    let shown = story.page("xuly").await.text();
    assert!(shown.contains("Hẹn lại 17:00 26/06/2025") || shown.contains("26/06/2025"), "the new day");
    let again = story.refused("lanhdao", "apologise", &[("reason", "Chậm"), ("again", "27/06/2025")]).await;
    assert!(again.contains("Đã xin lỗi và hẹn lại một lần"));
}

#[tokio::test]
async fn the_clock_stands_for_a_lawful_cause_and_runs_again() {
    let story = Story::appraised().await;
    let none = story.refused("xuly", "stop-clock", &[("reason", "Chờ")]).await;
    assert!(none.contains("Chưa chọn"), "a cause must be chosen");
    let wish =
        [("cause", "applicants-wish"), ("reason", "Người nộp đi công tác"), ("proof", "Đơn ngày 02/6/2025")];
    let unproven = story.refused("lanhdao", "stop-clock", &wish[..2]).await;
    assert!(unproven.contains("đơn đề nghị"), "what shows the applicant's will");
    let alone = story.refused("xuly", "stop-clock", &wish).await;
    assert!(alone.contains("Cần người thứ hai"), "not by the one who has to finish it");
    story.done("lanhdao", "stop-clock", &wish).await;
    let shown = story.page("tiepnhan").await.text();
    assert!(shown.contains("Đồng hồ đang dừng") && shown.contains("Người nộp đi công tác"));
    story.office.at(date(2025, 6, 5).at(9, 0, 0, 0));
    story.done("xuly", "resume-clock", &[]).await;
    assert!(story.page("tiepnhan").await.text().contains("Tính tiếp thời gian"));
}

#[tokio::test]
async fn d18_k6_b_charges_are_settled_paid_with_a_receipt_or_by_qr_voided_by_a_second_and_given_back() {
    let story = Story::accepted().await;
    story.done("tiepnhan", "set-charges", &[("quantity.k1", "1")]).await;
    let cookies = story.office.cookies("tiepnhan").await;
    let form = story.office.get(&cookies, &format!("/ho-so/{}/viec/pay", story.code)).await.text();
    assert!(form.contains("<svg") && form.contains("0011001234567"), "the QR of the account");
    assert!(form.contains("Tài khoản mẫu"), "marked as a sample");
    story.done("tiepnhan", "pay", &[("amount", "100.000"), ("method", "cash")]).await;
    let shown = story.page("tiepnhan").await.text();
    assert!(shown.contains("000001/BL-2025"), "numbered by the desk");
    let own =
        story.refused("tiepnhan", "void-fee", &[("receipt", "000001/BL-2025"), ("reason", "Nhầm")]).await;
    assert!(own.contains("Cần người thứ hai") && own.contains("Trần Thị Thu Hà"), "named, not numbered");
    story.done("duphong", "void-fee", &[("receipt", "000001/BL-2025"), ("reason", "Ghi nhầm hồ sơ")]).await;
    assert!(story.page("tiepnhan").await.text().contains("<s>"), "the voided payment stays");
    let nothing = story.refused("tiepnhan", "refund", &[("amount", "1"), ("reason", "Thừa")]).await;
    assert!(nothing.contains("Không có khoản để hoàn"));
}

#[tokio::test]
async fn nd61_d21_a_mistake_is_chosen_among_the_last_acts_and_stays_in_the_history() {
    let story = Story::accepted().await;
    story.done("tiepnhan", "transfer", &[]).await;
    let cookies = story.office.cookies("giamdoc").await;
    let form = story.office.get(&cookies, &format!("/ho-so/{}/viec/correct", story.code)).await;
    let text = form.text();
    let listed = text.split("name=\"undo\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1));
    let undo = listed.and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let correction = [("undo", undo.as_str()), ("reason", "Chuyển nhầm cơ quan"), ("cost", "50.000")];
    story.done("giamdoc", "correct", &correction).await;
    let shown = story.page("tiepnhan").await.text();
    assert!(shown.contains("Sai sót đã sửa") && shown.contains("Chuyển nhầm cơ quan"));
    assert!(shown.contains("50.000\u{a0}₫"));
}

#[tokio::test]
async fn a_withdrawal_waits_for_its_second_person() {
    let story = Story::accepted().await;
    story.done("tiepnhan", "withdraw", &[("reason", "Đổi ý"), ("proof", "Đơn 02/6")]).await;
    let shown = story.page("duphong").await.text();
    assert!(shown.contains("Đề nghị rút chờ người thứ hai xác nhận"));
    let own = story.refused("tiepnhan", "confirm-withdrawal", &[]).await;
    assert!(own.contains("Cần người thứ hai"));
    story.done("duphong", "confirm-withdrawal", &[]).await;
    assert!(story.page("tiepnhan").await.text().contains("Đã rút"));
}

#[tokio::test]
async fn d16_k1_looks_at_the_papers_are_the_programs_and_the_officers() {
    let office = Office::open().await;
    let filed = office
        .file("tiepnhan", SIMPLE, domain::procedure::Channel::Counter, app::dossier::input::Intent::Register)
        .await;
    let story = Story { office, code: filed.dossier.id.to_string() };
    let empty = story.refused("tiepnhan", "check-papers", &[]).await;
    assert!(empty.contains("Chưa kiểm tra giấy tờ nào"));
    let silent = story.refused("tiepnhan", "check-papers", &[("look.signature.p1", "0")]).await;
    assert!(silent.contains("o-checks"), "what is wrong needs words");
    story
        .done(
            "tiepnhan",
            "check-papers",
            &[("look.signature.p1", "0"), ("look.legible.p1", "1"), ("note.p1", "Chưa ký")],
        )
        .await;
    let shown = story.page("tiepnhan").await.text();
    assert!(shown.contains("ket-qua-kiem-tra") && shown.contains("Chưa ký") && shown.contains(">Máy<"));
}

#[tokio::test]
async fn a_scanned_code_or_address_opens_the_dossier_and_ticks_it_in_a_batch() {
    let story = Story::accepted().await;
    let cookies = story.office.cookies("tiepnhan").await;
    let spelt = story.code.to_lowercase().replace('-', "–");
    let row = app::dossier::act::find(&story.office.app, &story.code).unwrap();
    let view = app::dossier::view::load(&story.office.app, &row.id).unwrap();
    let address = format!("https://motcua.example/t/{}", view.token.unwrap());
    for text in [story.code.clone(), spelt.clone(), address.clone()] {
        let page = story.office.get(&cookies, &format!("/lam-viec?q={}", web::url::encode(&text))).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{text}");
        assert_eq!(page.header("location"), format!("/ho-so/{}", story.code));
    }
    let unknown = story.office.get(&cookies, "/lam-viec?q=000.00.00.H36-250602-9999").await.text();
    assert!(unknown.contains("Không tìm thấy hồ sơ"));
    story.done("tiepnhan", "transfer", &[]).await;
    let agency = story.office.cookies("lanhdao").await;
    let batch = story.office.get(&agency, &format!("/ban-giao?ma={}", web::url::encode(&spelt))).await;
    check("/ban-giao", "lanhdao", &batch);
    assert!(batch.text().contains(" checked"), "ticked without a script");
    assert_eq!(batch.input("ma").as_deref(), Some(spelt.as_str()), "the next scan keeps it");
}

#[tokio::test]
async fn d18_k6_c_results_go_to_the_post_in_one_batch_under_one_list() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let page = office.get(&cookies, "/buu-chinh/giao").await;
    check("/buu-chinh/giao", "tiepnhan", &page);
    assert!(page.text().contains("Không có kết quả nào chờ giao bưu chính."));
    for who in ["xuly", "buudien", "giamdoc"] {
        let cookies = office.cookies(who).await;
        assert_eq!(office.get(&cookies, "/buu-chinh/giao").await.status, StatusCode::FORBIDDEN, "{who}");
    }
    let mut story = Story { office, code: String::new() };
    let mut codes = Vec::new();
    for name in ["Ka Hiền", "K'Brèo"] {
        story.code = by_post(&story.office, name).await;
        let way = [("tiepnhan", "transfer"), ("lanhdao", "take")];
        for (who, action) in way {
            story.done(who, action, &[]).await;
        }
        story.done("lanhdao", "complete-step", &[("step", "b3"), ("next_person", "xuly")]).await;
        for (who, step) in [("xuly", "b4"), ("lanhdao", "b5"), ("lanhdao", "b6"), ("xuly", "b7")] {
            story.done(who, "complete-step", &[("step", step)]).await;
        }
        story.done("xuly", "send-result", &[("result_number", "12/CC")]).await;
        story.done("tiepnhan", "confirm-result", &[]).await;
        codes.push(story.code.clone());
    }
    let list = story.office.get(&cookies, "/buu-chinh/giao").await;
    check("/buu-chinh/giao", "tiepnhan", &list);
    let text = list.text();
    let ticks: Vec<String> = text
        .split("name=\"chon\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(ticks.len(), 2);
    let hidden = ["csrf", "idempotency_key"].map(|name| (name.to_owned(), list.input(name).expect(name)));
    let mut pairs: Vec<(String, String)> = hidden.to_vec();
    for (number, tick) in ticks.iter().enumerate() {
        let id = tick.split('@').next().unwrap();
        pairs.push(("chon".to_owned(), tick.clone()));
        pairs.push((format!("consignment.{id}"), format!("EA00{number}VN")));
        pairs.push((format!("postage.{id}"), "30.000".to_owned()));
    }
    let pairs: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let given = story.office.post(&cookies, "/buu-chinh/giao", &pairs).await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.text());
    assert!(given.text().contains("Đã giao 2 kết quả cho bưu chính, danh sách 1/2025."));
    // The list is printed from the page, again as it was, and for nobody but those at the desk and the post.
    let page = story.office.post(&cookies, "/buu-chinh/giao", &pairs[..2]).await;
    assert!(!page.text().contains("danh-sach.pdf"), "nothing went out this time");
    let href = given.attributes("href").into_iter().find(|href| href.contains("danh-sach.pdf")).unwrap();
    let paper = story.office.get(&cookies, &href).await;
    assert_eq!((paper.status, paper.header("content-type")), (StatusCode::OK, "application/pdf"));
    let text = common::pdf_words("giao-danh-sach", &paper.bytes);
    for words in ["01/BC", "2 bưu gửi", "EA000VN", "Ka Hiền", "K'Brèo", "60.000 đồng", "Bưu điện tỉnh"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    story.office.at(date(2025, 6, 12).at(10, 0, 0, 0));
    for (who, status) in [
        ("tiepnhan", StatusCode::OK),
        ("buudien", StatusCode::OK),
        ("xuly", StatusCode::NOT_FOUND),
        ("congdan", StatusCode::NOT_FOUND),
    ] {
        let again = story.office.get(&story.office.cookies(who).await, &href).await;
        assert_eq!(again.status, status, "{who}");
        assert!(status != StatusCode::OK || again.bytes == paper.bytes, "a reprint differs");
    }
    let other = href.replace("so=1", "so=2");
    let cookies = story.office.cookies("tiepnhan").await;
    assert_eq!(story.office.get(&cookies, &other).await.status, StatusCode::NOT_FOUND);
    for code in codes {
        let row = app::dossier::act::find(&story.office.app, &code).unwrap();
        let post = app::dossier::view::load(&story.office.app, &row.id).unwrap().dossier.by_post.unwrap();
        assert_eq!((post.list.year, post.list.number, post.postage), (2025, 1, 30_000), "{code}");
    }
}

/// A dossier whose result goes back by post, taken in through the form.
async fn by_post(office: &Office, name: &str) -> String {
    let cookies = office.cookies("tiepnhan").await;
    let page = office.get(&cookies, &format!("/tiep-nhan?thu-tuc={SIMPLE}")).await;
    let hidden = ["csrf", "idempotency_key", "procedure"].map(|name| (name, page.input(name).expect(name)));
    let answers = [
        ("intent", "accept"),
        ("applicant.name", name),
        ("applicant.address", "Phường 4, Đà Lạt"),
        ("paper.p1", "1"),
        ("return_by", "post"),
    ];
    let pairs: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (*name, value.as_str())).chain(answers).collect();
    let filed = office.post(&cookies, "/tiep-nhan", &pairs).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text());
    filed.header("location").rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn d18_k2_c_one_press_records_the_call_of_the_day_before() {
    let story = Story::appraised().await;
    story.office.at(date(2025, 6, 20).at(10, 0, 0, 0));
    let cookies = story.office.cookies("tiepnhan").await;
    let list = story.office.get(&cookies, "/lam-viec?xem=ngay-mai").await;
    check("/lam-viec", "tiepnhan", &list);
    let text = list.text();
    assert!(text.contains(&story.code) && text.contains("data-key=\"G\""));
    let tick = text.split("name=\"chon\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let hidden = ["csrf", "idempotency_key"].map(|name| (name, list.input(name).expect(name)));
    let mut pairs: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let none = story.office.post(&cookies, "/lam-viec/bao", &pairs).await;
    assert_eq!(none.status, StatusCode::CONFLICT, "nothing is chosen");
    pairs.extend([("chon", tick.as_str()), ("xem", "ngay-mai"), ("proof", "Chị Hiền nghe máy")]);
    let told = story.office.post(&cookies, "/lam-viec/bao", &pairs).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text());
    assert!(told.text().contains("Đã ghi 1 lượt báo."));
    let shown = story.page("tiepnhan").await.text();
    assert!(shown.contains("Chị Hiền nghe máy") && shown.contains("Sắp đến hạn, chưa có kết quả"));
}

#[tokio::test]
async fn d15_every_channel_brings_its_proof() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let page = office.get(&cookies, &format!("/tiep-nhan?thu-tuc={SIMPLE}")).await;
    let hidden = ["csrf", "idempotency_key", "procedure"].map(|name| (name, page.input(name).expect(name)));
    let base: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .chain([("intent", "accept"), ("applicant.name", "Ka Hiền"), ("paper.p1", "1"), ("channel", "post")])
        .collect();
    let without = office.post(&cookies, "/tiep-nhan", &base).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text().contains("Ghi số biên bản, giờ ký và số hiệu bưu gửi."));
    let minute = [
        ("post.number", "12"),
        ("post.signed_at", "08:30 02/06/2025"),
        ("post.consignment", "EA123456789VN"),
        ("post.postage", "30.000"),
    ];
    let whole: Vec<(&str, &str)> = base.iter().copied().chain(minute).collect();
    let filed = office.post(&cookies, "/tiep-nhan", &whole).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text());
    let dossier =
        office.get(&cookies, &filed.header("location").replace("/tiep-nhan/xong", "/ho-so")).await.text();
    assert!(dossier.contains("EA123456789VN") && dossier.contains("12/2025"));
    let clerk = office.cookies("buudien").await;
    assert_eq!(
        office.get(&clerk, "/tiep-nhan").await.status,
        StatusCode::FORBIDDEN,
        "the post brings, the counter takes in"
    );
}

#[tokio::test]
async fn the_lists_of_a_stand_in_span_all_the_desks_they_work_at() {
    let office = Office::open().await;
    let filed = office
        .file(
            "tiepnhan3",
            SIMPLE,
            domain::procedure::Channel::Counter,
            app::dossier::input::Intent::Accept { receipt_wanted: true },
        )
        .await;
    let code = filed.dossier.code.expect("a code").to_string();
    let sees = async |who: &str| {
        let cookies = office.cookies(who).await;
        office.get(&cookies, "/lam-viec?xem=tat-ca").await.text().contains(&code)
    };
    assert!(sees("duphong").await, "received at another desk than their first");
    assert!(!sees("tiepnhan2").await, "not their desk");
}

#[tokio::test]
async fn the_centre_is_told_without_asking() {
    let story = Story::appraised().await;
    let (_, agency) = story.stranger();
    story.done("xuly", "consult", &[("units", &agency), ("question", "Có phù hợp không?")]).await;
    let wish = [("cause", "applicants-wish"), ("reason", "Theo đơn"), ("proof", "Đơn ngày 02/6")];
    story.done("lanhdao", "stop-clock", &wish).await;
    let cookies = story.office.cookies("giamdoc").await;
    for lang in ["en", "vi"] {
        let page = story.office.get(&cookies, &format!("/giam-sat?lang={lang}")).await;
        assert_eq!(page.status, StatusCode::OK);
        check("/giam-sat", "giamdoc", &page);
    }
    let all = story.office.get(&cookies, "/giam-sat").await.text();
    assert!(all.contains("Gửi lấy ý kiến") && all.matches(" data-row>").count() == 2, "{all}");
    let one = story.office.get(&cookies, "/giam-sat?viec=clock-stopped").await.text();
    assert_eq!(one.matches(" data-row>").count(), 1);
    assert!(one.contains(&story.code));
    for who in ["tiepnhan", "xuly", "quantri", "congdan"] {
        let cookies = story.office.cookies(who).await;
        assert_eq!(story.office.get(&cookies, "/giam-sat").await.status, StatusCode::FORBIDDEN, "{who}");
    }
}
