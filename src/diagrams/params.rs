//! The inputs of a diagram: a typed table, values, presets, and reading them from text.
//!
//! One [`ParamSpec`] table a kind drives the generated controls, the fence in a note
//! (`key = value` lines) and the citation link (`?key=value&…`). Knows no widgets.

use std::collections::BTreeMap;
use std::fmt;

mod unit;

pub use unit::Unit;

/// One input of a diagram.
#[derive(Debug, Clone, Copy)]
pub struct ParamSpec {
    /// The name in fences and links: short, lower case, hyphens.
    pub key: &'static str,
    /// The name beside the control, in sentence case.
    pub label: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// The heading under which the control stands.
    pub group: &'static str,
    /// Its type, range and default.
    pub kind: ParamKind,
    /// Whether the control is of use with the other values as they are.
    pub relevant: fn(&Params) -> bool,
}

/// For [`ParamSpec::relevant`]: the control always has a use.
pub fn always(_: &Params) -> bool {
    true
}

/// Type, range and default of an input.
#[derive(Debug, Clone, Copy)]
pub enum ParamKind {
    /// One of a few named options.
    Choice {
        /// All options, in the order shown.
        options: &'static [ChoiceOption],
        /// The key of the default.
        default: &'static str,
    },
    /// On or off.
    Switch {
        /// The default.
        default: bool,
    },
    /// A whole number.
    Number {
        /// Smallest allowed.
        min: u64,
        /// Largest allowed.
        max: u64,
        /// The default.
        default: u64,
        /// What is counted.
        unit: Unit,
    },
}

/// One option of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceOption {
    /// The name in fences and links.
    pub key: &'static str,
    /// The name on screen.
    pub label: &'static str,
}

/// A value of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// The key of the option.
    Choice(&'static str),
    /// On or off.
    Switch(bool),
    /// A number in its unit.
    Number(u64),
}

/// A named set of values.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// The name in fences and links.
    pub key: &'static str,
    /// The name on screen.
    pub label: &'static str,
    /// What it shows, in one sentence.
    pub summary: &'static str,
    /// Values that differ from the defaults, as written in a fence.
    pub values: &'static [(&'static str, &'static str)],
}

/// Values for every input of one kind; always complete and within range.
#[derive(Debug, Clone)]
pub struct Params {
    specs: &'static [ParamSpec],
    values: BTreeMap<&'static str, Value>,
}

/// Why a `key = value` was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParamError {
    /// No such input.
    #[error("unknown key \"{key}\"{}; allowed: {allowed}", did_you_mean(nearest.as_deref()))]
    UnknownKey {
        /// As written.
        key: String,
        /// The nearest key, if one is near.
        nearest: Option<String>,
        /// All keys.
        allowed: String,
    },
    /// The value is not of the input's type or out of its range.
    #[error("\"{value}\" is no value for \"{key}\"{}; allowed: {allowed}", did_you_mean(nearest.as_deref()))]
    BadValue {
        /// The input.
        key: String,
        /// As written.
        value: String,
        /// The nearest allowed value, if one is near.
        nearest: Option<String>,
        /// What is allowed.
        allowed: String,
    },
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!(", did you mean \"{name}\"?"))
}

impl Params {
    /// The defaults of a table.
    pub fn defaults(specs: &'static [ParamSpec]) -> Self {
        let values = specs
            .iter()
            .map(|spec| (spec.key, spec.kind.default_value()))
            .collect();
        Self { specs, values }
    }

    /// The table that the values belong to.
    pub fn specs(&self) -> &'static [ParamSpec] {
        self.specs
    }

    /// The value of `key`; a key that is not in the table is a mistake of the kind's author
    /// and reads as a switch that is off.
    pub fn value(&self, key: &str) -> Value {
        debug_assert!(self.values.contains_key(key), "no parameter {key:?}");
        self.values
            .get(key)
            .copied()
            .unwrap_or(Value::Switch(false))
    }

    /// The chosen option's key.
    pub fn choice(&self, key: &str) -> &'static str {
        match self.value(key) {
            Value::Choice(option) => option,
            Value::Switch(_) | Value::Number(_) => "",
        }
    }

    /// Whether the switch is on.
    pub fn switch(&self, key: &str) -> bool {
        self.value(key) == Value::Switch(true)
    }

    /// The number, in the unit of its table entry.
    pub fn number(&self, key: &str) -> u64 {
        match self.value(key) {
            Value::Number(number) => number,
            Value::Choice(_) | Value::Switch(_) => 0,
        }
    }

    /// Sets `key` from text as written in a fence or link.
    pub fn set_text(&mut self, key: &str, text: &str) -> Result<(), ParamError> {
        let spec = self.spec(key)?;
        let value = spec.kind.parse(text).ok_or_else(|| spec.bad_value(text))?;
        self.values.insert(spec.key, value);
        Ok(())
    }

    /// Sets `key` from a control; out-of-range numbers are clamped.
    pub fn set(&mut self, key: &str, value: Value) -> Result<(), ParamError> {
        let spec = self.spec(key)?;
        let value = spec
            .kind
            .clamp(value)
            .ok_or_else(|| spec.bad_value(&value.to_string()))?;
        self.values.insert(spec.key, value);
        Ok(())
    }

    /// Defaults with the values of a preset; fails on a preset whose values do not fit its table.
    pub fn from_preset(specs: &'static [ParamSpec], preset: &Preset) -> Result<Self, ParamError> {
        let mut params = Self::defaults(specs);
        for (key, text) in preset.values {
            params.set_text(key, text)?;
        }
        Ok(params)
    }

    /// The values that differ from the defaults, as `key=value`, for a citation link.
    pub fn differences(&self) -> Vec<(&'static str, String)> {
        self.specs
            .iter()
            .filter(|spec| self.value(spec.key) != spec.kind.default_value())
            .map(|spec| (spec.key, spec.kind.write(self.value(spec.key))))
            .collect()
    }

    fn spec(&self, key: &str) -> Result<&'static ParamSpec, ParamError> {
        self.specs
            .iter()
            .find(|spec| spec.key == key)
            .ok_or_else(|| ParamError::UnknownKey {
                key: key.to_owned(),
                nearest: crate::base::text::nearest(key, self.specs.iter().map(|spec| spec.key))
                    .map(str::to_owned),
                allowed: self
                    .specs
                    .iter()
                    .map(|spec| spec.key)
                    .collect::<Vec<_>>()
                    .join(", "),
            })
    }
}

