//! One thread that does jobs, one after another.
//!
//! Results and progress are fetched with [`Worker::poll`]; `wake` is called whenever there is
//! something to fetch, so that an idle window need not ask. A job that panics becomes
//! [`Outcome::Panicked`]. Dropping the worker stops the running job at its next step and waits for
//! it, so that no import is cut off in the middle.

use std::any::Any;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{Builder, JoinHandle};

use super::job::{Job, Outcome};
use super::progress::{CancelToken, Progress, Reporter};
use crate::base::time::Clock;

/// Called from any thread when there is something to fetch.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Where jobs run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskMode {
    /// On a thread of their own.
    Threaded,
    /// At once, within [`Worker::submit`]: for tests and pictures.
    Inline,
}

/// News of a job.
#[derive(Debug)]
pub struct Message {
    /// The number that was given with the job; by it stale results are dropped.
    pub generation: u64,
    /// What is new.
    pub news: News,
}

/// What is new about a job.
#[derive(Debug)]
pub enum News {
    /// It is on its way; at most ten a second.
    Progress(Progress),
    /// It is over. The last news of a job.
    Finished(Outcome),
}

/// Does two things at the same time, within a job: for halves that wait for different things. A
/// panic of either is one of the caller's.
pub fn both<A: Send, B>(aside: impl FnOnce() -> A + Send, here: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let aside = scope.spawn(aside);
        let here = here();
        (aside.join().unwrap_or_else(|why| resume_unwind(why)), here)
    })
}

/// Does jobs.
pub struct Worker {
    runner: Runner,
    /// `None` when jobs run inline.
    thread: Option<Thread>,
    messages: Receiver<Message>,
    /// Tokens of jobs that may still run.
    tokens: Vec<CancelToken>,
}

struct Thread {
    orders: Sender<Order>,
    handle: JoinHandle<()>,
}

struct Order {
    job: Job,
    generation: u64,
    cancel: CancelToken,
}

/// Runs a job and sends its news; the same for both modes.
#[derive(Clone)]
struct Runner {
    messages: Sender<Message>,
    wake: Wake,
    clock: Clock,
}

impl Worker {
    /// A worker without jobs. An error if the system grants no thread.
    pub fn new(mode: TaskMode, clock: Clock, wake: Wake) -> io::Result<Self> {
        let (sender, messages) = mpsc::channel();
        let runner = Runner {
            messages: sender,
            wake,
            clock,
        };
        let thread = match mode {
            TaskMode::Inline => None,
            TaskMode::Threaded => Some(Thread::start(runner.clone())?),
        };
        Ok(Self {
            runner,
            thread,
            messages,
            tokens: Vec::new(),
        })
    }

    /// Has `job` done after all that were submitted before. The token stops it.
    pub fn submit(&mut self, job: Job, generation: u64) -> CancelToken {
        let cancel = CancelToken::default();
        let order = Order {
            job,
            generation,
            cancel: cancel.clone(),
        };
        match &self.thread {
            None => self.runner.run(order),
            Some(thread) => {
                // A token that only we hold belongs to a job that is over.
                self.tokens.retain(|token| !token.is_last());
                self.tokens.push(cancel.clone());
                if let Err(mpsc::SendError(order)) = thread.orders.send(order) {
                    self.runner.run(order); // the thread is gone: slow is better than never
                }
            }
        }
        cancel
    }

    /// The news since the last call, in order. Never waits.
    pub fn poll(&mut self) -> Vec<Message> {
        self.messages.try_iter().collect()
    }

    /// Waits until `job` number `generation` is over and returns all news up to then: for the
    /// command line, which has nothing else to do.
    pub fn wait_for(&mut self, generation: u64) -> Vec<Message> {
        let mut news = Vec::new();
        while let Ok(message) = self.messages.recv() {
            let is_last =
                message.generation == generation && matches!(message.news, News::Finished(_));
            news.push(message);
            if is_last {
                break;
            }
        }
        news
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        for token in &self.tokens {
            token.cancel();
        }
        if let Some(Thread { orders, handle }) = self.thread.take() {
            drop(orders);
            let _ = handle.join(); // jobs cannot panic through the runner
        }
    }
}

impl Thread {
    fn start(runner: Runner) -> io::Result<Self> {
        let (orders, incoming) = mpsc::channel::<Order>();
        let handle = Builder::new()
            .name("nephoscope-tasks".to_owned())
            .spawn(move || {
                for order in incoming {
                    runner.run(order);
                }
            })?;
        Ok(Self { orders, handle })
    }
}

impl Runner {
    fn run(&self, order: Order) {
        let Order {
            job,
            generation,
            cancel,
        } = order;
        let name = job.name();
        let mut send = |progress| self.tell(generation, News::Progress(progress));
        let mut reporter = Reporter::new(cancel.clone(), self.clock.clone(), &mut send);
        let outcome = if cancel.is_cancelled() {
            Outcome::Cancelled
        } else {
            catch_unwind(AssertUnwindSafe(|| job.run(&mut reporter))).unwrap_or_else(|fault| {
                Outcome::Panicked {
                    job: name,
                    message: message_of(fault.as_ref()),
                }
            })
        };
        self.tell(generation, News::Finished(outcome));
    }

    fn tell(&self, generation: u64, news: News) {
        // Nobody listens any more when the worker is being dropped.
        let _ = self.messages.send(Message { generation, news });
        (self.wake)();
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Worker")
            .field("threaded", &self.thread.is_some())
            .finish_non_exhaustive()
    }
}

fn message_of(fault: &(dyn Any + Send)) -> String {
    fault
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| fault.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests;
