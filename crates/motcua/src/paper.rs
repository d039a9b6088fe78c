//! `motcua paper`: a sample of a printed paper.

use std::path::PathBuf;

use crate::cli::PaperArgs;
use crate::failure::{Done, Failure};
use crate::out::say;

/// Writes the sample of a kind as PDF.
///
/// # Errors
///
/// [`Failure::Usage`] for a kind that is none, [`Failure::Failed`] when it cannot be printed or written.
pub fn run(args: &PaperArgs) -> Done {
    let kinds: Vec<&str> = documents::ALL.iter().map(|(kind, _)| *kind).collect();
    let Some(paper) = documents::sample(&args.kind) else {
        return Err(Failure::Usage(format!(
            "there is no paper `{}`: write one of {}",
            args.kind,
            kinds.join(", ")
        )));
    };
    if !args.sample {
        return Err(Failure::Usage(format!(
            "a paper of a dossier is printed by the server; write `motcua paper {} --sample`",
            args.kind
        )));
    }
    let pdf = documents::render(&paper).map_err(|error| Failure::Failed(error.to_string()))?;
    let file = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.pdf", args.kind)));
    std::fs::write(&file, &pdf).map_err(|error| Failure::file(&file, &error))?;
    say(format!("{}: {} bytes", file.display(), pdf.len()));
    Ok(())
}
