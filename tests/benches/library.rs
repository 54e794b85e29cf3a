//! What a library costs at 100, 1,000 and 10,000 notes: start, index, search, memory.
//!
//! `cargo bench --bench library` needs a display; it writes made-up libraries ([`generator`]) into
//! a temporary folder and opens the real window as a child, first with nothing kept, then with
//! what the first run kept, and beside both a window without notes. What counts is each figure
//! against its limit, and how it grows from size to size. Frames and keys are counted in the time
//! that their thread is at work. `-- 1000` measures one size only.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark prints, and one that cannot begin says why"
)]

#[expect(dead_code, reason = "the other benchmark makes one long note with it")]
mod generator;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use eframe::{App, Frame, NativeOptions, Renderer};
use egui::{Context, Key, Ui, ViewportCommand};
use nephoscope::app::command::{Command as Intent, Overlay};
use nephoscope::base::time::Clock;
use nephoscope::shell::env::{AppEnv, Launch, NotesFrom, SystemLooks};
use nephoscope::shell::headless::Headless;
use nephoscope::shell::study_app::StudyApp;
use nephoscope::shell::window;
use nephoscope::store::device::DeviceSeed;
use nephoscope::store::paths::Paths;
use nephoscope::tasks::worker::TaskMode;

/// How many notes the libraries have.
const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// Warm starts of each library; the median counts.
const STARTS: usize = 7;

/// Keys that are typed into the jump box.
const KEYS: usize = 600;

/// At rest means: so long after everything was read and indexed.
const AT_REST: Duration = Duration::from_secs(2);

/// A frame at sixty a second, in milliseconds.
const FRAME_MS: f64 = 1_000.0 / 60.0;

/// A figure: its name, its limit at the largest size, and what its growth hangs on.
const FIGURES: [(&str, f64, &str); 8] = [
    (
        "tree after window, nothing kept, ms",
        f64::INFINITY,
        "every note is parsed once: bytes of text",
    ),
    (
        "tree after window, warm, ms",
        300.0,
        "one stamp and one digest a note: number of notes, headings and links",
    ),
    (
        "index, s",
        60.0,
        "every word is indexed once: bytes of text",
    ),
    (
        "frame while indexing, 99th percentile, ms",
        FRAME_MS,
        "the window only takes results: rows in view",
    ),
    (
        "frame while indexing, longest, ms",
        2.0 * FRAME_MS,
        "taking up the library: counting what is read, by note",
    ),
    (
        "key in the jump box, 99th percentile, ms",
        30.0,
        "postings of the word, and the dozen notes that are shown",
    ),
    (
        "resident, above no notes, after indexing, MB",
        f64::INFINITY,
        "the same, and what indexing left behind",
    ),
    (
        "resident, above no notes, warm, MB",
        80.0,
        "digests: headings, links, titles; not the text",
    ),
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--child") {
        child(Path::new(&arguments[at + 1]));
        return;
    }
    let asked = arguments.iter().filter_map(|size| size.parse().ok());
    let asked: Vec<usize> = asked.collect();
    let sizes = if asked.is_empty() {
        SIZES.to_vec()
    } else {
        asked
    };
    let Some((none, tree)) = floor() else {
        println!("library: skipped, no window can be opened here");
        return;
    };
    println!("a window without notes: {none:.1} MB resident, tree after {tree:.1} ms");
    let columns: Vec<Vec<f64>> = sizes.iter().map(|size| measure(*size, none)).collect();
    report(&sizes, &columns);
}

/// A window without notes: its memory in MB, and how long until it knows that there are none, in
/// milliseconds. Medians.
fn floor() -> Option<(f64, f64)> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let told: Vec<_> = (0..STARTS).filter_map(|_| open(folder.path())).collect();
    let median = |figure: &str| quantile(told.iter().map(|told| told[figure]).collect(), 0.5);
    (!told.is_empty()).then(|| (median("resident"), median("tree")))
}

/// All figures of a library of `count` notes, in the order of [`FIGURES`].
fn measure(count: usize, none: f64) -> Vec<f64> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let library = folder.path().join("library");
    let bytes = generator::library::write(&library, count).expect("notes are written");
    println!("{count} notes, {:.1} MB", bytes as f64 / 1e6);
    let cold = open(folder.path()).expect("a window opens");
    let warm: Vec<_> = (0..STARTS).filter_map(|_| open(folder.path())).collect();
    let median = |figure: &str| quantile(warm.iter().map(|told| told[figure]).collect(), 0.5);
    let keys = keys(folder.path());
    println!("  keys: median {:.1} ms", quantile(keys.clone(), 0.5));
    vec![
        cold["tree"],
        median("tree"),
        cold["index"] / 1e3,
        cold["frame99"],
        cold["frame100"],
        quantile(keys, 0.99),
        cold["resident"] - none,
        median("resident") - none,
    ]
}

fn report(sizes: &[usize], columns: &[Vec<f64>]) {
    for (row, (name, limit, bound)) in FIGURES.iter().enumerate() {
        println!("{name}");
        for (size, column) in sizes.iter().zip(columns) {
            let figure = column[row];
            let share = figure / limit;
            let of_limit = if limit.is_finite() {
                format!(", {share:.2} of the limit of {limit:.1}")
            } else {
                String::new()
            };
            println!("  {size:>6} notes  {figure:>8.1}{of_limit}");
        }
        println!("  grows with: {bound}");
    }
}

/// The `share` quantile of some values.
fn quantile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values[(last as f64 * share).round() as usize]
}

