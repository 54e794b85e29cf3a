//! Limits of time and memory for what a note may do to the program.
//!
//! The program itself is run, as a process of its own and without a window: it opens the notes,
//! draws the screen, scrolls to the end and draws again. It is ended once it is beyond a limit,
//! so a mistake costs no more than the limit. The peak of its memory is what the system says of
//! it (`VmHWM`), which only Linux tells while a process runs; elsewhere time alone is held.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::world::World;

/// Between two looks at the program.
const PAUSE: Duration = Duration::from_millis(5);

/// What the program may take: about ten times as long, and three times the memory, as it takes in
/// a build for tests on a slow machine. What grows with the square of a note is beyond both.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    seconds: u64,
    megabytes: u64,
}

impl Limits {
    /// Around what was taken.
    pub(crate) const fn around(seconds: u64, megabytes: u64) -> Self {
        Self {
            seconds: 10 * seconds,
            megabytes: 3 * megabytes,
        }
    }

    /// Opens a screen over the notes of `world`, at its beginning and at its end.
    #[track_caller]
    pub(crate) fn open(self, world: &World, screen: &str) {
        let picture = world.file("picture.png", "");
        let notes = world.notes_folder();
        let arguments = [
            "shot",
            picture.to_str().unwrap(),
            "--notes",
            notes.to_str().unwrap(),
            "--screen",
            screen,
            "--scroll",
            "1000000000",
        ];
        self.run(world, &arguments);
        assert!(fs::metadata(picture).unwrap().len() > 0, "no picture");
    }

    /// Runs the program and says what it printed.
    #[track_caller]
    pub(crate) fn run(self, world: &World, arguments: &[&str]) -> String {
        // Files, not pipes: nobody reads while it runs.
        let (printed, complaint) = (world.file("printed", ""), world.file("complaint", ""));
        let started = Instant::now();
        let mut program = Command::new(env!("CARGO_BIN_EXE_nephoscope"))
            .args(arguments)
            .env("NEPHOSCOPE_DATA", world.paths().root())
            .env_remove("RUST_BACKTRACE")
            .stdin(Stdio::null())
            .stdout(File::create(&printed).unwrap())
            .stderr(File::create(&complaint).unwrap())
            .spawn()
            .unwrap();
        let mut peak = 0;
        let status = loop {
            peak = peak.max(peak_of(program.id()));
            if let Some(status) = program.try_wait().unwrap() {
                break status;
            }
            if self.are_broken(started.elapsed(), peak) {
                program.kill().unwrap();
                break program.wait().unwrap();
            }
            std::thread::sleep(PAUSE);
        };
        let elapsed = started.elapsed();
        let taken = format!("{elapsed:.1?} and {peak} MB");
        say(&format!("{arguments:?}: {taken} of {self:?}"));
        // Also by what was taken since the last look, or before the first one.
        let broken = self.are_broken(elapsed, peak);
        assert!(!broken, "ended after {taken}; {self:?}: {arguments:?}");
        let complaint = fs::read_to_string(complaint).unwrap();
        assert!(complaint.is_empty(), "{complaint}");
        assert!(status.success(), "{status}: {arguments:?}");
        fs::read_to_string(printed).unwrap()
    }

    fn are_broken(self, elapsed: Duration, peak: u64) -> bool {
        elapsed.as_secs() >= self.seconds || peak >= self.megabytes
    }
}

/// Shown with `--nocapture`, for whoever sets a limit.
#[expect(clippy::print_stdout, reason = "a test harness shows it when asked to")]
fn say(taken: &str) {
    println!("{taken}");
}

/// The most memory that a process has had so far, in megabytes; 0 where that is not told.
fn peak_of(process: u32) -> u64 {
    // For a moment after its start a process still has the memory of the one that started it.
    let program = fs::read_link(format!("/proc/{process}/exe")).ok();
    if program == std::env::current_exe().ok() {
        return 0;
    }
    let told = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.map_or(0, |kilobytes| kilobytes.div_ceil(1024))
}
