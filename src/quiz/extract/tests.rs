use proptest::prelude::*;

use super::*;
use crate::markdown::parse;
use crate::quiz::kind::{CardKind, Choice, Given, Verdict};

fn extracted(text: &str, ids: IdRule) -> (Vec<Card>, Vec<Issue>) {
    extract(&parse(text), &NoteId::new("s3/classes"), ids)
}

/// The one card of a note in which nothing is wrong.
fn card(text: &str) -> Card {
    let (cards, issues) = extracted(text, IdRule::Required);
    assert_eq!(issues, []);
    let [card] = <[Card; 1]>::try_from(cards).unwrap();
    card
}

fn messages(text: &str) -> Vec<(usize, String)> {
    extracted(text, IdRule::Optional)
        .1
        .into_iter()
        .map(|issue| (issue.line, issue.message))
        .collect()
}

fn choice(card: &Card) -> &Choice {
    card.kind.choice().unwrap()
}

const GIR: &str = "\
# Storage classes

## At a glance

```quiz id=gir-minimum domain=1.3
A compliance archive is read once a quarter.

Which class costs *least*?

- [ ] Standard-IA
  > Milliseconds too, but about three times the price.
- [x] Glacier Instant Retrieval
- [ ] Glacier Flexible Retrieval
  > Cheaper still, but a restore takes `minutes`.

  > To hours.
- [ ] One Zone-IA

Instant Retrieval: archive price.
```
";

#[test]
fn single_choice_is_read_whole() {
    let card = card(GIR);
    assert_eq!(card.id, CardId::new("s3/classes#gir-minimum"));
    assert_eq!(card.domain.as_deref(), Some("1.3"));
    assert_eq!(card.section.as_deref(), Some("at-a-glance"));
    assert_eq!(card.section_title.as_deref(), Some("At a glance"));
    assert_eq!((card.line, card.block, card.shuffle), (5, 2, true));
    assert_eq!(
        card.prompt_text(),
        "A compliance archive is read once a quarter.\nWhich class costs least?"
    );
    assert_eq!(
        plain_text(&card.explanation),
        "Instant Retrieval: archive price."
    );
    assert!(matches!(card.kind, CardKind::SingleChoice(_)));
    let options: Vec<_> = choice(&card)
        .options
        .iter()
        .map(|option| {
            (
                plain_text(&option.text),
                option.right,
                plain_text(&option.explanation),
            )
        })
        .collect();
    let option = |text: &str, right, why: &str| (text.to_owned(), right, why.to_owned());
    assert_eq!(
        options,
        [
            option(
                "Standard-IA",
                false,
                "Milliseconds too, but about three times the price."
            ),
            option("Glacier Instant Retrieval", true, ""),
            option(
                "Glacier Flexible Retrieval",
                false,
                "Cheaper still, but a restore takes minutes.\nTo hours."
            ),
            option("One Zone-IA", false, ""),
        ]
    );
    let blocks = choice(&card)
        .options
        .iter()
        .flat_map(|o| o.text.iter().chain(o.explanation.iter()));
    assert!(blocks.into_iter().all(|block| block.containers.is_empty()));
}

#[test]
fn two_ticks_make_a_multiple_response() {
    let card = card("```quiz id=a shuffle=no\nWhich?\n\n- [x] a\n- [ ] b\n- [x] c\n```\n");
    assert!(matches!(card.kind, CardKind::MultipleResponse(_)));
    assert_eq!(choice(&card).right(), [0, 2]);
    assert!(!card.shuffle);
    assert_eq!(card.section, None);
    assert!((card.kind.guess_rate() - 1.0 / 3.0).abs() < 1e-9);
}

#[test]
fn rule_line_parts_front_and_back() {
    let card =
        card("```quiz id=a\nHow long is the minimum?\n---\n90 days.\n\nBilled in full.\n```\n");
    let CardKind::TurnedOver(sides) = &card.kind else {
        panic!("{:?}", card.kind)
    };
    assert_eq!(card.prompt_text(), "How long is the minimum?");
    assert_eq!(plain_text(&sides.answer), "90 days.\nBilled in full.");
    assert_eq!(card.kind.judge(&card.kind.nothing_given()), Verdict::Open);
}

#[test]
fn typed_answer_forgives_spelling_but_no_number() {
    let card =
        card("```quiz id=a type=answer\nMinimum?\n\n= 30 days\n= one month\n\nBilled.\n```\n");
    assert_eq!(plain_text(&card.explanation), "Billed.");
    let check = |text: &str, expected| {
        let given = Given::Text(text.to_owned());
        assert_eq!(card.kind.judge(&given), expected, "{text:?}");
    };
    check("30 days", Verdict::Right);
    check(" 30  Day.", Verdict::Right);
    check("30d", Verdict::Right);
    check("One months", Verdict::Right);
    check("31 days", Verdict::Wrong);
    check("3 0 days", Verdict::Wrong);
    check("30", Verdict::Wrong);
    check("30 hours", Verdict::Wrong);
}

#[test]
fn unaskable_question_is_an_issue_on_its_line() {
    let check = |body: &str, line: usize, expected: &str| {
        let text = format!("Text.\n\n```quiz id=a\n{body}\n```\n");
        let (cards, issues) = extracted(&text, IdRule::Required);
        assert_eq!(cards, [], "{body}");
        let [issue] = issues.as_slice() else {
            panic!("{issues:?}")
        };
        assert_eq!(issue.line, line, "{body}");
        assert!(issue.message.contains(expected), "{}", issue.message);
    };
    check("Which?\n\n- [ ] a\n- [ ] b", 6, "no option is ticked");
    check("Which?\n\n- [x] a", 6, "at least two");
    check("- [x] a\n- [ ] b", 4, "no question above");
    check("Which?", 4, "no answer");
    check("---\nback", 4, "no question above");
    check("front\n---\n", 5, "no answer below");
}

