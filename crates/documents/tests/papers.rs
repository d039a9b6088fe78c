//! What must hold of every paper: the same bytes, sound and tagged files, Vietnamese text.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod tools;

use documents::{ALL, Paper, Receipt, render, sample};
use tools::Printed;

fn print(name: &str, paper: &Paper) -> Printed {
    Printed::new(name, &render(paper).expect("the paper prints"))
}

fn receipt() -> Receipt {
    match sample("receipt") {
        Some(Paper::Receipt(receipt)) => *receipt,
        other => panic!("a receipt is expected, got {other:?}"),
    }
}

#[test]
fn the_text_of_every_sample_is_its_golden() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (kind, sample) in ALL {
            let text = print(&format!("golden-{kind}"), &sample()).text();
            assert!(unicode_normalization::is_nfc(&text), "{kind} is not composed: {text}");
            insta::assert_snapshot!(*kind, text);
        }
    });
}

#[test]
fn every_sample_is_a_sound_tagged_archive_file() {
    for (kind, sample) in ALL {
        let paper = sample();
        let printed = print(&format!("sound-{kind}"), &paper);
        printed.check();

        let info = printed.info();
        assert!(info.contains(&format!("Title:           {}", paper.title())), "{kind}: {info}");
        assert!(info.contains("Tagged:          yes"), "{kind}: {info}");
        assert!(info.contains(size_of(kind)), "{kind}: {info}");

        let metadata = printed.metadata();
        for standard in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
            assert!(metadata.contains(standard), "{kind}: {standard} is missing in {metadata}");
        }
        let structure = printed.structure();
        assert!(structure.contains("H1"), "{kind} has no heading: {structure}");
        assert_fonts_are_embedded(kind, &printed);
    }
}

#[test]
fn a_voided_receipt_says_so_at_the_head_of_every_copy() {
    let Some(Paper::Voucher(mut voucher)) = sample("fee-receipt") else { panic!("a receipt is expected") };
    voucher.voided = Some(documents::voucher::Voided {
        at: jiff::civil::date(2019, 8, 30).at(16, 20, 0, 0),
        by: "Hoàng Văn Thái".to_owned(),
        reason: "Ghi nhầm số tiền".to_owned(),
    });
    let printed = print("voided-receipt", &Paper::Voucher(voucher));
    printed.check();
    let text = printed.text();
    assert_eq!(text.matches("ĐÃ HỦY").count(), 3, "{text}");
    assert!(text.contains("Hoàng Văn Thái hủy lúc 16 giờ 20 phút, ngày 30 tháng 8 năm 2019"), "{text}");
    assert!(printed.info().contains("Pages:           3"), "{}", printed.info());
}

/// What an applicant takes home is A5; letters, lists and books are A4, wide tables on its side.
fn size_of(kind: &str) -> &'static str {
    match kind {
        "register" | "settlement" | "result-list" => "841.89 x 595.276 pts (A4)",
        "correction-letter" | "consultation" | "urging-letter" | "cash-closing" | "post-minute"
        | "post-list" | "guidance-sheet" => "595.276 x 841.89 pts (A4)",
        _ => "419.528 x 595.276 pts",
    }
}

/// Fonts that are not in the file would be replaced by whatever the reader's machine has.
fn assert_fonts_are_embedded(kind: &str, printed: &Printed) {
    let fonts = printed.fonts();
    assert!(!fonts.is_empty(), "{kind} has no font");
    for font in fonts {
        assert!(font.contains("Tinos"), "{kind}: {font}");
        let words: Vec<&str> = font.split_whitespace().collect();
        // Columns from the right: object, generation, unicode, subset, embedded.
        let embedded = words.len().checked_sub(5).map(|at| &words[at..at + 3]);
        assert_eq!(embedded, Some(["yes", "yes", "yes"].as_slice()), "{kind}: {font}");
    }
}

