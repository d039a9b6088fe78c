//! Every turn of a dossier as its applicant reads it: what is said, and what must not be said.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use app::accounts;
use app::dossier::file;
use app::dossier::input::{Filing, Intent, PaperInput};
use app::person::PersonalData;
use calendar::Limit;
use common::{Office, SIMPLE, check};
use domain::dossier::event::{
    Due, Duty, NoticeChannel, Promise, RequestedItem, ResultPaper, ReturnBy, Slip, StopCause,
};
use domain::dossier::{Actor, Arrival, Event, Stage};
use domain::ids::{DossierId, PaperCode, PersonId, ProcedureCode, StepId, UnitId};
use domain::procedure::process::Silence;
use domain::procedure::{ApplicantKind, Channel};
use jiff::civil::{DateTime, date};
use law::qc1722::D18_K1;
use store::Batch;

/// The promised instant of a dossier that was accepted on 2 June 2025 with 15 working days.
const DUE: DateTime = DateTime::constant(2025, 6, 23, 17, 0, 0, 0);

fn unit(id: &str) -> UnitId {
    UnitId::new(id).unwrap()
}

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn slip() -> Slip {
    Slip { year: 2025, number: 7 }
}

/// A dossier with its tracking token.
struct Followed {
    id: DossierId,
    token: String,
    code: String,
}

async fn filed(office: &Office, by: &str, channel: Channel, return_by: ReturnBy, intent: Intent) -> Followed {
    let caller = accounts::caller(&office.app, &person(by)).unwrap();
    let reference = office.app.reference();
    let code = ProcedureCode::new(SIMPLE).unwrap();
    let procedure = reference.procedure_in_force(&code, office.app.store.now().date()).unwrap();
    let paper = &procedure.papers[0];
    let filing = Filing {
        procedure: SIMPLE.to_owned(),
        case: None,
        channel,
        applicant_kind: ApplicantKind::Person,
        applicant: PersonalData {
            name: "Ka Hiền".to_owned(),
            id_number: "068090001234".to_owned(),
            phone: "0912345678".to_owned(),
            email: String::new(),
            address: "Phường 4, Đà Lạt".to_owned(),
        },
        represented_by: None,
        papers: vec![PaperInput { code: paper.code.to_string(), originals: 1, copies: 0 }],
        sets: 1,
        answers: None,
        return_by,
        received_elsewhere: None,
        assisted: false,
        arrival: Arrival::default(),
        charges: Vec::new(),
        intent,
    };
    let outcome = file::run(&office.app, &caller, filing, None).await.unwrap().fresh().unwrap();
    Followed {
        id: outcome.dossier.id.clone(),
        token: outcome.token.unwrap(),
        code: outcome.dossier.code.map(|code| code.to_string()).unwrap_or_default(),
    }
}

async fn accepted(office: &Office, return_by: ReturnBy) -> Followed {
    filed(office, "tiepnhan", Channel::Counter, return_by, Intent::Accept { receipt_wanted: true }).await
}

/// Records what has happened, as the journal has it.
async fn record(office: &Office, dossier: &Followed, events: Vec<Event>) {
    let by = Actor::Staff { person: person("xuly"), unit: unit("so-khdt.dkkd") };
    office.app.store.record(Batch::default().append(&dossier.id, &by, events)).await.unwrap();
}

fn supplement(until: DateTime) -> Vec<Event> {
    let items =
        vec![RequestedItem { paper: PaperCode::new("p1").unwrap(), what: "thiếu chữ ký".into() }];
    vec![
        Event::SupplementAsked { slip: slip(), items, reason: "Chưa hợp lệ".into(), basis: D18_K1 },
        Event::AnswerAwaited { until, basis: D18_K1 },
    ]
}

fn apology(again: DateTime) -> Vec<Event> {
    vec![
        Event::BecameOverdue { due: DUE, holder_unit: unit("so-khdt.dkkd"), basis: D18_K1 },
        Event::Apologised {
            slip: slip(),
            by_centre: false,
            fault: unit("so-khdt.dkkd"),
            reason: "Thiếu người thẩm định".into(),
            due: DUE,
            again,
            warn_by: again,
            basis: D18_K1,
        },
    ]
}

