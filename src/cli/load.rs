//! From arguments to what [`project`](crate::project) takes: files, rules, and the configuration that holds for each file.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use super::arguments::CopyArguments;
use super::files::{self, File, Files};
use super::input::{self, reason};
use super::{Failure, paths};
use crate::config::{Config, Level};
use crate::finding::{NOTICES, Severity};
use crate::lexicon::Lexicon;
use crate::project::{Input, Options, ScopeOptions};
use crate::report;
use crate::rule::RuleSet;
use crate::source::FileError;
use crate::yaml::{self, YamlError};

/// How configuration files are called.
pub(super) const CONFIG: &str = "gainsay.yaml";

/// All that a command on copy goes by.
#[derive(Debug)]
pub(super) struct Loaded {
    pub inputs: Vec<Input>,
    pub options: Options,
    pub errors: Vec<FileError>,
    /// Lines for standard error.
    pub notes: Vec<String>,
    /// All files that the command reads, without symbolic links.
    pub read: HashSet<PathBuf>,
}

/// Reads files and configuration.
pub(super) fn load(arguments: &CopyArguments) -> Result<Loaded, Failure> {
    let stdin = arguments.stdin_filename.as_deref();
    if stdin.is_some() && !arguments.paths.iter().any(|path| path.as_os_str() == files::STDIN_PATH) {
        return Err(Failure::usage("`--stdin-filename` gives standard input a name; give `-` as a path, so that it is read"));
    }
    let rules = rules(&arguments.rules.folders)?;
    let mut notes = unused_vocabulary(&arguments.rules.folders)?;
    let mut scopes = Scopes::new(arguments, &rules)?;
    let Files { files, mut errors, folders } = files::find(&arguments.paths, stdin);
    let mut inputs = Vec::new();
    let mut read = rule_paths(&arguments.rules.folders)?;
    for file in files {
        let place = scopes.place(&file)?;
        let scope = &scopes.scopes[place.scope];
        if scopes.is_about_copy(&file) {
            if file.named {
                notes.push(format!("note: {} is configuration or a fact sheet, not copy; it is not checked", file.name));
            }
            continue;
        }
        if !file.named && scope.config.ignores(&place.path) {
            continue;
        }
        let limit = arguments.max_file_size.or(scope.config.max_file_size).unwrap_or(input::DEFAULT_LIMIT);
        match input::copy(&file, limit) {
            Ok(bytes) if !file.named && report::is_report(&bytes) => {
                notes.push(format!("note: {} is a report of gainsay, not copy; it is not checked", file.name));
            }
            Ok(bytes) => {
                read.extend(file.path.as_ref().and_then(|path| path.canonicalize().ok()));
                let date = arguments.date.or_else(|| scopes.date(&place));
                inputs.push(Input { name: file.name, bytes, date, scope: place.scope });
            }
            Err(message) => errors.push(FileError { path: file.name, message }),
        }
    }
    notes.extend(scopes.unused_entries(&folders));
    read.extend(scopes.about_copy);
    let scopes = scopes.scopes.into_iter().map(|scope| scope.options).collect();
    Ok(Loaded { inputs, options: Options { rules, lexicon: Lexicon::builtin(), scopes }, errors, notes, read })
}

/// The files of folders of rules, without symbolic links.
fn rule_paths(folders: &[PathBuf]) -> Result<HashSet<PathBuf>, Failure> {
    let mut paths = HashSet::new();
    for folder in folders {
        let RuleFiles { rules, lexicon } = rule_files(folder).map_err(Failure::usage)?;
        paths.extend(rules.iter().chain(&lexicon).filter_map(|(name, _)| Path::new(name).canonicalize().ok()));
    }
    Ok(paths)
}

/// Notes on vocabulary in folders of rules: only that of the binary is used.
fn unused_vocabulary(folders: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let mut notes = Vec::new();
    for folder in folders {
        for (name, _) in rule_files(folder).map_err(Failure::usage)?.lexicon {
            notes.push(format!("note: {name} is not used: vocabulary beside the built-in one is not supported yet"));
        }
    }
    Ok(notes)
}

/// A file that must be UTF-8, as text.
pub(super) fn text_of(path: &Path) -> Result<String, Failure> {
    let name = paths::shown(path);
    let bytes = input::bytes(path).map_err(|message| Failure::usage(format!("{name} cannot be read: {message}")))?;
    String::from_utf8(bytes).map_err(|_| Failure::usage(format!("{name} is not UTF-8")))
}

