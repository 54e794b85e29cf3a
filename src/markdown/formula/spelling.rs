//! TeX as people write it, spelled as the crate understands it.
//!
//! Renames commands that it knows by another name, and resolves `\over`, `\choose` and `\pmod`,
//! which take what stands around them. One pass, no recursion.

/// Keeps the crate from a rewriting of its own, which takes `\overline` in a group for `\over`:
/// it looks for the first of these and gives up outside of braces. A comment, so nothing is set.
const GUARD: &str = "%\\over\\choose\n";

/// An accent that nobody sets: its place is good, and [`super::boxes`] puts an arrow there.
pub(super) const VECTOR: &str = "\\ddddot";

/// Commands and environments by another name. A name with a letter at the end of its replacement
/// is set off from what follows.
const RENAMED: &[(&str, &str)] = &[
    ("And", "\\,\\&\\,"),
    ("argmax", "\\operatorname{argmax}"),
    ("argmin", "\\operatorname{argmin}"),
    ("bfseries", "\\bf"),
    ("bm", "\\boldsymbol"),
    ("bmod", "\\;\\mathrm{mod}\\;"),
    ("coloneqq", ":="),
    ("ddddot", "\\fourdots"),
    ("copyright", "©"),
    ("degree", "°"),
    ("enspace", "\\;"),
    ("euro", "€"),
    ("gt", ">"),
    ("hom", "\\operatorname{hom}"),
    ("itshape", "\\it"),
    ("lbrace", "\\{"),
    ("lbrack", "["),
    ("lt", "<"),
    ("mathbin", ""),
    ("mathclose", ""),
    ("mathinner", ""),
    ("mathop", ""),
    ("mathopen", ""),
    ("mathord", ""),
    ("mathpunct", ""),
    ("mathrel", ""),
    ("medspace", "\\:"),
    ("middle", ""),
    ("negthinspace", "\\!"),
    ("percent", "\\%"),
    ("pounds", "£"),
    ("rbrace", "\\}"),
    ("rbrack", "]"),
    ("rmfamily", "\\rm"),
    ("sffamily", "\\sf"),
    ("smallsetminus", "\\setminus"),
    ("smash", ""),
    ("thickspace", "\\;"),
    ("thinspace", "\\,"),
    ("ttfamily", "\\tt"),
    ("vec", VECTOR),
];

const ENVIRONMENTS: &[(&str, &str)] = &[
    ("align*", "aligned"),
    ("align", "aligned"),
    ("dcases", "cases"),
    ("displaymath", "gather"),
    ("equation", "gather"),
    ("equation*", "gather"),
    ("eqnarray", "aligned"),
    ("eqnarray*", "aligned"),
    ("gather*", "gather"),
    ("gathered", "gather"),
    ("multline*", "multline"),
    ("smallmatrix", "matrix"),
];

/// The formula as it is handed to the crate.
pub(super) fn as_understood(tex: &str) -> String {
    let mut groups = Groups::default();
    let mut rest = tex;
    let mut environments = 0_usize;
    let mut breaks = false;
    while let Some(c) = rest.chars().next() {
        let (token, after) = rest.split_at(token_length(rest, c));
        rest = after;
        let closing = groups.closing_behind(c);
        match c {
            '{' => groups.open(),
            '}' => groups.close(),
            '\\' => match token.get(1..).unwrap_or_default() {
                "over" => groups.divide("\\frac"),
                "choose" => groups.divide("\\binom"),
                "operatorname" => {
                    groups.write(token);
                    rest = rest.strip_prefix('*').unwrap_or(rest);
                }
                "pmod" => groups.before_next("\\;(\\mathrm{mod}\\;", ")"),
                name @ ("begin" | "end") => {
                    environments += usize::from(name == "begin");
                    let (written, after) = environment(token, rest);
                    groups.write(&written);
                    rest = after;
                }
                "\\" if environments == 0 && groups.is_outermost() => {
                    breaks = true;
                    groups.write(token);
                }
                name => groups.write(&renamed(name, token, rest)),
            },
            // A remark; at the end it would swallow what is set behind it.
            '%' => groups.write("\n"),
            _ => groups.write(token),
        }
        groups.write(closing);
    }
    let formula = groups.finish();
    if breaks {
        format!("{GUARD}\\begin{{gather}}{formula}\\end{{gather}}")
    } else {
        format!("{GUARD}{formula}")
    }
}

