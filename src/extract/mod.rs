//! Extraction: one document -> its mentions, entities, events and claims. It knows no other document, so documents are
//! extracted in parallel.

pub mod ages;
pub mod arithmetic;
pub mod claims;
pub mod clauses;
pub mod content;
pub mod entity;
pub mod events;
pub mod happenings;
pub mod kinship;
pub mod lives;
pub mod localities;
pub mod mention;
pub mod names;
pub mod quantities;
pub mod quotes;
pub mod roles;
mod subject;
#[cfg(test)]
mod testing;
pub mod times;
mod words;

use crate::claim::Holder;
use crate::document::{Block, BlockKind, Document, TextRange};
use crate::language::universal::Upos;
use crate::language::{self, Analysis, Token, TokenKind};
use crate::lexicon::Lexicon;
use crate::value::Value;
pub use claims::{Amount, Claims, Expression, Figure, Toll};
pub use content::Content;
use entity::{AgeMention, Attribution, KinshipMention, LifeMention, Quotation, RoleMention, Speaker};
pub use entity::{Entity, EntityKind, NameMention, Names};
pub use events::Event;
pub use mention::{QuantityMention, TimeMention};

/// A document with the analysis of each of its blocks (empty for boilerplate).
#[derive(Debug)]
pub struct Text<'a> {
    pub document: &'a Document,
    /// One for each of [`Document::blocks`].
    pub blocks: Vec<Analysis>,
}

impl<'a> Text<'a> {
    /// Analyses every block that is not boilerplate, with trees for the sentences that carry a cue for a claim.
    pub fn new(document: &'a Document, lexicon: &Lexicon) -> Text<'a> {
        let analyse = |block: &Block| match block.kind {
            BlockKind::Boilerplate => Analysis::default(),
            _ => language::analyse_where(&block.prose.text, |sentence| carries_cue(sentence, lexicon)),
        };
        Text { document, blocks: document.blocks.iter().map(analyse).collect() }
    }

    /// The blocks that claims are taken from: index and analysis.
    pub fn copy_blocks(&self) -> impl Iterator<Item = (u32, &Analysis)> {
        let copy = self.document.blocks.iter().zip(&self.blocks).enumerate();
        copy.filter(|(_, (block, _))| block.kind.is_copy()).map(|(i, (_, analysis))| (i as u32, analysis))
    }
}

/// Whether a sentence may carry a claim: a name, a number, a word of time or of reporting, an event or an outcome stands in it.
fn carries_cue(sentence: &[Token], lexicon: &Lexicon) -> bool {
    let by_itself = |token: &Token| {
        matches!(token.upos, Upos::Propn | Upos::Num)
            || matches!(token.kind, TokenKind::Number | TokenKind::Mixed)
            || lexicon.reporting.indirect.contains(&*token.lemma)
            || lexicon.reporting.hearer.contains(&*token.lemma)
            || lexicon.time.word(&token.lower).is_known()
    };
    sentence.iter().any(by_itself)
        || lexicon.events.triggers.find_all(sentence).next().is_some()
        || lexicon.events.outcomes.find_all(sentence).next().is_some()
}

/// All that one document says.
#[derive(Debug, Default)]
pub struct Extraction {
    pub mentions: Mentions,
    pub claims: Claims,
    /// What happens in it, known to the vocabulary or not; empty below [`Depth::Everything`].
    pub happenings: Vec<happenings::Happening>,
    /// Places that it describes without naming them; empty below [`Depth::Everything`].
    pub localities: Vec<localities::Locality>,
    pub content: Content,
}

/// How much is taken out of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What findings rest on.
    Claims,
    /// All that can be printed: happenings and described places as well.
    Everything,
}

/// Takes the mentions, events and claims out of a document.
pub fn extract(document: &Document, lexicon: &Lexicon, depth: Depth) -> Extraction {
    let text = Text::new(document, lexicon);
    let times = times::times(&text, lexicon);
    let quantities::Reading { quantities, lengths } = quantities::read(&text, lexicon, &times);
    let names = names::names(&text, lexicon);
    let roles = roles::roles(&text, &names, lexicon);
    let ages = ages::ages(&text, &names, &times, lexicon);
    let lives = lives::lives(&text, &names, &times);
    let attributions = quotes::attributions(&text, &names, lexicon);
    let mut quotations = quotes::quotations(&text, &names, lexicon);
    quotations.sort_by_key(|q| q.words);
    let kinships = kinship::kinship(&text, &names, lexicon);
    let mut mentions = Mentions { times, quantities, lengths, names, attributions, quotations, roles, ages, lives, kinships };
    mentions.shrink();
    let events = events::events(&text, &mentions, lexicon);
    let claims = claims::claims(&text, &mentions, events, lexicon);
    let content = Content::of(&text, lexicon);
    let (happenings, localities) = match depth {
        Depth::Claims => (Vec::new(), Vec::new()),
        Depth::Everything => {
            (happenings::happenings(&text, &mentions, &claims.events, lexicon), localities::localities(&text, &mentions, lexicon))
        }
    };
    Extraction { mentions, claims, happenings, localities, content }
}

