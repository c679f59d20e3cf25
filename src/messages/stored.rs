//! Tables of messages that are stored as files, which the programs that need them fetch.
//!
//! A message in braces, as `{n}`, is a placeholder for a formatted number or a text. Of two forms the first is for 1, the second for all
//! others.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A message: from a table, or read from a file.
pub(crate) type Message = Cow<'static, str>;

/// The target of a message in a file.
pub(crate) enum FieldMut<'a> {
    /// One message.
    One(&'a mut Message),
    /// A list of them: forms, or the options of a choice.
    Several(&'a mut [Message]),
    /// A message of another version.
    Unknown,
}

impl<'a> From<&'a mut Message> for FieldMut<'a> {
    fn from(message: &'a mut Message) -> FieldMut<'a> {
        FieldMut::One(message)
    }
}

impl<'a, const N: usize> From<&'a mut [Message; N]> for FieldMut<'a> {
    fn from(messages: &'a mut [Message; N]) -> FieldMut<'a> {
        FieldMut::Several(messages)
    }
}

/// A table that is filled from a file.
pub(crate) trait StoredTable {
    /// The field of a name in the file.
    fn field_mut(&mut self, name: &str) -> FieldMut<'_>;
}

/// Declares a table of messages that is stored as a file: each field with its name in the file.
macro_rules! stored_messages {
    ($(#[$attribute:meta])* $vis:vis struct $table:ident { $($(#[$doc:meta])* $field_vis:vis $field:ident: $type:ty = $name:tt,)* }) => {
        messages! {
            $(#[$attribute])*
            $vis struct $table { $($(#[$doc])* #[serde(rename = $name)] $field_vis $field: $type,)* }
        }

        impl $table {
            /// A table to be filled from the file.
            fn empty() -> $table {
                $table { $($field: Default::default(),)* }
            }
        }

        impl $crate::messages::stored::StoredTable for $table {
            // A derived reader would hold a branch for each way in which each field can be missing.
            fn field_mut(&mut self, name: &str) -> $crate::messages::stored::FieldMut<'_> {
                match name {
                    $($name => (&mut self.$field).into(),)*
                    _ => $crate::messages::stored::FieldMut::Unknown,
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $table {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$table, D::Error> {
                let mut read = $table::empty();
                serde::de::DeserializeSeed::deserialize($crate::messages::stored::Fields(&mut read), deserializer)?;
                Ok(read)
            }
        }
    };
}
pub(super) use stored_messages;

/// Fills a table from an object.
pub(crate) struct Fields<'a>(pub &'a mut dyn StoredTable);

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("messages")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            match self.0.field_mut(&name) {
                FieldMut::One(message) => *message = map.next_value::<String>()?.into(),
                FieldMut::Several(messages) => {
                    for (message, read) in messages.iter_mut().zip(map.next_value::<Vec<String>>()?) {
                        *message = read.into();
                    }
                }
                FieldMut::Unknown => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }
}

/// A message of a table.
#[cfg(not(target_arch = "wasm32"))]
pub(super) const fn text(message: &'static str) -> Message {
    Cow::Borrowed(message)
}
