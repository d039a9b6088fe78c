//! From recorded events to papers: who issues and signs them, what they say, and that a reprint says the same.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::sync::{Arc, OnceLock};

use app::dossier::DossierView;
use app::person::PersonalData;
use app::{App, Reference, papers};
use documents::control_slip::Standing;
use documents::head::Head;
use documents::{Apology, ControlSlip, Form, Paper, SupplementRequest, Voucher};
use domain::dossier::event::{
    Applicant, CalendarPin, DataRef, Due, Duty, PaymentMethod, ProcedurePin, Promise, RegisterEntry,
    RequestedItem, ReturnBy, Slip, SubmittedPaper,
};
use domain::dossier::{Actor, Dossier, Event, Recorded, Stage};
use domain::ids::{DossierId, PaperCode, PersonId, ProcedureCode, StepId, UnitId};
use domain::procedure::process::Silence;
use domain::procedure::{ApplicantKind, Channel};
use jiff::civil::{DateTime, date};
use law::qc1722;
use store::{Options, Store};

const DESK: &str = "quay-01";
const AGENCY: &str = "so-khdt";
const DIVISION: &str = "so-khdt.dkkd";
const PROCEDURE: &str = "1.012507";

fn unit(id: &str) -> UnitId {
    UnitId::new(id).unwrap()
}

fn staff(person: &str, at: &str) -> Actor {
    Actor::Staff { person: PersonId::new(person).unwrap(), unit: unit(at) }
}

fn day(day: i8, hour: i8, minute: i8) -> DateTime {
    date(2025, 6, day).at(hour, minute, 0, 0)
}

fn slip(number: u32) -> Slip {
    Slip { year: 2025, number }
}

fn kept(id: char) -> DataRef {
    DataRef { id: id.to_string().repeat(32), commitment: "0".repeat(64) }
}

fn reference() -> Reference {
    static REFERENCE: OnceLock<Reference> = OnceLock::new();
    REFERENCE.get_or_init(|| Reference::new(province::Province::demo().unwrap())).clone()
}

/// A dossier accepted on Monday 2 June 2025 at 9:00 and promised for Monday 23 June.
struct Life {
    app: App,
    history: Vec<Recorded>,
}

impl Life {
    fn begin() -> Self {
        let store = Store::memory(Options::new(Arc::new(|| day(2, 9, 0))));
        let app = App::new(store, reference()).with_public_url("https://motcua.vidu.vn");
        let mut life = Self { app, history: Vec::new() };
        let lan = staff("tiepnhan", DESK);
        let pin = ProcedurePin { code: ProcedureCode::new(PROCEDURE).unwrap(), version: 1 };
        life.record(
            day(2, 9, 0),
            &lan,
            Event::Registered {
                procedure: pin.clone(),
                case: None,
                channel: Channel::Counter,
                applicant: Applicant { kind: ApplicantKind::Person, data: kept('a'), account: None },
                represented_by: None,
                papers: vec![SubmittedPaper { code: PaperCode::new("p1").unwrap(), originals: 1, copies: 0 }],
                sets: 2,
                answers: None,
                return_by: ReturnBy::Counter,
                desk: unit(DESK),
                holder: PersonId::new("tiepnhan").unwrap(),
                received_elsewhere: None,
                assisted_by: None,
                token: kept('b'),
                basis: qc1722::D16_K1_A,
            },
        );
        let promise = life.promise();
        life.record(
            day(2, 9, 0),
            &lan,
            Event::Accepted {
                code: "000.00.00.H36-250602-0001".parse().unwrap(),
                procedure: pin,
                promise: Some(promise),
                receipt: Some(slip(1)),
                register: RegisterEntry { year: 2025, volume: 1, number: 1 },
                owed: vec![Due { charge: "lp".to_owned(), amount: 150_000 }],
                transfer_by: Some(day(2, 17, 0)),
                supplement_by: Some(day(5, 17, 0)),
                warn_by: Some(day(20, 17, 0)),
                basis: qc1722::D16_K1_A,
            },
        );
        life
    }

