//! The program `onrecord`.

use std::process::ExitCode;

/// A page makes some ten thousand small strings and drops them together.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    onrecord::cli::main()
}
