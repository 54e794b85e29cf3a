//! Progress and cancel in one call.
//!
//! A job tells every small step; at most ten a second are passed on. The same call says when the
//! person asked to stop, so that no job can tell its progress and forget to look.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::base::time::{Clock, Moment};
use crate::import::{Cancelled, Step};

/// The least time between two steps that are passed on.
const PAUSE: Duration = Duration::from_millis(100);

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Finished pieces.
    pub done: usize,
    /// All pieces; 0 while that is not known.
    pub total: usize,
    /// What is being worked on.
    pub label: String,
}

/// Asks a job to stop. Clones ask the same job.
#[derive(Debug, Clone, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// Asks the job to stop at its next step.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether nobody else holds this token any more.
    pub(super) fn is_last(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }

    /// Whether it was asked.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What a running job talks to.
pub struct Reporter<'a> {
    cancel: CancelToken,
    clock: Clock,
    last: Option<Moment>,
    send: &'a mut dyn FnMut(Progress),
}

impl<'a> Reporter<'a> {
    /// Passes steps on to `send`, by the time of `clock`.
    pub fn new(cancel: CancelToken, clock: Clock, send: &'a mut dyn FnMut(Progress)) -> Self {
        Self {
            cancel,
            clock,
            last: None,
            send,
        }
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Whether the person asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    /// Tells a step; an error if the person asked to stop. The first step is always passed on.
    pub fn update(&mut self, step: Step<'_>) -> Result<(), Cancelled> {
        if self.cancel.is_cancelled() {
            return Err(Cancelled);
        }
        let now = self.clock.now();
        if self
            .last
            .is_none_or(|last| now.since(last) >= PAUSE || now < last)
        {
            self.last = Some(now);
            (self.send)(Progress {
                done: step.done,
                total: step.total,
                label: step.label.to_owned(),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEP: Step<'_> = Step {
        done: 1,
        total: 2,
        label: "a.md",
    };

    #[test]
    fn steps_at_one_moment_are_passed_on_once() {
        let mut sent = Vec::new();
        let mut send = |progress| sent.push(progress);
        let clock = Clock::Fixed(Moment::from_millis(0));
        let mut reporter = Reporter::new(CancelToken::default(), clock, &mut send);
        for _ in 0..1_000 {
            reporter.update(STEP).unwrap();
        }
        reporter.clock = Clock::Fixed(Moment::from_millis(99));
        reporter.update(STEP).unwrap();
        reporter.clock = Clock::Fixed(Moment::from_millis(100));
        reporter.update(STEP).unwrap();
        assert_eq!(sent.len(), 2);
    }

    #[test]
    fn cancel_is_heard_at_the_next_step() {
        let token = CancelToken::default();
        let mut send = |_| {};
        let mut reporter = Reporter::new(token.clone(), Clock::System, &mut send);
        assert_eq!(reporter.update(STEP), Ok(()));
        token.cancel();
        assert_eq!(reporter.update(STEP), Err(Cancelled));
    }
}
