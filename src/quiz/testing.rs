//! Cards and histories for the tests of this layer.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::card::Card;
use super::history::{Happening, History, Record};
use super::kind::{AnswerOption, CardKind, Choice, Given};
use super::memory::Rating;
use super::scheduler::Scheduler;
use crate::base::ids::{CardId, DeviceId, NoteId};
use crate::base::stamp::Stamp;
use crate::base::time::{Day, Moment};
use crate::markdown::document::{Block, BlockKind, Inline};

/// Four options, the second right, in the section `section` of `note`.
pub(super) fn card_in(note: &str, section: &str, own_id: &str) -> Card {
    choice_card(
        note,
        section,
        own_id,
        &["one", "two", "three", "four"],
        &[1],
    )
}

/// A question with these options, those at the places `right` being so.
pub(super) fn choice_card(
    note: &str,
    section: &str,
    own_id: &str,
    options: &[&str],
    right: &[usize],
) -> Card {
    let note = NoteId::new(note);
    let options = options
        .iter()
        .enumerate()
        .map(|(place, text)| AnswerOption {
            text: paragraph(text),
            right: right.contains(&place),
            explanation: Arc::default(),
        })
        .collect();
    let choice = Choice { options };
    Card {
        id: CardId::in_note(&note, own_id),
        note,
        section: Some(section.into()),
        section_title: Some(section.into()),
        domain: Some("1.3".into()),
        kind: if right.len() == 1 {
            CardKind::SingleChoice(choice)
        } else {
            CardKind::MultipleResponse(choice)
        },
        prompt: paragraph(&format!("What is {own_id}?")),
        explanation: Arc::default(),
        shuffle: true,
        picture: None,
        line: 1,
        block: 0,
    }
}

/// One paragraph of plain text.
pub(super) fn paragraph(text: &str) -> Arc<[Block]> {
    Arc::from([Block {
        kind: BlockKind::Paragraph(Inline::plain(text)),
        range: 0..text.len(),
        containers: Vec::new(),
    }])
}

/// The day on which the tests take place.
pub(super) const TODAY: Day = Day(20_000);

/// A history of answers, each so many days before [`TODAY`], given in this order.
pub(super) fn answers(given: &[(&Card, i64, Rating)]) -> History {
    const DAY_MS: i64 = 86_400_000;
    let records = (1_u64..)
        .zip(given)
        .map(|(seq, (card, ago, rating))| Record {
            stamp: Stamp {
                at: Moment::from_millis(
                    (i64::from(TODAY.0) - ago) * DAY_MS + DAY_MS / 2 + seq as i64,
                ),
                device: DeviceId::new("laptop"),
                seq,
            },
            what: Happening::Reviewed {
                card: card.id.clone(),
                rating: *rating,
                given: Given::Picks(vec![0]),
                took_ms: 1_000,
            },
        });
    History::replay(records, &Scheduler::default(), &TimeZone::UTC)
}
