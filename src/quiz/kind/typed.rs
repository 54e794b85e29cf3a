//! An answer that is typed: `type=answer`, and a line `= 30 days` for each form that is right.
//!
//! Case, spaces, a plural and the spelling of a unit are forgiven; a wrong number never is.

use std::sync::Arc;

use super::{CardKind, Problem, Question};

/// What may be typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The accepted forms, at least one; the first is shown as the answer.
    pub accepted: Arc<[Arc<str>]>,
}

/// Spellings of one unit; the first stands for all.
const UNITS: [&[&str]; 9] = [
    &["day", "d"],
    &["hour", "h", "hr"],
    &["minute", "min", "m"],
    &["second", "sec", "s"],
    &["millisecond", "ms", "msec"],
    &["kb", "kib", "kilobyte", "kibibyte"],
    &["mb", "mib", "megabyte", "mebibyte"],
    &["gb", "gib", "gigabyte", "gibibyte"],
    &["%", "percent"],
];

impl Typed {
    /// Whether `text` says the same as one of the accepted forms.
    pub fn accepts(&self, text: &str) -> bool {
        let given = canonical(text);
        self.accepted.iter().any(|form| canonical(form) == given)
    }
}

/// Reads prompt, the lines `= …` and the explanation after them.
pub(super) fn read(body: &str, problems: &mut Vec<Problem>) -> Option<Question> {
    let mut prompt = String::new();
    let mut accepted: Vec<Arc<str>> = Vec::new();
    let mut explanation = String::new();
    for line in body.split_inclusive('\n') {
        if let Some(form) = line.trim().strip_prefix("= ") {
            accepted.push(Arc::from(form.trim()));
        } else if accepted.is_empty() {
            prompt.push_str(line);
        } else {
            explanation.push_str(line);
        }
    }
    let problem = if prompt.trim().is_empty() {
        Some("no question above the answer")
    } else if accepted.is_empty() {
        Some("no answer: write it on a line as `= 30 days`")
    } else {
        None
    };
    if let Some(message) = problem {
        problems.push(Problem {
            offset: 0,
            message: message.to_owned(),
        });
        return None;
    }
    Some(Question {
        prompt: crate::markdown::parse(prompt).blocks,
        kind: CardKind::Typed(Typed {
            accepted: Arc::from(accepted),
        }),
        explanation: crate::markdown::parse(explanation).blocks,
    })
}

/// The text in one spelling: numbers apart from each other, words singular and run together.
fn canonical(text: &str) -> String {
    let mut canonical = String::new();
    let mut after_number = false;
    for token in tokens(text) {
        let is_number = token.starts_with(|c: char| c.is_ascii_digit());
        if is_number && after_number {
            canonical.push(' ');
        }
        canonical.push_str(&one_spelling(&token, after_number));
        after_number = is_number;
    }
    canonical
}

/// Numbers, words and signs in lower case.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut previous = Class::Space;
    for c in text.trim().trim_end_matches('.').to_lowercase().chars() {
        let class = Class::of(c, previous);
        match tokens.last_mut() {
            Some(token) if class.continues(previous) => token.push(c),
            _ if matches!(class, Class::Space | Class::Grouping) => {}
            _ => tokens.push(c.to_string()),
        }
        previous = class;
    }
    tokens
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Space,
    /// The comma in `1,000`.
    Grouping,
    Digit,
    Letter,
    Sign,
}

impl Class {
    fn of(c: char, previous: Self) -> Self {
        match c {
            '0'..='9' => Self::Digit,
            '.' if previous == Self::Digit => Self::Digit,
            ',' if previous == Self::Digit => Self::Grouping,
            // A hyphen within words is spelling, one before a number is its sign.
            '-' | '_' if previous != Self::Space => Self::Space,
            c if c.is_whitespace() => Self::Space,
            c if c.is_alphabetic() => Self::Letter,
            _ => Self::Sign,
        }
    }

    fn continues(self, previous: Self) -> bool {
        match self {
            Self::Digit => matches!(previous, Self::Digit | Self::Grouping),
            Self::Letter => previous == Self::Letter,
            Self::Space | Self::Grouping | Self::Sign => false,
        }
    }
}

fn one_spelling(token: &str, after_number: bool) -> String {
    let singular = match token.strip_suffix('s') {
        Some(stem) if stem.chars().count() >= 2 && !stem.ends_with('s') => stem,
        _ => token,
    };
    if after_number {
        for unit in UNITS {
            if let Some(first) = unit.first()
                && unit.iter().any(|name| *name == token || *name == singular)
            {
                return (*first).to_owned();
            }
        }
    }
    singular.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_forgiven_and_numbers_are_not() {
        let check = |right: &str, given: &str, expected: bool| {
            let accepted = Arc::from([Arc::from(right)]);
            assert_eq!(Typed { accepted }.accepts(given), expected, "{given:?}");
        };
        check("30 days", "30 Day.", true);
        check("30 days", "30d", true);
        check("30 days", "3 0 days", false);
        check("30 days", "-30 days", false);
        check("30 days", "30 hours", false);
        check("30 days", "30", false);
        check("dead-letter queue", "Dead letter queues", true);
        check("dead-letter queue", "deadletterqueue", true);
        check("1,000", "1000", true);
        check("1,000", "1.000", false);
        check("0.5 %", "0.5 percent", true);
        check("5 GB", "5 gigabytes", true);
        check("5 GB", "5 MB", false);
        check("15 minutes", "15min", true);
        check("access", "acces", false);
    }
}
