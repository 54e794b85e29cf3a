//! Speed of what the promises name, each beside a floor in the same run.
//!
//! `cargo bench` prints medians; what counts is the ratio of a line to the empty frame beside it.

#![expect(clippy::expect_used, reason = "a benchmark that cannot begin says why")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, RawInput, Rect, Vec2};
use nephoscope::app::command::Command;
use nephoscope::app::route::Route;
use nephoscope::base::time::{Clock, Moment};
use nephoscope::shell::env::{AppEnv, Launch, NotesFrom, SystemLooks};
use nephoscope::shell::headless::Headless;
use nephoscope::shell::study_app::StudyApp;
use nephoscope::store::bundled;
use nephoscope::store::device::DeviceSeed;
use nephoscope::store::paths::Paths;
use nephoscope::tasks::worker::TaskMode;

const SIZE: Vec2 = Vec2::new(1280.0, 800.0);

/// The bundled note with the longest text.
fn largest_note() -> (String, &'static str) {
    bundled::notes()
        .into_iter()
        .max_by_key(|(_, text)| text.len())
        .expect("there are notes")
}

fn program(folder: &Path) -> Headless {
    let env = AppEnv {
        clock: Clock::Fixed(Moment::from_millis(1_795_453_200_000)),
        paths: Paths::at(folder),
        device: DeviceSeed {
            random: 1,
            machine: None,
        },
        tasks: TaskMode::Inline,
        notes: NotesFrom::Bundled,
        system_look: SystemLooks::silent(),
        interactive: false,
    };
    let ctx = Context::default();
    let app = StudyApp::new(&ctx, env, Launch::default()).expect("the program starts");
    Headless::new(ctx, app, SIZE, 1.0)
}

/// A frame that scrolls the largest bundled note, and an empty frame of the same size.
fn scrolling(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut program = program(folder.path());
    program.settle();
    let (path, _) = largest_note();
    let library = program.app().state().library.clone();
    let note = library
        .notes()
        .iter()
        .find(|note| note.path() == path)
        .expect("it is in the library");
    program
        .app()
        .command(Command::Go(Route::note(note.id().clone())));
    program.settle();
    let mut group = criterion.benchmark_group("frame");
    let mut down = 0_u32;
    group.bench_function("scroll the largest note", |bencher| {
        bencher.iter(|| {
            // To the end and back, a wheel's notch at a time.
            down = (down + 1) % 400;
            program.scroll(if down < 200 { 60.0 } else { -60.0 });
            program.frame_for_gpu();
        });
    });
    let empty = Context::default();
    group.bench_function("empty", |bencher| {
        bencher.iter(|| {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, SIZE)),
                ..Default::default()
            };
            let mut output = empty.run_ui(input, |ui| {
                ui.label("empty");
            });
            let shapes = std::mem::take(&mut output.shapes);
            black_box(empty.tessellate(shapes, 1.0));
            output.drop_without_applying_deltas();
        });
    });
    group.finish();
}

/// Reading the largest bundled note, beside copying its bytes.
fn parsing(criterion: &mut Criterion) {
    let (_, text) = largest_note();
    let mut group = criterion.benchmark_group("read the largest note");
    group.bench_function("parse", |bencher| {
        bencher.iter(|| black_box(nephoscope::markdown::parse(text)));
    });
    group.bench_function("copy", |bencher| {
        bencher.iter(|| black_box(text.to_owned()));
    });
    group.finish();
}

/// Text that would make a naive reader quadratic, beside plain words of the same length.
fn hostile(criterion: &mut Criterion) {
    const TIMES: usize = 10_000;
    let mut group = criterion.benchmark_group("read hostile text");
    for (name, piece) in [
        ("quotes", "> "),
        ("lists", "- "),
        ("brackets", "["),
        ("images", "![a]("),
        ("emphasis", "*a **b "),
        ("addresses", "https://a.b ) me@"),
    ] {
        let text = piece.repeat(TIMES);
        let words = "plain words ".repeat(text.len() / 12);
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(nephoscope::markdown::parse(text.as_str())));
        });
        group.bench_function(format!("{name}, as many plain words"), |bencher| {
            bencher.iter(|| black_box(nephoscope::markdown::parse(words.as_str())));
        });
    }
    group.finish();
}

criterion_group!(benches, scrolling, parsing, hostile);
criterion_main!(benches);
