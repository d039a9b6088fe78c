//! The design system: tokens, assets, message catalogues, the frame of a page, and components.
//!
//! Everything here takes plain values and gives markup. It knows no rule, no store and no
//! request, so a page cannot disagree with the rules about what is late or allowed: it is told.
//!
//! Start with [`layout::page`] for a whole document, [`components`] for what stands in it,
//! [`Lang`] for words, and [`assets`] for what the server sends beside the pages. [`gallery`]
//! lists every component with all its looks.
//!
//! There is no inline script or style anywhere: the pages run under `default-src 'self'`.

pub mod assets;
pub mod components;
pub mod format;
mod i18n;
pub mod icon;
pub mod layout;

pub use components::gallery;
pub use i18n::{Arg, Lang};
pub use icon::icon;
pub use layout::{NavItem, Page, PageKind, Site, UserBadge, csrf_field, page};
