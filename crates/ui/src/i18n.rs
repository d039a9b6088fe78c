//! Message catalogues: Vietnamese is complete, English follows it key by key.
//!
//! Pages never carry sentences of their own; they name a message. A message is
//! looked up in the page's language, then in Vietnamese, and at last shows its key
//! in brackets, so that a gap is seen and nothing is ever left blank.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Vietnamese, the language of the office and the fallback.
    #[default]
    Vi,
    /// English.
    En,
}

/// A value put into a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A count; chooses the plural form and prints without grouping.
    Int(i64),
    /// A text, printed as it is.
    Text(&'a str),
}

impl From<i64> for Arg<'_> {
    fn from(n: i64) -> Self {
        Arg::Int(n)
    }
}

impl From<u32> for Arg<'_> {
    fn from(n: u32) -> Self {
        Arg::Int(i64::from(n))
    }
}

impl From<u16> for Arg<'_> {
    fn from(n: u16) -> Self {
        Arg::Int(i64::from(n))
    }
}

impl From<usize> for Arg<'_> {
    /// Counts beyond `i64` do not occur; they would print as the largest number.
    fn from(n: usize) -> Self {
        Arg::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text)
    }
}

type Bundle = FluentBundle<FluentResource>;

/// The catalogue files of one language, by name.
const VI: [(&str, &str); 8] = [
    ("common", include_str!("../messages/vi/common.ftl")),
    ("desk", include_str!("../messages/vi/desk.ftl")),
    ("intake", include_str!("../messages/vi/intake.ftl")),
    ("dossier", include_str!("../messages/vi/dossier.ftl")),
    ("public", include_str!("../messages/vi/public.ftl")),
    ("admin", include_str!("../messages/vi/admin.ftl")),
    ("refusal", include_str!("../messages/vi/refusal.ftl")),
    ("books", include_str!("../messages/vi/books.ftl")),
];

/// The English catalogue files, in the order of [`VI`].
const EN: [(&str, &str); 8] = [
    ("common", include_str!("../messages/en/common.ftl")),
    ("desk", include_str!("../messages/en/desk.ftl")),
    ("intake", include_str!("../messages/en/intake.ftl")),
    ("dossier", include_str!("../messages/en/dossier.ftl")),
    ("public", include_str!("../messages/en/public.ftl")),
    ("admin", include_str!("../messages/en/admin.ftl")),
    ("refusal", include_str!("../messages/en/refusal.ftl")),
    ("books", include_str!("../messages/en/books.ftl")),
];

static VI_BUNDLE: OnceLock<Bundle> = OnceLock::new();
static EN_BUNDLE: OnceLock<Bundle> = OnceLock::new();

impl Lang {
    /// Both languages, the office's first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The BCP 47 tag, for the `lang` attribute and the language switch.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a tag such as `en` or `en-GB`; `None` for a language without a catalogue.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// The message named `key`.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        self.tf(key, &[])
    }

    /// The message named `key` with its places filled.
    ///
    /// ```
    /// use ui::Lang;
    /// assert_eq!(Lang::En.tf("limit-working-days", &[("n", 1_i64.into())]), "1 working day");
    /// assert_eq!(Lang::Vi.tf("limit-working-days", &[("n", 1_i64.into())]), "1 ngày làm việc");
    /// ```
    #[must_use]
    pub fn tf(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let fallback = || if self == Self::Vi { None } else { format(Self::Vi, key, args) };
        format(self, key, args).or_else(fallback).unwrap_or_else(|| format!("[{key}]"))
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Self::Vi => VI_BUNDLE.get_or_init(|| build(self, &VI)),
            Self::En => EN_BUNDLE.get_or_init(|| build(self, &EN)),
        }
    }
}

fn format(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
    let bundle = lang.bundle();
    let pattern = bundle.get_message(key)?.value()?;
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        let value = match arg {
            Arg::Int(n) => FluentValue::from(*n),
            Arg::Text(text) => FluentValue::from(*text),
        };
        values.set((*name).to_owned(), value);
    }
    // A place without a value prints as `{$name}`: visible, and not worth failing a page for.
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned())
}

/// Builds a bundle; a broken line is left out here and caught by the catalogue tests.
fn build(lang: Lang, files: &[(&str, &'static str)]) -> Bundle {
    let tag: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // Isolation marks would end up in copied codes and in printed text.
    bundle.set_use_isolating(false);
    for (_, text) in files {
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}