/// How many bytes the token takes that begins with `first`: a command, a comment, a character.
fn token_length(rest: &str, first: char) -> usize {
    let after = rest.get(first.len_utf8()..).unwrap_or_default();
    match first {
        '\\' => {
            let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
            let other = after.chars().next().map_or(0, char::len_utf8);
            1 + if letters > 0 { letters } else { other }
        }
        '%' => 1 + after.find('\n').map_or(after.len(), |end| end + 1),
        _ => first.len_utf8(),
    }
}

fn renamed(name: &str, token: &str, rest: &str) -> String {
    let Some((_, replacement)) = RENAMED.iter().find(|(known, _)| *known == name) else {
        return token.to_owned();
    };
    let letters_meet = replacement.ends_with(|c: char| c.is_ascii_alphabetic())
        && rest.starts_with(|c: char| c.is_ascii_alphabetic());
    if letters_meet {
        format!("{replacement} ")
    } else {
        (*replacement).to_owned()
    }
}

/// `\begin` or `\end` with the name in braces after it, and what follows.
fn environment<'t>(token: &str, rest: &'t str) -> (String, &'t str) {
    let named = rest
        .trim_start()
        .strip_prefix('{')
        .and_then(|inner| inner.split_once('}'));
    let Some((name, after)) = named else {
        return (token.to_owned(), rest);
    };
    let name = ENVIRONMENTS
        .iter()
        .find(|(known, _)| *known == name.trim())
        .map_or(name, |(_, understood)| understood);
    (format!("{token}{{{name}}}"), after)
}

/// The groups that are open, each with what was written in it.
#[derive(Debug, Default)]
struct Groups {
    outer: Vec<Group>,
    inner: Group,
    /// What closes after the next group.
    awaited: Option<&'static str>,
}

#[derive(Debug, Default)]
struct Group {
    written: String,
    /// The command of `\over` and its like, and what stood before it.
    divided: Option<(&'static str, String)>,
    /// What follows when it is closed.
    after: &'static str,
}

impl Groups {
    fn write(&mut self, text: &str) {
        self.inner.written.push_str(text);
    }

    fn is_outermost(&self) -> bool {
        self.outer.is_empty()
    }

    fn open(&mut self) {
        let group = Group {
            after: self.awaited.take().unwrap_or_default(),
            ..Group::default()
        };
        self.outer.push(std::mem::replace(&mut self.inner, group));
    }

    fn close(&mut self) {
        // A brace too many is left for the crate to complain about.
        let Some(outer) = self.outer.pop() else {
            self.write("}");
            return;
        };
        let group = std::mem::replace(&mut self.inner, outer);
        let after = group.after;
        self.write("{");
        self.write(&group.finish());
        self.write("}");
        self.write(after);
    }

    /// What stands in this group before and after it is set one above the other.
    fn divide(&mut self, command: &'static str) {
        if self.inner.divided.is_none() {
            let above = std::mem::take(&mut self.inner.written);
            self.inner.divided = Some((command, above));
        } else {
            self.write("\\over ");
        }
    }

    fn before_next(&mut self, before: &str, after: &'static str) {
        self.write(before);
        self.awaited = Some(after);
    }

    /// What closes behind the sign that begins with `c`: without braces it is the whole argument.
    fn closing_behind(&mut self, c: char) -> &'static str {
        if c == '{' || c.is_whitespace() {
            return "";
        }
        self.awaited.take().unwrap_or_default()
    }

    fn finish(mut self) -> String {
        // A brace too few is left for the crate to complain about.
        let mut text = String::new();
        for group in self.outer {
            text.push_str(&group.finish());
            text.push('{');
        }
        text.push_str(&std::mem::take(&mut self.inner).finish());
        text
    }
}

impl Group {
    fn finish(self) -> String {
        match self.divided {
            None => self.written,
            Some((command, above)) => format!("{command}{{{above}}}{{{}}}", self.written),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tex: &str, expected: &str) {
        let understood = as_understood(tex);
        assert_eq!(understood.strip_prefix(GUARD), Some(expected), "{tex}");
    }

    #[test]
    fn modulus_takes_a_group_or_the_next_sign() {
        check("\\pmod{n} + 1", "\\;(\\mathrm{mod}\\;{n}) + 1");
        check("\\pmod 5 + 1", "\\;(\\mathrm{mod}\\; 5) + 1");
        check("\\pmod \\alpha b", "\\;(\\mathrm{mod}\\; \\alpha) b");
    }

    #[test]
    fn remark_ends_where_its_line_ends() {
        check("a % why\nb", "a \nb");
        check("a \\\\ b % last", "\\begin{gather}a \\\\ b \n\\end{gather}");
    }
}
