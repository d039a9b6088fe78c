//! Use cases: sample the clock, check the right, let the core decide, record.
//!
//! Nothing here knows HTTP, HTML or JSON of the API. An edge turns its input into the types of
//! [`dossier`], calls one function, and renders the answer or the [`CommandError`].

pub mod accounts;
pub mod books;
pub mod clock;
pub mod dossier;
pub mod error;
pub mod files;
pub mod fold;
pub mod message;
pub mod papers;
pub mod person;
pub mod reference;
pub mod register;
pub mod schedule;
pub mod settling;
pub mod simulate;
pub mod tally;
pub mod told;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};

use store::Store;
/// What the edges name of the store: rows of lists, answers that are given again, digests.
pub use store::{
    BoardCell, BoardRow, ClockFault, Delivery, DossierRow, Figure, OutboxCount, OutboxView, Sought,
    StatisticsRow, StoreError, StoredAnswer, View, ViewCounts, sha256_hex,
};

pub use error::{CommandError, FieldError};
use message::Carrier;
pub use reference::Reference;

/// The application: one store and the published reference data.
#[derive(Clone)]
pub struct App {
    /// The store.
    pub store: Store,
    reference: Arc<RwLock<Arc<Reference>>>,
    public_url: Arc<str>,
    recount: Arc<AtomicBool>,
    carriers: Arc<[Carrier]>,
    files: Option<files::Files>,
    tally: Arc<tally::Tally>,
    looks: Arc<dossier::held::Held>,
}

impl App {
    /// Puts an application together.
    #[must_use]
    pub fn new(store: Store, reference: Reference) -> Self {
        let public_url = Arc::from("http://127.0.0.1:8080");
        Self {
            store,
            reference: Arc::new(RwLock::new(Arc::new(reference))),
            public_url,
            recount: Arc::new(AtomicBool::new(true)),
            carriers: Arc::from([]),
            files: None,
            tally: Arc::default(),
            looks: Arc::default(),
        }
    }

    /// Sets the address under which citizens reach the pages; it goes into the QR codes.
    #[must_use]
    pub fn with_public_url(mut self, url: &str) -> Self {
        self.public_url = Arc::from(url.trim_end_matches('/'));
        self
    }

    /// Says which messages somebody is configured to carry; without it none.
    #[must_use]
    pub fn with_carriers(mut self, carriers: &[Carrier]) -> Self {
        self.carriers = Arc::from(carriers);
        self
    }

    /// Whether somebody is configured to carry messages of this sort.
    #[must_use]
    pub fn carries(&self, carrier: Carrier) -> bool {
        self.carriers.contains(&carrier)
    }

    /// Sets the folder of the files; without one no file can be kept.
    #[must_use]
    pub fn with_files(mut self, folder: impl Into<std::path::PathBuf>) -> Self {
        self.files = Some(files::Files::at(folder));
        self
    }

    /// Sets where files lie, who looks at them and who scans them.
    #[must_use]
    pub fn with_file_store(mut self, files: files::Files) -> Self {
        self.files = Some(files);
        self
    }

    /// Keeps looks that wait for the clock in that folder, and takes up those that wait there since before the start;
    /// without one they are in memory only.
    ///
    /// # Errors
    ///
    /// The folder's failure.
    pub fn with_held_looks(mut self, folder: &std::path::Path) -> std::io::Result<Self> {
        self.looks = Arc::new(dossier::held::Held::at(folder)?);
        Ok(self)
    }

    /// Where files lie.
    #[must_use]
    pub fn files(&self) -> Option<&files::Files> {
        self.files.as_ref()
    }

    /// What became of acts since the start.
    #[must_use]
    pub fn tally(&self) -> &tally::Tally {
        &self.tally
    }

    /// The address under which citizens reach the pages, without a final slash.
    #[must_use]
    pub fn public_url(&self) -> &str {
        &self.public_url
    }

    /// The reference data as published now; a caller keeps one snapshot for the whole act.
    #[must_use]
    pub fn reference(&self) -> Arc<Reference> {
        match self.reference.read() {
            Ok(guard) => Arc::clone(&guard),
            Err(poisoned) => Arc::clone(&poisoned.into_inner()),
        }
    }

    /// Whether provisional promises have to be counted again; asking clears it.
    pub(crate) fn take_recount(&self) -> bool {
        self.recount.swap(false, Ordering::AcqRel)
    }

    /// Has provisional promises counted again in the next round.
    pub(crate) fn ask_recount(&self) {
        self.recount.store(true, Ordering::Release);
    }

    /// Replaces the reference data after something was published.
    pub fn publish(&self, reference: Reference) {
        let next = Arc::new(reference);
        match self.reference.write() {
            Ok(mut guard) => *guard = next,
            Err(poisoned) => *poisoned.into_inner() = next,
        }
        self.recount.store(true, Ordering::Release);
    }
}
