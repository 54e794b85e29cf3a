//! The program as eframe sees it: state, screens, store and worker in one place.
//!
//! A frame: results and commands change the state in [`StudyApp::logic`], then
//! [`StudyApp::show`] draws it and collects commands for the next frame.

use egui::{Context, Ui, ViewportCommand};

use super::drops::Drops;
use super::effects::Outside;
use super::env::{AppEnv, Launch, NotesFrom};
use super::window;
use crate::app::command::{Command, ImportCommand};
use crate::app::event::{self, Event};
use crate::app::notices::Gravity;
use crate::app::panes::Pane;
use crate::app::state::AppState;
use crate::app::{apply, effect::Effect, kept_notes, sittings, start};
use crate::ui::{self, ui_state::UiState, view_ctx::ViewCtx};
use crate::ui_kit::theme;
use crate::ui_kit::tokens::Tokens;

/// The whole program.
#[derive(Debug)]
pub struct StudyApp {
    /// For what is done when the window goes.
    ctx: Context,
    state: AppState,
    ui_state: UiState,
    outside: Outside,
    drops: Drops,
    /// What the window is called now.
    title: String,
    commands: Vec<Command>,
    /// Tasks that wait until the window has been painted for the first time.
    after_first_frame: Vec<Effect>,
    started: bool,
}

impl StudyApp {
    /// Opens the data folder; draws nothing yet. The notes are read in the background once the
    /// first frame is on the screen.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn new(ctx: &Context, env: AppEnv, launch: Launch) -> anyhow::Result<Self> {
        theme::install(ctx);
        let now = env.clock.now();
        let zone = env.clock.zone();
        let notes = env.notes.clone();
        let (outside, opened) = Outside::open(ctx, env)?;
        let index = outside.index(&opened);
        let cache = outside.cache();
        let places = outside.places();
        let (mut state, effects) =
            start::state(opened, places, index, cache, folder(notes), zone, now);
        let mut commands = Vec::new();
        if let Some(route) = launch.route {
            commands.push(Command::Go(route));
        }
        if !launch.offers.is_empty() {
            commands.push(Command::Import(ImportCommand::Offer(launch.offers)));
        }
        for notice in launch.notices {
            state.notices.push(Gravity::Warning, notice, now);
        }
        state.seed = outside.seed();
        let (tasks, now): (Vec<_>, Vec<_>) = effects
            .into_iter()
            .partition(|effect| matches!(effect, Effect::Spawn { .. }));
        let mut app = Self {
            ctx: ctx.clone(),
            state,
            ui_state: UiState::default(),
            outside,
            drops: Drops::default(),
            title: String::new(),
            commands,
            after_first_frame: tasks,
            started: false,
        };
        app.perform(ctx, now);
        Ok(app)
    }

    /// The state, to look at.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Leaves a command, as a screen would.
    pub fn command(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Everything that changes the state: results from outside, then what the person asked for.
    /// The first time nothing is begun: the window is painted before.
    pub fn logic(&mut self, ctx: &Context) {
        for event in self.outside.events(ctx, &self.state) {
            self.handle(ctx, event);
        }
        if !std::mem::replace(&mut self.started, true) {
            return;
        }
        // Before anything else is asked for: an import left half done is taken back first.
        let tasks = std::mem::take(&mut self.after_first_frame);
        self.perform(ctx, tasks);
        self.drops.collect(ctx, &mut self.commands);
        let commands = self.asked();
        self.obey(ctx, commands);
        self.state.notices.expire(self.outside.now());
        self.outside.save_due(ctx, &self.state);
    }

    /// Draws the state and collects what the person does.
    pub fn show(&mut self, ui: &mut Ui) {
        let mut cx = ViewCtx {
            state: &self.state,
            nav: &self.state.nav,
            pane: Pane::Main,
            listens: true,
            tokens: Tokens::of(ui),
            now: self.outside.now(),
            today: self.state.today(),
            commands: &mut self.commands,
        };
        ui::show(ui, &mut self.ui_state, &mut cx);
        self.drops.show(ui);
        self.name_window(ui);
        if !self.commands.is_empty() || !self.after_first_frame.is_empty() {
            ui.request_repaint();
        }
    }

    /// The window is called as what it shows, for task bars, switchers and screen readers.
    fn name_window(&mut self, ctx: &Context) {
        let title = window::title(&self.state);
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Writes what is still to be written; the window is going. Whatever was asked for in its last
    /// frame is done, drafts are kept, and an answer that nobody rated takes the rating that was
    /// proposed; what is known of the notes is kept.
    pub fn close(&mut self) {
        let ctx = self.ctx.clone();
        let mut last = self.ui_state.untold();
        last.append(&mut self.commands);
        last.extend(self.ui_state.unsaved());
        self.obey(&ctx, last);
        self.obey(&ctx, sittings::unrated(&self.state));
        let keep = kept_notes::keep_at_close(&mut self.state);
        self.perform(&ctx, keep.into_iter().collect());
        self.outside.save_now(&self.state);
    }

    /// What was asked for, behind the place of the reader: it may lead away from there.
    fn asked(&mut self) -> Vec<Command> {
        if self.commands.is_empty() {
            return Vec::new();
        }
        let mut asked = self.ui_state.untold();
        asked.append(&mut self.commands);
        asked
    }

    fn obey(&mut self, ctx: &Context, commands: Vec<Command>) {
        for command in commands {
            let effects = apply(&mut self.state, command, self.outside.now());
            self.perform(ctx, effects);
        }
    }

    fn perform(&mut self, ctx: &Context, effects: Vec<Effect>) {
        for effect in effects {
            if let Some(event) = self.outside.perform(ctx, effect, &self.state) {
                self.handle(ctx, event);
            }
        }
    }

    fn handle(&mut self, ctx: &Context, event: Event) {
        let effects = event::handle(&mut self.state, event, self.outside.now());
        self.perform(ctx, effects);
    }
}

fn folder(notes: NotesFrom) -> Option<std::path::PathBuf> {
    match notes {
        NotesFrom::Bundled => None,
        NotesFrom::Folder(folder) => Some(folder),
    }
}

impl eframe::App for StudyApp {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.close();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
