//! Diagrams as written in a note: the fence with its `key = value` lines, and the link that
//! cites one state (`diagram:s3-lifecycle?class=standard-ia&step=94`).
//!
//! Reading never fails whole: an unknown kind is the only error, everything else is an issue
//! with its line while the rest is taken. Writing a link and reading it back gives the same state.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::base::text::{LONGEST_MESSAGE, beginning, nearest};

use super::Kind;
use super::params::Params;
use super::registry::{self, UnknownKind};

/// Lines of a fence, or parts of a link, that are read.
const MOST_LINES: usize = 500;
/// The scheme of a link to a state.
const SCHEME: &str = "diagram:";

/// A diagram as asked for by a note, a link or a card.
#[derive(Debug, Clone)]
pub struct Citation {
    /// Which kind.
    pub kind: &'static Kind,
    /// Its inputs: the defaults, then the preset, then single values.
    pub params: Params,
    /// How many steps in; 0 is before the first.
    pub step: usize,
    /// What could not be taken.
    pub issues: Vec<ParamIssue>,
}

/// A line of a fence, or a part of a link, that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParamIssue {
    /// The line of the fence's body, from 1; 0 is the fence line itself, or the link.
    pub line: usize,
    /// What is wrong, what is allowed, and the nearest match.
    pub message: String,
}

/// Why a text is no link to a diagram.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It does not begin with `diagram:`.
    #[error("a diagram link begins with \"diagram:\": \"{link}\"")]
    Scheme {
        /// As written.
        link: String,
    },
    /// There is no such kind.
    #[error(transparent)]
    Kind(#[from] UnknownKind),
}

/// Reads a fence: `arguments` follow the word `diagram` on the fence line, `body` stands below.
pub fn read_fence(arguments: &str, body: &str) -> Result<Citation, UnknownKind> {
    let (id, rest) = arguments
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or_else(|| (arguments.trim(), ""));
    let kind = registry::kind(id)?;
    let mut issues = Vec::new();
    if !rest.trim().is_empty() {
        issues.push(ParamIssue {
            line: 0,
            message: format!(
                "values stand on lines of their own below: \"{}\"",
                rest.trim()
            ),
        });
    }
    let mut pairs = Vec::new();
    for (at, line) in body.lines().enumerate() {
        let line_number = at + 1;
        if line_number > MOST_LINES {
            issues.push(ParamIssue {
                line: line_number,
                message: format!("this line and those below are not read; {MOST_LINES} are"),
            });
            break;
        }
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match line.split_once('=') {
            Some((key, value)) => pairs.push(Pair {
                line: line_number,
                key: key.trim().to_owned(),
                value: value.trim().to_owned(),
            }),
            None => issues.push(ParamIssue {
                line: line_number,
                message: format!("a line reads \"key = value\": \"{line}\""),
            }),
        }
    }
    Ok(assemble(kind, pairs, issues))
}

/// Reads a link such as `diagram:s3-lifecycle?class=standard-ia&step=94`.
pub fn read_link(link: &str) -> Result<Citation, LinkError> {
    let rest = link.strip_prefix(SCHEME).ok_or_else(|| LinkError::Scheme {
        link: link.to_owned(),
    })?;
    let (id, query) = rest.split_once('?').unwrap_or((rest, ""));
    let kind = registry::kind(&percent_decode(id))?;
    let mut issues = Vec::new();
    let mut pairs = Vec::new();
    let parts = query.split('&').filter(|part| !part.is_empty());
    for part in parts.take(MOST_LINES) {
        match part.split_once('=') {
            Some((key, value)) => pairs.push(Pair {
                line: 0,
                key: percent_decode(key),
                value: percent_decode(value),
            }),
            None => issues.push(ParamIssue {
                line: 0,
                message: format!("a part of the link reads \"key=value\": \"{part}\""),
            }),
        }
    }
    Ok(assemble(kind, pairs, issues))
}

/// Writes the link that cites `step` of `kind` with these inputs: the preset's name when the
/// inputs are exactly a preset's, else every value that differs from its default.
pub fn write_link(kind: &Kind, params: &Params, step: usize) -> String {
    let mut pairs: Vec<(&str, String)> = preset_of(kind, params).map_or_else(
        || params.differences(),
        |preset| vec![("preset", preset.to_owned())],
    );
    if step > 0 {
        pairs.push(("step", step.to_string()));
    }
    let mut link = format!("{SCHEME}{}", kind.id);
    for (at, (key, value)) in pairs.iter().enumerate() {
        link.push(if at == 0 { '?' } else { '&' });
        link.push_str(key);
        link.push('=');
        percent_encode(value, &mut link);
    }
    link
}

/// The key of the preset that these inputs are, if they are one and not the defaults.
pub fn preset_of(kind: &Kind, params: &Params) -> Option<&'static str> {
    kind.presets
        .iter()
        .find(|preset| {
            !preset.values.is_empty()
                && Params::from_preset(kind.params, preset).is_ok_and(|values| values == *params)
        })
        .map(|preset| preset.key)
}

struct Pair {
    line: usize,
    key: String,
    value: String,
}

fn assemble(kind: &'static Kind, pairs: Vec<Pair>, mut issues: Vec<ParamIssue>) -> Citation {
    let mut params = Params::defaults(kind.params);
    let (presets, values): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|pair| pair.key == "preset");
    for pair in presets {
        match preset_params(kind, &pair.value) {
            Ok(taken) => params = taken,
            Err(message) => issues.push(ParamIssue {
                line: pair.line,
                message,
            }),
        }
    }
    let mut step = 0;
    let mut seen: Vec<String> = Vec::new();
    for pair in values {
        let taken = if seen.contains(&pair.key) {
            Err(format!("\"{}\" is already set above", pair.key))
        } else if pair.key == "step" {
            read_step(&pair.value).map(|number| step = number)
        } else {
            params
                .set_text(&pair.key, &pair.value)
                .map_err(|error| error.to_string())
        };
        if let Err(message) = taken {
            issues.push(ParamIssue {
                line: pair.line,
                message,
            });
        }
        seen.push(pair.key);
    }
    issues.sort_by_key(|issue| issue.line);
    for issue in &mut issues {
        if let Cow::Owned(shorter) = beginning(&issue.message, LONGEST_MESSAGE) {
            issue.message = shorter;
        }
    }
    Citation {
        kind,
        params,
        step,
        issues,
    }
}

fn preset_params(kind: &Kind, name: &str) -> Result<Params, String> {
    let Some(preset) = kind.presets.iter().find(|preset| preset.key == name) else {
        let keys = || kind.presets.iter().map(|preset| preset.key);
        let mut message = format!("unknown preset \"{name}\"");
        if let Some(near) = nearest(name, keys()) {
            // Writing to a string cannot fail.
            let _ = write!(message, ", did you mean \"{near}\"?");
        }
        message.push_str("; allowed: ");
        message.push_str(&keys().collect::<Vec<_>>().join(", "));
        return Err(message);
    };
    Params::from_preset(kind.params, preset).map_err(|error| error.to_string())
}

fn read_step(value: &str) -> Result<usize, String> {
    value
        .parse()
        .ok()
        .filter(|step| *step <= super::playback::MAX_STEPS)
        .ok_or_else(|| {
            format!(
                "\"{value}\" is no value for \"step\"; allowed: 0 to {}",
                super::playback::MAX_STEPS
            )
        })
}

/// `%41` to `A`, `+` to a space; what is no valid sequence stays as written.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or(0) * 16 + hex(*low).unwrap_or(0));
                rest = after;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

fn percent_encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests;
