//! What reading one long note costs at 1×, 10× and 100× (80 KB, 0.8 MB, 8 MB), beside
//! `egui_commonmark` with its viewport cache on, in one run.
//!
//! `cargo bench --bench reader` needs no display: both draw up to what a GPU would be given. Each
//! measurement is a process of its own, the two in turn; medians are printed, and each figure
//! against its limit. `-- 1 10` measures these sizes only. Memory is the peak of the process (Linux
//! only). Ours opens a note that its library knows and has indexed, as the peer does neither; what
//! it takes to come to know it is printed beside. It reads on threads of its own, as in the window:
//! of a long note the beginning is there first, and how long the whole takes is printed, too.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark prints, and one that cannot begin says why"
)]

#[expect(dead_code, reason = "the other benchmark makes libraries with it")]
mod generator;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant, UNIX_EPOCH};

use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, Vec2};
use egui_commonmark::{CommonMarkCache, CommonMarkScrollOptions, CommonMarkViewer};
use fastrand::Rng;
use nephoscope::app::command::Command as Intent;
use nephoscope::app::route::Route;
use nephoscope::base::ids::NoteId;
use nephoscope::base::time::{Clock, Moment};
use nephoscope::shell::env::{AppEnv, Launch, NotesFrom, SystemLooks};
use nephoscope::shell::headless::Headless;
use nephoscope::shell::study_app::StudyApp;
use nephoscope::store::device::DeviceSeed;
use nephoscope::store::paths::Paths;
use nephoscope::tasks::worker::TaskMode;

/// How many times as long as the shortest the notes are.
const SIZES: [usize; 3] = [1, 10, 100];
/// The length of the shortest.
const BYTES: usize = 80 << 10;
/// How often each of the two is measured at each size; the median counts.
const RUNS: usize = 5;
/// Frames that scroll on.
const SCROLLS: usize = 120;
/// What the clock of ours says, in milliseconds since 1970.
const NOW_MS: u64 = 1_795_453_200_000;
/// Both draw windows of this size.
const WINDOW: Vec2 = Vec2::new(1280.0, 800.0);

/// The figures, in the order in which they are printed, and what their growth hangs on.
const FIGURES: [(&str, &str); 6] = [
    (
        "first frame with the text, ms",
        "reading the file and parsing its beginning: bytes of the file",
    ),
    (
        "first frame with the whole of it, ms",
        "parsing and a height for each block: bytes",
    ),
    ("scrolling frame, median, ms", "what is in view"),
    (
        "scrolling frame, 95th percentile, ms",
        "what comes into view",
    ),
    ("jump to the end, ms", "what is in view there"),
    (
        "peak memory, MB",
        "the text, its blocks and their heights: bytes",
    ),
];
const FIRST: usize = 0;
const SCROLL: usize = 2;
const MEMORY: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--child") {
        let times = arguments[at + 2].parse().expect("a size");
        let figures = match &*arguments[at + 1] {
            "ours" => ours(Path::new(&arguments[at + 3])),
            "learn" => learn(Path::new(&arguments[at + 3])),
            _ => peer(times),
        };
        let figures: Vec<String> = figures.iter().map(f64::to_string).collect();
        println!("{}", figures.join(" "));
        return;
    }
    let asked: Vec<usize> = arguments
        .iter()
        .filter_map(|size| size.parse().ok())
        .collect();
    let sizes = if asked.is_empty() {
        SIZES.to_vec()
    } else {
        asked
    };
    let columns: BTreeMap<usize, [Vec<f64>; 2]> = sizes
        .into_iter()
        .map(|times| (times, measure(times)))
        .collect();
    report(&columns);
}

/// The medians of both at one size.
fn measure(times: usize) -> [Vec<f64>; 2] {
    let mut runs: [Vec<Vec<f64>>; 2] = [Vec::new(), Vec::new()];
    let folder = tempfile::tempdir().expect("a temporary folder");
    let notes = folder.path().join("notes");
    std::fs::create_dir(&notes).expect("a folder of notes");
    let file = notes.join("long.md");
    std::fs::write(&file, note(times)).expect("a note is written");
    // What was written just now may be written again, so it would be read at each start.
    let file = File::options().write(true).open(&file);
    let file = file.expect("the note");
    let hour_ago = UNIX_EPOCH + Duration::from_millis(NOW_MS - 3_600_000);
    file.set_modified(hour_ago).expect("a time is set");
    let learnt = child("learn", times, folder.path());
    println!(
        "{times:>3}x  ours comes to know the note in {:.0} ms, at a peak of {:.0} MB",
        learnt[0], learnt[1]
    );
    for _ in 0..RUNS {
        for (who, runs) in ["ours", "peer"].into_iter().zip(&mut runs) {
            runs.push(child(who, times, folder.path()));
        }
    }
    runs.map(|runs| {
        (0..FIGURES.len())
            .map(|figure| median(runs.iter().map(|run| run[figure]).collect()))
            .collect()
    })
}

