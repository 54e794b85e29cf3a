use std::time::Duration;

use egui::Vec2;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::quiz::memory::Rating;
use crate::quiz::queue::NextDue;
use crate::ui::prose::NoResources;
use crate::ui::question::testing::{NOTE, TODAY, cards, noon, outcomes};
use crate::ui_kit::theme;

/// The screen with what the program around it would do.
#[derive(Default)]
struct Desk {
    sitting: Option<Sitting>,
    summary: Option<Summary>,
    waiting: Counts,
    topics: Vec<TopicCounts>,
    view: PractiseView,
    acts: Vec<PractiseAct>,
}

impl Desk {
    /// With these questions of the test note waiting, in this order.
    fn asking(own_ids: &[&str]) -> Self {
        let cards = cards("s3/classes", NOTE);
        let queue = own_ids.iter().map(|own_id| {
            let id = format!("s3/classes#{own_id}");
            cards
                .iter()
                .find(|card| card.id.as_str() == id)
                .unwrap()
                .clone()
        });
        Self {
            sitting: Some(Sitting::start(queue, 1, noon())),
            ..Self::default()
        }
    }

    fn ui(&mut self, ui: &mut Ui) {
        let current = self.sitting.as_ref().and_then(Sitting::current);
        let outcomes = current.map(|showing| outcomes(&showing.card));
        let titles = |_: &NoteId| NoteTitles {
            chapter: "S3".to_owned(),
            note: "Storage".to_owned(),
        };
        let model = PractiseModel {
            sitting: self.sitting.as_ref(),
            outcomes: outcomes.as_ref(),
            summary: self.summary.as_ref(),
            back_tomorrow: 2,
            scope: "Everything",
            waiting: self.waiting,
            topics: &self.topics,
            titles: &titles,
            readiness: None,
            today: TODAY,
            images: &NoResources,
            listens: true,
        };
        if let Some(act) = practise_ui(ui, &model, &mut self.view) {
            self.carry_out(&act);
            self.acts.push(act);
            ui.ctx().request_repaint();
        }
    }

    fn carry_out(&mut self, act: &PractiseAct) {
        let Some(sitting) = &mut self.sitting else {
            return;
        };
        match act {
            PractiseAct::Question(QuestionAct::Toggle(position)) => {
                sitting.toggle_position(*position);
            }
            PractiseAct::Question(QuestionAct::Write(text)) => sitting.write(text),
            PractiseAct::Question(QuestionAct::Submit) => {
                sitting.submit(noon());
            }
            PractiseAct::Question(QuestionAct::GiveUp) => {
                sitting.give_up(noon());
            }
            PractiseAct::Question(QuestionAct::Rate(rating)) => {
                sitting.rate(*rating, noon());
            }
            PractiseAct::Question(QuestionAct::Undo) => {
                sitting.undo(noon());
            }
            _ => {}
        }
        if sitting.is_finished() || *act == PractiseAct::End {
            self.summary = Some(sitting.summary(noon().after(Duration::from_secs(95))));
            self.sitting = None;
        }
    }
}

fn open(desk: Desk) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1000.0, 1000.0))
        .with_context_setup(theme::install)
        .build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, Desk>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

fn question(act: QuestionAct) -> PractiseAct {
    PractiseAct::Question(act)
}

#[test]
fn keys_alone_run_a_sitting_to_its_summary() {
    let mut harness = open(Desk::asking(&["gir", "steps", "durability"]));
    press(&mut harness, &[Key::Num2, Key::Enter, Key::Enter]);
    press(&mut harness, &[Key::Num2, Key::Num3, Key::Space, Key::Num2]);
    press(&mut harness, &[Key::Space, Key::Num4]);
    let expected = [
        question(QuestionAct::Toggle(1)),
        question(QuestionAct::Submit),
        question(QuestionAct::Rate(Rating::Good)),
        question(QuestionAct::Toggle(1)),
        question(QuestionAct::Toggle(2)),
        question(QuestionAct::Submit),
        question(QuestionAct::Rate(Rating::Hard)),
        question(QuestionAct::Submit),
        question(QuestionAct::Rate(Rating::Easy)),
    ];
    assert_eq!(harness.state().acts, expected);
    harness.get_by_label("3 questions answered");
    harness.get_by_label("3 of 3 right at first");
}

#[test]
fn last_rating_is_undone_by_a_key() {
    let mut harness = open(Desk::asking(&["gir", "steps"]));
    press(&mut harness, &[Key::Num2, Key::Enter, Key::Enter, Key::Z]);
    harness.get_by_role_and_label(Role::Alert, "Right");
    harness.get_by_label("0 answered · 2 left");
}

