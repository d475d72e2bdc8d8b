//! Front matter of all kinds, and header lines.

use super::*;
use crate::source::{Source, SourceId};

struct Seen {
    /// Each block's text and its source.
    blocks: Vec<(String, String)>,
    date: Option<String>,
    remarks: Vec<&'static str>,
    rest: String,
}

fn read_all(text: &str) -> Seen {
    let source = Source::new(SourceId(0), "a.md".into(), text.into()).unwrap();
    let mut draft = Draft::new(&source);
    let after = read(&mut draft, 0);
    Seen {
        blocks: draft.blocks.iter().map(|b| (b.prose.text.clone(), source.slice(b.prose.whole(source.id)).to_string())).collect(),
        date: draft.front_matter.map(|(day, span)| format!("{day} {}", source.slice(span))),
        remarks: draft.remarks.iter().map(|r| r.id).collect(),
        rest: text[after..].to_string(),
    }
}

#[test]
fn title_and_date_keep_their_bytes() {
    let Seen { blocks, date, remarks, rest } =
        read_all("---\r\ntitle: \"A \\\"quoted\\\" t\\u00e9st\" # not this\r\ndate: 2025-06-02 10:00\r\n---\r\nText");
    assert_eq!(blocks, [("A \"quoted\" tést".to_string(), "A \\\"quoted\\\" t\\u00e9st".to_string())]);
    assert_eq!(date.as_deref(), Some("2025-06-02 2025-06-02"));
    assert!(remarks.is_empty(), "{remarks:?}");
    assert_eq!(rest, "Text");
}

#[test]
fn scalars_of_all_kinds_are_read() {
    for (yaml, text) in [
        ("title: Plain # comment", "Plain"),
        ("title: 'It''s'", "It's"),
        ("title: >\n  Folded\n  lines", "Folded lines"),
        ("title: Plain\n  goes on", "Plain goes on"),
        ("Title : x", "x"),
    ] {
        assert_eq!(read_all(&format!("---\n{yaml}\n---\n")).blocks[0].0, text, "{yaml}");
    }
}

#[test]
fn what_is_malformed_is_remarked() {
    assert_eq!(read_all("---\ntitle: x\nText").remarks, ["malformed-front-matter"]);
    assert_eq!(read_all("---\ntitle: [x\ndate: 2025-01-01\n---\n").remarks, ["malformed-front-matter"]);
    assert_eq!(read_all("---\ndate: soon\n---\n").remarks, ["unreadable-date"]);
    assert_eq!(read_all("---\ndate: 31 June 2025\n---\n").remarks, ["unreadable-date"]);
    assert_eq!(read_all("---\n\nA text between rules.\n\n---\n").rest.len(), 32);
}

#[test]
fn toml_of_all_kinds_is_read() {
    for (toml, text) in [
        (r#"title = "A \"quoted\" t\u00e9st" # not this"#, "A \"quoted\" t\u{e9}st"),
        (r"title = 'C:\new'", r"C:\new"),
        ("title = \"\"\"\nSome\n  \"lines\" \"\"\"", "Some \"lines\""),
        ("TITLE = 'x'\ntags = ['a', \"b\"]\n[extra]\ntitle = 'y'", "x"),
    ] {
        let seen = read_all(&format!("+++\n{toml}\n+++\nText"));
        assert_eq!((seen.blocks[0].0.as_str(), seen.blocks.len(), seen.rest.as_str()), (text, 1, "Text"), "{toml}");
    }
    let seen = read_all("+++\ndate = 2002-05-06T10:00:00Z\nlastmod = 2003-01-01\n+++\n");
    assert_eq!(seen.date.as_deref(), Some("2002-05-06 2002-05-06"));
    assert_eq!(read_all("+++\ntitle = x y\n+++\nText").remarks, ["malformed-front-matter"]);
    assert_eq!(read_all("+++\ntitle = 'x'\nText").remarks, ["malformed-front-matter"]);
    assert_eq!(read_all("+++ b/file\n+line\n").rest.len(), 17);
}

#[test]
fn json_keeps_its_bytes_and_must_stand_alone() {
    let Seen { blocks, date, rest, .. } =
        read_all("{\n \"title\": \"A \\\"t\\u00e9st\\\"\",\n \"date\": \"6 May 2002\", \"n\": {\"title\": 1}}\n\nText");
    assert_eq!(blocks, [("A \"t\u{e9}st\"".to_string(), "A \\\"t\\u00e9st\\\"".to_string())]);
    assert_eq!((date.as_deref(), rest.as_str()), (Some("2002-05-06 6 May 2002"), "\nText"));
    for text in ["{ \"title\": \"x\" } is JSON", "{{ \"title\" }}", "{ \"title\": ", "{}", "{"] {
        assert_eq!(read_all(text).rest, text);
    }
}

#[test]
fn descriptions_and_addresses_are_read_and_the_rest_is_not() {
    let text =
        "---\ntitle: x\ndescription: What it says\nslug: 2002-05-06-fair\nlayout: 'a b'\nauthors: [r-moe]\nimage: \"a/b.jpg\"\n---\n";
    let Seen { blocks, date, .. } = read_all(text);
    assert_eq!(blocks.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), ["x", "What it says"]);
    assert_eq!(date.as_deref(), Some("2002-05-06 2002-05-06-fair"));
}
