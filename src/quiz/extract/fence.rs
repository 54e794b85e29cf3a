//! What a `quiz` fence says of its question: `id=… domain=… shuffle=no type=…`.

use crate::base::text::nearest;
use crate::markdown::directive::Arguments;
use crate::quiz::kind::TYPE_NAMES;

const KEYS: [&str; 4] = ["id", "domain", "shuffle", "type"];

/// The arguments, with what they are if not given.
#[derive(Debug, PartialEq)]
pub(super) struct Fence {
    pub(super) id: Option<String>,
    pub(super) domain: Option<String>,
    pub(super) shuffle: bool,
    pub(super) type_name: Option<String>,
}

impl Fence {
    /// The arguments, and what is wrong with them.
    pub(super) fn read(arguments: &str) -> (Self, Vec<String>) {
        let mut fence = Self {
            id: None,
            domain: None,
            shuffle: true,
            type_name: None,
        };
        let arguments = Arguments::parse(arguments);
        let mut messages: Vec<String> = arguments
            .words
            .iter()
            .map(|word| format!("\"{word}\" is no `key=value`"))
            .collect();
        for (key, value) in arguments.pairs {
            if let Err(message) = fence.set(&key, value) {
                messages.push(message);
            }
        }
        (fence, messages)
    }

    fn set(&mut self, key: &str, value: String) -> Result<(), String> {
        match key {
            "id" => self.id = Some(own_id(value)?),
            "domain" => self.domain = Some(value).filter(|value| !value.is_empty()),
            "shuffle" => self.shuffle = yes_or_no(&value)?,
            "type" => self.type_name = Some(type_name(value)?),
            _ => {
                let keys = KEYS.map(|key| format!("`{key}`")).join(", ");
                return Err(unknown("key", key, &KEYS, &keys));
            }
        }
        Ok(())
    }
}

fn own_id(value: String) -> Result<String, String> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if value.is_empty() || !value.chars().all(fits) {
        return Err(format!(
            "id \"{value}\" is no word of letters, digits, `-`, `_` and `.`"
        ));
    }
    Ok(value)
}

fn yes_or_no(value: &str) -> Result<bool, String> {
    match value {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err(format!("shuffle is `yes` or `no`, not \"{value}\"")),
    }
}

fn type_name(value: String) -> Result<String, String> {
    if TYPE_NAMES.contains(&value.as_str()) {
        return Ok(value);
    }
    let names = TYPE_NAMES.map(|name| format!("`{name}`")).join(", ");
    let allowed = format!("{names}; without a type the body's shape decides");
    Err(unknown("type", &value, &TYPE_NAMES, &allowed))
}

fn unknown(what: &str, name: &str, known: &[&str], allowed: &str) -> String {
    let guess = nearest(name, known.iter().copied())
        .map(|guess| format!("; did you mean `{guess}`?"))
        .unwrap_or_default();
    format!("unknown {what} \"{name}\": there is {allowed}{guess}")
}