#[test]
fn section_is_read_about_by_a_key_and_by_its_link() {
    let mut harness = open(Desk::asking(&["gir"]));
    press(&mut harness, &[Key::R]);
    harness
        .get_by_role_and_label(Role::Link, "Read about it: S3 › Storage › Classes")
        .click();
    harness.run();
    let place = Place {
        note: NoteId::new("s3/classes"),
        section: Some("classes".into()),
    };
    let read = PractiseAct::ReadAbout(place);
    assert_eq!(harness.state().acts, [read.clone(), read]);
}

#[test]
fn escape_ends_the_sitting_and_then_leaves_the_summary() {
    let mut harness = open(Desk::asking(&["gir"]));
    press(&mut harness, &[Key::Escape]);
    harness.get_by_label("Nothing answered this time");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(harness.state().acts, [PractiseAct::End, PractiseAct::Close]);
}

#[test]
fn text_field_keeps_its_keys() {
    let mut harness = open(Desk::asking(&["minimum"]));
    assert!(
        harness
            .get_by_role_and_label(Role::TextInput, "Your answer")
            .is_focused()
    );
    for key in [
        Key::Num0,
        Key::Num1,
        Key::Z,
        Key::R,
        Key::Space,
        Key::Escape,
    ] {
        harness.key_press(key);
        harness.run();
        harness
            .get_by_role_and_label(Role::TextInput, "Your answer")
            .focus();
        harness.run();
    }
    assert_eq!(harness.state().acts, []);
    harness
        .get_by_role_and_label(Role::TextInput, "Your answer")
        .type_text("30 d");
    harness.run();
    press(&mut harness, &[Key::Enter]);
    harness.get_by_role_and_label(Role::Alert, "Right");
    assert!(
        !harness
            .state()
            .acts
            .contains(&question(QuestionAct::Rate(Rating::Good)))
    );
}

#[test]
fn header_says_what_is_practised_and_how_far() {
    let mut harness = open(Desk::asking(&["gir", "steps", "durability"]));
    harness.get_by_label("Everything");
    press(&mut harness, &[Key::Num2, Key::Enter, Key::Enter]);
    harness.get_by_label("1 answered · 2 left");
    harness.get_by_role_and_label(Role::ProgressIndicator, "1 of 3 answered");
}

#[test]
fn question_rated_again_says_so_when_it_returns() {
    let mut harness = open(Desk::asking(&["gir", "durability"]));
    press(&mut harness, &[Key::Num1, Key::Enter, Key::Num1]);
    assert!(harness.query_by_label("Asked again").is_none());
    press(&mut harness, &[Key::Space, Key::Space]);
    harness.get_by_label("Asked again");
}

#[test]
fn waiting_questions_are_offered_with_their_counts() {
    let waiting = Counts {
        due: 5,
        new: 3,
        cards: 40,
        next: None,
    };
    let mut harness = open(Desk {
        waiting,
        ..Desk::default()
    });
    harness.get_by_label("Everything: 5 due and 3 new today");
    press(&mut harness, &[Key::Enter]);
    harness
        .get_by_role_and_label(Role::Button, "Practise 8 questions")
        .click();
    harness.run();
    let start = PractiseAct::Start {
        what: StartWhat::Here,
        beyond_due: false,
    };
    assert_eq!(harness.state().acts, [start.clone(), start]);
}

#[test]
fn nothing_due_says_what_is_next_and_offers_more() {
    let waiting = Counts {
        cards: 40,
        next: Some(NextDue {
            day: TODAY.plus(4),
            cards: 12,
        }),
        ..Counts::default()
    };
    let mut harness = open(Desk {
        waiting,
        ..Desk::default()
    });
    harness.get_by_label(
        "Everything: all done for today. 12 questions come back on 27 Nov, in 4 days.",
    );
    harness
        .get_by_role_and_label(Role::Button, "Practise more")
        .click();
    harness.run();
    let start = PractiseAct::Start {
        what: StartWhat::Here,
        beyond_due: true,
    };
    assert_eq!(harness.state().acts, [start]);
}

