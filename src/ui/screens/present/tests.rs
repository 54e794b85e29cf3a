use std::cell::RefCell;
use std::rc::Rc;

use egui::{Key, Pos2, Vec2, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::diagrams::NoteDiagrams;
use super::*;
use crate::base::ids::NoteId;
use crate::markdown::document::BlockKind;
use crate::markdown::parse;
use crate::present::pages::PageContent;
use crate::quiz::extract::{IdRule, extract};
use crate::ui::prose::NoResources;

/// A diagram of three steps that says where it stands.
#[derive(Debug, Default)]
struct ThreeSteps {
    at: usize,
}

impl SlideDiagrams for ThreeSteps {
    fn diagram_ui(&mut self, ui: &mut Ui, _block: usize, directive: &Directive) {
        ui.label(format!("{} at step {}", directive.arguments, self.at));
    }

    fn progress(&mut self, _block: usize, _directive: &Directive) -> DiagramProgress {
        DiagramProgress {
            at_start: self.at == 0,
            at_end: self.at == 3,
        }
    }

    fn step(&mut self, _block: usize, _directive: &Directive, on: bool) {
        self.at = if on { self.at + 1 } else { self.at - 1 };
    }
}

const NOTE: &str = "---\nsummary: In short.\n---\nIntro.\n\n## Picture\n\n```diagram three\n```\n\n\
    ## Asked\n\n```quiz id=q\nWhich one?\n\n- [ ] This\n- [x] That\n\nBecause.\n```\n\n## Last\n\nThe end.";

struct Show {
    presentation: Presentation,
    diagrams: Box<dyn SlideDiagrams>,
    actions: Rc<RefCell<Vec<PresentAction>>>,
}

impl Show {
    fn of(source: &str, title: &str, chapter: &str) -> Self {
        let document = parse(source);
        let (cards, _) = extract(&document, &NoteId::new("test/note"), IdRule::Optional);
        let presentation = Presentation::new(&document, title, chapter, &cards);
        Self {
            presentation,
            diagrams: Box::new(ThreeSteps::default()),
            actions: Rc::default(),
        }
    }
}

fn draw(ui: &mut Ui, show: &mut Show) {
    let mut around = Surroundings {
        images: &NoResources,
        diagrams: &mut *show.diagrams,
    };
    let window = ui.ctx().content_rect();
    let actions = ui
        .scope_builder(egui::UiBuilder::new().max_rect(window), |ui| {
            present_ui(ui, &mut show.presentation, &mut around)
        })
        .inner;
    show.actions.borrow_mut().extend(actions);
}

fn harness(show: Show, size: Vec2) -> Harness<'static, Show> {
    Harness::builder()
        .with_size(size)
        .with_context_setup(crate::ui_kit::theme::install)
        .build_ui_state(draw, show)
}

fn shown() -> Harness<'static, Show> {
    let mut harness = harness(Show::of(NOTE, "Note", "Chapter"), vec2(1280.0, 800.0));
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, Show>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

/// Every slide of the six is where the keys lead.
fn check(keys: &[Key], slide: usize) {
    let mut harness = shown();
    press(&mut harness, keys);
    harness.get_by_label(&format!("Slide {slide} of 5"));
}

#[test]
fn keys_move_through_the_deck() {
    use Key::*;
    check(&[], 1);
    for next in [ArrowRight, ArrowDown, Space, PageDown, Enter] {
        check(&[next], 2);
        for previous in [ArrowLeft, ArrowUp, PageUp, Backspace] {
            check(&[next, previous], 1);
        }
    }
    check(&[End], 5);
    check(&[End, ArrowRight], 5);
    check(&[End, Home], 1);
    check(&[Num4, Enter], 4);
}

