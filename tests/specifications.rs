//! Every visible word of every example of the `CommonMark` and GFM specifications is in the text of
//! the note, once and in order.
//!
//! What is visible is read from the HTML that the specification gives for the example.

use html5gum::{Token, Tokenizer};
use nephoscope::markdown::{parse, plain::to_text};

const COMMONMARK: &str = include_str!("specifications/commonmark-0.31.2.txt");
const GFM: &str = include_str!("specifications/gfm-0.29.txt");

#[test]
fn commonmark_examples_lose_and_double_no_word() {
    // `![[…]]` embeds a note, as in other programs for notes.
    check_all(COMMONMARK, 652, &["![[foo]]\n\n[[foo]]: /url \"title\"\n"]);
}

#[test]
fn gfm_examples_lose_and_double_no_word() {
    // What is a comment was said anew in CommonMark 0.31.
    let otherwise = [
        "![[foo]]\n\n[[foo]]: /url \"title\"\n",
        "foo <!-- not a comment -- two hyphens -->\n",
        "foo <!--> foo -->\n\nfoo <!-- foo--->\n",
    ];
    check_all(GFM, 671, &otherwise);
}

fn check_all(specification: &str, count: usize, otherwise: &[&str]) {
    let examples = examples(specification);
    assert_eq!(examples.len(), count);
    let meant = examples
        .iter()
        .filter(|example| !otherwise.contains(&example.markdown.as_str()));
    let failed: Vec<String> = meant.filter_map(Example::fault).collect();
    assert!(
        failed.is_empty(),
        "{} of {}:\n{}",
        failed.len(),
        examples.len(),
        failed.join("\n")
    );
}

/// Markdown and the HTML that it stands for.
struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

impl Example {
    fn fault(&self) -> Option<String> {
        let text = to_text(&parse(self.markdown.as_str()));
        let (read, visible) = (words(&text), words(&Visible::of(&self.html).text));
        (read != visible).then(|| {
            format!(
                "{} ({}): {:?}\n  visible {visible:?}\n  read    {read:?}",
                self.number, self.section, self.markdown
            )
        })
    }
}

fn examples(specification: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let begin = format!("{fence} example ");
    let parts = specification.split(&begin).skip(1).enumerate();
    parts
        .map(|(at, part)| {
            let (section, body) = part.split_once('\n').unwrap();
            let (body, _) = body.split_once(&fence).unwrap();
            let (markdown, html) = match body.strip_prefix(".\n") {
                Some(html) => ("", html),
                None => body.split_once("\n.\n").unwrap(),
            };
            Example {
                number: at + 1,
                section: section.to_owned(),
                markdown: markdown.replace('→', "\t") + "\n",
                html: html.replace('→', "\t"),
            }
        })
        .collect()
}

/// Letters and digits that stand together.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a browser shows of HTML, and what the text of a note adds to it: the numbers of lists,
/// ticks, the word for a picture.
#[derive(Default)]
struct Visible {
    text: String,
    /// The next number of each open list; none for those that do not count.
    lists: Vec<Option<u64>>,
    /// How many elements are open in which a picture is its words.
    wordy: usize,
}

/// In a heading or a cell a picture is its words; elsewhere it stands as a block.
fn is_wordy(name: &str) -> bool {
    " h1 h2 h3 h4 h5 h6 td th ".contains(&format!(" {name} "))
}

/// Elements of which a note shows the content only.
const KNOWN: &str = " p a em strong code pre br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote img table \
    thead tbody tr th td del ins input div section article b i s sub sup kbd span details summary ";

impl Visible {
    fn of(html: &str) -> Self {
        let mut visible = Self::default();
        let tokens =
            Tokenizer::new_with_emitter(html, html5gum::DefaultEmitter::<usize>::new_with_span());
        let mut end = 0;
        for Ok(token) in tokens {
            let span = match &token {
                Token::StartTag(tag) => tag.span,
                Token::EndTag(tag) => tag.span,
                Token::String(text) | Token::Comment(text) => text.span,
                Token::Doctype(doctype) => doctype.span,
                Token::Error(_) => continue,
            };
            visible.add(html.get(end..span.start).unwrap_or_default());
            let written = &html[span.start..span.end];
            end = span.end;
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    let get = |key: &[u8]| {
                        tag.attributes
                            .get(key)
                            .map(|value| String::from_utf8_lossy(&value.value).into_owned())
                    };
                    visible.open(&name, written, &get);
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    visible.close(&name, written);
                }
                Token::String(text) => visible.add(&String::from_utf8_lossy(&text.value)),
                Token::Comment(_) if written.starts_with("<!--") => {}
                _ => visible.add(written),
            }
        }
        visible.add(&html[end..]);
        visible
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Words on both sides of a block's edge do not belong together.
    fn part(&mut self, name: &str) {
        let within_lines = " a em strong code del ins i b s sub sup kbd span ";
        if !within_lines.contains(&format!(" {name} ")) {
            self.text.push('\n');
        }
    }

    fn open(&mut self, name: &str, written: &str, get: &dyn Fn(&[u8]) -> Option<String>) {
        self.part(name);
        self.wordy += usize::from(is_wordy(name));
        match name {
            "ol" => {
                let start = get(b"start").and_then(|start| start.parse().ok());
                self.lists.push(Some(start.unwrap_or(1)));
            }
            "ul" => self.lists.push(None),
            "li" => {
                if let Some(Some(number)) = self.lists.last_mut() {
                    let text = format!("{number} ");
                    *number += 1;
                    self.add(&text);
                }
            }
            "input" if get(b"checked").is_some() => self.add("x "),
            "img" => {
                let [alt, title, source] =
                    [&b"alt"[..], b"title", b"src"].map(|key| get(key).unwrap_or_default());
                match (self.wordy, alt.as_str()) {
                    (0, _) => self.add(&format!("Picture {alt} {title} ")),
                    (_, "") => self.add(&source),
                    (_, alt) => self.add(alt),
                }
            }
            _ if KNOWN.contains(&format!(" {name} ")) => {}
            _ => self.add(written),
        }
    }

    fn close(&mut self, name: &str, written: &str) {
        self.part(name);
        self.wordy -= usize::from(is_wordy(name)).min(self.wordy);
        match name {
            "ol" | "ul" => {
                self.lists.pop();
            }
            _ if KNOWN.contains(&format!(" {name} ")) => {}
            _ => self.add(written),
        }
    }
}
