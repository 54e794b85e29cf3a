//! What a destination is by its form alone: an address, a diagram, a path, or nothing to follow.

use crate::base::text::{LONGEST_NAME, beginning, slug};

/// A destination, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// http, https or mailto.
    Web(String),
    /// `diagram:kind?key=value&…`
    Diagram {
        kind: String,
        query: Vec<(String, String)>,
    },
    /// A path or a note's name, decoded, and what stands behind `#`.
    Path {
        path: String,
        anchor: Option<String>,
    },
    /// A sentence that says why it is not followed.
    Refused(String),
}

impl Address {
    /// Reads the destination of `[text](destination)`.
    pub(super) fn read(destination: &str) -> Self {
        if let Some(address) = Self::with_scheme(destination) {
            return address;
        }
        let (path, anchor) = split_anchor(destination);
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        Self::Path {
            path: percent_decoded(path),
            anchor: anchor.map(percent_decoded),
        }
    }

    /// Reads what stands in `[[…]]`: a name, not percent-encoded; of several `#` parts the last
    /// counts.
    pub(super) fn read_wiki(destination: &str) -> Self {
        if let Some(address) = Self::with_scheme(destination) {
            return address;
        }
        let (path, anchor) = split_anchor(destination);
        let anchor = anchor.map(|anchor| anchor.rsplit('#').next().unwrap_or(anchor));
        Self::Path {
            path: path.trim().to_owned(),
            anchor: anchor.map(|anchor| anchor.trim().to_owned()),
        }
    }

    fn with_scheme(destination: &str) -> Option<Self> {
        if destination.starts_with("//") || destination.starts_with("\\\\") {
            let message = "addresses without http: or https: are not opened";
            return Some(Self::Refused(message.to_owned()));
        }
        let (scheme, rest) = destination.split_once(':')?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        if !is_scheme || rest.starts_with(' ') {
            return None;
        }
        let scheme = scheme.to_ascii_lowercase();
        let is_clean = !destination.chars().any(char::is_control);
        Some(match scheme.as_str() {
            "http" | "https" | "mailto" if is_clean => Self::Web(destination.to_owned()),
            "diagram" => Self::diagram(rest),
            _ => Self::Refused(format!(
                "\"{}:\" links are not opened; only web and mail addresses are",
                beginning(&scheme, LONGEST_NAME)
            )),
        })
    }

    fn diagram(rest: &str) -> Self {
        let (kind, query) = rest.split_once('?').unwrap_or((rest, ""));
        let query = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(key, value)| (percent_decoded(key), percent_decoded(value)))
            .collect();
        Self::Diagram {
            kind: percent_decoded(kind),
            query,
        }
    }
}

/// The forms under which an anchor may be meant, the nearest first.
pub(super) fn anchor_forms(anchor: &str) -> [String; 3] {
    [anchor.to_owned(), anchor.to_lowercase(), slug(anchor)]
}

fn split_anchor(destination: &str) -> (&str, Option<&str>) {
    destination
        .split_once('#')
        .map_or((destination, None), |(path, anchor)| (path, Some(anchor)))
}

/// `a%20b` as `a b`; a text that is not valid UTF-8 then stays as it was.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, others)) = rest.split_first() {
        rest = others;
        match others {
            [high, low, behind @ ..] if byte == b'%' => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high * 16 + low);
                    rest = behind;
                }
                _ => bytes.push(byte),
            },
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_are_decoded_where_they_can_be() {
        let check = |text: &str, expected: &str| assert_eq!(percent_decoded(text), expected);
        check("a%20b%C3%A9", "a bé");
        check("100%", "100%");
        check("%zz%2", "%zz%2");
        check("%ff", "%ff");
    }

    #[test]
    fn schemes_decide() {
        let check = |text: &str, expected: Address| assert_eq!(Address::read(text), expected);
        check("HTTPS://a.b", Address::Web("HTTPS://a.b".to_owned()));
        check(
            "diagram:s3-lifecycle?size=20%20KB&step=9",
            Address::Diagram {
                kind: "s3-lifecycle".to_owned(),
                query: vec![
                    ("size".to_owned(), "20 KB".to_owned()),
                    ("step".to_owned(), "9".to_owned()),
                ],
            },
        );
        check(
            "a%20b.md?raw#Part",
            Address::Path {
                path: "a b.md".to_owned(),
                anchor: Some("Part".to_owned()),
            },
        );
        for refused in [
            "javascript:alert(1)",
            "file:///etc",
            "c:\\x",
            "//host/x",
            "http://a\n",
        ] {
            let address = Address::read(refused);
            assert!(matches!(address, Address::Refused(_)), "{refused}");
        }
    }
}
