//! The program with its screens, driven by keys and by what a screen reader finds.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{
    Context, Event, FullOutput, Key, Modifiers, MouseWheelSource, MouseWheelUnit, OutputCommand,
    PointerButton, Pos2, Rect, TexturesDelta, Theme, TouchPhase, Vec2, vec2,
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node, TestRenderer};
use nephoscope::app::command::Command;
use nephoscope::app::settings::{Change, Motion, ThemeChoice};
use nephoscope::app::state::AppState;
use nephoscope::shell::env::Launch;
use nephoscope::shell::headless::raster::Raster;
use nephoscope::shell::study_app::StudyApp;
use nephoscope::ui_kit::tokens::Tokens;

use super::world::World;

/// More frames than any screen may take until it rests.
const MOST_FRAMES: u64 = 60;

/// The two sizes that every screen is looked at.
pub(crate) const USUAL: [f32; 2] = [1280.0, 800.0];
/// The smaller one.
pub(crate) const SMALL: [f32; 2] = [720.0, 480.0];

/// A window of the program.
pub(crate) struct Window {
    /// For what has no word here.
    pub(crate) harness: Harness<'static, StudyApp>,
}

impl Window {
    /// Opens `route` in a window of the usual size, by day.
    pub(crate) fn open(world: &World, route: &str) -> Self {
        Self::open_as(world, route, USUAL, Theme::Light)
    }

    /// Opens `route`; the theme is set as the person would set it.
    pub(crate) fn open_as(world: &World, route: &str, size: [f32; 2], theme: Theme) -> Self {
        let env = world.env();
        let launch = Launch {
            route: Some(route.parse().unwrap()),
            ..Launch::default()
        };
        let harness = Harness::builder()
            .with_size(size)
            .with_theme(theme)
            .with_max_steps(MOST_FRAMES)
            .with_render_cursor(false)
            .renderer(Cpu::default())
            .build_eframe(move |cc| StudyApp::new(&cc.egui_ctx, env, launch).unwrap());
        let mut window = Self { harness };
        let choice = match theme {
            Theme::Light => ThemeChoice::Day,
            Theme::Dark => ThemeChoice::Night,
        };
        window.give(Command::Change(Change::Theme(choice)));
        window.give(Command::Change(Change::Motion(Motion::Reduced)));
        window
    }

    pub(crate) fn state(&self) -> &AppState {
        self.harness.state().state()
    }

    /// The present screen as text.
    pub(crate) fn route(&self) -> String {
        self.state().nav.route().to_string()
    }

    /// Gives a command, as a screen would.
    pub(crate) fn give(&mut self, command: Command) {
        self.harness.state_mut().command(command);
        self.harness.run();
    }

