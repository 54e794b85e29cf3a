//! Names of files: what they are called, and those that not every system can store, or that mean a
//! device to it.
//!
//! Notes travel: a folder may be shared by machines of all kinds, so the rules of the strictest
//! system hold everywhere.

/// Characters that no name on Windows has.
const FORBIDDEN: &[char] = &['<', '>', ':', '"', '|', '?', '*', '\\'];

/// Digits of a hash, at least.
const SHORTEST_HASH: usize = 24;

/// Whether a name, with whatever ending, means a device on Windows: `CON`, `nul.md`, `COM1`.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.split(':').next().unwrap_or(stem);
    let stem = stem.trim_end().to_ascii_uppercase();
    if matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let port = stem.strip_prefix("COM").or(stem.strip_prefix("LPT"));
    let mut number = port.unwrap_or_default().chars();
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}');
    number.next().is_some_and(digit) && number.next().is_none()
}

/// The name of the file at the end of a path or an address, without its ending.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The same, if it says anything to people: empty for a hash.
pub fn telling_stem(path: &str) -> &str {
    let stem = stem(path);
    let is_digit = |c: char| c.is_ascii_hexdigit() || c == '-';
    if stem.len() >= SHORTEST_HASH && stem.chars().all(is_digit) {
        ""
    } else {
        stem
    }
}

/// The name nearest to `name` that every system can store.
pub fn storable(name: &str) -> String {
    let allowed = |c: char| !FORBIDDEN.contains(&c) && !c.is_control();
    let named: String = name
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    let kept = named.trim_end_matches(['.', ' ']);
    let mut storable = format!("{kept}{}", "_".repeat(named.len() - kept.len()));
    if is_device(&storable) {
        let stem = storable.find('.').unwrap_or(storable.len());
        storable.insert(stem, '_');
    }
    storable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_known_whatever_follows_them() {
        for name in [
            "CON",
            "con.md",
            "Aux.tar.gz",
            "nul ",
            "COM1",
            "lpt9.txt",
            "com\u{b2}",
            "CON:",
        ] {
            assert!(is_device(name), "{name}");
        }
        for name in [
            "console.md",
            "com",
            "com10",
            "COMB",
            "lpt",
            "null",
            "a.con",
            "",
        ] {
            assert!(!is_device(name), "{name}");
        }
    }

    #[test]
    fn stem_ends_before_the_last_dot() {
        assert_eq!(stem("a/b\\at 10.22.31.png"), "at 10.22.31");
        assert_eq!(stem("https://example.org/badge"), "badge");
    }

    #[test]
    fn name_that_cannot_be_stored_becomes_the_nearest_that_can() {
        let check = |name: &str, expected: &str| assert_eq!(storable(name), expected);
        check("plain name.md", "plain name.md");
        check("\u{fc}ber.md", "\u{fc}ber.md");
        check("CON.md", "CON_.md");
        check("aux", "aux_");
        check("10:30 <a>?.md", "10_30 _a__.md");
        check("ends. ", "ends__");
        check("con .md", "con _.md");
    }
}
