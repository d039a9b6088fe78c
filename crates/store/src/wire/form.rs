//! How a domain value becomes JSON and back: one trait, and the plumbing for lists and options.
//!
//! The domain knows no serde. Each of its types gets its stored form here, either as a text
//! or as a mirror checked by the compiler (`#[serde(remote = …)]`).

use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A value with a stored form.
pub trait Wire: Sized {
    /// Writes the stored form.
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error>;
    /// Reads the stored form.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;
}

/// Entry for `#[serde(with = "form")]`.
pub fn serialize<T: Wire, S: Serializer>(value: &T, out: S) -> Result<S::Ok, S::Error> {
    value.write(out)
}

/// Entry for `#[serde(with = "form")]`.
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::read(from)
}

struct Borrowed<'a, T>(&'a T);

impl<T: Wire> Serialize for Borrowed<'_, T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.0.write(out)
    }
}

struct Seed<T>(PhantomData<T>);

impl<'de, T: Wire> DeserializeSeed<'de> for Seed<T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::read(from)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut list = out.serialize_seq(Some(self.len()))?;
        for item in self {
            list.serialize_element(&Borrowed(item))?;
        }
        list.end()
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Items<T>(PhantomData<T>);
        impl<'de, T: Wire> Visitor<'de> for Items<T> {
            type Value = Vec<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element_seed(Seed(PhantomData))? {
                    items.push(item);
                }
                Ok(items)
            }
        }
        from.deserialize_seq(Items(PhantomData))
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            None => out.serialize_none(),
            Some(value) => out.serialize_some(&Borrowed(value)),
        }
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Maybe<T>(PhantomData<T>);
        impl<'de, T: Wire> Visitor<'de> for Maybe<T> {
            type Value = Option<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or null")
            }
            fn visit_none<E>(self) -> Result<Self::Value, E> {
                Ok(None)
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(None)
            }
            fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
                T::read(from).map(Some)
            }
        }
        from.deserialize_option(Maybe(PhantomData))
    }
}

/// Writes a value by its `Display`, reads it by `FromStr`.
macro_rules! as_text {
    ($($type:ty),* $(,)?) => { $(
        impl Wire for $type {
            fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_str(self)
            }
            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                text.parse().map_err(D::Error::custom)
            }
        }
    )* };
}

/// Uses the mirror `$form` (`#[serde(remote = …)]`) as the stored form of `$type`.
macro_rules! as_mirror {
    ($($type:ty => $form:ty),* $(,)?) => { $(
        impl Wire for $type {
            fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                <$form>::serialize(self, out)
            }
            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <$form>::deserialize(from)
            }
        }
    )* };
}

pub(super) use as_mirror;

as_text!(
    domain::ids::UnitId,
    domain::ids::PersonId,
    domain::ids::ProcedureCode,
    domain::ids::PaperCode,
    domain::ids::StepId,
    domain::ids::CaseId,
    domain::dossier::DossierCode,
    calendar::Limit,
);

impl Wire for String {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self)
    }
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)
    }
}

/// Instants are whole microseconds of UTC since 1970.
impl Wire for jiff::civil::DateTime {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_i64(crate::time::to_us(*self))
    }
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let us = i64::deserialize(from)?;
        crate::time::from_us(us).ok_or_else(|| D::Error::custom("an instant outside the calendar"))
    }
}

/// A stage is stored by its stable name.
impl Wire for domain::dossier::Stage {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.name())
    }
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(from)?;
        Self::find(&name).ok_or_else(|| D::Error::custom(format!("unknown stage `{name}`")))
    }
}

/// A provision is stored by its address; reading needs the register to know it.
impl Wire for law::Citation {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.id())
    }
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let id = std::borrow::Cow::<'de, str>::deserialize(from)?;
        super::citation(&id).ok_or_else(|| D::Error::custom(format!("unknown provision `{id}`")))
    }
}

/// A fingerprint of 64 bits as 16 hexadecimal digits: JSON numbers lose precision elsewhere.
pub mod hex64 {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(value: &u64, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&format_args!("{value:016x}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        u64::from_str_radix(&text, 16).map_err(D::Error::custom)
    }
}
