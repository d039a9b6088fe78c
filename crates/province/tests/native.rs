//! Our own form: files, folders and workbooks; all or nothing, with the place of each error.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "helpers of tests")]

mod support;

use std::fs;
use std::path::PathBuf;

use calendar::Limit;
use domain::ids::ProcedureCode;
use domain::organisation::{Name, Role, Validity};
use domain::procedure::process::{Branch, Consultation, Link, Silence, UnitRef};
use domain::procedure::record::{Fact, NationalFacts, OtherPublication, PaperNote, ReplacedPaper};
use domain::procedure::*;
use proptest::prelude::*;
use province::import::{Import, ImportErrors, Shape, read};
use rust_xlsxwriter::{Workbook, Worksheet};
use support::demo;

/// A folder of its own for a test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("motcua-province-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn with(self, name: &str, text: &str) -> Self {
        fs::write(self.0.join(name), text).expect("a file");
        self
    }

    fn import(&self) -> Result<Import, ImportErrors> {
        read(&self.0, Shape::Native, demo())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn written(code: &str) -> String {
    let province = demo();
    let mut procedure = province.procedures.first().expect("a procedure").clone();
    procedure.code = code.parse().expect("a code");
    province::write_procedure_yaml(&procedure)
}

#[test]
fn a_folder_of_yaml_and_json_imports_in_order() {
    let json = r#"{"code": "1.000003", "valid_from": "2019-01-01", "publication": "draft", "name": "Ba", "field": "Thử", "agency": "so-khdt", "limit": "0"}"#;
    let list = format!("[{json}]").replace("000003", "000004");
    let folder = Folder::new("folder")
        .with("a.yaml", &written("1.000001"))
        .with("b.json", json)
        .with("c.json", &list)
        .with("readme.txt", "không phải thủ tục");
    let import = folder.import().unwrap_or_else(|errors| panic!("{errors}"));
    let codes: Vec<&str> = import.procedures.iter().map(|procedure| procedure.code.as_str()).collect();
    assert_eq!(codes, ["1.000001", "1.000003", "1.000004"]);
    assert_eq!(import.procedures[1].limit, Limit::Immediately);
    assert!(import.report.iter().any(|row| row.record == "1.000001"), "what was composed is said again");
}

#[test]
fn one_bad_file_stops_all_and_every_error_is_told() {
    let folder = Folder::new("bad")
        .with("a.yaml", &written("1.000001"))
        .with("b.yaml", "code: 1.2\nname: x\n  field: y\n")
        .with("c.yaml", &written("1.000002").replace("publication: published", "publication: maybe"))
        .with("d.yaml", &written("1.000001"))
        .with("e.yaml", &format!("{}\ncolour: blue\n", written("1.000005")))
        .with("f.json", "[1]");
    let errors = folder.import().expect_err("nothing is taken").0;
    let of = |file: &str| {
        errors.iter().find(|error| error.record.ends_with(file)).unwrap_or_else(|| panic!("{file}"))
    };
    assert!(of("b.yaml").field.starts_with("dòng "), "{:?}", of("b.yaml"));
    assert_eq!(of("c.yaml").field, "publication");
    assert!(of("c.yaml").fix.contains("draft, published, abolished"));
    assert!(of("d.yaml").what.contains("1.000001"), "twice");
    assert!(of("e.yaml").what.contains("colour"), "{:?}", of("e.yaml"));
    assert!(of("f.json").field.starts_with("dòng "), "{:?}", of("f.json"));
    assert_eq!(errors.len(), 5);
}

#[test]
fn what_cannot_be_opened_is_told() {
    let folder = Folder::new("none");
    assert!(folder.import().is_err(), "an empty folder");
    for name in ["khong-co.yaml", "anh.png"] {
        assert!(read(&folder.0.join(name), Shape::Native, demo()).is_err(), "{name}");
    }
    fs::write(folder.0.join("latin.yaml"), [0x63_u8, 0xe9, 0xff]).expect("a file");
    assert!(read(&folder.0.join("latin.yaml"), Shape::Native, demo()).is_err(), "not UTF-8");
    fs::write(folder.0.join("sai.xlsx"), b"PK not a workbook").expect("a file");
    assert!(read(&folder.0.join("sai.xlsx"), Shape::Native, demo()).is_err(), "no workbook");
}

fn fill(sheet: &mut Worksheet, name: &str, rows: &[&[&str]]) {
    sheet.set_name(name).expect("a name");
    for (r, row) in rows.iter().enumerate() {
        for (c, text) in row.iter().enumerate() {
            let (r, c) = (u32::try_from(r).expect("small"), u16::try_from(c).expect("small"));
            match text.parse::<f64>() {
                Ok(number) if !text.contains('.') => sheet.write_number(r, c, number).expect("a cell"),
                _ => sheet.write_string(r, c, *text).expect("a cell"),
            };
        }
    }
}

fn workbook(folder: &Folder, sheets: &[(&str, &[&[&str]])]) -> PathBuf {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        fill(book.add_worksheet(), name, rows);
    }
    let path = folder.0.join("thu-tuc.xlsx");
    book.save(&path).expect("a workbook");
    path
}

