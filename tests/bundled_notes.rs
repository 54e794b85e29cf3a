//! The notes and questions that come with the program.

use std::collections::{BTreeMap, BTreeSet};

use nephoscope::app::documents::OpenNote;
use nephoscope::app::question_bank::QuestionBank;
use nephoscope::library::{Library, NoteSource, Origin, links};
use nephoscope::quiz::card::Card;
use nephoscope::quiz::kind::CardKind;
use nephoscope::quiz::{blueprint, check};
use nephoscope::store::bundled;

pub(crate) fn library() -> Library {
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
    let findings = check::check(&bank.cards()).findings;
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
    let cards: BTreeSet<_> = bank.listed().iter().map(|card| &card.id).collect();
    assert_eq!(cards.len(), bank.len());
}

#[test]
fn there_are_enough_questions_and_each_belongs_to_a_section_and_an_exam_task() {
    let bank = QuestionBank::of(&library());
    assert!(bank.cards().len() >= 450, "{}", bank.cards().len());
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
fn bundled_notes_follow_the_house_rules() {
    let library = library();
    let mut wrong = Vec::new();
    for note in library.notes() {
        assert!(check::note::applies(note), "{}: facts-as-of", note.id());
        let open = OpenNote::read(note).unwrap();
        let issues = check::note::issues(note, &open.document, &open.cards);
        let words = issues
            .iter()
            .map(|issue| format!("{}:{}: {}", note.id(), issue.line, issue.message));
        wrong.extend(words);
    }
    none(&wrong);
}

/// The questions of each chapter, by its title.
fn chapters() -> BTreeMap<String, Vec<Card>> {
    let library = library();
    let bank = QuestionBank::of(&library);
    let mut chapters: BTreeMap<String, Vec<Card>> = BTreeMap::new();
    for note in library.notes() {
        let topic = library.topics_above(note).first().copied();
        let title = topic.unwrap().title.to_string();
        let cards = bank.of_note(note.id());
        chapters.entry(title).or_default().extend(cards);
    }
    chapters
}

#[test]
fn every_chapter_asks_enough_and_one_in_six_is_a_multiple_response() {
    for (title, cards) in chapters() {
        assert!(cards.len() >= 30, "{title}: {}", cards.len());
        let multiple = cards
            .iter()
            .filter(|card| matches!(card.kind, CardKind::MultipleResponse(_)));
        let share = multiple.count() * 100 / cards.len();
        assert!((12..=22).contains(&share), "{title}: {share} %");
    }
}

#[test]
fn key_is_not_given_away_by_its_length() {
    for (title, cards) in chapters() {
        let longest = check::check(&cards).right_is_longest;
        let percent = longest.right * 100 / longest.of;
        assert!(percent <= 35, "{title}: {percent} %");
    }
}

#[test]
fn questions_are_spread_over_the_domains_as_in_the_exam() {
    let bank = QuestionBank::of(&library());
    let uneven = check::check(&bank.cards()).uneven_domains(3.0);
    assert_eq!(uneven, []);
}

#[test]
fn every_task_of_the_exam_is_asked_often_enough() {
    let cards = QuestionBank::of(&library()).cards();
    for task in blueprint::tasks() {
        let asks = |card: &&Card| card.domain.as_deref() == Some(task.as_str());
        let count = cards.iter().filter(asks).count();
        assert!(count >= 20, "task {task}: {count}");
    }
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
