//! Performs effects: the only place where the program touches disk, clock, threads and browser.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use egui::{Context, OpenUrl, ViewportCommand};

use super::clipboard::RichClipboard;
use super::dialogs::{self, Chosen};
use super::env::AppEnv;
use super::system_fonts::SystemFonts;
use super::system_look::Listener;
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::settings::{Settings, SystemLook};
use crate::app::state::AppState;
use crate::app::{saved, saved_settings};
use crate::base::text::sentence;
use crate::base::time::{Clock, Moment};
use crate::import::batch::ImportPlaces;
use crate::index::NoteIndex;
use crate::store::files::Window;
use crate::store::{Opened, Store};
use crate::tasks::progress::CancelToken;
use crate::tasks::watch::{Change, FolderWatch};
use crate::tasks::worker::{Message, News, TaskMode, Wake, Worker};
use crate::ui_kit::look::Look;
use crate::ui_kit::theme;

/// The session is written when nothing has moved for so long: flushing it to the disk would be
/// felt while one scrolls,
const SESSION_PAUSE: Duration = Duration::from_secs(2);
/// or when so much time has passed since something did.
const SESSION_AT_LAST: Duration = Duration::from_secs(20);

/// When the session is to be written.
#[derive(Debug, Clone, Copy)]
struct SessionDue {
    /// If nothing moves until then.
    at: Moment,
    /// In any case.
    at_last: Moment,
}

/// Everything outside the state.
pub(super) struct Outside {
    clock: Clock,
    store: Store,
    worker: Worker,
    /// Answers questions while the other one is at work.
    beside: Worker,
    /// Does what takes a minute and nobody waits for.
    long: Worker,
    /// Does what is over within the frame.
    at_once: Worker,
    cancels: BTreeMap<u64, CancelToken>,
    /// Sees changes of the notes, once they were read.
    watch: Option<FolderWatch>,
    /// Whether the window had the focus in the last frame.
    had_focus: bool,
    wake: Wake,
    picked: (Sender<Chosen>, Receiver<Chosen>),
    session_due: Option<SessionDue>,
    window: Option<Window>,
    look: Listener,
    fonts: Option<SystemFonts>,
    clipboard: RichClipboard,
    interactive: bool,
    seed: u64,
}

impl std::fmt::Debug for Outside {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Outside").finish_non_exhaustive()
    }
}

impl Outside {
    /// Opens the data folder and starts the worker.
    pub(super) fn open(ctx: &Context, env: AppEnv) -> anyhow::Result<(Self, Opened)> {
        let now = env.clock.now();
        let (store, opened) = Store::open(env.paths, &env.device, now);
        let wake = ctx.clone();
        let wake: Wake = Arc::new(move || wake.request_repaint());
        let worker = Worker::new(env.tasks, env.clock.clone(), Arc::clone(&wake))?;
        let beside = Worker::new(env.tasks, env.clock.clone(), Arc::clone(&wake))?;
        let long = Worker::new(env.tasks, env.clock.clone(), Arc::clone(&wake))?;
        let at_once = Worker::new(TaskMode::Inline, env.clock.clone(), Arc::clone(&wake))?;
        let fonts = env
            .interactive
            .then(|| SystemFonts::install(ctx, Arc::clone(&wake)));
        let outside = Self {
            clock: env.clock,
            store,
            worker,
            beside,
            long,
            at_once,
            cancels: BTreeMap::new(),
            watch: None,
            had_focus: true,
            wake: Arc::clone(&wake),
            picked: channel(),
            session_due: None,
            window: opened.session.window,
            look: Listener::to(env.system_look, wake),
            fonts,
            clipboard: RichClipboard::default(),
            interactive: env.interactive,
            seed: env.device.random,
        };
        Ok((outside, opened))
    }

    /// The present moment.
    pub(super) fn now(&self) -> Moment {
        self.clock.now()
    }

    /// What makes this run differ from others.
    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    /// Where imports go.
    pub(super) fn places(&self) -> ImportPlaces {
        let paths = self.store.paths();
        ImportPlaces {
            library: paths.library(),
            backups: paths.backups(),
        }
    }

