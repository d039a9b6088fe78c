//! The register and the rule packs as the other crates see them.

use std::collections::BTreeSet;

use law::{ALL, Citation, PACKS, blds2015, nd61_2018, nd118_2025, parameters_of, parameters_on, qc1722};

#[test]
fn every_id_is_unique_and_finds_its_citation() {
    let ids: BTreeSet<&str> = ALL.iter().map(|citation| citation.id()).collect();
    assert_eq!(ids.len(), ALL.len());
    for citation in ALL {
        assert_eq!(Citation::find(citation.id()), Some(*citation));
    }
    assert_eq!(Citation::find("qc1722.d28"), None);
    assert_eq!(Citation::find(""), None);
}

#[test]
fn every_provision_says_something_in_both_languages() {
    for citation in ALL {
        let provision = citation.0;
        for text in [provision.label_vi, provision.label_en, provision.summary_vi, provision.summary_en] {
            assert!(text.chars().count() >= 5, "{citation:?}: `{text}`");
        }
        assert_ne!(provision.summary_vi, provision.summary_en, "{citation:?}");
    }
}

#[test]
fn constants_are_the_provisions_that_their_names_say() {
    for (constant, id, label) in [
        (qc1722::D16_K1_A, "qc1722.d16.k1.a", "điểm a khoản 1 Điều 16 Quy chế 1722"),
        (qc1722::D10_K1_DD, "qc1722.d10.k1.dd", "điểm đ khoản 1 Điều 10 Quy chế 1722"),
        (qc1722::D18_K3_BUOC2, "qc1722.d18.k3.buoc2", "Bước 2 khoản 3 Điều 18 Quy chế 1722"),
        (qc1722::QD_D2, "qc1722.qd.d2", "Điều 2 Quyết định 1722/QĐ-UBND"),
        (blds2015::D147_K2, "blds2015.d147.k2", "khoản 2 Điều 147 Bộ luật Dân sự 2015"),
        (nd61_2018::D19_K9, "nd61_2018.d19.k9", "khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP"),
    ] {
        assert_eq!(constant.id(), id);
        assert_eq!(constant.to_string(), label);
    }
}

/// The regulation has 27 articles, and each clause stands under its article.
#[test]
fn the_regulation_is_whole() {
    for article in 1..=27 {
        assert!(Citation::find(&format!("qc1722.d{article}")).is_some(), "Điều {article}");
    }
    // Clauses per article, counted in the text; an article that is not here has none.
    for (article, clauses) in [
        (2, 3),
        (3, 7),
        (6, 2),
        (7, 23),
        (8, 7),
        (9, 2),
        (10, 3),
        (11, 4),
        (12, 2),
        (13, 2),
        (14, 2),
        (15, 3),
        (16, 4),
        (17, 2),
        (18, 6),
        (19, 10),
        (20, 2),
        (21, 2),
        (22, 2),
        (23, 6),
        (24, 3),
        (26, 2),
        (27, 3),
    ] {
        let prefix = format!("qc1722.d{article}.k");
        let of_article = ALL.iter().filter_map(|citation| citation.id().strip_prefix(&prefix));
        let found: BTreeSet<&str> = of_article.filter(|rest| !rest.contains('.')).collect();
        let wanted: BTreeSet<String> = (1..=clauses).map(|clause: u32| clause.to_string()).collect();
        assert_eq!(found, wanted.iter().map(String::as_str).collect(), "Điều {article}");
    }
    for citation in ALL.iter().filter(|citation| citation.id().starts_with("qc1722.d")) {
        if let Some((parent, _)) = citation.id().rsplit_once('.').filter(|(parent, _)| parent.contains('.')) {
            assert!(Citation::find(parent).is_some(), "{citation:?} has no {parent}");
        }
    }
}

/// Before the regulation the decree gave three days to every class; from its first day there are classes.
#[test]
fn parameters_change_on_their_day() {
    let last_day_of_the_decree_alone = parameters_on("2019-08-13");
    let first_day_of_the_regulation = parameters_on("2019-08-14");
    assert_eq!(last_day_of_the_decree_alone.supplement_notice_days, [3, 3, 3]);
    assert_eq!(last_day_of_the_decree_alone.basis.supplement_notice_days, [nd61_2018::D19_K4; 3]);
    assert_eq!(first_day_of_the_regulation.supplement_notice_days, [1, 2, 3]);
    assert_eq!(
        first_day_of_the_regulation.basis.supplement_notice_days,
        [qc1722::D18_K1_A, qc1722::D18_K1_B, qc1722::D18_K1_C]
    );
    assert_eq!(first_day_of_the_regulation.rule_pack, "vn-2018.1");
    assert_eq!(parameters_on("2026-01-05").rule_pack, "vn-2018.1");
    // Older than everything known: the oldest pack.
    assert_eq!(parameters_on("1990-01-01").rule_pack, "vn-2018.0");
}

#[test]
fn the_numbers_of_the_regulation() {
    let numbers = parameters_on("2019-08-30");
    assert!(!numbers.first_day_counted);
    assert_eq!(
        (numbers.first_day_basis, numbers.end_on_day_off_basis),
        (blds2015::D147_K2, blds2015::D148_K5)
    );
    assert_eq!(numbers.forwarding_cutoff_minute, 15 * 60);
    assert_eq!(numbers.start_of_day_minutes, 60);
    assert_eq!((numbers.short_limit_below, numbers.medium_limit_up_to), (5, 10));
    assert_eq!((numbers.warn_days_before, numbers.early_result_notice_days), (1, 2));
    assert_eq!((numbers.supplements_per_stage, numbers.apology_max), (1, 1));
    assert_eq!(numbers.minutes_per_day, 480);
    assert_eq!(
        (numbers.secondment_months_min, numbers.secondment_months_max, numbers.seniority_years),
        (6, 24, 3)
    );
    assert_eq!(numbers.basis.apology_max, qc1722::D18_K2_A);
    assert_eq!(numbers.basis.supplements_per_stage, qc1722::D11_K2_C);
}

#[test]
fn a_pinned_pack_is_found_by_its_name() {
    for pack in &PACKS {
        assert_eq!(parameters_of(pack.parameters.rule_pack), Some(&pack.parameters));
        assert_eq!(parameters_on(pack.valid_from), &pack.parameters);
    }
    assert_eq!(parameters_of("vn-1990.1"), None);
}

/// Known at second hand and not in force in any pack: it must be in the register all the same.
#[test]
fn a_later_decree_is_known_before_it_has_a_pack() {
    assert!(ALL.contains(&nd118_2025::D11));
    assert!(PACKS.iter().all(|pack| pack.parameters.basis.seniority_years != nd118_2025::D11));
}
