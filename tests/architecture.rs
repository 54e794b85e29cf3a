//! The rules of the source itself: which layer may know which, what stands where, what stands
//! nowhere. A new folder in `src` has to be given its place in [`MAY_KNOW`].

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// For each folder of `src`: the folders it may import from, besides itself.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("markdown", &["base"]),
    ("library", &["base", "markdown"]),
    ("diagrams", &["base", "markdown"]),
    ("quiz", &["base", "markdown", "library", "diagrams"]),
    ("search", &["base", "markdown", "library"]),
    ("present", &["base", "markdown", "library"]),
    ("import", PURE),
    ("store", PURE),
    ("index", PURE),
    (
        "tasks",
        &[
            "base", "markdown", "library", "quiz", "search", "present", "diagrams", "import",
            "store",
        ],
    ),
    ("app", BELOW_APP),
    ("ui_kit", &["base", "diagrams::scene", "markdown::formula"]),
    (
        "ui",
        &[
            "base", "markdown", "library", "quiz", "search", "present", "diagrams", "import",
            "app", "ui_kit",
        ],
    ),
];

const PURE: &[&str] = &[
    "base", "markdown", "library", "quiz", "search", "present", "diagrams",
];

const BELOW_APP: &[&str] = &[
    "base", "markdown", "library", "quiz", "search", "present", "diagrams", "import", "store",
    "index", "tasks",
];

/// Layers without files, threads and a window toolkit.
const QUIET: &[&str] = &[
    "base", "markdown", "library", "quiz", "search", "present", "diagrams", "app",
];

/// Longest file, in lines, its tests not counted.
const LONGEST: usize = 450;

/// A source file, split into what runs in the program and what only tests.
struct Source {
    /// Below `src`, with forward slashes.
    path: String,
    /// Without comments, texts in quotes, and its module of tests.
    code: String,
    /// As it is.
    text: String,
    /// Whether the whole file is compiled for tests only.
    is_test: bool,
}

impl Source {
    /// The folder of `src` that it belongs to.
    fn layer(&self) -> &str {
        self.path.split_once('/').map_or("", |(folder, _)| folder)
    }

    fn is_below(&self, place: &str) -> bool {
        self.path == place || self.path.starts_with(&format!("{place}/"))
    }
}

