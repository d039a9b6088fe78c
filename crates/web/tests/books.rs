//! The books through their pages: what a clerk, an officer, the director and an applicant do in them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use app::books::{cash, guidance, post, rating, urging};
use app::dossier::input::Action;
use app::dossier::{act, view};
use app::{accounts, dossier::Caller};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Office, Page, SIMPLE, check};
use domain::ids::PersonId;
use domain::procedure::Channel;
use jiff::civil::date;

fn caller(office: &Office, name: &str) -> Caller {
    accounts::caller(&office.app, &PersonId::new(name).unwrap()).unwrap()
}

/// Posts a form with the token of the page that shows it; gives where it leads.
async fn send(office: &Office, who: &str, from: &str, to: &str, fields: &[(&str, &str)]) -> Page {
    let cookies = office.cookies(who).await;
    let page = office.get(&cookies, from).await;
    assert_eq!(page.status, StatusCode::OK, "{from} as {who}: {}", page.text());
    check(from, who, &page);
    let (csrf, key) = (page.input("csrf").unwrap(), page.input("idempotency_key").unwrap_or_default());
    let mut form = vec![("csrf", csrf.as_str()), ("idempotency_key", key.as_str())];
    form.extend_from_slice(fields);
    office.post(&cookies, to, &form).await
}

fn leads(page: &Page) -> String {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.header("location").to_owned()
}