    fn promise(&self) -> Promise {
        let reference = self.app.reference();
        let calendar = reference.calendar_for(&unit(DESK));
        Promise {
            limit: calendar::Limit::WorkingDays(15),
            counted_from: day(2, 9, 0),
            due: day(23, 17, 0),
            provisional: false,
            calendar: CalendarPin {
                id: calendar.id().to_owned(),
                version: calendar.version(),
                fingerprint: calendar.fingerprint(),
            },
            rule_pack: law::parameters_on("2025-06-02").rule_pack.to_owned(),
        }
    }

    fn record(&mut self, at: DateTime, by: &Actor, event: Event) {
        let revision = u32::try_from(self.history.len()).unwrap() + 1;
        self.history.push(Recorded { revision, at, by: by.clone(), event });
    }

    fn view(&self) -> DossierView {
        let reference = self.app.reference();
        let dossier = Dossier::rebuild(&DossierId::new(&"c".repeat(32)).unwrap(), &self.history).unwrap();
        let procedure = reference.procedure_pinned(&dossier.procedure).unwrap();
        DossierView {
            procedure: Arc::clone(procedure),
            dossier,
            history: self.history.clone(),
            applicant: Some(PersonalData {
                name: "Lê Thị Hồng".to_owned(),
                address: "Xã Lát, huyện Lạc Dương".to_owned(),
                ..PersonalData::default()
            }),
            representative: None,
            token: Some("d".repeat(32)),
            reference,
            at: day(27, 9, 0),
        }
    }

    fn paper(&self, kind: &str) -> Paper {
        papers::build(&self.app, &self.view(), kind).unwrap_or_else(|error| panic!("{kind}: {error:?}"))
    }

    /// Sent to the division at `at`, taken there at once.
    fn forwarded(mut self, at: DateTime, late: bool) -> Self {
        let (from, to) = (unit(DESK), unit(DIVISION));
        let sent = Event::Transferred { from, to: to.clone(), paper: true, basis: qc1722::D17_K1 };
        self.record(at, &staff("tiepnhan", DESK), sent);
        let holder = PersonId::new("xuly").unwrap();
        let taken = Event::Taken { unit: to, holder, paper: true, late, basis: qc1722::D17_K1 };
        self.record(at, &staff("xuly", DIVISION), taken);
        self
    }

    fn apologised(mut self, by: &Actor, by_centre: bool, fault: &str) -> Self {
        self.record(
            day(23, 15, 0),
            by,
            Event::Apologised {
                slip: slip(2),
                by_centre,
                fault: unit(fault),
                reason: "Phải lấy ý kiến lần hai.".to_owned(),
                due: day(23, 17, 0),
                again: day(27, 17, 0),
                warn_by: day(26, 17, 0),
                basis: if by_centre { qc1722::D18_K2_B } else { qc1722::D18_K2_A },
            },
        );
        self
    }
}

fn apology(life: &Life) -> Apology {
    match life.paper("apology") {
        Paper::Apology(paper) => *paper,
        other => panic!("an apology is expected, got {other:?}"),
    }
}

fn voucher(life: &Life, kind: &str) -> Voucher {
    match life.paper(kind) {
        Paper::Voucher(paper) => *paper,
        other => panic!("a voucher is expected, got {other:?}"),
    }
}

fn control_slip(life: &Life) -> ControlSlip {
    match life.paper("control-slip") {
        Paper::ControlSlip(paper) => *paper,
        other => panic!("a control slip is expected, got {other:?}"),
    }
}

fn heading(head: &Head) -> (&str, &str, &str) {
    (&head.upper_agency, &head.unit, &head.number)
}

#[test]
fn d18_k2_a_an_agency_apologises_under_its_own_head_and_the_committee_above_it() {
    let life =
        Life::begin().forwarded(day(2, 10, 0), false).apologised(&staff("lanhdao", AGENCY), false, AGENCY);
    let paper = apology(&life);
    let department = "Sở Kế hoạch và Đầu tư tỉnh Lâm Đồng";
    assert_eq!(heading(&paper.head), ("Ủy ban nhân dân tỉnh Lâm Đồng", department, "02/PXL"));
    assert_eq!(
        (paper.signer_office.join("/"), paper.signer.as_str()),
        ("Thủ trưởng cơ quan, đơn vị".to_owned(), "Lê Quốc Bình")
    );
    assert_eq!((paper.promised_at, paper.promised_again_at), (day(23, 17, 0), day(27, 17, 0)));
    assert_eq!(
        paper.track_url.as_deref(),
        Some(format!("https://motcua.vidu.vn/t/{}", "d".repeat(32)).as_str())
    );
    assert_eq!(papers::made(&life.view()), ["receipt", "apology", "control-slip"]);
}

