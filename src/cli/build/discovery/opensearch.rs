//! The OpenSearch description: it lets a browser offer the site's search in its address bar.
//!
//! <https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md>

use crate::cli::build::html::head::SiteContext;
use crate::cli::build::html::markup::escape;
use crate::cli::build::install::short_name::shorten_name;
use crate::cli::serve::media_type::MediaType;
use std::path::Path;

/// The path of the description in the site.
pub(crate) const PATH: &str = "opensearch.xml";

/// Its media type.
pub(crate) const MEDIA_TYPE: &str = "application/opensearchdescription+xml";

/// The maximum lengths of a short name, a long name and a description, in characters.
const MAX_SHORT_NAME_CHARS: usize = 16;
const MAX_LONG_NAME_CHARS: usize = 48;
const MAX_DESCRIPTION_CHARS: usize = 1024;

/// The description of a site with a known address; `None` if it is unknown.
pub(crate) fn description(site_context: &SiteContext) -> Option<String> {
    let site = site_context.site;
    let home_url = site_context.absolute_url(site_context.urls.base())?;
    let self_url = site_context.absolute_file_url(PATH)?;
    let words = site.description.as_deref().filter(|words| !words.trim().is_empty()).unwrap_or(&site.name);
    let long = if site.name.chars().count() > MAX_SHORT_NAME_CHARS {
        element("LongName", &shorten_name(&site.name, MAX_LONG_NAME_CHARS))
    } else {
        String::new()
    };
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         {}{}\
         <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n\
         <Url type=\"{MEDIA_TYPE}\" rel=\"self\" template=\"{}\"/>\n\
         {long}{}{}<InputEncoding>UTF-8</InputEncoding>\n\
         </OpenSearchDescription>\n",
        element("ShortName", &shorten_name(&site.name, MAX_SHORT_NAME_CHARS)),
        element("Description", &shorten_name(words, MAX_DESCRIPTION_CHARS)),
        escape(&home_url),
        escape(&self_url),
        image_elements(site_context)?,
        element("Language", site.language()),
    ))
}

fn element(name: &str, words: &str) -> String {
    format!("<{name}>{}</{name}>\n", escape(words))
}

/// The icons, with the data that a browser chooses by: the tab icon if it is a drawing, which has any size, and the PNGs.
fn image_elements(site_context: &SiteContext) -> Option<String> {
    let tab = Some((16, &site_context.icons.tab)).filter(|(_, path)| path.ends_with(".svg"));
    let mut image_elements = String::new();
    for (side, path) in
        tab.into_iter().chain(site_context.icons.any.iter().map(|(side, path)| (*side, path))).filter(|(_, path)| !path.is_empty())
    {
        let (kind, address) = (MediaType::from_path(Path::new(path)).essence, escape(&site_context.absolute_file_url(path)?));
        image_elements.push_str(&format!("<Image width=\"{side}\" height=\"{side}\" type=\"{kind}\">{address}</Image>\n"));
    }
    Some(image_elements)
}