#[tokio::test]
async fn d7_twenty_consignments_are_scanned_signed_by_both_sides_and_taken_in() {
    let office = Office::open().await;
    let mut lines: Vec<(String, String)> = Vec::new();
    for number in 1..=20 {
        let scanned = format!("EA{number:09}VN");
        let mut form: Vec<(&str, &str)> =
            vec![("intent", "add"), ("desk", "quay-01"), ("consignment", &scanned)];
        for (name, value) in &lines {
            form.push((name, value));
        }
        let page = send(&office, "buudien", "/buu-chinh", "/buu-chinh", &form).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains(&scanned), "{number}");
        for (name, value) in [
            ("line.consignment", scanned),
            ("line.what", SIMPLE.to_owned()),
            ("line.postage", "25.000".to_owned()),
            ("line.collected", String::new()),
        ] {
            lines.push((name.to_owned(), value));
        }
    }
    let mut form: Vec<(&str, &str)> = vec![("intent", "hand-over"), ("desk", "quay-01")];
    form.extend(lines.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let minute = leads(&send(&office, "buudien", "/buu-chinh", "/buu-chinh", &form).await);

    // Who listed cannot sign for the other side; a stranger does not know of it.
    let own = send(&office, "buudien", "/buu-chinh", &minute, &[("intent", "sign")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(own.text().contains("Điều 7"), "{}", own.text());
    assert_eq!(office.get(&office.cookies("xuly").await, &minute).await.status, StatusCode::NOT_FOUND);

    let signed = send(&office, "tiepnhan", &minute, &minute, &[("intent", "sign")]).await;
    assert_eq!(leads(&signed), minute);
    let page = office.get(&office.cookies("tiepnhan").await, &minute).await;
    check(&minute, "tiepnhan", &page);
    assert!(page.text().contains("0001/2025"));
    let clerk = caller(&office, "tiepnhan");
    assert_eq!(post::waiting(&office.app, &clerk).unwrap().len(), 20);

    // The same list again is refused with every number.
    let again = send(&office, "buudien", "/buu-chinh", "/buu-chinh", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("EA000000020VN"));

    // A line opens intake; what is made of it counts from the signature and shows on the line.
    office.at(date(2025, 6, 3).at(10, 0, 0, 0));
    let cookies = office.cookies("tiepnhan").await;
    let line = office.get(&cookies, "/buu-chinh/bi/EA000000001VN").await;
    check("/buu-chinh/bi", "tiepnhan", &line);
    let href =
        line.attributes("href").into_iter().find(|href| href.starts_with("/tiep-nhan?thu-tuc=")).unwrap();
    let form = office.get(&cookies, &href).await;
    check(&href, "tiepnhan", &form);
    assert_eq!(form.input("consignment").unwrap(), "EA000000001VN");
    let posted = post::posted(&office.app, &clerk, "ea000000001vn").unwrap().posted;
    assert_eq!((posted.minute.number, posted.signed_at), (1, date(2025, 6, 2).at(9, 0, 0, 0)));
    let csrf = form.input("csrf").unwrap();
    let key = form.input("idempotency_key").unwrap();
    let papers: Vec<String> =
        form.attributes("name").into_iter().filter(|name| name.starts_with("paper.")).collect();
    let mut fields: Vec<(&str, &str)> = vec![
        ("csrf", &csrf),
        ("idempotency_key", &key),
        ("procedure", SIMPLE),
        ("channel", "post"),
        ("consignment", "EA000000001VN"),
        ("intent", "accept"),
        ("applicant.name", "Ka Hiền"),
        ("applicant.phone", "0912345678"),
        ("applicant_kind", "person"),
        ("return_by", "counter"),
    ];
    fields.extend(papers.iter().map(|name| (name.as_str(), "1")));
    let done = office.post(&cookies, "/tiep-nhan", &fields).await;
    let code = leads(&done).rsplit('/').next().unwrap().to_owned();
    assert_eq!(post::made_of(&office.app, "EA000000001VN").unwrap(), std::slice::from_ref(&code));
    assert_eq!(post::waiting(&office.app, &clerk).unwrap().len(), 19);
    let row = act::find(&office.app, &code).unwrap();
    let filed = view::load(&office.app, &row.id).unwrap().dossier;
    assert_eq!(filed.arrival.posted.unwrap().consignment, "EA000000001VN");

    // What is no dossier is closed with a reason, and no second time.
    let empty = send(
        &office,
        "tiepnhan",
        "/buu-chinh/bi/EA000000002VN",
        "/buu-chinh/bi/EA000000002VN",
        &[("reason", "")],
    )
    .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    leads(
        &send(
            &office,
            "tiepnhan",
            "/buu-chinh/bi/EA000000002VN",
            "/buu-chinh/bi/EA000000002VN",
            &[("reason", "Thư gửi nhầm")],
        )
        .await,
    );
    assert!(post::close_line(&office.app, &clerk, "EA000000002VN", "x").await.is_err());
    assert_eq!(office.app.store.verify(&mut |_, _| {}).unwrap().findings, []);
}

#[tokio::test]
async fn d14_guidance_is_numbered_printable_and_can_be_erased() {
    let office = Office::open().await;
    let form = [
        ("procedure", SIMPLE),
        ("way", "phone"),
        ("asker", "Lơ Mu Ha Kril"),
        ("contact", "0912345678"),
        ("question", "Cần giấy tờ gì?"),
        ("answer", "Một tờ khai theo mẫu."),
    ];
    let sheet = leads(&send(&office, "tiepnhan", "/huong-dan", "/huong-dan", &form).await);
    let page = office.get(&office.cookies("tiepnhan").await, &sheet).await;
    check(&sheet, "tiepnhan", &page);
    for words in ["0001/2025", "Lơ Mu Ha Kril", "Một tờ khai theo mẫu.", "điểm b khoản 2 Điều 14"]
    {
        assert!(page.text().contains(words), "{words}");
    }
    for (field, value) in [("way", "fax"), ("question", ""), ("procedure", "9.999")] {
        let mut wrong = form.to_vec();
        wrong.iter_mut().find(|(name, _)| *name == field).unwrap().1 = value;
        let page = send(&office, "tiepnhan", "/huong-dan", "/huong-dan", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
    }
    assert_eq!(
        office.get(&office.cookies("buudien").await, "/huong-dan").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(office.get(&office.cookies("xuly").await, &sheet).await.status, StatusCode::NOT_FOUND);
    let by_clerk = send(&office, "tiepnhan", "/huong-dan", &sheet, &[]).await;
    assert_eq!(by_clerk.status, StatusCode::FORBIDDEN);
    leads(&send(&office, "giamdoc", &sheet, &sheet, &[]).await);
    let page = office.get(&office.cookies("tiepnhan").await, &sheet).await;
    assert!(!page.text().contains("Lơ Mu Ha Kril") && page.text().contains("0001/2025"));
    office.at(date(2025, 6, 2).at(9, 5, 0, 0));
    // The second one has the next number: the refused ones took none.
    leads(&send(&office, "tiepnhan", "/huong-dan", "/huong-dan", &form).await);
    let (found, _) = guidance::list(&office.app, &caller(&office, "tiepnhan"), None, 10).unwrap();
    assert_eq!(found.iter().map(|one| one.number.unwrap().1).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(office.app.store.verify(&mut |_, _| {}).unwrap().findings, []);
}

#[tokio::test]
async fn d10_k1_b_a_late_unit_is_urged_once_at_each_step_and_answers() {
    let office = Office::open().await;
    let filed = office.accept(SIMPLE).await;
    let id = filed.dossier.id.to_string();
    let desk = caller(&office, "tiepnhan");
    let send_on = Action::Transfer { to: String::new(), paper: true };
    act::run(&office.app, &desk, &id, None, send_on, None).await.unwrap();
    act::run(&office.app, &caller(&office, "xuly"), &id, None, Action::Take { paper: true }, None)
        .await
        .unwrap();
    let director = caller(&office, "giamdoc");
    assert!(urging::proposals(&office.app, &director).unwrap().is_empty(), "nothing is late yet");

    let due = filed.dossier.promise.unwrap().due;
    let reference = office.app.reference();
    let day = reference.calendar_for(reference.default_desk()).next_working_day(due.date());
    office.at(day.at(9, 0, 0, 0));
    let found = urging::proposals(&office.app, &director).unwrap();
    assert_eq!((found.len(), found[0].facts.len(), found[0].rung), (1, 1, 1));
    let text = &found[0].text;
    assert!(text.contains("quá hạn từ 1 ngày làm việc"), "{text}");
    assert!(!text.contains("đã gửi") && !text.contains("lần"), "nothing was sent before: {text}");
    let unit = found[0].unit.to_string();
    let letter = leads(
        &send(
            &office,
            "giamdoc",
            "/don-doc",
            "/don-doc",
            &[("unit", &unit), ("text", ""), ("answer_by", "")],
        )
        .await,
    );
    let page = office.get(&office.cookies("giamdoc").await, &letter).await;
    check(&letter, "giamdoc", &page);
    assert!(
        page.text().contains("0001/2025") && page.text().contains(&filed.dossier.code.unwrap().to_string())
    );
    let new = urging::NewLetter { unit: found[0].unit.clone(), text: "x".to_owned(), answer_by: None };
    let again = urging::sign(&office.app, &director, new, None).await.unwrap_err();
    assert!(matches!(&again, app::CommandError::Refused(no) if no.code() == "nothing-to-urge"), "{again:?}");
    assert_eq!(again.to_string(), "nothing to urge", "one letter for one step");
    assert_eq!(office.get(&office.cookies("tiepnhan").await, &letter).await.status, StatusCode::NOT_FOUND);

    let open = office.get(&office.cookies("lanhdao").await, "/don-doc?xem=chua-tra-loi").await;
    check("/don-doc", "lanhdao", &open);
    assert!(open.text().contains("0001/2025"));
    leads(&send(&office, "lanhdao", &letter, &letter, &[("answer", "Trả trong tuần này.")]).await);
    let twice = urging::answer(
        &office.app,
        &caller(&office, "lanhdao"),
        letter.rsplit('/').next().unwrap(),
        "Lại nữa",
    )
    .await;
    assert!(twice.is_err());
    let (open, _) = urging::list(&office.app, &director, true, None).unwrap();
    assert!(open.is_empty());
    // Some days later the next step is reached, and only that one is proposed.
    office.at(day.saturating_add(jiff::Span::new().days(20)).at(9, 0, 0, 0));
    let found = urging::proposals(&office.app, &director).unwrap();
    assert!(found[0].rung > 1, "{found:?}");
    let text = &found[0].text;
    assert!(
        text.contains("đã gửi 1 văn bản đôn đốc") && text.contains("quá hạn từ 5 ngày làm việc"),
        "{text}"
    );
    assert_eq!(office.app.store.verify(&mut |_, _| {}).unwrap().findings, []);
}

#[tokio::test]
async fn d10_k1_b_a_letter_names_all_that_is_late_as_the_worklist_does() {
    let office = Office::open().await;
    let reference = office.app.reference();
    let calendar = reference.calendar_for(reference.default_desk());
    let mut filed = Vec::new();
    for number in 0..3 {
        let one = office.accept(SIMPLE).await;
        let id = one.dossier.id.to_string();
        let send_on = Action::Transfer { to: String::new(), paper: true };
        act::run(&office.app, &caller(&office, "tiepnhan"), &id, None, send_on, None).await.unwrap();
        let take = Action::Take { paper: true };
        act::run(&office.app, &caller(&office, "xuly"), &id, None, take, None).await.unwrap();
        filed.push((id, one.dossier.promise.unwrap().due));
        // The third comes a working day later than the two before.
        if number == 1 {
            office.at(calendar.next_working_day(office.app.store.now().date()).at(9, 0, 0, 0));
        }
    }
    // The second gets a new day, which is far ahead when the other two are late.
    office.at(filed[1].1.date().at(9, 0, 0, 0));
    let again = (0..5).fold(filed[1].1.date(), |day, _| calendar.next_working_day(day));
    let sorry = Action::Apologise { reason: "Chờ ý kiến.".to_owned(), again };
    act::run(&office.app, &caller(&office, "lanhdao"), &filed[1].0, None, sorry, None).await.unwrap();

    // The promise of the third has passed a moment ago.
    office.at(filed[2].1.date().at(17, 30, 0, 0));
    let director = caller(&office, "giamdoc");
    let found = urging::proposals(&office.app, &director).unwrap();
    let ids: Vec<&str> = found[0].facts.iter().map(|fact| fact.dossier.as_str()).collect();
    assert_eq!(ids, [filed[0].0.as_str(), filed[2].0.as_str()], "late now, the new day of one is ahead");
    assert!(found[0].text.contains("còn 2 hồ sơ"), "{}", found[0].text);
    let new = urging::NewLetter { unit: found[0].unit.clone(), text: String::new(), answer_by: None };
    let id = urging::sign(&office.app, &director, new, None).await.unwrap();
    let letter = urging::open(&office.app, &director, &id).unwrap();
    assert_eq!((letter.facts.len(), letter.earlier), (2, 0));
    let name = reference.person_name(&PersonId::new("xuly").unwrap());
    for fact in &letter.facts {
        assert!(
            !fact.step.is_empty() && !fact.step.contains(&name),
            "the step, not the person: {}",
            fact.step
        );
    }
    // After its new day the second is late by that day.
    office.at(calendar.next_working_day(again).at(9, 0, 0, 0));
    let found = urging::proposals(&office.app, &director).unwrap();
    let late = found[0].facts.iter().find(|fact| fact.dossier == filed[1].0).unwrap();
    assert_eq!((late.days, found[0].earlier), (1, 1));
    assert!(late.due.starts_with(&again.to_string()), "{}", late.due);
}

#[tokio::test]
async fn d18_k6_b_a_shift_is_closed_and_confirmed_by_a_second_person() {
    let office = Office::open().await;
    let clerk = caller(&office, "tiepnhan");
    let reference = office.app.reference();
    let day = office.app.store.now().date();
    let all = reference.procedures_on(day, &app::reference::ProcedureFilter::default());
    let mut paid = Vec::new();
    for procedure in
        all.iter().filter(|procedure| procedure.charges.iter().any(|charge| charge.amount.is_some()))
    {
        let code = procedure.code.as_str();
        if !procedure.channels.contains(&Channel::Counter) && !procedure.channels.is_empty() {
            continue;
        }
        let filed = office
            .file("tiepnhan", code, Channel::Counter, app::dossier::Intent::Accept { receipt_wanted: true })
            .await;
        if filed.dossier.outstanding() > 0 {
            let amount = filed.dossier.outstanding();
            let pay = app::dossier::input::PaymentInput {
                amount,
                method: domain::dossier::event::PaymentMethod::Cash,
                receipt: format!("BL {:04}", paid.len() + 1),
            };
            let done = act::run(&office.app, &clerk, filed.dossier.id.as_str(), None, Action::Pay(pay), None)
                .await
                .unwrap();
            paid.push((filed.dossier.id, amount, done.fresh().unwrap().dossier.paid[0].receipt.clone()));
        }
        if paid.len() == 2 {
            break;
        }
    }
    assert_eq!(paid.len(), 2, "two procedures of the demonstration have a fixed charge");
    let expected: i64 = paid.iter().map(|(_, amount, _)| amount).sum();
    let tills = cash::tills(&office.app, &clerk).unwrap();
    let till = tills.iter().find(|till| till.count > 0).unwrap();
    assert_eq!((till.expected, till.count), (expected, 2));
    let unit = till.unit.to_string();

    let short = (expected - 1000).to_string();
    let unexplained = send(
        &office,
        "tiepnhan",
        "/thu-ngan",
        "/thu-ngan",
        &[("unit", &unit), ("counted", &short), ("reason", "")],
    )
    .await;
    assert_eq!(unexplained.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unexplained.text().contains("-1.000\u{a0}₫"), "{}", unexplained.text());
    let closing = leads(
        &send(
            &office,
            "tiepnhan",
            "/thu-ngan",
            "/thu-ngan",
            &[("unit", &unit), ("counted", &short), ("reason", "Trả thừa")],
        )
        .await,
    );
    let page = office.get(&office.cookies("tiepnhan").await, &closing).await;
    check(&closing, "tiepnhan", &page);
    assert!(page.text().contains("0001/2025") && page.text().contains(&paid[0].2));
    assert!(
        cash::close(&office.app, &clerk, &till.unit, 0, "", None).await.is_err(),
        "nothing is left to close"
    );

    // The cashier cannot confirm; a colleague or the director can, once.
    let own = send(&office, "tiepnhan", &closing, &closing, &[]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    let name = reference.person_name(&clerk.person.id);
    assert!(own.text().contains(&format!("{name} đã làm phần đầu")), "{}", own.text());
    leads(&send(&office, "giamdoc", &closing, &closing, &[]).await);
    assert!(
        cash::confirm(&office.app, &caller(&office, "giamdoc"), closing.rsplit('/').next().unwrap())
            .await
            .is_err()
    );

    // A void after the closing falls into the next shift of the one who took the money.
    let void = Action::VoidFee { receipt: paid[0].2.clone(), reason: "Thu nhầm".to_owned() };
    act::run(&office.app, &caller(&office, "giamdoc"), paid[0].0.as_str(), None, void, None).await.unwrap();
    let tills = cash::tills(&office.app, &clerk).unwrap();
    let next = tills.iter().find(|till| till.count > 0).unwrap();
    assert_eq!((next.expected, next.newest[0].kind.as_str()), (-paid[0].1, "voided"));

    // The quarter's list sums to what was kept.
    let (from, until) = app::books::settlement::quarter(2025, 2).unwrap();
    let lines = app::books::settlement::list(&office.app, &caller(&office, "giamdoc"), from, until).unwrap();
    assert_eq!(lines.iter().map(app::books::settlement::Line::total).sum::<i64>(), paid[1].1);
    let cookies = office.cookies("giamdoc").await;
    let page = office.get(&cookies, "/thu-ngan/quyet-toan?quy=2&nam=2025").await;
    check("/thu-ngan/quyet-toan", "giamdoc", &page);
    let file = office.get(&cookies, "/thu-ngan/quyet-toan/bang.xlsx?quy=2&nam=2025").await;
    assert!(file.bytes.starts_with(b"PK"));
    assert_eq!(office.get(&cookies, "/thu-ngan/quyet-toan?quy=5").await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.get(&office.cookies("xuly").await, "/thu-ngan").await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.app.store.verify(&mut |_, _| {}).unwrap().findings, []);
}

#[tokio::test]
async fn d16_k1_a_scans_are_added_looked_at_and_read_by_those_who_work_on_it() {
    let office = Office::open().await;
    let intent = app::dossier::Intent::Register;
    let filed = office.file("tiepnhan", SIMPLE, Channel::Counter, intent).await;
    let code = filed.dossier.id.to_string();
    let (page, path) = (format!("/ho-so/{code}"), format!("/ho-so/{code}/tep"));
    let cookies = office.cookies("tiepnhan").await;
    let form = office.get(&cookies, &page).await;
    let csrf = form.input("csrf").unwrap();
    let paper = filed.procedure.papers[0].code.to_string();
    let pdf = b"%PDF-1.4\n2 0 obj<</Type /Page>>endobj\ntrailer<<>>\n%%EOF\n";
    let upload = |csrf: &str, paper: &str, content: &[u8]| {
        let field = |name: &str, value: &str| {
            format!("--xY\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let head = format!(
            "{}{}--xY\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.exe\"\r\n\r\n",
            field("csrf", csrf),
            field("paper", paper)
        );
        let body = [head.as_bytes(), content, b"\r\n--xY--\r\n"].concat();
        Request::post(&path)
            .header("cookie", &cookies)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=xY")
            .body(Body::from(body))
            .unwrap()
    };
    let added = office.send(upload(&csrf, &paper, pdf)).await;
    assert!(leads(&added).contains("xong=tep-quet#"), "{}", leads(&added));
    for (token, content, status) in [
        (csrf.as_str(), &b"MZ not a paper"[..], StatusCode::UNPROCESSABLE_ENTITY),
        (&csrf, b"", StatusCode::UNPROCESSABLE_ENTITY),
        ("forged", pdf, StatusCode::FORBIDDEN),
        (&csrf, &vec![b'%'; 11 * 1024 * 1024], StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        assert_eq!(office.send(upload(token, &paper, content)).await.status, status);
    }
    let hard = office.send(upload(&csrf, &paper, b"%PDF-1.4 /Encrypt <</Type/Page>> %%EOF")).await;
    assert!(leads(&hard).contains("kho-doc"));
    let view = view::load(&office.app, &filed.dossier.id).unwrap();
    let scans: Vec<_> = app::files::named(&view).cloned().collect();
    assert_eq!((scans.len(), scans[0].pages, scans[0].media.as_str()), (2, 1, "application/pdf"));
    let checks = view.dossier.checks.iter().filter(|check| check.by_machine);
    assert_eq!(
        checks.filter(|check| !check.passed).count(),
        1,
        "what is hard to read is a fault of the paper"
    );

    let file = format!("{path}/{}", scans[0].file);
    let read = office.get(&cookies, &file).await;
    assert_eq!((read.status, read.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert_eq!(read.bytes, pdf);
    let looks = office.app.store.notes(&format!("access/{}", filed.dossier.id)).unwrap();
    assert!(!looks.is_empty(), "a look is journaled");
    for (who, status) in [
        ("giamdoc", StatusCode::FORBIDDEN),
        ("congdan", StatusCode::NOT_FOUND),
        ("quantri", StatusCode::NOT_FOUND),
        ("", StatusCode::SEE_OTHER),
    ] {
        assert_eq!(office.get(&office.cookies(who).await, &file).await.status, status, "{who}");
    }
    let unknown = office.get(&cookies, &format!("{path}/{}", "0".repeat(64))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    // Nobody can name a file that is not there.
    let scan = domain::dossier::event::Scan { file: "0".repeat(64), ..scans[0].clone() };
    let made_up = Action::Attach { paper: String::new(), scans: vec![scan] };
    let told = act::run(&office.app, &caller(&office, "tiepnhan"), &code, None, made_up, None).await;
    assert!(matches!(told, Err(app::CommandError::Invalid(_))));
    let report = office.app.store.verify(&mut |_, _| {}).unwrap();
    assert_eq!((report.findings.len(), report.files.len()), (0, 2));
    assert!(office.app.files().unwrap().missing(&report.files).unwrap().is_empty());
}

#[tokio::test]
async fn d27_a_dossier_is_rated_once_and_nobody_learns_by_whom() {
    let office = Office::open().await;
    let filed = office.accept(SIMPLE).await;
    let id = filed.dossier.id.clone();
    let slip = rating::slip_of(&id, filed.token.as_ref().unwrap());
    let path = format!("/danh-gia/{slip}");
    assert_eq!(office.get("", &path).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing to rate yet");
    let desk = caller(&office, "tiepnhan");
    let withdraw =
        Action::Withdraw { reason: "Không cần nữa".to_owned(), proof: "Đơn rút".to_owned() };
    act::run(&office.app, &desk, id.as_str(), None, withdraw, None).await.unwrap();
    let confirmed = act::run(
        &office.app,
        &caller(&office, "giamdoc"),
        id.as_str(),
        None,
        Action::ConfirmWithdrawal,
        None,
    )
    .await;
    confirmed.unwrap();
    let tracking = office.get("", &format!("/t/{}", filed.token.as_ref().unwrap())).await;
    assert!(tracking.text().contains(&path), "the tracking page leads to the slip");

    let form = office.get("", &path).await;
    check(&path, "", &form);
    let guest = format!("motcua-khach={}", form.cookie("motcua-khach").unwrap());
    let csrf = form.input("csrf").unwrap();
    let pairs =
        [("csrf", csrf.as_str()), ("face", "5"), ("time", "1"), ("attitude", "2"), ("text", "Cảm ơn")];
    let off = office.post(&guest, &path, &[("csrf", csrf.as_str()), ("face", "9")]).await;
    assert_eq!(off.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(leads(&office.post(&guest, &path, &pairs).await), path);
    let twice = office.post(&guest, &path, &pairs).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "a replay is refused");
    let guessed = format!("/danh-gia/{id}{}", "0".repeat(32));
    assert_eq!(office.get("", &guessed).await.status, StatusCode::NOT_FOUND);

    let sum = rating::summary(&office.app, &caller(&office, "giamdoc"), "2025-06").unwrap();
    assert_eq!(
        (sum.count, sum.faces, sum.indicators[0], sum.indicators[1]),
        (1, [0, 0, 0, 0, 1], (1, 1), (0, 0))
    );
    assert!(rating::summary(&office.app, &desk, "2025-06").is_err());
    let kept = office.app.store.entries(&store::EntryQuery::of(rating::BOOK)).unwrap();
    for secret in [id.as_str(), filed.dossier.code.as_ref().unwrap().to_string().as_str(), "Ka Hiền", &slip]
    {
        assert!(!kept.items[0].payload.contains(secret) && kept.items[0].id != secret, "{secret}");
    }
}
