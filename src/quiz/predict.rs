//! The predictions that diagrams ask for, as questions of the scheduler.
//!
//! Found by playing every example of every kind to its end; the model gives the key, nothing is
//! written by hand. A prediction is not asked out of the blue: it joins the repetition once it
//! was made in its diagram (see `app::question_bank`). Inputs of one's own give none, since
//! they could not be found again.

use std::sync::Arc;

use super::card::Card;
use super::kind::{AnswerOption, CardKind, Choice};
use crate::base::ids::{CardId, NoteId};
use crate::diagrams::params::{Params, Preset};
use crate::diagrams::playback::Playback;
use crate::diagrams::{Challenge, Kind, SEED, fence};
use crate::markdown::document::{Block, BlockKind, Inline};

/// The prediction `challenge` of `kind` with these inputs, if they are those of an example.
pub fn card_id(kind: &Kind, params: &Params, challenge: &str) -> Option<CardId> {
    let preset = kind.presets.iter().find(|preset| {
        Params::from_preset(kind.params, preset).is_ok_and(|values| values == *params)
    })?;
    Some(id_in(kind, preset, challenge))
}

/// All predictions of all examples of `kind`, in the order in which they are asked.
pub fn predictions(kind: &'static Kind) -> Vec<Card> {
    kind.presets
        .iter()
        .flat_map(|preset| of_preset(kind, preset))
        .collect()
}

fn of_preset(kind: &'static Kind, preset: &Preset) -> Vec<Card> {
    let Ok(params) = Params::from_preset(kind.params, preset) else {
        return Vec::new();
    };
    let mut playback = Playback::new(kind, params, SEED);
    let mut cards: Vec<Card> = Vec::new();
    loop {
        if let Some(challenge) = playback.pending().cloned() {
            let card = card(kind, preset, &playback, &challenge);
            cards.extend(card.filter(|card| cards.iter().all(|other| other.id != card.id)));
        }
        if !playback.forward() {
            return cards;
        }
    }
}

fn card(kind: &Kind, preset: &Preset, playback: &Playback, challenge: &Challenge) -> Option<Card> {
    let (params, step) = (playback.params(), playback.position());
    let options: Arc<[AnswerOption]> = challenge
        .options
        .iter()
        .enumerate()
        .map(|(place, text)| AnswerOption {
            text: paragraphs([text.as_str()]),
            right: place == challenge.answer,
            explanation: Arc::default(),
        })
        .collect();
    if challenge.answer >= options.len() {
        return None;
    }
    let id = id_in(kind, preset, &challenge.id);
    Some(Card {
        id,
        note: NoteId::new(kind.note),
        section: None,
        section_title: Some(Arc::from(kind.title)),
        domain: None,
        kind: CardKind::SingleChoice(Choice { options }),
        prompt: paragraphs([playback.sentence().as_str(), &challenge.prompt]),
        explanation: paragraphs([challenge.explanation.as_str()]),
        shuffle: false,
        picture: Some(Arc::from(fence::write_link(kind, params, step))),
        line: 0,
        block: usize::MAX,
    })
}

/// Whether a card is a prediction.
pub fn is_prediction(card: &CardId) -> bool {
    let own = card.as_str().split_once('#').map(|(_, own)| own);
    own.is_some_and(|own| own.starts_with(OWN_ID))
}

/// How the own ids of predictions begin; no question of a note has a slash in its id.
const OWN_ID: &str = "predict/";

fn id_in(kind: &Kind, preset: &Preset, challenge: &str) -> CardId {
    let own = format!("{OWN_ID}{}/{}/{challenge}", kind.id, preset.key);
    CardId::in_note(&NoteId::new(kind.note), &own)
}

fn paragraphs<'a>(texts: impl IntoIterator<Item = &'a str>) -> Arc<[Block]> {
    texts
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| Block {
            kind: BlockKind::Paragraph(Inline::plain(text)),
            range: 0..text.len(),
            containers: Vec::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagrams::registry::KINDS;

    #[test]
    fn every_kind_has_predictions_with_ids_of_their_own() {
        for kind in KINDS {
            let cards = predictions(kind);
            assert!(!cards.is_empty(), "{}", kind.id);
            assert!(cards.iter().all(|card| is_prediction(&card.id)));
            let ids: BTreeSet<_> = cards.iter().map(|card| &card.id).collect();
            assert_eq!(ids.len(), cards.len(), "{}", kind.id);
        }
    }

    #[test]
    fn picture_leads_to_the_moment_of_the_question() {
        for card in KINDS.iter().flat_map(predictions) {
            let link = card.picture.as_deref().expect("a picture");
            let citation = fence::read_link(link).expect("a link");
            assert_eq!(citation.issues, Vec::new(), "{link}");
            let mut playback = Playback::new(citation.kind, citation.params, SEED);
            playback.to(citation.step);
            playback.set_asking(true);
            let asked = playback.pending().expect("a challenge");
            assert!(card.id.as_str().ends_with(&asked.id), "{link}");
            let found = card_id(citation.kind, playback.params(), &asked.id);
            assert_eq!(found, Some(card.id));
        }
    }

    #[test]
    fn inputs_of_ones_own_give_no_card() {
        let kind = &KINDS[0];
        let mut params = Params::defaults(kind.params);
        params.set_text("size", "123 KB").expect("a size");
        assert_eq!(card_id(kind, &params, "first-leave"), None);
    }
}
