//! The pages: form in, use case, page out.
//!
//! Handlers only translate. Who may do it is checked in `app`, whether the law allows it in
//! `domain`; words come from the catalogues of `ui`. Every page works without a script, every act is
//! POST, then 303, then GET.
//!
//! One request passes [`headers`] (what every answer carries), then [`guard`] (language, session,
//! forged requests, failures as pages), then its handler. A handler takes [`Signed`] or [`Visitor`],
//! draws its page with [`Frame`], and fails with [`FailedPage`].
//!
//! Not here: the API (`api`), health and metrics (`motcua`), components (`ui`).

mod admin;
mod assets;
pub mod cookie;
pub mod desk;
pub mod error_page;
pub mod frame;
mod gallery;
pub mod guard;
mod headers;
mod lang;
mod multipart;
mod outbox;
mod pdf;
pub mod posted;
pub mod public;
pub mod refusal;
mod routes;
pub mod session;
mod shelf;
mod sign_in;
pub mod url;
pub mod words;

use std::sync::Arc;

use app::App;
use axum::Router;
use axum::middleware::from_fn_with_state;

pub use error_page::FailedPage;
pub use frame::{Frame, Section};
pub use posted::Posted;
pub use routes::ROUTES;
pub use session::{Signed, Visitor};

use self::shelf::Shelf;

/// How the pages are served.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Cookies only travel over TLS; false for plain HTTP on the own machine.
    pub secure_cookies: bool,
    /// Whether the sign-in page shows the demonstration accounts.
    pub demo: bool,
}

/// What every handler gets.
#[derive(Clone)]
pub struct Web {
    /// The application.
    pub app: App,
    /// How the pages are served.
    pub options: Options,
    /// Public pages that are kept for a moment.
    shelf: Arc<Shelf>,
}

impl Web {
    /// Runs what reads the store or computes for long on a thread that may block.
    ///
    /// # Errors
    ///
    /// A page with a reference number when the work panicked.
    pub async fn blocking<R: Send + 'static>(
        &self,
        work: impl FnOnce(&App) -> R + Send + 'static,
    ) -> Result<R, FailedPage> {
        let app = self.app.clone();
        // What a panic says may hold data of a person; where it happened is logged already.
        tokio::task::spawn_blocking(move || work(&app))
            .await
            .map_err(|_| FailedPage::internal(&"the work panicked"))
    }
}

/// All pages over `app`.
pub fn router(app: App, options: Options) -> Router {
    let web = Web { app, options, shelf: Arc::default() };
    let pages = Router::new()
        .merge(public::routes(&web))
        .merge(sign_in::routes())
        .merge(desk::routes())
        .merge(admin::routes())
        .merge(outbox::routes())
        .merge(gallery::routes())
        .fallback(error_page::no_such_page)
        .layer(from_fn_with_state(web.clone(), guard::guard));
    pages.merge(assets::routes()).layer(from_fn_with_state(web.clone(), headers::add)).with_state(web)
}
