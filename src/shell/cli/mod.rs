//! The command line: what was typed, and one file for each thing it can ask for.

mod check;
mod environment;
mod open;
mod shot;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A study companion: notes, exact simulators, questions, slides.
#[derive(Debug, Parser)]
#[command(
    name = "nephoscope",
    version,
    about,
    args_conflicts_with_subcommands = true
)]
pub struct Cli {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    common: Common,
    /// Files and folders of notes to offer for import
    #[arg(value_name = "PATH")]
    offers: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct Common {
    /// The folder for settings, progress and your own notes
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Read the notes from a folder instead of those compiled in
    #[arg(long, global = true, value_name = "DIR")]
    notes: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Write a picture of a screen, without a window or a display
    Shot(ShotArgs),
    /// Read notes and print what they hold and what is wrong with them
    Check {
        /// Files and folders of notes
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Print a table of the questions by chapter
        #[arg(long)]
        summary: bool,
    },
    /// Print a note as a screen reader gets it
    Text {
        /// The note
        path: PathBuf,
    },
}

#[derive(Debug, Args)]
struct ShotArgs {
    /// The PNG to write
    out: PathBuf,
    /// home, note:ID, note:ID#SECTION, gallery, diagram:KIND, practise, present:ID,
    /// or an overlay: jump, settings, keys
    #[arg(long, default_value = "home")]
    screen: shot::ShotScreen,
    /// Day or night
    #[arg(long, value_enum, default_value = "day")]
    theme: ShotTheme,
    /// Width and height of the window in points
    #[arg(long, default_value = "1280x800", value_parser = size)]
    size: (u32, u32),
    /// Pixels for each point
    #[arg(long, default_value_t = 1.0, value_parser = scale)]
    scale: f32,
    /// Size of text in percent, 80 to 200
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(80..=200))]
    text: u16,
    /// How far down, in points
    #[arg(long, default_value_t = 0.0)]
    scroll: f32,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ShotTheme {
    Day,
    Night,
}

/// Does what was typed. Errors are printed as a sentence.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.task {
        None => open::run(&cli.common, cli.offers),
        Some(Task::Shot(args)) => shot::run(&cli.common, &args),
        Some(Task::Check { paths, summary }) => check::run(&paths, summary),
        Some(Task::Text { path }) => text::run(&path),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            complain(&format!("nephoscope: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

#[expect(
    clippy::print_stderr,
    reason = "the terminal is where a command line's errors go"
)]
fn complain(message: &str) {
    eprintln!("{message}");
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let wrong =
        || format!("\"{text}\" is no size; a size is written like 1280x800, up to 16000x16000");
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    match (width.parse(), height.parse()) {
        (Ok(width @ 64..=16_000), Ok(height @ 64..=16_000)) => Ok((width, height)),
        _ => Err(wrong()),
    }
}

fn scale(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(scale) if (0.5..=4.0).contains(&scale) => Ok(scale),
        _ => Err(format!("\"{text}\" is no scale; allowed: 0.5 to 4")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn size_is_read_or_refused_with_an_example() {
        assert_eq!(size("720x480"), Ok((720, 480)));
        assert!(size("720").unwrap_err().contains("1280x800"));
        assert!(size("0x0").is_err());
    }
}
