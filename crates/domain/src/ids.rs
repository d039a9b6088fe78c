//! Identifiers: small typed texts that cannot be mixed up.

use std::fmt;
use std::str::FromStr;

use ecow::EcoString;

/// Why a text is not an identifier of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {kind}: {rule}")]
pub struct IdError {
    kind: &'static str,
    text: String,
    rule: &'static str,
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $rule:literal, $valid:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(EcoString);

        impl $name {
            /// Takes a text that satisfies the rule of this identifier.
            ///
            /// # Errors
            ///
            /// [`IdError`] naming the text and the rule that it breaks.
            pub fn new(text: &str) -> Result<Self, IdError> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(IdError { kind: $kind, text: text.to_owned(), rule: $rule })
                }
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }
    };
}

fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b))
}

fn is_hex_32(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

text_id!(
    /// A dossier, for machines: 32 lower-case hexadecimal digits, given when it is first recorded.
    DossierId, "a dossier id", "32 lower-case hexadecimal digits", is_hex_32
);
text_id!(
    /// A unit of the province: agency, division, desk, the Centre.
    UnitId, "a unit id", "1 to 64 of a-z, 0-9, '-', '_', '.'", is_slug
);
impl UnitId {
    /// An id that the program itself fixes; `text` is a literal that satisfies the rule.
    pub(crate) fn fixed(text: &'static str) -> Self {
        debug_assert!(is_slug(text));
        Self(text.into())
    }
}

text_id!(
    /// A member of staff or a citizen's account.
    PersonId, "a person id", "1 to 64 of a-z, 0-9, '-', '_', '.'", is_slug
);
text_id!(
    /// A procedure in the national register, for example `1.004227`, or a provincial code.
    #[doc(alias = "mã thủ tục hành chính")]
    ProcedureCode, "a procedure code", "1 to 64 letters, digits, '-', '_', '.'", is_code
);
text_id!(
    /// A required paper within one procedure, for example `p1`.
    PaperCode, "a paper code", "1 to 64 letters, digits, '-', '_', '.'", is_code
);
text_id!(
    /// A step within one process, for example `b2`.
    StepId, "a step id", "1 to 64 letters, digits, '-', '_', '.'", is_code
);
text_id!(
    /// A case of a procedure whose papers, limit or process differ, for example `lan-dau`.
    CaseId, "a case id", "1 to 64 letters, digits, '-', '_', '.'", is_code
);
