//! What every screen is given: the state to read, and a place to leave commands.

use crate::app::command::Command;
use crate::app::nav::Nav;
use crate::app::panes::Pane;
use crate::app::search::Seeking;
use crate::app::state::AppState;
use crate::base::time::{Day, Moment};
use crate::ui_kit::tokens::Tokens;

/// Read-only state, the theme's colors, the present moment, and the commands of this frame.
#[derive(Debug)]
pub struct ViewCtx<'a> {
    /// The state, as it stood at the beginning of the frame.
    pub state: &'a AppState,
    /// Where we are in the pane that is drawn.
    pub nav: &'a Nav,
    /// The pane that is drawn.
    pub pane: Pane,
    /// Whether keys that nothing else takes are meant for it.
    pub listens: bool,
    /// The colors.
    pub tokens: &'static Tokens,
    /// Now.
    pub now: Moment,
    /// The study day.
    pub today: Day,
    /// What the person asked for in this frame, in order.
    pub commands: &'a mut Vec<Command>,
}

impl<'a> ViewCtx<'a> {
    /// What is sought in the note of this pane.
    pub fn seeking(&self) -> &'a Seeking {
        self.state.search.seeking_in(self.pane)
    }

    /// Leaves a command.
    pub fn push(&mut self, command: Command) {
        self.commands.push(command);
    }
}
