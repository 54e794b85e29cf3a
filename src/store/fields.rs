//! The fields of a RON file, each with its value as it was written.
//!
//! This is how a file keeps what a newer or a hand-made version put into it: the program reads
//! the fields it knows, and when it writes, every field that it does not know comes along
//! unchanged, also inside nested field lists. Used by [`super::whole_file`] only.

use std::fmt;

use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// `(name: value, …)` in file order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, Box<str>)>);

impl Fields {
    /// Reads a list of named fields; anything else is an error.
    pub fn parse(text: &str) -> Result<Self, ron::error::SpannedError> {
        ron::from_str(text)
    }

    /// The value of a field, as written.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| &**value)
    }

    /// Gives a field a value, at its old place or at the end. `value` must be RON.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.0.iter_mut().find(|(own, _)| own == name) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((name.to_owned(), value.into())),
        }
    }

    /// Takes a field out, for an upgrade that renames or drops it.
    pub fn take(&mut self, name: &str) -> Option<Box<str>> {
        let at = self.0.iter().position(|(own, _)| own == name)?;
        Some(self.0.remove(at).1)
    }

    /// Adds what `older` has and this has not, at every depth of field lists.
    pub fn keep_unknown_of(&mut self, older: &Self) {
        for (name, old_value) in &older.0 {
            let Some((_, value)) = self.0.iter_mut().find(|(own, _)| own == name) else {
                self.0.push((name.clone(), old_value.clone()));
                continue;
            };
            if let (Ok(mut inner), Ok(old_inner)) = (Self::parse(value), Self::parse(old_value)) {
                let before = inner.0.len();
                inner.keep_unknown_of(&old_inner);
                if inner.0.len() != before || old_inner.is_nested() {
                    *value = inner.to_string().trim_end().into();
                }
            }
        }
    }

    fn is_nested(&self) -> bool {
        self.0.iter().any(|(_, value)| value.starts_with('('))
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(\n")?;
        for (name, value) in &self.0 {
            writeln!(formatter, "    {name}: {value},")?;
        }
        formatter.write_str(")\n")
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list of named fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    let value: Box<RawValue> = map.next_value()?;
                    fields.push((name, value.get_ron().trim().into()));
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_struct("", &[], FieldsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_as_they_were_written() {
        let fields =
            Fields::parse("(a: 1.50, /* why */ b: Kind(x: [1, 2]), c: Some(\"é\"))").unwrap();
        assert_eq!(fields.get("a"), Some("1.50"));
        assert_eq!(fields.get("b"), Some("Kind(x: [1, 2])"));
        assert_eq!(fields.get("c"), Some("Some(\"é\")"));
        assert_eq!(Fields::parse(&fields.to_string()).unwrap(), fields);
    }

    #[test]
    fn other_ron_is_not_a_list_of_fields() {
        for text in ["", "1", "[1]", "(1, 2)", "(a: 1", "{\"a\": 1}", "(a: 1) b"] {
            assert!(Fields::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn unknown_fields_come_along_at_every_depth() {
        let older = Fields::parse("(a: 1, new: [X], w: (x: 1, deep: (k: 1, u: 2)))").unwrap();
        let mut fields = Fields::parse("(a: 2, w: (x: 3, deep: (k: 5)))").unwrap();
        fields.keep_unknown_of(&older);
        assert_eq!(fields.get("a"), Some("2"));
        assert_eq!(fields.get("new"), Some("[X]"));
        let window = Fields::parse(fields.get("w").unwrap()).unwrap();
        assert_eq!(window.get("x"), Some("3"));
        let deep = Fields::parse(window.get("deep").unwrap()).unwrap();
        assert_eq!((deep.get("k"), deep.get("u")), (Some("5"), Some("2")));
    }
}