/// The YAML files of a folder given with `--rules`: name as shown and text, sorted by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleFiles {
    /// `DIR/*.yaml`: rules.
    pub rules: Vec<(String, String)>,
    /// `DIR/lexicon/*.yaml`: vocabulary.
    pub lexicon: Vec<(String, String)>,
}

/// Reads the YAML files of a folder of rules.
///
/// # Errors
/// A message for the user, where the folder or a file of it cannot be read.
pub fn rule_files(folder: &Path) -> Result<RuleFiles, String> {
    let lexicon = folder.join("lexicon");
    let lexicon = if lexicon.is_dir() { yaml_files(&lexicon) } else { Ok(Vec::new()) };
    Ok(RuleFiles { rules: yaml_files(folder)?, lexicon: lexicon? })
}

fn yaml_files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let told = |error: io::Error| format!("{} cannot be read: {}", paths::shown(folder), reason(&error));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            found.push((paths::shown(&path), text_of(&path).map_err(|failure| failure.to_string())?));
        }
    }
    found.sort();
    Ok(found)
}

/// The built-in rules and those of some folders.
pub(super) fn rules(folders: &[PathBuf]) -> Result<RuleSet, Failure> {
    let mut rules = RuleSet::builtin()?;
    for folder in folders {
        for (name, text) in rule_files(folder).map_err(Failure::usage)?.rules {
            rules.add(&name, &text)?;
        }
    }
    Ok(rules)
}

/// The ids that may stand wherever a rule's id may.
pub(super) fn known_ids(rules: &RuleSet) -> Vec<&str> {
    rules.rules.iter().map(|rule| rule.id.as_str()).chain(NOTICES.iter().map(|notice| notice.id)).collect()
}

/// What one `gainsay.yaml` says, and where it lies. Without one, nothing.
#[derive(Debug, Default)]
struct Scope {
    /// Without symbolic links.
    folder: PathBuf,
    /// The configuration as shown.
    name: String,
    config: Config,
    options: ScopeOptions,
    /// For each entry under `documents`, whether it speaks of a file that was found.
    used: Vec<bool>,
}

/// Which scope a file belongs to, and its path in it.
#[derive(Debug)]
struct Place {
    scope: usize,
    path: String,
}

/// The configurations of a run. The first scope is that of files without a `gainsay.yaml`.
#[derive(Debug)]
struct Scopes<'r> {
    scopes: Vec<Scope>,
    known: Vec<&'r str>,
    /// Where `--config` or `--isolated` decides, the scope of all files.
    only: Option<usize>,
    by_folder: HashMap<PathBuf, usize>,
    /// Fact sheets and configuration in use, without symbolic links.
    about_copy: HashSet<PathBuf>,
    /// Fact sheets of all documents.
    facts: Vec<(String, String)>,
    current: PathBuf,
}

