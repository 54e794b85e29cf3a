//! Windows as small as a phone: nothing is cut off, nothing lies over anything else, all is reached.

use egui::{Id, Rect, Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nephoscope::app::command::{Command, Overlay};
use nephoscope::app::settings::Change;

use crate::common::window::{Window, name};
use crate::common::world::World;

const PHONE: [f32; 2] = [360.0, 320.0];

/// Windows with as little room: a small one, and one with the largest text.
fn windows(route: &str) -> [(World, Window); 2] {
    [(PHONE, 100), ([720.0, 640.0], 200)].map(|(size, percent)| {
        let world = World::small();
        let mut window = Window::open_as(&world, route, size, egui::Theme::Light);
        window.give(Command::Change(Change::TextPercent(percent)));
        (world, window)
    })
}

/// What is drawn with one of these roles, by name.
fn places(window: &Window, roles: &[Role]) -> Vec<(String, Rect)> {
    let nodes = window.harness.root().children_recursive();
    let nodes = nodes.into_iter().filter(|node| {
        let node = node.accesskit_node();
        roles.contains(&node.role()) && !node.is_hidden()
    });
    nodes.map(|node| (name(&node), node.rect())).collect()
}

fn dialog(window: &Window) -> Rect {
    let node = window.harness.get_by_role(Role::Dialog);
    let id = Id::unique(name(&node));
    let area = window.harness.ctx.memory(|memory| memory.area_rect(id));
    area.unwrap_or_else(|| {
        let parts = node.children_recursive();
        let parts = parts.filter(|part| part.accesskit_node().bounding_box().is_some());
        parts.fold(Rect::NOTHING, |all, part| all.union(part.rect()))
    })
}

#[test]
fn menu_scrolls_where_it_is_longer_than_the_window() {
    for (_world, mut window) in windows("note:storage/buckets") {
        window.click(Role::Button, "More");
        let screen = window.harness.ctx.content_rect();
        let item = |window: &Window, label: &str| {
            let found = window.harness.query_all_by_label_contains(label).next();
            found.map(|node| node.rect())
        };
        let first = item(&window, "Import files").unwrap();
        assert!(screen.contains_rect(first), "{first:?}");
        for _ in 0..10 {
            window.scroll_at(first.center(), vec2(0.0, -200.0));
        }
        let last = item(&window, "Settings").unwrap();
        assert!(screen.contains_rect(last), "{last:?} in {screen:?}");
    }
}

#[test]
fn settings_lie_beside_or_below_each_other() {
    let roles = [
        Role::Slider,
        Role::Switch,
        Role::ComboBox,
        Role::SpinButton,
        Role::TextInput,
        Role::Label,
        Role::RadioGroup,
    ];
    for (_world, mut window) in windows("home") {
        window.give(Command::Open(Overlay::Settings));
        let dialog = dialog(&window);
        assert!(window.harness.ctx.content_rect().contains_rect(dialog));
        let places = places(&window, &roles);
        let inside = |rect: &Rect| rect.left() >= dialog.left() && rect.right() <= dialog.right();
        let of_dialog: Vec<_> = places.iter().filter(|(_, rect)| inside(rect)).collect();
        for name in ["Width of lines", "Spotlight on the paragraph in focus mode"] {
            let both = of_dialog.iter().filter(|(other, _)| other == name);
            let both: Vec<_> = both.map(|(_, rect)| rect.shrink(1.0)).collect();
            assert_eq!(both.len(), 2, "{name}: {places:?}");
            assert!(!both[0].intersects(both[1]), "{name}: {both:?}");
        }
        for name in ["New questions a day", "Exam date"] {
            let field = of_dialog.iter().rfind(|(other, _)| other == name);
            let field = field.unwrap_or_else(|| panic!("{name}: {places:?}")).1;
            // Clear of the bar that scrolls.
            assert!(field.right() < dialog.right() - 30.0, "{name}: {field:?}");
        }
    }
}

#[test]
fn marks_have_room() {
    for (_world, mut window) in windows("note:storage/buckets") {
        window.give(Command::Open(Overlay::Marks));
        let screen = window.harness.ctx.content_rect();
        assert!(
            screen.contains_rect(dialog(&window)),
            "{:?}",
            dialog(&window)
        );
        window.give(Command::CloseOverlay);
        window.press_with(egui::Modifiers::COMMAND, egui::Key::D);
        window.give(Command::Open(Overlay::Marks));
        assert!(
            screen.contains_rect(dialog(&window)),
            "{:?}",
            dialog(&window)
        );
        let copy = places(&window, &[Role::Button]);
        let copy = copy
            .iter()
            .find(|(name, _)| name == "Copy as Markdown")
            .unwrap();
        let filter = places(&window, &[Role::SearchInput, Role::TextInput]);
        let filter = filter
            .iter()
            .find(|(name, _)| name.starts_with("Filter by"))
            .unwrap_or_else(|| panic!("{filter:?}"));
        assert!(!copy.1.intersects(filter.1), "{copy:?} {filter:?}");
        assert!(dialog(&window).contains_rect(copy.1), "{copy:?}");
        window.give(Command::CloseOverlay);
        window.press_with(egui::Modifiers::COMMAND, egui::Key::D);
    }
}

#[test]
fn hints_of_the_jump_box_end_before_its_edge() {
    let world = World::small();
    for size in [[360.0, 320.0], [480.0, 480.0], [720.0, 480.0]] {
        let mut window = Window::open_as(&world, "home", size, egui::Theme::Light);
        window.give(Command::Open(Overlay::Jump));
        let edge = dialog(&window).right();
        let hints = ["phrase", "without", "chapter", "or diagram"];
        let shown = places(&window, &[Role::Label]).into_iter();
        let shown: Vec<_> = shown
            .filter(|(name, _)| hints.contains(&name.as_str()))
            .collect();
        assert!(!shown.is_empty(), "{size:?}");
        for (name, rect) in shown {
            assert!(rect.right() <= edge - 8.0, "{name} at {size:?}: {rect:?}");
        }
    }
}
