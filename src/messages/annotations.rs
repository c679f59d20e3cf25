//! The messages of highlights, notes, the notebook and citing, which `src/app/annotations` fetches as a file: most visits do not need
//! them.
//!
//! Placeholders: `{n}` and `{of}` are formatted numbers, the others are texts.

use super::stored::{Message, stored_messages};
use super::table::messages;
use serde::Serialize;

stored_messages! {
    /// The messages of annotations, in one language.
    #[derive(Debug, Clone, PartialEq, Serialize)]
    pub(crate) struct AnnotationMessages {
        /// Name of the region with the highlights and notes of an article.
        pub(crate) title: Message = "title",
        /// Name of the bar of actions on selected text.
        pub(crate) selection: Message = "selection",
        /// Buttons that highlight the selection, by colour.
        pub(crate) highlight: [Message; 4] = "highlight",
        /// Name of the choice of a colour.
        pub(crate) colour: Message = "colour",
        /// Names of the colours.
        pub(crate) colours: [Message; 4] = "colours",
        /// Button that writes a note, and label of its text.
        pub(crate) note: Message = "note",
        /// Description of the text of a note.
        pub(crate) note_hint: Message = "hint",
        /// Copies the passage.
        pub(crate) copy: Message = "copy",
        /// Opens the citations of the passage.
        pub(crate) cite: Message = "cite",
        /// Copies a link to the passage.
        pub(crate) copy_link: Message = "link",
        /// The same, in the bar.
        pub(crate) link: Message = "bar_link",
        /// Saves a note.
        pub(crate) save: Message = "save",
        /// Deletes a highlight with its note.
        pub(crate) delete: Message = "delete",
        /// Brings back what was deleted.
        pub(crate) undo: Message = "undo",
        /// Opens a note for editing.
        pub(crate) edit: Message = "edit",
        /// Closes a dialog.
        pub(crate) close: Message = "close",
        /// Announcement of a new highlight.
        pub(crate) highlighted: Message = "highlighted",
        /// Announcement of a saved note.
        pub(crate) note_saved: Message = "noted",
        /// Announcement of a deletion.
        pub(crate) deleted: Message = "deleted",
        /// Name of the button that opens a highlight: its words.
        pub(crate) highlight_of: Message = "highlight_of",
        /// Name of the button that opens a note: its words.
        pub(crate) note_of: Message = "note_of",
        /// Heading of a note on the whole article.
        pub(crate) article_note: Message = "article_note",
        /// Heading of the highlights whose passage is gone.
        pub(crate) shelf: Message = "shelf",
        /// Explanation of these.
        pub(crate) shelf_explanation: Message = "shelf_why",
        /// Link to the notebook.
        pub(crate) open_notebook: Message = "open_notebook",
        /// Marks an article as read.
        pub(crate) mark_read: Message = "read",
        /// Marks an article as unread.
        pub(crate) mark_unread: Message = "unread",
        /// Label of an article that was read.
        pub(crate) is_read: Message = "is_read",
        /// Label of an article that was not read.
        pub(crate) is_unread: Message = "is_unread",
        /// Help for selecting with the arrow keys.
        pub(crate) keyboard_help: Message = "keys",
        /// The browser stores nothing.
        pub(crate) storage_blocked: Message = "blocked",
        /// The device has no room.
        pub(crate) storage_full: Message = "full",
        /// The browser may delete what is stored.
        pub(crate) storage_temporary: Message = "temporary",
        /// Label of the notebook's search box.
        pub(crate) search: Message = "search",
        /// Name of the choice of what the notebook shows.
        pub(crate) show: Message = "show",
        /// Its options.
        pub(crate) kinds: [Message; 4] = "kinds",
        /// Name of the choice of an order.
        pub(crate) group_by: Message = "group",
        /// Its options.
        pub(crate) groupings: [Message; 4] = "groups",
        /// Heading of annotations without a tag.
        pub(crate) untagged: Message = "untagged",
        /// Number of shown entries, and of all.
        pub(crate) shown_count: Message = "count",
        /// The notebook is empty.
        pub(crate) empty: Message = "empty",
        /// How to fill it.
        pub(crate) empty_hint: Message = "empty_hint",
        /// Nothing in the notebook matches.
        pub(crate) no_matches: Message = "no_matches",
        /// Mark of a highlight whose passage is gone.
        pub(crate) lost: Message = "lost",
        /// Mark of an article that is gone.
        pub(crate) withdrawn: Message = "withdrawn",
        /// Label of the name of a new list.
        pub(crate) new_list: Message = "new_list",
        /// Makes it.
        pub(crate) create: Message = "create",
        /// Deletes a list: its name.
        pub(crate) delete_list: Message = "delete_list",
        /// Label of the choice of a list for an article: its headline.
        pub(crate) add_to_list: Message = "add_to_list",
        /// The first option of that choice.
        pub(crate) choose_list: Message = "choose_list",
        /// Moves an article up in its list: its headline.
        pub(crate) move_up: Message = "up",
        /// Moves it down.
        pub(crate) move_down: Message = "down",
        /// Removes it.
        pub(crate) remove: Message = "remove",
        /// Opens the formats of export.
        pub(crate) export: Message = "export",
        /// Name of the choice of what is exported.
        pub(crate) export_scope: Message = "scope",
        /// Its options.
        pub(crate) export_scopes: [Message; 2] = "scopes",
        /// Format: Markdown, a file for each article.
        pub(crate) file_per_article: Message = "files",
        /// Button that imports a file.
        pub(crate) import: Message = "import",
        /// Result of an import: new and known entries.
        pub(crate) imported: Message = "imported",
        /// The file is no JSON: the line of the error.
        pub(crate) import_not_json: Message = "no_json",
        /// The file holds no notebook.
        pub(crate) import_unknown: Message = "no_notebook",
        /// A later version wrote the file.
        pub(crate) import_later: Message = "later",
        /// Says where everything is erased; the link follows.
        pub(crate) erase_hint: Message = "erase_hint",
        /// Heading of the citations of an article.
        pub(crate) cite_article: Message = "cite_article",
        /// Heading of the citations of a passage.
        pub(crate) cite_passage: Message = "cite_passage",
        /// Label of the address of a passage.
        pub(crate) passage_link: Message = "passage_link",
        /// Downloads a citation.
        pub(crate) download: Message = "download",
        /// Copies a citation: the name of its format.
        pub(crate) copy_format: Message = "copy_format",
        /// Downloads a citation: the name of its format.
        pub(crate) download_format: Message = "download_format",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::LANGUAGES;

    #[test]
    fn messages_round_trip_through_the_file() {
        for language in &LANGUAGES {
            let file = serde_json::to_vec(&language.messages.annotations).unwrap();
            assert_eq!(serde_json::from_slice::<AnnotationMessages>(&file).unwrap(), language.messages.annotations);
        }
    }
}
