//! The metadata of an article that its page holds for citations: a list of strings, which costs the program in the page least.

use super::csl_item::{CslDate, CslItem, NEWSPAPER_ARTICLE, WEB_PAGE};
use super::person_name::CslName;
use crate::article::date::Date;
use crate::article::{Article, href};

/// The number of fields before the authors.
const FIXED_FIELDS: usize = 8;

/// Lists the fields of an article: id, headline, newspaper or agency or site, day of publication, day of capture, original address,
/// language, whether it is news, and the authors.
fn fields(article: &Article) -> Vec<String> {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let is_news = article.source.is_some() || article.publisher.is_some() || article.dateline.is_some();
    let mut fields = vec![
        article.id.clone(),
        article.title.clone(),
        article.source_name().unwrap_or_default(),
        text(&article.published),
        article.capture.as_ref().map(|capture| text(&capture.at)).unwrap_or_default(),
        text(&article.canonical),
        article.lang.clone(),
        if is_news { "news".to_owned() } else { String::new() },
    ];
    fields.extend(article.authors.iter().cloned());
    fields
}

/// Encodes the fields as JSON.
pub(crate) fn encode(article: &Article) -> String {
    serde_json::to_string(&fields(article)).unwrap_or_default()
}

/// The id in encoded fields.
pub(crate) fn id(encoded: &str) -> Option<String> {
    serde_json::from_str::<Vec<String>>(encoded).ok()?.into_iter().next()
}

/// Returns the CSL-JSON of encoded fields, of an article that is read on the site of a name at an address.
pub(crate) fn decode(encoded: &str, site_name: &str, address: &str) -> Option<CslItem> {
    let fields: Vec<String> = serde_json::from_str(encoded).ok()?;
    item(&fields, site_name, address)
}

/// Returns the CSL-JSON of an article.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn item_of(article: &Article, site_name: &str, address: &str) -> CslItem {
    item(&fields(article), site_name, address).unwrap_or_default()
}

/// The day of reading is left out.
fn item(fields: &[String], site_name: &str, address: &str) -> Option<CslItem> {
    let [id, title, container, published, captured, canonical, language, news] = fields.get(..FIXED_FIELDS)? else { return None };
    let date = |text: &str| Date::parse(text).map(|date| CslDate::from(&date));
    let original = Some(canonical.trim()).filter(|url| href::host(url).is_some());
    let archived = original.map(|_| (site_name.to_owned(), address.to_owned())).unwrap_or_default();
    let authors = fields.get(FIXED_FIELDS..).unwrap_or_default();
    Some(CslItem {
        id: id.clone(),
        kind: if news.is_empty() { WEB_PAGE } else { NEWSPAPER_ARTICLE }.to_owned(),
        title: title.clone(),
        author: authors.iter().filter(|name| !name.trim().is_empty()).map(|name| CslName::parse(name)).collect(),
        container_title: if container.trim().is_empty() { site_name } else { container }.to_owned(),
        issued: date(published),
        available_date: date(captured),
        accessed: None,
        url: original.unwrap_or(address).to_owned(),
        language: language.clone(),
        archive: archived.0,
        archive_location: archived.1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Capture;

    #[test]
    fn metadata_becomes_csl_json() {
        let article = Article {
            id: "khorgos".into(),
            lang: "en".into(),
            title: "A port without water".into(),
            authors: vec!["Anna Lee".into(), " ".into(), "AFP".into()],
            published: Some("2016-03-04T10:00:00Z".into()),
            publisher: Some("The Quay Gazette".into()),
            canonical: Some("https://gazette.example/khorgos".into()),
            capture: Some(Capture { at: Some("2020-05".into()), ..Capture::default() }),
            ..Article::default()
        };
        let encoded = encode(&article);
        assert_eq!(id(&encoded).as_deref(), Some("khorgos"));
        let item = decode(&encoded, "Overland", "/article/khorgos/").unwrap();
        assert_eq!(item, item_of(&article, "Overland", "/article/khorgos/"));
        assert_eq!(
            serde_json::to_string(&item).unwrap(),
            "{\"id\":\"khorgos\",\"type\":\"article-newspaper\",\"title\":\"A port without water\",\
             \"author\":[{\"family\":\"Lee\",\"given\":\"Anna\"},{\"literal\":\"AFP\"}],\"container-title\":\"The Quay Gazette\",\
             \"issued\":{\"date-parts\":[[2016,3,4]]},\"available-date\":{\"date-parts\":[[2020,5]]},\
             \"URL\":\"https://gazette.example/khorgos\",\"language\":\"en\",\"archive\":\"Overland\",\"archive_location\":\"/article/khorgos/\"}"
        );
        assert_eq!(item.captured(), None, "it has a day of publication");
    }

    #[test]
    fn article_of_the_site_itself_is_a_page_of_it() {
        let item = item_of(&Article { title: "T".into(), ..Article::default() }, "Overland", "/article/t/");
        assert_eq!((item.kind.as_str(), item.container(), item.url.as_str()), ("webpage", "Overland", "/article/t/"));
        assert_eq!((item.archive.as_str(), item.issued()), ("", None));
    }

    #[test]
    fn broken_fields_are_no_metadata() {
        assert!(decode("[]", "S", "/").is_none() && decode("[\"a\"]", "S", "/").is_none() && decode("", "S", "/").is_none());
    }
}
