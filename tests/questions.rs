//! Being asked: by keys, in notes and on the practise screen; and no answer is ever lost.

use std::fs;

use egui::{Key, Role};
use nephoscope::app::command::{Command, QuestionAct, SittingCommand};
use nephoscope::app::route::{Route, Scope};
use nephoscope::app::settings::Change;
use nephoscope::app::state::Saving;
use nephoscope::base::ids::{CardId, NoteId};
use nephoscope::quiz::memory::Rating;
use nephoscope::quiz::sitting::Phase;

use crate::common::notes::QUESTIONS;
use crate::common::program::{Program, right_positions};
use crate::common::window::Window;
use crate::common::world::World;

const DIGITS: [Key; 4] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];

fn answered(program: &Program) -> usize {
    program.state().progress.history.reviews().count()
}

/// Answers the question on the practise screen: right where there is something to choose.
fn answer(program: &mut Program, rating: Rating) -> CardId {
    let card = program.showing().card.id.clone();
    if program.showing().card.kind.choice().is_some() {
        for position in right_positions(program.showing()) {
            program.practise(SittingCommand::Toggle(position));
        }
        program.practise(SittingCommand::Submit);
    } else {
        program.practise(SittingCommand::GiveUp);
    }
    program.practise(SittingCommand::Rate(rating));
    card
}

fn start_all(program: &mut Program) {
    program.practise(SittingCommand::Start(Scope::Everything));
}

#[test]
fn every_answer_is_on_disk_before_the_next_question_is_drawn() {
    let world = World::small();
    let mut program = world.start();
    start_all(&mut program);
    for number in 1..=QUESTIONS {
        let card = answer(&mut program, Rating::Good);
        let (copy, _folder) = world.start_from_copy();
        assert_eq!(answered(&copy), number);
        assert!(copy.state().progress.history.memory(&card).is_some());
        assert!(copy.told().is_empty(), "{:?}", copy.told());
    }
    assert!(program.state().practice.as_ref().unwrap().summary.is_some());
}

#[test]
fn answer_in_a_note_is_on_disk_at_once() {
    let world = World::small();
    let mut program = world.start();
    let card = CardId::new("storage/buckets#unique");
    let mut act = |act| {
        program.give(Command::Question {
            card: card.clone(),
            act,
        });
    };
    act(QuestionAct::Toggle(0));
    act(QuestionAct::Submit);
    act(QuestionAct::Rate(Rating::Hard));
    let (copy, _folder) = world.start_from_copy();
    assert_eq!(copy.state().progress.history.reviews_of(&card).count(), 1);
}

#[test]
fn undone_rating_is_undone_on_disk_too() {
    let world = World::small();
    let mut program = world.start();
    start_all(&mut program);
    let card = answer(&mut program, Rating::Easy);
    program.practise(SittingCommand::Undo);
    assert_eq!(program.showing().card.id, card);
    assert_eq!(answered(&program), 0);
    assert_eq!(answered(&world.start_from_copy().0), 0);
}

/// Gives an answer on the practise screen, and no rating.
fn give(program: &mut Program, right: bool) -> CardId {
    let showing = program.showing();
    let card = showing.card.id.clone();
    let positions = if right {
        right_positions(showing)
    } else {
        let right = right_positions(showing);
        let all = 0..showing.option_order.len();
        all.filter(|at| !right.contains(at))
            .take(right.len())
            .collect()
    };
    for position in positions {
        program.practise(SittingCommand::Toggle(position));
    }
    program.practise(SittingCommand::Submit);
    card
}

fn practise_buckets(program: &mut Program) {
    let note = NoteId::new("storage/buckets");
    program.practise(SittingCommand::Start(Scope::Note(note)));
}

fn ratings(program: &Program, card: &CardId) -> Vec<Rating> {
    let reviews = program.state().progress.history.reviews_of(card);
    reviews.map(|review| review.answer.rating).collect()
}

#[test]
fn answer_that_was_not_rated_takes_the_proposed_rating_when_the_window_closes() {
    for (right, expected) in [(true, Rating::Good), (false, Rating::Again)] {
        let world = World::small();
        let mut program = world.start();
        practise_buckets(&mut program);
        let card = give(&mut program, right);
        assert_eq!(answered(&program), 0);
        program.close();
        let again = world.start();
        assert_eq!(ratings(&again, &card), [expected]);
        assert_eq!(answered(&again), 1);
    }
}

