//! The command line: reads arguments, configuration and files, calls [`project`](crate::project), and writes the report.
//!
//! Each command is a function from its arguments to text and an exit status; writing them is done here
//! alone. Exit status: 0 for nothing at or above `--fail-on`, 1 for findings, 2 for mistakes in usage or configuration and for
//! files that could not be read.

mod arguments;
mod check;
pub mod examples;
mod files;
mod load;
mod paths;
mod rules;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use miette::Diagnostic;

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
    let done = run(arguments.command, colour).and_then(write);
    let status = done.unwrap_or_else(|failure| {
        tell(&diagnostic(&failure, style(colour, &io::stderr())));
        BROKEN
    });
    status.into()
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

/// Writes what a command has to say and gives its exit status. A reader that has gone away (`| head`) is no mistake.
fn write(outcome: Outcome) -> Result<u8, Failure> {
    tell(&outcome.notes);
    let written = match &outcome.file {
        Some(path) => std::fs::write(path, &outcome.report).map_err(|error| (paths::shown(path), error)),
        None => print(&outcome.report).map_err(|error| ("standard output".to_string(), error)),
    };
    match written {
        Err((_, error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(outcome.status),
        Err((place, error)) => Err(Failure::usage(format!("{place} cannot be written: {}", load::reason(&error)))),
        Ok(()) => Ok(outcome.status),
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
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