#[test]
fn the_same_value_gives_the_same_bytes_whatever_was_printed_before() {
    let firsts: Vec<_> =
        ALL.iter().map(|(_, sample)| render(&sample()).expect("the sample prints")).collect();
    for ((kind, sample), first) in ALL.iter().zip(firsts) {
        let threads: Vec<_> = (0..2).map(|_| std::thread::spawn(|| render(&sample()))).collect();
        for thread in threads {
            let again = thread.join().expect("the thread ends").expect("the sample prints again");
            assert!(first == again, "{kind}: two prints of one value differ");
        }
    }
}

#[test]
fn a_scanner_reads_the_address_on_both_copies() {
    let receipt = receipt();
    let address = receipt.track_url.clone().expect("the sample has an address");
    let printed = print("scanned", &Paper::Receipt(Box::new(receipt)));
    assert_eq!(printed.qr(1), address);
    assert_eq!(printed.qr(2), address);
}

/// Whoever has one of these papers in hand finds the dossier with it: applicants by the address of
/// its page, officers by its code.
#[test]
fn every_paper_of_a_dossier_can_be_scanned_on_every_page() {
    let mut scanned = 0;
    for (kind, sample) in ALL {
        let paper = sample();
        let Some(text) = paper.qr_text() else { continue };
        let printed = print(&format!("qr-{kind}"), &paper);
        assert_eq!(printed.qr(1), text, "{kind}");
        if !matches!(*kind, "control-slip" | "guidance-sheet") {
            assert_eq!(printed.qr(printed.pages()), text, "the last page of {kind}");
        }
        scanned += 1;
    }
    assert_eq!(scanned, ALL.len() - 7, "lists, books and sums have none");
    let Some(slip) = sample("control-slip") else { panic!("a control slip is expected") };
    assert_eq!(slip.qr_text(), Some("000.00.19.H36-190830-0042"), "a slip among officers names no token");
}

#[test]
fn tt03_2025_the_number_of_a_form_is_that_of_its_day() {
    let Some(Paper::ControlSlip(mut slip)) = sample("control-slip") else { panic!("a slip is expected") };
    let old = print("slip-old", &Paper::ControlSlip(slip.clone())).plain();
    assert!(old.contains("Mẫu số 05, Thông tư 01/2018/TT-VPCP"), "{old}");
    slip.head.date = jiff::civil::date(2025, 7, 1);
    let new = print("slip-new", &Paper::ControlSlip(slip)).plain();
    assert!(new.contains("Mẫu số 06, Thông tư 03/2025/TT-VPCP"), "{new}");

    let Some(Paper::Apology(mut apology)) = sample("apology") else { panic!("an apology is expected") };
    apology.head.date = jiff::civil::date(2025, 7, 1);
    let text = print("apology-new", &Paper::Apology(apology)).plain();
    assert!(text.contains("Mẫu số 04") && text.contains("VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN"), "{text}");

    let Some(Paper::ClosingNotice(mut notice)) = sample("stop-notice") else {
        panic!("a notice is expected")
    };
    notice.head.date = jiff::civil::date(2025, 6, 30);
    let text = print("notice-old", &Paper::ClosingNotice(notice)).plain();
    assert!(!text.contains("Mẫu số"), "no circular had such a form: {text}");
}

#[test]
fn d18_k5_every_consulted_unit_gets_a_letter_of_its_own() {
    let Some(Paper::Consultation(letter)) = sample("consultation") else { panic!("a letter is expected") };
    let units = letter.units.clone();
    let printed = print("consulted", &Paper::Consultation(letter));
    assert_eq!(printed.pages(), units.len());
    let text = printed.text();
    for (page, unit) in text.split('\u{c}').zip(&units) {
        assert!(page.contains(&format!("Kính gửi: {unit}")), "{unit}: {page}");
    }
}

#[test]
fn an_amount_is_printed_in_figures_and_in_words_on_each_copy() {
    let text = print("words", &sample("fee-receipt").expect("a receipt for money")).plain();
    let amount = "Số tiền: 1.155.000 đồng Bằng chữ: Một triệu một trăm năm mươi lăm nghìn đồng.";
    assert_eq!(text.matches(amount).count(), 3, "{text}");
}

