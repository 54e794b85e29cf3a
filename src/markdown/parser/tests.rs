use super::leaf::{LONG_CELL, LONG_HEADING, LONG_PARAGRAPH, LONG_TITLE, UNCLOSED_FENCE};
use super::*;

use dump::dump;

mod dump;

fn check(source: &str, expected: &str) {
    assert_eq!(dump(source), expected, "{source}");
}

fn issues(source: &str) -> Vec<(usize, String)> {
    parse(source)
        .issues
        .into_iter()
        .map(|issue| (issue.line, issue.message))
        .collect()
}

#[test]
fn headings_get_anchors() {
    check(
        "# A `b`\n\nSet\n===\n\n## A b\n\n### Given {#my-id}\n\n## Keep {this: text}\n\n\
         # More {.wide #more lang=en}\n\n# Class {.wide}\n",
        "h1 #a-b A {c:b}\nh1 #set Set\nh2 #a-b-1 A b\nh3 #my-id Given\n\
         h2 #keep-this-text Keep {this: text}\nh1 #more More\nh1 #class Class",
    );
}

#[test]
fn styles_nest() {
    check(
        "a *b **c `d`*** ~~e~~ \\*f\\* &amp; g",
        "p a {e:b }{se:c }{sec:d} {d:e} *f* & g",
    );
}

#[test]
fn highlight_reaches_over_styles_but_not_into_code() {
    check(
        "x ==a **b** c== `==d==` \\==e== 1==1",
        "p x {h:a }{sh:b}{h: c} {c:==d==} ==e== 1==1",
    );
}

#[test]
fn links_keep_how_they_were_written() {
    check(
        "[a](b.md \"t\") [[s3/x#y|z]] [[q]] <me@a.b> https://c.d/e_f, `www.x.y`",
        "p {:a->Inline b.md} {:z->Wiki s3/x#y} {:q->Wiki q} {:me@a.b->Inline mailto:me@a.b} \
         {:https://c.d/e_f->Inline https://c.d/e_f}, {c:www.x.y}",
    );
}

#[test]
fn line_breaks_are_hard_or_soft() {
    check("a\nb  \nc\\\nd<br>e", "p a b\\nc\\nd\\ne");
    check("a<br>\n  b<br> c", "p a\\nb\\nc");
}

#[test]
fn spaces_in_a_row_are_one() {
    check("a  b   *c  d* `e  f`", "p a b {e:c d} {c:e  f}");
    check("a <!-- b --> c", "p a c");
    check("# S3  pricing", "h1 #s3--pricing S3  pricing");
}

#[test]
fn pictures_are_blocks_and_those_in_links_words() {
    check(
        "![alt *x*](a/b.png \"T\")\n\n![](c.png) ![[d.jpg]]\n\nsee ![e](f.png) and ![[note]]\n\n\
         [![badge](http://g.svg)](https://h.i)\n\n![[note#part]]\n\n![[j.png|300]] ![k|20x30](l.png)",
        "img a/b.png [alt x] (T)\nimg c.png [] () + img d.jpg [d.jpg] ()\n\
         p see\nimg f.png [e] ()\np and\nembed note\np {i:badge->Inline https://h.i}\n\
         embed note#part\nimg j.png [] () 300x + img l.png [k] () 20x30",
    );
}