const HEAD: &[&str] = &[
    "Mã",
    "Tên",
    "Lĩnh vực",
    "Cơ quan",
    "Thời hạn",
    "Quyết định",
    "Ngày quyết định",
    "Đối tượng",
    "Cách thức",
    "Kết quả",
];

#[test]
fn a_workbook_becomes_procedures_with_papers_process_and_charges() {
    let folder = Folder::new("xlsx");
    let path = workbook(
        &folder,
        &[
            (
                "Thủ tục",
                &[
                    HEAD,
                    &[
                        "1.000010",
                        "Cấp giấy thử",
                        "Thử nghiệm",
                        "Sở Kế hoạch và Đầu tư",
                        "5 ngày làm việc",
                        "1/QĐ-UBND",
                        "14/08/2019",
                        "Cá nhân; Doanh nghiệp",
                        "trực tiếp, trực tuyến",
                        "Giấy thử",
                    ],
                    &["1.000011", "Cấp ngay", "Thử nghiệm", "so-tp", "ngay", "", "", "", "trực tiếp", ""],
                ],
            ),
            (
                "Giấy tờ",
                &[
                    &["Mã thủ tục", "Tên giấy tờ", "Bản chính", "Bản sao", "Mẫu", "Điều kiện", "Trường hợp"],
                    &["1.000010", "Đơn", "1", "0", "Mẫu 01", "", ""],
                    &["1.000010", "Giấy ủy quyền", "0", "1", "", "nếu ủy quyền", "Cấp lại"],
                ],
            ),
            (
                "Quy trình",
                &[
                    &["Mã thủ tục", "Bước", "Công việc", "Loại", "Đơn vị", "Vai trò", "Thời gian"],
                    &["1.000010", "1", "Tiếp nhận", "tiếp nhận", "", "công chức một cửa", "Giờ hành chính"],
                    &[
                        "1.000010",
                        "2",
                        "Thẩm định",
                        "thẩm định",
                        "so-khdt.dkkd",
                        "chuyên viên",
                        "4,5 ngày làm việc",
                    ],
                    &["1.000010", "3", "Ký", "ký", "", "lãnh đạo cơ quan", "4 giờ"],
                ],
            ),
            (
                "Phí",
                &[
                    &["Mã thủ tục", "Tên khoản", "Loại", "Mức thu", "Từ ngày", "Đến ngày"],
                    &["1.000010", "Lệ phí cấp giấy", "lệ phí", "200000", "01/01/2019", "2026-12-31"],
                ],
            ),
        ],
    );
    let import = read(&path, Shape::Native, demo()).unwrap_or_else(|errors| panic!("{errors}"));
    let [first, second] = import.procedures.as_slice() else { panic!("two procedures") };
    assert_eq!(first.agency.as_str(), "so-khdt");
    assert_eq!(first.limit, Limit::WorkingDays(5));
    assert_eq!(first.validity.from.to_string(), "2019-08-14");
    assert_eq!(first.applicants, [ApplicantKind::Person, ApplicantKind::Enterprise]);
    assert_eq!(first.channels, [Channel::Counter, Channel::Online]);
    assert_eq!(first.papers.len(), 2);
    assert_eq!(first.papers[0].originals, Some(1));
    assert_eq!(first.cases.len(), 1);
    assert_eq!(first.papers[1].cases, [first.cases[0].id.clone()]);
    assert!(!first.papers[1].mandatory);
    let mut times = Vec::new();
    first.process.as_ref().expect("a process").root.each_step(&mut |step| times.push((step.role, step.time)));
    assert_eq!(
        times,
        [
            (Some(Role::CounterOfficer), StepTime::NotCounted),
            (Some(Role::Officer), StepTime::Minutes(2160)),
            (Some(Role::AgencyHead), StepTime::Minutes(240)),
        ]
    );
    assert_eq!(first.charges[0].amount, Some(200_000));
    assert_eq!(first.charges[0].kind, ChargeKind::Fee);
    assert_eq!(second.limit, Limit::Immediately);
    assert_eq!(second.agency.as_str(), "so-tp");
}

