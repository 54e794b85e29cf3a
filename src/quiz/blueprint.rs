//! What the exam AWS Certified Developer – Associate (DVA-C02) weighs, and where it passes.
//!
//! From AWS's exam guide: content domains with their share of the scored questions, scores on
//! a scale from 100 to 1,000 with 720 to pass.

/// One content domain of the exam guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Domain {
    /// Its number in the guide.
    pub number: u8,
    /// Its name in the guide.
    pub title: &'static str,
    /// Its share of the scored questions, in percent.
    pub percent: u8,
    /// How many task statements it has: `1.1` to `1.3`.
    pub tasks: u8,
}

/// The four domains; their shares add up to 100.
pub const DOMAINS: [Domain; 4] = [
    Domain {
        number: 1,
        title: "Development with AWS Services",
        percent: 32,
        tasks: 3,
    },
    Domain {
        number: 2,
        title: "Security",
        percent: 26,
        tasks: 3,
    },
    Domain {
        number: 3,
        title: "Deployment",
        percent: 24,
        tasks: 4,
    },
    Domain {
        number: 4,
        title: "Troubleshooting and Optimization",
        percent: 18,
        tasks: 3,
    },
];

/// The lowest scaled score.
pub const LOWEST_SCORE: u16 = 100;

/// The highest scaled score.
pub const HIGHEST_SCORE: u16 = 1_000;

/// The scaled score that passes.
pub const PASS_MARK: u16 = 720;

/// Questions that count; fifteen more are asked and not scored.
pub const SCORED_QUESTIONS: u32 = 50;

/// The task statements in order: `1.1` to `4.3`.
pub fn tasks() -> impl Iterator<Item = String> {
    DOMAINS
        .iter()
        .flat_map(|domain| (1..=domain.tasks).map(|task| format!("{}.{task}", domain.number)))
}

/// The domain that a task statement such as `1.3` belongs to, if the guide has that task.
/// A domain by itself (`1`) is one too.
pub fn domain_of(task: &str) -> Option<&'static Domain> {
    let (number, statement) = match task.trim().split_once('.') {
        Some((number, statement)) => (number, Some(statement)),
        None => (task.trim(), None),
    };
    let number: u8 = number.parse().ok()?;
    let domain = DOMAINS.iter().find(|domain| domain.number == number)?;
    match statement {
        None => Some(domain),
        Some(statement) => {
            let statement: u8 = statement.parse().ok()?;
            (1..=domain.tasks).contains(&statement).then_some(domain)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_the_whole() {
        assert_eq!(
            DOMAINS.iter().map(|d| u32::from(d.percent)).sum::<u32>(),
            100
        );
    }

    #[test]
    fn task_names_its_domain() {
        let check = |task, expected: Option<u8>| {
            assert_eq!(
                domain_of(task).map(|domain| domain.number),
                expected,
                "{task}"
            );
        };
        check("1.3", Some(1));
        check("3.4", Some(3));
        check(" 4 ", Some(4));
        check("1.4", None);
        check("5.1", None);
        check("security", None);
        check("2.0", None);
    }
}
