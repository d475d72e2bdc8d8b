//! The readers: what each format becomes, and that every span leads back to the bytes that the reader of the copy sees.

use gainsay::document::{BlockKind, DateSource, Document, TextRange, read};
use gainsay::source::{Source, SourceId};
use proptest::prelude::*;

fn source(name: &str, text: &str) -> Source {
    Source::new(SourceId(0), name.into(), text.as_bytes().to_vec()).unwrap()
}

/// The blocks of a document, one a line: a letter for the kind, what is particular to it, the text.
fn blocks(name: &str, text: &str) -> Vec<String> {
    let source = source(name, text);
    let document = read(&source, None);
    check_spans(&source, &document);
    document.blocks.iter().map(|block| format!("{} {}", kind(&block.kind), block.prose.text)).collect()
}

fn kind(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("h{level}"),
        BlockKind::Title => "title".into(),
        BlockKind::Standfirst => "standfirst".into(),
        BlockKind::Footnote => "note".into(),
        BlockKind::Paragraph => "p".into(),
        BlockKind::ListItem { list, depth, ordered } => format!("{}{list}.{depth}", if *ordered { "ol" } else { "ul" }),
        BlockKind::TableCell { table, row, column, header } => format!("{}{table}.{row}.{column}", if *header { "th" } else { "td" }),
        BlockKind::Caption => "caption".into(),
        BlockKind::Quote(depth) => format!("q{depth}"),
        BlockKind::Meta => "meta".into(),
        BlockKind::Boilerplate => "bp".into(),
    }
}

/// The source of the first occurrence of a word.
fn source_of(name: &str, text: &str, word: &str) -> String {
    let source = source(name, text);
    let document = read(&source, None);
    let (block, start) = document
        .blocks
        .iter()
        .enumerate()
        .find_map(|(i, block)| Some((i as u32, block.prose.text.find(word)? as u32)))
        .unwrap_or_else(|| panic!("{word:?} is not in {:?}", document.blocks));
    source.slice(document.span(TextRange { block, start, end: start + word.len() as u32 })).to_string()
}

/// The day, where it comes from, and the bytes that say so.
fn published(name: &str, text: &str, configured: Option<&str>) -> Option<(String, DateSource, String)> {
    let source = source(name, text);
    let document = read(&source, configured.map(|day| day.parse().unwrap()));
    document.published.map(|p| (p.date.to_string(), p.from, p.span.map_or(String::new(), |span| source.slice(span).to_string())))
}

/// Every character lies on characters of the source, later ones not before earlier ones; what is as in the source leads to just its
/// bytes.
fn check_spans(source: &Source, document: &Document) {
    for (index, block) in document.blocks.iter().enumerate() {
        let text = &block.prose.text;
        assert!(!text.trim().is_empty());
        let mut last = 0;
        for (i, c) in text.char_indices().take(2000) {
            let range = TextRange { block: index as u32, start: i as u32, end: (i + c.len_utf8()) as u32 };
            let span = document.span(range);
            assert!(span.start >= last && span.start < span.end, "{span:?} after {last} in {text:?}");
            let shown = source.text.get(span.range()).expect("on character boundaries");
            let verbatim = shown.len() == c.len_utf8() && shown.starts_with(c);
            let decoded = shown.starts_with(['&', '\\', '`', '\r', '\n', '<']) || shown.chars().all(char::is_whitespace) || c == ' ';
            // An entity may stand for two characters: both lead to the whole of it.
            last = if verbatim { span.end } else { span.start };
            assert!(verbatim || decoded, "{c:?} from {shown:?} in {text:?}");
        }
        assert!(document.span(TextRange { block: index as u32, start: 0, end: text.len() as u32 }).range().end <= source.text.len());
    }
    for span in document.published.iter().filter_map(|p| p.span).chain(document.allows.iter().map(|a| a.span)) {
        assert!(source.text.get(span.range()).is_some_and(|text| !text.is_empty()));
    }
    for allow in &document.allows {
        assert!(allow.block.is_none_or(|block| ((block + allow.count) as usize) <= document.blocks.len() && allow.count > 0));
    }
}