#[test]
fn errors_of_a_workbook_name_sheet_and_cell() {
    let folder = Folder::new("xlsx-bad");
    let path = workbook(
        &folder,
        &[
            (
                "Thủ tục",
                &[
                    HEAD,
                    &[
                        "1.000010",
                        "Cấp giấy thử",
                        "Thử nghiệm",
                        "Sở Chưa Có",
                        "lâu",
                        "",
                        "31/31/2019",
                        "người máy",
                        "thần giao",
                        "",
                    ],
                    &["mã sai", "", "", "so-tp", "", "", "", "", "", ""],
                    &["1.000012", "Tốt", "Thử", "so-tp", "5wd", "", "", "", "", ""],
                    &["1.000012", "Lặp", "Thử", "so-tp", "5wd", "", "", "", "", ""],
                ],
            ),
            (
                "Giấy tờ",
                &[
                    &["Mã thủ tục", "Tên giấy tờ", "Bản chính", "Màu"],
                    &["1.000012", "Đơn", "-1", ""],
                    &["1.999999", "Đơn", "1", ""],
                ],
            ),
            (
                "Quy trình",
                &[
                    &["Mã thủ tục", "Công việc", "Thời gian", "Vai trò", "Đơn vị"],
                    &["1.000012", "Ký", "sớm", "vua", "cung điện"],
                ],
            ),
        ],
    );
    let errors = read(&path, Shape::Native, demo()).expect_err("nothing is taken").0;
    let places: Vec<&str> = errors.iter().map(|error| error.record.as_str()).collect();
    for place in [
        "Thủ tục!D2",
        "Thủ tục!E2",
        "Thủ tục!G2",
        "Thủ tục!H2",
        "Thủ tục!I2",
        "Thủ tục!A3",
        "Thủ tục!B3",
        "Thủ tục!A5",
        "Giấy tờ!D1",
        "Giấy tờ!C2",
        "Giấy tờ!A3",
        "Quy trình!C2",
        "Quy trình!D2",
        "Quy trình!E2",
    ] {
        assert!(places.contains(&place), "{place} in {places:?}");
    }
    let numeric = {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        fill(sheet, "Thủ tục", &[HEAD, &["1.004230", "Tốt", "Thử", "so-tp", "5wd", "", "", "", "", ""]]);
        sheet.write_number(1, 0, 1.004_23).expect("a cell");
        // A stray cell in the far corner must cost nothing.
        sheet.write_string(1_048_575, 16_383, " ").expect("a cell");
        let path = folder.0.join("so.xlsx");
        book.save(&path).expect("a workbook");
        path
    };
    let errors = read(&numeric, Shape::Native, demo()).expect_err("a code that lost its zero").0;
    assert!(
        errors.iter().any(|error| error.record == "Thủ tục!A2" && error.what.contains("số 0")),
        "{errors:?}"
    );
    let missing = workbook(&folder, &[("Thủ tục", &[&["Mã", "Tên"], &["1.000010", "x"]])]);
    let errors = read(&missing, Shape::Native, demo()).expect_err("columns are missing").0;
    assert!(errors.iter().any(|error| error.field == "lĩnh vực"));
    let none = workbook(&folder, &[("Khác", &[&["a"]])]);
    assert!(read(&none, Shape::Native, demo()).is_err());
}

