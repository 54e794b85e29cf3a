//! Reads code by the grammars of its language and maps what they say to roles.

use std::collections::HashMap;
use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::language::grammar_name;
use super::{Highlight, LONGEST_LINE_BYTES, Role, is_affordable};

/// Unpacked when the first code is read: some milliseconds, in the background.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// What grammars call things, the longer name before the shorter that it begins with. `None` is
/// plain: it ends the search, so that code inside a text does not look like the text.
const ROLES: &[(&str, Option<Role>)] = &[
    ("comment", Some(Role::Comment)),
    ("punctuation.definition.comment", Some(Role::Comment)),
    ("meta.interpolation", None),
    ("meta.template.expression", None),
    ("meta.embedded", None),
    ("punctuation.definition.string", Some(Role::Quoted)),
    ("punctuation.section.interpolation", Some(Role::Number)),
    ("punctuation.definition.variable", Some(Role::Name)),
    ("punctuation.definition.inserted", Some(Role::Inserted)),
    ("punctuation.definition.deleted", Some(Role::Deleted)),
    ("punctuation", Some(Role::Punctuation)),
    ("string", Some(Role::Quoted)),
    ("constant", Some(Role::Number)),
    ("support.constant", Some(Role::Number)),
    ("keyword.operator.word", Some(Role::Keyword)),
    ("keyword.operator.logical", Some(Role::Keyword)),
    ("keyword.operator", Some(Role::Punctuation)),
    ("keyword", Some(Role::Keyword)),
    ("storage", Some(Role::Keyword)),
    ("variable.language", Some(Role::Keyword)),
    ("variable.function", Some(Role::Function)),
    ("variable.annotation", Some(Role::Name)),
    ("variable.other.constant", Some(Role::Number)),
    ("variable.other.readwrite.shell", Some(Role::Name)),
    ("variable.other.normal.shell", Some(Role::Name)),
    ("variable.other.php", Some(Role::Name)),
    ("variable.parameter.option", Some(Role::Name)),
    ("entity.name.function", Some(Role::Function)),
    ("entity.name.tag", Some(Role::Name)),
    ("entity.name.section", Some(Role::Type)),
    ("entity.name", Some(Role::Type)),
    ("entity.other.attribute-name", Some(Role::Name)),
    ("entity.other.inherited-class", Some(Role::Type)),
    ("support.function", Some(Role::Function)),
    ("support.type.property-name", Some(Role::Name)),
    ("support.type", Some(Role::Type)),
    ("support.class", Some(Role::Type)),
    ("markup.heading", Some(Role::Keyword)),
    ("markup.inserted", Some(Role::Inserted)),
    ("markup.deleted", Some(Role::Deleted)),
    ("markup.raw", Some(Role::Quoted)),
    ("meta.diff.range", Some(Role::Type)),
    ("meta.diff.header", Some(Role::Comment)),
];

/// A text in quotes that stands here is a key.
const KEYS: &[&str] = &["meta.mapping.key", "meta.structure.dictionary.key"];

/// The roles of the words of `text`, a piece of the language that a fence calls `language`.
///
/// Empty if the language is not known or the text is too long. `go_on` is asked before each line;
/// what comes after a "no" stays plain.
pub fn highlight(language: &str, text: &str, go_on: &mut dyn FnMut() -> bool) -> Highlight {
    let mut words = Highlight::default();
    if !is_affordable(text) {
        return words;
    }
    let Some(grammar) = grammar_name(language).and_then(|name| grammar(&name)) else {
        return words;
    };
    let mut reader = Reader::new(grammar);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !go_on() {
            break;
        }
        if line.len() <= LONGEST_LINE_BYTES {
            reader.read_line(line, start, &mut words);
        }
        start += line.len();
    }
    words
}

fn grammar(name: &str) -> Option<&'static SyntaxReference> {
    let named = || GRAMMARS.find_syntax_by_name(name);
    let found = GRAMMARS.find_syntax_by_token(name).or_else(named)?;
    (found.name != "Plain Text").then_some(found)
}

struct Reader {
    state: ParseState,
    stack: ScopeStack,
    roles: Vec<(Scope, Option<Role>)>,
    keys: Vec<Scope>,
    /// Answers that were given before.
    known: HashMap<Scope, Answer>,
}

/// What a scope says: nothing, or a role, or that all is plain.
type Answer = Option<Option<Role>>;

impl Reader {
    fn new(grammar: &SyntaxReference) -> Self {
        let scope = |name: &str| Scope::new(name).ok();
        Self {
            state: ParseState::new(grammar),
            stack: ScopeStack::new(),
            roles: ROLES
                .iter()
                .filter_map(|(name, role)| Some((scope(name)?, *role)))
                .collect(),
            keys: KEYS.iter().filter_map(|name| scope(name)).collect(),
            known: HashMap::new(),
        }
    }

    /// Reads one line, which begins at `start` of the whole text.
    fn read_line(&mut self, line: &str, start: usize, words: &mut Highlight) {
        // A grammar that fails leaves its line plain and the next one may be read again.
        let Ok(changes) = self.state.parse_line(line, &GRAMMARS) else {
            return;
        };
        let mut from = 0;
        for (at, change) in changes {
            self.tell(start + from..start + at, words);
            if self.stack.apply(&change).is_err() {
                return;
            }
            from = at;
        }
        self.tell(start + from..start + line.len(), words);
    }

    fn tell(&mut self, range: std::ops::Range<usize>, words: &mut Highlight) {
        if !range.is_empty()
            && let Some(role) = self.role()
        {
            words.push(range, role);
        }
    }

    /// What the innermost scope that says anything says.
    fn role(&mut self) -> Option<Role> {
        let scopes = self.stack.as_slice();
        let (roles, known) = (&self.roles, &mut self.known);
        let mut answers = scopes.iter().rev().filter_map(|scope| {
            *known.entry(*scope).or_insert_with(|| {
                let named = |(name, _): &&(Scope, Option<Role>)| name.is_prefix_of(*scope);
                roles.iter().find(named).map(|(_, role)| *role)
            })
        });
        let role = answers.next().flatten()?;
        let is_key = role == Role::Quoted
            && scopes
                .iter()
                .any(|scope| self.keys.iter().any(|key| key.is_prefix_of(*scope)));
        Some(if is_key { Role::Name } else { role })
    }
}

/// Whether there is a grammar for what a fence calls `language`.
#[cfg(test)]
pub(super) fn is_known(language: &str) -> bool {
    grammar_name(language)
        .and_then(|name| grammar(&name))
        .is_some()
}
