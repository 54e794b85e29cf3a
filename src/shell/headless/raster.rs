//! A small CPU rasterizer of egui's meshes: pictures without a GPU, a display or a driver.
//!
//! Triangles with interpolated premultiplied colors, textures sampled linearly, source-over
//! blending in gamma space as egui's own shaders do. Edges are smooth because egui feathers its
//! shapes; a top-left rule keeps shared edges from being painted twice.
//! Paint callbacks are ignored: the program uses none.

use std::collections::BTreeMap;

use egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex};
use egui::{Color32, Rect, TextureId, TexturesDelta};
use image::RgbaImage;

/// The textures that egui handed over, and the drawing with them.
#[derive(Debug, Default)]
pub struct Raster {
    textures: BTreeMap<u64, Texture>,
}

#[derive(Debug, Clone)]
struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

impl Raster {
    /// Takes over what changed in the textures and empties the delta.
    #[expect(
        clippy::iter_over_hash_type,
        reason = "textures do not depend on each other"
    )]
    pub fn update_textures(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for image in images {
                self.set_texture(id, &image);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&key(id));
        }
    }

    /// Draws what `ctx` tessellates from `output` on an opaque or transparent `ground`.
    pub fn render(
        &self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
        ground: Color32,
    ) -> RgbaImage {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.ceil() as usize, size.y.ceil() as usize, ground);
        for ClippedPrimitive {
            clip_rect,
            primitive,
        } in ctx.tessellate(output.shapes.clone(), scale)
        {
            if let Primitive::Mesh(mesh) = primitive {
                canvas.mesh(
                    &mesh,
                    self.textures.get(&key(mesh.texture_id)),
                    clip_rect * scale,
                    scale,
                );
            }
        }
        canvas.into_image()
    }

    fn set_texture(&mut self, id: TextureId, delta: &egui::epaint::ImageDelta) {
        let egui::ImageData::Color(image) = &delta.image;
        let (width, height) = (image.width(), image.height());
        match (delta.pos, self.textures.get_mut(&key(id))) {
            (Some([x, y]), Some(texture)) => texture.patch(x, y, width, &image.pixels),
            _ => {
                self.textures.insert(
                    key(id),
                    Texture {
                        width,
                        height,
                        pixels: image.pixels.clone(),
                    },
                );
            }
        }
    }
}

fn key(id: TextureId) -> u64 {
    match id {
        TextureId::Managed(id) => id << 1,
        TextureId::User(id) => (id << 1) | 1,
    }
}

impl Texture {
    fn patch(&mut self, x: usize, y: usize, width: usize, pixels: &[Color32]) {
        for (row, line) in pixels.chunks_exact(width.max(1)).enumerate() {
            let start = (y + row) * self.width + x;
            if let Some(target) = self.pixels.get_mut(start..start + width) {
                target.copy_from_slice(line);
            }
        }
    }

    /// Linear sampling at `u`, `v` (0 to 1), clamped at the edges; channels 0 to 255.
    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let (x, y) = (u * self.width as f32 - 0.5, v * self.height as f32 - 0.5);
        let (x0, y0) = (x.floor(), y.floor());
        let (fx, fy) = (x - x0, y - y0);
        let texel = |dx: f32, dy: f32| {
            let column = (x0 + dx).clamp(0.0, self.width as f32 - 1.0) as usize;
            let row = (y0 + dy).clamp(0.0, self.height as f32 - 1.0) as usize;
            self.pixels
                .get(row * self.width + column)
                .map_or([0.0; 4], |color| color.to_array().map(f32::from))
        };
        let (a, b, c, d) = (
            texel(0.0, 0.0),
            texel(1.0, 0.0),
            texel(0.0, 1.0),
            texel(1.0, 1.0),
        );
        std::array::from_fn(|i| {
            let channel = |pixel: [f32; 4]| pixel.get(i).copied().unwrap_or(0.0);
            let above = channel(a) + (channel(b) - channel(a)) * fx;
            let below = channel(c) + (channel(d) - channel(c)) * fx;
            above + (below - above) * fy
        })
    }
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

/// A corner of a triangle in pixels.
#[derive(Clone, Copy)]
struct Corner {
    x: f32,
    y: f32,
    u: f32,
    v: f32,
    color: [f32; 4],
}

impl Corner {
    fn new(vertex: &Vertex, scale: f32) -> Self {
        Self {
            x: vertex.pos.x * scale,
            y: vertex.pos.y * scale,
            u: vertex.uv.x,
            v: vertex.uv.y,
            color: vertex.color.to_array().map(f32::from),
        }
    }
}

