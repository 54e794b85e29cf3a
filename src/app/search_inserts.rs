//! What questions and diagrams say, for the search: only what is to be seen before an answer.

use std::sync::Arc;

use super::question_bank::QuestionBank;
use crate::base::ids::NoteId;
use crate::diagrams::registry;
use crate::markdown::directive::{Arguments, parse_entries};
use crate::markdown::document::{Directive, DirectiveName};
use crate::search::entry::{Insert, Inserts, Kind, drawn_texts};

/// Knows the questions of the bank and the kinds of diagrams.
pub(super) struct NoteInserts(pub Arc<QuestionBank>);

impl Inserts for NoteInserts {
    fn insert(&self, note: &NoteId, block: usize, directive: &Directive) -> Option<Insert> {
        match directive.name {
            DirectiveName::Quiz => self.question(note, block),
            DirectiveName::Diagram => diagram(directive),
        }
    }
}

impl NoteInserts {
    fn question(&self, note: &NoteId, block: usize) -> Option<Insert> {
        let card = self.0.card_at(note, block)?;
        let options = card.kind.choice().map(|choice| choice.options.iter());
        let options = options
            .into_iter()
            .flatten()
            .flat_map(|option| option.text.iter());
        Some(Insert {
            kind: Kind::Question,
            title: "".into(),
            texts: card
                .prompt
                .iter()
                .chain(options)
                .flat_map(drawn_texts)
                .collect(),
        })
    }
}

fn diagram(directive: &Directive) -> Option<Insert> {
    let arguments = Arguments::parse(&directive.arguments);
    let kind = registry::kind(arguments.words.first()?).ok()?;
    let (below, _) = parse_entries(&directive.body, 1);
    let below = below.iter().find(|entry| entry.key == "preset");
    let key = arguments.get("preset").or(below.map(|entry| &*entry.value));
    let preset = kind.presets.iter().find(|preset| Some(preset.key) == key);
    let preset = preset.map(|preset| [preset.label, preset.summary]);
    let texts = [kind.summary]
        .into_iter()
        .chain(preset.into_iter().flatten());
    Some(Insert {
        kind: Kind::Diagram,
        title: kind.title.into(),
        texts: texts.map(Arc::from).collect(),
    })
}