    /// The index of the notes: kept in the cache, unless this run may not write.
    pub(super) fn index(&self, opened: &Opened) -> NoteIndex {
        match (&opened.read_only, &opened.frozen) {
            (None, None) => NoteIndex::in_folder(self.store.paths().cache().join("search")),
            _ => NoteIndex::in_memory(),
        }
    }

    /// The folder of what can be made again.
    pub(super) fn cache(&self) -> PathBuf {
        self.store.paths().cache()
    }

    /// What happened outside since the last frame.
    pub(super) fn events(&mut self, ctx: &Context, state: &AppState) -> Vec<Event> {
        let mut events = Vec::new();
        let today = self.now().day(&state.zone);
        if today != state.today() {
            events.push(Event::Day(today));
        }
        let workers = [&mut self.worker, &mut self.beside, &mut self.long];
        for message in workers.into_iter().flat_map(Worker::poll) {
            let event = event_of(message);
            if let Event::Done { task, .. } = &event {
                self.cancels.remove(task);
            }
            events.push(event);
        }
        let chosen = self.picked.1.try_iter();
        events.extend(chosen.filter_map(|chosen| match chosen {
            None => Some(Event::NoDialog),
            Some(paths) => (!paths.is_empty()).then_some(Event::Picked(paths)),
        }));
        let change = self.sees_change(ctx);
        events.extend(change.map(|change| Event::FilesChanged {
            pictures: change.pictures,
        }));
        events.extend(self.look.news().map(Event::SystemLook));
        if let Some(fonts) = &self.fonts {
            fonts.follow(ctx);
        }
        self.remember_window(ctx);
        events
    }

    /// Whether files of the notes may have changed: one of them was seen to; or the window gets
    /// the focus, and they are not watched, or what is watched lies elsewhere.
    fn sees_change(&mut self, ctx: &Context) -> Option<Change> {
        let focus = ctx.input(|input| input.viewport().focused.unwrap_or(true));
        let comes = focus && !std::mem::replace(&mut self.had_focus, focus);
        let watch = self.watch.as_ref()?;
        if comes && watch.is_blind() {
            watch.try_again(); // which says "look" when it is done
        } else if comes {
            watch.prove();
        }
        watch.take_change()
    }

    /// Begins to watch; where the system grants no thread, nothing is watched.
    fn watch(&mut self, folders: Vec<PathBuf>) {
        if self.watch.is_none() && self.interactive {
            let wake = Arc::clone(&self.wake);
            self.watch = FolderWatch::start(folders, self.clock.clone(), wake).ok();
        }
    }

