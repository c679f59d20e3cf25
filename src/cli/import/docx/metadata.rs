//! The metadata of a document: `docProps/core.xml` (ECMA-376 part 2, "Core Properties").

use crate::cli::import::archive::xml;
use crate::cli::whitespace::collapse_whitespace;
use roxmltree::Node;

/// The core properties of a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CoreProperties {
    pub(super) title: Option<String>,
    pub(super) creator: Option<String>,
    pub(super) created: Option<String>,
    pub(super) language: Option<String>,
    pub(super) description: Option<String>,
    pub(super) keywords: Option<String>,
    pub(super) category: Option<String>,
}

/// Reads the core properties.
pub(super) fn read_core_properties(root: Node) -> CoreProperties {
    let value = |name| xml::child(root, name).map(|node| collapse_whitespace(&xml::text(node))).filter(|value| !value.is_empty());
    CoreProperties {
        title: value("title"),
        creator: value("creator"),
        created: value("created"),
        language: value("language"),
        description: value("description"),
        keywords: value("keywords"),
        category: value("category"),
    }
}