#[test]
fn d18_k2_b_the_centre_apologises_by_its_director_or_a_deputy_for_the_director() {
    for (person, office, name) in [
        ("giamdoc", "Giám đốc", "Phạm Hồng Sơn"),
        ("phogiamdoc", "KT. Giám đốc/Phó Giám đốc", "Mai Thị Kim Chi"),
        ("tiepnhan", "Giám đốc", "Phạm Hồng Sơn"),
    ] {
        let paper = apology(&Life::begin().apologised(&staff(person, DESK), true, "tthcc"));
        assert_eq!(
            (paper.signer_office.join("/").as_str(), paper.signer.as_str()),
            (office, name),
            "{person}"
        );
        assert_eq!(
            heading(&paper.head),
            ("VĂN PHÒNG ĐOÀN ĐBQH, HĐND VÀ UBND TỈNH", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "02/PXL")
        );
    }
}

/// An agency of a ministry's vertical system is not under the province's committee.
#[test]
fn a_vertical_agency_has_nothing_of_the_province_above_its_name() {
    let paper = apology(&Life::begin().apologised(&staff("lanhdao", "cong-an"), false, "cong-an"));
    assert_eq!(heading(&paper.head), ("", "Công an tỉnh Lâm Đồng", "02/PXL"));
}

#[test]
fn d18_k1_the_supplement_slip_says_until_when_and_that_there_are_two_copies() {
    let mut life = Life::begin().forwarded(day(2, 10, 0), false);
    let by = staff("xuly", DIVISION);
    life.record(
        day(4, 9, 0),
        &by,
        Event::SupplementAsked {
            slip: slip(15),
            items: vec![RequestedItem {
                paper: PaperCode::new("p1").unwrap(), what: "Chưa ký.".to_owned()
            }],
            reason: "Thiếu chữ ký.".to_owned(),
            basis: qc1722::D18_K1,
        },
    );
    life.record(day(4, 9, 0), &by, Event::AnswerAwaited { until: day(30, 17, 0), basis: qc1722::D18_K1 });
    let slip_of = |life: &Life| -> SupplementRequest {
        match life.paper("supplement") {
            Paper::Supplement(paper) => *paper,
            other => panic!("a slip is expected, got {other:?}"),
        }
    };
    let paper = slip_of(&life);
    assert_eq!(paper.answer_by, Some(day(30, 17, 0)));
    assert_eq!((paper.head.number.as_str(), paper.contact_phone.as_str()), ("15/HDHS", "0263 3800 202"));
    assert!(paper.notes.iter().any(|note| note.contains("02 liên")), "{:?}", paper.notes);

    // Closed by the schedule later: the notice names the slip, and the slip itself reads as before.
    let schedule = Actor::System("schedule".to_owned());
    let lapsed = Event::Lapsed { slip: slip(7), until: day(30, 17, 0), basis: qc1722::D18_K1 };
    life.record(date(2025, 7, 1).at(0, 1, 0, 0), &schedule, lapsed);
    let notice = life.paper("lapse-notice");
    assert_eq!(notice.form().and_then(|form| form.number_on(notice.date())), Some(5), "the later circular");
    let Paper::ClosingNotice(notice) = notice else { panic!("a notice is expected") };
    assert_eq!(notice.slip, "số 15/HDHS ngày 04/06/2025");
    assert_eq!((notice.head.number.as_str(), notice.signer.as_str()), ("07/TB", "Phạm Hồng Sơn"));
    assert_eq!(slip_of(&life), paper, "a reprint says the same");
}

