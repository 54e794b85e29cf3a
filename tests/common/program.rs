//! The program without screens: commands go in, the state can be looked at.

use std::time::Duration;

use egui::{Context, OutputCommand};
use nephoscope::app::command::{Command, SittingCommand};
use nephoscope::app::route::Route;
use nephoscope::app::state::AppState;
use nephoscope::base::ids::NoteId;
use nephoscope::library::anchor::Place;
use nephoscope::quiz::sitting::Showing;
use nephoscope::shell::env::{AppEnv, Launch};
use nephoscope::shell::study_app::StudyApp;

/// More rounds than any command needs until nothing follows from it.
const ROUNDS: usize = 20;

/// The program. Dropping it is like ending it by force; see [`Program::close`].
pub(crate) struct Program {
    ctx: Context,
    app: StudyApp,
}

impl Program {
    pub(crate) fn start(env: AppEnv, launch: Launch) -> Self {
        let ctx = Context::default();
        let app = StudyApp::new(&ctx, env, launch).unwrap();
        let mut program = Self { ctx, app };
        program.settle();
        program
    }

    /// Gives a command and lets everything happen that follows from it.
    pub(crate) fn give(&mut self, command: Command) {
        self.app.command(command);
        self.settle();
    }

    /// As [`Self::give`], for a run of questions.
    pub(crate) fn practise(&mut self, command: SittingCommand) {
        self.give(Command::Sitting(command));
    }

    /// Lets everything happen that is under way.
    pub(crate) fn settle(&mut self) {
        for _ in 0..ROUNDS {
            self.app.logic(&self.ctx);
            if self.app.state().running.iter().next().is_none() {
                break;
            }
        }
        self.app.logic(&self.ctx);
    }

    pub(crate) fn state(&self) -> &AppState {
        self.app.state()
    }

    /// The present screen as text.
    pub(crate) fn route(&self) -> String {
        self.state().nav.route().to_string()
    }

    /// Opens a screen by its text.
    pub(crate) fn go(&mut self, route: &str) {
        self.give(Command::Go(route.parse::<Route>().unwrap()));
    }

    /// Reads on to a block of the open note.
    pub(crate) fn read_to(&mut self, note: &str, block: usize) -> Place {
        let id = NoteId::new(note);
        let document = self.state().documents.document(&id).unwrap();
        let place = Place::of(document, &id, block);
        self.give(Command::RememberPlace {
            place: place.clone(),
            arrival: None,
        });
        place
    }

    /// The place in the open note.
    pub(crate) fn place(&self) -> Option<&Place> {
        self.state().nav.current().place.as_ref()
    }

    /// What the person is told, oldest first.
    pub(crate) fn told(&self) -> Vec<&str> {
        let shown = self.state().notices.shown().iter();
        shown.map(|notice| notice.message.as_str()).collect()
    }

    /// The question that is asked on the practise screen.
    pub(crate) fn showing(&self) -> &Showing {
        let practice = self.state().practice.as_ref().unwrap();
        practice.sitting.current().unwrap()
    }

    /// Addresses that were handed to the browser.
    pub(crate) fn opened_addresses(&self) -> Vec<String> {
        self.ctx.output(|output| {
            let commands = output.commands.iter();
            commands
                .filter_map(|command| match command {
                    OutputCommand::OpenUrl(open) => Some(open.url.clone()),
                    _ => None,
                })
                .collect()
        })
    }

    /// Ends the program as a person does.
    pub(crate) fn close(mut self) {
        self.app.close();
    }
}

/// Longer than the program waits before it writes where the reader is.
pub(crate) const SESSION_IS_WRITTEN: Duration = Duration::from_secs(5);

/// The places on screen of the options that are right, from 0.
pub(crate) fn right_positions(showing: &Showing) -> Vec<usize> {
    let choice = showing.card.kind.choice().unwrap();
    let order = showing.option_order.iter().enumerate();
    order
        .filter(|(_, option)| choice.options[**option].right)
        .map(|(position, _)| position)
        .collect()
}
