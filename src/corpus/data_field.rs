//! The fields of an article in the published data.

/// A field of an article in the published data: a column of the CSV file, and a key of the JSON Lines file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataField {
    /// The id.
    Id,
    /// The headline.
    Title,
    /// The sentence below the headline.
    Deck,
    /// The authors.
    Authors,
    /// The agency or site that it comes from.
    Source,
    /// The publication date, as precise as known.
    Published,
    /// The language.
    Lang,
    /// The text direction.
    Dir,
    /// The place that it was reported from.
    Dateline,
    /// The keywords.
    Tags,
    /// The headings of its sections.
    Headings,
    /// Captions and credits of its figures.
    Figures,
    /// The text.
    Text,
}

impl DataField {
    /// All fields, in the order of the columns.
    pub const ALL: [DataField; 13] = [
        DataField::Id,
        DataField::Title,
        DataField::Deck,
        DataField::Authors,
        DataField::Source,
        DataField::Published,
        DataField::Lang,
        DataField::Dir,
        DataField::Dateline,
        DataField::Tags,
        DataField::Headings,
        DataField::Figures,
        DataField::Text,
    ];

    /// Returns its name in the files.
    pub fn key(self) -> &'static str {
        match self {
            DataField::Id => "id",
            DataField::Title => "title",
            DataField::Deck => "deck",
            DataField::Authors => "authors",
            DataField::Source => "source",
            DataField::Published => "published",
            DataField::Lang => "lang",
            DataField::Dir => "dir",
            DataField::Dateline => "dateline",
            DataField::Tags => "tags",
            DataField::Headings => "headings",
            DataField::Figures => "figures",
            DataField::Text => "text",
        }
    }
}
