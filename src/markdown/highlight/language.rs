//! What languages are called: on fences, on screen, and by the grammars.

/// A longer word behind a fence is no name: its beginning is taken for one, in bytes.
const LONGEST_NAME: usize = 48;

/// A language by its name on screen, the name of its grammar, and what fences call it.
type Language = (&'static str, &'static str, &'static [&'static str]);

/// Names that a grammar would not know, or that read better on screen than on a fence.
const LANGUAGES: &[Language] = &[
    (
        "Bash",
        "bash",
        &["bash", "sh", "shell", "zsh", "ksh", "fish"],
    ),
    (
        "Console",
        "bash",
        &[
            "console",
            "shell-session",
            "shellsession",
            "terminal",
            "sh-session",
        ],
    ),
    ("Batch", "bat", &["bat", "batch", "cmd"]),
    ("PowerShell", "ps1", &["powershell", "ps1", "ps", "pwsh"]),
    ("C", "c", &["c", "h"]),
    ("C++", "cpp", &["cpp", "c++", "cc", "cxx", "hpp"]),
    ("C#", "cs", &["cs", "c#", "csharp"]),
    ("CSS", "css", &["css"]),
    ("CSV", "csv", &["csv"]),
    ("Diff", "diff", &["diff", "patch", "udiff"]),
    (
        "Dockerfile",
        "dockerfile",
        &["dockerfile", "docker", "containerfile"],
    ),
    ("Elixir", "ex", &["elixir", "ex", "exs"]),
    ("Git ignore", "gitignore", &["gitignore", "dockerignore"]),
    ("Go", "go", &["go", "golang"]),
    ("GraphQL", "graphql", &["graphql", "gql"]),
    ("Groovy", "groovy", &["groovy", "gradle", "jenkinsfile"]),
    ("Haskell", "hs", &["haskell", "hs"]),
    ("HTML", "html", &["html", "htm", "xhtml"]),
    ("HTTP", "http", &["http", "https"]),
    (
        "INI",
        "ini",
        &["ini", "cfg", "conf", "properties", "editorconfig"],
    ),
    ("Java", "java", &["java"]),
    (
        "JavaScript",
        "js",
        &["javascript", "js", "mjs", "cjs", "node"],
    ),
    ("JSX", "tsx", &["jsx", "react"]),
    ("JSON", "json", &["json", "jsonl", "ndjson"]),
    ("JSON with comments", "js", &["jsonc", "json5", "hjson"]),
    ("Kotlin", "kt", &["kotlin", "kt", "kts"]),
    ("LaTeX", "latex", &["latex", "tex"]),
    ("Less", "less", &["less"]),
    ("Lua", "lua", &["lua"]),
    ("Makefile", "makefile", &["makefile", "make", "mk"]),
    ("Markdown", "md", &["markdown", "md", "mdx"]),
    ("Nginx", "nginx", &["nginx"]),
    ("Nix", "nix", &["nix"]),
    ("Perl", "pl", &["perl", "pl"]),
    ("PHP", "php", &["php"]),
    (
        "Protocol Buffers",
        "proto",
        &["protobuf", "proto", "proto3"],
    ),
    ("Python", "py", &["python", "py", "python3", "py3"]),
    ("Python session", "py", &["pycon", "ipython"]),
    ("R", "r", &["r"]),
    ("RON", "rs", &["ron"]),
    ("Ruby", "rb", &["ruby", "rb"]),
    (
        "Rust",
        "rs",
        &[
            "rust",
            "rs",
            // How examples in Rust's own documentation are marked.
            "ignore",
            "no_run",
            "should_panic",
            "compile_fail",
        ],
    ),
    ("Sass", "sass", &["sass"]),
    ("SCSS", "scss", &["scss"]),
    ("Scala", "scala", &["scala", "sbt"]),
    (
        "SQL",
        "sql",
        &[
            "sql",
            "mysql",
            "postgres",
            "postgresql",
            "psql",
            "plsql",
            "tsql",
            "sqlite",
        ],
    ),
    ("Swift", "swift", &["swift"]),
    (
        "Terraform",
        "tf",
        &["terraform", "tf", "hcl", "tfvars", "opentofu"],
    ),
    ("TOML", "toml", &["toml"]),
    ("TSX", "tsx", &["tsx"]),
    ("TypeScript", "ts", &["typescript", "ts", "mts", "cts"]),
    ("Velocity", "js", &["velocity", "vtl"]),
    ("Vue", "vue", &["vue"]),
    ("XML", "xml", &["xml", "svg", "xsd", "xslt", "plist"]),
    (
        "YAML",
        "yaml",
        &[
            "yaml",
            "yml",
            "cloudformation",
            "cfn",
            "sam",
            "k8s",
            "kubernetes",
        ],
    ),
    ("Zig", "zig", &["zig"]),
];

