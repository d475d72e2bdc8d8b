//! Findings that no rule makes: remarks of the readers, and allows that silence nothing.

use super::{Finding, Label, Severity};
use crate::document::Document;
use crate::source::Span;

/// A finding that no rule makes, described as rules are. Its id may stand wherever a rule's may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: &'static str,
    pub kind: &'static str,
    pub severity: Severity,
    /// One line, without a full stop.
    pub summary: &'static str,
    /// What it finds and how to mend it.
    pub explain: &'static str,
}

/// All of them, by id.
pub const NOTICES: &[Notice] = &[
    Notice {
        id: "date-disagreement",
        kind: "remark",
        severity: Severity::Note,
        summary: "The copy and the configuration give different publication dates",
        explain: "The copy's own date (front matter, metadata or dateline) holds. Mend the one that is wrong: the copy, or the\n\
                  date under `documents` in gainsay.yaml, or the date given with `--date`.",
    },
    Notice {
        id: "invalid-utf8",
        kind: "remark",
        severity: Severity::Note,
        summary: "The file holds bytes that are no UTF-8",
        explain: "Each such byte was read as a question mark, so that words which hold one may not be understood. Save the file\n\
                  as UTF-8.",
    },
    Notice {
        id: "malformed-allow",
        kind: "remark",
        severity: Severity::Note,
        summary: "A gainsay-allow comment names no rule",
        explain: "Such a comment silences nothing. Write `gainsay-allow RULE: reason`, in a comment of Markdown or HTML or on a line\n\
                  of its own in plain text.",
    },
    Notice {
        id: "malformed-front-matter",
        kind: "remark",
        severity: Severity::Note,
        summary: "The front matter cannot be read",
        explain: "It has no closing line of three hyphens, or it is not YAML. What it says of the copy (title, date) was not used.",
    },
    Notice {
        id: "unreadable-date",
        kind: "remark",
        severity: Severity::Note,
        summary: "A publication date cannot be read",
        explain: "The date in the front matter was not understood, so that the copy has none by it. Write it like 2024-03-04.",
    },
    Notice {
        id: UNUSED_ALLOW,
        kind: "allow",
        severity: Severity::Warning,
        summary: "A gainsay-allow comment silences nothing",
        explain: "A comment `gainsay-allow RULE: reason` silences the findings of RULE that have a passage in the next block.\n\
                  Here there is none: the copy was mended, the comment stands before another block, or the rule's name is\n\
                  misspelt. Remove the comment, so that it cannot hide a later mistake.",
    },
];

/// The id of the notice that an allow silences nothing.
pub(super) const UNUSED_ALLOW: &str = "unused-allow";

/// The remarks of documents, as findings of severity note.
pub fn remarks_as_findings(documents: &[Document]) -> Vec<Finding> {
    documents.iter().flat_map(|document| document.remarks.iter().map(move |remark| (document, remark))).map(of_remark).collect()
}

fn of_remark((document, remark): (&Document, &crate::document::Remark)) -> Finding {
    let start = Span { source: document.source, start: 0, end: 0 };
    let spans = if remark.spans.is_empty() { &[start][..] } else { &remark.spans };
    Finding {
        rule: remark.id.to_string(),
        kind: "remark".to_string(),
        severity: Severity::Note,
        message: remark.message.clone(),
        help: String::new(),
        reasons: Vec::new(),
        labels: spans.iter().map(|span| Label { span: *span, text: String::new() }).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Remark;
    use crate::source::SourceId;

    #[test]
    fn notices_are_sorted_and_unique() {
        assert!(NOTICES.windows(2).all(|pair| pair[0].id < pair[1].id));
    }

    #[test]
    fn a_remark_without_a_place_stands_at_the_start_of_its_file() {
        let remark = Remark { id: "invalid-utf8", message: "2 bytes".into(), spans: vec![] };
        let document = Document {
            source: SourceId(3),
            blocks: vec![],
            published: None,
            calendar: Default::default(),
            allows: vec![],
            remarks: vec![remark],
        };
        let findings = remarks_as_findings(&[document]);
        assert_eq!(findings[0].severity, Severity::Note);
        assert_eq!(findings[0].labels[0].span, Span { source: SourceId(3), start: 0, end: 0 });
    }
}
