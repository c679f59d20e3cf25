//! Takes a capture apart: pages of a PDF, lists of addresses and marks of the program that wrote it, then its passages.

use super::markdown_marks::{has_markdown_marks, indent_quotes, resolve_marks};
use super::paged_text::join_pages;
use super::passage::{Passage, split_paged_passages, split_passages};
use super::references::{References, split_references};

/// A capture as passages.
pub(super) struct Dump {
    /// The passages, their marks read.
    pub(super) passages: Vec<Passage>,
    /// Running heads and feet of pages, and the list of addresses.
    pub(super) cut: Vec<String>,
}

/// Takes a capture apart.
pub(super) fn parse_dump(text: &str) -> Dump {
    if let Some(paged) = join_pages(text) {
        return Dump { passages: split_paged_passages(&paged.text), cut: paged.cut };
    }
    if has_markdown_marks(text) {
        let passages = split_passages(&indent_quotes(text)).into_iter().flat_map(resolve_marks).collect();
        return Dump { passages, cut: Vec::new() };
    }
    let (body, list) = split_references(text);
    let references = References::parse(list);
    let mut passages = split_passages(body);
    passages.iter_mut().for_each(|passage| references.resolve(passage));
    let cut = Some(list.trim().to_owned()).filter(|list| !list.is_empty());
    Dump { passages, cut: cut.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::cli::import::capture::read;
    use serde_json::Value;

    /// The kinds of the blocks of an article, as they stand in its file.
    fn kinds(article: &Article) -> Vec<String> {
        let kind = |block: &Value| block.as_str().map(str::to_owned).or_else(|| block.as_object()?.keys().next().cloned());
        serde_json::to_value(&article.body).unwrap().as_array().unwrap().iter().filter_map(kind).collect()
    }

    const LYNX: &str = "   [1]Harbour Weekly
     * [2]News
     * [3]Water

                          The canal that feeds a city

   A ditch of forty kilometres, dug by hand, still carries the water

   By [4]Ada Marsh

   March 12, 2024

   Every morning at five a keeper walks down to the [5]Upper Gate and
   turns an iron wheel nineteen times. The water rises by the width of a
   hand, and forty kilometres further down a city makes its coffee.

What a keeper does

   The work has not changed much. A keeper needs to know three things:
     * how high the river stands at the weir
     * how warm the night was, since ice blocks the grates

   Year Flow (m³/s) Keepers
   1990 4.1         22
   2005 3.8         14

   Read also: [6]The weir that would not hold

   Nobody has been trained since 2011. The board says that it will buy
   sensors, and that a man in an office can turn nineteen wheels at once.
     __________________________________________________________________

   On the last Sunday of the month the keepers meet at the lower gate. They
   bring bread and say little; somebody always counts who is there.

References

   1. https://example.org/
   2. https://example.org/news
   3. https://example.org/water
   4. https://example.org/ada
   5. https://example.org/gate
   6. https://example.org/weir
";

    #[test]
    fn a_dump_of_lynx_is_read_with_links_lists_and_tables() {
        let article = read(LYNX, "page.txt").unwrap().article;
        assert_eq!((article.title.as_str(), article.authors.join("; ")), ("The canal that feeds a city", "Ada Marsh".to_owned()));
        assert_eq!(article.deck.as_deref(), Some("A ditch of forty kilometres, dug by hand, still carries the water"));
        assert_eq!(kinds(&article), ["paragraph", "heading", "paragraph", "list", "table", "paragraph", "rule", "paragraph"]);
        let json = serde_json::to_string(&article.body).unwrap();
        assert!(json.contains(r#"{"link":{"href":"https://example.org/gate","text":["Upper Gate"]}}"#), "{json}");
        let cut = article.capture.unwrap().cut.join("\n");
        assert!(["[2]News", "Read also", "1. https://example.org/"].iter().all(|part| cut.contains(part)), "{cut}");
    }

    #[test]
    fn a_text_of_a_pdf_is_read_over_its_pages() {
        let text = "RIVER NOTES\n\nThe ferry that came back to the lake\n\nAfter nine winters on the shore the old ferry is on the wa-\nter again. It was mended by its own crew, with planks from\nthe mill and an engine from a fishing boat, and it carries\n\n1\n\u{c}RIVER NOTES\n\nforty people and eight carts to the villages of the far side.\n\nThe water is low in June, and the road around the lake takes\na day. That is why the villages paid for the paint.\n\n2\n\u{c}";
        let article = read(text, "page.txt").unwrap().article;
        assert_eq!(article.title, "The ferry that came back to the lake");
        let json = serde_json::to_string(&article.body).unwrap();
        assert!(json.contains("on the water again. It was") && json.contains("it carries forty people and eight carts"), "{json}");
        assert_eq!(article.capture.unwrap().cut, ["RIVER NOTES", "1", "RIVER NOTES", "2"]);
    }

    #[test]
    fn lists_of_a_recipe_keep_their_headings() {
        let text = "El horno de la calle larga\n\nPor Marta Ruiz | 2 de octubre de 2021\n\nEl horno de la calle larga se enciende los jueves. Hasta 1962 lo encendía cada noche el abuelo de Marta, y el barrio entero despertaba con el olor de la leña.\n\nIngredientes\n\n-   500 g de harina\n-   10 g de sal\n\nPreparación\n\n1.  Mezclar la harina con el agua.\n2.  Amasar diez minutos.\n\nEl pan sale bien cuando suena a hueco. Si no suena, hay que volver a empezar el jueves siguiente.\n";
        let article = read(text, "page.txt").unwrap().article;
        assert_eq!(kinds(&article), ["paragraph", "heading", "list", "heading", "list", "paragraph"]);
    }
}
