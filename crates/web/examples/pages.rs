//! The pages over a store in memory with the demonstration province and a few dossiers, for looking
//! at them while working: `cargo run -p web --example pages`, then the printed address.

use std::error::Error;
use std::io::Write as _;

use app::dossier::input::{Filing, Intent, PaperInput};
use app::dossier::{Caller, file};
use app::person::PersonalData;
use app::{App, Reference, accounts};
use domain::dossier::event::ReturnBy;
use domain::ids::{PersonId, ProcedureCode};
use domain::procedure::{ApplicantKind, Channel};
use store::{Options, Store};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let province = province::Province::demo().map_err(|faults| format!("{faults:?}"))?;
    let store = Store::memory(Options::new(app::clock::system()));
    let app = App::new(store, Reference::new(province));
    let shared = app.clone();
    tokio::task::spawn_blocking(move || accounts::make_demo_accounts(&shared)).await??;
    let mut out = std::io::stdout();
    for (procedure, name) in [("1.012507", "Ka Hiền"), ("2.002058", "Nguyễn Văn A"), ("1.009646", "K’Brèo")]
    {
        if let Some(token) = accept(&app, procedure, name).await? {
            writeln!(out, "/t/{token}")?;
        }
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8099").await?;
    writeln!(out, "http://{}", listener.local_addr()?)?;
    let pages = web::router(app, web::Options { secure_cookies: false, demo: true });
    axum::serve(listener, pages).await?;
    Ok(())
}

/// Accepts a complete dossier at the counter; gives its tracking token.
async fn accept(app: &App, code: &str, name: &str) -> Result<Option<String>, Box<dyn Error>> {
    let reference = app.reference();
    let day = app.store.now().date();
    let officer = accounts::caller(app, &PersonId::new("tiepnhan")?).ok_or("no counter officer")?;
    let procedure =
        reference.procedure_in_force(&ProcedureCode::new(code)?, day).ok_or("no such procedure")?;
    let case = procedure.cases.first().map(|case| case.id.clone());
    let papers = procedure.papers_of(case.as_ref()).map(|paper| PaperInput {
        code: paper.code.to_string(),
        originals: paper.originals.unwrap_or(0),
        copies: paper.copies.unwrap_or(1),
    });
    let filing = Filing {
        procedure: code.to_owned(),
        case: case.as_ref().map(ToString::to_string),
        channel: Channel::Counter,
        applicant_kind: procedure.applicants.first().copied().unwrap_or(ApplicantKind::Person),
        applicant: PersonalData {
            name: name.to_owned(),
            id_number: "068090001234".to_owned(),
            phone: "0912345678".to_owned(),
            email: String::new(),
            address: "Phường 4, Đà Lạt".to_owned(),
        },
        represented_by: None,
        papers: papers.collect(),
        sets: procedure.sets,
        answers: None,
        return_by: ReturnBy::Counter,
        received_elsewhere: None,
        assisted: false,
        arrival: domain::dossier::Arrival::default(),
        intent: Intent::Accept { receipt_wanted: true },
    };
    let officer: Caller = officer;
    let answered = file::run(app, &officer, filing, None).await?;
    Ok(answered.fresh().and_then(|outcome| outcome.token))
}
