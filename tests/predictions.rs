//! Predictions made in a diagram join the repetition and are asked again with their picture.

use std::time::Duration;

use egui::Role;
use nephoscope::app::command::{Command, Prediction, SittingCommand};
use nephoscope::app::route::Scope;
use nephoscope::base::ids::CardId;
use nephoscope::diagrams::registry;
use nephoscope::quiz::card::Card;
use nephoscope::quiz::memory::Rating;
use nephoscope::quiz::predict::predictions;

use crate::common::program::Program;
use crate::common::window::Window;
use crate::common::world::World;

const DAY: Duration = Duration::from_hours(24);

fn first_prediction(kind: &str) -> Card {
    let kind = registry::kind(kind).unwrap();
    predictions(kind).into_iter().next().unwrap()
}

fn predict(program: &mut Program, card: &Card, right: bool) {
    let key = card.kind.choice().unwrap().right()[0];
    let option = if right { key } else { usize::from(key == 0) };
    program.give(Command::Predict(Prediction {
        card: card.id.clone(),
        option,
        took_ms: 900,
    }));
}

fn times_answered(program: &Program, card: &CardId) -> usize {
    program.state().progress.history.reviews_of(card).count()
}

#[test]
fn prediction_is_on_disk_at_once_and_counts_again_only_when_due() {
    let world = World::bundled();
    let mut program = world.start();
    let card = first_prediction("s3-lifecycle");
    predict(&mut program, &card, true);
    let (copy, _folder) = world.start_from_copy();
    assert_eq!(times_answered(&copy, &card.id), 1);
    predict(&mut program, &card, false);
    assert_eq!(times_answered(&program, &card.id), 1);
    world.pass(DAY * 30);
    program.settle();
    predict(&mut program, &card, false);
    assert_eq!(times_answered(&program, &card.id), 2);
}

#[test]
fn predictions_take_no_place_of_new_questions() {
    let world = World::bundled();
    let mut program = world.start();
    let new = |program: &Program| program.state().progress.waiting().new;
    let before = new(&program);
    assert!(before > 0);
    let kind = registry::kind("s3-lifecycle").unwrap();
    for card in predictions(kind).iter().take(before + 5) {
        predict(&mut program, card, true);
        assert_eq!(times_answered(&program, &card.id), 1);
    }
    assert_eq!(new(&program), before);
}

#[test]
fn prediction_is_asked_only_after_it_was_made_in_its_diagram() {
    let world = World::bundled();
    let mut program = world.start();
    let card = first_prediction("lambda-edge");
    let asked = |program: &mut Program| {
        let scope = Scope::Note(card.note.clone());
        program.practise(SittingCommand::StartBeyond(scope));
        program.state().practice.as_ref().unwrap().sitting.left()
    };
    let before = asked(&mut program);
    predict(&mut program, &card, false);
    assert_eq!(asked(&mut program), before + 1);
}

#[test]
fn prediction_that_is_due_is_asked_with_its_picture() {
    let world = World::bundled();
    let card = first_prediction("s3-lifecycle");
    let mut program = world.start();
    predict(&mut program, &card, false);
    program.close();
    world.pass(DAY * 40);
    let mut window = Window::open(&world, "home");
    let scope = Scope::Note(card.note.clone());
    window.give(Command::Sitting(SittingCommand::Start(scope)));
    let title = registry::kind("s3-lifecycle").unwrap().title;
    let mut asked = 0;
    while let Some(practice) = window.state().practice.as_ref() {
        let Some(showing) = practice.sitting.current() else {
            break;
        };
        let is_prediction = showing.card.id == card.id;
        assert_eq!(window.shows(Role::Image, title), is_prediction);
        asked += usize::from(is_prediction);
        window.give(Command::Sitting(SittingCommand::GiveUp));
        window.give(Command::Sitting(SittingCommand::Rate(Rating::Good)));
    }
    assert_eq!(asked, 1);
}