#[test]
fn nd61_d6_a_stopped_dossier_gets_a_notice_with_the_applicants_reason() {
    let mut life = Life::begin();
    let by = staff("giamdoc", DESK);
    let basis = law::nd61_2018::D6;
    life.record(day(10, 9, 0), &by, Event::WithdrawalConfirmed { slip: slip(11), basis });
    let (reason, proof) = ("Đổi phương án.".to_owned(), "Đơn số 3".to_owned());
    life.record(day(10, 9, 0), &by, Event::Withdrawn { reason, proof, basis });
    let paper = life.paper("stop-notice");
    assert_eq!(
        paper.form().and_then(|form| form.number_on(paper.date())),
        None,
        "a plain notice before 1/7/2025"
    );
    let Paper::ClosingNotice(notice) = paper else { panic!("a notice is expected") };
    assert_eq!((notice.reason.as_str(), notice.head.number.as_str()), ("Đổi phương án.", "11/TB"));
    assert_eq!(Form::StopNotice.number_on(date(2025, 7, 1)), Some(5));
}

#[test]
fn d18_k6_b_every_cash_receipt_is_printed_again_as_it_was() {
    let mut life = Life::begin();
    let by = staff("tiepnhan", DESK);
    let (method, basis) = (PaymentMethod::Cash, qc1722::D18_K6_B);
    for (number, amount) in [(128, 50_000), (129, 150_000)] {
        let receipt = domain::dossier::cash_receipt(&slip(number));
        life.record(day(3, 9, 0), &by, Event::FeeRecorded { amount, method, receipt, basis });
        life.record(day(3, 9, 0), &by, Event::FeeReceiptIssued { slip: slip(number), amount, basis });
    }
    let refund =
        Event::FeeRefunded { slip: slip(4), amount: 50_000, reason: "Nộp thừa.".to_owned(), basis };
    life.record(day(4, 9, 0), &by, refund);

    let newest = voucher(&life, "fee-receipt");
    assert_eq!(
        (newest.head.number.as_str(), newest.amount, newest.copies.len()),
        ("000129/BL-2025", 150_000, 3)
    );
    assert_eq!(newest.lines.len(), 1, "all that is owed was paid at once");
    let first = voucher(&life, "fee-receipt-4");
    assert_eq!((first.head.number.as_str(), first.amount, first.lines.len()), ("000128/BL-2025", 50_000, 0));
    let back = voucher(&life, "refund-voucher");
    assert_eq!((back.head.number.as_str(), back.purpose.as_str()), ("04/PC", "Nộp thừa."));
    let acts: Vec<(&str, u32)> =
        papers::made_by(&life.view()).iter().map(|made| (made.kind, made.revision)).collect();
    assert_eq!(acts, [("receipt", 2), ("fee-receipt", 4), ("fee-receipt", 6), ("refund-voucher", 7)]);
    assert_eq!(papers::made(&life.view()), ["receipt", "fee-receipt", "refund-voucher"]);
    assert!(papers::build(&life.app, &life.view(), "fee-receipt-5").is_err(), "another act's revision");
}

#[test]
fn d18_k6_b_a_voided_receipt_says_so_and_a_refund_goes_back_as_the_money_came() {
    let mut life = Life::begin();
    let (cash, basis) = (PaymentMethod::Cash, qc1722::D18_K6_B);
    let receipt = domain::dossier::cash_receipt(&slip(128));
    let by = staff("tiepnhan", DESK);
    let paid = |amount, method, receipt: &str| Event::FeeRecorded {
        amount,
        method,
        receipt: receipt.to_owned(),
        basis,
    };
    life.record(day(3, 9, 0), &by, paid(50_000, cash, &receipt));
    life.record(day(3, 9, 0), &by, Event::FeeReceiptIssued { slip: slip(128), amount: 50_000, basis });
    assert_eq!(voucher(&life, "fee-receipt").voided, None);
    let reason = "Thu nhầm.".to_owned();
    let void = Event::FeeVoided { receipt, amount: 50_000, reason, basis };
    life.record(day(4, 10, 0), &staff("giamdoc", DESK), void);
    let voided = voucher(&life, "fee-receipt").voided.unwrap();
    assert_eq!((voided.at, voided.by.as_str()), (day(4, 10, 0), "Phạm Hồng Sơn"));
    papers::print(&life.paper("fee-receipt")).unwrap();

    life.record(day(5, 9, 0), &by, paid(200_000, PaymentMethod::Transfer, "CK 77"));
    let reason = "Nộp thừa.".to_owned();
    let back = Event::FeeRefunded { slip: slip(4), amount: 50_000, reason, basis };
    life.record(day(6, 9, 0), &by, back);
    assert_eq!(voucher(&life, "refund-voucher").method, "Chuyển khoản");
}