const MARKDOWN: &str = r##"---
title: "A *title* &amp; more"
date: 2025-06-02
---

# Erdo&gbreve;an &amp; Zelensky

*Port Ansley Herald, Thursday, June 12, 2025*

The **Turkish *presi*dent** met [Mr. Smith &amp; co.](http://x.y "t")
in `Ankara` on 3&nbsp;May \*not\* &lt;b&gt;. ~~Struck.~~ ![alt](x.png) A note[^1]<!-- gainsay-allow x: y -->.

- item <b>bold</b> one
  - inner

    more
- two

1. first
2. second

> "Quote," he said.
>
> > Deeper
> > `co
> > de`.

| A | B |
|---|---|
| a \| b | `c` |

```
code
```

<!-- gainsay-allow name-variant: because -->

<div class="byline">By Ann Oe</div>

[^1]: The note.
"##;

const HTML: &str = r##"<!doctype html><html><head><title>T &mdash; x</title><style>x{}</style>
<meta property='article:published_time' content='2025-06-02T10:00Z'>
<script type='application/ld+json'>{"datePublished": "2025-06-01"}</script></head><body><nav><ul><li>Home<li>News</ul></nav>
<h1>Erdo&gbreve;an &amp; Zelenskiy</h1>
<p class=dateline>ISTANBUL, July 18<p>The <b>Turkish <i>presi</i>dent</b> met <a href='x?a=1&amp;b'>Mr.&nbsp;Smith</a>
  &#8220;today&#x201D; AT&T &amp;amp; &copy 2026<br>x <p>Second<script>if(a<b){}</script> para&shy;graph
<ul><li>one<ul><li>inner</ul>tail<li><p>two<p>more</ul><ol><li>first</ol>
<blockquote>Q<blockquote>QQ</blockquote></blockquote>
<!-- gainsay-allow name-variant: because --><table><caption>Cap</caption><thead><tr><th>A<th>B<tbody>
<tr><td rowspan=2>1<td><p>2<p>3<tr><td>4</table>
<figure><img alt=x><figcaption>Fig</figcaption></figure><pre><code>code</code></pre><pre>text</pre><svg><title>no</title></svg>
<footer>Foot</footer></body></html>"##;

const PLAIN: &str = "Verdict in choir case

LUND, Tuesday 11 March 2025. The district court in Lund on Tuesday acquitted
Gunnar Falk, 63, the former treasurer of a church choir, of embezzling
240,000 kronor.

gainsay-allow name-variant: because

- one
- two, which goes on for so long that it has to be wrapped onto the page's
  next line

1. first
2. second

Related articles

Another headline
";

#[test]
fn markdown_becomes_blocks() {
    let expected = [
        "title A *title* &amp; more",
        "h1 Erdoğan & Zelensky",
        "meta Port Ansley Herald, Thursday, June 12, 2025",
        "p The Turkish president met Mr. Smith & co. in Ankara on 3 May *not* <b>. A note.",
        "ul0.1 item bold one",
        "ul1.2 inner",
        "p more",
        "ul0.1 two",
        "ol2.1 first",
        "ol2.1 second",
        "q1 \"Quote,\" he said.",
        "q2 Deeper co de.",
        "th0.0.0 A",
        "th0.0.1 B",
        "td0.1.0 a | b",
        "td0.1.1 c",
        "meta By Ann Oe",
        "note The note.",
    ];
    assert_eq!(blocks("a.md", MARKDOWN), expected);
    assert_eq!(blocks("a.md", &MARKDOWN.replace('\n', "\r\n")), expected);
}

#[test]
fn html_becomes_blocks() {
    let expected = [
        "title T — x",
        "bp Home",
        "bp News",
        "h1 Erdoğan & Zelenskiy",
        "meta ISTANBUL, July 18",
        "p The Turkish president met Mr. Smith “today” AT&T &amp; © 2026 x",
        "p Second paragraph",
        "ul1.1 one",
        "ul2.2 inner",
        "p tail",
        "ul1.1 two",
        "p more",
        "ol3.1 first",
        "q1 Q",
        "q2 QQ",
        "caption Cap",
        "th0.0.0 A",
        "th0.0.1 B",
        "td0.1.0 1",
        "td0.1.1 2 3",
        "td0.2.1 4",
        "caption Fig",
        "p text",
        "bp Foot",
    ];
    assert_eq!(blocks("a.html", HTML), expected);
    assert_eq!(blocks("a.html", &format!("\u{FEFF}{}", HTML.replace('\n', "\r\n"))), expected);
}

#[test]
fn plain_text_becomes_blocks() {
    let expected = [
        "h1 Verdict in choir case",
        "meta LUND, Tuesday 11 March 2025.",
        "p The district court in Lund on Tuesday acquitted Gunnar Falk, 63, the former treasurer of a church choir, of embezzling 240,000 kronor.",
        "ul0.1 one",
        "ul0.1 two, which goes on for so long that it has to be wrapped onto the page's next line",
        "ol1.1 first",
        "ol1.1 second",
        "bp Related articles",
        "bp Another headline",
    ];
    assert_eq!(blocks("a.txt", PLAIN), expected);
    assert_eq!(blocks("a.txt", &PLAIN.replace('\n', "\r\n")), expected);
    assert_eq!(blocks("a", &PLAIN.replace('\n', "\r")), expected);
}

#[test]
fn lines_are_paragraphs_where_copy_is_not_wrapped() {
    let long = "The third round of talks is being held at a palace, and the minister opened it with the hope that both would build on what was \
        said before. It goes on.";
    let text = format!("{long}\nNew Round of Talks\n{long}\nRead: Another Maker Seeks Partner\n{long}\nFollow us on all channels");
    let kinds: Vec<String> = blocks("a.txt", &text).iter().map(|b| b.split(' ').next().unwrap().to_string()).collect();
    assert_eq!(kinds, ["p", "h2", "p", "bp", "p", "bp"]);
}

#[test]
fn layout_tables_are_no_data() {
    let html = "<table><tr><td><h1>Head</h1><p>One.<p>Two.<table><tr><td>a<td>b</table></td><td>Side</td></tr></table>";
    assert_eq!(blocks("a.html", html), ["h1 Head", "p One.", "p Two.", "td1.0.0 a", "td1.0.1 b", "p Side"]);
}

#[test]
fn a_list_of_headlines_ends_where_copy_goes_on() {
    let text = "# Story\n\nCopy.\n\n## Related articles\n\n- [Another headline](x)\n\n## What next\n\nThe council met on Tuesday. It goes on.\n\nShare this\n";
    let expected = ["h1 Story", "p Copy.", "bp Related articles", "bp Another headline", "h2 What next"];
    assert_eq!(blocks("a.md", text)[..5], expected);
    assert_eq!(blocks("a.md", text)[6], "bp Share this");
}

#[test]
fn headlines_with_stamps_are_not_copy() {
    let stamp = "Sat, 21 Jun 2025 21:47:25 GMT";
    let text =
        format!("Title\n\n{stamp}\nTitle\n\nThe copy ends here.\n\n{stamp}\n\nOne\n\n{stamp}\n{stamp}\n\nTwo Men, One Boat\n\n{stamp}");
    let kinds: Vec<String> = blocks("a.txt", &text).iter().map(|b| b.split(' ').next().unwrap().to_string()).collect();
    assert_eq!(kinds, ["h1", "meta", "h1", "p", "bp", "bp", "bp", "bp", "bp", "bp"]);
}

#[test]
fn what_happened_when_is_no_dateline() {
    let text = "Timeline\n\n2 June 2025 - Second round of talks.\n\n16 May 2025 - First round.\n";
    assert_eq!(blocks("a.txt", text), ["h1 Timeline", "p 2 June 2025 - Second round of talks.", "p 16 May 2025 - First round."]);
    assert_eq!(published("a.txt", text, None), None);
}

#[test]
fn an_element_around_the_whole_copy_is_no_byline() {
    let html = "<div class='post-meta'><h1>Head</h1><p>Ann Oe</p><p>One.</p><p>Two.</p><ul><li>Length: 300 m</li></ul></div>";
    assert_eq!(blocks("a.html", html), ["h1 Head", "meta Ann Oe", "p One.", "p Two.", "ul0.1 Length: 300 m"]);
}

#[test]
fn a_weekday_in_a_dateline_can_be_read() {
    let text = "OSLO, Friday, 14 August 2024 (Nordwire) - The road is closed.";
    assert_eq!(blocks("a.txt", text), ["meta OSLO, Friday, 14 August 2024 (Nordwire)", "p The road is closed."]);
    assert_eq!(source_of("a.txt", text, "Friday, 14"), "Friday, 14");
    assert_eq!(source_of("a.txt", text, "The road"), "The road");
}

#[test]
fn words_lead_to_their_bytes() {
    for (word, bytes) in [
        ("president", "presi*dent"),
        ("Smith & co", "Smith &amp; co"),
        ("co. in", "co.](http://x.y \"t\")\nin `"),
        ("*not*", "*not\\*"),
        ("a | b", "a \\| b"),
    ] {
        let found = source_of("a.md", MARKDOWN, word);
        assert_eq!(found, bytes.trim_end_matches(" `"), "{word}");
    }
    for (word, bytes) in
        [("president", "presi</i>dent"), ("Mr. Smith", "Mr.&nbsp;Smith"), ("“today”", "&#8220;today&#x201D;"), ("2026 x", "2026<br>x")]
    {
        assert_eq!(source_of("a.html", HTML, word), bytes);
    }
    assert_eq!(source_of("a.txt", PLAIN, "acquitted Gunnar"), "acquitted\nGunnar");
    assert_eq!(source_of("a.md", MARKDOWN, "title"), "title");
}

#[test]
fn the_best_place_gives_the_date() {
    use DateSource::*;
    for (name, text, date, from, bytes) in [
        ("a.md", MARKDOWN, "2025-06-02", FrontMatter, "2025-06-02"),
        ("a.html", HTML, "2025-06-02", Metadata, "2025-06-02T10:00Z"),
        ("a.txt", PLAIN, "2025-03-11", Dateline, "Tuesday 11 March 2025"),
        ("a.html", "<p><time datetime=2025-10-14>yesterday</time></p><p>Copy.</p>", "2025-10-14", Metadata, "2025-10-14"),
        ("a.html", "<p>Copy.</p><p>More.</p><p>Last.</p><p>Marksted, 9 January 2026</p>", "2026-01-09", Dateline, "9 January 2026"),
        ("a.md", "---\ndateline: OTTAWA, June 27, 2025\n---\nCopy.", "2025-06-27", Dateline, "June 27, 2025"),
        ("a.txt", " date 2025-07-18 The President spoke.", "2025-07-18", Dateline, "2025-07-18"),
    ] {
        assert_eq!(published(name, text, None), Some((date.into(), from, bytes.into())), "{text}");
    }
    for text in ["# Log\n\n## 5.2.0 - 2025-09-18\n\nText.", "The final, on 3 May 2025, was lost.", "ISTANBUL, July 18 (Agency) - The"] {
        assert_eq!(published("a.md", text, None), None, "{text}");
    }
}

#[test]
fn metadata_of_all_kinds_gives_headline_and_date() {
    let yaml = "---\ntitle: The fair\nslug: a-fair\ntags: [fair]\ndescription: 'It opened \"late\"'\ndate: 2002-05-06\n---\nText.";
    let toml = "\n+++\ntitle = \"The fair\"\ndate = 2002-05-06T10:00:00Z\naliases = [\"a\"]\n[extra]\ntitle = \"other\"\n+++\nText.";
    let json = "{\n  \"title\": \"The \\u0066air\",\n  \"tags\": [\"a\"], \"pubDate\": \"6 May 2002\"\n}\nText.";
    let header = "Title: The fair\nDate: 2002-05-06 10:00\nModified: 2002-06-01\nAuthor: r. moe\n\nText.";
    for (name, text) in
        [("a.md", yaml), ("a.html", yaml), ("a.md", toml), ("a.html", toml), ("a.md", json), ("a.md", header), ("a.txt", header)]
    {
        let found = blocks(name, text);
        assert_eq!((found[0].as_str(), found.last().unwrap().as_str()), ("title The fair", "p Text."), "{name} {text}");
        assert!(found.len() == 2 || found.len() == 3 && found[1].starts_with("standfirst It opened"), "{found:?}");
        let (day, from, _) = published(name, text, None).expect("a date");
        assert_eq!((day.as_str(), from), ("2002-05-06", DateSource::FrontMatter), "{name} {text}");
    }
}

#[test]
fn the_day_of_an_update_counts_only_where_no_other_stands() {
    let front = |lines: &str| format!("---\n{lines}\n---\n\nText.");
    for (name, text, configured, day, from) in [
        ("a.md", front("updated: 2003-01-01\ndate: 2002-05-06"), None, "2002-05-06", DateSource::FrontMatter),
        ("a.md", front("published: true\ndate: 2002-05-06"), None, "2002-05-06", DateSource::FrontMatter),
        ("a.md", front("date: 2001-01-01\npublished: 2002-05-06"), None, "2002-05-06", DateSource::FrontMatter),
        ("a.md", front("path: posts/2002/05/06/fair"), None, "2002-05-06", DateSource::FrontMatter),
        ("2002-05-06-a.md", front("lastmod: 2003-01-01"), None, "2002-05-06", DateSource::Path),
        ("2002-05-06-a.md", front("title: b"), Some("2002-05-07"), "2002-05-07", DateSource::Configuration),
        ("a.md", front("lastmod: 2003-01-01"), Some("2002-05-06"), "2002-05-06", DateSource::Configuration),
        ("a.md", front("lastmod: 2003-01-01"), None, "2003-01-01", DateSource::Update),
        ("2002/05/06/a.txt", "Text of the fair.".into(), None, "2002-05-06", DateSource::Path),
        ("2002/05/a.txt", "HAVNA, May 3 (Nordwire) - Text of the fair.".into(), None, "2002-05-03", DateSource::Dateline),
        ("a.txt", "The fair\n\nUpdated 7 May 2002 | Published 6 May 2002\n\nText of it.".into(), None, "2002-05-06", DateSource::Dateline),
        ("a.txt", "The fair\n\nLast updated 7 May 2002\n\nText of it.".into(), None, "2002-05-07", DateSource::Update),
        (
            "a.html",
            "<p class=byline><time class=updated datetime=2003-01-01>Jan 1</time> <time datetime=2002-05-06>May 6</time></p><p>Text."
                .into(),
            None,
            "2002-05-06",
            DateSource::Metadata,
        ),
    ] {
        let found = published(name, &text, configured).map(|(day, from, _)| (day, from));
        assert_eq!(found, Some((day.to_string(), from)), "{name} {text}");
    }
}

#[test]
fn labels_of_a_notice_are_no_header() {
    for text in [
        "Date: 5 May 2002\nVenue: the old mill\n\nText.",
        "Summary: the fair was late.\n\nText.",
        "Title: mayor\nBorn: 1950\nHeight: tall\n\nText.",
    ] {
        assert!(blocks("a.md", text)[0].starts_with("p "), "{text}");
    }
}

#[test]
fn what_is_no_prose_leaves_prose_as_it_was() {
    for (name, text, expected) in [
        (
            "a.md",
            "It is {{ x }}late.\n\n{% image \"a/b.jpg\" %}\n\nAnd[^1] so.\n\n[^1]: Moe, 47.",
            vec!["p It is late.", "p And so.", "note Moe, 47."],
        ),
        ("a.md", "- one {{< x >}}\n- two\n{: .lead}\n\n:::tip \"A b\"\nText\n:::", vec!["ul0.1 one", "ul0.1 two", "p Text"]),
        ("a.txt", "It was late.\n\n[1] Moe, 47.", vec!["p It was late.", "note [1] Moe, 47."]),
        ("a.mdx", "import A from './a'\n\n# Title\n\n<A b={c}>\n  Text {d}\n</A>", vec!["h1 Title", "p Text"]),
        (
            "a.html",
            "---\nlayout: x\n---\n{% include \"a\" %}<p>It {{ y }} is.</p><ol class=footnotes><li>Moe, 47.</ol>",
            vec!["p It is.", "note Moe, 47."],
        ),
        (
            "a.md",
            "[![Build](https://a.org/b.svg)](https://a.org)\n\nText [a](b \"c d\")\n\n[x]: https://a.org \"A title\"",
            vec!["p Text a"],
        ),
    ] {
        assert_eq!(blocks(name, text), expected, "{text}");
    }
}

#[test]
fn configuration_fills_what_is_missing() {
    let yearless = "ISTANBUL, July 18 (Agency) - The";
    assert_eq!(published("a.txt", yearless, Some("2025-07-20")).map(|p| p.0), Some("2025-07-18".into()));
    assert_eq!(published("a.txt", yearless, Some("2025-07-17")).map(|p| p.0), Some("2024-07-18".into()));
    let configured = (String::from("2025-07-17"), DateSource::Configuration, String::new());
    assert_eq!(published("a.txt", "The copy.", Some("2025-07-17")), Some(configured));
    let source = source("a.txt", PLAIN);
    let document = read(&source, "2025-03-12".parse().ok());
    assert_eq!(document.remarks.len(), 1);
    assert_eq!((document.remarks[0].id, source.slice(document.remarks[0].spans[0])), ("date-disagreement", "Tuesday 11 March 2025"));
}

#[test]
fn allows_know_the_next_block() {
    for (name, text, first, count) in [("a.md", MARKDOWN, "By Ann Oe", 1), ("a.html", HTML, "Cap", 1), ("a.txt", PLAIN, "one", 2)] {
        let source = source(name, text);
        let document = read(&source, None);
        let allow = document.allows.iter().find(|allow| allow.rule == "name-variant").unwrap();
        let block = &document.blocks[allow.block.unwrap() as usize];
        assert_eq!((block.prose.text.as_str(), allow.count, allow.reason.as_str()), (first, count, "because"), "{name}");
        assert!(source.slice(allow.span).contains("gainsay-allow"));
    }
    let split = "gainsay-allow a: b\n\nOSLO, 3 May 2025 - The council met.\n\nMore.";
    let document = read(&source("a.txt", split), None);
    assert_eq!((document.allows[0].block, document.allows[0].count), (Some(0), 2));
    let last = read(&source("a.md", "Text.\n\n<!-- gainsay-allow a: b -->"), None);
    assert_eq!(last.allows[0].block, None);
    assert!(!last.allows[0].covers(0));
}

#[test]
fn odd_files_are_read() {
    let texts =
        ["", "\u{FEFF}", "\r\n", "---", "---\n", "---\n---", "\0", "<", "&", "<!--", "<p", "\u{FEFF}---\ntitle: x\n---\n", "---\ntitle: é"];
    for name in ["a.md", "a.html", "a.txt", "a"] {
        for text in texts {
            blocks(name, text);
        }
    }
    let bytes = Source::new(SourceId(0), "a.txt".into(), b"caf\xE9 is open.".to_vec()).unwrap();
    assert_eq!(read(&bytes, None).remarks[0].id, "invalid-utf8");
    assert_eq!(blocks("a.txt", "\u{FEFF}One two."), ["p One two."]);
}

/// Sources that make careless readers quadratic or deep: one that was would not end within minutes.
#[test]
fn long_and_deep_files_take_linear_time() {
    let units = [
        "<div>",
        "<p>",
        "<table><tr><td>",
        "<ul><li>",
        "</div></p></li>",
        "<td></td><div>",
        "<b>",
        "<a ",
        "<!--",
        "&",
        "&amp",
        "*",
        "*a ",
        "_a*b",
        "> ",
        "- ",
        "[",
        "a\n",
        "\n- a",
        "\n1. a",
        "|a",
        "`",
        "May ",
        "2 ",
        "gainsay-allow x: y\n",
        "{{",
        "{% a",
        "{{< highlight >}}",
        "<A {",
        "![",
        "^[a ",
        "[^",
        "import {\n",
        ":a: b\n",
        "a: b\n",
        "::: a\n",
    ];
    let started = std::time::Instant::now();
    for unit in units {
        let text = unit.repeat(200_000 / unit.len());
        for name in ["a.md", "a.mdx", "a.html", "a.txt"] {
            let before = started.elapsed();
            read(&source(name, &text), None);
            let taken = started.elapsed() - before;
            assert!(taken.as_secs() < 20, "{unit:?} as {name}: {taken:?}");
        }
    }
}

#[test]
fn every_prefix_is_read() {
    for (name, text) in [("a.md", MARKDOWN), ("a.html", HTML), ("a.txt", PLAIN)] {
        for (end, _) in text.char_indices() {
            let source = source(name, &text[..end]);
            check_spans(&source, &read(&source, None));
        }
    }
}

/// Pieces of the three formats, to be put in any order; parted by "¦".
const PIECES: &str = "# ¦\n¦\r\n¦\n\n¦- ¦1. ¦> ¦*¦**¦`¦~~¦|¦|-|-|\n¦[a](b)¦![a](b)¦<p>¦</p>¦<div class=meta>¦<table>¦<tr>¦<td>¦<th rowspan=2>¦</table>¦<ul>¦\
    <li>¦</li>¦</ul>¦<br>¦<!-- gainsay-allow a: b -->¦<!--¦-->¦&amp;¦&nbsp¦&#8220;¦\\*¦é¦\u{a0}¦\u{ad}¦\u{FEFF}¦\t¦  ¦    ¦word ¦OSLO, 3 May 2025 - ¦By Ann Oe¦\
    Related articles¦---\n¦title: \"x\" # y\n¦date: 2025-01-01\n¦<time datetime=2025-01-01>¦</time>¦<blockquote>¦</blockquote>¦<script>¦</script>¦<title>¦\
    </title>¦[^1]¦[^1]: ¦gainsay-allow a: b¦<pre>¦<code>¦<sup><a href=#x>1</a></sup>¦Fri, 20 Jun 2025 05:48:18 GMT\n¦<h2>¦</h2>¦<nav>¦</nav>¦\u{2028}¦<!--x¦\
    &NotEqualTilde;¦title: >\n ¦<del>¦hidden>¦<details>¦Read: x¦\
    {{ x }}¦{{< a \"b\"\n>}}¦{% y %}¦{% comment %}¦{% endcomment %}¦{{¦}}¦{: .a}\n¦:::a\n¦!!! a\n¦^[a]¦<A b={c}>¦</A>¦{d}¦import a from 'b'\n¦:a: b\n¦{\n¦\"date\": \"x\"¦}\n";

fn jumble() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES.split('¦').collect::<Vec<_>>());
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_lead_back_in_any_jumble(text in jumble(), start in prop::sample::select(vec!["", "---\n", "+++\n", "{\n", "title: a\n", "\u{FEFF}"])) {
        for name in ["a.md", "a.mdx", "a.html", "a.txt"] {
            let source = source(name, &format!("{start}{text}"));
            check_spans(&source, &read(&source, None));
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for name in ["a.md", "a.mdx", "a.html", "a.txt"] {
            if let Ok(source) = Source::new(SourceId(0), name.into(), bytes.clone()) {
                read(&source, None);
            }
        }
    }
}
