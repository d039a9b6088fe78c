//! What an officer might try to make figures look better, through the pages and through the use cases
//! behind them: each is refused with its clause, and nothing of it is recorded.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use app::CommandError;
use app::dossier::input::{Action, ResultInput};
use app::dossier::{act, view};
use axum::http::StatusCode;
use common::story::Story;
use domain::dossier::Dossier;
use domain::dossier::event::{ReceiverProof, ReturnBy};
use jiff::civil::{Date, date};

impl Story {
    fn dossier(&self) -> Dossier {
        let row = act::find(&self.office.app, &self.code).unwrap();
        view::load(&self.office.app, &row.id).unwrap().dossier
    }

    /// The use case itself, past every form: the code of its refusal and the first provision behind it.
    async fn direct(&self, who: &str, action: Action) -> (String, String) {
        let caller = app::accounts::caller(&self.office.app, &who.parse().unwrap()).unwrap();
        // What the clock brings by itself is no doing of the one who tries.
        self.tick().await;
        let before = self.dossier().revision;
        let answer = act::run(&self.office.app, &caller, &self.code, None, action, None).await;
        assert_eq!(self.dossier().revision, before, "nothing was recorded");
        match answer.err().expect("a refusal") {
            CommandError::Refused(no) => (no.code().to_owned(), no.basis().first().unwrap().id().to_owned()),
            CommandError::Invalid(faults) => (faults[0].code.to_owned(), faults[0].field.clone()),
            other => (format!("{other}"), String::new()),
        }
    }

    /// The form, sent: what the page says. Nothing may have been recorded.
    async fn tried(&self, who: &str, action: &str, answers: &[(&str, &str)]) -> String {
        self.tick().await;
        let before = self.dossier().revision;
        let words = self.refused(who, action, answers).await;
        assert_eq!(self.dossier().revision, before, "nothing was recorded");
        words
    }

    /// What the schedule does at this instant.
    async fn tick(&self) {
        let app = self.office.app.clone();
        tokio::task::spawn_blocking(move || app::schedule::round(&app)).await.unwrap().unwrap();
    }

    async fn result_ready(&self) {
        for (who, step) in [("xuly", "b4"), ("lanhdao", "b5"), ("lanhdao", "b6"), ("xuly", "b7")] {
            self.done(who, "complete-step", &[("step", step)]).await;
        }
        self.done("xuly", "send-result", &[("result_number", "12/CC")]).await;
        self.done("tiepnhan", "confirm-result", &[]).await;
    }
}

fn code(answer: &(String, String)) -> &str {
    &answer.0
}

#[tokio::test]
async fn a3_nobody_dates_a_receipt_back() {
    let story = Story::accepted().await;
    let before = story.dossier();
    // No form has the field; one that is sent all the same says nothing.
    story.done("tiepnhan", "note", &[("text", "x"), ("accepted_at", "2025-05-01T08:00")]).await;
    let after = story.dossier();
    assert_eq!((after.accepted_at, after.promise), (before.accepted_at, before.promise));
    assert_eq!(after.accepted_at, Some(date(2025, 6, 2).at(9, 0, 0, 0)), "the server's hour");
    let again = story.direct("tiepnhan", Action::Accept { receipt_wanted: false }).await;
    assert_eq!(code(&again), "already-accepted");
}

#[tokio::test]
async fn a4_a_late_dossier_is_neither_deleted_nor_withdrawn_by_one_hand() {
    let story = Story::appraised().await;
    story.office.at(date(2025, 6, 24).at(8, 0, 0, 0));
    let office = &story.office;
    let cookies = office.cookies("xuly").await;
    let gone = axum::http::Request::delete(format!("/ho-so/{}", story.code))
        .header("cookie", &cookies)
        .header("sec-fetch-site", "same-origin")
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(office.send(gone).await.status, StatusCode::METHOD_NOT_ALLOWED);
    let words = story.tried("tiepnhan", "withdraw", &[("reason", "Đổi ý"), ("proof", "")]).await;
    assert!(words.contains("o-proof"), "no proof, no withdrawal");
    story.done("tiepnhan", "withdraw", &[("reason", "Đổi ý"), ("proof", "Đơn 02/6")]).await;
    let own = story.tried("tiepnhan", "confirm-withdrawal", &[]).await;
    assert!(own.contains("Cần người thứ hai"));
    assert_eq!(code(&story.direct("tiepnhan", Action::ConfirmWithdrawal).await), "same-person");
    // Without a result it is not closed either.
    let hand_over = || Action::HandOver {
        by: ReturnBy::Counter,
        proof: ReceiverProof::ReceiptAndIdentity,
        receiver: None,
        result: ResultInput::default(),
    };
    assert_eq!(code(&story.direct("tiepnhan", hand_over()).await), "wrong-stage");
}

