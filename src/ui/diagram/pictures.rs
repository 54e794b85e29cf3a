//! throwaway
use super::*;
use crate::diagrams::registry;
use crate::ui_kit::theme;
use crate::ui_kit::tokens::Tokens;
use egui_kittest::Harness;

struct Cpu(crate::shell::headless::raster::Raster);
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

fn shot(name: &str, view: DiagramView, room: Room, theme: egui::Theme, size: [f32; 2]) {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(20)
        .with_context_setup(theme::install)
        .renderer(Cpu(Default::default()))
        .with_render_cursor(false)
        .build_ui_state(
            move |ui, view: &mut DiagramView| {
                let m = if room == Room::Full { 0 } else { 16 };
                egui::Frame::new()
                    .fill(Tokens::of(ui).paper)
                    .inner_margin(m)
                    .show(ui, |ui| {
                        ui.set_min_size(ui.available_size());
                        diagram_ui(ui, view, room);
                    });
            },
            view,
        );
    harness.run_ok();
    let dir = std::path::Path::new("/tmp/painter_shots");
    std::fs::create_dir_all(dir).unwrap();
    harness
        .render()
        .unwrap()
        .save(dir.join(format!("{name}.png")))
        .unwrap();
}

#[test]
fn pictures() {
    for (theme, t) in [(egui::Theme::Light, "day"), (egui::Theme::Dark, "night")] {
        for id in ["lambda-edge", "s3-lifecycle"] {
            let kind = registry::kind(id).unwrap();
            let began = std::time::Instant::now();
            let mut v = DiagramView::of_kind(kind);
            let n = v.playback.known_len();
            eprintln!("{id}: {n} steps, {:?}", began.elapsed());
            v.playback.set_asking(false);
            v.go_to(n / 3);
            v.select(
                v.playback
                    .scene(Shape::Wide)
                    .elements
                    .iter()
                    .find(|e| matches!(e.kind, crate::diagrams::scene::ElementKind::Node(_)))
                    .map(|e| e.id.clone()),
            );
            shot(
                &format!("full-{id}-{t}"),
                v.clone(),
                Room::Full,
                theme,
                [1280.0, 800.0],
            );
            shot(
                &format!("full720-{id}-{t}"),
                v.clone(),
                Room::Full,
                theme,
                [720.0, 480.0],
            );
            shot(
                &format!("tall720-{id}-{t}"),
                v.clone(),
                Room::Full,
                theme,
                [720.0, 2000.0],
            );
            v.log_open = true;
            shot(
                &format!("note-{id}-{t}"),
                v.clone(),
                Room::InNote,
                theme,
                [690.0, 1300.0],
            );
            shot(
                &format!("phone-{id}-{t}"),
                v.clone(),
                Room::InNote,
                theme,
                [440.0, 2300.0],
            );
            shot(
                &format!("slide-{id}-{t}"),
                v.clone(),
                Room::Slide,
                theme,
                [1280.0, 720.0],
            );
            shot(
                &format!("thumb-{id}-{t}"),
                DiagramView::of_kind(kind),
                Room::Thumbnail,
                theme,
                [360.0, 240.0],
            );
            let mut v = DiagramView::of_kind(kind);
            for _ in 0..400 {
                if v.playback.pending().is_some() {
                    break;
                }
                v.playback.forward();
            }
            shot(
                &format!("ask-{id}-{t}"),
                v.clone(),
                Room::Full,
                theme,
                [1280.0, 1100.0],
            );
            if v.playback.pending().is_some() {
                let _ = challenge::answer(&mut v, 0);
            }
            v.issues.push(ParamIssue {
                line: 2,
                message: "unknown key \"clas\", did you mean \"class\"?".into(),
            });
            shot(
                &format!("said-{id}-{t}"),
                v,
                Room::Full,
                theme,
                [1280.0, 1100.0],
            );
        }
    }
}
