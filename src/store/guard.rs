//! A guard against losing everything quietly.
//!
//! Journals only grow. If far fewer records are found than last time, the disk or the sync folder
//! is most likely missing, and writing into what is left would make it look like the truth. The
//! count of last time lies in `cache/`: deleting it only takes the guard's memory away.

use std::fs;
use std::io;

use super::atomic::{self, Former};
use super::paths::Paths;

/// A smaller loss than this is not worth stopping for.
const WORTH_STOPPING: usize = 10;

/// How many records there were last time; `None` when that is not known.
pub fn last_count(paths: &Paths) -> Option<usize> {
    fs::read_to_string(file(paths)).ok()?.trim().parse().ok()
}

/// Remembers how many records there are.
pub fn remember(paths: &Paths, records: usize) -> io::Result<()> {
    atomic::replace(&file(paths), &format!("{records}\n"), Former::Drop)
}

/// What to ask the person when `now` is far less than `last`: more than a quarter is gone.
pub fn alarm(last: usize, now: usize) -> Option<String> {
    let lost = last.saturating_sub(now);
    (lost >= WORTH_STOPPING && lost * 4 > last).then(|| {
        format!(
            "Only {now} of {last} records of your progress were found. Is the disk or the sync \
             folder missing? Nothing is written until it is back or you decide to go on"
        )
    })
}

fn file(paths: &Paths) -> std::path::PathBuf {
    paths.cache().join("record-count")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alarm_is_for_great_losses_only() {
        for (last, now, expected) in [
            (0, 0, false),
            (5, 0, false),
            (1_000, 1_200, false),
            (1_000, 990, false),
            (1_000, 800, false),
            (1_000, 700, true),
            (12, 0, true),
        ] {
            assert_eq!(alarm(last, now).is_some(), expected, "{last} → {now}");
        }
    }

    #[test]
    fn count_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::at(folder.path());
        assert_eq!(last_count(&paths), None);
        remember(&paths, 42).unwrap();
        assert_eq!(last_count(&paths), Some(42));
    }
}
