//! Votes on what a name names, from its own words and from what stands beside it. The entity's kind is decided once a document, over
//! the votes of all its mentions.

use super::run::is_shouted;
use super::split::Candidate;
use crate::extract::entity::EntityKind;
use crate::extract::words::Words;
use crate::language::TokenKind;
use crate::language::names::NameKind;
use crate::lexicon::Lexicon;
use crate::value::PlaceKind;

/// Points for each kind. Their size is relative: a head or a title outweighs what a neighbouring word suggests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    pub person: i32,
    pub organization: i32,
    pub place: i32,
    pub product: i32,
}

impl Votes {
    /// Adds another mention's votes.
    pub fn add(&mut self, other: Votes) {
        self.person += other.person;
        self.organization += other.organization;
        self.place += other.place;
        self.product += other.product;
    }

    /// The kind with most votes; `Other` where none has any.
    pub fn kind(self) -> EntityKind {
        let best = self.person.max(self.organization).max(self.place).max(self.product);
        match best {
            ..=0 => EntityKind::Other,
            _ if best == self.person => EntityKind::Person,
            _ if best == self.product => EntityKind::Product,
            _ if best == self.place => EntityKind::Place,
            _ => EntityKind::Organization,
        }
    }
}

/// Points for a last word that tells the kind.
const HEADED: i32 = 6;
/// Points for what the statistical tagger says: less than a head, an acronym or a title.
const TAGGED: i32 = 5;

/// The votes of one candidate.
pub fn votes(words: &Words, candidate: &Candidate, lexicon: &Lexicon) -> Votes {
    let mut votes = Votes::default();
    own_words(words, candidate, lexicon, &mut votes);
    gazetteer(words, candidate, lexicon, &mut votes);
    neighbours(words, candidate, lexicon, &mut votes);
    match candidate.tagged {
        Some(NameKind::Person) => votes.person += TAGGED,
        Some(NameKind::Organization) => votes.organization += TAGGED,
        Some(NameKind::Place) => votes.place += TAGGED,
        None => {}
    }
    votes
}

fn own_words(words: &Words, candidate: &Candidate, lexicon: &Lexicon, votes: &mut Votes) {
    let n = &lexicon.names;
    let (Some(first), Some(last)) = (candidate.words.first(), candidate.words.last()) else { return };
    let several = candidate.words.len() > 1;
    if candidate.title.is_some() {
        votes.person += 6;
    }
    if several {
        let of = candidate.words.iter().position(|w| w == "of" || w == "for");
        let head_word = of.map_or(last, |at| &candidate.words[at.saturating_sub(1)]);
        // "Jonathan Park", "Emma Church": a head that is also a family name, behind a given name.
        let maybe_person = of.is_none() && candidate.words.len() == 2 && n.is_given(first) && n.is_family(last);
        let weight = if maybe_person { 2 } else { HEADED };
        let organization = n.organization_heads.contains(head_word) || of.is_some() && n.of_organizations.contains(head_word);
        let place = n.venue_heads.contains(head_word) || of.is_some() && n.of_places.contains(head_word);
        let product = n.product_heads.contains(head_word);
        votes.organization += weight * i32::from(organization);
        votes.place += weight * i32::from(place);
        votes.product += weight * i32::from(product);
        votes.organization += 6 * i32::from(n.company_suffixes.contains(last) && last.len() > 1);
        votes.place += 2 * i32::from(n.place_openers.contains(first));
        // "Hollis Shipping": behind a given name, a head that is no family name tells of no person.
        if maybe_person || !(organization || place || product) {
            person_shape(candidate, lexicon, votes);
        }
    } else {
        votes.person += i32::from(n.is_given(first)) + i32::from(n.is_family(first) && !n.is_place(first));
    }
    let mixed = candidate.tokens.clone().any(|at| words.kind(at) == Some(TokenKind::Mixed));
    votes.product += 3 * i32::from(mixed);
}

fn person_shape(candidate: &Candidate, lexicon: &Lexicon, votes: &mut Votes) {
    let n = &lexicon.names;
    let (first, last) = (&candidate.words[0], &candidate.words[candidate.words.len() - 1]);
    if n.is_given(first) {
        votes.person += 2 + i32::from(!n.is_word(first) && !n.is_place(first));
    }
    votes.person += i32::from(n.is_family(last));
    votes.person += 3 * i32::from(first.len() == 2 && first.ends_with('.'));
    votes.person += 3 * i32::from(n.generations.contains(last));
    let inner = &candidate.words[1..candidate.words.len() - 1];
    votes.person += 2 * i32::from(inner.iter().any(|w| n.particles.contains(w) || w.len() == 2 && w.ends_with('.')));
    let rare = candidate.words.len() <= 4 && candidate.words.iter().all(|w| !n.is_word(w) && !n.is_place(w) && n.demonym(w).is_none());
    votes.person += i32::from(rare);
    votes.person += 3 * i32::from(candidate.nickname.is_some());
}

