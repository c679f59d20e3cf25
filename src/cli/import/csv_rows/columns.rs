//! Which column of a table holds which field of an article.

/// Fields of an article, each with the names that columns of it have in several languages.
const FIELD_NAMES: [(&str, &[&str]); 17] = [
    (
        "title",
        &[
            "title",
            "headline",
            "heading",
            "subject",
            "name",
            "titel",
            "überschrift",
            "schlagzeile",
            "titre",
            "título",
            "titular",
            "标题",
            "標題",
            "题目",
            "題目",
            "タイトル",
        ],
    ),
    (
        "deck",
        &[
            "deck",
            "subtitle",
            "standfirst",
            "summary",
            "description",
            "excerpt",
            "untertitel",
            "vorspann",
            "zusammenfassung",
            "teaser",
            "soustitre",
            "chapeau",
            "résumé",
            "subtítulo",
            "entradilla",
            "resumen",
            "摘要",
            "副标题",
            "副標題",
            "导语",
        ],
    ),
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "article",
            "fulltext",
            "articletext",
            "articlebody",
            "bodytext",
            "post",
            "message",
            "inhalt",
            "haupttext",
            "artikeltext",
            "volltext",
            "beitrag",
            "texte",
            "contenu",
            "corps",
            "texto",
            "contenido",
            "cuerpo",
            "正文",
            "内容",
            "內容",
            "全文",
            "文本",
            "本文",
        ],
    ),
    ("html", &["html", "bodyhtml", "contenthtml", "htmlcontent", "htmlbody", "contentencoded", "postcontent"]),
    ("markdown", &["markdown", "md", "bodymarkdown", "contentmarkdown"]),
    (
        "authors",
        &[
            "authors",
            "author",
            "byline",
            "by",
            "writer",
            "creator",
            "postauthor",
            "autor",
            "autoren",
            "autorin",
            "verfasser",
            "auteur",
            "auteurs",
            "autores",
            "autora",
            "作者",
            "记者",
            "記者",
            "著者",
        ],
    ),
    (
        "date",
        &[
            "date",
            "published",
            "publishedat",
            "publisheddate",
            "publishdate",
            "publicationdate",
            "pubdate",
            "datepublished",
            "postdate",
            "created",
            "createdat",
            "time",
            "timestamp",
            "day",
            "datum",
            "veröffentlicht",
            "veröffentlichtam",
            "erschienen",
            "erscheinungsdatum",
            "datedepublication",
            "publiéle",
            "fecha",
            "fechadepublicación",
            "publicado",
            "日期",
            "时间",
            "時間",
            "发布日期",
            "发布时间",
            "發布日期",
            "发表时间",
            "日付",
        ],
    ),
    (
        "modified",
        &[
            "modified",
            "updated",
            "updatedat",
            "modifiedat",
            "lastmodified",
            "datemodified",
            "geändert",
            "aktualisiert",
            "modifié",
            "misàjour",
            "modificado",
            "actualizado",
            "更新时间",
            "更新日期",
            "修改时间",
        ],
    ),
    (
        "url",
        &[
            "url",
            "link",
            "address",
            "permalink",
            "canonical",
            "canonicalurl",
            "webaddress",
            "adresse",
            "webadresse",
            "lien",
            "enlace",
            "dirección",
            "网址",
            "網址",
            "链接",
            "連結",
            "地址",
        ],
    ),
    ("lang", &["lang", "language", "locale", "sprache", "langue", "idioma", "lengua", "语言", "語言", "言語"]),
    (
        "tags",
        &[
            "tags",
            "tag",
            "keywords",
            "keyword",
            "topics",
            "topic",
            "labels",
            "schlagwörter",
            "schlagworte",
            "stichwörter",
            "themen",
            "motsclés",
            "étiquettes",
            "etiquetas",
            "palabrasclave",
            "标签",
            "標籤",
            "关键词",
            "關鍵詞",
            "关键字",
        ],
    ),
    (
        "section",
        &[
            "section",
            "category",
            "rubric",
            "ressort",
            "rubrik",
            "kategorie",
            "rubrique",
            "catégorie",
            "sección",
            "categoría",
            "栏目",
            "欄目",
            "版块",
            "分类",
            "分類",
            "类别",
        ],
    ),
    ("source", &["source", "agency", "newspaper", "quelle", "agentur", "agence", "fuente", "agencia", "来源", "來源", "出处"]),
    (
        "publisher",
        &[
            "publisher",
            "site",
            "website",
            "outlet",
            "medium",
            "verlag",
            "herausgeber",
            "éditeur",
            "editor",
            "editorial",
            "出版者",
            "网站",
            "網站",
            "媒体",
            "媒體",
        ],
    ),
    ("licence", &["licence", "license", "rights", "lizenz", "rechte", "droits", "licencia", "derechos", "许可", "許可", "版权"]),
    ("id", &["id", "slug", "key", "identifier", "uid", "guid", "kennung", "identifiant", "identificador", "编号", "編號"]),
    ("status", &["status", "draft", "visibility", "zustand", "statut", "estado", "状态", "狀態"]),
];

/// A publisher's own map from fields to columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMap(Vec<(&'static str, String)>);

impl ColumnMap {
    /// A map that leaves all columns to their names.
    pub const fn new() -> ColumnMap {
        ColumnMap(Vec::new())
    }