#[test]
fn nd61_d19_k8_after_appraisal_the_agency_refuses_and_its_head_signs() {
    let refused = |life: &mut Life, by: &Actor, after_appraisal| {
        life.record(
            day(10, 9, 0),
            by,
            Event::Refused {
                slip: slip(3),
                ground: "qc1722.d16.k1.d".to_owned(),
                reason: "Chưa đủ điều kiện.".to_owned(),
                after_appraisal,
                basis: law::nd61_2018::D19_K8,
            },
        );
        let Paper::Refusal(paper) = life.paper("refusal") else { panic!("a refusal is expected") };
        papers::print(&life.paper("refusal")).unwrap();
        *paper
    };
    let label = "điểm d khoản 1 Điều 16 Quy chế 1722";
    let department = "Sở Kế hoạch và Đầu tư tỉnh Lâm Đồng";
    // Of two heads one signs by hand; the officer who appraised never does.
    for (who, name) in [("lanhdao", "Lê Quốc Bình"), ("xuly", "")] {
        let mut life = Life::begin().forwarded(day(2, 10, 0), false);
        let paper = refused(&mut life, &staff(who, DIVISION), true);
        assert_eq!((paper.desk.as_str(), paper.officer.as_str()), (department, name), "{who}");
    }
    let mut life = Life::begin().forwarded(day(2, 10, 0), false);
    let paper = refused(&mut life, &staff("xuly", DIVISION), true);
    assert_eq!(paper.settling.unwrap().office, ["Thủ trưởng cơ quan, đơn vị"]);
    assert_eq!((paper.basis, paper.head.unit.as_str()), (vec![label.to_owned()], department));
    let whole = life.paper("refusal");
    assert_eq!((whole.title(), whole.form()), ("Phiếu từ chối giải quyết hồ sơ", None));

    let mut life = Life::begin();
    let paper = refused(&mut life, &staff("tiepnhan", DESK), false);
    assert_eq!((paper.settling, paper.basis), (None, vec![label.to_owned()]));
    assert_eq!(life.paper("refusal").title(), "Phiếu từ chối tiếp nhận giải quyết hồ sơ");
}

#[test]
fn d18_k5_each_consulted_unit_is_asked_by_letter() {
    let mut life = Life::begin().forwarded(day(2, 10, 0), false);
    life.record(
        day(5, 9, 0),
        &staff("lanhdao", DIVISION),
        Event::ConsultationAsked {
            id: StepId::new("lyk-1").unwrap(),
            units: vec![unit("so-tc"), unit("cong-an")],
            question: "Nguồn vốn?".to_owned(),
            documents: vec!["Dự thảo".to_owned()],
            answer_by: day(12, 17, 0),
            silence: Silence::CountsAsAgreement,
            basis: qc1722::D18_K5_BUOC1,
        },
    );
    let Paper::Consultation(letter) = life.paper("consultation") else { panic!("a letter is expected") };
    assert_eq!(letter.units, ["Sở Tài chính tỉnh Lâm Đồng", "Công an tỉnh Lâm Đồng"]);
    assert_eq!(letter.agency, "Sở Kế hoạch và Đầu tư tỉnh Lâm Đồng");
    assert!(letter.silence.contains("được coi là đồng ý"), "{}", letter.silence);
}

#[test]
fn d17_k2_a_step_is_named_even_where_it_is_a_consultation() {
    let mut view = Life::begin().view();
    let code = domain::ids::ProcedureCode::new("1.010727").unwrap();
    view.procedure = Arc::clone(view.reference.procedure_latest(&code).unwrap());
    assert_eq!(papers::step_note(&view, "b5"), "Lấy ý kiến cơ quan liên quan");
    assert_eq!(papers::step_note(&view, "b99"), "b99", "what the process does not know stays as it is");
}

