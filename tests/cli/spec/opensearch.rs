//! OpenSearch 1.1, draft 6, <https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md>. The clauses are its
//! own headings.

use super::xml::{self, Element};
use super::{Objections, Published, is_address, is_language, is_media_type};
use url::Url;

const NAMESPACE: &str = "http://a9.com/-/spec/opensearch/1.1/";

/// Texts without markup: name, the characters it may have, and whether it has to be there.
const TEXT_ELEMENTS: [(&str, usize, bool); 6] = [
    ("ShortName", 16, true),
    ("Description", 1024, true),
    ("Tags", 256, false),
    ("LongName", 48, false),
    ("Developer", 64, false),
    ("Attribution", 256, false),
];

/// What is to be objected to in the description of a site, which stands at an address.
pub(in super::super) fn objections(text: &str, here: &str, site: &Published) -> Vec<String> {
    let root = match xml::parse(text) {
        Ok(root) => root,
        Err(error) => return vec![error],
    };
    let mut found = Objections::default();
    found.require(root.name == "OpenSearchDescription" && root.namespace == NAMESPACE, "OpenSearchDescription", "the root is another");
    for (name, max_chars, is_required) in TEXT_ELEMENTS {
        found.require(
            root.count(name) <= 1 && (!is_required || root.count(name) == 1),
            name,
            format!("it is there {} times", root.count(name)),
        );
        for text in root.all(name) {
            let length = text.text.chars().count();
            found.require(
                (1..=max_chars).contains(&length) && !text.text.trim().is_empty(),
                name,
                format!("it has {length} characters, of {max_chars}"),
            );
            found.require(text.children.is_empty() && !text.text.contains("</"), name, "it has markup");
        }
    }
    check_urls(&root, here, &mut found);
    root.all("Image").for_each(|image| check_image(image, site, &mut found));
    for name in ["InputEncoding", "OutputEncoding"] {
        found.require(root.all(name).all(|element| element.text == "UTF-8"), name, "the site reads and writes UTF-8");
    }
    found.require(root.count("InputEncoding") > 0, "InputEncoding", "it is not said");
    found.require(
        root.all("Language").all(|element| element.text == "*" || is_language(&element.text)),
        "Language",
        "it is no language tag",
    );
    found.into_vec()
}

fn check_urls(root: &Element, here: &str, found: &mut Objections) {
    let mut results = 0;
    for url in root.all("Url") {
        let template = url.attribute("template").unwrap_or_default();
        found.require(url.attribute("type").is_some_and(is_media_type), "Url", "it has no type that is a media type");
        // A parameter stands between braces, with a question mark where it may be left out.
        let filled = template.replace("{searchTerms}", "x");
        found.require(is_address(&filled), "Url template", format!("{template:?} is no absolute address with known parameters"));
        match url.attribute("rel").unwrap_or("results") {
            "results" => {
                results += 1;
                let query = Url::parse(template).is_ok_and(|url| {
                    url.query().is_some_and(|query| query.contains("{searchTerms}") || query.contains("%7BsearchTerms%7D"))
                });
                found.require(query, "Url template", "searchTerms is not in the query");
            }
            "self" => found.require(template == here, "Url rel values", format!("self is {template}, and it stands at {here}")),
            rel => found.require(["suggestions", "collection"].contains(&rel), "Url rel values", format!("{rel} is not known")),
        }
    }
    found.require(results > 0, "Url", "none gives results");
}

fn check_image(image: &Element, site: &Published, found: &mut Objections) {
    found.require(site.has_file(image.text.trim()), "Image", format!("{} is no file of the site", image.text));
    for side in ["width", "height"].into_iter().filter_map(|name| image.attribute(name)) {
        found.require(side.parse::<u32>().is_ok_and(|pixels| pixels > 0), "Image", format!("{side:?} is no number of pixels"));
    }
    found.require(
        image.attribute("type").is_none_or(|kind| is_media_type(kind) && kind.starts_with("image/")),
        "Image",
        "its type is of no image",
    );
    let has_size_and_type = ["width", "height", "type"].iter().all(|name| image.attribute(name).is_some());
    found.require(has_size_and_type, "Image", "its size and type are not said, by which a browser chooses");
}

#[test]
fn broken_descriptions_are_refused() {
    let site = Published { url: "https://x.example/", files: ["icon.png"].into() };
    let good = format!(
        "<OpenSearchDescription xmlns=\"{NAMESPACE}\"><ShortName>S</ShortName><Description>D</Description>\
         <Url type=\"text/html\" template=\"https://x.example/?q={{searchTerms}}\"/>\
         <Image width=\"16\" height=\"16\" type=\"image/png\">https://x.example/icon.png</Image>\
         <Language>en</Language><InputEncoding>UTF-8</InputEncoding></OpenSearchDescription>"
    );
    let validate = |text: &str| objections(text, "https://x.example/opensearch.xml", &site);
    assert_eq!(validate(&good), Vec::<String>::new());
    super::assert_changes_refused(
        validate,
        &good,
        &[
            ("the root", "opensearch/1.1/", "opensearch/1.0/"),
            ("17 characters", "<ShortName>S", "<ShortName>Seventeen letters"),
            ("there 0 times", "<Description>D</Description>", ""),
            ("markup", "<Description>D", "<Description><b>D</b>"),
            ("Url: it has no type", "type=\"text/html\" ", ""),
            ("not in the query", "?q={searchTerms}", "?q=words"),
            ("known parameters", "{searchTerms}", "{words}"),
            ("none gives results", "type=\"text/html\" ", "type=\"text/html\" rel=\"suggestions\" "),
            ("self is", "type=\"text/html\" ", "type=\"text/html\" rel=\"self\" "),
            ("no file", "icon.png", "icon.ico"),
            ("number of pixels", "width=\"16\"", "width=\"16px\""),
            ("Language", ">en<", ">in English<"),
            ("InputEncoding", ">UTF-8<", ">latin1<"),
        ],
    );
}