    /// Does one thing; what comes of it at once is returned.
    pub(super) fn perform(
        &mut self,
        ctx: &Context,
        effect: Effect,
        state: &AppState,
    ) -> Option<Event> {
        match effect {
            Effect::Append { what, rated } => {
                let marking = what.marking();
                return Some(match self.store.append(what, self.now()) {
                    Ok(record) => Event::Recorded { record, rated },
                    Err(error) => Event::NotRecorded {
                        message: sentence(&error.to_string()),
                        rated,
                        marking,
                    },
                });
            }
            Effect::AppendAll(all) => {
                let written = self.store.append_all(all, self.now());
                return Some(match written {
                    Ok(()) => Event::AllRecorded,
                    Err(error) => Event::NotRecorded {
                        message: sentence(&error.to_string()),
                        rated: None,
                        marking: None,
                    },
                });
            }
            Effect::Spawn { task, job } => {
                let cancel = self.worker.submit(job, task);
                self.cancels.insert(task, cancel);
                ctx.request_repaint();
            }
            Effect::SpawnLong { task, job } => {
                let cancel = self.long.submit(job, task);
                self.cancels.insert(task, cancel);
                ctx.request_repaint();
            }
            Effect::DoNow { task, job } => {
                self.at_once.submit(job, task);
                return self.at_once.poll().into_iter().next_back().map(event_of);
            }
            Effect::SpawnBeside { task, job } => {
                self.beside.submit(job, task);
                ctx.request_repaint();
            }
            Effect::WatchFolders(folders) => self.watch(folders),
            Effect::CancelTask(task) => {
                if let Some(cancel) = self.cancels.get(&task) {
                    cancel.cancel();
                }
            }
            Effect::SaveSettings => {
                let saved = self
                    .store
                    .save_settings(&saved_settings::settings_to(&state.settings));
                return saved
                    .err()
                    .map(|error| Event::NotSaved(sentence(&error.to_string())));
            }
            Effect::SaveSession => {
                let now = self.now();
                let at_last = self
                    .session_due
                    .map_or(now.after(SESSION_AT_LAST), |due| due.at_last);
                let at = now.after(SESSION_PAUSE).min(at_last);
                self.session_due = Some(SessionDue { at, at_last });
            }
            Effect::ApplyLook => apply_look(ctx, &state.settings, state.system_look),
            Effect::OpenWeb(address) => ctx.open_url(OpenUrl::new_tab(address)),
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::CopyHtml { html, text } => {
                if !(self.interactive && self.clipboard.put_html(&html, &text)) {
                    ctx.copy_text(html);
                }
            }
            Effect::ToggleFullscreen => toggle_fullscreen(ctx),
            Effect::PickFiles { folder } => return self.pick(ctx, folder),
            Effect::WriteAgain => self.store.thaw(),
            Effect::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
        None
    }

    /// Writes the session when it is due, and asks to be called when it will be.
    pub(super) fn save_due(&mut self, ctx: &Context, state: &AppState) {
        let Some(due) = self.session_due else { return };
        let now = self.now();
        if now < due.at {
            ctx.request_repaint_after(due.at.since(now));
            return;
        }
        self.save_now(state);
    }

    /// Writes where we are. A failure is told the next time something matters.
    pub(super) fn save_now(&mut self, state: &AppState) {
        self.session_due = None;
        let mut session = saved::session_to(state);
        session.window = self.window;
        // Losing the reading place is no reason to bother anyone; records tell when disks fail.
        let _unsaved = self.store.save_session(&session);
    }

    fn pick(&mut self, ctx: &Context, folder: bool) -> Option<Event> {
        if !self.interactive {
            return None;
        }
        let wake = ctx.clone();
        let asked = dialogs::pick(folder, self.picked.0.clone(), move || {
            wake.request_repaint();
        });
        asked.is_err().then_some(Event::NoDialog)
    }

    fn remember_window(&mut self, ctx: &Context) {
        let window = ctx.input(|input| {
            let viewport = input.viewport();
            // Where windows do not know their place (Wayland), what is drawn on tells the size.
            let inner = viewport.inner_rect.unwrap_or(input.viewport_rect());
            // In points without the size of text, which is set only once the window is there.
            let scale = input.pixels_per_point / viewport.native_pixels_per_point?;
            let size = inner.size() * scale;
            let minimized = viewport.minimized.unwrap_or(false);
            let maximized = viewport.maximized.unwrap_or(false);
            let full = viewport.fullscreen.unwrap_or(false);
            let position = viewport.outer_rect.map(|rect| rect.min * scale);
            let position = position.map(|at| (at.x, at.y));
            (!full && !minimized).then_some(Window {
                size: (size.x, size.y),
                position,
                maximized,
            })
        });
        match (window, &mut self.window) {
            (
                Some(Window {
                    maximized: true, ..
                }),
                Some(kept),
            ) => kept.maximized = true,
            (Some(window), kept) => *kept = Some(window),
            (None, _) => {}
        }
    }
}

fn event_of(message: Message) -> Event {
    let task = message.generation;
    match message.news {
        News::Progress(progress) => Event::Progress { task, progress },
        News::Finished(outcome) => Event::Done { task, outcome },
    }
}

fn apply_look(ctx: &Context, settings: &Settings, system: SystemLook) {
    ctx.set_theme(match settings.dark(system) {
        None => egui::ThemePreference::System,
        Some(false) => egui::ThemePreference::Light,
        Some(true) => egui::ThemePreference::Dark,
    });
    ctx.set_zoom_factor(f32::from(settings.text_percent) / 100.0);
    let look = Look {
        reading: settings.reading,
        high_contrast: settings.high_contrast(system),
        still: settings.reduced_motion(system),
    };
    theme::wear(ctx, look);
}

fn toggle_fullscreen(ctx: &Context) {
    let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
}
