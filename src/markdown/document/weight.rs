//! How much memory a document takes, about.

use std::mem::size_of;

use super::{Block, BlockKind, Container, Document, Inline, Picture, Span};

impl Document {
    /// The bytes that it takes in memory, about: for budgets.
    pub fn weight(&self) -> usize {
        let blocks = self.blocks.iter().map(weight_of).sum::<usize>();
        size_of::<Self>() + self.source.len() + blocks + self.anchors.len() * 40
    }
}

fn weight_of(block: &Block) -> usize {
    let texts = block.inlines().map(inline).sum::<usize>();
    let other = match &block.kind {
        BlockKind::Code { text, .. } | BlockKind::Math(text) | BlockKind::Drawing(text) => {
            text.len()
        }
        BlockKind::Directive(directive) => directive.body.len(),
        BlockKind::Pictures(pictures) => pictures.capacity() * size_of::<Picture>(),
        _ => 0,
    };
    size_of::<Block>() + block.containers.len() * size_of::<Container>() + texts + other
}

fn inline(inline: &Inline) -> usize {
    let runs = if inline.spans.spilled() {
        inline.spans.len() * size_of::<Span>()
    } else {
        0
    };
    size_of::<Inline>() + inline.text.own_bytes() + runs
}

#[cfg(test)]
mod tests {
    use crate::markdown::parse;

    #[test]
    fn longer_document_weighs_more_than_its_text() {
        let one = parse("Some *words* in a row.\n\n| a | b |\n|---|---|\n| c | d |\n");
        let many =
            parse("Some *words* in a row.\n\n| a | b |\n|---|---|\n| c | d |\n\n".repeat(100));
        assert!(one.weight() > one.source.len());
        assert!(many.weight() > 50 * one.weight());
    }
}
