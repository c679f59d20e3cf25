//! The OpenSearch description: by it a browser offers the site's search in its own address bar.
//!
//! <https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md>

use super::head::Common;
use super::markup::escape;
use super::name::short;
use crate::publish::serve::kind::Kind;
use std::path::Path;

/// Where the description stands in the site.
pub const PATH: &str = "opensearch.xml";

/// Its media type.
pub const KIND: &str = "application/opensearchdescription+xml";

/// So many characters a short name, a long name and a description have, at most.
const SHORT: usize = 16;
const LONG: usize = 48;
const DESCRIPTION: usize = 1024;

/// The description of a site that knows its own address; `None` where it does not.
pub fn description(common: &Common) -> Option<String> {
    let site = common.site;
    let home = common.absolute(common.addressing.base())?;
    let here = common.absolute_file(PATH)?;
    let words = site.description.as_deref().filter(|words| !words.trim().is_empty()).unwrap_or(&site.name);
    let long = if site.name.chars().count() > SHORT { element("LongName", &short(&site.name, LONG)) } else { String::new() };
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         {}{}\
         <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n\
         <Url type=\"{KIND}\" rel=\"self\" template=\"{}\"/>\n\
         {long}{}{}<InputEncoding>UTF-8</InputEncoding>\n\
         </OpenSearchDescription>\n",
        element("ShortName", &short(&site.name, SHORT)),
        element("Description", &short(words, DESCRIPTION)),
        escape(&home),
        escape(&here),
        images(common)?,
        element("Language", site.language()),
    ))
}

fn element(name: &str, words: &str) -> String {
    format!("<{name}>{}</{name}>\n", escape(words))
}

/// The icons, with what a browser chooses by: the one of the tab where it is a drawing, which has any size, and the pictures.
fn images(common: &Common) -> Option<String> {
    let tab = Some((16, &common.icons.tab)).filter(|(_, path)| path.ends_with(".svg"));
    let mut images = String::new();
    for (side, path) in
        tab.into_iter().chain(common.icons.any.iter().map(|(side, path)| (*side, path))).filter(|(_, path)| !path.is_empty())
    {
        let (kind, address) = (Kind::of(Path::new(path)).name, escape(&common.absolute_file(path)?));
        images.push_str(&format!("<Image width=\"{side}\" height=\"{side}\" type=\"{kind}\">{address}</Image>\n"));
    }
    Some(images)
}
