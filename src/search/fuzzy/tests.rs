use super::*;

fn names() -> Names {
    let labels = [
        "Storage classes",
        "Lifecycle rules",
        "Event source mappings",
        "Visibility timeout",
    ];
    Names::new(labels.map(|label| name(label, "", 0)))
}

fn name(label: &str, context: &str, weight: u32) -> Name {
    Name {
        label: label.to_owned(),
        context: context.to_owned(),
        weight,
    }
}

#[test]
fn words_of_the_context_help_and_are_not_lit() {
    let names = Names::new([
        name("Introduction", "SQS", 0),
        name("Introduction", "S3", 0),
        name("The four hooks", "Diagram", 0),
    ]);
    let best = |query| names.rank(query, 1).into_iter().next();
    assert_eq!(best("s3 intro").map(|hit| hit.index), Some(1));
    let hooks = best("hooks diagram").expect("a hit");
    assert_eq!(hooks.index, 2);
    let lit: Vec<&str> = hooks
        .lit
        .iter()
        .filter_map(|range| "The four hooks".get(range.clone()))
        .collect();
    assert_eq!(lit, ["hooks"]);
}

#[test]
fn match_by_name_stands_above_one_by_context() {
    let names = Names::new([name("Limits", "Athena", 0), name("Amazon Athena", "S3", 0)]);
    let best = names.rank("athena", 2);
    assert_eq!(best.first().map(|hit| hit.index), Some(1));
}

#[test]
fn hump_of_a_name_is_a_word_of_it() {
    for (label, query) in [
        ("IAMRole", "role"),
        ("EC2Instance", "inst"),
        ("myRole", "role"),
    ] {
        let names = Names::new([name(label, "", 0)]);
        let fit = names.rank(query, 1).first().map(|hit| hit.fit);
        assert_eq!(fit, Some(Fit::Words), "{label}");
    }
}

fn check(query: &str, best: Option<usize>) {
    let hits = names().rank(query, 10);
    assert_eq!(hits.first().map(|hit| hit.index), best, "{query}");
}

#[test]
fn abbreviations_find_a_name() {
    check("lifec", Some(1));
    check("vto", Some(3));
    check("esm", Some(2));
    check("storcla", Some(0));
    check("lcr", Some(1));
    check("xyz", None);
    let only = |query, label| {
        let found = Names::new([name(label, "", 0)]).rank(query, 1);
        found.first().map(|hit| hit.fit)
    };
    let lifecycle = "S3 storage classes and lifecycle rules";
    assert_eq!(only("s3lc", lifecycle), Some(Fit::Abbreviated));
    assert_eq!(only("apigw", "API Gateway"), Some(Fit::Abbreviated));
    assert_eq!(only("ddb", "DynamoDB"), Some(Fit::Initials));
    assert_eq!(only("dlq", "Dead-letter queues"), Some(Fit::Initials));
    assert_eq!(only("кф", "Кофе"), Some(Fit::Abbreviated));
}

#[test]
fn letters_that_only_stand_somewhere_find_nothing() {
    let check = |query: &str, label: &str, context: &str| {
        let found = Names::new([name(label, context, 0)]).rank(query, 1);
        assert_eq!(found, [], "{query}: {label}");
    };
    check("cafe", "S3 storage classes and lifecycle rules", "Diagram");
    check("strasse", "S3 storage classes and lifecycle rules", "");
    check("moon", "Import files", "Action");
    check("moon", "CommonMark", "Every construct");
    check("moon", "Monitoring", "");
    check("lamdba", "Errors, logs and metrics", "Lambda");
    check("dark", "Highlights and bookmarks", "Action");
    check("tion", "Import files", "Action");
}

#[test]
fn surer_fit_stands_first() {
    let names = Names::new([
        name("Most of the other nights", "", 90),
        name("Honeymoon", "", 90),
        name("Tides", "Moons", 90),
        name("Stars", "Moon", 90),
        name("The Moon", "", 0),
    ]);
    let fits = names.rank("moon", 9).into_iter().map(|hit| hit.fit);
    let expected = [
        Fit::Words,
        Fit::Called,
        Fit::Within,
        Fit::Around,
        Fit::Abbreviated,
    ];
    assert_eq!(fits.collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_lit_is_what_an_abbreviation_means() {
    let label = "Über S3 storage classes and lifecycle rules";
    let hits = Names::new([name(label, "", 0)]).rank("s3lc", 1);
    let lit = hits[0].lit.iter().map(|range| &label[range.clone()]);
    assert_eq!(lit.collect::<Vec<_>>(), ["S3", "l", "c"]);
}

#[test]
fn nothing_asked_shows_the_first_names() {
    let hits = names().rank("", 10).into_iter().map(|hit| hit.index);
    assert_eq!(hits.collect::<Vec<_>>(), [0, 1, 2, 3]);
}

#[test]
fn matching_letters_are_lit() {
    let hits = names().rank("rules", 1);
    let lit: Vec<_> = hits
        .iter()
        .flat_map(|hit| hit.lit.iter().map(|range| (range.start, range.end)))
        .collect();
    assert_eq!(lit, [(10, 15)]);
}

#[test]
fn heavier_name_wins_among_equals() {
    let names = Names::new([name("Prices", "", 0), name("Prices", "", 5)]);
    assert_eq!(
        names.rank("prices", 1).first().map(|hit| hit.index),
        Some(1)
    );
}