fn result_ready() -> Vec<Event> {
    let result = ResultPaper { name: "Chứng chỉ".into(), number: "12".into(), file: None };
    vec![
        Event::ResultSent {
            result,
            from: unit("so-khdt.dkkd"),
            to: unit("ttpvhcc.tiep-nhan"),
            basis: D18_K1,
        },
        Event::ResultConfirmed { holder: person("tiepnhan"), early: true, notify_by: DUE, basis: D18_K1 },
    ]
}

fn owed(amount: i64) -> Event {
    Event::ChargesSet { owed: vec![Due { charge: "k1".into(), amount }], reductions: vec![], basis: D18_K1 }
}

fn to_post() -> Event {
    Event::GivenToPost {
        consignment: "RL123456789VN".into(),
        list: slip(),
        postage: 28_000,
        collect: 100_000,
        basis: D18_K1,
    }
}

/// One turn: its name, how the result goes back, the moment of looking, what happened, what is said
/// and what is not.
type Turn = (&'static str, ReturnBy, DateTime, Vec<Event>, &'static [&'static str], &'static [&'static str]);

fn turns() -> Vec<Turn> {
    let soon = date(2025, 6, 4).at(9, 0, 0, 0);
    let late = date(2025, 6, 24).at(9, 0, 0, 0);
    let again = date(2025, 6, 30).at(17, 0, 0, 0);
    let promise = |due: DateTime, provisional| Promise {
        limit: Limit::WorkingDays(15),
        counted_from: date(2025, 6, 2).at(9, 0, 0, 0),
        due,
        provisional,
        calendar: domain::dossier::event::CalendarPin { id: "x".into(), version: 1, fingerprint: 1 },
        rule_pack: "qc1722-2019".into(),
    };
    let (counter, post) = (ReturnBy::Counter, ReturnBy::Post);
    vec![
        (
            "late",
            counter,
            late,
            vec![],
            &[
                "Hồ sơ đã quá ngày hẹn",
                "không phải lỗi của ông/bà",
                "Quá hạn 1 ngày làm việc",
                "phải xin lỗi bằng văn bản",
            ],
            &["chưa cần làm gì"],
        ),
        (
            "sorry",
            counter,
            late,
            apology(again),
            &[
                "Ngày hẹn mới là 17:00, thứ Hai, 30/06/2025",
                "Thiếu người thẩm định",
                "Sở Kế hoạch và Đầu tư tỉnh Lâm Đồng xin lỗi ông/bà",
                "Chỉ được hẹn lại một lần",
            ],
            &["chưa cần làm gì", "Quá hạn"],
        ),
        (
            "sorry twice",
            counter,
            date(2025, 7, 1).at(9, 0, 0, 0),
            apology(again),
            &["Ngày hẹn lại cũng đã qua", "hai lần không giữ lời hẹn", "lãnh đạo Trung tâm"],
            &["chưa cần làm gì"],
        ),
        (
            "supplement",
            counter,
            soon,
            supplement(again),
            &[
                "đang chờ ông/bà bổ sung",
                "thiếu chữ ký",
                "Hạn cuối để bổ sung: 17:00, thứ Hai, 30/06/2025",
                "lần yêu cầu duy nhất",
                "Hiện hồ sơ không có ngày hẹn",
            ],
            &["Hẹn trả 17:00"],
        ),
        (
            "lapsed",
            counter,
            soon,
            [supplement(soon), vec![Event::Lapsed { slip: slip(), until: soon, basis: D18_K1 }]].concat(),
            &["Hồ sơ đã đóng vì quá hạn", "Đã đóng vì quá hạn bổ sung", "nộp hồ sơ mới"],
            &["Hẹn trả 17:00", ">Có kết quả<", ">Đã trả<"],
        ),
        (
            "refused",
            counter,
            soon,
            vec![Event::Refused {
                slip: slip(),
                ground: "Khoản 3 Điều 9".into(),
                reason: "Không đủ điều kiện".into(),
                after_appraisal: true,
                basis: D18_K1,
            }],
            &["Rất tiếc", ">Đã từ chối<", "Khoản 3 Điều 9", "Không đủ điều kiện", "quyền khiếu nại"],
            &["Hẹn trả 17:00", ">Có kết quả<", ">Đã trả<"],
        ),
        (
            "withdrawal asked",
            counter,
            soon,
            vec![Event::WithdrawalAsked { reason: "x".into(), proof: "đơn".into(), basis: D18_K1 }],
            &["đã xin rút hồ sơ lúc", "vẫn được giải quyết", "Hẹn trả 17:00"],
            &[],
        ),
        (
            "withdrawn",
            counter,
            soon,
            vec![Event::Withdrawn { reason: "x".into(), proof: "đơn".into(), basis: D18_K1 }],
            &[">Đã rút<", "nhận lại giấy tờ"],
            &["Hẹn trả 17:00", ">Có kết quả<", ">Đã trả<"],
        ),
        (
            "money first",
            counter,
            soon,
            vec![Event::ClockStopped {
                cause: StopCause::FinancialDuty,
                reason: "Thông báo thuế 12".into(),
                proof: "Đơn 3".into(),
                basis: D18_K1,
            }],
            &["nghĩa vụ tài chính", "đưa biên lai cho quầy", "Thông báo thuế 12"],
            &["Hẹn trả 17:00"],
        ),
        (
            "at rest",
            counter,
            soon,
            vec![Event::ClockStopped {
                cause: StopCause::ApplicantsWish,
                reason: "Đi vắng".into(),
                proof: "Đơn 3".into(),
                basis: D18_K1,
            }],
            &["tạm dừng theo yêu cầu của ông/bà", "Đi vắng"],
            &["Hẹn trả 17:00"],
        ),
        (
            "ready, unpaid",
            counter,
            soon,
            [vec![owed(100_000)], result_ready()].concat(),
            &["Mời ông/bà đến nhận tại", "Trước khi nhận, ông/bà cần nộp 100.000\u{a0}₫", "mang giấy hẹn"],
            &["chưa cần làm gì"],
        ),
        (
            "ready by post",
            post,
            soon,
            [vec![owed(100_000)], result_ready()].concat(),
            &["chuẩn bị gửi qua bưu điện", "Khoản 100.000\u{a0}₫ còn thiếu", "không cần đến quầy"],
            &["Mời ông/bà đến nhận"],
        ),
        (
            "with the post",
            post,
            soon,
            [vec![owed(100_000)], result_ready(), vec![to_post()]].concat(),
            &["trên đường bưu điện", "RL123456789VN", "28.000", "100.000"],
            &["Mời ông/bà đến nhận"],
        ),
        (
            "back from the post",
            post,
            soon,
            [
                result_ready(),
                vec![
                    to_post(),
                    Event::CameBackByPost { reason: "Không có người nhận".into(), basis: D18_K1 },
                ],
            ]
            .concat(),
            &["Bưu điện chưa giao được", "Không có người nhận", "gọi"],
            &[],
        ),
        (
            "ready, late",
            counter,
            late,
            [apology(again), result_ready()].concat(),
            &["Kết quả đã chậm hơn ngày hẹn. Chúng tôi xin lỗi", "Xong trễ hạn"],
            &[],
        ),
        (
            "consulted",
            counter,
            soon,
            vec![
                Event::Transferred {
                    from: unit("ttpvhcc.tiep-nhan"),
                    to: unit("so-khdt.dkkd"),
                    paper: true,
                    basis: D18_K1,
                },
                Event::Taken {
                    unit: unit("so-khdt.dkkd"),
                    holder: person("xuly"),
                    paper: true,
                    late: false,
                    basis: D18_K1,
                },
                Event::ConsultationAsked {
                    id: StepId::new("lyk-1").unwrap(),
                    units: vec![unit("so-xd"), unit("so-tc")],
                    question: "Bí mật nội bộ".into(),
                    documents: vec![],
                    answer_by: date(2025, 6, 10).at(17, 0, 0, 0),
                    silence: Silence::MustAnswer,
                    basis: D18_K1,
                },
            ],
            &[
                "đang hỏi ý kiến 2 cơ quan khác",
                "10/06/2025",
                "vẫn nằm trong thời hạn",
                "Hồ sơ đã ở đâu",
                "Đang ở đây từ",
            ],
            &["Bí mật nội bộ"],
        ),
        (
            "a chain",
            counter,
            soon,
            vec![
                Event::ChainOrdered {
                    duties: vec![
                        Duty { unit: unit("so-khdt.dkkd"), work: "Thẩm định".into(), minutes: None },
                        Duty { unit: unit("vp-ubnd.kt"), work: "Trình ký".into(), minutes: None },
                    ],
                    basis: D18_K1,
                },
                Event::Transferred {
                    from: unit("ttpvhcc.tiep-nhan"),
                    to: unit("so-khdt.dkkd"),
                    paper: true,
                    basis: D18_K1,
                },
                Event::Taken {
                    unit: unit("so-khdt.dkkd"),
                    holder: person("xuly"),
                    paper: true,
                    late: false,
                    basis: D18_K1,
                },
                Event::PartStarted {
                    unit: unit("so-khdt.dkkd"),
                    due: Some(date(2025, 6, 12).at(17, 0, 0, 0)),
                    basis: D18_K1,
                },
            ],
            &["Thẩm định", "17:00 12/06/2025", "Trình ký", "Chưa đến lượt"],
            &[],
        ),
        (
            "at a ministry",
            counter,
            soon,
            vec![Event::ExternalStateRecorded {
                system: "Cổng của Bộ Tư pháp".into(),
                reference: "BTP-77".into(),
                state: "Đang xác minh".into(),
                basis: D18_K1,
            }],
            &["Cổng của Bộ Tư pháp", "BTP-77", "Đang xác minh"],
            &[],
        ),
        (
            "day moved",
            counter,
            soon,
            vec![Event::PromiseRecounted {
                promise: promise(DUE.date().tomorrow().unwrap().at(17, 0, 0, 0), false),
                warn_by: DUE,
                transfer_by: None,
                supplement_by: None,
                basis: D18_K1,
            }],
            &["Ngày hẹn chuyển từ 17:00, thứ Hai, 23/06/2025 sang 17:00, thứ Ba, 24/06/2025"],
            &[],
        ),
        (
            "day confirmed",
            counter,
            soon,
            vec![Event::PromiseRecounted {
                promise: promise(DUE, false),
                warn_by: DUE,
                transfer_by: None,
                supplement_by: None,
                basis: D18_K1,
            }],
            &["Ngày hẹn vẫn là 17:00, thứ Hai, 23/06/2025"],
            &["tạm tính"],
        ),
        (
            "a message failed",
            counter,
            soon,
            vec![Event::NoticeFailed { message: "m".into(), error: "SMSC 88".into(), basis: D18_K1 }],
            &["Tin nhắn không gửi được", "gọi điện cho ông/bà"],
            &["SMSC"],
        ),
        (
            "told by telephone",
            counter,
            soon,
            vec![Event::Notified {
                kind: domain::dossier::event::NoticeKind::Other,
                channel: NoticeChannel::Phone,
                proof: "gọi 9:00".into(),
                basis: D18_K1,
            }],
            &["Bằng điện thoại"],
            &["gọi 9:00"],
        ),
        (
            "a mistake",
            counter,
            soon,
            vec![Event::MistakeCorrected {
                undone: 2,
                kind: "transferred".into(),
                back_to: Stage::Accepted,
                unit: unit("ttpvhcc.tiep-nhan"),
                person: None,
                in_transit_to: None,
                steps: vec![],
                slip: slip(),
                reason: "Chuyển nhầm phòng".into(),
                cost: 0,
                bearer: unit("ttpvhcc"),
                basis: D18_K1,
            }],
            &["Sửa sai sót của cơ quan", "Chuyển nhầm phòng"],
            &[],
        ),
    ]
}

#[tokio::test]
async fn r5_every_turn_is_told_to_the_applicant_and_lateness_is_admitted() {
    for (name, return_by, at, events, said, unsaid) in turns() {
        let office = Office::open().await;
        let dossier = accepted(&office, return_by).await;
        office.at(date(2025, 6, 3).at(9, 0, 0, 0));
        if !events.is_empty() {
            record(&office, &dossier, events).await;
        }
        office.at(at);
        for lang in ["en", "vi"] {
            let page = office.get(&format!("motcua-lang={lang}"), &format!("/t/{}", dossier.token)).await;
            check(name, lang, &page);
            assert_eq!(page.status, 200, "{name}");
        }
        let text = office.get("", &format!("/t/{}", dossier.token)).await.text();
        for words in said {
            assert!(text.contains(words), "{name}: `{words}` is not said: {text}");
        }
        for words in unsaid {
            assert!(!text.contains(words), "{name}: `{words}` is said");
        }
        for secret in ["Ka Hiền", "0912345678", "068090001234"] {
            assert!(!text.contains(secret), "{name}: {secret}");
        }
    }
}

#[tokio::test]
async fn a1_the_code_alone_tells_the_end_and_the_lateness_and_nothing_of_people() {
    let again = date(2025, 6, 30).at(17, 0, 0, 0);
    let late = date(2025, 6, 24).at(9, 0, 0, 0);
    let refused = Event::Refused {
        slip: slip(),
        ground: "G".into(),
        reason: "Bí mật".into(),
        after_appraisal: true,
        basis: D18_K1,
    };
    let table: [(Vec<Event>, &str, &str); 5] = [
        (vec![], "Đã quá ngày hẹn 17:00, thứ Hai, 23/06/2025", "Hẹn trả 17:00"),
        (apology(again), "Ngày hẹn mới là 17:00, thứ Hai, 30/06/2025", "Thiếu người"),
        (vec![refused], "Hồ sơ đã bị từ chối", "Hẹn trả"),
        (supplement(again), "Hiện không có ngày hẹn", "Hẹn trả"),
        (result_ready(), "Đã có kết quả", "Hẹn trả"),
    ];
    for (events, said, unsaid) in table {
        let office = Office::open().await;
        let dossier = accepted(&office, ReturnBy::Counter).await;
        if !events.is_empty() {
            record(&office, &dossier, events).await;
        }
        office.at(late);
        let text = office.get("", &format!("/tra-cuu?ma={}", dossier.code)).await.text();
        assert!(text.contains(said), "{said}: {text}");
        assert!(!text.contains(unsaid) && !text.contains("Bí mật"), "{unsaid}");
    }
}

#[tokio::test]
async fn a_code_is_found_however_it_is_typed() {
    let office = Office::open().await;
    let code = accepted(&office, ReturnBy::Counter).await.code;
    let spaced = code.to_lowercase().replace('-', " \u{2013} ");
    for typed in [code.to_lowercase(), spaced, code.replace('-', " ")] {
        let page = office.get("", &format!("/tra-cuu?ma={}", web::url::encode(&typed))).await;
        assert_eq!(page.status, 200, "{typed}");
        assert!(page.text().contains(&code), "{typed}");
    }
}

#[tokio::test]
async fn a2_the_applicant_sees_who_looked_by_office_and_function() {
    let office = Office::open().await;
    let dossier = accepted(&office, ReturnBy::Counter).await;
    let before = office.get("", &format!("/t/{}", dossier.token)).await.text();
    assert!(before.contains("Chưa có cán bộ nào mở hồ sơ"), "{before}");
    for who in ["giamdoc", "tiepnhan", "tiepnhan"] {
        let cookies = office.cookies(who).await;
        assert_eq!(office.get(&cookies, &format!("/ho-so/{}", dossier.code)).await.status, 200, "{who}");
    }
    let text = office.get("", &format!("/t/{}", dossier.token)).await.text();
    assert!(text.contains("Giám đốc") && text.contains("Tiếp nhận và trả kết quả, "), "{text}");
    assert!(text.contains("2 lượt"), "{text}");
    for name in ["giamdoc", "tiepnhan"] {
        let known = office.app.reference().person_name(&person(name));
        assert!(!text.contains(&known), "{known}");
    }
}

/// Sends the form of a citizen's act.
async fn press(office: &Office, cookies: &str, path: &str, answers: &[(&str, &str)]) -> common::Page {
    let form = office.get(cookies, path).await;
    assert_eq!(form.status, 200, "{path}");
    check(path, "congdan", &form);
    let hidden = ["csrf", "idempotency_key", "revision"].map(|name| (name, form.input(name).expect(name)));
    let mut pairs: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    pairs.extend_from_slice(answers);
    office.post(cookies, path, &pairs).await
}

#[tokio::test]
async fn d6_a_citizen_withdraws_with_a_reason_and_learns_that_an_officer_confirms() {
    let office = Office::open().await;
    let cookies = office.cookies("congdan").await;
    let own = filed(&office, "congdan", Channel::Online, ReturnBy::Online, Intent::Register).await;
    let path = format!("/ho-so-cua-toi/{}/rut-ho-so", own.id);
    let page = office.get(&cookies, &format!("/ho-so-cua-toi/{}", own.id)).await.text();
    assert!(page.contains(&path), "{page}");
    let without = press(&office, &cookies, &path, &[("ly-do", " ")]).await;
    assert_eq!(without.status, 422);
    assert!(without.text().contains("Nhập lý do rút hồ sơ"), "{}", without.text());
    let done = press(&office, &cookies, &path, &[("ly-do", "Không còn nhu cầu")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = office.get(&cookies, done.header("location")).await.text();
    assert!(page.contains("Đã rút hồ sơ.") && page.contains(">Đã rút<"), "{page}");
    // What is closed cannot be withdrawn again, and a stranger finds nothing to withdraw.
    assert_eq!(office.get(&cookies, &path).await.status, 404);
    let other = accepted(&office, ReturnBy::Counter).await;
    assert_eq!(office.get(&cookies, &format!("/ho-so-cua-toi/{}/rut-ho-so", other.id)).await.status, 404);
}

#[tokio::test]
async fn d16_k2_a_citizen_sends_what_was_asked_all_at_once() {
    let office = Office::open().await;
    let cookies = office.cookies("congdan").await;
    let own = filed(&office, "congdan", Channel::Online, ReturnBy::Online, Intent::Register).await;
    let list = |page: &common::Page| page.text().contains("Cần ông/bà làm");
    assert!(!list(&office.get(&cookies, "/ho-so-cua-toi").await));
    let items = vec![RequestedItem { paper: PaperCode::new("p1").unwrap(), what: "mờ".into() }];
    let guided =
        Event::Guided { slip: slip(), items, not_competent: false, remark: String::new(), basis: D18_K1 };
    record(&office, &own, vec![guided]).await;
    assert!(list(&office.get(&cookies, "/ho-so-cua-toi").await));
    let path = format!("/ho-so-cua-toi/{}/bo-sung", own.id);
    let empty = press(&office, &cookies, &path, &[]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("Đơn đăng ký cấp chứng chỉ"), "{}", empty.text());
    let done = press(&office, &cookies, &path, &[("giay", "p1")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = office.get(&cookies, done.header("location")).await.text();
    assert!(
        page.contains("Đã ghi nhận giấy tờ bổ sung") && page.contains("đang chờ quầy kiểm tra"),
        "{page}"
    );
    // A dossier on paper is completed at the counter, where somebody looks at the papers.
    assert_eq!(office.get(&cookies, &path).await.status, 404);
}

#[tokio::test]
async fn the_header_of_a_citizen_names_no_office_as_theirs() {
    let office = Office::open().await;
    let cookies = office.cookies("congdan").await;
    let text = office.get(&cookies, "/").await.text();
    let badge = text.split("mc-user__role\">").nth(1).unwrap().split("</span>").next().unwrap();
    assert_eq!(badge, "Người dân");
}
