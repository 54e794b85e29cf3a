//! The diagrams inside notes: each is made when it is first shown and kept while its fence stands in
//! its note, wherever in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Weak};

use crate::base::ids::NoteId;
use crate::markdown::document::{BlockKind, Directive, DirectiveName, Document};
use crate::ui::diagram::DiagramView;

/// The diagrams of the notes that were shown, or why they cannot be shown.
#[derive(Debug, Default)]
pub struct Diagrams {
    views: BTreeMap<(NoteId, Fence), Result<DiagramView, String>>,
    /// The text that is shown.
    document: Weak<Document>,
    /// The diagrams in it, by block.
    fences: BTreeMap<usize, Fence>,
    /// On which lines blocks begin that cannot be shown.
    lines: BTreeMap<usize, usize>,
}

/// What asks for a diagram, and how many that ask for the same stand above it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Fence {
    arguments: Arc<str>,
    body: Arc<str>,
    above: usize,
}

impl Diagrams {
    /// Takes up the text of a note that is shown now. Diagrams go that it has no longer, unless it
    /// is only its beginning.
    pub(super) fn follow(&mut self, note: &NoteId, document: &Arc<Document>, is_whole: bool) {
        if std::ptr::eq(self.document.as_ptr(), Arc::as_ptr(document)) {
            return;
        }
        self.document = Arc::downgrade(document);
        self.lines.clear();
        self.fences = fences(document);
        if is_whole {
            let there: BTreeSet<&Fence> = self.fences.values().collect();
            self.views
                .retain(|(of, fence), _| of != note || there.contains(fence));
        }
    }

    /// The diagram at a block of that text, or why it cannot be shown.
    pub(super) fn at(
        &mut self,
        note: &NoteId,
        block: usize,
        directive: &Directive,
    ) -> &mut Result<DiagramView, String> {
        let fence = self.fences.get(&block).cloned();
        let fence = fence.unwrap_or_else(|| Fence::of(directive, 0));
        self.views
            .entry((note.clone(), fence))
            .or_insert_with(|| DiagramView::from_fence(directive))
    }

    /// The line on which a block of that text begins.
    pub(super) fn line_of(&mut self, block: usize, document: &Document) -> usize {
        let count = || {
            let block = document.blocks.get(block);
            block.map_or(0, |block| document.line_of(block.range.start))
        };
        *self.lines.entry(block).or_insert_with(count)
    }
}

impl Fence {
    fn of(directive: &Directive, above: usize) -> Self {
        Self {
            arguments: Arc::clone(&directive.arguments),
            body: Arc::clone(&directive.body),
            above,
        }
    }
}

/// What asks for diagrams in a text, by block.
fn fences(document: &Document) -> BTreeMap<usize, Fence> {
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let blocks = document.blocks.iter().enumerate();
    let directives = blocks.filter_map(|(at, block)| match &block.kind {
        BlockKind::Directive(directive) if directive.name == DirectiveName::Diagram => {
            Some((at, directive))
        }
        _ => None,
    });
    let fences = directives.map(|(at, directive)| {
        let words = (&*directive.arguments, &*directive.body);
        let same = seen.entry(words).or_default();
        let fence = Fence::of(directive, *same);
        *same += 1;
        (at, fence)
    });
    fences.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    const LIFECYCLE: &str = "```diagram s3-lifecycle\npreset = access-logs\n```\n\n";
    const EDGE: &str = "```diagram lambda-edge\npreset = cached-page\n```\n\n";
    const BROKEN: &str = "```diagram nothing-of-that-name\n```\n\n";

    /// The kinds and steps of all diagrams of a text, after it was shown.
    fn shown(diagrams: &mut Diagrams, text: &str) -> Vec<(String, usize)> {
        let (note, document) = (NoteId::new("a"), Arc::new(parse(text)));
        diagrams.follow(&note, &document, true);
        let blocks = document.blocks.iter().enumerate();
        let shown = blocks.filter_map(|(at, block)| match &block.kind {
            BlockKind::Directive(directive) => Some(match diagrams.at(&note, at, directive) {
                Ok(view) => (view.kind.id.to_owned(), view.playback.position()),
                Err(message) => (message.clone(), 0),
            }),
            _ => None,
        });
        shown.collect()
    }

    fn known(id: &str, step: usize) -> (String, usize) {
        (id.to_owned(), step)
    }

    #[test]
    fn diagram_goes_with_its_fence() {
        let mut diagrams = Diagrams::default();
        let both = format!("{LIFECYCLE}{EDGE}{LIFECYCLE}");
        shown(&mut diagrams, &both);
        for (key, view) in &mut diagrams.views {
            if let Ok(view) = view.as_mut()
                && key.1.above == 1
            {
                assert!(view.step_forward());
            }
        }
        let moved = format!("New.\n\n{EDGE}{LIFECYCLE}Newer.\n\n{LIFECYCLE}");
        let expected = [
            known("lambda-edge", 0),
            known("s3-lifecycle", 0),
            known("s3-lifecycle", 1),
        ];
        assert_eq!(shown(&mut diagrams, &moved), expected);
        assert_eq!(diagrams.views.len(), 3);
        assert_eq!(shown(&mut diagrams, EDGE), [known("lambda-edge", 0)]);
        assert_eq!(diagrams.views.len(), 1, "those that are gone are kept");
    }

    #[test]
    fn broken_diagram_is_read_once_and_its_line_counted_anew_in_another_text() {
        let mut diagrams = Diagrams::default();
        shown(&mut diagrams, BROKEN);
        let kept = diagrams.views.values_mut().next().unwrap();
        *kept = Err("kept".to_owned());
        assert_eq!(shown(&mut diagrams, BROKEN), [known("kept", 0)]);
        assert_eq!(diagrams.line_of(0, &parse(BROKEN)), 1);
        let below = format!("New.\n\n{BROKEN}");
        assert_eq!(shown(&mut diagrams, &below), [known("kept", 0)]);
        assert_eq!(diagrams.line_of(1, &parse(below.as_str())), 3);
    }
}