#[test]
fn pictures_without_words_between_them_stand_together() {
    let (a, b) = ("img a.png [] ()", "img b.png [] ()");
    let together = format!("{a} + {b}");
    let apart = format!("{a}\n{b}");
    check("![](a.png) ![](b.png)", &together);
    check("![](a.png)\n![](b.png)", &together);
    check("<img src=a.png>\n<img src=b.png>", &together);
    check("text\n![](a.png)![](b.png)", &format!("p text\n{together}"));
    check("![](a.png)  \n![](b.png)", &apart);
    check("<img src=a.png><br><img src=b.png>", &apart);
    check("![](a.png)\n\n![](b.png)", &apart);
    check("- ![](a.png)\n- ![](b.png)", &format!("-! {a}\n-! {b}"));
    check(
        "![a|16](x.png)<br>![b|16](y.png)",
        "img x.png [a] () 16x\nimg y.png [b] () 16x",
    );
    let many = parse("![](a.png)\n".repeat(100));
    assert_eq!(many.blocks.len(), 9);
    let named = parse("<img src=a.png> <img id=b src=b.png>\n\nc");
    assert_eq!(named.block_at_anchor("b"), Some(0));
    check("![](a.png) c ![](b.png)", &format!("{a}\np c\n{b}"));
    let aligned = dump("<p align=center><img src=a.png> <img src=b.png></p>");
    assert_eq!(aligned.lines().count(), 1, "{aligned}");
}

#[test]
fn pictures_stand_as_blocks_within_their_paragraph() {
    check(
        "a\n![[b.png]] ![](c.png)\nd ![e](f.png)\n![[g#h]]",
        "p a\nimg b.png [b.png] () + img c.png [] ()\np d\nimg f.png [e] ()\nembed g#h",
    );
    check(
        "![a](http://b.c) ![](d.svg)\n![e](http://f.g)",
        "img http://b.c [a] () + img d.svg [] () + img http://f.g [e] ()",
    );
    check(
        "![a](http://b.c) ![](http://d.e)",
        "img http://b.c [a] () + img http://d.e [] ()",
    );
    check(
        "see ![](a.png)). *Or (![b](c.png), d*.",
        "p see).\nimg a.png [] ()\np {e:Or (,}\nimg c.png [b] ()\np {e:d}.",
    );
    check(
        "**see ![](a.png)**. *Or ![b](c.png)* d",
        "p {s:see}.\nimg a.png [] ()\np {e:Or}\nimg c.png [b] ()\np d",
    );
    check("![a](b.png). c", "img b.png [a] ()\np . c");
    check("if a == b:\n![](c.png)", "p if a == b:\nimg c.png [] ()");
    check(
        "$$a$$ ![](b.png) $c$",
        "math \"a\"\nimg b.png [] ()\np {m:c}",
    );
    check("a ![b|16](c.svg) d", "p a {i:b->Image c.svg} d");
    check(
        "a ==b ![c](d.png) e==",
        "p a {h:b }{hi:c->Image d.png}{h: e}",
    );
    check(
        "<p>a <img src=\"b.png\"> c<img src=\"d.png\"><br>e</p>",
        "p a\nimg b.png [] ()\np c\nimg d.png [] ()\np e",
    );
    check(
        "- a\n  ![b](c.png)\n  d",
        "-! p a\n- img c.png [b] ()\n- p d",
    );
    check(
        "<p align=\"center\"><img src=\"a.png\" alt=\"b\"><br><b>c</b></p>",
        "Center img a.png [b] ()\nCenter p {s:c}",
    );
    check("**a\n![](b.png)\nc**", "p {s:a}\nimg b.png [] ()\np {s:c}");
    check(
        "# a\n> [!tip] ![](b.png)\n> c",
        "h1 #a a\nTip title {i:b->Image b.png}\nTip p c",
    );
}

#[test]
fn picture_that_is_all_of_a_link_is_a_block_that_leads_there() {
    check(
        "a [![b](c.png)](d.md), [ ![e|40](f.png) ](<#g>) h",
        "p a,\nimg c.png [b] ()->d.md + img f.png [e] () 40x->#g\np h",
    );
    check(
        "<a href=\"b.md\"><img src=\"a.png\" alt=\"c\"></a> d",
        "img a.png [c] ()->b.md\np d",
    );
    check(
        "![a](b.png)[![c](d.png)](e)",
        "img b.png [a] () + img d.png [c] ()->e",
    );
    check(
        "[![a](b.png) c](d) [![](e.svg) ![](f.svg)](g) [![h|16](i.png)](j)",
        "p {i:a->Inline d}{: c->Inline d} {i:e->Inline g}{: ->Inline g}{i:f->Inline g} {i:h->Inline j}",
    );
    check("# [![a](b.png)](c)", "h1 #a {i:a->Inline c}");
}

