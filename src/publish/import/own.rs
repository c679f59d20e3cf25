//! An article in the format of a corpus, as another corpus or a hand wrote it.

use super::reading::{Reading, Refusal};
use crate::article::Article;
use crate::article::model::FORMAT;

/// Reads one article.
///
/// # Errors
/// Where it is no JSON object of that format, or of a later one.
pub fn read(json: &str) -> Result<Reading, Refusal> {
    let article: Article = serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|error| {
        Refusal(format!("it is no article of a corpus: {error}. For data, write one object a line and call the file .jsonl"))
    })?;
    if article.format > FORMAT {
        return Err(Refusal(format!("it has format {}, and this version reads {FORMAT}: use a newer lectern", article.format)));
    }
    if article.title.trim().is_empty() || article.body.is_empty() {
        return Err(Refusal("it is no article of a corpus: it has no \"title\" or no \"body\"".to_owned()));
    }
    Ok(Reading { article, ..Reading::default() })
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
