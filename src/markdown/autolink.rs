//! Bare addresses in running text: `https://…`, `www.…` and mail; and tags, `#planet/ringed`.
//!
//! Follows the extended autolinks of GitHub: an address begins at the start of a word, ends at
//! a space or `<`, and gives back closing punctuation. A tag stands behind a space and holds more
//! than digits, which name an issue. Linear in the length of the text.

use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr_iter, memchr3};

use super::document::{Link, LinkKind, Span, Spans};

/// Splits the spans of `text` where a bare address or a tag stands, and links it.
pub(super) fn link_addresses(text: &str, spans: Spans) -> Spans {
    let has_sign = || memchr3(b':', b'@', b'#', text.as_bytes()).is_some();
    if !names_host(text) && !has_sign() {
        return spans;
    }
    let mut found = Vec::new();
    let mut start = 0;
    for span in &spans {
        if span.link.is_some() || span.style.code || span.style.image || span.style.math {
            find(text, start..span.range().start, &mut found);
            start = span.range().end;
        }
    }
    find(text, start..text.len(), &mut found);
    split(spans, &found)
}

/// Whether there is a `www.` in it.
fn names_host(text: &str) -> bool {
    let www = |dot| {
        text.get(..dot)
            .is_some_and(|before| before.ends_with("www"))
    };
    memchr_iter(b'.', text.as_bytes()).any(www)
}

type Found = (Range<usize>, Arc<Link>);

/// Finds the addresses and tags within `range` of `text`.
fn find(text: &str, range: Range<usize>, found: &mut Vec<Found>) {
    let mut at = range.start;
    let mut word_start = at;
    while let Some(rest) = text.get(at..range.end)
        && let Some(next) = rest.chars().next()
    {
        let before = text.get(..at).unwrap_or_default().chars().next_back();
        let begins_word = before.is_none_or(|c| !c.is_alphanumeric());
        let address = match next {
            'h' | 'H' | 'w' | 'W' if begins_word => {
                web_address(rest).map(|(length, link)| (at, length, link))
            }
            '#' if before.is_none_or(char::is_whitespace) => {
                tag(rest).map(|tag| (at, tag.len(), tag.to_owned()))
            }
            '@' => mail_address(
                text.get(word_start..range.end).unwrap_or_default(),
                at - word_start,
            )
            .map(|(start, length, link)| (word_start + start, length, link)),
            _ => None,
        };
        if let Some((start, length, destination)) = address {
            let kind = if next == '#' {
                LinkKind::Tag
            } else {
                LinkKind::Inline
            };
            let destination = destination.into();
            found.push((start..start + length, Arc::new(Link { destination, kind })));
            at = start + length;
            word_start = at;
        } else {
            at += next.len_utf8();
            if next == '@' || next.is_whitespace() {
                word_start = at;
            }
        }
    }
}

/// The tag that `rest` begins with.
fn tag(rest: &str) -> Option<&str> {
    let name = rest.strip_prefix('#')?;
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    let length = name.find(|c| !allowed(c)).unwrap_or(name.len());
    let name = name.get(..length)?;
    let names_more = name.contains(|c: char| c.is_alphabetic());
    names_more.then(|| rest.get(..=length)).flatten()
}

/// The length of the web address that `rest` begins with, and where it leads.
fn web_address(rest: &str) -> Option<(usize, String)> {
    let has_prefix = |prefix: &str| {
        rest.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let (prefix, implied) = [("https://", ""), ("http://", ""), ("www.", "http://")]
        .into_iter()
        .find(|(prefix, _)| has_prefix(prefix))?;
    let end = rest
        .find(|c: char| c.is_whitespace() || c == '<' || c.is_control())
        .unwrap_or(rest.len());
    let address = without_closing_punctuation(rest.get(..end)?);
    let host = address.get(prefix.len()..)?;
    host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        .then(|| (address.len(), format!("{implied}{address}")))
}

fn without_closing_punctuation(address: &str) -> &str {
    let opening = address.matches('(').count();
    let mut closing = address.matches(')').count();
    let mut kept = address;
    while let Some(last) = kept.chars().next_back() {
        match last {
            ')' if closing > opening => closing -= 1,
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '"' | '”' | '’' | '»' =>
                {}
            _ => break,
        }
        kept = kept.get(..kept.len() - last.len_utf8()).unwrap_or_default();
    }
    kept
}

/// The mail address around the `@` at byte `at` of `text`: start, length and where it leads.
fn mail_address(text: &str, at: usize) -> Option<(usize, usize, String)> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let before = text.get(..at)?;
    let start = before.rfind(|c: char| !local(c)).map_or(0, |found| {
        found
            + before
                .get(found..)
                .and_then(|s| s.chars().next())
                .map_or(1, char::len_utf8)
    });
    let after = text.get(at + 1..)?;
    let end = after.find(|c: char| !domain(c)).unwrap_or(after.len());
    let host = after.get(..end)?.trim_end_matches('.');
    let dotted = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
    let whole = start < at && dotted && !host.ends_with(['-', '_']);
    let address = text.get(start..at + 1 + host.len())?;
    whole.then(|| (start, address.len(), format!("mailto:{address}")))
}

/// Splits spans at the found ranges, which lie in order and in plain spans only.
fn split(spans: Spans, found: &[Found]) -> Spans {
    let mut out = Spans::with_capacity(spans.len() + 2 * found.len());
    let mut found = found.iter().peekable();
    for span in spans {
        let mut at = span.range().start;
        while at < span.range().end {
            while found.next_if(|(range, _)| range.end <= at).is_some() {}
            let (end, link) = match found.peek() {
                Some((range, link)) if range.start <= at => (range.end, Some(link.clone())),
                Some((range, _)) => (range.start, span.link.clone()),
                None => (span.range().end, span.link.clone()),
            };
            let end = end.min(span.range().end);
            out.push(Span::new(at..end, span.style, link));
            at = end;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::document::Inline;

    #[test]
    fn bare_addresses_become_links() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let inline = Inline::plain(text);
            let spans = link_addresses(text, inline.spans);
            let links: Vec<_> = spans
                .iter()
                .filter_map(|span| Some((&text[span.range()], span.link.as_ref()?)))
                .map(|(text, link)| (text, link.destination.as_ref()))
                .collect();
            assert_eq!(links, expected, "{text}");
        };
        check(
            "see https://a.b/c_d.",
            &[("https://a.b/c_d", "https://a.b/c_d")],
        );
        check("(www.a.b/c(d))", &[("www.a.b/c(d)", "http://www.a.b/c(d)")]);
        check("mail me@a.org, ok", &[("me@a.org", "mailto:me@a.org")]);
        check("é.me@a.org", &[(".me@a.org", "mailto:.me@a.org")]);
        check("http:// and xhttps://a.b and a@b and @c.d", &[]);
        check(
            "#a/b-c, #ä_1 and\n#d.",
            &[("#a/b-c", "#a/b-c"), ("#ä_1", "#ä_1"), ("#d", "#d")],
        );
        check("a#b (#c) #12 # d ## #[e] #!f", &[]);
        check(
            "HTTP://A.B, a@b.c",
            &[("HTTP://A.B", "HTTP://A.B"), ("a@b.c", "mailto:a@b.c")],
        );
    }
}
