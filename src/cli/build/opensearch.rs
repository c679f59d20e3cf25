//! The OpenSearch description: it lets a browser offer the site's search in its address bar.
//!
//! <https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md>

use super::head::SiteContext;
use super::markup::escape;
use super::short_name::short;
use crate::cli::serve::media_type::MediaType;
use std::path::Path;

/// The path of the description in the site.
pub const PATH: &str = "opensearch.xml";

/// Its media type.
pub const KIND: &str = "application/opensearchdescription+xml";

/// The maximum lengths of a short name, a long name and a description, in characters.
const SHORT: usize = 16;
const LONG: usize = 48;
const DESCRIPTION: usize = 1024;

/// The description of a site with a known address; `None` if it is unknown.
pub fn description(common: &SiteContext) -> Option<String> {
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

/// The icons, with the data that a browser chooses by: the tab icon if it is a drawing, which has any size, and the PNGs.
fn images(common: &SiteContext) -> Option<String> {
    let tab = Some((16, &common.icons.tab)).filter(|(_, path)| path.ends_with(".svg"));
    let mut images = String::new();
    for (side, path) in
        tab.into_iter().chain(common.icons.any.iter().map(|(side, path)| (*side, path))).filter(|(_, path)| !path.is_empty())
    {
        let (kind, address) = (MediaType::of(Path::new(path)).name, escape(&common.absolute_file(path)?));
        images.push_str(&format!("<Image width=\"{side}\" height=\"{side}\" type=\"{kind}\">{address}</Image>\n"));
    }
    Some(images)
}
