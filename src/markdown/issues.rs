//! Collects what is wrong while a note is read, and turns places into lines at the end.
//!
//! Lines are counted in one sweep, so a note with a million faults costs no more than one.

use std::borrow::Cow;

use super::document::Issue;
use crate::base::text::{LONGEST_MESSAGE, beginning, count};

/// At most so many issues are listed for one note; the last says how many more there are.
const MAX_ISSUES: usize = 200;
/// Faults by their place in the source.
#[derive(Debug, Default)]
pub(super) struct Issues {
    found: Vec<(usize, Cow<'static, str>)>,
    unlisted: usize,
}

impl Issues {
    /// Notes a fault at the byte `offset` of the source.
    pub(super) fn add(&mut self, offset: usize, message: impl Into<Cow<'static, str>>) {
        if self.found.len() < MAX_ISSUES {
            self.found.push((offset, message.into()));
        } else {
            self.unlisted += 1;
        }
    }

    /// The faults by line; equal messages on one line are listed once.
    pub(super) fn into_lines(mut self, source: &str) -> Vec<Issue> {
        self.found.sort_by_key(|(offset, _)| *offset);
        let (mut line, mut counted) = (1, 0);
        let mut issues: Vec<Issue> = Vec::with_capacity(self.found.len());
        for (offset, message) in self.found {
            let end = offset.clamp(counted, source.len().max(counted));
            line += source
                .get(counted..end)
                .map_or(0, |passed| passed.matches('\n').count());
            counted = end;
            let issue = Issue {
                line,
                message: beginning(&message, LONGEST_MESSAGE).into_owned(),
            };
            if issues.last() != Some(&issue) {
                issues.push(issue);
            }
        }
        if self.unlisted > 0 {
            let message = format!(
                "{} more in the rest of the note",
                count(self.unlisted, "issue")
            );
            issues.push(Issue { line, message });
        }
        issues
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issues_come_by_line_and_once() {
        let mut issues = Issues::default();
        issues.add(5, "second");
        issues.add(0, "first");
        issues.add(6, "second");
        let lines: Vec<_> = issues
            .into_lines("ab\ncdefg\n")
            .into_iter()
            .map(|issue| (issue.line, issue.message))
            .collect();
        assert_eq!(lines, [(1, "first".to_owned()), (2, "second".to_owned())]);
    }

    #[test]
    fn flood_of_issues_is_counted_not_listed() {
        let mut issues = Issues::default();
        let source = "\n".repeat(1_000);
        for offset in 0..1_000 {
            issues.add(offset, "wrong");
        }
        let lines = issues.into_lines(&source);
        assert_eq!(lines.len(), MAX_ISSUES + 1);
        assert_eq!(
            lines.last().unwrap().message,
            "800 issues more in the rest of the note"
        );
    }
}
