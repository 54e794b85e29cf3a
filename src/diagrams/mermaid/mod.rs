//! Mermaid drawings: text in, a [`Scene`] of sketches out.
//!
//! The only place that knows the crates that read Mermaid and lay it out. Pure and total: what
//! cannot be drawn is a sentence that says why. Their layout grows faster than the text, so the
//! size of what is drawn is bounded before it begins; see `limits`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rusty_mermaid::DiagramKind;

use super::scene::{ElementKind, Scene, SketchShape};
use flowchart::Spelled;

mod colors;
mod elements;
mod flowchart;
mod limits;
mod shapes;
mod words;

pub use limits::MAX_BYTES;

/// A drawing, laid out once for every theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// What it is called: its own title, else its kind ("Flowchart").
    pub title: String,
    /// What it says, in words, for those who do not see it.
    pub description: String,
    /// The picture.
    pub scene: Arc<Scene>,
}

/// Draws a text in the language of Mermaid.
///
/// # Errors
/// A sentence without a full stop that says why there is no drawing.
pub fn draw(source: &str) -> Result<Drawing, String> {
    limits::check(source)?;
    let (title, body) = words::title_and_body(source);
    let skipped = words::lines_before_body(source);
    let kind = rusty_mermaid::detect(&body).ok_or_else(|| unknown(&body))?;
    limits::check_kind(kind, source)?;
    let Spelled { text: body, labels } = match kind {
        // With as many empty lines before it as were cut: its lines are named.
        DiagramKind::Flowchart => flowchart::spelled(&format!("{}{body}", "\n".repeat(skipped)))?,
        DiagramKind::Mindmap => words::without_names(&body).into(),
        DiagramKind::Class => words::with_spaced_relations(&body).into(),
        _ => body.into(),
    };
    // Whatever the crates may stumble over costs one drawing, not the program.
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        let scene = rusty_mermaid::render(&body, &colors::theme()).map_err(|error| {
            // Places are counted in a text from which comments were taken.
            let line = 1
                + skipped
                + body
                    .get(..error.span.start)
                    .map_or(0, |before| before.matches('\n').count());
            format!(
                "Line {line} of the drawing is not understood: {}",
                error.kind
            )
        })?;
        limits::check_scene(&scene)?;
        Ok(elements::scene(&scene))
    }));
    let scene = drawn.unwrap_or_else(|_stumbled| {
        Err("The drawing could not be laid out: the program that reads it failed".to_owned())
    })?;
    if scene.elements.is_empty() {
        return Err("There is nothing in the drawing".to_owned());
    }
    // What the crates do not understand they may pass over in silence.
    if let Some(label) = labels.iter().find(|label| !says(&scene, label)) {
        return Err(format!(
            "The drawing is not understood around \u{201c}{label}\u{201d}"
        ));
    }
    let name = name(kind);
    Ok(Drawing {
        description: elements::description(name, &scene),
        title: title.unwrap_or_else(|| name.to_owned()),
        scene: Arc::new(scene),
    })
}

fn says(scene: &Scene, label: &str) -> bool {
    let mut shapes = scene
        .elements
        .iter()
        .filter_map(|element| match &element.kind {
            ElementKind::Sketch(sketch) => Some(&sketch.shapes),
            _ => None,
        })
        .flatten();
    label.is_empty()
        || shapes.any(|shape| matches!(shape, SketchShape::Words(words) if words.text == label))
}

fn unknown(body: &str) -> String {
    let first = body.lines().map(str::trim).find(|line| !line.is_empty());
    match first.and_then(|line| line.split_whitespace().next()) {
        None => "There is nothing in the drawing".to_owned(),
        Some(word) => {
            let word: String = word.chars().take(40).collect();
            format!(
                "\u{201c}{word}\u{201d} is no kind of drawing that is known here. Known are \
                 flowchart, sequenceDiagram, stateDiagram, classDiagram, erDiagram, pie, gantt, \
                 timeline, mindmap and others"
            )
        }
    }
}

fn name(kind: DiagramKind) -> &'static str {
    match kind {
        DiagramKind::Flowchart => "Flowchart",
        DiagramKind::State => "State diagram",
        DiagramKind::Sequence => "Sequence diagram",
        DiagramKind::Class => "Class diagram",
        DiagramKind::Er => "Entity relationship diagram",
        DiagramKind::Requirement => "Requirement diagram",
        DiagramKind::Pie => "Pie chart",
        DiagramKind::Timeline => "Timeline",
        DiagramKind::Kanban => "Kanban board",
        DiagramKind::Gantt => "Gantt chart",
        DiagramKind::GitGraph => "Git graph",
        DiagramKind::XyChart => "Chart",
        DiagramKind::Mindmap => "Mind map",
        DiagramKind::Sankey => "Sankey diagram",
        DiagramKind::Packet => "Packet diagram",
        DiagramKind::Quadrant => "Quadrant chart",
        DiagramKind::Venn => "Venn diagram",
        DiagramKind::Radar => "Radar chart",
        DiagramKind::UserJourney => "User journey",
        DiagramKind::TreeView => "Tree",
        DiagramKind::Ishikawa => "Fishbone diagram",
        DiagramKind::Treemap => "Tree map",
        DiagramKind::Block => "Block diagram",
        DiagramKind::C4 => "C4 diagram",
        DiagramKind::Architecture => "Architecture diagram",
        _ => "Drawing",
    }
}

#[cfg(test)]
mod tests;
