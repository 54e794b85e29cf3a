//! throwaway
use super::*;
use crate::diagrams::params::Params;
use crate::diagrams::playback::Playback;
use crate::diagrams::registry;
use crate::diagrams::scene::*;
use crate::ui_kit::theme;
use egui_kittest::Harness;

pub(crate) struct Cpu(pub crate::shell::headless::raster::Raster);
impl egui_kittest::TestRenderer for Cpu {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        self.0.update_textures(delta);
    }
    fn render(
        &mut self,
        ctx: &egui::Context,
        out: &egui::FullOutput,
    ) -> Result<image::RgbaImage, String> {
        Ok(self.0.render(ctx, out, egui::Color32::TRANSPARENT))
    }
}

fn shot(name: &str, scene: Scene, theme: egui::Theme, width: f32) {
    let scene = Arc::new(scene);
    let h = (scene.size.1 * 1.25 + 60.0).min(1200.0);
    let mut harness = Harness::builder()
        .with_size([width, h])
        .with_pixels_per_point(1.5)
        .with_theme(theme)
        .with_context_setup(theme::install)
        .renderer(Cpu(Default::default()))
        .with_render_cursor(false)
        .build_ui_state(
            move |ui, p: &mut ScenePainter| {
                egui::Frame::new()
                    .fill(Tokens::of(ui).paper)
                    .inner_margin(16)
                    .show(ui, |ui| {
                        let o = SceneOptions {
                            title: "T",
                            description: "",
                            fit: Fit::Width,
                            padding: 14.0,
                            interactive: true,
                            leaves_step_keys: true,
                        };
                        p.show(ui, &scene, &o);
                    });
            },
            ScenePainter::default(),
        );
    harness.run();
    let dir = std::path::Path::new("/tmp/painter_shots");
    std::fs::create_dir_all(dir).unwrap();
    harness
        .render()
        .unwrap()
        .save(dir.join(format!("{name}.png")))
        .unwrap();
}

