//! Messages to the person: what happened, what was kept, what can be done next.
//!
//! A notice that only reports goes by itself; one that needs an answer stays.

use std::time::Duration;

use super::command::Command;
use crate::base::time::Moment;

/// How grave it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// It went well.
    Done,
    /// Worth knowing.
    Info,
    /// Something is not as it should be; nothing is lost.
    Warning,
    /// Something failed.
    Error,
}

/// One message.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Unique in this run.
    pub id: u64,
    /// How grave.
    pub gravity: Gravity,
    /// One or two sentences.
    pub message: String,
    /// The word on its button, and what it does.
    pub action: Option<(String, Box<Command>)>,
    /// When it appeared.
    pub since: Moment,
}

/// The messages on screen, oldest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notices {
    shown: Vec<Notice>,
    next: u64,
}

impl Notices {
    /// How long a report stays.
    pub const STAYS: Duration = Duration::from_secs(8);

    /// Adds a message.
    pub fn push(&mut self, gravity: Gravity, message: impl Into<String>, now: Moment) {
        self.push_with(gravity, message, None, now);
    }

    /// Adds a message with something to do about it.
    pub fn push_with(
        &mut self,
        gravity: Gravity,
        message: impl Into<String>,
        action: Option<(String, Box<Command>)>,
        now: Moment,
    ) {
        let message = message.into();
        self.shown.retain(|notice| notice.message != message);
        self.shown.push(Notice {
            id: self.next,
            gravity,
            message,
            action,
            since: now,
        });
        self.next += 1;
    }

    /// The id that the next message gets.
    pub fn next_id(&self) -> u64 {
        self.next
    }

    /// What the messages from the one with this id on offer to do.
    pub fn offers_since(&mut self, id: u64) -> impl Iterator<Item = &mut Command> {
        let later = self.shown.iter_mut().filter(move |notice| notice.id >= id);
        let offers = later.filter_map(|notice| notice.action.as_mut());
        offers.map(|(_, command)| &mut **command)
    }

    /// Takes messages away whose action is no longer to the point.
    pub fn withdraw(&mut self, is_moot: impl Fn(&Command) -> bool) {
        let stays = |notice: &Notice| {
            let action = notice.action.as_ref();
            action.is_none_or(|(_, command)| !is_moot(command))
        };
        self.shown.retain(stays);
    }

    /// Takes away what is no longer true.
    pub fn take_back(&mut self, message: &str) {
        self.shown.retain(|notice| notice.message != message);
    }

    /// Takes a message away.
    pub fn dismiss(&mut self, id: u64) {
        self.shown.retain(|notice| notice.id != id);
    }

    /// Takes reports away that have been up long enough.
    pub fn expire(&mut self, now: Moment) {
        self.shown
            .retain(|notice| notice.stays() || now.since(notice.since) < Self::STAYS);
    }

    /// When the next message goes by itself.
    pub fn next_expiry(&self, now: Moment) -> Option<Duration> {
        self.shown
            .iter()
            .filter(|notice| !notice.stays())
            .map(|notice| Self::STAYS.saturating_sub(now.since(notice.since)))
            .min()
    }

    /// What is shown, oldest first.
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }
}

impl Notice {
    fn stays(&self) -> bool {
        matches!(self.gravity, Gravity::Warning | Gravity::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn report_goes_by_itself_and_error_stays() {
        let start = Moment::from_millis(0);
        let mut notices = Notices::default();
        notices.push(Gravity::Done, "3 notes imported", start);
        notices.push(Gravity::Error, "the disk is full", start);
        notices.expire(start.after(Notices::STAYS));
        let left: Vec<_> = notices
            .shown()
            .iter()
            .map(|notice| notice.message.as_str())
            .collect();
        assert_eq!(left, ["the disk is full"]);
    }

    #[test]
    fn same_message_is_shown_once() {
        let mut notices = Notices::default();
        notices.push(Gravity::Info, "copied", Moment::from_millis(0));
        notices.push(Gravity::Info, "copied", Moment::from_millis(5));
        assert_eq!(notices.shown().len(), 1);
    }
}