#[test]
fn topic_is_practised_by_its_row() {
    let topic = |id: &str, due, new| TopicCounts {
        id: TopicId::new(id),
        title: id.to_uppercase(),
        counts: Counts {
            due,
            new,
            cards: 20,
            next: None,
        },
        today: due + usize::from(new == 2),
    };
    let topics = vec![topic("s3", 4, 2), topic("sqs", 0, 0), topic("sns", 0, 9)];
    let mut harness = open(Desk {
        topics,
        ..Desk::default()
    });
    for row in [
        "S3, 4 due, 2 new",
        "SQS, nothing due, 20 questions",
        "SNS, 0 due, 9 new",
    ] {
        harness.get_by_role_and_label(Role::Button, row).click();
        harness.run();
    }
    let start = |id: &str, beyond_due| PractiseAct::Start {
        what: StartWhat::Topic(TopicId::new(id)),
        beyond_due,
    };
    assert_eq!(
        harness.state().acts,
        [start("s3", false), start("sqs", true), start("sns", true)]
    );
}

#[test]
fn summary_shows_weak_sections_first_and_leads_to_them() {
    let mut harness = open(Desk::asking(&["gir", "steps"]));
    press(&mut harness, &[Key::Num2, Key::Enter, Key::Enter]);
    press(&mut harness, &[Key::Num1, Key::Enter, Key::Num2]);
    harness.get_by_label("1 of 2 right at first");
    harness.get_by_label("1 min");
    harness.get_by_label("2 questions come back tomorrow.");
    let above = |upper: &str, lower: &str| {
        harness.get_by_label(upper).rect().bottom() <= harness.get_by_label(lower).rect().top()
    };
    assert!(
        above("Worth reading again", "Steps")
            && above("Steps", "Known")
            && above("Known", "Classes")
    );
    harness
        .get_all_by_role_and_label(Role::Button, "Read about it")
        .next()
        .unwrap()
        .click();
    harness.run();
    let place = Place {
        note: NoteId::new("s3/classes"),
        section: Some("steps".into()),
    };
    assert_eq!(
        harness.state().acts.last(),
        Some(&PractiseAct::ReadAbout(place))
    );
}

#[test]
fn summary_has_one_main_button() {
    let check = |waiting: Counts, label: &str, expected: PractiseAct| {
        let mut harness = open(Desk {
            waiting,
            ..Desk::asking(&["durability"])
        });
        press(&mut harness, &[Key::Space, Key::Space]);
        harness.get_by_role_and_label(Role::Button, label);
        press(&mut harness, &[Key::Enter]);
        assert_eq!(harness.state().acts.last(), Some(&expected));
    };
    let more = PractiseAct::Start {
        what: StartWhat::Here,
        beyond_due: false,
    };
    check(
        Counts {
            due: 12,
            new: 0,
            cards: 40,
            next: None,
        },
        "Practise 12 more",
        more,
    );
    check(Counts::default(), "Done", PractiseAct::Close);
}

#[test]
fn high_question_is_scrolled_by_keys() {
    let mut harness = open(Desk::asking(&["gir"]));
    harness.set_size(Vec2::new(720.0, 320.0));
    harness.run();
    let top = |harness: &Harness<'_, Desk>| {
        harness
            .get_by_role_and_label(Role::RadioButton, "Standard-IA")
            .rect()
            .top()
    };
    let before = top(&harness);
    press(&mut harness, &[Key::ArrowDown]);
    assert!(top(&harness) < before);
}

#[test]
fn answer_is_in_reach_in_windows_of_any_size() {
    for size in [
        [1600.0, 1000.0],
        [720.0, 400.0],
        [480.0, 320.0],
        [360.0, 160.0],
    ] {
        let mut harness = open(Desk::asking(&["gir"]));
        harness.set_size(size.into());
        harness.run();
        press(&mut harness, &[Key::Num1, Key::End]);
        let button = harness.get_by_role_and_label(Role::Button, "Answer").rect();
        let window = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
        assert!(window.contains_rect(button), "{button} in {size:?}");
        harness
            .get_by_role_and_label(Role::Button, "Answer")
            .click();
        harness.run();
        press(&mut harness, &[Key::End]);
        for rating in Rating::ALL {
            let button = harness
                .get_by_role_and_label(Role::Button, rating.label())
                .rect();
            assert!(window.contains_rect(button), "{button} in {size:?}");
        }
    }
}

#[test]
fn screen_at_rest_asks_for_no_repaint() {
    let judged = || {
        let mut desk = Desk::asking(&["gir"]);
        desk.carry_out(&question(QuestionAct::GiveUp));
        desk
    };
    for desk in [Desk::asking(&["gir"]), judged(), Desk::default()] {
        let harness = open(desk);
        let viewport = &harness.output().viewport_output[&egui::ViewportId::ROOT];
        assert_eq!(viewport.repaint_delay, Duration::MAX);
    }
}
