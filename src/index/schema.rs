//! What is stored of an entry, and how its texts become words.

use tantivy::Index;
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::search::words::{Word, words};

const ANALYZER: &str = "words";

/// The fields of an entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The note's identity.
    pub note: Field,
    /// The entry's first block.
    pub block: Field,
    /// The name of its kind.
    pub kind: Field,
    /// Names and folders of the topics around it, for `in:`.
    pub chapter: Field,
    /// The note's title, in its head.
    pub title: Field,
    /// Its heading.
    pub heading: Field,
    /// All its words, title and heading included; phrases are looked for here.
    pub text: Field,
    /// Titles and headings around it.
    pub around: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let words = |record| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(ANALYZER)
            .set_index_option(record);
        TextOptions::default().set_indexing_options(indexing)
    };
    let counted = words(IndexRecordOption::WithFreqs);
    let fields = Fields {
        note: builder.add_text_field("note", STRING | STORED),
        block: builder.add_u64_field("block", STORED),
        kind: builder.add_text_field("kind", STRING | STORED),
        chapter: builder.add_text_field("chapter", words(IndexRecordOption::Basic)),
        title: builder.add_text_field("title", counted.clone()),
        heading: builder.add_text_field("heading", counted.clone()),
        text: builder.add_text_field("text", words(IndexRecordOption::WithFreqsAndPositions)),
        around: builder.add_text_field("around", counted),
    };
    (builder.build(), fields)
}

/// Tells an index what words are.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(ANALYZER, Words);
}

/// The house's words as tokens.
#[derive(Debug, Clone, Copy)]
struct Words;

/// The words of one text.
struct Stream {
    words: std::vec::IntoIter<Word>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        Stream {
            words: words(text).into_iter(),
            token: Token::default(),
        }
    }
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else {
            return false;
        };
        self.token = Token {
            offset_from: word.range.start,
            offset_to: word.range.end,
            position: word.position,
            text: word.text,
            position_length: 1,
        };
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