#[test]
fn pictures_at_the_end_of_a_heading_stand_below_it() {
    check(
        "# a *b* [![c](d.svg)](e) ![f](g.svg)",
        "h1 #a-b a {e:b}\np {i:c->Inline e} {i:f->Image g.svg}",
    );
    check("# ![a](b.png)", "h1 #a {i:a->Image b.png}");
    check("# ![a](b.png) c", "h1 #a-c {i:a->Image b.png} c");
}

#[test]
fn wikilinks_without_words_say_where_they_lead() {
    check(
        "[[a#b]] [[#c]] [[d#e|f]]",
        "p {:a › b->Wiki a#b} {:c->Wiki #c} {:f->Wiki d#e}",
    );
}

#[test]
fn inline_picture_without_words_goes_by_its_name() {
    check(
        "a ![](https://b.c/cloud.png)",
        "p a {i:cloud->Image https://b.c/cloud.png}",
    );
}

#[test]
fn list_items_carry_their_markers() {
    check(
        "3. a\n4. b\n   - c\n\n     d\n   - e\n\n* [x] f\n* [ ] g\n*\n",
        "3.! p a\n4.! p b\n4. -!~ p c\n4. -~ p d\n4. -!~ p e\n[x]! p f\n[ ]! p g\n-! p",
    );
}

#[test]
fn tasks_keep_their_numbers_and_may_be_begun_or_dropped() {
    check(
        "1. [x] a\n2. [ ] b\n\n   c\n\n- [/] d *e*\n- [-] f\n",
        "1.[x]!~ p a\n2.[ ]!~ p b\n2.[ ]~ p c\n[/]! p d {e:e}\n[-]! p f",
    );
    check(
        "- \\[-] a\n- b\n\n  [-] c\n- [?] d\n- [-]\n\n[/] e",
        "-!~ p [-] a\n-!~ p b\n-~ p [-] c\n-!~ p [?] d\n-!~ p [-]\np [/] e",
    );
    check("- [/] ![](a.png)", "[/]! img a.png [] ()");
}

#[test]
fn first_block_of_an_item_may_be_any_block() {
    check(
        "- - a\n- ```\n  b\n  ```\n- # c\n- > d\n- <!-- e -->\n",
        "-! -! p a\n-! code: \"b\"\n-! h1 #c c\n-! > p d\n-! p",
    );
}

#[test]
fn quotes_and_callouts_are_containers() {
    check(
        "> a\n>\n> > b\n\n> [!TIP]\n> c\n>\n> - d\n\n> [!CAUTION]\n",
        "> p a\n> > p b\nTip title Tip\nTip p c\nTip -! p d\nCaution title Caution",
    );
}

#[test]
fn tables_have_one_cell_a_column() {
    check(
        "| a | b |\n|:-:|--:|\n| `1` | [[x\\|y]] | 3 |\n| 2 |\n",
        "table [Center, Right] a | b / {c:1} | {:y->Wiki x} / 2 |",
    );
}

#[test]
fn code_keeps_its_lines() {
    check(
        "```json,x y\n{\n\n}\n```\n\n    ind\n     ent\n\n~~~\n~~~\n",
        "code:json \"{\\n\\n}\"\ncode: \"ind\\n ent\"\ncode: \"\"",
    );
}

#[test]
fn interpreted_fences_are_directives() {
    let source = "```quiz id=a b\nWhich?\n- [x] c\n```\n\n> ```diagram k\n> x = 1\n> ```\n";
    check(
        source,
        "Quiz <id=a b> \"Which?\\n- [x] c\"\n> Diagram <k> \"x = 1\"",
    );
    let starts: Vec<_> = parse(source)
        .blocks
        .iter()
        .map(|block| match &block.kind {
            BlockKind::Directive(directive) => &source[directive.body_start..][..5],
            _ => "",
        })
        .collect();
    assert_eq!(starts, ["Which", "x = 1"]);
}

