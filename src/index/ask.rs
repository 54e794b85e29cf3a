//! Asks the index: a query becomes the engine's conditions, the best entries come back.
//!
//! All words have to be there, in the entry or in the titles around it. Where nothing has them
//! all, likely spellings of all of them count, then any of them.

use std::collections::{BTreeSet, HashMap};

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery,
    DisjunctionMaxQuery, EmptyQuery, Occur, PhrasePrefixQuery, PhraseQuery, Query as Condition,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Value as _};
use tantivy::{Score, Searcher, TantivyDocument, Term};

use super::IndexError;
use super::exclude::Excluded;
use super::expand::{Dictionary, Form, Reading};
use super::open::Open;
use super::schema::Fields;
use crate::base::ids::NoteId;
use crate::search::entry::Kind;
use crate::search::query::{Query, Wanted};
use crate::search::results::{Breadth, Found, Hit, Reach};
use crate::search::sought::Sought;

/// How much a word in the note's title counts, beside one in the text.
const TITLE: f32 = 4.0;
/// How much a word in the heading counts.
const HEADING: f32 = 2.0;
/// How many words a title has. Taken for the average, which entries without one would falsify.
const TITLE_WORDS: u64 = 3;

/// The best entries for a query that asks for something.
pub(super) fn search(open: &Open, query: &Query, reach: Reach) -> Result<Found, IndexError> {
    let searcher = open.reader.searcher();
    let words = query
        .words()
        .map(|(words, _, _)| words.len())
        .sum::<usize>();
    let mut found = Found::default();
    for breadth in [Breadth::All, Breadth::Alike, Breadth::Some] {
        let useless = match breadth {
            Breadth::All => false,
            Breadth::Alike => words == 0,
            Breadth::Some => words < 2,
        };
        if useless {
            break;
        }
        let mut asking = Asking {
            searcher: &searcher,
            fields: open.fields,
            breadth,
            frequencies: HashMap::new(),
            sought: Sought::default(),
            said: Vec::new(),
            guessed: false,
        };
        let (hits, all) = asking.hits(query, reach)?;
        found = Found {
            hits,
            sought: asking.sought,
            breadth: match breadth {
                Breadth::All if asking.guessed => Breadth::Alike,
                breadth => breadth,
            },
            all,
            reach,
        };
        if !found.hits.is_empty() {
            break;
        }
    }
    Ok(found)
}

struct Asking<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    breadth: Breadth,
    /// How many entries hold the most frequent form of the word that a term is a form of: so a
    /// rare form does not outweigh the word itself.
    frequencies: HashMap<Term, u64>,
    sought: Sought,
    /// The words that have to be in an entry itself, one of them, for it to be a place; nothing
    /// where that is certain.
    said: Vec<Term>,
    /// Whether a word stands for likely spellings only.
    guessed: bool,
}

/// A condition of the engine.
type Part = Box<dyn Condition>;