#[test]
fn answer_in_a_note_that_was_not_rated_is_kept_when_the_window_closes() {
    let world = World::small();
    let mut program = world.start();
    let card = CardId::new("storage/buckets#unique");
    program.give(Command::Question {
        card: card.clone(),
        act: QuestionAct::GiveUp,
    });
    program.close();
    assert_eq!(ratings(&world.start(), &card), [Rating::Again]);
}

#[test]
fn answer_that_was_not_given_is_no_answer_when_the_window_closes() {
    let world = World::small();
    let mut program = world.start();
    practise_buckets(&mut program);
    program.practise(SittingCommand::Toggle(0));
    program.close();
    assert_eq!(answered(&world.start()), 0);
}

#[test]
fn answer_that_was_not_rated_is_kept_when_its_run_is_left() {
    for leave in [
        SittingCommand::End,
        SittingCommand::Start(Scope::Everything),
        SittingCommand::StartBeyond(Scope::Everything),
    ] {
        let world = World::small();
        let mut program = world.start();
        practise_buckets(&mut program);
        let card = give(&mut program, true);
        program.practise(leave.clone());
        assert_eq!(ratings(&program, &card), [Rating::Good], "{leave:?}");
        if let Some(practice) = &program.state().practice {
            let next = practice.sitting.current();
            let is_asked_again = next.is_some_and(|next| next.card.id == card);
            assert!(!is_asked_again || matches!(leave, SittingCommand::StartBeyond(_)));
        }
    }
}

#[test]
fn rating_that_cannot_be_written_is_taken_back_and_said() {
    let world = World::small();
    let mut program = world.start();
    let progress = world.paths().progress();
    if progress.exists() {
        fs::remove_dir_all(&progress).unwrap();
    }
    fs::write(&progress, "in the way").unwrap();
    start_all(&mut program);
    let card = answer(&mut program, Rating::Good);

    assert_eq!(
        program.showing().card.id,
        card,
        "the question is still there"
    );
    assert_ne!(program.showing().phase, Phase::Shown, "and still judged");
    assert_eq!(answered(&program), 0);
    assert!(matches!(program.state().saving, Saving::Failing(_)));
    assert!(
        program.told()[0].contains("not saved"),
        "{:?}",
        program.told()
    );

    fs::remove_file(&progress).unwrap();
    program.practise(SittingCommand::Rate(Rating::Good));
    assert_eq!(answered(&program), 1, "the same answer can be rated again");
    assert_eq!(program.state().saving, Saving::Saved);
    assert_eq!(answered(&world.start_from_copy().0), 1);
}

#[test]
fn rating_in_a_note_that_cannot_be_written_is_taken_back() {
    let world = World::small();
    let mut program = world.start();
    let progress = world.paths().progress();
    if progress.exists() {
        fs::remove_dir_all(&progress).unwrap();
    }
    fs::write(&progress, "in the way").unwrap();
    let card = CardId::new("storage/buckets#unique");
    for act in [QuestionAct::GiveUp, QuestionAct::Rate(Rating::Again)] {
        program.give(Command::Question {
            card: card.clone(),
            act,
        });
    }
    let question = &program.state().note_questions[&card];
    assert!(question.rated.is_none());
    assert!(question.sitting.current().is_some());
    assert_eq!(answered(&program), 0);
}

#[test]
fn sitting_is_answered_with_the_keyboard_alone() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    window.give(Command::Sitting(SittingCommand::Start(Scope::Note(
        NoteId::new("storage/buckets"),
    ))));
    for rating in [Key::Num3, Key::Num1] {
        let practice = window.state().practice.as_ref().unwrap();
        let showing = practice.sitting.current().unwrap();
        for position in right_positions(showing) {
            window.press(DIGITS[position]);
        }
        window.press(Key::Enter);
        let practice = window.state().practice.as_ref().unwrap();
        assert_ne!(practice.sitting.current().unwrap().phase, Phase::Shown);
        window.press(rating);
    }
    let history = &window.state().progress.history;
    let mut ratings: Vec<Rating> = history
        .reviews()
        .map(|(_, review)| review.answer.rating)
        .collect();
    ratings.sort();
    assert_eq!(ratings, [Rating::Again, Rating::Good]);
    window.press(Key::Z);
    assert_eq!(window.state().progress.history.reviews().count(), 1);
}

