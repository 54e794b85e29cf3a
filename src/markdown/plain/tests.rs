use super::*;

fn check(source: &str, expected: &str) {
    assert_eq!(to_text(&parse(source)), expected, "{source}");
}

#[test]
fn lists_keep_their_markers_and_depth() {
    check(
        "# Title\n\nText *here*.\n\n1. one\n   - inner\n2. two\n\n- [x] done\n- [ ] open\n",
        "# Title\n\nText here.\n\n1. one\n   - inner\n2. two\n\n[x] done\n[ ] open\n",
    );
}

#[test]
fn loose_item_continues_under_its_marker() {
    check("- a\n\n  b\n- c\n", "- a\n\n  b\n\n- c\n");
}

#[test]
fn tables_are_parted_by_tabs() {
    check("| a | b |\n|---|---|\n| 1 | *2* |\n", "a\tb\n1\t2\n");
}

#[test]
fn callout_says_its_kind_once() {
    check(
        "> [!WARNING]\n> Hot.\n>\n> Very.\n\n> quoted\n",
        "Warning:\n  Hot.\n\n  Very.\n\n> quoted\n",
    );
    check(
        "> [!faq]- Why?\n> So.\n>\n> > [!bug]\n> > Crash\n",
        "Why?:\n  So.\n\n  Bug:\n    Crash\n",
    );
}

#[test]
fn footnotes_follow_with_their_number() {
    check(
        "Fact[^why].\n\n[^why]: Because.\n\nMore.\n",
        "Fact[1].\n\nMore.\n\n[1] Because.\n",
    );
}

#[test]
fn questions_and_diagrams_are_written_out() {
    check(
        "```quiz id=a\nWhich?\n\n- [ ] one\n  > no\n- [x] two\n\nRule.\n```\n\n\
         ```diagram s3-lifecycle\npreset = logs\n```\n",
        "Question:\nWhich?\n\n[ ] one\n    > no\n[x] two\n\nRule.\n\n\
         Diagram: s3-lifecycle\n  preset = logs\n",
    );
}

#[test]
fn code_and_pictures_keep_their_words() {
    check(
        "```bash\naws s3 ls\n\nexit\n```\n\n![A bucket](b.png \"Fig. 1\")\n\n---\n",
        "aws s3 ls\n\nexit\n\nPicture: A bucket (Fig. 1)\n\n---\n",
    );
}
