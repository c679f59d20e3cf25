//! Structs that preserve unknown fields.
//!
//! Serde's `flatten` would do so too, but it buffers every value of the struct before reading one, which costs the browser
//! bytes and time.

use serde::de::MapAccess;
use serde_json::Value;

/// Unknown fields, as read; written back after the known ones.
#[cfg(not(target_arch = "wasm32"))]
pub type Extra = std::collections::BTreeMap<String, Value>;

/// Empty: the page writes no article and ignores unknown fields.
#[cfg(target_arch = "wasm32")]
pub type Extra = [(String, Value); 0];

/// Reads a field; `null` is its default.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn read_field<'de, T: serde::Deserialize<'de> + Default, A: MapAccess<'de>>(map: &mut A) -> Result<T, A::Error> {
    Ok(map.next_value::<Option<T>>()?.unwrap_or_default())
}

/// Reads a field. Published files hold no `null`: defaults are not written.
#[cfg(target_arch = "wasm32")]
pub(crate) fn read_field<'de, T: serde::Deserialize<'de> + Default, A: MapAccess<'de>>(map: &mut A) -> Result<T, A::Error> {
    map.next_value()
}

/// Keeps an unknown field.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn read_extra<'de, A: MapAccess<'de>>(extra: &mut Extra, key: String, map: &mut A) -> Result<(), A::Error> {
    extra.insert(key, map.next_value()?);
    Ok(())
}

/// Skips an unknown field.
#[cfg(target_arch = "wasm32")]
pub(crate) fn read_extra<'de, A: MapAccess<'de>>(_: &mut Extra, _: String, map: &mut A) -> Result<(), A::Error> {
    map.next_value::<serde::de::IgnoredAny>().map(|_| ())
}

/// Reads a block or an inline of an unknown kind.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn read_unknown<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Value, A::Error> {
    map.next_value()
}

/// Reads the words of a block or an inline of an unknown kind, which is all that a page draws of it.
#[cfg(target_arch = "wasm32")]
pub(crate) fn read_unknown<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Value, A::Error> {
    map.next_value::<words::Strings>().map(|words| Value::String(words.0))
}

#[cfg(target_arch = "wasm32")]
mod words {
    use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

    /// All strings inside a value, in order.
    #[derive(Default)]
    pub(super) struct Strings(pub(super) String);

    impl Strings {
        fn add(&mut self, more: &Strings) {
            if !self.0.is_empty() && !more.0.is_empty() {
                self.0.push(' ');
            }
            self.0.push_str(&more.0);
        }
    }

    impl<'de> Deserialize<'de> for Strings {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Strings, D::Error> {
            deserializer.deserialize_any(StringsVisitor)
        }
    }

    struct StringsVisitor;

    impl<'de> Visitor<'de> for StringsVisitor {
        type Value = Strings;

        fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
            f.write_str("anything")
        }

        fn visit_bool<E: Error>(self, _: bool) -> Result<Strings, E> {
            Ok(Strings::default())
        }

        fn visit_u64<E: Error>(self, _: u64) -> Result<Strings, E> {
            Ok(Strings::default())
        }

        fn visit_i64<E: Error>(self, _: i64) -> Result<Strings, E> {
            Ok(Strings::default())
        }

        fn visit_f64<E: Error>(self, _: f64) -> Result<Strings, E> {
            Ok(Strings::default())
        }

        fn visit_unit<E: Error>(self) -> Result<Strings, E> {
            Ok(Strings::default())
        }

        fn visit_str<E: Error>(self, words: &str) -> Result<Strings, E> {
            Ok(Strings(words.to_owned()))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Strings, A::Error> {
            let mut strings = Strings::default();
            while let Some(words) = seq.next_element::<Strings>()? {
                strings.add(&words);
            }
            Ok(strings)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Strings, A::Error> {
            let mut strings = Strings::default();
            while let Some((_, words)) = map.next_entry::<String, Strings>()? {
                strings.add(&words);
            }
            Ok(strings)
        }
    }
}

/// Declares a struct that is read from a JSON object whose fields are all optional.
///
/// A missing field and `null` give the default, a default is not written, an unknown field is kept in `extra`.
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$doc:meta])* $field_vis:vis $field:ident : $ty:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        $vis struct $name {
            $($(#[$doc])* $field_vis $field: $ty,)*
            /// Unknown fields, kept as read.
            $vis extra: $crate::article::record::Extra,
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                $(if self.$field != <$ty>::default() { map.serialize_entry(stringify!($field), &self.$field)?; })*
                for (key, value) in &self.extra { map.serialize_entry(key, value)?; }
                map.end()
            }
        }

        impl $name {
            /// Reads the fields of an object after its opening brace.
            #[inline(never)]
            pub(crate) fn from_map<'de, A: serde::de::MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
                let mut read = Self::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        $(stringify!($field) => read.$field = $crate::article::record::read_field::<$ty, A>(&mut map)?,)*
                        _ => $crate::article::record::read_extra(&mut read.extra, key, &mut map)?,
                    }
                }
                Ok(read)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields;
                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                        // The page reports no error of a reader by its words, which would be bytes for nothing.
                        f.write_str(if cfg!(target_arch = "wasm32") { "an object" } else { concat!("an object: ", stringify!($name)) })
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<$name, A::Error> {
                        $name::from_map(map)
                    }
                }
                deserializer.deserialize_map(Fields)
            }
        }
    };
}
pub(crate) use record;