#[test]
fn layers_only_know_what_lies_below_them() {
    let mut wrong = Vec::new();
    for source in program() {
        let layer = source.layer();
        if layer.is_empty() || layer == "shell" {
            continue;
        }
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(name, _)| *name == layer) else {
            wrong.push(format!(
                "{}: \"{layer}\" has no place in the table",
                source.path
            ));
            continue;
        };
        for known in imports(&source.code) {
            let fine = known == layer
                || known.starts_with(&format!("{layer}::"))
                || allowed
                    .iter()
                    .any(|place| known == *place || known.starts_with(&format!("{place}::")));
            if !fine {
                wrong.push(format!("{}: knows {known}", source.path));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_folder_of_the_source_is_in_the_table() {
    let layers: BTreeSet<String> = sources()
        .iter()
        .map(|source| source.layer().to_owned())
        .filter(|layer| !layer.is_empty() && layer != "shell")
        .collect();
    let table: BTreeSet<&str> = MAY_KNOW.iter().map(|(name, _)| *name).collect();
    let unknown: Vec<String> = layers
        .into_iter()
        .filter(|layer| !table.contains(layer.as_str()))
        .collect();
    none(&unknown);
}

#[test]
fn toolkit_is_known_to_screens_and_shell_only() {
    none(&found(
        &["egui", "eframe", "accesskit", "rfd"],
        &["ui_kit", "ui", "shell"],
    ));
}

#[test]
fn files_are_touched_at_home_only() {
    let homes = ["store", "import", "index", "tasks", "shell"];
    none(&found(
        &[
            "fs",
            "File::open",
            "File::create",
            "File::options",
            "walkdir",
            "tempfile",
            "include_dir",
        ],
        &homes,
    ));
}

#[test]
fn threads_are_started_at_home_only() {
    none(&found(
        &["thread", "rayon"],
        &[
            "tasks/worker.rs",
            "tasks/watch.rs",
            "shell/dialogs.rs",
            "shell/system_fonts.rs",
            "shell/system_look.rs",
        ],
    ));
}

#[test]
fn clock_is_read_in_one_place() {
    none(&found(
        &["SystemTime", "Instant", "Timestamp::now", "Zoned::now"],
        &["base/time.rs"],
    ));
}

#[test]
fn quiet_layers_neither_print_nor_ask_the_system() {
    let wrong: Vec<String> = program()
        .filter(|source| QUIET.contains(&source.layer()))
        .flat_map(|source| {
            [
                "std::env",
                "std::net",
                "std::process",
                "println!",
                "eprintln!",
            ]
            .into_iter()
            .filter(|call| source.code.contains(call))
            .map(|call| format!("{}: {call}", source.path))
            .collect::<Vec<_>>()
        })
        .collect();
    none(&wrong);
}

#[test]
fn saved_form_is_known_to_those_who_save_only() {
    let homes = ["store", "import", "markdown/directive.rs"];
    none(&found(&["ron"], &homes));
}

#[test]
fn colors_are_named_in_the_tokens_only() {
    let mut wrong = Vec::new();
    for source in program().filter(|source| !source.path.starts_with("ui_kit/tokens")) {
        for (at, line) in source.code.lines().enumerate() {
            if names_a_color(line) {
                wrong.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    none(&wrong);
}

/// `Color32::from_rgb(20, …`, `Color32::RED`, `hex_color!`; not what is computed, and not "none".
fn names_a_color(line: &str) -> bool {
    line.contains("hex_color!")
        || line.split("Color32::").skip(1).any(|rest| {
            let constant = rest.chars().next().is_some_and(char::is_uppercase)
                && !rest.starts_with("TRANSPARENT")
                && !rest.starts_with("PLACEHOLDER");
            let literal = rest.starts_with("from_")
                && rest.split_once('(').is_some_and(|(_, values)| {
                    values
                        .trim_start()
                        .starts_with(|c: char| c.is_ascii_digit())
                });
            constant || literal
        })
}

#[test]
fn every_file_says_what_it_is_for() {
    let wrong: Vec<String> = program()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path)
        .collect();
    none(&wrong);
}

#[test]
fn no_file_is_too_long() {
    let wrong: Vec<String> = program()
        .map(|source| {
            (
                source.text[..tests_begin(&source.text)].lines().count(),
                source.path,
            )
        })
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    none(&wrong);
}

#[test]
fn lints_are_expected_with_a_reason_and_never_allowed() {
    let mut wrong = Vec::new();
    for source in sources() {
        for attribute in source
            .code
            .split("#[")
            .chain(source.code.split("#!["))
            .skip(1)
        {
            let attribute = attribute.split(']').next().unwrap_or_default();
            let silent = attribute.starts_with("expect(") && !attribute.contains("reason =");
            if attribute.starts_with("allow(") || silent {
                wrong.push(format!("{}: {attribute}", source.path));
            }
        }
    }
    none(&wrong);
}

#[test]
fn nothing_is_left_for_later() {
    let mut wrong = Vec::new();
    for source in sources() {
        for mark in ["TODO", "FIXME", "XXX", "HACK"] {
            if source.text.contains(mark) {
                wrong.push(format!("{}: {mark}", source.path));
            }
        }
        for call in ["unimplemented!", "todo!", "dbg!", "#[ignore"] {
            if source.code.contains(call) {
                wrong.push(format!("{}: {call}", source.path));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_named_action_is_on_the_page_of_keys_or_in_a_menu() {
    // The page of keys and the jump box are made from the table; the table has to be whole.
    let table = fs::read_to_string(root().join("app/menu_command.rs")).unwrap();
    let body = table.split("pub enum MenuCommand {").nth(1).unwrap();
    let variants = body.split('}').next().unwrap().split(',').map(str::trim);
    let named: BTreeSet<String> = variants
        .filter(|variant| !variant.is_empty())
        .map(str::to_owned)
        .collect();
    let all = nephoscope::app::menu_command::MenuCommand::ALL;
    let listed: BTreeSet<String> = all.iter().map(|command| format!("{command:?}")).collect();
    assert_eq!(named, listed);
}

/// `layer` or `layer::module` of every `crate::…` in `code`, grouped ones taken apart.
fn imports(code: &str) -> Vec<String> {
    let mut known = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let layer = word(rest);
        let inner = rest.get(layer.len()..).unwrap_or_default();
        match inner.strip_prefix("::") {
            Some(group) if group.starts_with('{') => {
                let group = group.trim_start_matches('{');
                let group = group.split(';').next().unwrap_or_default();
                known.extend(
                    group
                        .split(',')
                        .map(|item| format!("{layer}::{}", word(item.trim()))),
                );
            }
            Some(module) => known.push(format!("{layer}::{}", word(module))),
            None => known.push(layer.to_owned()),
        }
    }
    known
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    end.map_or(text, |end| &text[..end])
}

/// Where the program outside of `homes` says one of `names` as a path of its own.
fn found(names: &[&str], homes: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in program().filter(|source| !homes.iter().any(|home| source.is_below(home))) {
        for (at, line) in source.code.lines().enumerate() {
            for name in names {
                if says(line, name) {
                    wrong.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
                }
            }
        }
    }
    wrong
}

/// Whether `line` uses the module, crate or type `name`: `ron` is neither `electron` nor a
/// variable of that name.
fn says(line: &str, name: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let is_type = name
        .rsplit("::")
        .next()
        .is_some_and(|last| last.starts_with(char::is_uppercase));
    let is_use = line
        .trim_start()
        .trim_start_matches("pub ")
        .starts_with("use ");
    line.match_indices(name).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + name.len()..]);
        let whole = !before.ends_with(is_letter) && !after.starts_with(is_letter);
        let is_path = name.contains("::") || after.starts_with("::") || before.ends_with("std::");
        whole && (is_type || is_path || is_use)
    })
}

#[test]
fn use_of_a_module_is_told_from_its_letters() {
    let check = |line: &str, name: &str, expected| assert_eq!(says(line, name), expected, "{line}");
    check("use ron::ser;", "ron", true);
    check("use std::{fs, io};", "fs", true);
    check("let text = fs::read(path);", "fs", true);
    check("let now = Timestamp::now();", "Timestamp::now", true);
    check("since: Instant,", "Instant", true);
    check("electron::new()", "ron", false);
    check("let ron = 3;", "ron", false);
    check("InstantCoffee", "Instant", false);
    assert!(names_a_color("let red = Color32::from_rgb(255, 0, 0);"));
    assert!(names_a_color("fill(Color32::WHITE)"));
    assert!(!names_a_color("Color32::from_rgb(r, g, b)"));
    assert_eq!(
        imports("use crate::app::{command::Command, route};\ncrate::ui::show();"),
        ["app::command", "app::route", "ui::show"]
    );
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// The files that are part of the program.
fn program() -> impl Iterator<Item = Source> {
    sources().into_iter().filter(|source| !source.is_test)
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    collect(&root(), &mut files);
    files.sort();
    let texts: Vec<(String, String)> = files
        .into_iter()
        .map(|file| {
            let below = file.strip_prefix(root()).unwrap();
            let path = below.to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(file).unwrap())
        })
        .collect();
    assert!(texts.len() > 100, "the source was not found");
    let tests: BTreeSet<String> = texts
        .iter()
        .flat_map(|(path, text)| test_files(path, text))
        .collect();
    texts
        .into_iter()
        .map(|(path, text)| Source {
            code: code_of(&text[..tests_begin(&text)]),
            is_test: tests.iter().any(|test| {
                path == *test || path.starts_with(&format!("{}/", test.trim_end_matches(".rs")))
            }),
            path,
            text,
        })
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The files of modules that `text`, the file at `path`, declares for tests only.
fn test_files(path: &str, text: &str) -> Vec<String> {
    let folder = path
        .trim_end_matches(".rs")
        .trim_end_matches("/mod")
        .to_owned();
    text.split("#[cfg(test)]")
        .skip(1)
        .filter_map(|rest| {
            let line = rest.trim_start().lines().next()?;
            let name = line.split("mod ").nth(1)?.strip_suffix(';')?;
            Some(format!("{folder}/{name}.rs"))
        })
        .collect()
}

/// Where the module of tests at a file's end begins.
fn tests_begin(text: &str) -> usize {
    text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len())
}

/// The text without comments and without what stands in quotes; lines stay lines.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("r#\"") {
            rest.find("\"#").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("'\"'") {
            3
        } else if rest.starts_with("'\\") {
            rest[3..].find('\'').map_or(rest.len(), |end| end + 4)
        } else if c == '"' {
            end_of_quote(rest)
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        code.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
        rest = &rest[skipped..];
    }
    code
}

/// Where the text in quotes at the beginning of `text` is over.
fn end_of_quote(text: &str) -> usize {
    let mut escaped = true; // the opening quote is not the closing one
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[test]
fn comments_and_quotes_are_no_code() {
    let check = |text: &str, expected: &str| assert_eq!(code_of(text), expected);
    check("a // b\nc", "a \nc");
    check("a \"b // \\\" c\nd\" e", "a \n e");
    check("r#\"a \" b\"# c", " c");
    check("'\"' a '\\'' b 'c'", " a  b 'c'");
    check("fn f<'a>() {}", "fn f<'a>() {}");
}
