//! The command line: reads arguments, configuration and files, calls [`project`](crate::project), and writes the report.
//!
//! Each command is a function from its arguments to text and an exit status; writing them is done here
//! alone. Exit status: 0 for nothing at or above `--fail-on`, 1 for findings, 2 for mistakes in usage or configuration and for
//! files that could not be read.

mod arguments;
mod check;
pub mod examples;
mod files;
mod input;
mod load;
mod output;
mod paths;
mod rules;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use miette::Diagnostic;

use crate::project::guarded;
use crate::report::{Style, diagnostic};
use crate::yaml::YamlError;
use arguments::{Arguments, Colour, Command};
pub use load::{RuleFiles, rule_files};

/// Nothing at or above `--fail-on`.
const CLEAN: u8 = 0;
/// Findings, or rules that fail their own tests.
const FOUND: u8 = 1;
/// A mistake in usage or configuration, or a file that could not be read.
const BROKEN: u8 = 2;

/// Columns of a report that goes to no terminal.
const WIDTH: usize = 100;

/// The variable of the environment that asks for a number of threads.
const THREADS: &str = "RAYON_NUM_THREADS";

/// What a command has to say.
#[derive(Debug, Default)]
struct Outcome {
    /// What was asked for.
    report: String,
    /// Where it goes; `None`: standard output.
    file: Option<PathBuf>,
    /// What else the user should know, for standard error.
    notes: String,
    status: u8,
}

/// Why a command could not do what was asked.
#[derive(Debug, thiserror::Error, Diagnostic)]
enum Failure {
    #[error(transparent)]
    #[diagnostic(transparent)]
    Yaml(#[from] YamlError),
    #[error("{message}")]
    Usage {
        message: String,
        #[help]
        help: Option<String>,
    },
}

impl Failure {
    fn usage(message: impl Into<String>) -> Failure {
        Failure::Usage { message: message.into(), help: None }
    }
}

/// Runs the program with its arguments, of which the first is its own name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let status = if error.use_stderr() { BROKEN } else { CLEAN };
            // Nobody is left to be told when this cannot be printed.
            let _ = error.print();
            return status.into();
        }
    };
    let colour = arguments.colour;
    bound_threads();
    let done = quietly(|| run(arguments.command, colour)).and_then(output::write);
    let status = done.unwrap_or_else(|failure| {
        tell(&diagnostic(&failure, style(colour, &io::stderr())));
        BROKEN
    });
    status.into()
}

/// Starts as many threads as `RAYON_NUM_THREADS` asks for, and no more than there are cores.
fn bound_threads() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let asked = std::env::var(THREADS).ok().and_then(|number| number.parse().ok()).filter(|number| *number > 0);
    // Threads stand already where a program calls this twice; those of the first time do as well.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(asked.map_or(cores, |asked: usize| asked.min(cores))).build_global();
}

/// Does what a command asks. A panic, which is a defect of this program, prints nothing by itself: the library makes it an error of the
/// file that it belongs to, and what it has no file for fails the command.
fn quietly(command: impl FnOnce() -> Result<Outcome, Failure>) -> Result<Outcome, Failure> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let done = guarded(command);
    std::panic::set_hook(hook);
    done.unwrap_or_else(|message| Err(Failure::usage(message)))
}

fn run(command: Command, colour: Colour) -> Result<Outcome, Failure> {
    match command {
        Command::Check(arguments) => check::check(&arguments, colour),
        Command::Explain(arguments) => rules::explain(&arguments),
        Command::Rules(arguments) => rules::list(&arguments),
        Command::Test(arguments) => rules::test(&arguments),
        Command::Extract(arguments) => check::extract(&arguments),
        Command::Graph(arguments) => check::graph(&arguments),
    }
}

/// Writes to standard error, as far as there is one.
fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// How to draw for a stream: `--color`, then NO_COLOR, then whether a terminal is there to show it.
fn style(colour: Colour, stream: &impl IsTerminal) -> Style {
    let terminal = stream.is_terminal();
    let plain =
        std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || std::env::var_os("TERM").is_some_and(|t| t == "dumb");
    let colour = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal && !plain,
    };
    let width = terminal.then(terminal_size::terminal_size).flatten().map_or(WIDTH, |(width, _)| usize::from(width.0));
    Style { colour, width }
}