fn demo() -> Scene {
    let el = |id: &str, kind: ElementKind| Element {
        id: id.into(),
        name: id.into(),
        detail: "d".into(),
        kind,
    };
    let node = |a: Area,
                family,
                icon,
                title: &str,
                sub: &str,
                badges: Vec<(&str, Tone)>,
                meter,
                active,
                dimmed| {
        ElementKind::Node(Node {
            area: a,
            family,
            icon,
            title: title.into(),
            subtitle: sub.into(),
            badges: badges
                .into_iter()
                .map(|(t, tone)| Badge {
                    text: t.into(),
                    tone,
                })
                .collect(),
            meter,
            active,
            dimmed,
        })
    };
    let edge = |f: &str, t: &str, l: &str, active, tone, offset| {
        ElementKind::Edge(Edge {
            from: f.into(),
            to: t.into(),
            label: l.into(),
            active,
            tone,
            offset,
        })
    };
    Scene { size: (860.0, 900.0), counters: vec![], elements: vec![
        el("Availability Zone a", ElementKind::Group { area: Area::new(200.0, 4.0, 300.0, 220.0), tone: Tone::Neutral }),
        el("Private", ElementKind::Group { area: Area::new(620.0, 4.0, 230.0, 220.0), tone: Tone::Family(Family::Network) }),
        el("p", node(Area::new(10.0, 60.0, 130.0, 64.0), Family::Outside, Icon::Person, "Viewer", "asks for /a", vec![], None, false, false)),
        el("f", node(Area::new(220.0, 40.0, 180.0, 88.0), Family::Compute, Icon::Function, "Order function", "nodejs22, 512 MB", vec![("3 running", Tone::Accent), ("throttled", Tone::Bad), ("reserved 10", Tone::Neutral)], None, true, false)),
        el("q", node(Area::new(220.0, 150.0, 180.0, 60.0), Family::Integration, Icon::Queue, "orders.fifo", "12 messages", vec![], Some(0.4), false, false)),
        el("d", node(Area::new(640.0, 40.0, 180.0, 60.0), Family::Database, Icon::Database, "Table with a rather long name", "on demand", vec![("hot", Tone::Warn)], None, false, false)),
        el("s", node(Area::new(640.0, 140.0, 180.0, 60.0), Family::Storage, Icon::Bucket, "Glacier Deep Archive", "not used now", vec![], Some(0.7), false, true)),
        el("e1", edge("p", "f", "POST", true, Tone::Neutral, 0.0)),
        el("e2", edge("f", "d", "PutItem (allowed by the role)", false, Tone::Good, -8.0)),
        el("e3", edge("d", "f", "200", false, Tone::Neutral, 14.0)),
        el("e4", edge("q", "f", "", false, Tone::Neutral, 0.0)),
        el("e5", edge("f", "s", "AccessDenied", false, Tone::Bad, 0.0)),
        el("t1", ElementKind::Token(Token { place: Place::On { edge: "e1".into(), share: 0.5 }, text: "7".into(), tone: Tone::Accent })),
        el("t2", ElementKind::Token(Token { place: Place::At { node: "q".into(), slot: 0 }, text: "A".into(), tone: Tone::Good })),
        el("t3", ElementKind::Token(Token { place: Place::At { node: "q".into(), slot: 1 }, text: "B12".into(), tone: Tone::Warn })),
        el("t4", ElementKind::Token(Token { place: Place::At { node: "q".into(), slot: 2 }, text: "".into(), tone: Tone::Bad })),
        el("l", ElementKind::Label { at: (10.0, 140.0), text: "A label, left".into(), tone: Tone::Muted, align: Align::Start }),
        el("c", ElementKind::Callout { area: Area::new(10.0, 240.0, 410.0, 56.0), text: "Objects under 128 KB stay where they are: the default minimum size for transitions keeps them.".into(), tone: Tone::Warn }),
        el("c2", ElementKind::Callout { area: Area::new(440.0, 240.0, 410.0, 56.0), text: "Refused.".into(), tone: Tone::Bad }),
        el("tl", ElementKind::Timeline(Timeline { area: Area::new(10.0, 310.0, 840.0, 150.0), range: (0.0, 365.0), cursor: 94.0, unit: "day".into(),
            lanes: vec![
                Lane { label: "current".into(), spans: vec![LaneSpan { from: 0.0, to: 30.0, label: "Standard".into(), tone: Tone::Family(Family::Storage) }, LaneSpan { from: 30.0, to: 90.0, label: "Standard-IA".into(), tone: Tone::Accent }, LaneSpan { from: 90.0, to: 94.0, label: "Glacier".into(), tone: Tone::Warn }] },
                Lane { label: "old versions".into(), spans: vec![LaneSpan { from: 20.0, to: 94.0, label: "Standard, kept for the reader".into(), tone: Tone::Neutral }] },
                Lane { label: "delete markers of all".into(), spans: vec![LaneSpan { from: 60.0, to: 94.0, label: "marker".into(), tone: Tone::Bad }] },
            ], marks: vec![Mark { at: 30.0, label: "to IA".into(), tone: Tone::Accent }, Mark { at: 45.0, label: "refused".into(), tone: Tone::Bad }, Mark { at: 90.0, label: "to Glacier".into(), tone: Tone::Warn }, Mark { at: 364.0, label: "expires".into(), tone: Tone::Bad }] })),
        el("ch", ElementKind::Chart(Chart { area: Area::new(10.0, 480.0, 410.0, 180.0), kind: ChartKind::Area, y_label: "$ so far".into(), x_label: "day".into(), x_range: (0.0, 365.0), y_range: (0.0, 1.2), cursor: Some(94.0), series: vec![
            Series { label: "with rules".into(), tone: Tone::Accent, dashed: false, points: (0..95).map(|d| (d as f64, 0.006 * d as f64)).collect() },
            Series { label: "no rules".into(), tone: Tone::Muted, dashed: true, points: (0..95).map(|d| (d as f64, 0.009 * d as f64)).collect() } ] })),
        el("bar", ElementKind::Chart(Chart { area: Area::new(440.0, 480.0, 410.0, 180.0), kind: ChartKind::Bar, y_label: "requests".into(), x_label: "second".into(), x_range: (0.0, 9.0), y_range: (0.0, 6000.0), cursor: None, series: vec![
            Series { label: "served".into(), tone: Tone::Good, dashed: false, points: (0..10).map(|d| (d as f64, 500.0 * d as f64)).collect() },
            Series { label: "throttled".into(), tone: Tone::Bad, dashed: false, points: (0..10).map(|d| (d as f64, 3000.0 - 300.0 * d as f64)).collect() } ] })),
        el("tb", ElementKind::Table(SceneTable { area: Area::new(10.0, 680.0, 840.0, 130.0), weights: vec![1.0, 2.0, 1.0], header: vec!["Hook".into(), "What it may change".into(), "Calls".into()], rows: vec![
            SceneRow { cells: vec!["Viewer request".into(), "URL, headers, body (not the host), or it answers by itself with a response of up to 40 KB, generated".into(), "12".into()], tone: Tone::Neutral, active: true },
            SceneRow { cells: vec!["Origin request".into(), "all of it".into(), "3".into()], tone: Tone::Neutral, active: false },
            SceneRow { cells: vec!["Origin response".into(), "status".into(), "3".into()], tone: Tone::Muted, active: false },
            SceneRow { cells: vec!["Viewer response".into(), "headers".into(), "0".into()], tone: Tone::Bad, active: false } ] })),
    ] }
}

#[test]
fn pictures() {
    let kind = registry::kind("lambda-edge").unwrap();
    let mut playback = Playback::new(kind, Params::defaults(kind.params), 1);
    playback.to(5);
    for (theme, t) in [(egui::Theme::Light, "day"), (egui::Theme::Dark, "night")] {
        shot(&format!("demo-{t}"), demo(), theme, 940.0);
        shot(
            &format!("edge-{t}"),
            playback.scene(Shape::Wide),
            theme,
            940.0,
        );
        shot(
            &format!("edge-narrow-{t}"),
            playback.scene(Shape::Narrow),
            theme,
            460.0,
        );
    }
}
