//! The notes and questions that come with the program.

use std::collections::BTreeSet;

use nephoscope::app::question_bank::QuestionBank;
use nephoscope::library::{Library, NoteSource, Origin, links};
use nephoscope::markdown::document::BlockKind;
use nephoscope::quiz::{blueprint, check};
use nephoscope::store::bundled;

/// The section that every topic's last note may have without a question.
const WITHOUT_QUESTION: &str = "What the exam asks";

fn library() -> Library {
    let notes = bundled::notes().into_iter();
    let sources = notes.map(|(path, text)| NoteSource {
        path,
        text: text.into(),
        origin: Origin::Bundled,
        root: None,
    });
    Library::build(sources.collect())
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn bundled_notes_have_no_issue() {
    let library = library();
    let bank = QuestionBank::of(&library);
    let mut wrong: Vec<String> = library
        .issues()
        .map(|(note, issue)| format!("{note}:{}: {}", issue.line, issue.message))
        .collect();
    for note in library.notes() {
        let issues = bank.issues_of(note.id()).iter();
        wrong
            .extend(issues.map(|issue| format!("{}:{}: {}", note.id(), issue.line, issue.message)));
    }
    let broken = links::check(&library).into_iter();
    wrong.extend(broken.map(|(note, issue)| format!("{note}:{}: {}", issue.line, issue.message)));
    none(&wrong);
}

#[test]
fn bundled_questions_have_no_finding() {
    let bank = QuestionBank::of(&library());
    let findings = check::check(bank.cards()).findings;
    let wrong: Vec<String> = findings
        .iter()
        .map(|finding| format!("{}: {}", finding.card, finding.kind.message()))
        .collect();
    none(&wrong);
}

#[test]
fn every_note_and_every_question_has_an_identity_of_its_own() {
    let library = library();
    let notes: BTreeSet<_> = library
        .notes()
        .iter()
        .map(nephoscope::library::Note::id)
        .collect();
    assert_eq!(notes.len(), library.notes().len());
    assert_eq!(notes.len(), bundled::notes().len());
    let bank = QuestionBank::of(&library);
    let cards: BTreeSet<_> = bank.cards().iter().map(|card| &card.id).collect();
    assert_eq!(cards.len(), bank.cards().len());
}

#[test]
fn there_are_enough_questions_and_each_belongs_to_a_section_and_an_exam_task() {
    let bank = QuestionBank::of(&library());
    assert!(bank.cards().len() >= 100, "{}", bank.cards().len());
    let wrong: Vec<String> = bank
        .cards()
        .iter()
        .filter(|card| {
            let domain = card.domain.as_deref().and_then(blueprint::domain_of);
            card.section.is_none() || domain.is_none()
        })
        .map(|card| card.id.to_string())
        .collect();
    none(&wrong);
}

#[test]
fn every_wrong_option_says_why_and_every_question_explains_its_key() {
    let bank = QuestionBank::of(&library());
    let mut wrong = Vec::new();
    for card in bank.cards() {
        if card.explanation.is_empty() {
            wrong.push(format!("{}: the key is not explained", card.id));
        }
        let options = card.kind.choice().map(|choice| choice.options.iter());
        for (at, option) in options.into_iter().flatten().enumerate() {
            if !option.right && option.explanation.is_empty() {
                wrong.push(format!("{}: option {} says not why", card.id, at + 1));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_section_asks_something() {
    let library = library();
    let bank = QuestionBank::of(&library);
    let mut wrong = Vec::new();
    for note in library.notes() {
        let mut section = None;
        let mut asks = true;
        let document = note.document();
        for block in &document.blocks {
            if let BlockKind::Heading { level: 2, text, .. } = &block.kind {
                if let Some(quiet) = section.filter(|_| !asks) {
                    wrong.push(format!("{}: {quiet}", note.id()));
                }
                section = Some(text.text.to_string());
                asks = *text.text == *WITHOUT_QUESTION;
            }
            let line = document.line_of(block.range.start);
            asks |= bank.of_note(note.id()).any(|card| card.line == line);
        }
        if let Some(quiet) = section.filter(|_| !asks) {
            wrong.push(format!("{}: {quiet}", note.id()));
        }
    }
    none(&wrong);
}

#[test]
fn key_is_not_given_away_by_its_place() {
    let bank = QuestionBank::of(&library());
    let mut places = [0_usize; 4];
    for card in bank.cards() {
        let Some(choice) = card.kind.choice().filter(|choice| choice.to_choose() == 1) else {
            continue;
        };
        if let Some(count) = places.get_mut(choice.right()[0]) {
            *count += 1;
        }
    }
    let all: usize = places.iter().sum();
    for count in places {
        assert!(count * 100 / all >= 10, "{places:?} of {all}");
    }
}

#[test]
fn every_note_has_title_summary_and_date() {
    let wrong: Vec<String> = library()
        .notes()
        .iter()
        .filter(|note| {
            let document = note.document();
            let facts = &document.front_matter.facts_as_of;
            note.summary().is_empty() || note.title().is_empty() || facts.is_none()
        })
        .map(|note| note.id().to_string())
        .collect();
    none(&wrong);
}
