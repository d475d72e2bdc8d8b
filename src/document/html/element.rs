//! What the elements of HTML are to a reader of copy. Elements not named here are inline and mean nothing.

use super::super::vocabulary::{BOILERPLATE, DATELINE, HEADERS, holds};

/// What an element does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A block without a kind of its own: `div`, `section`.
    Container,
    /// A container of a whole document: a footer in it is its own, not the page's.
    Article,
    Paragraph,
    Heading(u8),
    Title,
    List {
        ordered: bool,
    },
    Item,
    Quote,
    Caption,
    Table,
    TableHead,
    TableSection,
    Row,
    Cell {
        header: bool,
    },
    Preformatted,
    /// Navigation: seen, but not copy.
    Navigation,
    Footer,
    /// What no reader sees, or what is no text.
    Skipped,
    Script,
    // Inline elements and elements without content.
    Emphasis,
    Struck,
    Superscript,
    Anchor,
    Code,
    Time,
    LineBreak,
    Rule,
    Meta,
}

impl Role {
    /// Whether the element stands within a line: it parts no text and is not kept on the stack of open elements.
    pub fn is_inline(self) -> bool {
        use Role::*;
        matches!(self, Emphasis | Struck | Superscript | Anchor | Code | Time | LineBreak | Rule | Meta)
    }

    /// Whether the element belongs to the frame of a table, and its end tag reaches over an open cell.
    pub fn is_table_part(self) -> bool {
        matches!(self, Role::Table | Role::TableHead | Role::TableSection | Role::Row | Role::Cell { .. })
    }
}

/// The elements, sorted by name.
static ELEMENTS: [(&str, Role); 78] = [
    ("a", Role::Anchor),
    ("address", Role::Container),
    ("article", Role::Article),
    ("aside", Role::Container),
    ("audio", Role::Skipped),
    ("b", Role::Emphasis),
    ("blockquote", Role::Quote),
    ("br", Role::LineBreak),
    ("button", Role::Skipped),
    ("canvas", Role::Skipped),
    ("caption", Role::Caption),
    ("center", Role::Container),
    ("code", Role::Code),
    ("datalist", Role::Skipped),
    ("dd", Role::Paragraph),
    ("del", Role::Struck),
    ("details", Role::Container),
    ("dialog", Role::Skipped),
    ("dir", Role::List { ordered: false }),
    ("div", Role::Container),
    ("dl", Role::Container),
    ("dt", Role::Paragraph),
    ("em", Role::Emphasis),
    ("fieldset", Role::Container),
    ("figcaption", Role::Caption),
    ("figure", Role::Container),
    ("footer", Role::Footer),
    ("form", Role::Container),
    ("h1", Role::Heading(1)),
    ("h2", Role::Heading(2)),
    ("h3", Role::Heading(3)),
    ("h4", Role::Heading(4)),
    ("h5", Role::Heading(5)),
    ("h6", Role::Heading(6)),
    ("head", Role::Container),
    ("header", Role::Container),
    ("hgroup", Role::Container),
    ("hr", Role::Rule),
    ("i", Role::Emphasis),
    ("iframe", Role::Skipped),
    ("li", Role::Item),
    ("listing", Role::Preformatted),
    ("main", Role::Article),
    ("map", Role::Skipped),
    ("menu", Role::List { ordered: false }),
    ("meta", Role::Meta),
    ("nav", Role::Navigation),
    ("noembed", Role::Skipped),
    ("noframes", Role::Skipped),
    ("noscript", Role::Skipped),
    ("object", Role::Skipped),
    ("ol", Role::List { ordered: true }),
    ("p", Role::Paragraph),
    ("pre", Role::Preformatted),
    ("s", Role::Struck),
    ("script", Role::Script),
    ("search", Role::Navigation),
    ("section", Role::Container),
    ("select", Role::Skipped),
    ("small", Role::Emphasis),
    ("strike", Role::Struck),
    ("strong", Role::Emphasis),
    ("style", Role::Skipped),
    ("summary", Role::Paragraph),
    ("sup", Role::Superscript),
    ("svg", Role::Skipped),
    ("table", Role::Table),
    ("tbody", Role::TableSection),
    ("td", Role::Cell { header: false }),
    ("template", Role::Skipped),
    ("textarea", Role::Skipped),
    ("tfoot", Role::TableSection),
    ("th", Role::Cell { header: true }),
    ("thead", Role::TableHead),
    ("time", Role::Time),
    ("title", Role::Title),
    ("tr", Role::Row),
    ("ul", Role::List { ordered: false }),
];

/// How many elements are named.
pub(super) const COUNT: usize = ELEMENTS.len();

/// Number and role of an element by its name in lower case.
pub(super) fn named(name: &[u8]) -> Option<(usize, Role)> {
    let index = ELEMENTS.binary_search_by(|(known, _)| known.as_bytes().cmp(name)).ok()?;
    Some((index, ELEMENTS[index].1))
}

/// The role of an element by its number.
pub(super) fn role(index: usize) -> Role {
    ELEMENTS[index].1
}

/// Whether a class, identifier or role is that of a dateline, byline or the like.
pub(super) fn is_meta_class(classes: &str) -> bool {
    class_parts(classes).any(|part| holds(&DATELINE.classes, &part))
}

/// Whether a class, identifier or role is that of navigation or the like.
pub(super) fn is_boilerplate_class(classes: &str) -> bool {
    class_parts(classes).any(|part| holds(&BOILERPLATE.classes, &part))
}

/// Whether a class or property says that a time is that of an update.
pub(super) fn is_update_class(classes: &str) -> bool {
    class_parts(classes).any(|part| holds(&HEADERS.updates, &part))
}

/// Whether a class, identifier or role is that of notes at the foot of a page.
pub(super) fn is_footnote_class(classes: &str) -> bool {
    let numbered = |part: &str| part.strip_prefix("fn").is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()));
    class_parts(classes).any(|part| numbered(&part) || holds(&HEADERS.footnotes, &part))
}

/// "article__by-line shareBar" has the parts article, by, line, share, bar, and the wholes.
fn class_parts(classes: &str) -> impl Iterator<Item = String> {
    classes.split_whitespace().take(16).flat_map(|class| {
        let whole = std::iter::once(class.to_lowercase());
        whole.chain(class.split(['-', '_', ':']).filter(|part| !part.is_empty()).map(str::to_lowercase))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elements_are_sorted() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| *name));
        assert_eq!(named(b"td").map(|(_, role)| role), Some(Role::Cell { header: false }));
        assert_eq!(named(b"span"), None);
    }

    #[test]
    fn classes_are_read_by_their_parts() {
        assert!(is_meta_class("c-article__byline big"));
        assert!(is_boilerplate_class("page-nav"));
        assert!(!is_meta_class("candidate updates"));
        assert!(is_footnote_class("fn:3") && is_footnote_class("fn3") && is_footnote_class("page-footnotes"));
        assert!(!is_footnote_class("fnref:3") && is_update_class("entry-date updated"));
    }
}