impl<'r> Scopes<'r> {
    fn new(arguments: &CopyArguments, rules: &'r RuleSet) -> Result<Scopes<'r>, Failure> {
        let current = std::env::current_dir().and_then(|path| path.canonicalize());
        let current = current.map_err(|error| Failure::usage(format!("the current folder cannot be read: {}", reason(&error))))?;
        let mut scopes = Scopes {
            scopes: Vec::new(),
            known: known_ids(rules),
            only: None,
            by_folder: HashMap::new(),
            about_copy: HashSet::new(),
            facts: Vec::new(),
            current,
        };
        for path in &arguments.facts {
            scopes.facts.push((paths::shown(path), text_of(path)?));
            scopes.about_copy.extend(path.canonicalize());
        }
        let options = ScopeOptions { facts: scopes.facts.clone(), ..ScopeOptions::default() };
        scopes.scopes.push(Scope { folder: scopes.current.clone(), options, ..Scope::default() });
        if let Some(path) = &arguments.config {
            let text = text_of(path)?;
            let folder = path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_path_buf)).unwrap_or_default();
            scopes.only = Some(scopes.add(path, &paths::shown(path), folder, &text)?);
        } else if arguments.isolated {
            scopes.only = Some(0);
        }
        Ok(scopes)
    }

    /// Reads a configuration; gives the index of its scope.
    fn add(&mut self, path: &Path, name: &str, folder: PathBuf, text: &str) -> Result<usize, Failure> {
        let config = Config::parse(name, text, &self.known)?;
        let mut facts = Vec::new();
        for (index, sheet) in config.facts.iter().enumerate() {
            let path = folder.join(sheet);
            let shown = if Path::new(sheet).is_absolute() { paths::shown(&path) } else { self.shown(&path) };
            let text = text_of(&path).map_err(|failure| {
                let item = index.to_string();
                let place = yaml::place_of_value(text, &["facts", &item]).or_else(|| yaml::place_of_value(text, &["facts"]));
                let message = failure.to_string().replace(&paths::shown(&path), &shown);
                YamlError::at(name, text, place.unwrap_or(0..0), message)
            })?;
            facts.push((shown, text));
            self.about_copy.extend(path.canonicalize());
        }
        facts.extend(self.facts.iter().cloned());
        self.about_copy.extend(path.canonicalize());
        let options = ScopeOptions { facts, severities: severities(&config.rules), calendar: config.calendar };
        let used = vec![false; config.documents.len()];
        self.scopes.push(Scope { folder, name: name.to_string(), config, options, used });
        Ok(self.scopes.len() - 1)
    }

    /// A path without symbolic links, as shown.
    fn shown(&self, path: &Path) -> String {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        paths::shown(&paths::relative(&path, &self.current))
    }

    /// The scope of a file, reading its `gainsay.yaml` where that was not read yet. Entries that speak of the file are marked.
    fn place(&mut self, file: &File) -> Result<Place, Failure> {
        let path = file.path.as_ref().map_or_else(|| self.current.join(&file.name), |path| absolute(path));
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let scope = match self.only {
            Some(only) => only,
            None => self.nearest(&folder)?,
        };
        let place = Place { scope, path: paths::shown(&paths::relative(&path, &self.scopes[scope].folder)) };
        let scope = &mut self.scopes[scope];
        for entry in scope.config.entries_for(&place.path) {
            scope.used[entry] = true;
        }
        Ok(place)
    }

    /// The scope of the `gainsay.yaml` nearest above, or in, a folder.
    fn nearest(&mut self, folder: &Path) -> Result<usize, Failure> {
        if let Some(scope) = self.by_folder.get(folder) {
            return Ok(*scope);
        }
        let path = folder.join(CONFIG);
        let scope = if path.is_file() {
            let name = self.shown(&path);
            let text = text_of(&path).map_err(|failure| Failure::usage(failure.to_string().replace(&paths::shown(&path), &name)))?;
            self.add(&path, &name, folder.to_path_buf(), &text)?
        } else {
            match folder.parent() {
                Some(parent) => self.nearest(parent)?,
                None => 0,
            }
        };
        self.by_folder.insert(folder.to_path_buf(), scope);
        Ok(scope)
    }

    fn date(&self, place: &Place) -> Option<chrono::NaiveDate> {
        self.scopes[place.scope].config.date_for(&place.path)
    }

    /// Whether a file is configuration or a fact sheet.
    fn is_about_copy(&self, file: &File) -> bool {
        let Some(path) = &file.path else { return false };
        path.file_name().is_some_and(|name| name == CONFIG) || path.canonicalize().is_ok_and(|path| self.about_copy.contains(&path))
    }

    /// Notes on entries that speak of no file, for configurations whose whole folder was walked.
    fn unused_entries(&self, folders: &[PathBuf]) -> Vec<String> {
        let whole = self.scopes.iter().filter(|scope| folders.iter().any(|folder| scope.folder.starts_with(folder)));
        let unused = whole.flat_map(|scope| {
            let entries = scope.config.documents.iter().zip(&scope.used);
            entries.filter(|(_, used)| !**used).map(|(entry, _)| (&scope.name, &entry.pattern))
        });
        unused.map(|(name, pattern)| format!("note: {name}: documents: `{pattern}` matches no file")).collect()
    }
}

/// An existing file's path without symbolic links in its folders; as given where the folder cannot be read.
fn absolute(path: &Path) -> PathBuf {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    path.file_name().map_or_else(|| folder.clone(), |name| folder.join(name))
}

fn severities(rules: &BTreeMap<String, Level>) -> BTreeMap<String, Option<Severity>> {
    let severity = |level: &Level| match level {
        Level::Error => Some(Severity::Error),
        Level::Warning => Some(Severity::Warning),
        Level::Note => Some(Severity::Note),
        Level::Off => None,
    };
    rules.iter().map(|(id, level)| (id.clone(), severity(level))).collect()
}
