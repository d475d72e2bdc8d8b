//! Ages: how old a passage says that somebody is, and on which days.
//!
//! In goes a document's text with its names and times; out come [`AgeMention`]s. Where the person or the moment is not clear there is none:
//! "she was 29" without a date says nothing that could be checked.

use std::ops::Range;

use super::Text;
use super::entity::{AgeMention, NameMention, Names};
use super::mention::TimeMention;
use super::subject::Clause;
use super::words::Words;
use crate::document::BlockKind;
use crate::lexicon::Lexicon;
use crate::value::TimeValue;
use crate::value::time::shift_day;

/// The oldest age that is taken for one.
const OLDEST: u32 = 120;
/// Days before publication within which somebody died of whom the copy says that he "has died".
const RECENTLY_DEAD: i64 = 45;

/// The greatest number that "at five" may be an hour by.
const LATEST_HOUR: u32 = 12;

/// How far from an age in apposition the verb of its sentence may stand.
const PREDICATE: usize = 40;

/// Every age that the document gives to a person at a known time.
pub fn ages(text: &Text, names: &Names, times: &[TimeMention], lexicon: &Lexicon) -> Vec<AgeMention> {
    let published = text.document.published.as_ref().map(|p| TimeValue::day(p.date));
    let mut found = Vec::new();
    // "Harris, 47" in a note is a page.
    let is_copy = |words: &Words| text.document.blocks[words.block as usize].kind != BlockKind::Footnote;
    for words in Words::of(text).filter(is_copy) {
        for (sentence, range) in words.sentences() {
            let reader = Reader { clause: Clause { words, names, times, sentence }, published, lexicon };
            let mut at = range.tokens.start;
            while at < range.tokens.end {
                match reader.number(at, range.tokens.end) {
                    Some((years, end)) => {
                        found.extend(reader.age(at..end, years));
                        at = end;
                    }
                    None => at += 1,
                }
            }
        }
    }
    found
}

struct Reader<'a> {
    clause: Clause<'a>,
    published: Option<TimeValue>,
    lexicon: &'a Lexicon,
}

/// Who is of the age, when, and which words say so.
struct Reading<'a> {
    person: &'a NameMention,
    when: TimeValue,
    turned: bool,
    tokens: Range<usize>,
}