    /// Presses a key.
    pub(crate) fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run();
    }

    /// Presses a key with modifiers.
    pub(crate) fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// Types a text wherever the focus is.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.harness.run();
    }

    /// Clicks what a person would call so.
    #[track_caller]
    pub(crate) fn click(&mut self, role: egui::Role, label: &str) {
        self.harness.get_by_role_and_label(role, label).click();
        self.harness.run();
    }

    /// Gives the focus to what a person would call so.
    #[track_caller]
    pub(crate) fn focus(&mut self, role: egui::Role, label: &str) {
        self.harness.get_by_role_and_label(role, label).focus();
        self.harness.run();
    }

    /// Turns the wheel over the middle of the window by so many points.
    pub(crate) fn scroll(&mut self, points: f32) {
        let middle = self.harness.ctx.content_rect().center();
        self.scroll_at(middle, vec2(0.0, -points));
    }

    /// Turns the wheel at a place, by so many points.
    pub(crate) fn scroll_at(&mut self, at: Pos2, delta: Vec2) {
        self.harness.event(Event::PointerMoved(at));
        self.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta,
            phase: TouchPhase::Move,
            source: MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        self.harness.run();
    }

    /// Whether something with this role and name is on screen.
    pub(crate) fn shows(&self, role: egui::Role, label: &str) -> bool {
        self.harness
            .query_all_by_role_and_label(role, label)
            .next()
            .is_some()
    }

    /// Whether a text on screen contains `words`.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    }

    /// The names of everything with this role, in order.
    pub(crate) fn names(&self, role: egui::Role) -> Vec<String> {
        let nodes = self.harness.query_all_by_role(role);
        nodes.map(|node| name(&node)).collect()
    }

    /// Everything that a screen reader finds on the screen.
    pub(crate) fn read_aloud(&self) -> String {
        let mut said = String::new();
        for node in self.harness.root().children_recursive() {
            let node = node.accesskit_node();
            for words in [node.label(), node.value(), node.description()] {
                said.extend(words);
                said.push('\n');
            }
        }
        said
    }

    /// Where a text is on screen.
    #[track_caller]
    pub(crate) fn rect_of(&self, text: &str) -> Rect {
        let label = egui::Role::Label;
        self.harness.get_by_role_and_label(label, text).rect()
    }

    /// Presses at one place, moves to another, and lets go.
    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2) {
        self.drag_and_hold(from, to, 0);
    }

    /// The same, but stays there so many frames before it lets go.
    pub(crate) fn drag_and_hold(&mut self, from: Pos2, to: Pos2, frames: usize) {
        self.press_at(from, true);
        for at in [from.lerp(to, 0.5), to] {
            self.harness.event(Event::PointerMoved(at));
            self.harness.step();
        }
        self.harness.run_steps(frames);
        self.press_at(to, false);
        self.harness.run();
    }

    /// Clicks at a place.
    pub(crate) fn click_at(&mut self, at: Pos2) {
        self.press_at(at, true);
        self.press_at(at, false);
        self.harness.run();
    }

    fn press_at(&mut self, pos: Pos2, pressed: bool) {
        self.harness.event(Event::PointerMoved(pos));
        self.harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        self.harness.step();
    }

    /// What the clipboard gets within a few frames.
    pub(crate) fn copied(&mut self) -> Option<String> {
        for _ in 0..6 {
            self.harness.step();
            let commands = &self.harness.output().platform_output.commands;
            let text = commands.iter().find_map(|command| match command {
                OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
            if text.is_some() {
                return text;
            }
        }
        None
    }

    /// The addresses that the browser gets within a few frames.
    pub(crate) fn opened(&mut self) -> Vec<String> {
        let mut opened = Vec::new();
        for _ in 0..6 {
            self.harness.step();
            let commands = &self.harness.output().platform_output.commands;
            opened.extend(commands.iter().filter_map(|command| match command {
                OutputCommand::OpenUrl(open) => Some(open.url.clone()),
                _ => None,
            }));
        }
        opened
    }

    /// What the window is called within a few frames after a command, if that changes.
    pub(crate) fn renamed_by(&mut self, command: Command) -> Option<String> {
        self.harness.state_mut().command(command);
        let mut title = None;
        for _ in 0..6 {
            self.harness.step();
            let window = &self.harness.output().viewport_output[&egui::ViewportId::ROOT];
            for command in &window.commands {
                if let egui::ViewportCommand::Title(given) = command {
                    title = Some(given.clone());
                }
            }
        }
        title
    }

    /// Drops files on the window.
    pub(crate) fn drop_files(&mut self, paths: &[&Path]) {
        for path in paths {
            let file = Dropped(path.to_path_buf());
            self.harness.input_mut().dropped_files.push(Arc::new(file));
        }
        self.harness.run();
    }
}

/// What a screen reader calls it.
pub(crate) fn name(node: &Node<'_>) -> String {
    let node = node.accesskit_node();
    node.label().or_else(|| node.value()).unwrap_or_default()
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Draws with the program's own rasterizer.
#[derive(Default)]
struct Cpu(Raster);

impl TestRenderer for Cpu {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.update_textures(delta);
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<image::RgbaImage, String> {
        Ok(self.0.render(ctx, output, Tokens::of(ctx).paper))
    }
}
