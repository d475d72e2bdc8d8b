//! What is masked, and what is left as it was.

use super::*;

/// The masked text with what shows nothing left out and white space collapsed.
fn seen(text: &str, dialect: Dialect) -> String {
    let masked = masked(text, dialect);
    assert_eq!(masked.len(), text.len(), "{text}");
    let shown: String = masked.replace("<!--", "").replace("-->", "").chars().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}')).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn tags_of_templates_are_no_text() {
    for (text, left) in [
        ("a {% image \"assets/first.jpg\" %} b", "a b"),
        ("{%- if x -%}\nA\n{%- endif -%}", "A"),
        ("a {{ page.title }} b {{{ raw }}} c", "a b c"),
        ("{{< figure src=\"x.jpg\"\n  title=\"The \\\"old\\\" mill\" >}}\n\nText", "Text"),
        ("{{% notice tip %}}\nText\n{{% /notice %}}", "Text"),
        ("{# a remark #} a {#- b -#}", "a"),
        ("<%= link_to \"x\" %> a", "a"),
        ("{% highlight sh %}\nls \"a\"\n\nls b\n{% endhighlight %}\na", "a"),
        ("{{< highlight go >}}\nx := \"a\"\n{{< /highlight >}}\nb", "b"),
        ("{% comment %} a {% endcomment %} b", "b"),
    ] {
        assert_eq!(seen(text, Dialect::Markdown), left, "{text}");
        if !text.contains("{%- if") {
            assert_eq!(seen(text, Dialect::Html), left, "{text}");
        }
    }
}

#[test]
fn attributes_notes_and_fences_are_no_text() {
    for (text, left) in [
        ("A paragraph.\n{: .lead #first}", "A paragraph."),
        ("A [word]{.small-caps lang=\"de\"} here{#there}", "A [word] here"),
        ("Text\n\n{:toc}", "Text"),
        (":::note \"A title\"\nText\n:::", "Text"),
        ("!!! note \"A title\"\n    Text", "Text"),
        ("It burned.[^1] It was rebuilt.[^harris]", "It burned. It was rebuilt."),
        ("It burned.^[Moe [1999], 47.] It was rebuilt^2.", "It burned. It was rebuilt^2."),
        ("# Title\n:toc: left\n:product: Quill\n\n{product} writes", "# Title writes"),
        (":orphan:\n\nText", "Text"),
        ("![A \"quoted\" plan](my plan.png \"The plan\") a", "a"),
        ("![A plan]({{ site.url }}/plan.png)", ""),
    ] {
        assert_eq!(seen(text, Dialect::Markdown), left, "{text}");
    }
}

#[test]
fn modules_and_components_are_no_text() {
    let text = "import Card from \"../card.js\";\nexport const size = {\n  a: \"b\",\n\n  c: 1,\n};\n\n# Title\n\n\
        <Card title=\"The mill\" items={[{a: \"x > y\"}]}>\n  It burned.\n</Card>\n\n{/* a remark */}\n\nSize {props.size} <>a</>";
    assert_eq!(seen(text, Dialect::Mdx), "# Title It burned. Size a");
    assert_eq!(seen("import Card from '../card.js'\n\n<Card a={b}>c</Card>", Dialect::Markdown), "c</Card>");
}

#[test]
fn prose_and_code_stay_as_they_are() {
    for text in [
        "It costs {5} or {a b} in {} and {{ without an end.\n\n}} here",
        "Use `{{ x }}` and `{% y %}`.\n\n```\n{{ z }}\n::: a\n```\n",
        "<!-- {% x %}\n::: y\n-->\nText",
        ":bug: The mill burned.\n\nimport duties rose from 3 to 5.\nexport of wood fell",
        "Is 3 < 4 ! [^not a note] [a] [^1]: b",
        "<P>Old <A HREF=\"x\">page</A></P> Vec<T>",
    ] {
        assert_eq!(masked(text, Dialect::Markdown), text);
    }
}

#[test]
fn a_line_of_tags_parts_blocks_and_makes_no_code_of_what_follows() {
    assert_eq!(masked("a\n{% if x %}\nb", Dialect::Markdown), "a\n<!--   -->\nb");
    assert!(masked("{% endif %} a", Dialect::Markdown).starts_with('\u{AD}'));
    assert_eq!(masked("<p {{ a }}>b", Dialect::Markdown), "<p        >b");
}
