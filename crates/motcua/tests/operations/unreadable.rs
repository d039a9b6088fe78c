//! What goes on although a record on the disk was changed.

use app::schedule::Round;
use app::{App, Reference};
use province::Province;
use store::{Options, Store};

use crate::common::{Dir, ok, spoil_a_dossier};

/// One dossier that cannot be read keeps none of the others waiting.
#[test]
fn f17_the_schedule_goes_past_a_dossier_that_cannot_be_read() {
    let dir = Dir::new();
    let years = ["--from", "2026-05-04", "--to", "2026-06-12"];
    ok(&[&["simulate", "--data", &dir.arg("data"), "--dossiers", "40"], years.as_slice()].concat());
    spoil_a_dossier(&dir.path("data"));
    let store = Store::sqlite(&dir.path("data"), Options::new(app::clock::system())).unwrap();
    let app = App::new(store, Reference::new(Province::demo().unwrap()));
    let round = app::schedule::round(&app).unwrap();
    assert_eq!(round.stuck, 1);
    assert!(round.overdue > 0, "{round:?}");
    assert_eq!(app::schedule::round(&app).unwrap(), Round { stuck: 1, ..Round::default() }, "no more to do");
}
