//! Small text rules that several layers share: anchors, counts, sizes, order.
//!
//! Nothing here knows Markdown or the screen.

use std::borrow::Cow;
use std::cmp::Ordering;

/// The anchor of a heading, as GitHub makes it: lower case, spaces to hyphens, other
/// punctuation dropped. Uniqueness within a note is the outline's business.
pub fn slug(heading: &str) -> String {
    heading
        .trim()
        .chars()
        .filter_map(|c| match c {
            ' ' | '-' => Some('-'),
            '_' => Some('_'),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// `1 note`, `3 notes`: a count with its noun, whose plural is regular.
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number as u64))
}

/// `1,234,567`: a number with its thousands grouped.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Of a longer name a message says the [`beginning`], in characters.
pub const LONGEST_NAME: usize = 200;
/// Of a longer message the [`beginning`] is kept, in characters.
pub const LONGEST_MESSAGE: usize = 300;

/// The beginning of a text that may be endless, and how much more there is of it, for messages and
/// labels.
pub fn beginning(text: &str, chars: usize) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(chars) else {
        return Cow::Borrowed(text);
    };
    let (shown, rest) = text.split_at(end);
    let more = count(rest.chars().count(), "more character");
    Cow::Owned(format!("{shown} \u{2026} ({more})"))
}

/// A message as a person reads it: capital first, full stop last.
pub fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    let stop = if message.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    format!("{}{}{stop}", first.collect::<String>(), chars.as_str())
}

/// `20 KB`, `1.5 GB`: a size in bytes with binary units, at most one decimal.
pub fn byte_size(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["bytes", "KB", "MB", "GB", "TB"];
    let mut value = bytes as f64;
    let mut unit = UNITS[0];
    for next in UNITS.iter().skip(1) {
        if value < 1024.0 {
            break;
        }
        value /= 1024.0;
        unit = next;
    }
    let rounded = (value * 10.0).round() / 10.0;
    format!("{rounded} {unit}")
}

