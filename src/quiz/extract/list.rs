//! The questions of a note as they are kept while it is not open, and each made whole again.

use super::{Fence, IdRule, extract};
use crate::base::ids::NoteId;
use crate::library::digest::{Question, Questions};
use crate::markdown::document::{BlockKind, Document};
use crate::markdown::outline::Outline;
use crate::quiz::card::Card;
use crate::quiz::kind;

/// The questions of a note that has no place in the library yet.
pub fn list(document: &Document, ids: IdRule) -> Questions {
    let nowhere = NoteId::new("");
    let (cards, issues) = extract(document, &nowhere, ids);
    let outline = Outline::of(document);
    let list = cards
        .into_iter()
        .filter_map(|card| {
            let BlockKind::Directive(directive) = &document.blocks.get(card.block)?.kind else {
                return None;
            };
            let own_id = card.id.as_str().strip_prefix('#')?;
            Some(Question {
                own_id: own_id.into(),
                section: outline.section_of(card.block).map(|at| at as u32),
                guess_rate: card.kind.guess_rate(),
                domain: card.domain,
                line: card.line as u32,
                block: card.block as u32,
                arguments: (&*directive.arguments).into(),
                body: (&*directive.body).into(),
            })
        })
        .collect();
    Questions { list, issues }
}

/// The whole of a question of `note`, whose headings are `outline`.
pub fn card_of(note: &NoteId, question: &Question, outline: &Outline) -> Option<Card> {
    let (fence, _) = Fence::read(&question.arguments);
    let read = kind::read(fence.type_name.as_deref(), &question.body, &mut Vec::new())?;
    let heading = question
        .section
        .and_then(|at| outline.entries.get(at as usize));
    Some(Card {
        id: crate::base::ids::CardId::in_note(note, &question.own_id),
        note: note.clone(),
        section: heading.map(|heading| heading.anchor.clone()),
        section_title: heading.map(|heading| heading.title.clone()),
        domain: question.domain.clone(),
        kind: read.kind,
        prompt: read.prompt.into(),
        explanation: read.explanation.into(),
        shuffle: fence.shuffle,
        picture: None,
        line: question.line as usize,
        block: question.block as usize,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    #[test]
    fn listed_question_becomes_the_card_that_stands_in_the_note() {
        let document = parse(
            "# A\n\n```quiz id=one domain=1.2 shuffle=no\nWhich?\n\n- [x] a\n- [ ] b\n\nBecause.\n```\n\n\
             > ```quiz\n> What?\n>\n> ---\n>\n> That.\n> ```\n\n## B\n\n```quiz type=answer\nHow?\n\n= so\n```\n",
        );
        let note = NoteId::new("my/a");
        let (cards, issues) = extract(&document, &note, IdRule::Required);
        let questions = list(&document, IdRule::Required);
        assert_eq!(questions.issues, issues);
        let outline = Outline::of(&document);
        let made = questions.list.iter();
        let made: Vec<Card> = made
            .filter_map(|question| card_of(&note, question, &outline))
            .collect();
        assert_eq!(made.len(), 3);
        assert_eq!(made, cards);
    }
}
