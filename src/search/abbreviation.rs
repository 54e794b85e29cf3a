//! Names by an abbreviation: `dlq` is "Dead-letter queues", `apigw` is "API Gateway".
//!
//! The letters stand for words: each of them is meant from its first letter on, and within it one
//! may leave out letters once. How often letters or words are left out is bounded by how many
//! letters were typed, so that what merely has the letters somewhere is no match.

/// Longer ones abbreviate nothing.
const LONGEST: usize = 32;

/// A name has its letters among its first ones; as many as fit into [`Way::lit`].
pub(super) const LOOKED_AT: usize = u128::BITS as usize;

/// One letter of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// As it is compared.
    pub folded: char,
    /// Whether it begins a word, or a hump of one.
    pub begins: bool,
    /// Whether it belongs to a word at all.
    pub in_word: bool,
}

/// How a name has the letters of an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    /// How often words between the first and the last, or letters within one, are left out.
    pub gaps: usize,
    /// The letters of the name that are meant, the first in the lowest bit.
    pub lit: u128,
    /// The number of the last word that is meant.
    word: usize,
}

/// The best way in which `name`, of at most [`LOOKED_AT`] letters, has the letters `typed`, if they
/// may abbreviate it.
pub(super) fn abbreviates(typed: &[char], name: &[Letter]) -> Option<Way> {
    if !(2..=LONGEST).contains(&typed.len()) {
        return None;
    }
    let mut ways: Vec<Option<Way>> = vec![None; typed.len() + 1];
    let mut at = 0;
    let mut number = 0;
    while let Some(first) = name.get(at) {
        let start = at;
        at += 1;
        if !first.in_word {
            continue;
        }
        while name
            .get(at)
            .is_some_and(|next| next.in_word && !next.begins)
        {
            at += 1;
        }
        number += 1;
        let word = Word {
            letters: name.get(start..at).unwrap_or_default(),
            start,
            number,
        };
        word.take(typed, &mut ways);
    }
    let whole = ways.last().copied().flatten();
    whole.filter(|way| 2 * way.gaps <= typed.len())
}

struct Word<'a> {
    letters: &'a [Letter],
    /// Its place in the name.
    start: usize,
    /// Which word it is.
    number: usize,
}

impl Word<'_> {
    /// Goes on with this word from every number of letters that the words before have.
    fn take(&self, typed: &[char], ways: &mut [Option<Way>]) {
        // From the end, so that what is added here is not gone on with.
        for taken in (0..typed.len()).rev() {
            let before = if taken == 0 {
                Some(Way {
                    gaps: 0,
                    lit: 0,
                    word: self.number - 1,
                })
            } else {
                ways.get(taken).copied().flatten()
            };
            let Some(before) = before else { continue };
            let rest = typed.get(taken..).unwrap_or_default();
            let run = self.run(0, rest);
            let left_out = usize::from(before.word + 1 != self.number);
            for head in 1..=run {
                let way = self.with(before, 0..head, left_out);
                better(ways, taken + head, way);
                let rest = rest.get(head..).unwrap_or_default();
                for tail in head + 1..self.letters.len() {
                    for length in 1..=self.run(tail, rest) {
                        let way = self.with(way, tail..tail + length, 1);
                        better(ways, taken + head + length, way);
                    }
                }
            }
        }
    }

    /// How many letters from `at` on are those of `typed`.
    fn run(&self, at: usize, typed: &[char]) -> usize {
        let letters = self.letters.iter().skip(at);
        letters
            .zip(typed)
            .take_while(|(letter, typed)| letter.folded == **typed)
            .count()
    }

    fn with(&self, way: Way, letters: std::ops::Range<usize>, gaps: usize) -> Way {
        let lit = letters.map(|at| 1 << (self.start + at));
        Way {
            gaps: way.gaps + gaps,
            lit: lit.fold(way.lit, |lit, bit: u128| lit | bit),
            word: self.number,
        }
    }
}

fn better(ways: &mut [Option<Way>], taken: usize, way: Way) {
    if let Some(known) = ways.get_mut(taken)
        && known.is_none_or(|known| way.gaps < known.gaps)
    {
        *known = Some(way);
    }
}