/// Orders names as people do: digits by value (`2` before `10`), letters without case.
pub fn natural_order(left: &str, right: &str) -> Ordering {
    let start = common_start(left, right);
    let rest = |text| {
        str::get(text, start..)
            .unwrap_or_default()
            .chars()
            .peekable()
    };
    let (mut l, mut r) = (rest(left), rest(right));
    loop {
        let (Some(a), Some(b)) = (l.peek().copied(), r.peek().copied()) else {
            return (l.peek().is_some())
                .cmp(&r.peek().is_some())
                .then_with(|| left.cmp(right));
        };
        let order = if a.is_ascii_digit() && b.is_ascii_digit() {
            take_number(&mut l).cmp(&take_number(&mut r))
        } else {
            l.next();
            r.next();
            a.to_lowercase().cmp(b.to_lowercase())
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// How many bytes both texts begin with, without cutting a number or a character in two: paths in
/// one folder differ in their last few letters only.
fn common_start(left: &str, right: &str) -> usize {
    let (l, r) = (left.as_bytes(), right.as_bytes());
    let same = l.iter().zip(r).take_while(|(a, b)| a == b).count();
    let is_digit = |at: usize| l.get(at).is_some_and(u8::is_ascii_digit);
    let is_cut = |at: usize| at > 0 && is_digit(at - 1);
    let fits = |at: &usize| left.is_char_boundary(*at) && right.is_char_boundary(*at);
    (0..=same)
        .rev()
        .find(|at| fits(at) && !is_cut(*at))
        .unwrap_or(0)
}

fn take_number(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> u128 {
    let mut value: u128 = 0;
    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
        value = value.saturating_mul(10).saturating_add(u128::from(digit));
        chars.next();
    }
    value
}

/// How many letters are to be put in, left out, replaced or exchanged with the next one to make one
/// word of the other: for "did you mean", meant for short names.
pub fn edit_distance(left: &str, right: &str) -> usize {
    strsim::osa_distance(left, right)
}

/// A longer name is no misspelling of a short one; comparing would take long. In bytes.
const LONGEST_TYPO: usize = 400;

/// The candidate nearest to `wanted`, if one is near enough to be meant.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_called(wanted, candidates.into_iter().map(|name| (name, name)))
}

/// What is called most like `wanted`, of names with what they name. Of four letters one may be
/// wrong; a name of one or two letters is like everything.
pub fn nearest_called<'a, T>(
    wanted: &str,
    named: impl IntoIterator<Item = (&'a str, T)>,
) -> Option<T> {
    let wanted = wanted.to_lowercase();
    let length = wanted.chars().count();
    if length < 3 || wanted.len() > LONGEST_TYPO {
        return None;
    }
    let most = (length / 4).max(1);
    let near = named
        .into_iter()
        .filter(|(name, _)| name.chars().count().abs_diff(length) <= most);
    let near = near.map(|(name, called)| (edit_distance(&wanted, &name.to_lowercase()), called));
    let near = near.filter(|(distance, _)| *distance <= most);
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, called)| called)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_begins_with_a_capital_and_ends_with_a_stop() {
        let check = |message: &str, expected: &str| assert_eq!(sentence(message), expected);
        check("not saved: no room", "Not saved: no room.");
        check("Done.", "Done.");
        check("did you mean \"a\"?", "Did you mean \"a\"?");
        check("über", "Über.");
    }

    #[test]
    fn beginning_says_how_much_more_there_is() {
        let check = |text: &str, expected: &str| assert_eq!(beginning(text, 3), expected);
        check("äöü", "äöü");
        check("äöüs", "äöü … (1 more character)");
        check(&"x".repeat(2_003), "xxx … (2,000 more characters)");
    }

    #[test]
    fn slug_follows_github() {
        assert_eq!(slug("What it costs, per month"), "what-it-costs-per-month");
        assert_eq!(slug("S3 & IAM (2026)"), "s3--iam-2026");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(count(1, "note"), "1 note");
        assert_eq!(count(1_200, "note"), "1,200 notes");
    }

    #[test]
    fn sizes_use_binary_units() {
        assert_eq!(byte_size(512), "512 bytes");
        assert_eq!(byte_size(20 * 1024), "20 KB");
        assert_eq!(byte_size(1_610_612_736), "1.5 GB");
    }

    #[test]
    fn names_sort_by_number_and_without_case() {
        let mut names = ["10-sqs", "9-s3", "Zebra", "apple", "9-s3b"];
        names.sort_by(|a, b| natural_order(a, b));
        assert_eq!(names, ["9-s3", "9-s3b", "10-sqs", "apple", "Zebra"]);
    }

    #[test]
    fn common_beginning_changes_no_order() {
        let check = |left: &str, right: &str, expected: Ordering| {
            assert_eq!(natural_order(left, right), expected, "{left} {right}");
            assert_eq!(
                natural_order(right, left),
                expected.reverse(),
                "{right} {left}"
            );
        };
        check("a/b10.md", "a/b9.md", Ordering::Greater);
        check("a/b10", "a/b1", Ordering::Greater);
        check("a1b", "a1b", Ordering::Equal);
        check("caf\u{e9}", "caf\u{e8}", Ordering::Greater);
        check("7", "70", Ordering::Less);
        check("a 07", "a 7", Ordering::Less);
        check("x", "xy", Ordering::Less);
    }

    #[test]
    fn nothing_is_near_to_an_endless_name() {
        let endless = "x".repeat(LONGEST_TYPO + 1);
        assert_eq!(nearest(&endless, [endless.as_str()]), None);
    }

    #[test]
    fn nearest_finds_a_typo_and_ignores_strangers() {
        assert_eq!(nearest("presset", ["preset", "size"]), Some("preset"));
        assert_eq!(nearest("colour", ["preset", "size"]), None);
    }
}