/// Fences whose text is plain on purpose.
const PLAIN: &[&str] = &[
    "text",
    "txt",
    "plain",
    "plaintext",
    "none",
    "output",
    "nohighlight",
];

/// The name that a fence gives a language, without what tools hang on it: `{.python}`,
/// `rust,ignore`, `js{1,3}`, `language-go`.
fn bare(word: &str) -> String {
    let word = word.get(..word.floor_char_boundary(LONGEST_NAME));
    let word = word.unwrap_or_default().trim_start_matches(['{', '.', ' ']);
    let end = word.find([',', '{', '}', ':', ';', ' ', '=', '(']);
    let word = end.and_then(|end| word.get(..end)).unwrap_or(word);
    let word = word.to_lowercase();
    ["language-", "lang-"]
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix).map(str::to_owned))
        .unwrap_or(word)
}

fn known(bare: &str) -> Option<&'static Language> {
    LANGUAGES
        .iter()
        .find(|(_, _, aliases)| aliases.contains(&bare))
}

/// What the reader calls the language of a fence; as written if it is not known, nothing if the
/// fence names none.
pub fn shown_name(word: &str) -> String {
    let bare = bare(word);
    match known(&bare) {
        Some((name, _, _)) => (*name).to_owned(),
        None if PLAIN.contains(&bare.as_str()) => String::new(),
        None if bare.len() >= LONGEST_NAME => format!("{bare}\u{2026}"),
        None => bare,
    }
}

/// What the grammars call it; nothing if the text is to stay plain.
pub(super) fn grammar_name(word: &str) -> Option<String> {
    let bare = bare(word);
    match known(&bare) {
        Some((_, grammar, _)) => Some((*grammar).to_owned()),
        None if bare.is_empty() || PLAIN.contains(&bare.as_str()) => None,
        None => Some(bare),
    }
}

/// The grammar of each language that has a name here.
#[cfg(test)]
pub(super) fn fences() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(_, grammar, _)| *grammar)
}

/// Whether a fence asks for plain text.
pub fn is_plain(word: &str) -> bool {
    grammar_name(word).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alias_is_shown_by_the_name_of_its_language() {
        for (fence, name) in [
            ("js", "JavaScript"),
            ("TS", "TypeScript"),
            ("py", "Python"),
            ("yml", "YAML"),
            ("tf", "Terraform"),
            ("c++", "C++"),
            ("{.python", "Python"),
            ("rust,ignore", "Rust"),
            ("ignore", "Rust"),
            ("js{1,3}", "JavaScript"),
            ("language-go", "Go"),
            ("brainfuck", "brainfuck"),
            ("text", ""),
            ("", ""),
        ] {
            assert_eq!(shown_name(fence), name, "{fence}");
        }
    }

    #[test]
    fn endless_word_is_known_by_its_beginning() {
        let name = shown_name(&"\u{e4}".repeat(1 << 20));
        assert_eq!(name, "\u{e4}".repeat(24) + "\u{2026}");
    }

    #[test]
    fn no_name_stands_for_two_languages() {
        let mut names: Vec<&str> = LANGUAGES
            .iter()
            .flat_map(|(_, _, aliases)| aliases.iter().copied())
            .chain(PLAIN.iter().copied())
            .collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
