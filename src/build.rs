//! Tells cargo that the program is built anew when a note is added, removed or changed.

fn main() {
    println!("cargo::rerun-if-changed=notes");
}
