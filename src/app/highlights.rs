//! The code that was read word by word, within a budget: what was read longest ago is dropped.

use std::collections::{BTreeMap, VecDeque};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use crate::markdown::highlight::Highlight;

/// All pieces of code together have at most so many words with a role.
const MOST_WORDS: usize = 400_000;
/// Most pieces of code.
const MOST_PIECES: usize = 2_000;

/// A piece of code: its language and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodeKey(u64);

impl CodeKey {
    /// The key of `text` in what a fence calls `language`.
    pub fn of(language: &str, text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        (language, text).hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// The code that was read.
#[derive(Debug, Default)]
pub struct Highlights {
    /// Nothing while it is being read.
    known: BTreeMap<CodeKey, Option<Arc<Highlight>>>,
    order: VecDeque<CodeKey>,
    words: usize,
}

impl Highlights {
    /// The words of a piece of code: nothing if it was never asked for, `Some(None)` while it is
    /// being read.
    pub fn get(&self, key: CodeKey) -> Option<Option<&Arc<Highlight>>> {
        self.known.get(&key).map(Option::as_ref)
    }

    /// Notes that a piece is being read; says whether nobody did so before.
    pub(super) fn begin(&mut self, key: CodeKey) -> bool {
        if self.known.contains_key(&key) {
            return false;
        }
        self.known.insert(key, None);
        true
    }

    /// Takes up what was read.
    pub(super) fn take(&mut self, key: CodeKey, words: Highlight) {
        self.words += words.len();
        self.known.insert(key, Some(Arc::new(words)));
        self.order.push_back(key);
        while self.words > MOST_WORDS || self.order.len() > MOST_PIECES {
            let Some(oldest) = self.order.pop_front() else {
                return;
            };
            if let Some(Some(dropped)) = self.known.remove(&oldest) {
                self.words -= dropped.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::highlight::highlight;

    #[test]
    fn language_and_text_make_the_key() {
        assert_eq!(CodeKey::of("a", "b"), CodeKey::of("a", "b"));
        assert_ne!(CodeKey::of("a", "b"), CodeKey::of("b", "b"));
        assert_ne!(CodeKey::of("ab", "c"), CodeKey::of("a", "bc"));
    }

    #[test]
    fn oldest_code_is_dropped_and_can_be_read_again() {
        let mut highlights = Highlights::default();
        let key = |number: usize| CodeKey::of("rust", &number.to_string());
        for number in 0..=MOST_PIECES {
            assert!(highlights.begin(key(number)));
            highlights.take(key(number), highlight("rust", "let a;", &mut || true));
        }
        assert!(highlights.get(key(0)).is_none());
        assert!(highlights.get(key(1)).is_some());
        assert!(highlights.begin(key(0)));
        assert!(!highlights.begin(key(0)));
    }
}
