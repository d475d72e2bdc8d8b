//! Where named places are: through the gazetteer, the country written behind a city, or the head of a venue's name.

use super::super::Text;
use super::super::entity::{EntityKind, Names};
use super::super::words::Words;
use crate::lexicon::Lexicon;
use crate::lexicon::fold::fold;
use crate::value::{Place, PlaceKind};

/// Gives every place of the document what is known of where it is.
pub fn resolve(text: &Text, names: &mut Names, lexicon: &Lexicon) {
    for id in 0..names.entities.len() {
        if names.entities[id].kind != EntityKind::Place {
            continue;
        }
        let mut place = by_name(&names.entities[id].name, lexicon);
        if place.within.is_empty()
            && let Some(holder) = written_holder(text, names, id, lexicon)
        {
            place.within = std::iter::once((holder.kind, holder.name)).chain(holder.within).collect();
        }
        names.entities[id].place = Some(place);
    }
}

fn by_name(name: &str, lexicon: &Lexicon) -> Place {
    let key = fold(name);
    if let Some(place) = lexicon.names.place(&key) {
        return place;
    }
    let last = key.rsplit([' ', '-']).next().unwrap_or("");
    let venue = lexicon.names.venue_heads.contains(last) && key.contains(' ') || last.ends_with("'s");
    Place { kind: if venue { PlaceKind::Venue } else { PlaceKind::Unknown }, name: key.into(), within: Vec::new() }
}

/// The place that a mention names right behind this one: "Ankara, Turkey", "the Ciragan Palace in Istanbul".
fn written_holder(text: &Text, names: &Names, id: usize, lexicon: &Lexicon) -> Option<Place> {
    let kind = by_name(&names.entities[id].name, lexicon).kind;
    names.entities[id].mentions.iter().find_map(|m| {
        let mention = &names.mentions[*m];
        let words = Words::in_block(text, mention.range.block);
        let link = words.lower(mention.tokens.end);
        if link != "," && !(link == "in" && kind == PlaceKind::Venue) {
            return None;
        }
        let next = names.mentions.get(names.at(mention.range.block, mention.tokens.end + 1)?)?;
        let holder = lexicon.names.place(&fold(&next.written))?;
        let larger = holder.kind > kind || kind == PlaceKind::Unknown && holder.kind != PlaceKind::City;
        (larger && holder.kind != PlaceKind::Unknown && next.entity.0 as usize != id).then_some(holder)
    })
}
