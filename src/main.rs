//! Starts Nephoscope; everything else is in the library.

fn main() -> std::process::ExitCode {
    nephoscope::shell::cli::run()
}
