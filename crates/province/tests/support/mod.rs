//! What the tests of the province share.
#![allow(dead_code, clippy::expect_used, reason = "helpers of tests; each test program uses a part of them")]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use domain::procedure::check::{Fault, FaultKind, check};
use province::Province;
use province::import::Import;

/// The folder of published facts beside the repository.
pub fn shared(file: &str) -> PathBuf {
    let beside =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).expect("the repository has a parent");
    let path = beside.join("shared").join("data").join(file);
    assert!(path.exists(), "the published facts are missing: {}", path.display());
    path
}

/// The demonstration province, read once for a test program.
pub fn demo() -> &'static Province {
    static DEMO: OnceLock<Province> = OnceLock::new();
    DEMO.get_or_init(|| {
        Province::demo().unwrap_or_else(|faults| {
            panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        })
    })
}

/// The faults of every procedure of an import, with the place of the record.
pub fn faults(province: &Province, import: &Import) -> Vec<(usize, Vec<Fault>)> {
    let day = "2026-11-23";
    let on = day.parse().expect("a date");
    import
        .procedures
        .iter()
        .map(|procedure| {
            check(procedure, &province.organisation, &province.people, on, law::parameters_on(day))
        })
        .enumerate()
        .collect()
}

/// How many procedures have a fault of each of `kinds`.
pub fn having(faults: &[(usize, Vec<Fault>)], kind: FaultKind) -> usize {
    faults.iter().filter(|(_, list)| list.iter().any(|fault| fault.kind == kind)).count()
}