#[test]
fn windows_line_ends_change_nothing() {
    let source = "---\ntitle: t\n---\n# a\n\nb\nc\n\n```quiz\nd\n\ne\n```\n- f\n- g\n\n| h |\n|---|\n| i |\n";
    assert_eq!(dump(source), dump(&source.replace('\n', "\r\n")));
}

#[test]
fn footnotes_move_to_the_end_in_order_of_reference() {
    check(
        "[^u]: unused\n\n- a[^two]\n\n  [^one]: first\n\n      more\n\nb[^one][^two][^none]\n\n[^two]: second\n",
        "-!~ p a{^:1->Footnote two}\np b{^:2->Footnote one}{^:1->Footnote two}[^none]\n\
         ^two=1! p second\n^one=2! p first\n^one=2 p more\n^u=0! p unused",
    );
}

#[test]
fn definitions_stand_as_items_under_their_term() {
    check("term\n: one\n: two\n", "p {s:term}\n:! p one\n:! p two");
}

#[test]
fn callouts_have_titles_and_fold() {
    check(
        "> [!faq]- Why *so*?\n> Because.\n>\n> > [!BUG]\n> > Crash\n\n> [!recipe]+\n> - flour\n\n> [!note] Only a title\n",
        "Question- title Why {e:so}?\nQuestion- p Because.\nQuestion- Bug title Bug\n\
         Question- Bug p Crash\nNote+ title Recipe\nNote+ -! p flour\nNote title Only a title",
    );
}

#[test]
fn style_reaches_from_a_title_into_the_text() {
    check("> [!tip] **a\n> b** c\n", "Tip title {s:a}\nTip p {s:b} c");
}

#[test]
fn formulas_stand_in_lines_or_alone() {
    check(
        "a $x^2$ and $$y$$.\n\n$$\n\\frac{a}{b}\n$$\n\n1 $ and 2 $\n",
        "p a {m:x^2} and {m:y}.\nmath \"\\\\frac{a}{b}\"\np 1 $ and 2 $",
    );
}

#[test]
fn harmless_html_reads_like_markdown() {
    check(
        "a <kbd>b</kbd> H<sub>2</sub>O <a href=\"c\">d</a> <img src=e alt=f width=30>\n\n<!-- g -->\n",
        "p a {k:b} H{_:2}O {:d->Inline c} {i:f->Image e}",
    );
    check(
        "<p align=\"center\">\n  <img src=\"a.png\" width=\"300\">\n</p>\n\n\
         <h2 align=right>B &amp; c</h2>\n\n<div>\n\nd **e**\n\n</div>\n\nf<br>g\n",
        "Center img a.png [] () 300x\nRight h2 #b--c B & c\np d {s:e}\np f\\ng",
    );
    check(
        "<ul>\n<li>a\n<li><b>b</b></li>\n</ul>\n<ol start=3><li>c</ol>\n\
         <blockquote>d<p>e</blockquote>\n<pre>\n f\n  g</pre>\n<hr>\n",
        "-! p a\n-! p {s:b}\n3.! p c\n> p d\n> p e\ncode: \" f\\n  g\"\nrule",
    );
    check(
        "<table>\n<tr><th>a<th align=\"right\">b</tr>\n\n<tr><td>c</td><td><i>d</i></td></tr>\n</table>\n",
        "table [None, Right] a | b / c | {e:d}",
    );
}

#[test]
fn details_are_callouts_around_markdown() {
    check(
        "<details>\n<summary>More <i>x</i></summary>\n\n- a\n\n</details>\n\n\
         <details open>b</details>\nc\n",
        "Details- title More {e:x}\nDetails- -! p a\nDetails+ title Details\nDetails+ p b\np c",
    );
}

