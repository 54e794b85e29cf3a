//! The house rules of bundled notes: what stands at their head, how long they are, how services
//! are spelled, and that every section asks something.
//!
//! A folder's own page and an overview (`overview: true`) are as long as they need and may ask
//! nothing. The rules hold for notes that date their facts (`facts-as-of`), as authors of bundled notes do;
//! anyone's own note may look as it likes.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::library::Note;
use crate::markdown::document::{Block, BlockKind, Container, Document, Inline, Issue};
use crate::quiz::blueprint::domain_of;
use crate::quiz::card::Card;

/// How many words a note has, its questions not counted.
pub const WORDS: RangeInclusive<usize> = 300..=900;

/// At most so many callouts stand in a note.
pub const CALLOUTS: usize = 2;

/// The section that may ask nothing.
const WITHOUT_QUESTION: &str = "What the exam asks";

/// Misspellings of names, and what AWS writes. Matched as whole words, case and all.
const NAMES: &[(&str, &str)] = &[
    ("API gateway", "API Gateway"),
    ("Api Gateway", "API Gateway"),
    ("Appconfig", "AppConfig"),
    ("Appsync", "AppSync"),
    ("Auto scaling", "Auto Scaling"),
    ("BeanStalk", "Beanstalk"),
    ("Cloud Formation", "CloudFormation"),
    ("Cloud Front", "CloudFront"),
    ("Cloud Trail", "CloudTrail"),
    ("Cloud Watch", "CloudWatch"),
    ("Cloudformation", "CloudFormation"),
    ("Cloudfront", "CloudFront"),
    ("Cloudtrail", "CloudTrail"),
    ("Cloudwatch", "CloudWatch"),
    ("CodeArtefact", "CodeArtifact"),
    ("Codebuild", "CodeBuild"),
    ("Codecommit", "CodeCommit"),
    ("Codedeploy", "CodeDeploy"),
    ("Codepipeline", "CodePipeline"),
    ("DynamoDb", "DynamoDB"),
    ("Dynamo DB", "DynamoDB"),
    ("Elastic beanstalk", "Elastic Beanstalk"),
    ("ElastiCache for redis", "ElastiCache for Redis"),
    ("Elasticache", "ElastiCache"),
    ("Event Bridge", "EventBridge"),
    ("Eventbridge", "EventBridge"),
    ("Kinesis data streams", "Kinesis Data Streams"),
    ("Kinesis data firehose", "Amazon Data Firehose"),
    ("Lambda@edge", "Lambda@Edge"),
    ("Opensearch", "OpenSearch"),
    ("Parameter store", "Parameter Store"),
    ("Route53", "Route 53"),
    ("Secret Manager", "Secrets Manager"),
    ("Secrets manager", "Secrets Manager"),
    ("Step functions", "Step Functions"),
    ("Xray", "X-Ray"),
];

/// Whether a note is held to the rules.
pub fn applies(note: &Note) -> bool {
    note.is_dated()
}

/// How many words `document` has, its questions and diagrams not counted.
pub fn words(document: &Document) -> usize {
    let blocks = document.blocks.iter();
    blocks
        .filter(|block| !matches!(block.kind, BlockKind::Directive(_)))
        .map(|block| block.plain_text().split_whitespace().count())
        .sum()
}

/// What is wrong with `note`, whose text is `document` and whose questions are `cards`.
pub fn issues(note: &Note, document: &Document, cards: &[Card]) -> Vec<Issue> {
    if !applies(note) {
        return Vec::new();
    }
    let mut found = at_its_head(note, document);
    let words = words(document);
    let overview = note.is_topic_page() || document.front_matter.overview;
    if !WORDS.contains(&words) && !overview {
        let (least, most) = (WORDS.start(), WORDS.end());
        found.push(at_line(
            1,
            format!("{words} words where a note has {least} to {most}"),
        ));
    }
    let callouts = callouts(document);
    if callouts > CALLOUTS {
        found.push(at_line(
            1,
            format!("{callouts} callouts where a note has at most {CALLOUTS}"),
        ));
    }
    if !overview {
        found.extend(quiet_sections(document, cards));
    }
    found.extend(misspelled(document));
    found
}

fn at_line(line: usize, message: String) -> Issue {
    Issue { line, message }
}

fn at_its_head(note: &Note, document: &Document) -> Vec<Issue> {
    let head = &document.front_matter;
    let mut found = Vec::new();
    let mut missing = |is_missing: bool, key: &str| {
        if is_missing {
            found.push(at_line(1, format!("no \"{key}\" in the front matter")));
        }
    };
    missing(head.title.is_none(), "title");
    missing(head.id.is_none(), "id");
    missing(note.summary().is_empty(), "summary");
    missing(head.domains.is_empty(), "domains");
    let unknown = head
        .domains
        .iter()
        .filter(|domain| domain_of(domain).is_none());
    found.extend(unknown.map(|domain| at_line(1, format!("\"{domain}\" is no exam task"))));
    found
}

fn callouts(document: &Document) -> usize {
    let containers = document.blocks.iter().flat_map(|block| &block.containers);
    let ids: BTreeSet<u32> = containers
        .filter_map(|container| match container {
            Container::Callout { id, .. } => Some(*id),
            _ => None,
        })
        .collect();
    ids.len()
}

