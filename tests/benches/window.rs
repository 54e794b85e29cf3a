//! Start and memory of the real window, each beside an empty window in the same run.
//!
//! `cargo bench --bench window` needs a display. It starts itself as a child, in turn with an
//! empty window and with the program, and prints medians, spreads and the median of the ratios
//! pair by pair: milliseconds from the start of the process to the first painted frame, and
//! resident memory once the window has been at rest for a while.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark prints, and one that cannot begin says why"
)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use eframe::{App, CreationContext, Frame, NativeOptions, Renderer};
use egui::{Context, Ui, ViewportCommand};
use nephoscope::base::time::Clock;
use nephoscope::shell::env::{AppEnv, Launch, NotesFrom, SystemLooks};
use nephoscope::shell::study_app::StudyApp;
use nephoscope::shell::window;
use nephoscope::store::device::DeviceSeed;
use nephoscope::store::paths::Paths;
use nephoscope::tasks::worker::TaskMode;

/// How many pairs are measured after the first, which warms the caches.
const PAIRS: usize = 15;

/// At rest means: so long after the last frame.
const AT_REST: Duration = Duration::from_secs(2);

/// What a child opens.
const EMPTY: &str = "empty";
const PROGRAM: &str = "program";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|argument| argument == "--child") {
        Some(at) => child(&arguments[at + 1], Path::new(&arguments[at + 2])),
        None => measure(),
    }
}

/// One window's figures.
struct Figures {
    first_frame_ms: f64,
    resident_mb: f64,
}

fn measure() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    if open(EMPTY, folder.path()).is_none() {
        println!("window: skipped, no window can be opened here");
        return;
    }
    open(PROGRAM, folder.path());
    let (mut empty, mut program) = (Vec::new(), Vec::new());
    for _ in 0..PAIRS {
        let pair = open(EMPTY, folder.path()).zip(open(PROGRAM, folder.path()));
        if let Some((floor, ours)) = pair {
            empty.push(floor);
            program.push(ours);
        }
    }
    if empty.is_empty() {
        println!("window: no pair of windows could be opened");
        return;
    }
    report("first painted frame, ms", &empty, &program, |figures| {
        figures.first_frame_ms
    });
    report("resident at rest, MB", &empty, &program, |figures| {
        figures.resident_mb
    });
}

/// Opens a window in a process of its own and reads what it tells.
fn open(what: &str, folder: &Path) -> Option<Figures> {
    let this = std::env::current_exe().expect("this program has a path");
    let start = Instant::now();
    let mut child = Command::new(this)
        .args(["--child", what])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child starts");
    let mut lines = BufReader::new(child.stdout.take().expect("it was piped")).lines();
    let mut line = || lines.next().and_then(Result::ok).unwrap_or_default();
    let painted = line();
    let first_frame_ms = start.elapsed().as_secs_f64() * 1e3;
    let resident = line();
    child.wait().expect("the child ends");
    (painted == "painted").then_some(Figures {
        first_frame_ms,
        resident_mb: resident.parse::<f64>().ok()? / 1024.0,
    })
}

fn report(name: &str, empty: &[Figures], program: &[Figures], figure: impl Fn(&Figures) -> f64) {
    let floor: Vec<f64> = empty.iter().map(&figure).collect();
    let ours: Vec<f64> = program.iter().map(&figure).collect();
    let ratios = ours.iter().zip(&floor).map(|(ours, floor)| ours / floor);
    println!("{name}");
    println!("  empty window  {}", spread(floor.clone()));
    println!("  the program   {}", spread(ours.clone()));
    println!("  ratio         {}", spread(ratios.collect()));
}

/// Median, least and most.
fn spread(mut values: Vec<f64>) -> String {
    values.sort_by(f64::total_cmp);
    let middle = values[values.len() / 2];
    let (least, most) = (values[0], values[values.len() - 1]);
    format!("median {middle:.2}, {least:.2} to {most:.2}")
}

fn child(what: &str, folder: &Path) {
    let options = NativeOptions {
        renderer: Renderer::Glow,
        ..window::options(None)
    };
    let create = |cc: &CreationContext<'_>| -> Box<dyn App> {
        if what == PROGRAM {
            Box::new(Watched::new(program(&cc.egui_ctx, folder)))
        } else {
            Box::new(Watched::new(Empty))
        }
    };
    let opened = eframe::run_native("benchmark", options, Box::new(|cc| Ok(create(cc))));
    if let Err(error) = opened {
        println!("{error}");
    }
}

fn program(ctx: &Context, folder: &Path) -> StudyApp {
    let env = AppEnv {
        clock: Clock::System,
        paths: Paths::at(folder),
        device: DeviceSeed {
            random: 1,
            machine: None,
        },
        tasks: TaskMode::Threaded,
        notes: NotesFrom::Bundled,
        system_look: SystemLooks::Desktop,
        interactive: true,
    };
    StudyApp::new(ctx, env, Launch::default()).expect("the program starts")
}

/// A window with nothing in it.
struct Empty;

impl App for Empty {
    fn ui(&mut self, _ui: &mut Ui, _frame: &mut Frame) {}
}

/// Tells when the first frame has been painted, and how much memory is held at rest; then ends.
struct Watched<A> {
    app: A,
    frames: usize,
    last_frame: Instant,
}

impl<A> Watched<A> {
    fn new(app: A) -> Self {
        Self {
            app,
            frames: 0,
            last_frame: Instant::now(),
        }
    }
}

impl<A: App> App for Watched<A> {
    fn logic(&mut self, ctx: &Context, frame: &mut Frame) {
        // The second frame begins when the first one is on the screen.
        if self.frames == 1 {
            println!("painted");
            std::io::stdout().flush().expect("the parent listens");
        }
        if self.frames > 1 && self.last_frame.elapsed() >= AT_REST {
            println!("{}", resident_kb());
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
        self.app.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut Frame) {
        self.app.ui(ui, frame);
        self.frames += 1;
        self.last_frame = Instant::now();
        if self.frames == 1 {
            ui.request_repaint();
        }
        ui.request_repaint_after(AT_REST);
    }
}

/// What the system says this process holds; 0 where it does not say.
fn resident_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|kb| kb.parse().ok()).unwrap_or(0)
}