    /// Parses `title=Headline,body=Text`.
    ///
    /// # Errors
    /// When a part is no pair, or names no field.
    pub fn parse(text: &str) -> Result<ColumnMap, String> {
        let pairs = text.split(',').map(|pair| {
            let (field, column) = pair.split_once('=').ok_or_else(|| format!("{pair:?} is not a pair; use title=COLUMN,text=COLUMN"))?;
            let known = field_named(field).ok_or_else(|| format!("{:?} is not a field; fields are {}", field.trim(), field_list()))?;
            match column.trim() {
                "" => Err(format!("no column for {}; use {}=COLUMN", field.trim(), field.trim())),
                column => Ok((known, column.to_owned())),
            }
        });
        pairs.collect::<Result<Vec<_>, _>>().map(ColumnMap)
    }
}

/// The fields, for messages.
fn field_list() -> String {
    FIELD_NAMES.iter().map(|(field, _)| *field).collect::<Vec<_>>().join(", ")
}

/// A name without case, white space and separators.
fn fold_name(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The field that columns of a name hold; accents may be missing.
fn field_named(name: &str) -> Option<&'static str> {
    let folded = fold_name(name);
    let plain = |text: &str| deunicode::deunicode(text);
    let is_same = |known: &str| known == folded || !folded.is_empty() && folded.is_ascii() && plain(known) == folded;
    FIELD_NAMES.iter().find(|(_, names)| names.iter().any(|known| is_same(known))).map(|(field, _)| *field)
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableColumns {
    /// For each column its field, or its own name where it has none.
    pub(super) fields: Vec<Result<&'static str, String>>,
}

impl TableColumns {
    /// Finds the fields of columns; each field has one column, the first of its names.
    ///
    /// # Errors
    /// When the map names a column that is not there, or no column holds a text.
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>, map: &ColumnMap) -> Result<TableColumns, String> {
        let names: Vec<String> = names.map(|name| name.trim().to_owned()).collect();
        let mut columns = TableColumns { fields: names.iter().cloned().map(Err).collect() };
        for (field, column) in &map.0 {
            let at =
                names.iter().position(|name| name == column).or_else(|| names.iter().position(|name| fold_name(name) == fold_name(column)));
            let at = at.ok_or_else(|| format!("no column {column:?}; the columns are {}", names.join(", ")))?;
            columns.set(at, field);
        }
        for (at, name) in names.iter().enumerate() {
            if let Some(field) = field_named(name).filter(|field| !columns.has(field) && !columns.is_mapped(at)) {
                columns.set(at, field);
            }
        }
        match ["text", "html", "markdown"].iter().any(|field| columns.has(field)) {
            true => Ok(columns),
            false => Err(format!(
                "no column with the text of an article; name it with --columns text=COLUMN. The columns are {}",
                names.join(", ")
            )),
        }
    }

    fn set(&mut self, at: usize, field: &'static str) {
        self.fields.iter_mut().skip(at).take(1).for_each(|place| *place = Ok(field));
    }

    fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|known| known.as_ref().is_ok_and(|known| *known == field))
    }

    fn is_mapped(&self, at: usize) -> bool {
        self.fields.get(at).is_some_and(Result::is_ok)
    }

    /// The names of columns that hold no field.
    pub(super) fn unmapped(&self) -> Vec<&str> {
        self.fields.iter().filter_map(|field| field.as_ref().err()).map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(names: &[&str], map: &str) -> Result<Vec<String>, String> {
        let map = if map.is_empty() { ColumnMap::default() } else { ColumnMap::parse(map)? };
        let columns = TableColumns::new(names.iter().copied(), &map)?;
        Ok(columns.fields.into_iter().map(|field| field.map_or_else(|name| format!("?{name}"), str::to_owned)).collect())
    }

    #[test]
    fn columns_are_found_by_name_in_several_languages() {
        assert_eq!(
            fields(&["Published_At", "HEAD-LINE", "Full Text", "Views"], ""),
            Ok(vec!["date".into(), "title".into(), "text".into(), "?Views".into()])
        );
        assert_eq!(fields(&["Überschrift", "Inhalt", "Schlagworter"], ""), Ok(vec!["title".into(), "text".into(), "tags".into()]));
        assert_eq!(fields(&["Titre", "Corps", "Mots-clés"], ""), Ok(vec!["title".into(), "text".into(), "tags".into()]));
        assert_eq!(fields(&["titulo", "Cuerpo", "Fecha de publicación"], ""), Ok(vec!["title".into(), "text".into(), "date".into()]));
        assert_eq!(
            fields(&["标题", "正文", "作者", "发布时间"], ""),
            Ok(vec!["title".into(), "text".into(), "authors".into(), "date".into()])
        );
    }

    #[test]
    fn a_map_goes_before_names() {
        assert_eq!(
            fields(&["title", "H1", "body", "raw"], "title=h1, text=raw"),
            Ok(vec!["?title".into(), "title".into(), "?body".into(), "text".into()])
        );
        assert!(fields(&["a"], "text=b").unwrap_err().contains("no column \"b\""));
        assert!(fields(&["a", "b"], "").unwrap_err().contains("--columns text=COLUMN"));
        assert!(ColumnMap::parse("colour=a").unwrap_err().contains("fields are title") && ColumnMap::parse("title").is_err());
    }
}
