//! Addresses as they are shown: nothing in them is hidden, nothing turns them around.

/// An address in which every character is seen: what has no shape of its own or changes the
/// direction of others is spelled out (`‹U+202E›`). At most about `longest` characters; the
/// middle is left out.
pub fn legible(address: &str, longest: usize) -> String {
    let mut shown = String::with_capacity(address.len().min(4 * longest));
    let total = address.chars().count();
    let (head, tail) = (longest * 2 / 3, longest / 3);
    for (at, character) in address.chars().enumerate() {
        let is_left_out = total > longest && at >= head && at < total - tail;
        if is_left_out {
            if at == head {
                shown.push_str(" … ");
            }
        } else if hides(character) {
            shown.push_str(&spelled_out(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

/// A host whose letters are not all plain ones, with those spelled out that may only look like
/// them; nothing for a host of plain letters.
pub fn spelled(host: &str) -> Option<String> {
    let spell = |character: char| {
        if character.is_ascii() && !hides(character) {
            character.to_string()
        } else {
            spelled_out(character)
        }
    };
    (!host.is_ascii()).then(|| host.chars().map(spell).collect())
}

/// `‹U+202E›`.
fn spelled_out(character: char) -> String {
    format!("‹U+{:04X}›", u32::from(character))
}

/// The host that an http address leads to: what stands before `@` is a name, not a host.
pub fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = rest.get(..end)?;
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => host,
    };
    (!host.is_empty()).then_some(host)
}

/// Whether a character has no shape, or changes where others stand.
fn hides(character: char) -> bool {
    character.is_control()
        || (character.is_whitespace() && character != ' ')
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_an_address_is_hidden() {
        let check = |address: &str, expected: &str| assert_eq!(legible(address, 60), expected);
        check("https://a.b/c?d=é", "https://a.b/c?d=é");
        check("https://moc.\u{202e}live", "https://moc.‹U+202E›live");
        check("https://aws\u{200b}.com", "https://aws‹U+200B›.com");
        check("a\u{a0}b\tc", "a‹U+00A0›b‹U+0009›c");
        let long = format!("https://{}end", "x".repeat(200));
        let shown = legible(&long, 60);
        assert!(
            shown.starts_with("https://x") && shown.ends_with("xend"),
            "{shown}"
        );
        assert_eq!(shown.chars().count(), 63);
    }

    #[test]
    fn letters_that_look_like_others_are_spelled_out() {
        assert_eq!(spelled("aws.amazon.com"), None);
        let greek_and_cyrillic = spelled("\u{430}ws.amaz\u{3bf}n.com");
        assert_eq!(
            greek_and_cyrillic.as_deref(),
            Some("‹U+0430›ws.amaz‹U+03BF›n.com")
        );
    }

    #[test]
    fn host_is_where_the_address_leads() {
        let check = |address: &str, expected: Option<&str>| assert_eq!(host(address), expected);
        check("https://aws.amazon.com/s3", Some("aws.amazon.com"));
        check(
            "https://aws.amazon.com@evil.example/x",
            Some("evil.example"),
        );
        check("http://a.b:8080?x", Some("a.b"));
        check(
            "https://evil.example\\@aws.amazon.com",
            Some("evil.example"),
        );
        check("mailto:a@b.c", None);
        check("https:///path", None);
    }
}