/// Opens a window in a process of its own and reads what it tells: figures by name.
fn open(folder: &Path) -> Option<BTreeMap<String, f64>> {
    let this = std::env::current_exe().expect("this program has a path");
    let mut child = Command::new(this)
        .arg("--child")
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child starts");
    let lines = BufReader::new(child.stdout.take().expect("it was piped")).lines();
    let figures = lines.map_while(Result::ok).filter_map(|line| {
        let (name, figure) = line.split_once(' ')?;
        Some((name.to_owned(), figure.parse().ok()?))
    });
    let figures: BTreeMap<String, f64> = figures.collect();
    child.wait().expect("the child ends");
    figures.contains_key("resident").then_some(figures)
}

fn env(folder: &Path, tasks: TaskMode) -> AppEnv {
    let nothing = folder.join("no-notes");
    std::fs::create_dir_all(&nothing).expect("a folder is made");
    AppEnv {
        clock: Clock::System,
        paths: Paths::at(folder),
        device: DeviceSeed {
            random: 1,
            machine: None,
        },
        tasks,
        notes: NotesFrom::Folder(nothing),
        interactive: true,
        system_look: SystemLooks::silent(),
    }
}

/// Milliseconds of each key, from the key to the frame that shows what it found.
fn keys(folder: &Path) -> Vec<f64> {
    let ctx = Context::default();
    let env = env(folder, TaskMode::Inline);
    let app = StudyApp::new(&ctx, env, Launch::default()).expect("the program starts");
    let mut program = Headless::new(ctx, app, egui::vec2(1280.0, 800.0), 1.0);
    program.settle();
    program.app().command(Intent::Open(Overlay::Jump));
    program.settle();
    let mut rng = fastrand::Rng::with_seed(3);
    let mut times = Vec::new();
    while times.len() < KEYS {
        let query = format!(
            "{} {}",
            generator::note::word(&mut rng),
            generator::note::word(&mut rng)
        );
        for letter in query.chars() {
            program.type_text(&letter.to_string());
            let start = busy_ms();
            program.frame_for_gpu(); // the key is read
            program.frame_for_gpu(); // the question is answered
            program.frame_for_gpu(); // what was found is shown
            times.push(busy_ms() - start);
        }
        program.press(Key::Escape);
        program.settle();
        program.app().command(Intent::Open(Overlay::Jump));
        program.settle();
    }
    times
}

fn child(folder: &Path) {
    let options = NativeOptions {
        renderer: Renderer::Glow,
        ..window::options(None)
    };
    let opened = eframe::run_native(
        "benchmark",
        options,
        Box::new(|cc| {
            let env = env(folder, TaskMode::Threaded);
            let app = StudyApp::new(&cc.egui_ctx, env, Launch::default())?;
            Ok(Box::new(Watched::new(app)))
        }),
    );
    if let Err(error) = opened {
        println!("{error}");
    }
}

/// Tells when the tree is usable and the index is complete, how long frames took meanwhile, and
/// how much memory is held at rest; then ends.
struct Watched {
    app: StudyApp,
    painted: Option<Instant>,
    tree: Option<Instant>,
    ready: Option<Instant>,
    frames: Vec<f64>,
    logic_ms: f64,
    is_first: bool,
}

impl Watched {
    fn new(app: StudyApp) -> Self {
        Self {
            app,
            painted: None,
            tree: None,
            ready: None,
            frames: Vec::new(),
            logic_ms: 0.0,
            is_first: true,
        }
    }

    fn watch(&mut self, ctx: &Context) {
        let now = Instant::now();
        let Some(painted) = self.painted else {
            // The second frame begins when the first one is on the screen.
            if !std::mem::replace(&mut self.is_first, false) {
                self.painted = Some(now);
                self.frames.clear();
            }
            return;
        };
        let state = self.app.state();
        let Some(tree) = self.tree else {
            // The frame that shows the tree has been painted when the next one begins.
            if !state.library_loading {
                println!("tree {}", millis(now - painted));
                self.tree = Some(now);
            }
            return;
        };
        match self.ready {
            None if state.search.ready => {
                println!("index {}", millis(now - tree));
                let frames = std::mem::take(&mut self.frames);
                println!("frame99 {}", quantile(frames.clone(), 0.99));
                println!("frame100 {}", quantile(frames, 1.0));
                self.ready = Some(now);
            }
            Some(ready) if now - ready >= AT_REST => {
                println!("resident {}", resident_kb() as f64 / 1024.0);
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            _ => {}
        }
    }
}

impl App for Watched {
    fn logic(&mut self, ctx: &Context, frame: &mut Frame) {
        self.watch(ctx);
        let start = busy_ms();
        App::logic(&mut self.app, ctx, frame);
        self.logic_ms = busy_ms() - start;
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut Frame) {
        let start = busy_ms();
        self.app.ui(ui, frame);
        self.frames.push(self.logic_ms + busy_ms() - start);
        // While the notes are read the program rests; while they are indexed it is used.
        let is_busy = self.tree.is_some() && self.ready.is_none();
        let pause = if is_busy || self.painted.is_none() {
            Duration::from_millis(4)
        } else {
            AT_REST
        };
        ui.request_repaint_after(pause);
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// How long this thread was at work so far, in milliseconds: what others do on the machine does not
/// count. Where the system does not say, the time of day serves.
fn busy_ms() -> f64 {
    static BEGINNING: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanos.map_or_else(|| millis(BEGINNING.elapsed()), |nanos| nanos / 1e6)
}

/// What the system says this process holds; 0 where it does not say.
fn resident_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|kb| kb.parse().ok()).unwrap_or(0)
}
