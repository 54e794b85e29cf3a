//! Cuts HTML into text and tags, each with its place.

use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::meaning::Attributes;

/// A tag, or the text between two.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::markdown) struct Piece {
    pub(in crate::markdown) kind: PieceKind,
    /// Its bytes in the HTML.
    pub(in crate::markdown) range: Range<usize>,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::markdown) enum PieceKind {
    /// Words, entities resolved.
    Text(String),
    /// `<name key=value>`; the name in lower case.
    Open {
        name: String,
        attributes: Attributes,
    },
    /// `</name>`
    Close(String),
    /// `<!-- … -->`
    Comment,
    /// A declaration or instruction: `<!DOCTYPE …>`, `<?…?>`.
    Declaration,
}

/// The pieces of `html`, which they cover without gaps. A comment that is never closed would
/// swallow the rest, so it is text; so is a tag that is never closed.
pub(in crate::markdown) fn pieces(html: &str) -> Vec<Piece> {
    let closed = html.rfind("-->").map_or(0, |at| at + 3);
    let open = html.get(closed..).and_then(|rest| rest.find("<!--"));
    let read = html.get(..open.map_or(html.len(), |at| closed + at));
    let read = read.unwrap_or(html);
    let tokens = Tokenizer::new_with_emitter(read, DefaultEmitter::<usize>::new_with_span());
    let mut pieces: Vec<Piece> = Vec::new();
    let mut end = 0;
    for Ok(token) in tokens {
        let Some(piece) = piece(token, read).filter(|piece| piece.range.start >= end) else {
            continue;
        };
        pieces.extend(as_written(html, end..piece.range.start));
        end = piece.range.end;
        pieces.push(piece);
    }
    pieces.extend(as_written(html, end..html.len()));
    pieces
}

/// What the tokenizer passed over, as text.
fn as_written(html: &str, range: Range<usize>) -> Option<Piece> {
    let text = html.get(range.clone()).filter(|text| !text.is_empty())?;
    let kind = PieceKind::Text(text.to_owned());
    Some(Piece { kind, range })
}

fn piece(token: Token<usize>, html: &str) -> Option<Piece> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (kind, span) = match token {
        Token::String(words) => (PieceKind::Text(text(&words.value)), words.span),
        Token::StartTag(tag) => {
            let attributes = tag
                .attributes
                .iter()
                .map(|(key, value)| (text(key), text(&value.value)))
                .collect();
            let name = text(&tag.name);
            (PieceKind::Open { name, attributes }, tag.span)
        }
        Token::EndTag(tag) => (PieceKind::Close(text(&tag.name)), tag.span),
        Token::Comment(comment) => {
            let written = html.get(comment.span.start..).unwrap_or_default();
            let kind = if written.starts_with("<!--") {
                PieceKind::Comment
            } else {
                PieceKind::Declaration
            };
            (kind, comment.span)
        }
        Token::Doctype(doctype) => (PieceKind::Declaration, doctype.span),
        Token::Error(_) => return None,
    };
    let range = span.start.min(html.len())..span.end.min(html.len());
    Some(Piece { kind, range })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dump(html: &str) -> String {
        let show = |piece: Piece| {
            let written = &html[piece.range.clone()];
            match piece.kind {
                PieceKind::Text(text) => format!("text {text:?} {written:?}"),
                PieceKind::Open { name, attributes } => {
                    format!("open {name} {attributes:?} {written:?}")
                }
                PieceKind::Close(name) => format!("close {name} {written:?}"),
                PieceKind::Comment => format!("comment {written:?}"),
                PieceKind::Declaration => format!("declaration {written:?}"),
            }
        };
        pieces(html)
            .into_iter()
            .map(show)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn tags_and_text_know_their_place() {
        assert_eq!(
            dump("a &amp; <B x='1' y>é</B><!-- c --><?php d?>"),
            "text \"a & \" \"a &amp; \"\nopen b {\"x\": \"1\", \"y\": \"\"} \"<B x='1' y>\"\n\
             text \"é\" \"é\"\nclose b \"</B>\"\ncomment \"<!-- c -->\"\ndeclaration \"<?php d?>\""
        );
    }

    #[test]
    fn comment_that_is_never_closed_is_text() {
        assert_eq!(
            dump("<!-- a -->b<!-- c"),
            "comment \"<!-- a -->\"\ntext \"b\" \"b\"\ntext \"<!-- c\" \"<!-- c\""
        );
    }
}
