use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::base::time::Moment;
use crate::import::batch::ImportPlaces;
use crate::import::execute::Ending;
use crate::import::plan::Selection;
use crate::import::{Cancelled, Step};

const STEP: Step<'_> = Step {
    done: 0,
    total: 1,
    label: "x",
};

fn worker(mode: TaskMode) -> (Worker, Arc<AtomicUsize>) {
    let woken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&woken);
    let wake = Arc::new(move || {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let clock = Clock::Fixed(Moment::from_millis(0));
    (Worker::new(mode, clock, wake).unwrap(), woken)
}

fn custom(
    work: impl FnOnce(&mut Reporter<'_>) -> Result<Box<dyn Any + Send>, Cancelled> + Send + 'static,
) -> Job {
    Job::Custom {
        name: "try",
        work: Box::new(work),
    }
}

fn outcome(messages: Vec<Message>) -> Outcome {
    match messages.into_iter().last().unwrap().news {
        News::Finished(outcome) => outcome,
        News::Progress(progress) => panic!("{progress:?}"),
    }
}

#[test]
fn both_modes_give_the_same_news() {
    for mode in [TaskMode::Inline, TaskMode::Threaded] {
        let (mut worker, woken) = worker(mode);
        let job = custom(|reporter| {
            reporter.update(STEP)?;
            Ok(Box::new(42_u8))
        });
        worker.submit(job, 7);
        let messages = worker.wait_for(7);
        assert_eq!(messages.len(), 2, "{mode:?}");
        assert!(messages.iter().all(|message| message.generation == 7));
        assert!(matches!(&messages[0].news, News::Progress(p) if p.label == "x"));
        let Outcome::Custom(value) = outcome(messages) else {
            panic!("{mode:?}");
        };
        assert_eq!(value.downcast_ref::<u8>(), Some(&42));
        drop(worker); // waits for the thread, and so for its last call
        assert_eq!(woken.load(Ordering::Relaxed), 2, "{mode:?}");
    }
}

#[test]
fn panicking_job_becomes_an_error_and_the_next_one_runs() {
    for mode in [TaskMode::Inline, TaskMode::Threaded] {
        let (mut worker, _) = worker(mode);
        worker.submit(custom(|_| panic!("a fault in {}", 1)), 1);
        worker.submit(custom(|_| Ok(Box::new(()))), 2);
        let messages = worker.wait_for(2);
        assert!(matches!(
            &messages[0].news,
            News::Finished(Outcome::Panicked { job: "try", message }) if message == "a fault in 1"
        ));
        assert!(matches!(outcome(messages), Outcome::Custom(_)));
    }
}

#[test]
fn cancelled_job_stops_at_its_next_step_and_waiting_ones_never_start() {
    let (mut worker, _) = worker(TaskMode::Threaded);
    let (begun, has_begun) = mpsc::channel();
    let running = worker.submit(
        custom(move |reporter| {
            begun.send(()).unwrap();
            loop {
                reporter.update(STEP)?;
            }
        }),
        1,
    );
    let waiting = worker.submit(custom(|_| unreachable!()), 2);
    has_begun.recv().unwrap();
    waiting.cancel();
    running.cancel();
    assert!(matches!(outcome(worker.wait_for(1)), Outcome::Cancelled));
    assert!(matches!(outcome(worker.wait_for(2)), Outcome::Cancelled));
}

#[test]
fn dropped_worker_stops_what_runs() {
    let (mut worker, _) = worker(TaskMode::Threaded);
    let ended = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&ended);
    let (begun, has_begun) = mpsc::channel();
    worker.submit(
        custom(move |reporter| {
            begun.send(()).unwrap();
            while reporter.update(STEP).is_ok() {}
            counter.fetch_add(1, Ordering::Relaxed);
            Err(Cancelled)
        }),
        1,
    );
    has_begun.recv().unwrap();
    drop(worker);
    assert_eq!(ended.load(Ordering::Relaxed), 1);
}

#[test]
fn import_goes_from_plan_to_library_to_undo() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("a.md");
    fs::write(&source, "text").unwrap();
    let places = ImportPlaces {
        library: folder.path().join("library"),
        backups: folder.path().join("backups"),
    };
    let (mut worker, _) = worker(TaskMode::Inline);
    let mut run = |job| {
        worker.submit(job, 1);
        outcome(worker.poll())
    };

    let Outcome::Planned(plan) = run(Job::PlanImport {
        inputs: vec![source],
        library: places.library.clone(),
        now: Moment::from_millis(0),
    }) else {
        panic!("no plan");
    };
    let Outcome::Imported(report) = run(Job::ExecuteImport {
        selection: Selection::suggested(&plan),
        plan,
        places: places.clone(),
    }) else {
        panic!("no report");
    };
    assert_eq!(report.ending, Ending::Done);
    let load = || Job::LoadLibrary {
        folder: places.library.clone(),
    };
    assert!(matches!(run(load()), Outcome::Loaded(notes) if notes.len() == 1));
    let undo = Job::UndoImport {
        batch: report.undo.unwrap().batch,
        places: places.clone(),
    };
    assert!(matches!(run(undo), Outcome::Undone(Ok(report)) if report.removed == ["a.md"]));
    assert!(matches!(run(load()), Outcome::Loaded(notes) if notes.is_empty()));
    let recover = Job::RecoverImports { places };
    assert!(matches!(run(recover), Outcome::Recovered(notices) if notices.is_empty()));
}
