//! The arguments of each command, as clap reads them.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{parse_date, parse_size};
use crate::finding::Severity;

/// A linter for facts: finds where copy contradicts itself, another article, or a fact sheet.
#[derive(Debug, Parser)]
#[command(name = "gainsay", version, propagate_version = true, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// When to use colours; NO_COLOR is obeyed
    #[arg(long = "color", value_name = "WHEN", global = true, value_enum, default_value_t = Colour::Auto)]
    pub colour: Colour,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check copy for contradictions
    Check(CheckArguments),
    /// Say what a rule finds, what it leaves alone, and how to mend it
    Explain(ExplainArguments),
    /// List the rules
    Rules(ListArguments),
    /// Run the examples of the rules: each bad one must be found, each good one left alone
    Test(RuleArguments),
    /// Print what was understood of each document
    Extract(ExtractArguments),
    /// Print the graph of claims
    Graph(GraphArguments),
}

/// What is read, and by which configuration.
#[derive(Debug, Args)]
pub(super) struct CopyArguments {
    /// Files and folders; `-` is standard input. Folders are read for .md, .markdown, .mdx, .html, .htm and .txt files that git does
    /// not ignore
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// A fact sheet that all documents are held against; may be given several times
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<PathBuf>,
    #[command(flatten)]
    pub rules: RuleArguments,
    /// Use this configuration for all files, in place of the gainsay.yaml nearest above each
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Look for no gainsay.yaml
    #[arg(long)]
    pub isolated: bool,
    /// The publication date (2024-03-04) of copy that gives none itself; overrides configuration
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub date: Option<NaiveDate>,
    /// Take standard input (`-`) for the text of this file: its ending says how it is read, its folder which configuration holds
    #[arg(long, value_name = "FILE")]
    pub stdin_filename: Option<PathBuf>,
    /// Read no file that is longer than this (`2 MB`; 128 MB where neither this nor configuration says otherwise)
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub max_file_size: Option<u64>,
    /// Read everything afresh (nothing is cached yet, so this changes nothing)
    #[arg(long)]
    pub no_cache: bool,
}

#[derive(Debug, Args)]
pub(super) struct RuleArguments {
    /// A folder of rules (*.yaml) to use beside the built-in ones; one with a known id replaces it; may be given several times
    #[arg(long = "rules", value_name = "DIR")]
    pub folders: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub copy: CopyArguments,
    /// How to write the report
    #[arg(long, value_enum, default_value_t = CheckFormat::Pretty)]
    pub format: CheckFormat,
    /// Write the report to this file and not to standard output
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// The least severity that gives exit status 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The rule's id
    pub rule: String,
    #[command(flatten)]
    pub rules: RuleArguments,
}

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// How to write the list
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
    #[command(flatten)]
    pub rules: RuleArguments,
}

#[derive(Debug, Args)]
pub(super) struct ExtractArguments {
    #[command(flatten)]
    pub copy: CopyArguments,
    /// How to write it: one JSON object a document
    #[arg(long, value_enum, default_value_t = ExtractFormat::Jsonl)]
    pub format: ExtractFormat,
    /// Print sentences and words in place of claims, as CoNLL-U
    #[arg(long, conflicts_with = "format")]
    pub tokens: bool,
    /// Take sentences and words as this CoNLL-U file gives them, in place of copy
    #[arg(long, value_name = "FILE", requires = "tokens", conflicts_with = "paths")]
    pub pretokenized: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct GraphArguments {
    #[command(flatten)]
    pub copy: CopyArguments,
    /// How to write it: the language of Graphviz
    #[arg(long, value_enum, default_value_t = GraphFormat::Dot)]
    pub format: GraphFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// Passages with labels, for people
    Pretty,
    /// One line a finding
    Concise,
    /// One JSON object, for programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Table,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExtractFormat {
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphFormat {
    Dot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    /// The least severity that fails; `None`: none does.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Note => Some(Severity::Note),
            FailOn::Never => None,
        }
    }
}