#[test]
fn wrong_arguments_name_what_is_allowed() {
    let check = |arguments: &str, expected: &str| {
        let text = format!("```quiz {arguments}\nWhich?\n\n- [ ] a\n- [x] b\n```\n");
        let messages = messages(&text);
        assert_eq!(messages.len(), 1, "{messages:?}");
        assert_eq!(messages[0].0, 1);
        assert!(messages[0].1.contains(expected), "{}", messages[0].1);
        assert_eq!(extracted(&text, IdRule::Optional).0.len(), 1);
    };
    check("id=a domian=1.3", "did you mean `domain`?");
    check("id=a type=anser", "did you mean `answer`?");
    check("id=a shuffle=maybe", "`yes` or `no`");
    check("id=a loose", "\"loose\" is no `key=value`");
    check("id=\"a b\"", "is no word of letters");
}

#[test]
fn option_without_a_box_is_named_and_taken_as_wrong() {
    let text = "```quiz id=a\nWhich?\n\n- [x] a\n- b\n```\n";
    assert_eq!(messages(text)[0].0, 5);
    let (cards, _) = extracted(text, IdRule::Optional);
    assert_eq!(choice(&cards[0]).right(), [0]);
    assert_eq!(choice(&cards[0]).options.len(), 2);
}

#[test]
fn missing_id_is_an_issue_in_bundled_notes_only() {
    let text = "```quiz\nWhich?\n\n- [x] a\n- [ ] b\n```\n";
    let (cards, issues) = extracted(text, IdRule::Required);
    assert_eq!((cards.len(), issues.len()), (1, 1));
    let (cards, issues) = extracted(text, IdRule::Optional);
    assert_eq!((cards.len(), issues.len()), (1, 0));
    let own = cards[0].id.as_str().strip_prefix("s3/classes#q-").unwrap();
    assert!(own.len() == 8 && own.bytes().all(|b| b.is_ascii_hexdigit()));
}

#[test]
fn made_id_survives_edits_of_options_and_spacing() {
    let id = |text: &str| extracted(text, IdRule::Optional).0[0].id.clone();
    let before = id("```quiz\nWhich one?\n\n- [x] a\n- [ ] b\n```\n");
    assert_eq!(
        id("Text.\n\n```quiz\nWhich\n  one?\n\n- [ ] a\n- [x] c\n```\n"),
        before
    );
    assert_ne!(id("```quiz\nWhich two?\n\n- [x] a\n- [ ] b\n```\n"), before);
}

#[test]
fn second_question_with_an_id_keeps_its_place_under_another() {
    let one = "```quiz id=a\nFirst?\n\n- [x] a\n- [ ] b\n```\n";
    let two = "```quiz id=a\nSecond?\n\n- [x] a\n- [ ] b\n```\n";
    let (cards, issues) = extracted(&format!("{one}\n{two}"), IdRule::Required);
    assert_eq!(cards.len(), 2);
    assert_ne!(cards[0].id, cards[1].id);
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0].line, 8);
    assert!(
        issues[0].message.contains("line 1"),
        "{}",
        issues[0].message
    );
}

#[test]
fn same_prompt_with_other_options_is_another_question() {
    let one = "```quiz\nWhich is true?\n\n- [x] a\n- [ ] b\n```\n";
    let two = "```quiz\nWhich is true?\n\n- [x] c\n- [ ] d\n```\n";
    let (cards, issues) = extracted(&format!("{one}\n{two}\n{one}"), IdRule::Optional);
    assert_eq!(cards.len(), 2);
    assert_ne!(cards[0].id, cards[1].id);
    assert_eq!(issues.len(), 1);
    assert_eq!(
        (issues[0].line, issues[0].message.as_str()),
        (15, "the same question as on line 1")
    );
}

#[test]
fn question_inside_a_quote_is_read_too() {
    let text = "> ```quiz id=a\n> Which?\n>\n> - [x] a\n> - [ ] b\n> ```\n";
    assert_eq!(card(text).id, CardId::new("s3/classes#a"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_body_each_block_becomes_a_card_or_an_issue(
        lines in prop::collection::vec("(- \\[[ x]\\] |---|= |  > |[a-z]{1,4}\\? |\\d\\. )?[ -_a-z|~]{0,12}", 0..12),
        arguments in "( (id|type|shuffle|x)=?[a-z\"]{0,5}){0,3}",
    ) {
        let text = format!("```quiz{arguments}\n{}\n```\n", lines.join("\n"));
        let (cards, issues) = extracted(&text, IdRule::Optional);
        prop_assert!(cards.len() <= 1);
        prop_assert!(!cards.is_empty() || !issues.is_empty());
        for issue in issues {
            prop_assert!(issue.line >= 1 && issue.line <= lines.len() + 2, "{:?}", issue);
        }
        for card in cards {
            prop_assert!(!card.prompt_text().trim().is_empty());
            if let Some(choice) = card.kind.choice() {
                prop_assert!(choice.options.len() >= 2 && choice.to_choose() >= 1);
                let key = Given::Picks(choice.right());
                prop_assert_eq!(card.kind.judge(&key), Verdict::Right);
            }
        }
    }
}
