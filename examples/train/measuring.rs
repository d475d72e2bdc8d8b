//! Figures of a model on a treebank with its own tokens: tags, heads and relations, and the speed of each step.

use std::time::{Duration, Instant};

use gainsay::language::features::Form;
use gainsay::language::model::Model;
use gainsay::language::parser::Scratch;

use crate::treebank::Word;

/// How much of a treebank a model got right.
#[derive(Default)]
pub struct Figures {
    words: usize,
    upos: usize,
    penn: usize,
    heads: usize,
    /// Head and relation, without subtypes.
    arcs: usize,
    tagging: Duration,
    parsing: Duration,
}

/// Tags and parses the sentences.
pub fn measure(model: &Model, sentences: &[Vec<Word>]) -> Figures {
    let mut figures = Figures::default();
    let (mut forms, mut tags, mut features, mut scratch): (Vec<Form>, _, _, _) = (Vec::new(), Vec::new(), Vec::new(), Scratch::default());
    for sentence in sentences {
        let start = Instant::now();
        forms.clear();
        forms.extend(sentence.iter().enumerate().map(|(at, word)| model.form(&word.form, at == 0)));
        model.tag(&forms, &mut features, &mut tags);
        let tagged = Instant::now();
        model.parse(&forms, &tags, &mut scratch);
        figures.tagging += tagged - start;
        figures.parsing += tagged.elapsed();
        for (at, word) in sentence.iter().enumerate() {
            let (upos, penn) = model.tags().tag(tags[at]);
            let head = scratch.head(at).map_or(0, |head| head + 1) == word.head;
            let relation = model.relation(scratch.label(at)).universal() == word.relation.universal();
            figures.words += 1;
            figures.upos += usize::from(upos == word.tag.0);
            figures.penn += usize::from(penn == word.tag.1);
            figures.heads += usize::from(head);
            figures.arcs += usize::from(head && relation);
        }
    }
    figures
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |part: usize| 100.0 * part as f64 / self.words.max(1) as f64;
        let speed = |time: Duration| self.words as f64 / time.as_secs_f64() / 1000.0;
        write!(f, "UPOS {:.2}  XPOS {:.2}  UAS {:.2}  LAS {:.2}", share(self.upos), share(self.penn), share(self.heads), share(self.arcs))?;
        write!(f, "  ({} words; tags {:.0} k/s, trees {:.0} k/s)", self.words, speed(self.tagging), speed(self.parsing))
    }
}