impl<'a> Reader<'a> {
    fn lower(&self, at: usize) -> &'a str {
        self.clause.words.lower(at)
    }

    /// The word `back` places before a token.
    fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |i| self.clause.words.lower(i))
    }

    /// The number that starts at a token, in digits or words, with where it ends.
    fn number(&self, at: usize, limit: usize) -> Option<(u32, usize)> {
        if let Ok(years) = self.lower(at).parse::<u32>() {
            return (years <= OLDEST).then_some((years, at + 1));
        }
        let numbers = &self.lexicon.ages.numbers;
        let first = *numbers.get(self.lower(at))?;
        let unit = (first >= 20 && self.lower(at + 1) == "-" && at + 2 < limit)
            .then(|| numbers.get(self.lower(at + 2)))
            .flatten()
            .filter(|u| **u < 10);
        Some(unit.map_or((first, at + 1), |u| (first + u, at + 3)))
    }

    fn age(&self, number: Range<usize>, years: u32) -> Option<AgeMention> {
        // "until he is ninety", "when she turns 60", "by the time she is 40": an age to come.
        let ahead =
            (1..=5).any(|back| matches!(self.before(number.start, back), "until" | "till" | "when" | "before" | "once" | "if" | "by"));
        if ahead {
            return None;
        }
        let reading = self
            .apposition(&number)
            .or_else(|| self.aged(&number))
            .or_else(|| self.year_old(&number))
            .or_else(|| self.opening(&number, years))
            .or_else(|| self.predicate(&number))
            .or_else(|| self.at_age(&number))?;
        let words = &self.clause.words;
        Some(AgeMention {
            person: reading.person.entity,
            number: words.range(number),
            range: words.range(reading.tokens),
            years,
            when: reading.when,
            turned: reading.turned,
        })
    }

    /// Publication, unless the sentence plays in another year.
    fn now(&self) -> Option<TimeValue> {
        let published = self.published?;
        let elsewhere = self
            .clause
            .dated()
            .any(|(_, days)| days.latest.max(published.earliest) - days.latest.min(published.earliest) > chrono::Duration::days(366));
        (!elsewhere).then_some(published)
    }

    /// "Mirela Stanciu, 34," and "Mirela Stanciu (34)".
    fn apposition(&self, number: &Range<usize>) -> Option<Reading<'a>> {
        let opener = number.start.checked_sub(1)?;
        let bracket = self.lower(opener) == "(";
        let closes = if bracket { self.lower(number.end) == ")" } else { matches!(self.lower(number.end), "," | "." | ";" | ")" | "and") };
        if !closes
            || !bracket && self.lower(opener) != ","
            || self.clause.words.kind(number.start) != Some(crate::language::TokenKind::Number)
        {
            return None;
        }
        let person = self.clause.people().find(|m| m.tokens.end == opener && m.form == super::entity::MentionForm::Name)?;
        // "Harris, 47." tells nothing of Harris: it is a page of a book.
        let tokens = &self.clause.words.analysis.tokens;
        let around =
            person.tokens.start.saturating_sub(PREDICATE).max(self.clause.tokens().start)..(number.end + PREDICATE).min(tokens.len());
        if !tokens[around].iter().any(|token| token.is_verb()) {
            return None;
        }
        Some(Reading { person, when: self.now()?, turned: false, tokens: person.tokens.start..number.end })
    }

    /// "Declan Roche, aged 39,".
    fn aged(&self, number: &Range<usize>) -> Option<Reading<'a>> {
        let aged = number.start.checked_sub(1).filter(|at| matches!(self.lower(*at), "aged" | "age"))?;
        let person = self.clause.people().find(|m| m.tokens.end == aged || m.tokens.end + 1 == aged && self.lower(m.tokens.end) == ",")?;
        let died = self.clause.words.lemma(person.tokens.end) == "die";
        let when = if died { self.death(person)? } else { self.now()? };
        Some(Reading { person, when, turned: false, tokens: aged..number.end })
    }

    /// "the 61-year-old former judge Ada Holm", "Ada Holm, a 61-year-old judge,".
    fn year_old(&self, number: &Range<usize>) -> Option<Reading<'a>> {
        let compound = ["-", "year", "-", "old"].iter().enumerate().all(|(i, w)| self.lower(number.end + i) == *w);
        if !compound {
            return None;
        }
        let end = number.end + 4;
        let article = self.before(number.start, 1);
        let behind = self.clause.people().find(|m| {
            let start = m.parts.title.map_or(m.tokens.start, |t| self.clause.words.analysis.token_at(t.start));
            start >= end
                && start <= end + 4
                && (end..start).all(|at| {
                    self.clause.words.kind(at) == Some(crate::language::TokenKind::Word)
                        && self.lexicon.names.not_names.word(self.lower(at)).is_none()
                })
        });
        let apposed = || {
            self.clause
                .people()
                .find(|m| matches!(article, "a" | "the") && m.tokens.end + 2 == number.start && self.lower(m.tokens.end) == ",")
        };
        let person = behind.filter(|m| m.form == super::entity::MentionForm::Name).or_else(apposed)?;
        Some(Reading { person, when: self.now()?, turned: false, tokens: number.start..end })
    }

    /// "At 32, an age that …, Carballo has taken up the clarinet": the moment is the present, or the sentence's only time.
    fn opening(&self, number: &Range<usize>, years: u32) -> Option<Reading<'a>> {
        let words = &self.clause.words;
        let first = self.clause.tokens().start;
        let at = number.start.checked_sub(1)?;
        let phrase =
            self.lower(at) == "at" || self.lower(at) == "of" && self.before(at, 1) == "age" || matches!(self.lower(at), "aged" | "age");
        let opens = words.is_initial(first)
            && at >= first
            && at - first <= 4
            && (first..at).all(|i| matches!(self.lower(i), "at" | "the" | "age" | "of" | "now" | "\"" | "“"));
        // "At one point, Trump ...": a bare number stands by itself.
        let counts = self.lower(at) == "at"
            && self.clause.words.kind(number.end) == Some(crate::language::TokenKind::Word)
            && !self.clause.people().any(|m| m.tokens.start == number.end);
        if !phrase || !opens || counts {
            return None;
        }
        let comma = (number.end..self.clause.tokens().end).rev().find(|i| self.lower(*i) == ",");
        let person =
            match self.clause.person_after(number.end).filter(|m| m.tokens.start == number.end || self.lower(m.tokens.start - 1) == ",") {
                Some(person) => person,
                None => self.clause.person_after(comma? + 1)?,
            };
        let verb = words.lower(person.tokens.end);
        let past = words.lemma(person.tokens.end) != verb && !verb.ends_with('s') || self.lexicon.ages.past.contains(verb);
        // "At five she switches off the lamp": an hour, which an age of a child may be as well.
        if years <= LATEST_HOUR && self.lower(at) == "at" && !past {
            return None;
        }
        let present = matches!(verb, "has" | "have" | "is" | "'s" | "still") || !past && verb.ends_with('s') && verb.len() > 2;
        let when = if present { self.now()? } else { self.clause.only_time()? };
        Some(Reading { person, when, turned: false, tokens: first..number.end })
    }

    /// "She is 74 now", "She was 46 then", "turned seventy-five in August", "would have been 91 tomorrow".
    fn predicate(&self, number: &Range<usize>) -> Option<Reading<'a>> {
        let ages = &self.lexicon.ages;
        let next = self.lower(number.end);
        let stops = self.clause.words.kind(number.end) != Some(crate::language::TokenKind::Word)
            && !matches!(next, "-" | "%" | "/" | "." | "(")
            || next == ".";
        let years_old = next == "years" && self.lower(number.end + 1) == "old";
        if !(stops || years_old || next != "years" && ages.closers.contains(next) || number.end >= self.clause.tokens().end) {
            return None;
        }
        let mut verb = number.start.checked_sub(1)?;
        while matches!(self.lower(verb), "now" | "just" | "only" | "already" | "still" | "also" | "then") {
            verb = verb.checked_sub(1)?;
        }
        let form = self.lower(verb);
        let hypothetical = form == "been" && self.before(verb, 1) == "have" && self.before(verb, 2) == "would";
        let future = form == "be" && matches!(self.before(verb, 1), "will" | "would" | "'ll")
            || form == "turn" && matches!(self.before(verb, 1), "will" | "would" | "'ll");
        let subject = if hypothetical {
            verb - 2
        } else if future {
            verb - 1
        } else {
            verb
        };
        let person = self.subject(subject)?;
        let behind = self.clause.time_within(number.end..number.end + 5).map(|(_, days)| days);
        let tokens = person.tokens.start..number.end + usize::from(matches!(next, "now" | "then"));
        let (when, turned) = if hypothetical || future || ages.birthdays.contains(form) {
            (behind?, true)
        } else if ages.present.contains(form) {
            (self.now()?, false)
        } else if ages.past.contains(form) {
            (self.past_moment(person, next, behind)?, false)
        } else {
            return None;
        };
        Some(Reading { person, when, turned, tokens })
    }

    /// The subject of a verb: the person before it or, behind a clause set off by commas or "and", the only person of the sentence so far.
    fn subject(&self, verb: usize) -> Option<&'a NameMention> {
        self.clause.person_before(verb).or_else(|| {
            let set_off = matches!(self.before(verb, 1), "and" | ",");
            let mut people = self.clause.people().filter(|m| m.tokens.end <= verb);
            let first = people.next()?;
            (set_off && people.all(|m| m.entity == first.entity)).then_some(first)
        })
    }

    /// When somebody "was 46": at the time that the sentence or the one before gives, or at the death that it speaks of.
    fn past_moment(&self, person: &NameMention, next: &str, behind: Option<TimeValue>) -> Option<TimeValue> {
        if let Some(days) = behind.or_else(|| self.clause.only_time()) {
            return Some(days);
        }
        let previous = self.clause.previous()?;
        let died = previous.has_lemma("die") || previous.has_lemma("death");
        if died && previous.speaks_of(person.entity) && next != "when" {
            return self.death_in(&previous).or_else(|| self.recent_death());
        }
        (matches!(next, "then") || next == "at").then(|| previous.only_time()).flatten()
    }

    /// "died on 6 January 2026 at the age of 79", "has died at 86", "in 2003, at 25".
    fn at_age(&self, number: &Range<usize>) -> Option<Reading<'a>> {
        let at = number.start.checked_sub(1)?;
        let of = self.lower(at) == "of" && self.before(at, 1) == "age";
        let start = if of { at.checked_sub(if self.before(at, 2) == "the" { 3 } else { 2 })? } else { at };
        let bare = self.lower(at) == "at"
            && (self.clause.words.kind(number.end) == Some(crate::language::TokenKind::Punctuation)
                && matches!(self.lower(number.end), "," | "." | ";" | ")"));
        let age = matches!(self.lower(at), "age" | "aged") && self.before(at, 1) != "the";
        if !of && !bare && !age {
            return None;
        }
        let person = self.clause.people().rev().find(|m| {
            m.tokens.end <= start && (m.form != super::entity::MentionForm::Pronoun || matches!(self.lower(m.tokens.start), "he" | "she"))
        })?;
        let between = person.tokens.end..start;
        if self.clause.people().filter(|m| m.tokens.end <= start).any(|m| m.entity != person.entity) {
            return None;
        }
        let died = between.clone().any(|i| self.clause.words.lemma(i) == "die");
        let when = if died {
            self.death_in(&self.clause).or_else(|| self.recent_death())?
        } else {
            let mut near = between.rev().take(6);
            near.find_map(|i| self.clause.time_within(i..start))?;
            self.clause.only_time()?
        };
        Some(Reading { person, when, turned: false, tokens: start..number.end })
    }

    fn death(&self, person: &NameMention) -> Option<TimeValue> {
        self.clause.speaks_of(person.entity).then(|| self.death_in(&self.clause)).flatten().or_else(|| self.recent_death())
    }

    /// The time behind "died" in a sentence.
    fn death_in(&self, clause: &Clause) -> Option<TimeValue> {
        let mut verbs = clause.tokens().filter(|at| clause.words.lemma(*at) == "die" || clause.words.lower(*at) == "death");
        verbs.find_map(|verb| clause.time_within(verb..verb + 8)).map(|(_, days)| days)
    }

    fn recent_death(&self) -> Option<TimeValue> {
        let published = self.published?;
        let earliest = shift_day(published.earliest, -RECENTLY_DEAD)?;
        TimeValue::between(earliest, published.latest, crate::value::Grain::Day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DateSource, Published};
    use crate::extract::lives::lives;
    use crate::extract::{names, testing, times};

    /// The ages and lives of some paragraphs of a document of 10 May 2024.
    fn check(paragraphs: &[&str], expected: &[&str]) {
        let lexicon = Lexicon::builtin();
        let mut document = testing::document(paragraphs);
        let date = chrono::NaiveDate::from_ymd_opt(2024, 5, 10).unwrap();
        document.published = Some(Published { date, from: DateSource::Dateline, span: None });
        let text = testing::text(&document);
        let names = names::names(&text, &lexicon);
        let times = times::times(&text, &lexicon);
        let mut found: Vec<String> = ages(&text, &names, &times, &lexicon)
            .iter()
            .map(|a| format!("{} {}{} {}", names.entity(a.person).name, if a.turned { "turns " } else { "" }, a.years, a.when))
            .collect();
        found.extend(lives(&text, &names, &times).iter().map(|l| format!("{} {:?} {}", names.entity(l.person).name, l.event, l.when)));
        assert_eq!(found, expected, "{paragraphs:?}");
    }

    #[test]
    fn ages_at_publication() {
        check(&["Marit Hauge, 41, won."], &["Marit Hauge 41 10 May 2024"]);
        check(&["Marit Hauge won. She is forty-one now."], &["Marit Hauge 41 10 May 2024"]);
        check(&["The 61-year-old former judge Jens Krag won."], &["Jens Krag 61 10 May 2024"]);
    }

    #[test]
    fn ages_at_another_time() {
        check(&["In June 1990 Marit Hauge lost a brother. She was 12 then."], &["Marit Hauge 12 June 1990"]);
        check(&["Jens Krag turned seventy in March."], &["Jens Krag turns 70 March 2024"]);
        check(&["Marit Hauge locks up. At five she walks home."], &[]);
        check(&["Jens Krag has died at 86."], &["Jens Krag 86 26 March 2024 to 10 May 2024"]);
    }

    #[test]
    fn an_age_without_a_moment_is_none() {
        check(&["At 29 Marit Hauge was poor."], &[]);
        check(&["Marit Hauge scored 41 points.", "She was 3 seconds behind."], &[]);
    }

    #[test]
    fn births_and_deaths() {
        check(&["Marit Hauge (born 3 May 1983 in Oslo) sings."], &["Marit Hauge Birth 3 May 1983"]);
        check(&["Born on March 12, 1941, in Bergen, Krag left early.", "Jens Krag slept."], &["Jens Krag Birth 12 March 1941"]);
        check(&["Jens Krag, who died on 6 January 2024, sang."], &["Jens Krag Death 6 January 2024"]);
    }
}