fn child(who: &str, times: usize, folder: &Path) -> Vec<f64> {
    let this = std::env::current_exe().expect("this program has a path");
    let output = Command::new(this)
        .args(["--child", who, &times.to_string()])
        .arg(folder)
        .output()
        .expect("a child runs");
    let figures = String::from_utf8_lossy(&output.stdout);
    let figures = figures.split_whitespace().map(str::parse);
    figures.collect::<Result<_, _>>().expect("figures")
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn report(columns: &BTreeMap<usize, [Vec<f64>; 2]>) {
    for (figure, (name, bound)) in FIGURES.iter().enumerate() {
        println!("{name} (grows with: {bound})");
        for (times, [ours, peer]) in columns {
            let (ours, peer) = (ours[figure], peer[figure]);
            println!(
                "  {times:>3}x  ours {ours:>9.2}   egui_commonmark {peer:>9.2}   ratio {:.3}",
                ours / peer
            );
        }
    }
    let (Some([one, _]), Some([hundred, peer])) = (columns.get(&1), columns.get(&100)) else {
        return;
    };
    let text = (99 * BYTES) as f64;
    let limits = [
        ("first frame at 100x, ms", hundred[FIRST], 100.0),
        (
            "the same beside the peer's",
            hundred[FIRST] / peer[FIRST],
            1.0 / 25.0,
        ),
        ("scrolling frame at 100x, ms", hundred[SCROLL], 2.0),
        ("the same beside 1x", hundred[SCROLL] / one[SCROLL], 1.2),
        (
            "peak memory above 1x, bytes for each byte of text",
            (hundred[MEMORY] - one[MEMORY]) * f64::from(1 << 20) / text,
            6.0,
        ),
    ];
    println!("limits");
    for (name, value, limit) in limits {
        let kept = if value <= limit { "kept" } else { "NOT KEPT" };
        println!("  {name}: {value:.3} of at most {limit:.3}, {kept}");
    }
}

fn note(times: usize) -> String {
    let mut rng = Rng::with_seed(4);
    generator::learner::text(&mut rng, "Long note", times * BYTES)
}

/// The first start on the folder: the note is read for the library and indexed.
fn learn(folder: &Path) -> Vec<f64> {
    let milliseconds = timed(|| {
        let mut program = program(folder, TaskMode::Inline);
        program.settle();
    });
    vec![milliseconds, peak_mb()]
}

fn ours(folder: &Path) -> Vec<f64> {
    let mut program = program(folder, TaskMode::Threaded);
    rest(&mut program);
    let note = NoteId::new("long");
    let begin = Instant::now();
    program.app().command(Intent::Go(Route::note(note.clone())));
    while program.app().state().documents.shown(&note).is_none() {
        program.frame_for_gpu();
    }
    let first = milliseconds(begin);
    while program.app().state().documents.get(&note).is_none() {
        program.frame_for_gpu();
    }
    let whole = milliseconds(begin);
    rest(&mut program);
    let scrolls: Vec<f64> = (0..SCROLLS)
        .map(|_| {
            program.scroll(60.0);
            timed(|| program.frame_for_gpu())
        })
        .collect();
    rest(&mut program);
    let jump = timed(|| {
        program.press(Key::End);
        program.frame_for_gpu();
        program.frame_for_gpu();
    });
    figures(first, whole, scrolls, jump)
}

/// Draws on until nothing is done in the background any more.
fn rest(program: &mut Headless) {
    loop {
        program.settle();
        if program.app().state().running.iter().next().is_none() {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn program(folder: &Path, tasks: TaskMode) -> Headless {
    let env = AppEnv {
        clock: Clock::Fixed(Moment::from_millis(NOW_MS as i64)),
        paths: Paths::at(folder.join("data")),
        device: DeviceSeed {
            random: 1,
            machine: None,
        },
        tasks,
        notes: NotesFrom::Folder(folder.join("notes")),
        interactive: false,
        system_look: SystemLooks::silent(),
    };
    let ctx = Context::default();
    let app = StudyApp::new(&ctx, env, Launch::default()).expect("the program starts");
    Headless::new(ctx, app, WINDOW, 1.0)
}

/// The peer, in a window of the same size.
struct Peer {
    ctx: Context,
    cache: CommonMarkCache,
    text: String,
    time: f64,
}

impl Peer {
    fn frame(&mut self, events: Vec<Event>) {
        self.time += 0.1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
            time: Some(self.time),
            events,
            focused: true,
            max_texture_side: Some(8192),
            ..Default::default()
        };
        let (cache, text) = (&mut self.cache, &self.text);
        let mut output = self.ctx.run_ui(input, |ui| {
            egui::CentralPanel::default().show(ui, |ui| {
                let options = CommonMarkScrollOptions::default().viewport_cache(true);
                let id = egui::Id::unique("note");
                CommonMarkViewer::new().show_scrollable(id, ui, cache, &options, text);
            });
        });
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        output.drop_without_applying_deltas();
    }
}

fn wheel(points: f32) -> Vec<Event> {
    vec![
        Event::PointerMoved((WINDOW / 2.0).to_pos2()),
        Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        },
    ]
}

fn peer(times: usize) -> Vec<f64> {
    let mut peer = Peer {
        ctx: Context::default(),
        cache: CommonMarkCache::default(),
        text: String::new(),
        time: 0.0,
    };
    peer.frame(Vec::new());
    peer.text = note(times);
    let first = timed(|| {
        peer.frame(Vec::new());
        peer.frame(Vec::new());
    });
    // It takes most of a second a frame at the largest size.
    let scrolls: Vec<f64> = (0..(SCROLLS / times).max(8))
        .map(|_| timed(|| peer.frame(wheel(60.0))))
        .collect();
    let jump = timed(|| {
        peer.frame(wheel(1.0e9));
        peer.frame(Vec::new());
    });
    figures(first, first, scrolls, jump)
}

/// In milliseconds.
fn timed(work: impl FnOnce()) -> f64 {
    let begin = Instant::now();
    work();
    milliseconds(begin)
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

fn figures(first: f64, whole: f64, mut scrolls: Vec<f64>, jump: f64) -> Vec<f64> {
    scrolls.sort_by(f64::total_cmp);
    let middle = scrolls[scrolls.len() / 2];
    let late = scrolls[scrolls.len() * 95 / 100];
    vec![first, whole, middle, late, jump, peak_mb()]
}

/// The most memory that this process held; 0 where the system does not say.
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    peak.unwrap_or_default() / 1024.0
}
