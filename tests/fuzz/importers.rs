//! Sources of any bytes and any signs: no reader of import stops on them.

use lectern::cli::import::{
    capture, detect_language, encoding, feed, importer, json_repair, lines, markdown, names, page, source_kind, values,
};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// Pieces that mean something to a reader, between signs of any script.
fn text_with_markup() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "---\n",
        "+++\n",
        "title: ",
        "draft: true\n",
        "date = 2024-07-01\n",
        "[[",
        "]]",
        "![[",
        "|",
        "#^a",
        "%%",
        "==",
        "^[",
        "> [!note]- ",
        " ^id\n",
        "{{< highlight go >}}",
        "{{< /highlight >}}",
        "{{< figure src=\"a.png\" >}}",
        "{{% note %}}\n",
        "{{% /note %}}",
        "{% raw %}",
        "{% endraw %}",
        "{% quote(author=\"a\") %}",
        "{% end %}",
        "{{ a.b | c }}",
        ":::note[",
        "\n:::\n",
        "{: #a .b}\n",
        "* TOC\n{:toc}\n",
        "*[A]: b\n",
        "\\(x^2\\)",
        "{/*",
        "*/}",
        "import a from 'b'\n",
        ";;;\n",
        "#tag/b ",
        "```\n",
        "\n\n",
        "\r\n",
        "\u{feff}",
        "\u{1e}",
        "{\"text\":\"",
        "\"}",
        "\\ud83d",
        "NaN",
        "<p>",
        "</p>",
        "<figure>",
        "<figcaption>",
        "<meta charset=",
        "<table><tr><td>",
        "<!--",
        "<rss><channel>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<item>",
        "</item>",
        "<entry xml:base='a'>",
        "<title>",
        "<link href=",
        "<content type='xhtml'>",
        "<media:group><media:content url='",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE [<!ENTITY a '",
        "&a;",
        "&#x",
        "\"items\":[",
        "By ",
        "Photo: ",
        "©",
        "年5月",
        "记者",
        "（新华社）",
        " — ",
        "; ",
        ", ",
        "'",
        "]",
        "{",
        "*",
        "$",
        "a: &x [*x]\n",
        "İ",
        "ß",
        "e\u{301}",
        "👩‍🚀",
        "\u{202e}",
        "\0",
    ]);
    let piece = prop_oneof![3 => known.prop_map(str::to_owned), 2 => "\\PC{0,6}", 1 => ".{0,4}"];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_importers_accept_any_text(text in text_with_markup(), lang in "\\PC{0,5}") {
        let _ = markdown::read(&text, "a/2024-07-01-b.md", &lang);
        let _ = markdown::read(&format!("---\n{text}\n---\nWords."), "b.md", "en");
        let _ = markdown::read(&format!("+++\n{text}\n+++\nWords."), "b.md", "en");
        let _ = capture::read(&text, "a.txt");
        let _ = lines::read(&text, "a.jsonl", &lang);
        let row = serde_json::json!({"text": text, "title": text, "date": text, "authors": text, "tags": [text], "lang": text, "id": text});
        prop_assert!(lines::read(&row.to_string(), "a.jsonl", "en").len() == 1);
    }

    #[test]
    fn the_page_importer_accepts_any_text(text in text_with_markup()) {
        let _ = page::read(&text, "a.html", "en");
        let page_html = format!("<title>{text}</title><meta name=author content='{text}'><article><h1>{text}</h1><p class=byline>{text}</p><figure><img src=a.png><figcaption>{text}</figcaption></figure><p>{text} and words of an article.</p></article>");
        let _ = page::read(&page_html, "a.html", "en");
    }

    #[test]
    fn the_feed_importer_accepts_any_text(text in text_with_markup()) {
        let _ = feed::read(&text, "a.xml", "en");
        let rss = format!("<rss><channel><title>{text}</title><item><title>{text}</title><link>{text}</link><guid>{text}</guid><author>{text}</author><pubDate>{text}</pubDate><description>{text}</description></item></channel></rss>");
        let _ = feed::read(&rss, "a.xml", "en");
        let atom = format!("<feed xml:base='{text}'><entry><content type='{text}'>{text}</content><link rel='enclosure' href='{text}'/><media:content url='{text}'/>{text}</entry></feed>");
        let _ = feed::read(&atom, "a.xml", "en");
        let json = serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": text, "title": text, "content_html": text, "url": text, "image": text, "date_published": text}]}).to_string();
        prop_assert!(feed::read(&json, "a.json", "en").is_ok());
        let end = json.char_indices().nth(text.chars().count()).map_or(json.len(), |(at, _)| at);
        let _ = feed::read(&json[..end], "a.json", "en");
    }

    #[test]
    fn format_detection_accepts_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), label in "[a-z0-9-]{0,12}") {
        let with_charset_label = [format!("<meta charset={label}>").as_bytes(), &bytes].concat();
        for bytes in [&bytes, &with_charset_label] {
            let _ = (source_kind::check_readable("a.html", bytes), importer::select_importer("a.html", bytes).is_ok(), importer::select_importer("a", bytes).is_ok());
            let _ = (encoding::decode(bytes, true), encoding::decode(bytes, false));
        }
    }

    #[test]
    fn small_parsers_accept_any_text(text in text_with_markup()) {
        let _ = (names::split_names(&text), names::split_list(&text), detect_language::parse_language(&text), detect_language::detect_language(Some(&text), &text, &text), lines::generate_title(&text));
        let value = Value::String(text.clone());
        let mut fields = Map::from_iter([("status".to_owned(), value.clone()), ("draft".to_owned(), value.clone())]);
        let _ = (values::names_in(&value, names::split_list), values::date_text(&value), values::take_draft(&mut fields));
        // What is JSON is left as it is.
        let json = value.to_string();
        prop_assert_eq!(json_repair::repair_json(&json), (json.clone(), json_repair::JsonRepair::default()));
    }
}