/// The values that a text of a few words may stand for, likeliest first: a fact sheet's "2.46 billion kroner" or "June 2026".
pub fn values_of(text: &str, lexicon: &Lexicon) -> Vec<Value> {
    let document = Document::of_paragraph(text, chrono::NaiveDate::from_ymd_opt(2000, 1, 1));
    let text = Text::new(&document, lexicon);
    let times = times::times(&text, lexicon);
    let quantities = quantities::quantities(&text, lexicon, &times);
    // A date without a year would take the year of nothing.
    let absolute = times.iter().filter(|t| t.anchor == mention::Anchor::Absolute);
    let times = absolute.filter_map(|t| t.days.map(Value::Time).or(t.duration.map(Value::Duration)));
    times.chain(quantities.iter().filter(|q| !q.ordinal).map(|q| Value::Quantity(q.quantity.clone()))).collect()
}

/// The mentions of a document, sorted by place, that events and claims are built from.
#[derive(Debug, Default)]
pub struct Mentions {
    pub times: Vec<TimeMention>,
    pub quantities: Vec<QuantityMention>,
    /// Counted lengths of time within the times, to be printed: their values are the times' own.
    pub lengths: Vec<QuantityMention>,
    pub names: Names,
    pub attributions: Vec<Attribution>,
    pub quotations: Vec<Quotation>,
    pub roles: Vec<RoleMention>,
    pub ages: Vec<AgeMention>,
    pub lives: Vec<LifeMention>,
    pub kinships: Vec<KinshipMention>,
}

/// How many attributions or quotations may start before a passage and still hold it.
const NESTED: usize = 8;

/// The items of a list, sorted by range and without overlaps, that share a byte with `range`.
fn overlapping<T>(items: &[T], range: TextRange, of: impl Fn(&T) -> TextRange) -> &[T] {
    let before = |r: TextRange| (r.block, r.end) <= (range.block, range.start);
    let first = items.partition_point(|item| before(of(item)));
    let length = items[first..].iter().take_while(|item| of(item).overlaps(range)).count();
    &items[first..first + length]
}

impl Mentions {
    /// Gives back the memory that the longer lists hold in reserve: the mentions of all documents are held at once.
    fn shrink(&mut self) {
        self.times.shrink_to_fit();
        self.quantities.shrink_to_fit();
        self.names.entities.shrink_to_fit();
        self.names.mentions.shrink_to_fit();
        self.attributions.shrink_to_fit();
        self.quotations.shrink_to_fit();
    }

    /// Whether a range lies in a name or a time.
    pub fn is_name_or_time(&self, range: TextRange) -> bool {
        !self.times_in(range).is_empty() || self.names_in(range).next().is_some()
    }

    /// The times that share a byte with a range.
    pub fn times_in(&self, range: TextRange) -> &[TimeMention] {
        overlapping(&self.times, range, |t| t.range)
    }

    /// The quantities that share a byte with a range.
    pub fn quantities_in(&self, range: TextRange) -> &[QuantityMention] {
        overlapping(&self.quantities, range, |q| q.range)
    }

    /// The quantity that holds a range.
    pub fn quantity_at(&self, range: TextRange) -> Option<&QuantityMention> {
        self.quantities_in(range).first()
    }

    /// The names (not pronouns or descriptions) that share a byte with a range.
    pub fn names_in(&self, range: TextRange) -> impl Iterator<Item = &NameMention> {
        overlapping(&self.names.mentions, range, |n| n.range).iter().filter(|n| n.form == entity::MentionForm::Name)
    }

    /// Whom the name, description or pronoun that holds a range stands for.
    pub fn entity_at(&self, range: TextRange) -> Option<crate::claim::EntityId> {
        overlapping(&self.names.mentions, range, |n| n.range).first().map(|n| n.entity)
    }

    /// Who is quoted or cited for what stands at a range. Quoted words whose speaker is not found are nobody's, but not the copy's own.
    pub fn holder_of(&self, range: TextRange) -> Option<Holder> {
        // Sorted by where their content starts; a few may nest.
        let starts = self.attributions.partition_point(|a| (a.content.block, a.content.start) <= (range.block, range.start));
        let cited = self.attributions[..starts].iter().rev().take(NESTED).find(|a| a.content.contains(range)).map(|a| match &a.speaker {
            Speaker::Entity(id) => Holder::Entity(*id),
            Speaker::Unnamed(description) => Holder::Unnamed(description.clone()),
        });
        let open = self.quotations.partition_point(|q| (q.words.block, q.words.start) <= (range.block, range.start));
        let quoted = || {
            self.quotations[..open].iter().rev().take(NESTED).any(|q| q.words.contains(range)).then(|| Holder::Unnamed("quotation".into()))
        };
        cited.or_else(quoted)
    }
}