// Round trip: any procedure is read back as it was written.

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-ZăâđêôơưáàảãạĐÁ0-9 .,:;#'\"%&*!|>@`{}\\[\\]?/-]{0,30}",
        1 => Just("yes".to_owned()), 1 => Just("null".to_owned()), 1 => Just("1.0".to_owned()), 1 => Just("~".to_owned()),
        1 => Just("dòng một\ndòng hai\n".to_owned()), 1 => Just(" cách đầu".to_owned()), 1 => Just("2019-01-01".to_owned()),
        1 => Just("- a: b".to_owned()), 1 => Just("\ttab\u{a0}nbsp\u{2028}".to_owned()),
    ]
}

fn id() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9.-]{0,8}"
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        Just(Limit::Immediately),
        any::<u16>().prop_map(Limit::WorkingDays),
        any::<u16>().prop_map(Limit::WorkingHours),
        any::<u16>().prop_map(Limit::CalendarDays),
        any::<u16>().prop_map(Limit::Months),
    ]
}

fn date() -> impl Strategy<Value = jiff::civil::Date> {
    (1990_i16..2090, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

fn time() -> impl Strategy<Value = StepTime> {
    prop_oneof![
        any::<u32>().prop_map(StepTime::Minutes),
        (0_u32..100).prop_map(|d| StepTime::Minutes(d * 480)),
        any::<u16>().prop_map(StepTime::CalendarDays),
        any::<u32>().prop_map(StepTime::CalendarMinutes),
        Just(StepTime::NotCounted),
        Just(StepTime::NotStated),
    ]
}

fn unit_ref() -> impl Strategy<Value = UnitRef> {
    prop_oneof![
        Just(UnitRef::ReceivingDesk),
        Just(UnitRef::SettlingAgency),
        "so-[a-z]{1,5}".prop_map(|id| UnitRef::Unit(id.parse().expect("an id"))),
        text().prop_map(UnitRef::Unbound),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    (id(), text(), unit_ref(), time(), any::<bool>(), prop::collection::vec(text(), 0..3), text(), text())
        .prop_map(|(id, name, unit, time, paper_transport, outputs, number, role_text)| Step {
            id: id.parse().expect("an id"),
            name: Name { vi: name.clone(), en: number.clone() },
            kind: StepKind::Appraise,
            unit,
            role: paper_transport.then_some(Role::Officer),
            role_text,
            time,
            paper_transport,
            outputs,
            number,
            time_text: name,
        })
}

fn node() -> impl Strategy<Value = Node> {
    let consultation = (id(), text(), unit_ref(), prop::collection::vec(unit_ref(), 0..3), time()).prop_map(
        |(id, name, by, units, time)| {
            Node::Consultation(Consultation {
                id: id.parse().expect("an id"),
                name: Name::vi(&name),
                by,
                units,
                time,
                silence: Silence::MustAnswer,
            })
        },
    );
    let leaf = prop_oneof![step().prop_map(Node::Step), consultation];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Node::Sequence),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Node::Parallel),
            prop::collection::vec((text(), prop::collection::vec(id(), 0..2), inner.clone()), 0..3).prop_map(
                |list| {
                    Node::Choice(
                        list.into_iter()
                            .map(|(when, cases, then)| Branch {
                                when,
                                cases: cases.iter().map(|c| c.parse().expect("a case")).collect(),
                                then,
                            })
                            .collect(),
                    )
                }
            ),
            prop::collection::vec((unit_ref(), inner), 0..3).prop_map(|list| Node::Chain(
                list.into_iter().map(|(unit, part)| Link { unit, part }).collect()
            )),
        ]
    })
}

