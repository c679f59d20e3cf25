//! Text in which parts are set in italics.

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StyledRun {
    /// Its words.
    pub text: String,
    /// Whether they are set in italics.
    pub is_italic: bool,
}

/// A text in runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct StyledText(pub Vec<StyledRun>);

impl From<String> for StyledText {
    fn from(text: String) -> StyledText {
        StyledText(vec![StyledRun { text, is_italic: false }])
    }
}

impl StyledText {
    /// Appends words.
    pub(crate) fn push(&mut self, text: &str) {
        self.push_run(text, false);
    }

    /// Appends words in italics.
    pub(crate) fn push_italic(&mut self, text: &str) {
        self.push_run(text, true);
    }

    fn push_run(&mut self, text: &str, is_italic: bool) {
        match self.0.last_mut() {
            Some(last) if last.is_italic == is_italic => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push(StyledRun { text: text.to_owned(), is_italic }),
        }
    }

    /// Ends a sentence: a full stop, unless the words end with a sign that ends one; and a space.
    pub(crate) fn end_sentence(&mut self, full_stop: &str) {
        if !self.plain().ends_with(ends_sentence) {
            self.push(full_stop);
        }
        self.push(" ");
    }

    /// The text without its style.
    pub(crate) fn plain(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// The text without white space at its end.
    pub(crate) fn trimmed(mut self) -> StyledText {
        if let Some(last) = self.0.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self
    }
}

/// Whether a sign ends a sentence, so that no full stop follows it.
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟' | '۔')
}