impl Canvas {
    fn new(width: usize, height: usize, ground: Color32) -> Self {
        Self {
            width,
            height,
            pixels: vec![ground; width * height],
        }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: Option<&Texture>, clip: Rect, scale: f32) {
        let Some(texture) = texture else { return };
        for triangle in mesh.indices.chunks_exact(3) {
            let corner = |i: usize| {
                let vertex = mesh.vertices.get(*triangle.get(i)? as usize)?;
                Some(Corner::new(vertex, scale))
            };
            if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
                self.triangle([a, b, c], texture, clip);
            }
        }
    }

    fn triangle(&mut self, [a, mut b, mut c]: [Corner; 3], texture: &Texture, clip: Rect) {
        let mut area = edge(a, b, c.x, c.y);
        if area < 0.0 {
            std::mem::swap(&mut b, &mut c);
            area = -area;
        }
        if area <= f32::EPSILON || !area.is_finite() {
            return;
        }
        let flat = same(a, b) && same(a, c);
        let flat_color = flat.then(|| shade(a.color, texture.sample(a.u, a.v)));
        let low = |p: f32, q: f32, r: f32, min: f32| {
            (p.min(q).min(r).max(min.round()).max(0.0)).floor() as usize
        };
        let high = |p: f32, q: f32, r: f32, max: f32, size: usize| {
            (p.max(q).max(r).min(max.round()).max(0.0).ceil() as usize).min(size)
        };
        let columns = low(a.x, b.x, c.x, clip.min.x)..high(a.x, b.x, c.x, clip.max.x, self.width);
        for y in low(a.y, b.y, c.y, clip.min.y)..high(a.y, b.y, c.y, clip.max.y, self.height) {
            let start = y * self.width;
            let Some(line) = self.pixels.get_mut(start..start + self.width) else {
                break;
            };
            let py = y as f32 + 0.5;
            for x in columns.clone() {
                let px = x as f32 + 0.5;
                let (wa, wb, wc) = (edge(b, c, px, py), edge(c, a, px, py), edge(a, b, px, py));
                if !(inside(wa, b, c) && inside(wb, c, a) && inside(wc, a, b)) {
                    continue;
                }
                let Some(pixel) = line.get_mut(x) else { break };
                let source = flat_color.unwrap_or_else(|| {
                    let (wa, wb, wc) = (wa / area, wb / area, wc / area);
                    let mix = |p: f32, q: f32, r: f32| p * wa + q * wb + r * wc;
                    let [ra, ga, ba, aa] = a.color;
                    let [rb, gb, bb, ab] = b.color;
                    let [rc, gc, bc, ac] = c.color;
                    let color = [
                        mix(ra, rb, rc),
                        mix(ga, gb, gc),
                        mix(ba, bb, bc),
                        mix(aa, ab, ac),
                    ];
                    shade(
                        color,
                        texture.sample(mix(a.u, b.u, c.u), mix(a.v, b.v, c.v)),
                    )
                });
                *pixel = over(source, *pixel);
            }
        }
    }

    fn into_image(self) -> RgbaImage {
        let bytes = self
            .pixels
            .iter()
            .flat_map(egui::Color32::to_srgba_unmultiplied)
            .collect();
        RgbaImage::from_raw(self.width as u32, self.height as u32, bytes).unwrap_or_default()
    }
}

/// Twice the signed area of (p, q, (x, y)); positive inside for corners in screen order.
fn edge(p: Corner, q: Corner, x: f32, y: f32) -> f32 {
    (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x)
}

/// The top-left rule: a point on an edge belongs to one of the two triangles that share it.
fn inside(weight: f32, p: Corner, q: Corner) -> bool {
    let top_left = q.y < p.y || (q.y == p.y && q.x > p.x);
    weight > 0.0 || (weight == 0.0 && top_left)
}

fn same(p: Corner, q: Corner) -> bool {
    p.u == q.u && p.v == q.v && p.color == q.color
}

fn shade(color: [f32; 4], [r, g, b, a]: [f32; 4]) -> [f32; 4] {
    let [cr, cg, cb, ca] = color;
    [
        cr * r / 255.0,
        cg * g / 255.0,
        cb * b / 255.0,
        ca * a / 255.0,
    ]
}

fn over([r, g, b, a]: [f32; 4], below: Color32) -> Color32 {
    let keep = 1.0 - a / 255.0;
    let mix =
        |source: f32, under: u8| (source + f32::from(under) * keep + 0.5).clamp(0.0, 255.0) as u8;
    Color32::from_rgba_premultiplied(
        mix(r, below.r()),
        mix(g, below.g()),
        mix(b, below.b()),
        mix(a, below.a()),
    )
}
