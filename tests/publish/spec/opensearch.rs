//! OpenSearch 1.1, draft 6, <https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md>. The clauses are its
//! own headings.

use super::xml::{self, Element};
use super::{Objections, Published, is_address, is_language, is_media_type};
use url::Url;

const SPACE: &str = "http://a9.com/-/spec/opensearch/1.1/";

/// Texts without markup: name, the characters it may have, and whether it has to be there.
const TEXTS: [(&str, usize, bool); 6] = [
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
    found.unless(root.name == "OpenSearchDescription" && root.space == SPACE, "OpenSearchDescription", "the root is another");
    for (name, most, needed) in TEXTS {
        found.unless(root.count(name) <= 1 && (!needed || root.count(name) == 1), name, format!("it is there {} times", root.count(name)));
        for text in root.all(name) {
            let length = text.text.chars().count();
            found.unless(
                (1..=most).contains(&length) && !text.text.trim().is_empty(),
                name,
                format!("it has {length} characters, of {most}"),
            );
            found.unless(text.children.is_empty() && !text.text.contains("</"), name, "it has markup");
        }
    }
    of_addresses(&root, here, &mut found);
    root.all("Image").for_each(|image| of_image(image, site, &mut found));
    for name in ["InputEncoding", "OutputEncoding"] {
        found.unless(root.all(name).all(|of| of.text == "UTF-8"), name, "the site reads and writes UTF-8");
    }
    found.unless(root.count("InputEncoding") > 0, "InputEncoding", "it is not said");
    found.unless(root.all("Language").all(|of| of.text == "*" || is_language(&of.text)), "Language", "it is no language tag");
    found.all()
}

fn of_addresses(root: &Element, here: &str, found: &mut Objections) {
    let mut results = 0;
    for url in root.all("Url") {
        let template = url.attribute("template").unwrap_or_default();
        found.unless(url.attribute("type").is_some_and(is_media_type), "Url", "it has no type that is a media type");
        // A parameter stands between braces, with a question mark where it may be left out.
        let filled = template.replace("{searchTerms}", "x");
        found.unless(is_address(&filled), "Url template", format!("{template:?} is no absolute address with known parameters"));
        match url.attribute("rel").unwrap_or("results") {
            "results" => {
                results += 1;
                let query = Url::parse(template).is_ok_and(|url| {
                    url.query().is_some_and(|query| query.contains("{searchTerms}") || query.contains("%7BsearchTerms%7D"))
                });
                found.unless(query, "Url template", "searchTerms is not in the query");
            }
            "self" => found.unless(template == here, "Url rel values", format!("self is {template}, and it stands at {here}")),
            rel => found.unless(["suggestions", "collection"].contains(&rel), "Url rel values", format!("{rel} is not known")),
        }
    }
    found.unless(results > 0, "Url", "none gives results");
}

fn of_image(image: &Element, site: &Published, found: &mut Objections) {
    found.unless(site.has(image.text.trim()), "Image", format!("{} is no file of the site", image.text));
    for side in ["width", "height"].into_iter().filter_map(|name| image.attribute(name)) {
        found.unless(side.parse::<u32>().is_ok_and(|pixels| pixels > 0), "Image", format!("{side:?} is no number of pixels"));
    }
    found.unless(
        image.attribute("type").is_none_or(|kind| is_media_type(kind) && kind.starts_with("image/")),
        "Image",
        "its type is of no image",
    );
    let said = ["width", "height", "type"].iter().all(|name| image.attribute(name).is_some());
    found.unless(said, "Image", "its size and type are not said, by which a browser chooses");
}

#[test]
fn broken_descriptions_are_refused() {
    let site = Published { url: "https://x.example/", files: ["icon.png"].into() };
    let good = format!(
        "<OpenSearchDescription xmlns=\"{SPACE}\"><ShortName>S</ShortName><Description>D</Description>\
         <Url type=\"text/html\" template=\"https://x.example/?q={{searchTerms}}\"/>\
         <Image width=\"16\" height=\"16\" type=\"image/png\">https://x.example/icon.png</Image>\
         <Language>en</Language><InputEncoding>UTF-8</InputEncoding></OpenSearchDescription>"
    );
    let validate = |text: &str| objections(text, "https://x.example/opensearch.xml", &site);
    assert_eq!(validate(&good), Vec::<String>::new());
    super::refuses_changed(
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
