//! What was typed, read as a query. Never fails: what is no operator is words.
//!
//! `visibility timeout` all words, anywhere in a section; what is written together (`s3:GetObject`)
//! is looked for together · `"at least once"` exactly so · `-lambda` not that word · `in:sqs`,
//! `in:"load balancing"` in a chapter · `is:question`, `is:diagram`, `is:text` of that kind. `-`
//! stands before operators too. The last word may be unfinished as long as no space follows it.

use super::entry::Kind;
use super::words::typed;

/// A query: what has to be there, and what must not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// In the order in which it was typed.
    pub clauses: Vec<Clause>,
    /// The operator that was not understood, if there is one: its letters count as words.
    pub unclear: Option<Unclear>,
}

/// An operator without what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// `in:` without a name.
    In,
    /// `is:` with what is no kind, or with nothing.
    Is(String),
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Whether it must not be met.
    pub excluded: bool,
    /// What is wanted.
    pub wanted: Wanted,
}

/// What a condition asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// One word, or several beside each other.
    Words {
        /// As [`super::words`] folds them; at least one.
        words: Vec<String>,
        /// Whether they stood in quotes: then no other forms of them are meant.
        quoted: bool,
        /// Whether the last one may go on.
        open: bool,
    },
    /// The chapter's name or folder has words that begin so.
    In(Vec<String>),
    /// Of this kind.
    Is(Kind),
}

impl Query {
    /// Reads what was typed.
    pub fn parse(text: &str) -> Self {
        let mut reader = Reader {
            text,
            at: 0,
            unclear: None,
        };
        let clauses = std::iter::from_fn(|| reader.clause()).collect();
        Self {
            clauses,
            unclear: reader.unclear,
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.clauses.iter().all(|clause| clause.excluded)
    }

    /// Whether it says more than a few words.
    pub fn has_operators(&self) -> bool {
        self.clauses.iter().any(|clause| {
            clause.excluded || !matches!(clause.wanted, Wanted::Words { quoted: false, .. })
        })
    }

    /// The words that have to be there, clause by clause.
    pub fn words(&self) -> impl Iterator<Item = (&[String], bool, bool)> {
        let wanted = self.clauses.iter().filter(|clause| !clause.excluded);
        wanted.filter_map(|clause| match &clause.wanted {
            Wanted::Words {
                words,
                quoted,
                open,
            } => Some((words.as_slice(), *quoted, *open)),
            Wanted::In(_) | Wanted::Is(_) => None,
        })
    }
}

const QUOTES: [char; 6] = ['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}'];

struct Reader<'a> {
    text: &'a str,
    at: usize,
    unclear: Option<Unclear>,
}

/// A piece of the query.
struct Item<'a> {
    text: &'a str,
    quoted: bool,
    /// Whether nothing follows it, not even a space or a closing quote.
    last: bool,
}

impl<'a> Reader<'a> {
    /// The next condition; pieces that say nothing are passed over.
    fn clause(&mut self) -> Option<Clause> {
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            let mut next = self.rest().chars();
            let (first, second) = (next.next()?, next.next());
            let excluded = first == '-' && second.is_some_and(|c| !c.is_whitespace() && c != '-');
            if excluded {
                self.at += 1;
            }
            let wanted = self.operator().or_else(|| words_of(&self.item(), excluded));
            if let Some(wanted) = wanted {
                return Some(Clause { excluded, wanted });
            }
        }
    }

    /// `in:…` or `is:…`; nothing is read if it is neither.
    fn operator(&mut self) -> Option<Wanted> {
        let start = self.at;
        let name = self.rest().get(..3)?;
        let is_in = name.eq_ignore_ascii_case("in:");
        if !is_in && !name.eq_ignore_ascii_case("is:") {
            return None;
        }
        self.at += 3;
        let value = self.item();
        let words = typed(value.text);
        let wanted = if is_in {
            (!words.is_empty()).then_some(Wanted::In(words))
        } else {
            Kind::named(value.text).map(Wanted::Is)
        };
        if wanted.is_none() {
            self.at = start;
            self.unclear = Some(if is_in {
                Unclear::In
            } else {
                Unclear::Is(value.text.to_owned())
            });
        }
        wanted
    }

    /// Everything up to a space or a quote, or what stands in quotes.
    fn item(&mut self) -> Item<'a> {
        let rest = self.rest();
        let is_quote = |c: char| QUOTES.contains(&c);
        let opening = rest.chars().next().filter(|c| is_quote(*c));
        if let Some(opening) = opening {
            let inner = rest.get(opening.len_utf8()..).unwrap_or_default();
            let end = inner.find(is_quote);
            let text = inner.get(..end.unwrap_or(inner.len())).unwrap_or_default();
            let closing = inner.get(text.len()..).and_then(|rest| rest.chars().next());
            self.at += opening.len_utf8() + text.len() + closing.map_or(0, char::len_utf8);
            return Item {
                text,
                quoted: true,
                last: closing.is_none(),
            };
        }
        let end = rest.find(|c: char| c.is_whitespace() || is_quote(c));
        let text = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.at += text.len();
        Item {
            text,
            quoted: false,
            last: self.at == self.text.len(),
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

fn words_of(item: &Item<'_>, excluded: bool) -> Option<Wanted> {
    let words = typed(item.text);
    let open = item.last && !excluded && item.text.ends_with(char::is_alphanumeric);
    (!words.is_empty()).then_some(Wanted::Words {
        words,
        quoted: item.quoted,
        open,
    })
}

#[cfg(test)]
mod tests;
