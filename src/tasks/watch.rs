//! Watches the folders of notes: says that something changed, whoever changed it.
//!
//! What changed is found by looking at the folders ([`super::notes`]), which is quick and never
//! wrong; so an event only has to say "look". A burst of events (an editor writes a temporary file
//! and renames it, a sync program writes hundreds) becomes one. Between events the thread sleeps.
//! Where a folder cannot be watched (limits of the system, network drives, a folder that is
//! missing) [`FolderWatch::is_blind`] says so, and the window looks when it gets the focus. Then it
//! also has it proved that what is watched is still what lies at the folder's path: a folder further
//! up may have been moved, of which nothing is heard.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use notify::event::{CreateKind, EventKind, MetadataKind, ModifyKind, RemoveKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::worker::Wake;
use crate::base::time::Clock;
#[cfg(not(unix))]
use crate::base::time::nanos_of;
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
    Prove,
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
            identities: Vec::new(),
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

    /// Has it proved that the folders are those that are watched; if not, that is a change.
    pub fn prove(&self) {
        let _ = self.orders.send(Message::Prove); // without a thread it is blind
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
    /// Which folders lay at the paths when they were opened.
    identities: Vec<Option<Identity>>,
    blind: Arc<AtomicBool>,
}

impl Eyes {
    /// Watches what can be watched and is not: each folder with all in it, and the folder around
    /// it, to see when it goes and comes.
    fn open(&mut self) {
        let mut is_blind = false;
        self.identities = identities(&self.folders);
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
            seen = self.told(messages.recv().ok()?)?;
        }
        let first = clock.now();
        while clock.now().since(first) < LONGEST {
            match messages.recv_timeout(QUIET) {
                Ok(message) => seen |= self.told(message)?,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(seen)
    }

    /// What may have changed, by a message. `None` when it is to end.
    fn told(&self, message: Message) -> Option<u8> {
        Some(match message {
            Message::Event(event) => self.change_of(&event),
            Message::TryAgain => NOTES | PICTURES,
            Message::Prove if self.identities == identities(&self.folders) => 0,
            Message::Prove => NOTES | PICTURES | FOLDER,
            Message::Stop => return None,
        })
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
            folders.fold(0, |seen, folder| seen | change_in(folder, path, event.kind))
        };
        paths.fold(0, |seen, path| seen | of_path(path))
    }
}

/// What makes a folder the same, whatever its path is.
type Identity = (u64, u64);

/// Which folders lie at these paths now.
fn identities(folders: &[PathBuf]) -> Vec<Option<Identity>> {
    let all = folders.iter().map(fs::metadata);
    all.map(|metadata| Some(identity(&metadata.ok()?)))
        .collect()
}

#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.dev(), metadata.ino())
}

/// The moment at which it was made: no other folder has it, except by a rare chance.
#[cfg(not(unix))]
fn identity(metadata: &fs::Metadata) -> Identity {
    let made = metadata.created().map_or(0, nanos_of);
    (0, made.cast_unsigned())
}

/// Whether `path` is the folder itself, or may be a note, a picture or a folder in it.
fn change_in(folder: &Path, path: &Path, kind: EventKind) -> u8 {
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
        FileKind::Other => folder_with_a_dot(path, kind),
    }
}

/// Whether a path whose name has an ending may be that of a folder. One that is not there any more
/// was perhaps one; programs do the like with files of their own, so that pictures are not read
/// anew for it.
fn folder_with_a_dot(path: &Path, kind: EventKind) -> u8 {
    match kind {
        EventKind::Create(CreateKind::File) | EventKind::Remove(RemoveKind::File) => 0,
        _ if path.is_dir() => NOTES | PICTURES,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) if !path.exists() => NOTES,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
