//! The links of a note: lists beside it, mentions, and what a link shows before it is followed.

use egui::Role;

use crate::common::window::Window;
use crate::common::world::World;

const NOTES: &[(&str, &str)] = &[
    (
        "a/queue.md",
        "---\ntitle: Dead-letter queue\nsummary: Where failed messages go.\n---\n\nFailed messages wait here.\n\n\
         ## Redrive\n\nThey go back later.\n\nSee [[topic]] and [[topic]] again, and [[Tpic]].\n",
    ),
    (
        "a/topic.md",
        "---\ntitle: Topic\n---\n\nIt [links](queue.md#redrive) back.\n",
    ),
    (
        "b/other.md",
        "---\ntitle: Other\n---\n\n## Faults\n\nA dead-letter queue would keep them.\n",
    ),
    (
        "b/third.md",
        "---\ntitle: Third\n---\n\nNothing of the kind.\n",
    ),
];

/// The files stay as long as their world does.
fn open(route: &str) -> (World, Window) {
    let world = World::with_notes(NOTES);
    let window = Window::open(&world, route);
    (world, window)
}

#[test]
fn lists_beside_a_note_lead_both_ways() {
    let (_world, mut window) = open("note:a/queue");
    for words in ["Linked from", "Links to", "Named in, without a link"] {
        assert!(window.says(words), "{words}");
    }
    let links = window.names(Role::Link);
    let listed = |name: &str| links.iter().filter(|link| *link == name).count();
    // Both lists, and twice in the text under the name of the note.
    assert_eq!(listed("Topic"), 2, "{links:?}");
    assert_eq!(listed("B: Other"), 1, "{links:?}");
    assert_eq!(listed("B: Third"), 0, "{links:?}");
    window.click(Role::Link, "B: Other");
    assert_eq!(window.route(), "note:b/other");
    assert!(window.says("1 of 1"), "the name is lit");
    let links = window.names(Role::Link);
    assert!(!links.iter().any(|link| link == "Topic"), "{links:?}");
}

#[test]
fn link_shows_the_beginning_of_what_it_leads_to() {
    let (_world, mut window) = open("note:a/topic");
    window.focus(Role::Link, "links");
    assert!(window.says("Dead-letter queue \u{203a} Redrive"));
    assert!(window.says("Where failed messages go."));
    assert!(window.says("They go back later."));
    assert!(
        !window.says("Failed messages wait here."),
        "another section"
    );
}

#[test]
fn link_that_leads_nowhere_says_why_and_what_was_perhaps_meant() {
    let (_world, mut window) = open("note:a/queue");
    window.focus(Role::Link, "Tpic");
    assert!(window.says("There is no note \"Tpic\". Did you mean \u{201c}Topic\u{201d}?"));
}

#[test]
fn mentions_follow_the_notes() {
    let world = World::with_notes(NOTES);
    let window = Window::open(&world, "note:a/queue");
    assert!(window.says("Named in, without a link"));
    drop(window);
    let other = world.notes_folder().join("b/other.md");
    std::fs::write(&other, "# Other\n\nLinked now: [[dead-letter queue]].\n").unwrap();
    let window = Window::open(&world, "note:a/queue");
    assert!(!window.says("Named in, without a link"));
    assert!(window.names(Role::Link).contains(&"B: Other".to_owned()));
}

/// Which notes are listed as naming this one without a link.
fn named_in(notes: &[(&str, &str)], route: &str) -> Vec<String> {
    let world = World::with_notes(notes);
    let window = Window::open(&world, route);
    let mentions = &window.state().mentions;
    let note = window.state().nav.route().note_id().unwrap();
    let found = mentions.of(note).map(|found| found.notes.clone());
    let notes = found.unwrap_or_default().into_iter();
    let mut notes: Vec<String> = notes.map(|note| note.note.to_string()).collect();
    notes.sort();
    notes
}

#[test]
fn name_of_one_word_is_a_mention_where_it_is_written_as_one() {
    let notes = [
        ("saturn.md", "# Saturn\n"),
        ("a.md", "# A\n\nThe rings of Saturn.\n"),
        ("b.md", "# B\n\nSaturn has rings.\n"),
        ("c.md", "# C\n\nNo saturnine mood.\n"),
        ("tables.md", "# Tables\n"),
        (
            "d.md",
            "# D\n\nTables have rows, and tables have columns.\n",
        ),
        ("e.md", "# E\n\nThis is said in Tables.\n"),
    ];
    assert_eq!(named_in(&notes, "note:saturn"), ["a", "b"]);
    assert_eq!(named_in(&notes, "note:tables"), ["e"], "a usual word too");
}

#[test]
fn note_is_mentioned_by_any_of_its_names() {
    let notes = [
        (
            "Ring Nebula.md",
            "---\ntitle: The Ring Nebula\naliases: [M57, ring]\n---\n",
        ),
        ("a.md", "# A\n\nThere is a ring nebula in the Lyre.\n"),
        ("b.md", "# B\n\nSome call it M57.\n"),
        ("c.md", "# C\n\nA ring.\n"),
        ("d.md", "# D\n\nLinked: [[M57]], the Ring Nebula.\n"),
    ];
    assert_eq!(named_in(&notes, "note:ring-nebula"), ["a", "b"]);
}

#[test]
fn broken_link_opens_what_there_is_and_offers_what_is_near() {
    let world = World::with_notes(&[
        (
            "saturn.md",
            "# Saturn\n\n## Volcanism\n\nNone is known.\n\nThe rings. ^ring\n",
        ),
        (
            "titan.md",
            "# Titan\n\nSee [[Saturn#Volcanisms|its volcanoes]], [[Saturn#Rivers|its rivers]], \
             [[Satrun|its planet]] and [[Saturn#^rings|its rings]].\n",
        ),
    ]);
    let mut window = Window::open(&world, "note:titan");
    window.focus(Role::Link, "its volcanoes");
    let missing = "There is no section \"Volcanisms\" in \"Saturn\".";
    assert!(window.says(&format!(
        "{missing} Did you mean \u{201c}Volcanism\u{201d}?"
    )));
    window.click(Role::Link, "its volcanoes");
    assert_eq!(window.route(), "note:saturn");
    assert!(window.says(missing));
    window.click(Role::Button, "Open \u{201c}Volcanism\u{201d}");
    assert_eq!(window.route(), "note:saturn#volcanism");

    for (link, route, offer) in [
        ("its rivers", "note:saturn", None),
        (
            "its planet",
            "note:titan",
            Some("Open \u{201c}Saturn\u{201d}"),
        ),
        (
            "its rings",
            "note:saturn",
            Some("Open \u{201c}^ring\u{201d}"),
        ),
    ] {
        let mut window = Window::open(&world, "note:titan");
        window.click(Role::Link, link);
        assert_eq!(window.route(), route, "{link}");
        assert!(window.says("There is no"), "{link}");
        let offers = window.names(Role::Button).into_iter();
        let offers: Vec<_> = offers
            .filter(|name| name.starts_with("Open \u{201c}"))
            .collect();
        let expected: Vec<_> = offer.into_iter().map(str::to_owned).collect();
        assert_eq!(offers, expected, "{link}");
    }
}