impl PartialEq for Params {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl ParamSpec {
    fn bad_value(&self, value: &str) -> ParamError {
        let nearest = match self.kind {
            ParamKind::Choice { options, .. } => {
                crate::base::text::nearest(value, options.iter().map(|option| option.key))
                    .map(str::to_owned)
            }
            ParamKind::Switch { .. } | ParamKind::Number { .. } => None,
        };
        ParamError::BadValue {
            key: self.key.to_owned(),
            value: value.to_owned(),
            nearest,
            allowed: self.kind.allowed(),
        }
    }
}

impl ParamKind {
    /// The value before anyone changed it.
    pub fn default_value(&self) -> Value {
        match *self {
            Self::Choice { default, .. } => Value::Choice(default),
            Self::Switch { default } => Value::Switch(default),
            Self::Number { default, .. } => Value::Number(default),
        }
    }

    /// What may be written, for error messages and help.
    pub fn allowed(&self) -> String {
        match self {
            Self::Choice { options, .. } => options
                .iter()
                .map(|option| option.key)
                .collect::<Vec<_>>()
                .join(", "),
            Self::Switch { .. } => "yes, no".to_owned(),
            Self::Number { min, max, unit, .. } => {
                format!("{} to {}", unit.write(*min), unit.write(*max))
            }
        }
    }

    /// A value as it is written in a fence; reading it back gives the same value.
    pub fn write(&self, value: Value) -> String {
        match (self, value) {
            (Self::Number { unit, .. }, Value::Number(number)) => unit.write_exact(number),
            (_, value) => value.to_string(),
        }
    }

    /// A value as a person reads it.
    pub fn shown(&self, value: Value) -> String {
        match (self, value) {
            (Self::Choice { options, .. }, Value::Choice(key)) => options
                .iter()
                .find(|option| option.key == key)
                .map_or(key, |option| option.label)
                .to_owned(),
            (Self::Number { unit, .. }, Value::Number(number)) => unit.write(number),
            (_, value) => value.to_string(),
        }
    }

    fn parse(&self, text: &str) -> Option<Value> {
        let text = text.trim();
        match self {
            Self::Choice { options, .. } => options
                .iter()
                .find(|option| option.key == text)
                .map(|option| Value::Choice(option.key)),
            Self::Switch { .. } => match text {
                "yes" | "on" | "true" => Some(Value::Switch(true)),
                "no" | "off" | "false" => Some(Value::Switch(false)),
                _ => None,
            },
            Self::Number { min, max, unit, .. } => unit
                .parse(text)
                .filter(|number| (min..=max).contains(&number))
                .map(Value::Number),
        }
    }

    fn clamp(&self, value: Value) -> Option<Value> {
        match (self, value) {
            (Self::Choice { options, .. }, Value::Choice(key)) => options
                .iter()
                .find(|option| option.key == key)
                .map(|option| Value::Choice(option.key)),
            (Self::Switch { .. }, Value::Switch(_)) => Some(value),
            (Self::Number { min, max, .. }, Value::Number(number)) => {
                Some(Value::Number(number.clamp(*min, *max)))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Choice(key) => formatter.write_str(key),
            Self::Switch(on) => formatter.write_str(if *on { "yes" } else { "no" }),
            Self::Number(number) => write!(formatter, "{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPECS: &[ParamSpec] = &[
        ParamSpec {
            key: "class",
            label: "Class",
            help: "",
            group: "",
            kind: ParamKind::Choice {
                options: &[
                    ChoiceOption {
                        key: "standard",
                        label: "Standard",
                    },
                    ChoiceOption {
                        key: "standard-ia",
                        label: "Standard-IA",
                    },
                ],
                default: "standard",
            },
            relevant: always,
        },
        ParamSpec {
            key: "size",
            label: "Size",
            help: "",
            group: "",
            kind: ParamKind::Number {
                min: 1,
                max: 1 << 40,
                default: 1 << 20,
                unit: Unit::Bytes,
            },
            relevant: always,
        },
    ];

    #[test]
    fn size_is_read_with_its_unit_and_written_back() {
        let mut params = Params::defaults(SPECS);
        params.set_text("size", "20 KB").unwrap();
        assert_eq!(params.number("size"), 20 * 1024);
        assert_eq!(params.differences(), [("size", "20 KB".to_owned())]);
    }

    #[test]
    fn unknown_key_names_the_nearest() {
        let error = Params::defaults(SPECS).set_text("sise", "1").unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown key \"sise\", did you mean \"size\"?; allowed: class, size"
        );
    }

    #[test]
    fn value_out_of_range_names_what_is_allowed() {
        let error = Params::defaults(SPECS)
            .set_text("size", "9000 TB")
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"9000 TB\" is no value for \"size\"; allowed: 1 bytes to 1 TB"
        );
    }

    #[test]
    fn number_from_a_control_is_clamped() {
        let mut params = Params::defaults(SPECS);
        params.set("size", Value::Number(0)).unwrap();
        assert_eq!(params.number("size"), 1);
    }
}
