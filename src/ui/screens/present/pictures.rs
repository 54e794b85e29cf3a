#![allow(warnings, clippy::all)]
use super::*;
use super::tests::*;
use egui::*;
use egui_kittest::*;
#[path = "/work/wt/present/src/shell/headless/raster.rs"]
mod raster;
#[derive(Default)]
struct Cpu(raster::Raster);
impl TestRenderer for Cpu {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) { self.0.update_textures(delta); }
    fn render(&mut self, ctx: &egui::Context, out: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        Ok(self.0.render(ctx, out, Color32::RED))
    }
}
#[test]
fn pictures() {
    let notes = std::env::var("PIC_NOTE").unwrap_or("09-s3/03-lifecycle".into());
    let (w,h): (f32,f32) = match std::env::var("PIC_SIZE").unwrap_or("1280".into()).as_str() { "1280"=>(1280.,800.), "1920"=>(1920.,1080.), "720"=>(720.,480.), _=>(360.,240.) };
    let dark = std::env::var("PIC_DARK").is_ok();
    let path = format!("{}/notes/{notes}.md", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(&path).unwrap_or_else(|_| std::fs::read_to_string(&notes).unwrap());
    let title = crate::markdown::parse(source.as_str()).front_matter.title.unwrap_or("Untitled".into());
    let mut harness = Harness::builder().with_size(vec2(w,h)).with_theme(if dark {Theme::Dark} else {Theme::Light})
        .with_context_setup(crate::ui_kit::theme::install).renderer(Cpu::default()).with_render_cursor(false)
        .with_pixels_per_point(if w < 400. {2.0} else {1.0})
        .build_ui_state(draw, Show::of(&source, &title, "Amazon S3"));
    harness.run();
    let total = harness.state().presentation.cursor().total();
    let mut images = vec![];
    let mut last = 999;
    loop {
        harness.run();
        let img = harness.render().unwrap();
        let q = matches!(harness.state().presentation.page().unwrap().0.content, PageContent::Question);
        images.push(img);
        if q { harness.key_press(Key::Space); harness.run(); images.push(harness.render().unwrap()); }
        let at = harness.state().presentation.cursor().slide();
        if at + 1 >= total { break; }
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
        if images.len() == 5 { harness.run_steps(20); }
    }
    let tag = format!("{}{}", w as u32, if dark {"d"} else {""});
    let dir = format!("/tmp/present-{tag}"); let _ = std::fs::remove_dir_all(&dir); std::fs::create_dir_all(&dir).unwrap();
    let cols = 3u32;
    let (iw, ih) = images[0].dimensions();
    for (sheet, chunk) in images.chunks(9).enumerate() {
        let mut out = image::RgbaImage::from_pixel(cols*(iw/2+6), 3*(ih/2+6), image::Rgba([128,128,128,255]));
        for (i, img) in chunk.iter().enumerate() {
            let small = image::imageops::resize(img, iw/2, ih/2, image::imageops::FilterType::Triangle);
            image::imageops::overlay(&mut out, &small, ((i as u32 % cols)*(iw/2+6)) as i64, ((i as u32 / cols)*(ih/2+6)) as i64);
        }
        out.save(format!("{dir}/sheet{sheet}.png")).unwrap();
    }
    for (i, img) in images.iter().enumerate() { img.save(format!("{dir}/{i:02}.png")).unwrap(); }
    eprintln!("{total} slides, {} images", images.len());
}
