//! What a diagram shows, as a value: shapes with meaning, in abstract units, without a screen.
//!
//! A kind builds a [`Scene`] from its model; the one painter in `ui_kit` draws it, animates the
//! difference of two scenes by element id, and makes an accessibility node of every element.
//! Units: one unit is one point at zoom 1 with body text of about 14 units; origin top left.
//! Every element has an id that stays the same for the same thing from step to step.

mod sketch;

pub use sketch::{Paint, Part, Sketch, SketchLine, SketchShape, SketchWords};

/// Everything that is shown at one step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scene {
    /// Width and height in units. Nothing is drawn outside.
    pub size: (f32, f32),
    /// The elements, painted in order: groups first, then edges, nodes, tokens.
    pub elements: Vec<Element>,
    /// Figures worth a glance, drawn as a row by the frame around the scene.
    pub counters: Vec<Counter>,
}

/// For which room the scene is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// About 860 units wide.
    Wide,
    /// About 400 units wide, taller.
    Narrow,
}

impl Shape {
    /// The width that a scene of this shape should have, in units.
    pub fn width(self) -> f32 {
        match self {
            Self::Wide => 860.0,
            Self::Narrow => 400.0,
        }
    }
}

/// One thing on the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Stable from step to step; the painter moves and fades by it.
    pub id: String,
    /// What a screen reader calls it, and the head of its tooltip.
    pub name: String,
    /// What it is and what it holds now: the tooltip's text.
    pub detail: String,
    /// What is drawn.
    pub kind: ElementKind,
}

/// A rectangle in units.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Area {
    /// A rectangle from its upper left corner and its size.
    pub const fn new(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self { x, y, w, h }
    }

    /// Its middle.
    pub fn center(self) -> (f32, f32) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }
}

/// The vocabulary of pictures.
#[derive(Debug, Clone, PartialEq)]
pub enum ElementKind {
    /// A service, a person, a class of storage: a card with an icon and a title.
    Node(Node),
    /// A frame around things that belong together, or a lane.
    Group {
        /// Where.
        area: Area,
        /// Its tone.
        tone: Tone,
    },
    /// A way from one node to another.
    Edge(Edge),
    /// A request, a message, an object on its way or at rest.
    Token(Token),
    /// A line of time with spans, marks and a cursor.
    Timeline(Timeline),
    /// A small chart.
    Chart(Chart),
    /// Rows and columns of short text.
    Table(SceneTable),
    /// A sentence on the picture: a warning, a refusal, an explanation.
    Callout {
        /// Where; the text wraps within.
        area: Area,
        /// What it says.
        text: String,
        /// Its tone.
        tone: Tone,
    },
    /// Free shapes. Those of an element without a name only adorn the picture.
    Sketch(Sketch),
    /// A word or two without a frame.
    Label {
        /// Upper left corner, or upper middle when centered, or upper right when at the end.
        at: (f32, f32),
        /// What it says.
        text: String,
        /// Its tone.
        tone: Tone,
        /// How it is set.
        align: Align,
    },
}

/// A card with an icon, a title and what it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where.
    pub area: Area,
    /// The color family of the service.
    pub family: Family,
    /// What stands before the title.
    pub icon: Icon,
    /// One short line.
    pub title: String,
    /// A second, quieter line; may be empty.
    pub subtitle: String,
    /// Small words on the card: states, counts.
    pub badges: Vec<Badge>,
    /// How full it is, 0 to 1, drawn as a bar at the lower edge.
    pub meter: Option<f32>,
    /// Whether it is the one that acts at this step.
    pub active: bool,
    /// Whether it plays no part now.
    pub dimmed: bool,
}

/// A small word on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// One or two words or a figure.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
}

/// A way between two nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The id of the node it leaves.
    pub from: String,
    /// The id of the node it reaches.
    pub to: String,
    /// A word on the way; may be empty.
    pub label: String,
    /// Whether something takes it at this step.
    pub active: bool,
    /// Its tone.
    pub tone: Tone,
    /// Sideways shift of the line in units, so that there and back do not cover each other.
    pub offset: f32,
}

/// A thing on its way or at rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where it is.
    pub place: Place,
    /// One to three characters inside; may be empty.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
}

/// Where a token is.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// In the `slot`th place (from 0) at a node's lower edge.
    At {
        /// The node.
        node: String,
        /// Which place of the row.
        slot: usize,
    },
    /// On an edge, `share` of the way along (0 to 1).
    On {
        /// The edge.
        edge: String,
        /// How far along.
        share: f32,
    },
    /// Anywhere: its middle.
    Free {
        /// The middle, in units.
        at: (f32, f32),
    },
}

