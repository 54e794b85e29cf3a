//! Writes a picture of a screen of the real program, without window, GPU or display.

use std::path::Path;
use std::process::ExitCode;
use std::str::FromStr;

use anyhow::Context as _;
use egui::Vec2;

use super::{Common, ShotArgs, ShotTheme, environment};
use crate::app::command::{Command, Overlay};
use crate::app::route::{Route, UnknownRoute};
use crate::app::settings::{Change, Motion, ThemeChoice};
use crate::base::time::{Clock, Moment};
use crate::shell::env::{AppEnv, Launch, SystemLooks};
use crate::shell::headless::Headless;
use crate::shell::study_app::StudyApp;
use crate::store::device::DeviceSeed;
use crate::store::paths::Paths;
use crate::tasks::worker::TaskMode;

/// What the picture shows: a screen, or a dialog above the home page.
#[derive(Debug, Clone)]
pub(super) enum ShotScreen {
    Route(Route),
    Overlay(Overlay),
}

impl FromStr for ShotScreen {
    type Err = UnknownRoute;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "jump" => Ok(Self::Overlay(Overlay::Jump)),
            "settings" => Ok(Self::Overlay(Overlay::Settings)),
            "keys" => Ok(Self::Overlay(Overlay::Keys)),
            "marks" => Ok(Self::Overlay(Overlay::Marks)),
            _ => text.parse().map(Self::Route),
        }
    }
}

/// Pictures without a data folder of their own are taken at this moment: 2026-11-23, 17:00 UTC.
const PICTURE_MOMENT_MILLIS: i64 = 1_795_453_200_000;

pub(super) fn run(common: &Common, args: &ShotArgs) -> anyhow::Result<ExitCode> {
    let scratch = tempfile::tempdir().context("no temporary folder could be made")?;
    let env = picture_env(common, scratch.path())?;
    let ctx = egui::Context::default();
    let app = StudyApp::new(&ctx, env, Launch::default())?;
    let (width, height) = args.size;
    let mut program = Headless::new(ctx, app, Vec2::new(width as f32, height as f32), args.scale);
    for command in commands(args) {
        program.app().command(command);
    }
    let mut picture = program.picture();
    if args.scroll > 0.0 {
        program.scroll(args.scroll);
        picture = program.picture();
    }
    picture.save(&args.out).with_context(|| {
        format!(
            "the picture could not be written: \"{}\"",
            args.out.display()
        )
    })?;
    Ok(ExitCode::SUCCESS)
}

fn commands(args: &ShotArgs) -> Vec<Command> {
    let theme = match args.theme {
        ShotTheme::Day => ThemeChoice::Day,
        ShotTheme::Night => ThemeChoice::Night,
    };
    let screen = match args.screen.clone() {
        ShotScreen::Route(route) => Command::Go(route),
        ShotScreen::Overlay(overlay) => Command::Open(overlay),
    };
    vec![
        Command::Change(Change::Theme(theme)),
        Command::Change(Change::TextPercent(args.text)),
        Command::Change(Change::Motion(Motion::Reduced)),
        screen,
    ]
}

/// With a data folder the picture shows its state, which is copied and left alone; without one
/// it shows a first start at a fixed moment.
fn picture_env(common: &Common, scratch: &Path) -> anyhow::Result<AppEnv> {
    let clock = match &common.data_dir {
        Some(folder) => {
            copy_state(folder, scratch)?;
            Clock::System
        }
        None => Clock::Fixed(Moment::from_millis(PICTURE_MOMENT_MILLIS)),
    };
    Ok(AppEnv {
        clock,
        paths: Paths::at(scratch),
        device: DeviceSeed {
            random: 0,
            machine: None,
        },
        tasks: TaskMode::Inline,
        notes: environment::notes(common)?,
        system_look: SystemLooks::silent(),
        interactive: false,
    })
}

fn copy_state(from: &Path, to: &Path) -> anyhow::Result<()> {
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry.with_context(|| {
            format!("the data folder could not be read: \"{}\"", from.display())
        })?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target)?;
        } else if entry.file_type().is_file() {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
