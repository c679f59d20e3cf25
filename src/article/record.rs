//! Structs that keep the fields they do not know.
//!
//! Serde's `flatten` would do it too, but it buffers every value of the struct before it reads one,
//! which costs the browser bytes and time.

use std::collections::BTreeMap;

/// Fields that this version does not know, as they were read; written back after the known ones.
pub type Extra = BTreeMap<String, serde_json::Value>;

/// Declares a struct that is read from a JSON object whose fields are all optional.
///
/// A missing field and `null` are the default, a default is not written, an unknown field is kept in `extra`.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident : $ty:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            $($(#[$doc])* pub $field: $ty,)*
            /// Fields that this version does not know, kept as they were read.
            pub extra: $crate::article::record::Extra,
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
            /// Reads the fields of an object whose opening brace was read.
            #[inline(never)]
            pub(crate) fn from_map<'de, A: serde::de::MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
                let mut read = Self::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        $(stringify!($field) => read.$field = map.next_value::<Option<$ty>>()?.unwrap_or_default(),)*
                        _ => { read.extra.insert(key, map.next_value()?); }
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
                        f.write_str(concat!("an object: ", stringify!($name)))
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