#[test]
fn next_steps_a_diagram_to_its_end_and_reveals_an_answer() {
    let mut harness = shown();
    press(&mut harness, &[Key::Num3, Key::Enter]);
    harness.get_by_label("three at step 0");
    press(&mut harness, &[Key::Space; 3]);
    harness.get_by_label("three at step 3");
    press(&mut harness, &[Key::ArrowLeft]);
    harness.get_by_label("three at step 2");
    press(&mut harness, &[Key::Space; 2]);
    harness.get_by_label("Slide 4 of 5");
    harness.get_by_label("That");
    assert!(harness.query_by_label("Because.").is_none());
    press(&mut harness, &[Key::Space]);
    harness.get_by_label("Because.");
    harness.get_by_label("Option B, right");
    press(&mut harness, &[Key::Space]);
    harness.get_by_label("The end.");
}

#[test]
fn shift_passes_what_a_slide_has_left() {
    let mut harness = shown();
    press(&mut harness, &[Key::Num3, Key::Enter]);
    harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    harness.get_by_label("Slide 4 of 5");
}

#[test]
fn black_hides_everything_until_the_next_key() {
    let mut harness = shown();
    press(&mut harness, &[Key::Space, Key::B]);
    harness.get_by_label("Black screen");
    assert!(harness.query_by_label("Intro.").is_none());
    press(&mut harness, &[Key::Space]);
    harness.get_by_label("Intro.");
}

#[test]
fn speaker_leaves_at_the_block_that_was_shown() {
    let mut harness = shown();
    press(&mut harness, &[Key::End, Key::Escape]);
    let last = harness.state().presentation.block();
    let document = parse(NOTE);
    assert!(matches!(
        document.blocks[last].kind,
        BlockKind::Heading { .. }
    ));
    assert_eq!(
        *harness.state().actions.borrow(),
        [PresentAction::Slide(4), PresentAction::Leave]
    );
}

#[test]
fn clicks_at_the_sides_and_the_wheel_turn_slides() {
    let mut harness = shown();
    let click = |harness: &mut Harness<'_, Show>, x: f32| {
        harness.drag_at(pos2(x, 400.0));
        harness.drop_at(pos2(x, 400.0));
        harness.run();
    };
    click(&mut harness, 1200.0);
    harness.get_by_label("Slide 2 of 5");
    click(&mut harness, 640.0);
    harness.get_by_label("Slide 2 of 5");
    click(&mut harness, 100.0);
    harness.get_by_label("Slide 1 of 5");
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: vec2(0.0, -1.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run();
    harness.get_by_label("Slide 2 of 5");
}

#[test]
fn keys_are_shown_until_the_mouse_has_rested_and_nothing_repaints_then() {
    let mut harness = shown();
    harness.get_by_label("End the presentation").click();
    harness.run();
    assert_eq!(*harness.state().actions.borrow(), [PresentAction::Leave]);
    harness.run_steps(20);
    assert!(harness.query_by_label("End the presentation").is_none());
    let output = &harness.output().viewport_output[&egui::ViewportId::ROOT];
    assert_eq!(output.repaint_delay, std::time::Duration::MAX);
}

#[test]
fn place_is_kept_when_the_window_changes() {
    let text = "Some words to fill the line. ".repeat(60);
    let source = format!("## One\n\n{text}\n\n## Two\n\n{text}");
    let mut harness = harness(Show::of(&source, "Note", ""), vec2(1280.0, 800.0));
    harness.run();
    press(&mut harness, &[Key::End]);
    let before = harness.state().presentation.block();
    harness.set_size(vec2(720.0, 480.0));
    harness.run();
    assert_eq!(harness.state().presentation.block(), before);
    assert_eq!(harness.state().presentation.page().unwrap().0.slide, 2);
}

#[test]
fn first_slide_of_a_new_revision_is_where_the_speaker_was() {
    let mut harness = shown();
    press(&mut harness, &[Key::End]);
    let block = harness.state().presentation.block();
    let document = parse(format!("{NOTE}\n\n## More\n\nNew."));
    harness
        .state_mut()
        .presentation
        .reload(&document, "Note", "", &[], block);
    harness.run();
    harness.get_by_label("The end.");
}

