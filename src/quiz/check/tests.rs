use super::*;
use crate::base::ids::NoteId;
use crate::markdown::parse;
use crate::quiz::extract::{IdRule, extract};

fn report(text: &str) -> Report {
    let (cards, issues) = extract(&parse(text), &NoteId::new("n"), IdRule::Required);
    assert_eq!(issues, []);
    check(&cards)
}

fn quiz(arguments: &str, prompt: &str, options: &[(&str, bool)]) -> String {
    let options: String = options
        .iter()
        .map(|(text, right)| match right {
            true => format!("- [x] {text}\n"),
            false => format!("- [ ] {text}\n  > Because.\n"),
        })
        .collect();
    format!("```quiz {arguments}\n{prompt}\n\n{options}\nSo.\n```\n\n")
}

const FOUR: [(&str, bool); 4] = [
    ("alpha", false),
    ("bravo", true),
    ("charlie", false),
    ("delta", false),
];

fn messages(text: &str) -> Vec<String> {
    report(text)
        .findings
        .iter()
        .map(|finding| finding.kind.message())
        .collect()
}

#[test]
fn sound_question_has_no_finding() {
    let report = report(&quiz("id=a domain=1.3", "Which letter?", &FOUR));
    assert_eq!(report.findings, []);
    assert_eq!(report.by_kind["single choice"], 1);
    assert_eq!(report.by_domain[&1], Share { right: 1, of: 1 });
    assert_eq!(report.right_places[&1], 1);
}

#[test]
fn each_objection_is_found() {
    let check = |text: &str, expected: &str| assert_eq!(messages(text), [expected], "{text}");
    check(
        "```quiz id=a domain=1.3\nWhich?\n\n- [ ] alpha\n- [x] bravo\n- [ ] c\n  > No.\n- [ ] d\n  > No.\n\nSo.\n```\n",
        "option 1 is wrong and does not say why",
    );
    check(
        &quiz("id=a domain=1.3", "Which?", &FOUR[..3]),
        "3 options where the exam has 4",
    );
    check(
        &quiz("id=a domain=5.1", "Which?", &FOUR),
        "\"5.1\" is no exam task",
    );
    check(&quiz("id=a", "Which?", &FOUR), "no exam task");
    let five = [
        ("a", true),
        ("b", true),
        ("c", false),
        ("d", false),
        ("e", false),
    ];
    check(
        &quiz("id=a domain=1.3", "Which?", &five),
        "the question does not say to choose two",
    );
    assert_eq!(
        messages(&quiz("id=a domain=1.3", "Which? (Choose two.)", &five)),
        [""; 0]
    );
    let equal = [("a", true), ("b", false), ("B ", false), ("d", false)];
    check(
        &quiz("id=a domain=1.3", "Which?", &equal),
        "two options read the same",
    );
    check(
        &quiz("id=a domain=1.3", "Which?", &FOUR).replace("\nSo.\n", "\n"),
        "no explanation below the answer",
    );
}

#[test]
fn near_duplicate_names_the_earlier_question() {
    let prompt =
        "A company stores invoices that nobody reads after one month. Which class is cheapest?";
    let changed = prompt.replace("company", "bank");
    let other = "A queue delivers messages twice. Which setting keeps duplicates away?";
    let text = [
        quiz("id=a domain=1.3", prompt, &FOUR),
        quiz("id=b domain=1.3", other, &FOUR),
        quiz("id=c domain=1.3", &changed, &FOUR),
    ]
    .concat();
    let report = report(&text);
    let [finding] = report.findings.as_slice() else {
        panic!("{:?}", report.findings)
    };
    assert_eq!(finding.card.as_str(), "n#c");
    assert!(
        matches!(&finding.kind, FindingKind::NearDuplicate { other, .. } if other.as_str() == "n#a")
    );
}

#[test]
fn telltale_length_is_counted() {
    let longest = [
        ("a", false),
        ("by far the longest", true),
        ("c", false),
        ("d", false),
    ];
    let text = [
        quiz("id=a domain=1.3", "Which first letter?", &longest),
        quiz("id=b domain=2.1", "What other sound?", &FOUR),
    ]
    .concat();
    assert_eq!(report(&text).right_is_longest, Share { right: 1, of: 2 });
}

#[test]
fn uneven_domains_are_named() {
    let text = [
        quiz("id=a domain=1.3", "Which first letter?", &FOUR),
        quiz("id=b domain=2.1", "What other sound?", &FOUR),
    ]
    .concat();
    let uneven: Vec<u8> = report(&text)
        .uneven_domains(20.0)
        .iter()
        .map(|(number, ..)| *number)
        .collect();
    assert_eq!(uneven, [2, 3]);
}