#[test]
fn element_ends_with_the_item_in_which_it_began() {
    check(
        "- <div align=center>\n\n  a\n- b\n\nc\n",
        "-!~ Center p a\n-!~ p b\np c",
    );
}

#[test]
fn named_places_are_kept_with_their_block() {
    let document = parse("a\n\n<a id=\"here\"></a>\n\nb <span id=there>c</span>\n");
    assert_eq!(document.anchors, [("here".into(), 1), ("there".into(), 1)]);
    assert_eq!(document.block_at_anchor("here"), Some(1));
}

#[test]
fn other_html_is_shown_as_it_stands_with_an_issue() {
    let source = "a <x-y>\n\n<script>\nd()\n</script>\n\n<?php e ?>\n\n<div\n";
    check(
        source,
        "p a <x-y>\np <script> d() </script>\np <?php e ?>\np <div",
    );
    let expected = [1, 3, 5, 7].map(|line| (line, "raw HTML is shown as text".to_owned()));
    assert_eq!(issues(source), expected);
}

#[test]
fn unclosed_fence_is_an_issue() {
    assert_eq!(
        issues("a\n\n```json\n{}\n"),
        [(3, UNCLOSED_FENCE.to_owned())]
    );
    assert_eq!(issues("```\n```\n\n- ~~~\n  x\n  ~~~\n\n    ind"), []);
}

#[test]
fn nesting_is_capped_and_text_kept() {
    let document = parse(format!("{}deep", "> ".repeat(10_000)));
    let [block] = document.blocks.as_slice() else {
        panic!("{} blocks", document.blocks.len());
    };
    assert_eq!(block.plain_text(), "deep");
    assert_eq!(block.containers.len(), MAX_NESTING);
    assert_eq!(document.issues.len(), 1);
}

/// Nothing is laid out at once that is larger than a few screens, and nothing of it is lost.
#[test]
fn what_is_too_long_goes_on_below_and_is_said() {
    let long = "word ".repeat(1 << 18);
    let long = long.trim();
    let cases = [
        (format!("# {long}\n"), LONG_HEADING),
        (format!("<h2>{long}</h2>\n"), LONG_HEADING),
        (format!("- {long}\n"), LONG_PARAGRAPH),
        (format!("[{long}](https://a.b)\n"), LONG_PARAGRAPH),
        (format!("> [!NOTE] {long}\n"), LONG_TITLE),
        (
            format!("<details><summary>{long}</summary></details>\n"),
            LONG_TITLE,
        ),
        (format!("| a | b |\n|--|--|\n| c | {long} |\n"), LONG_CELL),
        (format!("| a | {long} |\n|--|--|\n| c | d |\n"), LONG_CELL),
        (
            format!("<table><tr><td>{long}</td></tr></table>\n"),
            LONG_CELL,
        ),
    ];
    for (source, expected) in cases {
        let start = source.get(..20).unwrap();
        let found = issues(&source);
        assert!(
            found
                .iter()
                .any(|(line, message)| *line <= 3 && message == expected),
            "{start}: {found:?}"
        );
        let document = parse(source.as_str());
        let longest = document.blocks.iter().flat_map(Block::inlines);
        let longest = longest.map(|inline| inline.text.len()).max();
        assert!(
            longest.is_some_and(|longest| longest <= 16 << 10),
            "{start}: {longest:?}"
        );
        let text = crate::markdown::plain::to_text(&document);
        assert_eq!(text.matches("word").count(), 1 << 18, "{start}");
    }
}

#[test]
fn front_matter_is_no_text() {
    let document = parse("\u{feff}---\ntitle: T\nid: a/b\n---\n\n# H\n");
    assert_eq!(document.front_matter.title.as_deref(), Some("T"));
    assert_eq!(document.blocks.len(), 1);
    assert_eq!(&document.source[document.blocks[0].range.clone()], "# H");
}