impl Asking<'_> {
    /// The best entries, and how many there are in all.
    fn hits(&mut self, query: &Query, reach: Reach) -> Result<(Vec<Hit>, usize), IndexError> {
        let condition = self.condition(query)?;
        let best = TopDocs::with_limit(reach.entries()).order_by_score();
        let (found, all) =
            self.searcher
                .search_with_statistics_provider(&condition, &(best, Count), self)?;
        let mut hits = Vec::with_capacity(found.len());
        for (score, address) in found {
            let document: TantivyDocument = self.searcher.doc(address)?;
            hits.extend(self.hit(score, &document));
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok((hits, all))
    }

    /// What one entry is; sections come before the questions about them.
    fn hit(&self, score: Score, document: &TantivyDocument) -> Option<Hit> {
        let kind = document.get_first(self.fields.kind)?;
        let kind = Kind::named(kind.as_str()?)?;
        let weight = match kind {
            Kind::Text => 1.0,
            Kind::Diagram => 0.9,
            Kind::Question => 0.6,
        };
        Some(Hit {
            note: NoteId::new(document.get_first(self.fields.note)?.as_str()?),
            block: document.get_first(self.fields.block)?.as_u64()? as usize,
            kind,
            score: score * weight,
        })
    }

    fn condition(&mut self, query: &Query) -> Result<BooleanQuery, IndexError> {
        let mut parts: Vec<(Occur, Part)> = Vec::new();
        let mut words = self.words(query)?;
        if words.is_empty() {
            words.push(Box::new(AllQuery));
        }
        if self.breadth == Breadth::Some {
            parts.push((Occur::Must, Box::new(BooleanQuery::union(words))));
        } else {
            parts.extend(words.into_iter().map(|part| (Occur::Must, part)));
        }
        let (mut chapters, mut kinds) = (Vec::new(), Vec::new());
        for clause in &query.clauses {
            let part = match &clause.wanted {
                Wanted::Words { .. } if !clause.excluded => continue,
                Wanted::Words { words, .. } => self.exactly(words),
                Wanted::In(words) => self.chapter(words)?,
                Wanted::Is(kind) => term(self.fields.kind, kind.name()),
            };
            match &clause.wanted {
                _ if clause.excluded => parts.push((Occur::MustNot, Box::new(Excluded(part)))),
                Wanted::In(_) => chapters.push(part),
                _ => kinds.push(part),
            }
        }
        for either in [chapters, kinds] {
            if !either.is_empty() {
                let filter = ConstScoreQuery::new(Box::new(BooleanQuery::union(either)), 0.0);
                parts.push((Occur::Must, Box::new(filter)));
            }
        }
        if !self.said.is_empty() {
            let said = self.said.iter().map(|term| {
                Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic)) as Part
            });
            let said = ConstScoreQuery::new(Box::new(BooleanQuery::union(said.collect())), 0.0);
            parts.push((Occur::Must, Box::new(said)));
        }
        Ok(BooleanQuery::new(parts))
    }

    /// A condition for each thing that has to be there.
    fn words(&mut self, query: &Query) -> Result<Vec<Part>, IndexError> {
        let mut parts = Vec::new();
        let mut is_said = false;
        for (words, quoted, open) in query.words() {
            let together = words.len() > 1 && (quoted || self.breadth == Breadth::All);
            if together {
                is_said |= self.breadth != Breadth::Some;
                parts.push(self.phrase(words, open)?);
                continue;
            }
            for (at, word) in words.iter().enumerate() {
                let reading = Reading {
                    open: open && at + 1 == words.len(),
                    alike: self.breadth != Breadth::All && !quoted,
                };
                parts.push(self.word(word, reading, quoted)?);
            }
        }
        if is_said {
            self.said.clear();
        }
        Ok(parts)
    }

    /// Any form of a word, in any field: the better the field and the form, the more it counts.
    fn word(&mut self, word: &str, reading: Reading, exactly: bool) -> Result<Part, IndexError> {
        let forms = if exactly && !reading.open {
            vec![Form {
                word: word.to_owned(),
                weight: 1.0,
            }]
        } else {
            self.dictionary().forms(word, reading)?
        };
        let named = forms.iter().map(|form| form.word.clone()).collect();
        self.sought.add(vec![named]);
        self.guessed |= !forms.is_empty() && forms.iter().all(Form::is_a_guess);
        let text = self.fields.text;
        let said = forms.iter();
        self.said
            .extend(said.map(|form| Term::from_field_text(text, &form.word)));
        let mut parts: Vec<Part> = Vec::new();
        for (field, boost) in self.ranked_fields() {
            let mut known: Vec<(Term, f32, u64)> = Vec::new();
            for form in &forms {
                let term = Term::from_field_text(field, &form.word);
                let entries = self.searcher.doc_freq(&term)?;
                if entries > 0 {
                    known.push((term, form.weight, entries));
                }
            }
            let most = known.iter().map(|(_, _, entries)| *entries).max();
            let Some(most) = most else { continue };
            let any = known.into_iter().map(|(term, weight, _)| {
                self.frequencies.insert(term.clone(), most);
                let condition = TermQuery::new(term, IndexRecordOption::WithFreqs);
                Box::new(BoostQuery::new(Box::new(condition), boost * weight)) as Part
            });
            parts.push(Box::new(DisjunctionMaxQuery::new(any.collect())));
        }
        Ok(if parts.is_empty() {
            Box::new(EmptyQuery)
        } else {
            Box::new(BooleanQuery::union(parts))
        })
    }

    /// Words beside each other.
    fn phrase(&mut self, words: &[String], open: bool) -> Result<Part, IndexError> {
        let mut places: Vec<BTreeSet<String>> =
            words.iter().map(|word| [word.clone()].into()).collect();
        if open && let (Some(place), Some(word)) = (places.last_mut(), words.last()) {
            place.extend(self.dictionary().beginning_with(word)?);
        }
        self.sought.add(places);
        let terms = self.terms(words);
        let phrase: Part = if open {
            Box::new(PhrasePrefixQuery::new(terms))
        } else {
            Box::new(PhraseQuery::new(terms))
        };
        let mut parts = vec![(Occur::Must, phrase)];
        for (field, boost) in [(self.fields.title, TITLE), (self.fields.heading, HEADING)] {
            let named = words.iter().map(|word| {
                let term = Term::from_field_text(field, word);
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Part
            });
            let all = BooleanQuery::intersection(named.collect());
            parts.push((
                Occur::Should,
                Box::new(BoostQuery::new(Box::new(all), boost)),
            ));
        }
        Ok(Box::new(BooleanQuery::new(parts)))
    }

    /// Just these words, here or in the titles around.
    fn exactly(&self, words: &[String]) -> Part {
        match words {
            [word] => Box::new(BooleanQuery::union(vec![
                term(self.fields.text, word),
                term(self.fields.around, word),
            ])),
            words => Box::new(PhraseQuery::new(self.terms(words))),
        }
    }

    /// In a chapter that has a word beginning with each of these.
    fn chapter(&self, words: &[String]) -> Result<Part, IndexError> {
        let field = self.fields.chapter;
        let dictionary = Dictionary {
            searcher: self.searcher,
            fields: vec![field],
        };
        let mut parts: Vec<Part> = Vec::new();
        for word in words {
            let any = dictionary.beginning_with(word)?;
            let any = any.iter().map(|word| term(field, word));
            parts.push(Box::new(BooleanQuery::union(any.collect())));
        }
        Ok(Box::new(BooleanQuery::intersection(parts)))
    }

    fn terms(&self, words: &[String]) -> Vec<Term> {
        let terms = words.iter();
        terms
            .map(|word| Term::from_field_text(self.fields.text, word))
            .collect()
    }

    /// The fields in which a word may stand, with how much that counts.
    fn ranked_fields(&self) -> [(Field, f32); 4] {
        [
            (self.fields.title, TITLE),
            (self.fields.heading, HEADING),
            (self.fields.text, 1.0),
            (self.fields.around, 0.15),
        ]
    }

    /// All words are in these two fields.
    fn dictionary(&self) -> Dictionary<'_> {
        Dictionary {
            searcher: self.searcher,
            fields: vec![self.fields.text, self.fields.around],
        }
    }
}

fn term(field: Field, word: &str) -> Part {
    let term = Term::from_field_text(field, word);
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

impl Bm25StatisticsProvider for Asking<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        if field == self.fields.title || field == self.fields.heading {
            return Ok(self.total_num_docs()?.max(1) * TITLE_WORDS);
        }
        Bm25StatisticsProvider::total_num_tokens(self.searcher, field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Bm25StatisticsProvider::total_num_docs(self.searcher)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match self.frequencies.get(term) {
            Some(entries) => Ok(*entries),
            None => self.searcher.doc_freq(term),
        }
    }
}