fn charges() -> impl Strategy<Value = Vec<Charge>> {
    let charge = (
        text(),
        prop::option::of(any::<i64>()),
        prop::option::of(any::<i64>()),
        text(),
        prop::option::of(text()),
        prop::option::of(date()),
        any::<bool>(),
        1_u8..101,
    )
        .prop_map(|(name, amount, usd, set_by, condition, from, cap, percent_off)| Charge {
            code: "k1".to_owned(),
            name: name.clone(),
            kind: if cap { ChargeKind::Fee } else { ChargeKind::NotStated },
            amount,
            usd,
            per: name.clone(),
            role: if cap { ChargeRole::Cap } else { ChargeRole::Owed },
            set_by,
            condition,
            cases: Vec::new(),
            channels: if cap { vec![Channel::Online, Channel::Post] } else { Vec::new() },
            from,
            to: from,
            exemptions: if cap {
                vec![Exemption { who: name.clone(), percent_off, basis: name }]
            } else {
                Vec::new()
            },
        });
    prop::collection::vec(charge, 0..3)
}

fn papers() -> impl Strategy<Value = Vec<RequiredPaper>> {
    let paper = (
        text(),
        prop::option::of(any::<u16>()),
        prop::option::of(any::<u16>()),
        prop::option::of(text()),
        prop::option::of(any::<bool>()),
        any::<(bool, bool, bool)>(),
        prop::collection::vec(id(), 0..2),
    )
        .prop_map(
            |(
                name,
                originals,
                copies,
                form,
                electronic,
                (mandatory, replaced_by_data, shown_only),
                cases,
            )| RequiredPaper {
                code: "p1".parse().expect("a code"),
                name: Name::vi(&name),
                originals,
                copies,
                form: form.clone(),
                form_file: form.clone(),
                electronic,
                condition: form,
                cases: cases.iter().map(|c| c.parse().expect("a case")).collect(),
                mandatory,
                replaced_by_data,
                shown_only,
            },
        );
    prop::collection::vec(paper, 0..4)
}

fn record() -> impl Strategy<Value = SourceRecord> {
    (
        prop::collection::vec((text(), text()), 0..3),
        prop::option::of(limit()),
        charges(),
        text(),
        any::<bool>(),
    )
        .prop_map(|(facts, limit, charges, word, more)| {
            let facts: Vec<Fact> = facts.into_iter().map(|(field, text)| Fact { field, text }).collect();
            SourceRecord {
                notes: if more {
                    vec![PaperNote {
                        text: word.clone(),
                        cases: vec!["th1".parse().expect("a case")],
                        attributes: facts.clone(),
                    }]
                } else {
                    Vec::new()
                },
                replaced: if more {
                    vec![ReplacedPaper { name: word.clone(), database: word.clone(), owner: String::new() }]
                } else {
                    Vec::new()
                },
                national: more.then(|| NationalFacts {
                    limit,
                    limit_text: word.clone(),
                    fees_text: String::new(),
                    free: Some(more),
                    charges,
                }),
                others: if more {
                    vec![OtherPublication {
                        publisher: word.clone(),
                        decision: word.clone(),
                        date: String::new(),
                        limit,
                        limit_text: word.clone(),
                        fees_text: word,
                        channels: vec![Channel::Counter],
                        facts: facts.clone(),
                    }]
                } else {
                    Vec::new()
                },
                facts,
            }
        })
}

