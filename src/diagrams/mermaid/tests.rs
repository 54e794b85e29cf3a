use proptest::prelude::*;

use super::*;
use crate::diagrams::scene::{ElementKind, Paint, Part, SketchShape};

#[track_caller]
fn drawn(source: &str) -> Drawing {
    draw(source).unwrap_or_else(|why| panic!("{source}: {why}"))
}

fn why_not(source: &str) -> String {
    draw(source).unwrap_err()
}

fn names(drawing: &Drawing) -> Vec<&str> {
    let elements = drawing.scene.elements.iter();
    let names = elements.map(|element| element.name.as_str());
    names.filter(|name| !name.is_empty()).collect()
}

fn detail<'d>(drawing: &'d Drawing, name: &str) -> &'d str {
    let mut elements = drawing.scene.elements.iter();
    let found = elements.find(|element| element.name == name);
    &found.unwrap().detail
}

fn shapes(drawing: &Drawing) -> impl Iterator<Item = &SketchShape> {
    drawing
        .scene
        .elements
        .iter()
        .flat_map(|element| match &element.kind {
            ElementKind::Sketch(sketch) => sketch.shapes.as_slice(),
            _ => &[],
        })
}

#[test]
fn flowchart_has_its_boxes_and_says_where_they_lead() {
    let drawing = drawn("flowchart LR\nA[Start] -->|go| B{Ready?}\nB --> C[(Store)]\nB --> A");
    assert_eq!(drawing.title, "Flowchart");
    for name in ["Start", "Ready?", "Store", "go"] {
        assert!(names(&drawing).contains(&name), "{:?}", names(&drawing));
    }
    assert_eq!(detail(&drawing, "Start"), "Leads to Ready?.");
    assert!(detail(&drawing, "Ready?").contains("Store"));
    assert!(drawing.description.starts_with("Flowchart. "));
    assert!(drawing.description.contains("Start: Leads to Ready?."));
}

#[test]
fn flowchart_is_understood_as_people_write_it() {
    let drawing = drawn(
        "graph TD\nA-->B & C;B--no-->D[\"x (y)<br/>z\"]\nGröße-->D\nclick A \"https://e.com\"",
    );
    for name in ["A", "B", "C", "x (y) z", "no", "Größe"] {
        assert!(names(&drawing).contains(&name), "{:?}", names(&drawing));
    }
    assert_eq!(detail(&drawing, "A"), "Leads to B, C.");
    assert!(!names(&drawing).contains(&"click"));
}

#[test]
fn class_is_one_thing_with_what_it_holds() {
    let drawing = drawn("classDiagram\nclass Duck {\n+String beak\n+swim()\n}");
    assert_eq!(names(&drawing), ["Duck"]);
    let held = detail(&drawing, "Duck");
    assert!(held.contains("beak") && held.contains("swim()"), "{held}");
}

#[test]
fn every_common_kind_is_drawn() {
    for (source, title) in [
        ("sequenceDiagram\nAlice->>Bob: hello", "Sequence diagram"),
        ("stateDiagram-v2\n[*] --> A\nA --> [*]", "State diagram"),
        ("erDiagram\nA ||--o{ B : has", "Entity relationship diagram"),
        ("pie\n\"a\" : 3\n\"b\" : 4", "Pie chart"),
        (
            "gantt\ndateFormat YYYY-MM-DD\nsection A\nt :a1, 2026-01-01, 3d",
            "Gantt chart",
        ),
        ("mindmap\n  root((a))\n    b\n    c", "Mind map"),
        ("timeline\n2006 : S3 : EC2", "Timeline"),
        ("gitGraph\ncommit\nbranch b\ncommit", "Git graph"),
        ("journey\nsection a\ntea: 5: me", "User journey"),
    ] {
        let drawing = drawn(source);
        assert_eq!(drawing.title, title);
        assert!(!names(&drawing).is_empty(), "{source}");
    }
}

#[test]
fn title_of_the_author_is_kept() {
    assert_eq!(
        drawn("---\ntitle: Ways\n---\nflowchart\nA-->B").title,
        "Ways"
    );
}

#[test]
fn parts_have_meanings_and_own_colors_are_kept() {
    let drawing = drawn("flowchart LR\nA --> B\nstyle B fill:#123456");
    let fills: Vec<Paint> = shapes(&drawing)
        .filter_map(|shape| match shape {
            SketchShape::Panel { fill, .. } => *fill,
            _ => None,
        })
        .collect();
    assert!(fills.contains(&Paint::Part(Part::Box)), "{fills:?}");
    assert!(fills.contains(&Paint::Own([0x12, 0x34, 0x56, 255])));
    let grounds = shapes(&drawing).filter_map(|shape| match shape {
        SketchShape::Words(words) => words.ground,
        _ => None,
    });
    assert_eq!(grounds.count(), 2);
}

#[test]
fn nothing_lies_outside_of_the_picture() {
    let drawing = drawn("flowchart TD\nA[One] --> B[Two]\nA --> C[Three]\nB --> D\nC --> D");
    let (width, height) = drawing.scene.size;
    for element in &drawing.scene.elements {
        let ElementKind::Sketch(sketch) = &element.kind else {
            panic!("only sketches");
        };
        let area = sketch.area;
        assert!(area.x >= 0.0 && area.y >= 0.0, "{area:?}");
        assert!(area.x + area.w <= width && area.y + area.h <= height);
    }
}