#[test]
fn enter_takes_the_rating_that_fits_the_answer() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    window.give(Command::Sitting(SittingCommand::Start(Scope::Note(
        NoteId::new("storage/buckets"),
    ))));
    let practice = window.state().practice.as_ref().unwrap();
    let card = practice.sitting.current().unwrap().card.id.clone();
    for position in right_positions(practice.sitting.current().unwrap()) {
        window.press(DIGITS[position]);
    }
    window.press(Key::Enter);
    window.press(Key::Enter);
    let history = &window.state().progress.history;
    let review = history.reviews_of(&card).next().unwrap();
    assert_eq!(review.answer.rating, Rating::Good);
}

#[test]
fn question_in_a_note_is_answered_with_the_mouse() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets#names");
    let card = CardId::new("storage/buckets#unique");
    window.give(Command::Question {
        card: card.clone(),
        act: QuestionAct::GiveUp,
    });
    window.click(Role::Button, "Again");
    let history = &window.state().progress.history;
    assert_eq!(history.reviews_of(&card).count(), 1);
    assert!(!window.shows(Role::Button, "Again"));
}

#[test]
fn read_about_leads_to_the_section_and_practise_goes_on_after() {
    let world = World::small();
    let mut program = world.start();
    start_all(&mut program);
    let card = program.showing().card.clone();
    program.practise(SittingCommand::ReadAbout);
    let expected = format!("note:{}#{}", card.note, card.section.as_deref().unwrap());
    assert_eq!(program.route(), expected);
    start_all(&mut program);
    assert_eq!(program.showing().card.id, card.id);
}

#[test]
fn new_questions_a_day_are_limited_and_the_limit_is_a_setting() {
    let world = World::small();
    let mut program = world.start();
    program.give(Command::Change(Change::NewCardsPerDay(1)));
    assert_eq!(program.state().progress.waiting().new, 1);
    start_all(&mut program);
    answer(&mut program, Rating::Good);
    assert!(program.state().practice.as_ref().unwrap().summary.is_some());
    assert_eq!(program.state().progress.waiting().waiting(), 0);
}

#[test]
fn only_questions_that_are_there_are_said_to_come_back() {
    let world = World::small();
    let mut program = world.start();
    program.give(Command::Change(Change::NewCardsPerDay(2)));
    let classes = NoteId::new("storage/classes");
    program.practise(SittingCommand::Start(Scope::Note(classes)));
    for _ in 0..2 {
        answer(&mut program, Rating::Good);
    }
    program.close();
    let line = || {
        let labels = Window::open(&world, "practise").names(Role::Label);
        let mut lines = labels.into_iter();
        lines.find(|label| label.contains("all done for today."))
    };
    assert!(line().unwrap().contains(" back "), "{:?}", line());
    fs::remove_file(world.notes_folder().join("01-storage/02-classes.md")).unwrap();
    assert_eq!(line().unwrap(), "All notes: all done for today.");
}

#[test]
fn topic_and_note_say_what_of_them_waits() {
    let world = World::small();
    let mut window = Window::open(&world, "practise");
    assert!(window.says("All notes: 4 new today"));
    assert!(window.shows(Role::Button, "Storage, 0 due, 4 new"));
    let topics = window.state().library.topics().iter();
    let [storage, queues] = ["Storage", "Queues"].map(|title| {
        let topic = topics.clone().find(|topic| &*topic.title == title);
        Scope::Topic(topic.unwrap().id.clone())
    });
    let buckets = Scope::Note(NoteId::new("storage/buckets"));
    for (scope, line) in [
        (storage, "Storage: 4 new today"),
        (buckets, "Buckets: 2 new today"),
        (queues, "There are no questions here yet."),
    ] {
        window.give(Command::Go(Route::Practise(scope)));
        assert!(window.says(line), "{}", window.read_aloud());
    }
}

#[test]
fn good_answer_comes_back_on_its_day() {
    let world = World::small();
    let mut program = world.start();
    start_all(&mut program);
    let card = answer(&mut program, Rating::Good);
    let due = program.state().progress.history.memory(&card).unwrap().due;
    let days = due.days_since(program.state().today());
    assert!(days >= 1, "{days}");
    assert_eq!(program.state().progress.waiting().due, 0);
    world.pass(std::time::Duration::from_hours(24) * u32::try_from(days).unwrap());
    program.settle();
    assert_eq!(program.state().progress.waiting().due, 1);
}