#[test]
fn a_receipt_of_eight_papers_is_a_page_a_copy() {
    let receipt = receipt();
    assert_eq!(receipt.papers.len(), 8);
    assert_eq!(print("ordinary", &Paper::Receipt(Box::new(receipt))).pages(), 2);
}

/// Forty papers do not fit; the copy goes on, its pages numbered afresh, the table with its heading.
#[test]
fn a_long_receipt_goes_on_over_pages_without_losing_a_paper() {
    let mut receipt = receipt();
    let row = receipt.papers[1].clone();
    receipt.papers = (1..=40)
        .map(|number| documents::receipt::PaperRow {
            name: format!("Bản vẽ thứ {number}."), ..row.clone()
        })
        .collect();
    let printed = print("long", &Paper::Receipt(Box::new(receipt)));
    assert_eq!(printed.pages() % 2, 0, "both copies have as many pages");
    assert!(printed.pages() >= 4);
    let text = printed.plain();
    for number in 1..=40 {
        assert_eq!(text.matches(&format!("thứ {number}.")).count(), 2, "paper {number} in {text}");
    }
    let pages: Vec<String> = printed.text().split('\u{c}').map(str::to_owned).collect();
    assert!(pages[1].contains("Tên giấy tờ"), "the heading is not repeated: {}", pages[1]);
    assert!(pages[1].trim_start().starts_with('2'), "the second page has no number: {}", pages[1]);
}

/// What a template language could mistake for its own stays text.
#[test]
fn text_of_a_value_is_never_markup() {
    let marks = [
        "#panic(\"x\")",
        "#include \"/data.json\"",
        "*đậm* _nghiêng_ `mã`",
        "$x^2$ <nhãn> @tham-chiếu",
        r"\ \u{41} \# -- --- ...",
        "= Tiêu đề",
        "- gạch + số / mục: x",
        "https://vidu.vn/a_b*c // /* */ ~ ' \"",
        "]) } #[",
    ];
    for five in marks.chunks(5) {
        let mark = |at: usize| five[at % five.len()].to_owned();
        let mut receipt = receipt();
        receipt.applicant.name = mark(0);
        receipt.request = mark(1);
        receipt.papers[0].name = mark(2);
        receipt.code = mark(3);
        receipt.notes = vec![mark(4)];
        let printed = print("marks", &Paper::Receipt(Box::new(receipt)));
        printed.check();
        let text = printed.plain();
        for mark in five {
            let places = (0..5).filter(|at| five[at % five.len()] == *mark).count();
            assert_eq!(text.matches(mark).count(), 2 * places, "`{mark}` on two copies of {text}");
        }
    }
}

/// A right-to-left mark would let one text rewrite its neighbours; letters no font has are shown as squares.
#[test]
fn hidden_marks_are_dropped_and_unknown_letters_are_seen() {
    let mut receipt = receipt();
    receipt.applicant.name = "Lý\u{202e}\u{200f} 李 Đức\u{0}\u{feff} 😀".to_owned();
    let printed = print("hidden", &Paper::Receipt(Box::new(receipt)));
    printed.check();
    assert!(printed.plain().contains("Tiếp nhận hồ sơ của: Lý □ Đức □ "), "{}", printed.plain());
}

#[test]
fn text_comes_out_composed_whatever_went_in() {
    let mut receipt = receipt();
    receipt.applicant.name =
        "Nguyê\u{303}n Thi\u{323} Tuyê\u{301}t, K’ Brơ\u{306}m Ƀrếp Hô\u{306}ng Ê\u{306}".to_owned();
    let text = print("composed", &Paper::Receipt(Box::new(receipt))).plain();
    assert!(
        text.contains("Tiếp nhận hồ sơ của: Nguyễn Thị Tuyết, K’ Brơ\u{306}m Ƀrếp Hô\u{306}ng Ê\u{306} "),
        "{text}"
    );
    assert!(!text.chars().any(|c| ('\u{300}'..='\u{305}').contains(&c) || c == '\u{323}'), "{text}");
}