#[test]
fn what_cannot_be_drawn_is_said_in_a_sentence() {
    assert_eq!(why_not(""), "There is nothing in the drawing");
    assert!(why_not("whatever\nA").starts_with("\u{201c}whatever\u{201d} is no kind of drawing"));
    let broken = why_not("flowchart LR\nA --> B\nA --> --> [");
    assert_eq!(broken, "Line 3 of the drawing is not understood");
    let broken = why_not("pie\n\"a\" what");
    assert_eq!(broken, "There is nothing in the drawing");
}

#[test]
fn bombs_are_refused_before_they_are_lit() {
    use std::fmt::Write as _;

    let mut edges = String::from("flowchart LR\n");
    for number in 0..100_000 {
        let _written = writeln!(edges, "A{number} --> A{}", number + 1);
    }
    assert!(why_not(&edges).contains("of text; up to 24 KB are drawn"));
    let mut dense = String::from("flowchart LR\n");
    for number in 0..300 {
        let _written = writeln!(dense, "a{}-->b{}", number % 20, number % 17);
    }
    assert!(why_not(&dense).contains("up to 320 are drawn"));
    let side = ["a"; 40].join(" & ");
    let product = format!("flowchart LR\n{side} --> {side}");
    assert!(why_not(&product).contains("up to 320 are drawn"));
    let chain = format!("flowchart LR\n{}", vec!["a"; 4_000].join("-->"));
    assert!(why_not(&chain).contains("up to 320 are drawn"));
    let deep = format!(
        "flowchart LR\n{}{}",
        "subgraph s\n".repeat(60),
        "end\n".repeat(60)
    );
    assert!(why_not(&deep).contains("nested deeper"));
    let thoughts = format!("mindmap\n a\n{}", "  b\n".repeat(200));
    assert!(why_not(&thoughts).contains("up to 100 are drawn"));
    for endless in [
        "packet-beta\n0-999999999: \"x\"",
        "radar-beta\naxis a, b\ncurve x{1, 2}\nticks 999999999",
        "gantt\ndateFormat YYYY-MM-DD\nsection a\nt :a, 0001-01-01, 999999999d",
    ] {
        assert!(why_not(endless).contains("digits"), "{endless}");
    }
    let centuries =
        "gantt\ndateFormat YYYY-MM-DD\nsection a\nt :a, 0001-01-01, 1d\nu :b, 9999-01-01, 1d";
    assert_eq!(why_not(centuries), "The drawing is too large to be shown");
    let mut indented = String::from("mindmap\n");
    for level in 1..100 {
        let _written = writeln!(indented, "{}a{level}", " ".repeat(level));
    }
    assert!(why_not(&indented).contains("nested deeper"));
    let long = format!("flowchart LR\nA[{}]", "x".repeat(20_000));
    assert!(draw(&long).is_err());
}

/// The worst that passes: every part is linked far ahead, which the layout likes least.
#[test]
fn largest_drawings_that_pass_are_laid_out() {
    use std::fmt::Write as _;

    let mut ladder = String::from("flowchart TD\n");
    for number in 0..52 {
        let _written = writeln!(ladder, "n{number}-->n{}", number + 1);
        let _written = writeln!(ladder, "n0-->n{}", number + 1);
    }
    assert!(names(&drawn(&ladder)).contains(&"n52"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_text_is_drawn_or_refused(
        kind in prop::sample::select(vec![
            "flowchart LR", "graph TD", "sequenceDiagram", "stateDiagram-v2", "classDiagram",
            "erDiagram", "pie", "gantt", "mindmap", "timeline", "gitGraph", "journey",
            "quadrantChart", "xychart-beta", "sankey-beta", "packet-beta", "block-beta",
            "kanban", "radar-beta", "treemap-beta", "C4Context", "architecture-beta",
            "requirementDiagram",
        ]),
        lines in prop::collection::vec(
            prop::sample::select(vec![
                "A --> B", "B --> C", "C --> A", "A --- A", "subgraph x", "end", "A[one] -->|t| B",
                "A->>B: hi", "B-->>A: ho", "loop x", "[*] --> A", "state A {", "}", "class A {",
                "A <|-- B", "A ||--o{ B : x", "\"a\" : 3", "\"b\" : 0", "\"c\" : -1", "section s",
                "t :a, 2026-01-01, 3d", "  a", "    b", "  root((x))", "2006 : a : b", "commit",
                "branch b", "checkout b", "merge main", "tea: 5: me", "a,b,3", "0-7: \"x\"",
                "x-axis [1, 2]", "bar [3, 4]", "note over A: n", "é — 中", "%% remark", "style A fill:#f00",
                "classDef x fill:#0f0", "direction LR", "title T", "a: [0.1, 0.9]", "columns 3",
            ]),
            0..14,
        ),
    ) {
        let _either = draw(&format!("{kind}\n{}", lines.join("\n")));
    }
}

#[test]
fn braces_of_relations_open_nothing() {
    let relations: Vec<String> = (0..40)
        .map(|at| format!("A{at} ||--o{{ B{at} : has"))
        .collect();
    draw(&format!("erDiagram\n{}", relations.join("\n"))).unwrap();
}

#[test]
fn frame_may_be_linked_before_it_is_drawn() {
    draw("flowchart LR\nuser --> vpc\nsubgraph vpc [Private subnet]\ndb\nend").unwrap();
}

#[test]
fn named_line_counts_what_stands_before_the_drawing() {
    let why = why_not("---\ntitle: Ways\n---\nflowchart LR\nA --> --> B");
    assert!(why.starts_with("Line 5 "), "{why}");
}

#[test]
fn label_with_names_of_characters_is_drawn_as_it_reads() {
    draw("flowchart LR\nA[x #amp;lt; y] --> B").unwrap();
}
