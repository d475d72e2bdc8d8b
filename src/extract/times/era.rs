//! Times that have a name: "during World War II", "in the Middle Ages".

use super::expression::{Core, Expression};
use super::line::Line;
use crate::lexicon::time::Tag;

/// The named time that starts here, where the passage is about when and not about what it names ("a Cold War film").
pub(super) fn era(line: &Line, at: usize) -> Option<Expression> {
    if !line.capital(at) {
        return None;
    }
    let (name, end) = line.phrase(at, &line.lexicon.eras)?;
    let the = usize::from(line.word_before(at).is(Tag::The));
    let before = at.checked_sub(1 + the)?;
    let edge = line.is(before, Tag::Of) && line.any(before.wrapping_sub(1), &[Tag::Start, Tag::End, Tag::Mid]);
    let told = edge || line.any(before, &[Tag::In, Tag::Before, Tag::After, Tag::Since, Tag::By, Tag::To, Tag::From]);
    let alone = line.token(end).is_none_or(|t| !t.is_word()) || line.any(end, &[Tag::Preposition, Tag::And, Tag::Or, Tag::In, Tag::At]);
    let (first, last) = *line.lexicon.era_days.get(name)?;
    (told && alone).then(|| Expression::new(at - the..end, Core::Era { first, last }))
}

#[cfg(test)]
mod tests {
    use crate::extract::times::tests::check_days;

    #[test]
    fn named_times_are_told_by_a_preposition() {
        check_days("The mill burnt down during World War II.", &["World War II = 1939-09-01/1945-09-02"]);
        check_days("The abbey was founded in the Middle Ages.", &["the Middle Ages = 0400-01-01/1500-12-31"]);
        check_days("A World War II bomb was found; the Cold War film failed in World War II museums.", &[]);
    }
}