#[test]
fn nd61_d21_a_corrected_mistake_is_apologised_for_with_its_cost() {
    let mut life = Life::begin().forwarded(day(2, 10, 0), false);
    life.record(
        day(3, 9, 0),
        &staff("tiepnhan", DESK),
        Event::MistakeCorrected {
            undone: 3,
            kind: "transferred".to_owned(),
            back_to: Stage::Accepted,
            unit: unit(DESK),
            person: None,
            in_transit_to: None,
            steps: Vec::new(),
            slip: slip(3),
            reason: "Chuyển nhầm phòng.".to_owned(),
            cost: 20_000,
            bearer: unit("tthcc"),
            basis: law::nd61_2018::D21,
        },
    );
    let Paper::Correction(letter) = life.paper("correction-letter") else { panic!("a letter is expected") };
    assert_eq!((letter.head.number.as_str(), letter.cost), ("03/PXL", 20_000));
    assert_eq!(letter.agency, "Trung tâm Phục vụ hành chính công tỉnh Lâm Đồng");
    assert!(letter.remedy.contains("Lần ghi số 3"), "{}", letter.remedy);
}

#[test]
fn d17_k1_the_control_slip_says_how_each_giver_stood() {
    for (at, late, expected, note) in [
        (day(2, 10, 0), false, Standing::OnTime, "Kèm 02 bộ hồ sơ giấy"),
        (day(3, 10, 0), true, Standing::Late, "Kèm 02 bộ hồ sơ giấy; Chuyển chậm"),
    ] {
        let slip = control_slip(&Life::begin().forwarded(at, late));
        assert_eq!(slip.hand_overs.len(), 1);
        assert_eq!((slip.hand_overs[0].standing, slip.hand_overs[0].note.as_str()), (Some(expected), note));
    }
    // The result is measured by the promised day.
    for (at, expected) in [
        (day(20, 16, 0), Standing::Early),
        (day(23, 9, 0), Standing::OnTime),
        (day(24, 9, 0), Standing::Late),
    ] {
        let mut life = Life::begin().forwarded(day(2, 10, 0), false);
        let result = domain::dossier::event::ResultPaper {
            name: "Chứng chỉ".to_owned(),
            number: "12".to_owned(),
            file: None,
        };
        let (from, to, basis) = (unit(DIVISION), unit(DESK), qc1722::D18_K6_A);
        life.record(at, &staff("xuly", DIVISION), Event::ResultSent { result, from, to, basis });
        let slip = control_slip(&life);
        let last = slip.hand_overs.last().unwrap();
        assert_eq!((last.giver.at, last.standing), (Some(at), Some(expected)));
    }
}

#[test]
fn d18_k4_the_duties_of_a_chain_stand_on_the_control_slip() {
    let mut life = Life::begin();
    let duty = |at: &str, work: &str, minutes| Duty { unit: unit(at), work: work.to_owned(), minutes };
    life.record(
        day(2, 9, 30),
        &staff("tiepnhan", DESK),
        Event::ChainOrdered {
            duties: vec![duty(AGENCY, "Thẩm định", Some(960)), duty("so-tc", "Góp vốn", None)],
            basis: qc1722::D18_K4,
        },
    );
    let slip = control_slip(&life.forwarded(day(2, 10, 0), false));
    let duties: Vec<(&str, &str)> =
        slip.duties.iter().map(|duty| (duty.work.as_str(), duty.time.as_str())).collect();
    assert_eq!(duties, [("Thẩm định", "2 ngày làm việc"), ("Góp vốn", "")]);
}

/// Whatever happens later, what was handed out reads the same, byte for byte.
#[test]
fn a_reprint_is_the_same_file() {
    let life = Life::begin();
    let first = papers::print(&life.paper("receipt")).unwrap();
    let later = life.forwarded(day(2, 10, 0), false).apologised(&staff("lanhdao", AGENCY), false, AGENCY);
    assert!(papers::print(&later.paper("receipt")).unwrap() == first, "the receipt changed");
}