/// The right edge of the paper is at 148 mm; a word that went beyond it would be lost in printing.
#[test]
fn a_word_without_spaces_breaks_instead_of_leaving_the_page() {
    let word = "Nghiêngngảđườngdài".repeat(12);
    let mut receipt = receipt();
    receipt.applicant.name = word.clone();
    receipt.applicant.email = "a".repeat(120);
    // Lines of a cell come out between its neighbours', so here the letters are counted.
    receipt.papers[0].name = "Ŵ".repeat(150);
    let text = print("word", &Paper::Receipt(Box::new(receipt))).plain().replace(' ', "");
    assert_eq!(text.matches(&word).count(), 2, "{text}");
    assert_eq!(text.matches(&"a".repeat(120)).count(), 2, "{text}");
    assert_eq!(text.matches('Ŵ').count(), 300, "{text}");
}

/// A dossier that went through many hands: no hand-over is lost or torn, each page has the heading.
#[test]
fn a_control_slip_grows_over_pages() {
    let Some(Paper::ControlSlip(mut slip)) = sample("control-slip") else { panic!("a slip is expected") };
    let three = slip.hand_overs.clone();
    slip.hand_overs = (0..4).flat_map(|_| three.clone()).collect();
    let printed = print("hands", &Paper::ControlSlip(slip));
    assert!(printed.pages() >= 2);
    let text = printed.text();
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert_eq!(pages.len(), printed.pages());
    for page in &pages {
        assert!(page.contains("TÊN CƠ QUAN") && page.contains("GHI"), "no heading: {page}");
    }
    for number in 1..=12 {
        let (gives, takes) = (format!("{}.", 2 * number - 1), format!("{}.", 2 * number));
        let holds = |page: &str, mark: &str| page.split_whitespace().any(|word| word == mark);
        let whole = pages.iter().filter(|page| holds(page, &gives) && holds(page, &takes)).count();
        assert_eq!(whole, 1, "hand-over {number} in {text}");
    }
}

/// What is not known stays a dotted line; nothing is invented and nothing fails.
#[test]
fn an_empty_receipt_prints_with_its_labels() {
    let full = receipt();
    let empty = Receipt {
        head: documents::Head { number: String::new(), specimen: false, ..full.head.clone() },
        copies: Vec::new(),
        code: String::new(),
        desk: String::new(),
        applicant: documents::Person::default(),
        request: String::new(),
        papers: Vec::new(),
        limit: String::new(),
        promise: documents::Promise::AtOnce,
        why: Vec::new(),
        return_at: String::new(),
        fees: Vec::new(),
        book: documents::receipt::BookEntry::default(),
        track_url: None,
        submitter: String::new(),
        officer: String::new(),
        notes: Vec::new(),
        ..full
    };
    let printed = print("empty", &Paper::Receipt(Box::new(empty)));
    printed.check();
    assert_eq!(printed.pages(), 1);
    let text = printed.plain();
    for label in ["Địa chỉ:", "Số điện thoại:", "Email:", "trả ngay", "không thu", "NGƯỜI TIẾP NHẬN HỒ SƠ"]
    {
        assert!(text.contains(label), "{label} in {text}");
    }
    assert!(!text.contains("MẪU"), "{text}");
}

/// A date that may still move says so beside itself.
#[test]
fn a_provisional_day_is_marked_on_the_receipt() {
    let mut receipt = receipt();
    let sentence = "lịch nghỉ năm 2020 chưa được công bố; ngày này sẽ được xác nhận hoặc báo lại.";
    receipt.promise = documents::Promise::Provisional(receipt.received_at, sentence.to_owned());
    let text = print("provisional", &Paper::Receipt(Box::new(receipt))).plain();
    assert_eq!(text.matches(&format!("Ngày hẹn tạm tính: {sentence}")).count(), 2, "{text}");
}