/// A line of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// Where, labels included.
    pub area: Area,
    /// First and last value.
    pub range: (f64, f64),
    /// Lanes from top to bottom.
    pub lanes: Vec<Lane>,
    /// Vertical marks with a word at the axis.
    pub marks: Vec<Mark>,
    /// Where we are now.
    pub cursor: f64,
    /// What the axis counts ("day").
    pub unit: String,
}

/// One lane of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// At its left; may be empty.
    pub label: String,
    /// What happens on it.
    pub spans: Vec<LaneSpan>,
}

/// A stretch of time in one state.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneSpan {
    /// From.
    pub from: f64,
    /// To.
    pub to: f64,
    /// A word inside, shown if it fits.
    pub label: String,
    /// Its tone.
    pub tone: Tone,
}

/// A point in time with a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// When.
    pub at: f64,
    /// What.
    pub label: String,
    /// Its tone.
    pub tone: Tone,
}

/// A small chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Where, labels included.
    pub area: Area,
    /// Line, area or bars.
    pub kind: ChartKind,
    /// What the vertical axis counts ("$ so far").
    pub y_label: String,
    /// What the horizontal axis counts ("day").
    pub x_label: String,
    /// One or more rows of points.
    pub series: Vec<Series>,
    /// The horizontal range; charts do not rescale while they fill.
    pub x_range: (f64, f64),
    /// The vertical range.
    pub y_range: (f64, f64),
    /// Where we are now, if the chart has a now.
    pub cursor: Option<f64>,
}

/// How a chart draws its points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Lines.
    Line,
    /// Lines with the area below filled.
    Area,
    /// Bars, one a point; `x` is the bar's index.
    Bar,
}

/// One row of points.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// In the legend, with the last value.
    pub label: String,
    /// Its tone.
    pub tone: Tone,
    /// Whether the line is dashed (for what would have been).
    pub dashed: bool,
    /// `(x, y)`, by rising `x`.
    pub points: Vec<(f64, f64)>,
}

/// Rows and columns of short text.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneTable {
    /// Where; columns share the width by their weights.
    pub area: Area,
    /// Share of the width, one a column.
    pub weights: Vec<f32>,
    /// The header.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<SceneRow>,
}

/// One row of a table on the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneRow {
    /// One text a column.
    pub cells: Vec<String>,
    /// Its tone.
    pub tone: Tone,
    /// Whether it is the one that acts at this step.
    pub active: bool,
}

/// A figure worth a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// Two or three words.
    pub label: String,
    /// The figure, with its unit.
    pub value: String,
    /// Its tone.
    pub tone: Tone,
}

/// What a color means; the theme says which color. Never the only signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Neutral,
    /// Quiet, in the background.
    Muted,
    /// The thing to look at.
    Accent,
    /// Went well, cheap, allowed.
    Good,
    /// Careful: costs, waits.
    Warn,
    /// Refused, lost, failed.
    Bad,
    /// The tone of a service family.
    Family(Family),
}

/// Families of services with their customary hues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Compute: orange.
    Compute,
    /// Storage: green.
    Storage,
    /// Network and content delivery: violet.
    Network,
    /// Database and developer tools: magenta-blue.
    Database,
    /// Integration and management: pink.
    Integration,
    /// Security: red.
    Security,
    /// People and things outside the cloud: grey.
    Outside,
}

/// Pictures that may stand on a node; the icon font says which glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Icon {
    /// A person or a browser.
    Person,
    /// A browser window.
    Browser,
    /// A function.
    Function,
    /// A bucket.
    Bucket,
    /// An archive box.
    Archive,
    /// A snowflake: cold storage.
    Snowflake,
    /// A server or an origin.
    Server,
    /// An edge location.
    Globe,
    /// A cache.
    Lightning,
    /// A queue.
    Queue,
    /// A database.
    Database,
    /// A shield.
    Shield,
    /// A key.
    Key,
    /// A clock.
    Clock,
    /// A bin.
    Trash,
    /// Money.
    Coins,
    /// A file or an object.
    File,
    /// A stack of files: versions.
    Files,
    /// A warning.
    Warning,
    /// A branch.
    Branch,
}

/// How a label is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// From its place to the right.
    #[default]
    Start,
    /// Around its place.
    Center,
    /// From its place to the left.
    End,
}

impl Scene {
    /// The element with this id.
    pub fn element(&self, id: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.id == id)
    }
}

impl Element {
    /// Whether it is nothing to pointer, keyboard and screen reader.
    pub fn only_adorns(&self) -> bool {
        self.name.is_empty() && matches!(self.kind, ElementKind::Sketch(_))
    }
}