prop_compose! {
    fn procedure()(
        code in "[0-9]\\.[0-9]{6}", version in 1_u32.., from in date(), to in prop::option::of(date()), name in text(), field in text(),
        decision in prop::option::of((text(), prop::option::of(date()))), stated in prop::option::of(limit()), case_limit in prop::option::of(limit()),
        papers in papers(), charges in charges(), root in prop::option::of(node()), record in record(),
        sets in any::<u16>(), days in prop::option::of(any::<u16>()), free in any::<bool>(), open in prop::collection::vec((text(), text()), 0..3),
    ) -> Procedure {
        Procedure {
            code: code.parse::<ProcedureCode>().expect("a code"), version, validity: Validity { from, to }, publication: Publication::Abolished,
            decision: decision.map(|(number, date)| Decision { number, date, issuer: name.clone() }), placement: free.then(|| Placement { place: Place::OnSite, site: field.clone(), decision: Decision { number: name.clone(), date: None, issuer: String::new() } }),
            name: Name { vi: name.clone(), en: field.clone() },
            field, agency: "so-khdt".parse().expect("an id"), agency_text: name.clone(), coordinating: vec!["so-tp".parse().expect("an id")],
            levels: vec![Level::Province, Level::Commune], legal_basis: vec![name.clone()], applicants: vec![ApplicantKind::Foreigner],
            channels: vec![Channel::Counter, Channel::Ministry], online: if free { OnlineLevel::Full } else { OnlineLevel::None },
            cases: vec![Case { id: "th1".parse().expect("a case"), name: Name::vi(&name), limit: case_limit }], papers, sets,
            limit: stated.unwrap_or(Limit::WorkingDays(0)), limit_stated: stated.is_some(),
            stated_limits: stated.map(|limit| StatedLimit { applies_to: name.clone(), limit, channel: Some(Channel::Post) }).into_iter().collect(),
            charges, free_of_charge: free, results: vec![ResultKind { name: Name::vi(&name), note: name.clone() }], conditions: name.clone(),
            process: root.map(|root| Process { decision: name.clone(), root }), supplement_days: days, answer_days: days,
            supplement_clock: if free { ClockRule::Resume } else { ClockRule::Restart },
            recipients: vec![Recipient { code: "thue".to_owned(), name: Name::vi(&name) }],
            outcomes: vec![OutcomePaper { outcome: Outcome::Apologise, form: PaperForm::Apology, signer: Role::Director }],
            open: open.into_iter().map(|(field, what)| OpenPoint { field, what }).collect(), record,
        }
    }
}

/// Runs `test` on a thread whose stack holds the generator's deep values in a debug build.
fn with_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(test).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn any_procedure_reads_back_as_written() {
    with_stack(|| {
        let config = ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() };
        proptest!(config, |(procedure in procedure())| {
            let text = province::write_procedure_yaml(&procedure);
            let back = province::read_procedure_yaml("x.yaml", &text)
                .map_err(|faults| TestCaseError::fail(format!("{}\n{text}", faults[0])))?;
            prop_assert_eq!(back, procedure, "{}", text);
        });
    });
}

#[test]
fn any_json_is_answered_without_a_panic() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(text in "\\PC{0,200}")| {
        for shape in [Shape::Facts, Shape::Processes] {
            let _ = province::import::read_json(&text, shape, demo());
        }
    });
}

#[test]
fn deep_nesting_is_refused_not_overflowed() {
    for depth in [10, 30, 60, 5_000] {
        let nested = format!("{}{}", "{sequence: [".repeat(depth), "]}".repeat(depth));
        let text = format!(
            "code: \"1.1\"\nvalid_from: \"2019-01-01\"\npublication: draft\nname: x\nfield: y\nagency: so-tp\nprocess: {{steps: [{nested}]}}\n"
        );
        let read = province::read_procedure_yaml("sau.yaml", &text);
        assert_eq!(read.is_ok(), depth <= 30, "{depth}");
    }
    let json = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(province::import::read_json(&json, Shape::Facts, demo()).is_err());
}