fn gazetteer(words: &Words, candidate: &Candidate, lexicon: &Lexicon, votes: &mut Votes) {
    let n = &lexicon.names;
    let key = candidate.key();
    let lower = |i: usize| words.token(candidate.tokens.start + i).filter(|_| i < candidate.tokens.len()).map(|t| &*t.lower);
    if n.organizations.at(lower).is_some_and(|(len, ())| len == candidate.tokens.len())
        || n.acronyms.contains_key(words.written(candidate.tokens.clone()))
    {
        votes.organization += 6;
    } else if candidate.words.len() == 1 && is_shouted(words, candidate.tokens.start) && key.len() <= 5 && !n.is_place(&key) {
        votes.organization += 2;
    }
    if let Some(place) = n.place(&key) {
        let doubtful = candidate.words.len() == 1 && (n.is_word(&key) || n.is_given(&key));
        votes.place += match place.kind {
            PlaceKind::Country => 6,
            _ if doubtful => 2,
            _ => 4,
        };
    }
}

fn neighbours(words: &Words, candidate: &Candidate, lexicon: &Lexicon, votes: &mut Votes) {
    let before = words.lower_before(candidate.title.as_ref().map_or(candidate.tokens.start, |t| t.start));
    let end = candidate.tokens.end;
    let next = words.lower(end);
    match before {
        "in" => votes.place += 2,
        "at" | "near" | "from" | "to" | "outside" | "across" | "around" | "toward" | "towards" => votes.place += 1,
        // "the Bush administration" says less than "the Bush".
        "the" if is_lower_noun(words, end, lexicon) => votes.person -= 1,
        "the" => {
            votes.organization += 1;
            votes.person -= 3;
        }
        "'s" if before_is_place(words, candidate, lexicon) => votes.place += 2,
        _ => {}
    }
    let clause = next == "," || next == "(";
    if matches!(next, "who" | "whose") || clause && matches!(words.lower(end + 1), "who" | "whose" | "aged") {
        votes.person += 3;
    }
    if clause
        && words.kind(end + 1) == Some(TokenKind::Number)
        && matches!(words.lower(end + 2), "," | ")" | ";")
        && words.lower(end + 1).len() == 2
    {
        votes.person += 4;
    }
    let key = words.folded(end + 1);
    if next == ","
        && words.is_capital(end + 1)
        && lexicon.names.place(&key).is_some_and(|p| matches!(p.kind, PlaceKind::Country | PlaceKind::Region))
    {
        votes.place += 3;
    }
    if lexicon.reporting.direct.word(words.lemma(end)).is_some() && words.lower(end) != "call" {
        votes.person += 1;
        votes.organization += 1;
    }
    if is_lower_noun(words, end, lexicon) {
        let head = words.folded(end);
        votes.product += 3 * i32::from(lexicon.names.product_heads.contains(&head) && before == "the");
        votes.organization += 2 * i32::from(matches!(&*head, "company" | "group" | "newspaper" | "agency" | "party" | "firm" | "brand"));
    }
    dateline(words, candidate, votes);
}

fn is_lower_noun(words: &Words, at: usize, lexicon: &Lexicon) -> bool {
    let lower = words.lower(at);
    words.kind(at) == Some(TokenKind::Word)
        && !words.is_capital(at)
        && lower.len() > 3
        && lexicon.names.not_names.word(lower).is_none()
        && !lower.ends_with("ed")
        && !lower.ends_with("ly")
}

fn before_is_place(words: &Words, candidate: &Candidate, lexicon: &Lexicon) -> bool {
    candidate.tokens.start >= 2
        && candidate.title.is_none()
        && lexicon.names.is_place(&words.folded(candidate.tokens.start - 2))
        && !lexicon.names.is_given(&candidate.words[0])
}

/// "BASEL, April 25", "TURKU —" at the start of a block.
fn dateline(words: &Words, candidate: &Candidate, votes: &mut Votes) {
    let first = candidate.tokens.start == 0
        || candidate.tokens.start < 4 && (0..candidate.tokens.start).all(|at| !words.is_capital(at) || is_shouted(words, at));
    let shouted = is_shouted(words, candidate.tokens.start);
    if first && shouted && matches!(words.lower(candidate.tokens.end), "," | "—" | "–" | "(" | "-") {
        votes.place += 4;
    }
}