/// The sections of the second level in which no question stands.
fn quiet_sections(document: &Document, cards: &[Card]) -> Vec<Issue> {
    let asking: BTreeSet<usize> = cards.iter().map(|card| card.block).collect();
    let mut found = Vec::new();
    let mut section: Option<(usize, &Inline, bool)> = None;
    let mut end = |section: Option<(usize, &Inline, bool)>| {
        if let Some((line, title, false)) = section
            && *title.text != *WITHOUT_QUESTION
        {
            let message = format!("nothing is asked in \"{}\"", title.text);
            found.push(at_line(line, message));
        }
    };
    for (at, block) in document.blocks.iter().enumerate() {
        if let BlockKind::Heading { level: 2, text, .. } = &block.kind {
            let line = document.line_of(block.range.start);
            end(section.replace((line, text, false)));
        }
        if let Some((_, _, asks)) = &mut section {
            *asks |= asking.contains(&at);
        }
    }
    end(section);
    found
}

fn misspelled(document: &Document) -> Vec<Issue> {
    let mut found = Vec::new();
    for block in &document.blocks {
        let text = prose(block);
        for (wrong, right) in NAMES.iter().filter(|(wrong, _)| has_word(&text, wrong)) {
            let line = document.line_of(block.range.start);
            found.push(at_line(line, format!("\"{wrong}\" is written \"{right}\"")));
        }
    }
    found
}

/// What is read of a block, without code.
fn prose(block: &Block) -> String {
    let inlines: Vec<&Inline> = match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => vec![text],
        BlockKind::Table(table) => {
            let cells = table.rows.iter().flatten();
            table.header.iter().chain(cells).collect()
        }
        BlockKind::Directive(directive) => {
            let body = crate::markdown::parse(directive.body.to_string());
            return body.blocks.iter().map(prose).collect::<Vec<_>>().join("\n");
        }
        _ => Vec::new(),
    };
    let runs = inlines.into_iter().flat_map(Inline::runs);
    let words = runs.map(|(text, span)| if span.style.code { "\u{fffc}" } else { text });
    words.collect()
}

/// Whether `wrong` stands in `text` as words of its own.
fn has_word(text: &str, wrong: &str) -> bool {
    text.match_indices(wrong).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text
            .get(at + wrong.len()..)
            .and_then(|text| text.chars().next());
        let joined = |neighbor: Option<char>| neighbor.is_some_and(char::is_alphanumeric);
        !joined(before) && !joined(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ids::NoteId;
    use crate::library::{Library, NoteSource, Origin};
    use crate::quiz::extract::{IdRule, extract};

    const HEAD: &str =
        "---\ntitle: T\nid: a/t\nsummary: S.\ndomains: [1.1]\nfacts-as-of: 2026-11\n---\n\n";
    const QUIZ: &str = "```quiz id=q domain=1.1\nWhich?\n\n- [x] a\n- [ ] b\n```\n\n";

    fn check(text: &str, messages: &[&str]) {
        let library = Library::build(vec![NoteSource {
            path: "a/t.md".to_owned(),
            text: text.into(),
            origin: Origin::Bundled,
            root: None,
        }]);
        let note = &library.notes()[0];
        let document = note.parse_kept().unwrap();
        let (cards, _) = extract(&document, &NoteId::new("a/t"), IdRule::Optional);
        let found = issues(note, &document, &cards);
        let found: Vec<&str> = found.iter().map(|issue| issue.message.as_str()).collect();
        assert_eq!(found, messages, "{text}");
    }

    fn long(text: &str) -> String {
        format!("{HEAD}{}\n\n{text}", "word ".repeat(300))
    }

    #[test]
    fn note_in_order_has_no_issue() {
        check(
            &long(&format!("## A\n\n{QUIZ}## What the exam asks\n\nThis.\n")),
            &[],
        );
    }

    #[test]
    fn own_note_may_look_as_it_likes() {
        check("# Mine\n\n## Eventbridge\n", &[]);
    }

    #[test]
    fn section_that_asks_nothing_is_named() {
        check(
            &long(&format!("## A\n\nText.\n\n## B\n\n{QUIZ}")),
            &["nothing is asked in \"A\""],
        );
    }

    #[test]
    fn head_and_length_are_checked() {
        check(
            "---\nfacts-as-of: 2026-11\n---\n\nFew words.\n",
            &[
                "no \"title\" in the front matter",
                "no \"id\" in the front matter",
                "no \"summary\" in the front matter",
                "no \"domains\" in the front matter",
                "2 words where a note has 300 to 900",
            ],
        );
    }

    #[test]
    fn names_are_spelled_as_aws_does_outside_code() {
        check(
            &long("Events of Eventbridge, an Xray daemon, `Eventbridge`, Eventbridges.\n"),
            &[
                "\"Eventbridge\" is written \"EventBridge\"",
                "\"Xray\" is written \"X-Ray\"",
            ],
        );
    }

    #[test]
    fn third_callout_is_one_too_many() {
        let callout = "> [!TIP]\n> This.\n\nText.\n\n";
        check(
            &long(&callout.repeat(3)),
            &["3 callouts where a note has at most 2"],
        );
    }
}
