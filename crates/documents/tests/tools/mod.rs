//! Looking at a printed paper with the tools a reader would use.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A PDF on disk, in the folder that cargo keeps for tests.
pub struct Printed {
    path: PathBuf,
}

impl Printed {
    /// Writes the bytes under `name`.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
        std::fs::write(&path, bytes).expect("the folder for tests is writable");
        Self { path }
    }

    /// The text, page after page, laid out as on paper.
    pub fn text(&self) -> String {
        run("pdftotext", &["-layout", "-enc", "UTF-8", self.name(), "-"])
    }

    /// The text in reading order with runs of white space made one space.
    pub fn plain(&self) -> String {
        let text = run("pdftotext", &["-enc", "UTF-8", self.name(), "-"]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Title, tags, pages, page size.
    pub fn info(&self) -> String {
        run("pdfinfo", &[self.name()])
    }

    /// The metadata packet, which names the standards.
    pub fn metadata(&self) -> String {
        run("pdfinfo", &["-meta", self.name()])
    }

    /// The tree of tags.
    pub fn structure(&self) -> String {
        run("pdfinfo", &["-struct", self.name()])
    }

    /// One line per font, without the heading.
    pub fn fonts(&self) -> Vec<String> {
        run("pdffonts", &[self.name()]).lines().skip(2).map(str::to_owned).collect()
    }

    /// Fails unless the file is sound.
    pub fn check(&self) {
        let report = run("qpdf", &["--check", self.name()]);
        assert!(report.contains("No syntax or stream encoding errors found"), "{report}");
    }

    /// Number of pages.
    pub fn pages(&self) -> usize {
        let info = self.info();
        let line = info.lines().find(|line| line.starts_with("Pages:")).expect("pdfinfo names the pages");
        line.trim_start_matches("Pages:").trim().parse().expect("a number of pages")
    }

    /// What a scanner reads on the page, seen as an image of 150 dots an inch.
    pub fn qr(&self, page: usize) -> String {
        let stem = self.path.with_extension("").to_string_lossy().into_owned();
        let page = page.to_string();
        let picture = format!("{stem}-{page}");
        let args =
            ["-r", "150", "-gray", "-png", "-singlefile", "-f", &page, "-l", &page, self.name(), &picture];
        run("pdftoppm", &args);
        run("zbarimg", &["--quiet", "--raw", &format!("{picture}.png")]).trim().to_owned()
    }

    fn name(&self) -> &str {
        self.path.to_str().expect("a path in UTF-8")
    }
}

/// Runs a tool and gives its output; a missing tool fails the test with its package.
fn run(tool: &str, args: &[&str]) -> String {
    let output = Command::new(tool).args(args).output().unwrap_or_else(|error| {
        panic!("`{tool}` is needed (packages poppler-utils, qpdf, zbar-tools): {error}")
    });
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{tool} {}` failed: {errors}", args.join(" "));
    // The tree of tags has titles in UTF-16; everything else is UTF-8 and compared as such.
    String::from_utf8_lossy(&output.stdout).into_owned()
}
