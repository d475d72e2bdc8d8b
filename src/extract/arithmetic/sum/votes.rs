//! Votes and those who cast them: "by 54 votes to 41, with five abstentions. All 100 members took part".

use crate::extract::arithmetic::Relation;
use crate::extract::arithmetic::line::{Line, Placed};
use crate::extract::mention::QuantityForm;

use super::sum;

/// How many sentences may stand between a vote and the number of voters.
const REACH: usize = 2;

/// The votes of a sentence against the number of those who voted, where the copy says that all did.
pub(super) fn votes(lines: &[Line], index: usize, found: &mut Vec<Relation>) {
    let line = &lines[index];
    if let Some(parts) = labelled(line) {
        if let Some(total) = speakers(lines, index) {
            found.extend(sum(total, &parts, false));
        }
        return;
    }
    let Some(parts) = counted(line) else { return };
    let reach = index.saturating_sub(REACH)..(index + REACH + 1).min(lines.len());
    // "had voted" speaks of another vote.
    let near = reach.filter(|i| lines[*i].block == line.block && !speaks_of_past(&lines[*i]));
    let mut totals = near.filter_map(|i| all_voters(&lines[i], &parts));
    if let (Some(total), None) = (totals.next(), totals.next()) {
        found.extend(sum(total, &parts, false));
    }
}

/// "had voted", "had been present".
fn speaks_of_past(line: &Line) -> bool {
    line.tokens
        .clone()
        .any(|at| line.scan.lower(at) == "had" && matches!(line.scan.lower(at + 1), "voted" | "been" | "taken" | "cast" | "attended"))
}

/// Votes for and against as a score, and the abstentions of the same sentence.
fn counted<'a, 'l>(line: &'l Line<'a>) -> Option<Vec<&'l Placed<'a>>> {
    let scan = &line.scan;
    let scores: Vec<&Placed> = line.quantities.iter().filter(|p| p.mention.form == QuantityForm::Score).collect();
    let [ayes, noes] = scores[..] else { return None };
    let voting = line.any(line.tokens.clone(), |word| word.starts_with("vote") || word.starts_with("ballot"));
    let percent = ayes.is_share() || noes.is_share();
    if !voting || percent || !ayes.is_count() || !noes.is_count() {
        return None;
    }
    let words = line.words();
    let neither = |p: &&Placed| {
        let labels = [p.mention.of.as_deref().unwrap_or_default(), scan.lower(p.tokens.end), scan.lower(p.reach)];
        p.is_count()
            && p.mention.form != QuantityForm::Score
            && labels.iter().any(|label| words.votes_neither.contains(*label) || words.votes_neither.contains(&format!("{label}s")))
    };
    Some([ayes, noes].into_iter().chain(line.quantities.iter().filter(neither)).collect())
}

/// "All 98 members were in their seats and took part": the number of those who voted.
fn all_voters<'a, 'l>(line: &'l Line<'a>, parts: &[&Placed]) -> Option<&'l Placed<'a>> {
    let scan = &line.scan;
    let words = line.words();
    let part = |phrase: &str| words.took_part.contains(phrase).then_some(());
    let took = line.tokens.clone().any(|at| scan.phrase_at(at, part).is_some());
    let all = |p: &&Placed| {
        let before = scan.back(p.tokens.start, 1) == "all"
            || scan.back(p.tokens.start, 2) == "all" && matches!(scan.back(p.tokens.start, 1), "of" | "the" | "its" | "their");
        let voter = p.mention.of.as_deref().is_some_and(|of| words.voters.contains(of));
        p.is_count() && before && voter && !parts.iter().any(|part| part.mention.range == p.mention.range)
    };
    line.quantities.iter().find(all).filter(|_| took)
}

/// "29 were for the line, eleven against it and six undecided": one number for each side, and a third for neither.
fn labelled<'a, 'l>(line: &'l Line<'a>) -> Option<Vec<&'l Placed<'a>>> {
    let scan = &line.scan;
    let words = line.words();
    let counts: Vec<&Placed> = line.quantities.iter().collect();
    if counts.len() < 3 || counts.len() > 4 || !counts.iter().all(|p| p.is_count()) {
        return None;
    }
    let label = |p: &Placed| {
        (p.tokens.end..p.tokens.end + 4).find_map(|at| match scan.lower(at) {
            word if words.votes_for.contains(word) => Some(0),
            word if words.votes_against.contains(word) => Some(1),
            word if words.votes_neither.contains(word) => Some(2),
            _ => None,
        })
    };
    let labels: Vec<Option<u8>> = counts.iter().map(|p| label(p)).collect();
    let sides = labels[0] == Some(0) && labels[1] == Some(1) && labels[2..].iter().all(|l| *l == Some(2));
    sides.then_some(counts)
}

/// The number that "Of the speakers 29 were for" divides: in the sentence itself, or the last number of the sentence before.
fn speakers<'a, 'l>(lines: &'l [Line<'a>], index: usize) -> Option<&'l Placed<'a>> {
    let line = &lines[index];
    let start = line.tokens.start;
    let opening = line.scan.lower(start) == "of" && matches!(line.scan.lower(start + 1), "the" | "these" | "those" | "them");
    let previous = index.checked_sub(1).map(|i| &lines[i]).filter(|p| p.block.abs_diff(line.block) <= 1)?;
    let last = previous.quantities.last()?;
    (opening && last.is_count()).then_some(last)
}
