//! The OpenSearch description: by it a browser offers the site's search in its own address bar.
//!
//! <https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md>

use super::head::Common;
use super::markup::escape;

/// Where the description stands in the site.
pub const PATH: &str = "opensearch.xml";

/// Its media type.
pub const KIND: &str = "application/opensearchdescription+xml";

/// So many characters a short name has, at most.
const SHORT: usize = 16;

/// The description of a site that knows its own address; `None` where it does not.
pub fn description(common: &Common) -> Option<String> {
    let home = common.absolute(common.addressing.base())?;
    let here = common.absolute_file(PATH)?;
    let icon = common.absolute_file(&common.icons.tab)?;
    let short: String = common.site.name.chars().take(SHORT).collect();
    let description = common.site.description.as_deref().unwrap_or(&common.site.name);
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<Description>{}</Description>\n\
         <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n\
         <Url type=\"{KIND}\" rel=\"self\" template=\"{}\"/>\n\
         <Image>{}</Image>\n<Language>{}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n\
         </OpenSearchDescription>\n",
        escape(short.trim_end()),
        escape(description),
        escape(&home),
        escape(&here),
        escape(&icon),
        escape(common.site.language())
    ))
}
