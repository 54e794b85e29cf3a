//! Watches the folders of notes: says that something changed, whoever changed it.
//!
//! What changed is found by looking at the folders ([`super::notes`]), which is quick and never
//! wrong; so an event only has to say "look". A burst of events (an editor writes a temporary file
//! and renames it, a sync program writes hundreds) becomes one. Between events the thread sleeps.
//! Where a folder cannot be watched (limits of the system, network drives, a folder that is
//! missing) [`FolderWatch::is_blind`] says so, and the window looks when it gets the focus.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::worker::Wake;
use crate::base::time::Clock;
use crate::import::source::FileKind;

/// Silence for so long ends a burst of events.
const QUIET: Duration = Duration::from_millis(150);
/// A burst is told at the latest after this time.
const LONGEST: Duration = Duration::from_millis(500);

/// Watches some folders until it is dropped.
pub struct FolderWatch {
    orders: Sender<Message>,
    changed: Arc<AtomicU8>,
    blind: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Whether pictures may have changed too.
    pub pictures: bool,
}

/// Notes may have changed.
const NOTES: u8 = 1;
/// Pictures may have changed.
const PICTURES: u8 = 2;
/// A folder itself went, came, or was replaced: what was watched is perhaps another.
const FOLDER: u8 = 4;

/// What the thread hears.
enum Message {
    Event(notify::Result<notify::Event>),
    TryAgain,
    Stop,
}

impl FolderWatch {
    /// Begins to watch `folders`; `wake` is called after a change.
    pub fn start(folders: Vec<PathBuf>, clock: Clock, wake: Wake) -> std::io::Result<Self> {
        let (orders, messages) = mpsc::channel();
        let changed = Arc::new(AtomicU8::new(0));
        let blind = Arc::new(AtomicBool::new(true));
        let events = orders.clone();
        let mut eyes = Eyes {
            folders,
            watcher: RecommendedWatcher::new(
                move |event| {
                    let _ = events.send(Message::Event(event)); // the thread may be gone
                },
                // As reading does: a link may lead to the whole disk.
                notify::Config::default().with_follow_symlinks(false),
            )
            .ok(),
            watched: Vec::new(),
            blind: Arc::clone(&blind),
        };
        let teller = Arc::clone(&changed);
        let thread = Builder::new()
            .name("nephoscope-watch".to_owned())
            .spawn(move || {
                eyes.open();
                while let Some(change) = eyes.wait_for_change(&messages, &clock) {
                    if change & FOLDER != 0 {
                        eyes.close();
                    }
                    eyes.open();
                    teller.fetch_or(change, Ordering::Release);
                    wake();
                }
            })?;
        Ok(Self {
            orders,
            changed,
            blind,
            thread: Some(thread),
        })
    }

    /// What changed since the last call.
    pub fn take_change(&self) -> Option<Change> {
        match self.changed.swap(0, Ordering::Acquire) {
            0 => None,
            seen => Some(Change {
                pictures: seen & PICTURES != 0,
            }),
        }
    }

    /// Whether a folder is not watched: changes in it have to be looked for.
    pub fn is_blind(&self) -> bool {
        self.blind.load(Ordering::Relaxed)
    }

    /// Tries once more to watch what is not watched.
    pub fn try_again(&self) {
        let _ = self.orders.send(Message::TryAgain); // without a thread it stays blind
    }
}

impl Drop for FolderWatch {
    fn drop(&mut self) {
        let _ = self.orders.send(Message::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for FolderWatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FolderWatch")
            .field("is_blind", &self.is_blind())
            .finish_non_exhaustive()
    }
}

/// What the thread has of its own.
struct Eyes {
    folders: Vec<PathBuf>,
    watcher: Option<RecommendedWatcher>,
    /// The folders that are watched, and folders around them.
    watched: Vec<PathBuf>,
    blind: Arc<AtomicBool>,
}

impl Eyes {
    /// Watches what can be watched and is not: each folder with all in it, and the folder around
    /// it, to see when it goes and comes.
    fn open(&mut self) {
        let mut is_blind = false;
        for folder in self.folders.clone() {
            let is_watched = self.watch(&folder, RecursiveMode::Recursive);
            let around = folder.parent();
            let is_expected =
                around.is_some_and(|around| self.watch(around, RecursiveMode::NonRecursive));
            is_blind |= !is_watched && (folder.exists() || !is_expected);
        }
        self.blind.store(is_blind, Ordering::Relaxed);
    }

    /// Watches nothing any more.
    fn close(&mut self) {
        for folder in std::mem::take(&mut self.watched) {
            if let Some(watcher) = &mut self.watcher {
                let _ = watcher.unwatch(&folder); // a folder that went is not watched already
            }
        }
    }

    fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> bool {
        if self.watched.iter().any(|watched| watched == folder) {
            return true;
        }
        let Some(watcher) = &mut self.watcher else {
            return false;
        };
        let is_watched = watcher.watch(folder, mode).is_ok();
        if is_watched {
            self.watched.push(folder.to_owned());
        }
        is_watched
    }

    /// Waits until something changed and is quiet again. `None` when it is to end.
    fn wait_for_change(&self, messages: &Receiver<Message>, clock: &Clock) -> Option<u8> {
        let mut seen = 0;
        while seen == 0 {
            match messages.recv().ok()? {
                Message::Event(event) => seen = self.change_of(&event),
                Message::TryAgain => return Some(NOTES | PICTURES),
                Message::Stop => return None,
            }
        }
        let first = clock.now();
        while clock.now().since(first) < LONGEST {
            match messages.recv_timeout(QUIET) {
                Ok(Message::Event(event)) => seen |= self.change_of(&event),
                Ok(Message::TryAgain) => {}
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        Some(seen)
    }

    /// Whether an event can mean another note or picture. What the program itself does (reading)
    /// does not count, nor what lies beside the folders.
    fn change_of(&self, event: &notify::Result<notify::Event>) -> u8 {
        let Ok(event) = event else {
            return NOTES | PICTURES; // events were lost: look
        };
        let is_change = match event.kind {
            EventKind::Access(_) => false,
            EventKind::Modify(ModifyKind::Metadata(kind)) => {
                matches!(kind, MetadataKind::WriteTime | MetadataKind::Any)
            }
            _ => true,
        };
        if event.need_rescan() {
            return NOTES | PICTURES;
        }
        let paths = event.paths.iter().filter(|_| is_change);
        let of_path = |path: &PathBuf| {
            let folders = self.folders.iter();
            folders.fold(0, |seen, folder| seen | change_in(folder, path))
        };
        paths.fold(0, |seen, path| seen | of_path(path))
    }
}

/// Whether `path` is the folder itself, or may be a note, a picture or a folder in it.
fn change_in(folder: &Path, path: &Path) -> u8 {
    let Ok(below) = path.strip_prefix(folder) else {
        return 0;
    };
    let mut names = below.iter().map(|name| name.to_string_lossy());
    let is_hidden = names.any(|name| name.starts_with('.'));
    match FileKind::of(path) {
        _ if is_hidden => 0,
        _ if path == folder => NOTES | PICTURES | FOLDER,
        FileKind::Note => NOTES,
        FileKind::Picture => PICTURES,
        FileKind::Other if path.extension().is_none() => NOTES | PICTURES,
        FileKind::Other => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_pictures_and_folders_matter_and_what_programs_leave_does_not() {
        let folder = Path::new("/notes");
        let check = |path: &str, expected: u8| {
            assert_eq!(change_in(folder, Path::new(path)), expected, "{path}");
        };
        check("/notes", NOTES | PICTURES | FOLDER);
        check("/notes/a.md", NOTES);
        check("/notes/deep/p.PNG", PICTURES);
        check("/notes/deep", NOTES | PICTURES);
        check("/notes/.git/index", 0);
        check("/notes/.a.md.swp", 0);
        check("/notes/a.md~", 0);
        check("/elsewhere/a.md", 0);
    }

    /// A watch of one folder that has looked at it once, and its calls.
    fn watching(root: &Path) -> (FolderWatch, mpsc::Receiver<()>) {
        let (sender, woken) = mpsc::channel();
        let wake: Wake = Arc::new(move || {
            let _ = sender.send(());
        });
        let watch = FolderWatch::start(vec![root.to_path_buf()], Clock::System, wake).unwrap();
        watch.try_again(); // answered when it watches, or looks out for the folder
        woken.recv().unwrap();
        (watch, woken)
    }

    #[test]
    fn change_is_seen_and_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("notes");
        std::fs::create_dir(&root).unwrap();
        let (watch, woken) = watching(&root);
        assert!(watch.take_change().is_some());
        if watch.is_blind() {
            return; // a system that grants no watches: nothing to see
        }
        std::fs::write(root.join("new.tmp"), "text").unwrap();
        std::fs::rename(root.join("new.tmp"), root.join("new.md")).unwrap();
        woken.recv().unwrap();
        assert_eq!(watch.take_change(), Some(Change { pictures: false }));
    }

    #[test]
    fn folder_that_is_not_there_is_watched_as_soon_as_it_comes() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("notes");
        let (watch, woken) = watching(&root);
        if watch.is_blind() {
            return; // a system that grants no watches: nothing to see
        }
        std::fs::create_dir(&root).unwrap();
        woken.recv().unwrap();
        std::fs::write(root.join("a.md"), "a").unwrap();
        woken.recv().unwrap();
    }
}