#[tokio::test]
async fn a5_the_promised_day_moves_once_and_only_by_the_rules() {
    let story = Story::appraised().await;
    let promised = story.dossier().promise.unwrap().due;
    let sorry = |day: Date| Action::Apologise { reason: "Quá tải".to_owned(), again: day };
    story.office.at(date(2025, 6, 12).at(8, 0, 0, 0));
    assert_eq!(code(&story.direct("lanhdao", sorry(date(2025, 6, 30))).await), "too-early-to-apologise");
    story.office.at(date(2025, 6, 24).at(8, 0, 0, 0));
    story.tick().await;
    story.done("lanhdao", "apologise", &[("reason", "Quá tải"), ("again", "27/06/2025")]).await;
    let words =
        story.tried("lanhdao", "apologise", &[("reason", "Quá tải lần nữa"), ("again", "30/06/2025")]).await;
    assert!(words.contains("điểm a khoản 2 Điều 18") && words.contains("Quá tải lần nữa"), "{words}");
    let second = story.direct("lanhdao", sorry(date(2025, 6, 30))).await;
    assert_eq!(second, ("already-apologised".to_owned(), "qc1722.d18.k2.a".to_owned()));
    let now = story.dossier();
    assert_eq!(now.promise.unwrap().due, promised, "the first promise stays on record");
    assert!(now.overdue_since.is_some(), "and that it was broken");
}

#[tokio::test]
async fn a7_a_supplement_is_asked_once_completely_and_in_time() {
    let story = Story::appraised().await;
    let ask = [("what.p1", "Thiếu chữ ký."), ("reason", "Chưa ký")];
    let empty = story.tried("xuly", "ask-supplement", &[("reason", "Chưa ký")]).await;
    assert!(empty.contains("govuk-error"), "nothing asked");
    story.done("xuly", "ask-supplement", &ask).await;
    story.done("tiepnhan", "supplement", &[("paper.p1", "1"), ("originals.p1", "1")]).await;
    let words = story.tried("xuly", "ask-supplement", &ask).await;
    assert!(words.contains("khoản 1 Điều 18"), "{words}");
    let items = vec![app::dossier::input::ItemInput { paper: "p1".to_owned(), what: "Ký".to_owned() }];
    let direct = Action::AskSupplement { items, reason: "Chưa ký".to_owned() };
    assert_eq!(code(&story.direct("xuly", direct).await), "supplement-already-asked");
}

#[tokio::test]
async fn a8_nobody_is_turned_away_without_a_slip_that_says_why() {
    let story = Story::appraised().await;
    for (ground, reason) in [("", "Không đủ"), ("Luật Đấu thầu", "")] {
        let words = story.tried("xuly", "refuse", &[("ground", ground), ("reason", reason)]).await;
        assert!(words.contains("govuk-error"), "{ground} {reason}");
        let refuse = Action::Refuse { ground: ground.to_owned(), reason: reason.to_owned() };
        let answer = story.direct("xuly", refuse).await;
        assert!(["required", "empty-reason"].contains(&code(&answer)), "{answer:?}");
    }
    story.done("lanhdao", "refuse", &[("ground", "Luật Đấu thầu"), ("reason", "Không đủ điều kiện")]).await;
    let (slip, ..) = story.dossier().refusal.unwrap();
    assert_eq!((slip.year, slip.number), (2025, 1), "the refusal has its numbered slip");
}

#[tokio::test]
async fn a12_a_result_goes_to_nobody_without_proof_of_who_takes_it() {
    let story = Story::appraised().await;
    story.result_ready().await;
    let none = story.tried("tiepnhan", "hand-over", &[("by", "counter")]).await;
    assert!(none.contains("o-proof"));
    let other = [("by", "counter"), ("proof", "authority")];
    let words = story.tried("tiepnhan", "hand-over", &other).await;
    assert!(words.contains("govuk-error"), "an authority without whom it names");
    let direct = Action::HandOver {
        by: ReturnBy::Counter,
        proof: ReceiverProof::Authority,
        receiver: None,
        result: ResultInput::default(),
    };
    assert_eq!(code(&story.direct("tiepnhan", direct).await), "proof-missing");
    // Who worked on it has no business at the returning desk.
    let stranger = Action::HandOver {
        by: ReturnBy::Counter,
        proof: ReceiverProof::ReceiptAndIdentity,
        receiver: None,
        result: ResultInput::default(),
    };
    assert_eq!(code(&story.direct("xuly", stranger).await), "not permitted");
    story.done("tiepnhan", "hand-over", &[("by", "counter"), ("proof", "receipt-and-identity")]).await;
}