#[test]
fn slide_far_behind_stays_on_the_screen_while_the_window_changes() {
    let section = |number| format!("## Section {number}\n\nWords.\n\n");
    let source: String = (1..=150).map(section).collect();
    let mut harness = harness(Show::of(&source, "Note", ""), vec2(1280.0, 800.0));
    harness.run();
    press(&mut harness, &[Key::End]);
    harness.get_by_label("Section 150");
    harness.set_size(vec2(720.0, 480.0));
    for _ in 0..4 {
        harness.step();
        harness.get_by_label("Section 150");
    }
}

/// Every note of the library with its title.
fn notes() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    let mut notes = Vec::new();
    for topic in std::fs::read_dir(root).unwrap() {
        for file in std::fs::read_dir(topic.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            notes.push((
                path.display().to_string(),
                std::fs::read_to_string(path).unwrap(),
            ));
        }
    }
    notes.sort();
    notes
}

/// What the slides of the notes show lies inside the window, at the size given. Where diagrams
/// find too little room they scroll, and there are so many slides that a third of the notes do.
fn check_nothing_is_cut_off(size: Vec2, diagrams_fit: bool) {
    let every = if diagrams_fit { 1 } else { 3 };
    for (path, source) in notes().into_iter().step_by(every) {
        let title = parse(source.as_str()).front_matter.title;
        let show = Show::of(&source, &title.unwrap_or_default(), "Chapter");
        let diagrams = Box::new(NoteDiagrams::default());
        let mut harness = harness(Show { diagrams, ..show }, size);
        harness.run();
        let total = harness.state().presentation.cursor().total();
        assert!(total > 1, "{path}");
        for slide in 0..total {
            let place = format!("{path}, slide {}", slide + 1);
            let presentation = &harness.state().presentation;
            assert_eq!(presentation.cursor().slide(), slide, "{place}");
            let page = presentation.page().unwrap().0.clone();
            assert!(!page.oversize, "{place}");
            if page.content != PageContent::Diagram || diagrams_fit {
                assert_everything_is_inside(&harness, size, &place);
            }
            if page.content == PageContent::Question {
                harness.key_press(Key::Space);
                harness.step();
                assert!(harness.state().presentation.is_revealed(page.slide));
                assert_everything_is_inside(&harness, size, &format!("{place}, answered"));
            }
            harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::ArrowRight);
            harness.step();
        }
    }
}

fn assert_everything_is_inside(harness: &Harness<'_, Show>, size: Vec2, place: &str) {
    let stage = Stage::of(Rect::from_min_size(Pos2::ZERO, size));
    let page = harness.state().presentation.page().unwrap().0;
    let is_diagram = page.content == PageContent::Diagram;
    let mut checked = 0;
    for node in harness.root().children_recursive() {
        let Some(bounds) = node.accesskit_node().bounding_box() else {
            continue;
        };
        let label = node
            .accesskit_node()
            .label()
            .or(node.accesskit_node().value())
            .unwrap_or_default();
        let corner = |x: f64, y: f64| pos2(x as f32, y as f32);
        let rect = Rect::from_min_max(corner(bounds.x0, bounds.y0), corner(bounds.x1, bounds.y1));
        if label.is_empty() || label == "Slide" {
            continue;
        }
        let room = match rect.top() >= stage.footer.top() {
            true => stage.window,
            false if is_diagram => stage.wide,
            false => stage.content,
        };
        assert!(
            room.expand(1.0).contains_rect(rect),
            "{place}: {rect:?} leaves {room:?}: {label}"
        );
        checked += 1;
    }
    assert!(checked >= 2, "{place} shows nothing");
}

#[test]
fn nothing_is_cut_off_on_a_laptop() {
    check_nothing_is_cut_off(vec2(1280.0, 800.0), true);
}

#[test]
fn nothing_is_cut_off_in_a_small_window() {
    check_nothing_is_cut_off(vec2(720.0, 480.0), true);
}

#[test]
fn nothing_is_cut_off_in_a_small_window_with_large_type() {
    check_nothing_is_cut_off(vec2(360.0, 240.0), false);
}
