//! Native JSON: an article in the corpus format, from another corpus or written by hand.

use super::imported::{ImportError, Imported};
use super::importer::{Importer, Items, ReadOptions, import_single};
use super::source::Source;
use crate::article::Article;
use crate::article::model::FORMAT;

/// Imports native JSON articles.
pub struct NativeJson;

impl Importer for NativeJson {
    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    /// Imports the article; a source that it names itself is kept.
    fn import(&self, source: &Source, bytes: &[u8], _: &ReadOptions) -> Result<Items, ImportError> {
        let mut item = import_single(source, bytes, false, read)?;
        if let Some(capture) = item.article.capture.as_ref().filter(|capture| !capture.from.is_empty()) {
            item.from = capture.from.clone();
        }
        Ok(vec![Ok(item)])
    }
}

/// Reads one article.
///
/// # Errors
/// When it is not a JSON object of that format, or its format is newer.
pub fn read(json: &str) -> Result<Imported, ImportError> {
    let article: Article = serde_json::from_str(json.trim_start_matches('\u{feff}'))
        .map_err(|error| ImportError(format!("not a corpus article: {error}. For data, write one object per line in a .jsonl file")))?;
    if article.format > FORMAT {
        return Err(ImportError(format!("format {} is not supported; this version reads format {FORMAT}. Update Lectern", article.format)));
    }
    if article.title.trim().is_empty() || article.body.is_empty() {
        return Err(ImportError("not a corpus article: \"title\" or \"body\" is missing".to_owned()));
    }
    Ok(Imported { article, ..Imported::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_read_and_other_json_refused() {
        assert_eq!(read(r#"{"format":1,"id":"a","title":"T","body":[{"paragraph":["w"]}]}"#).unwrap().article.id, "a");
        assert!(read(r#"{"name":"room"}"#).unwrap_err().0.contains("title"));
        assert!(read("[1]").is_err() && read(r#"{"format":9,"title":"T","body":["rule"]}"#).is_err());
    }
}
