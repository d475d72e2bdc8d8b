//! The program `gainsay`: gives the command line to the library and its answer to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    gainsay::cli::main(std::env::args_os())
}
