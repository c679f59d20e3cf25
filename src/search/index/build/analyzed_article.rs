//! An article as its tokens: what the index takes, and what any thread can make.

use super::fields::{runs, start_position};
use crate::article::{Article, language};
use crate::search::analysis::{Token, TokenKind, Variants, tokenize};
use crate::search::index::weights::Field;

/// The tokens of an article.
#[derive(Debug)]
pub struct AnalyzedArticle {
    /// The primary subtag of its language.
    pub(super) language: String,
    /// The lengths of its fields, in words.
    pub(super) field_lengths: [u32; 6],
    /// The text of each token as written, then its form unless it is the same, one token after another.
    text: String,
    tokens: Vec<StoredToken>,
}

/// A token, whose text is in [`AnalyzedArticle::text`].
#[derive(Debug)]
struct StoredToken {
    field: Field,
    kind: TokenKind,
    position: u32,
    written_bytes: u32,
    /// The length of the form; `None` if the form is as written.
    form_bytes: Option<u32>,
}

impl AnalyzedArticle {
    /// Reads an article; `variants` are all that the index builder knows.
    pub fn new(article: &Article, variants: &Variants) -> AnalyzedArticle {
        let mut analyzed = AnalyzedArticle {
            language: language::primary_subtag(&article.lang),
            field_lengths: [0; 6],
            text: String::new(),
            tokens: Vec::new(),
        };
        let mut next = 0;
        for run in runs(article) {
            let first = start_position(run.field, next);
            next = tokenize(&run.words, variants, first, &mut |token| analyzed.push(&token, run.field));
        }
        analyzed
    }

    fn push(&mut self, token: &Token, field: Field) {
        self.field_lengths[field as usize] += u32::from(token.kind != TokenKind::Compound);
        self.text.push_str(token.written);
        let has_own_form = token.form != token.written;
        if has_own_form {
            self.text.push_str(token.form);
        }
        self.tokens.push(StoredToken {
            field,
            kind: token.kind,
            position: token.position,
            written_bytes: token.written.len() as u32,
            form_bytes: has_own_form.then_some(token.form.len() as u32),
        });
    }

    /// Calls `each` with every token and its field. The offsets of these tokens are not those of the article.
    pub(super) fn for_each_token(&self, each: &mut dyn FnMut(Token, Field)) {
        let mut rest = self.text.as_str();
        let mut take = |bytes: u32| {
            let (taken, left) = rest.split_at_checked(bytes as usize).unwrap_or_default();
            rest = left;
            taken
        };
        for StoredToken { field, kind, position, written_bytes, form_bytes } in &self.tokens {
            let written = take(*written_bytes);
            let form = form_bytes.map_or(written, &mut take);
            each(Token { form, written, kind: *kind, position: *position, start: 0, end: 0 }, *field);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    #[test]
    fn tokens_are_those_of_the_tokenizer() {
        let article = Article {
            title: "Old Harbour".into(),
            lang: "en-GB".into(),
            body: vec![Block::paragraph("A well-known Café.")],
            ..Article::default()
        };
        let analyzed = AnalyzedArticle::new(&article, &Variants::default());
        let mut tokens = Vec::new();
        analyzed.for_each_token(&mut |token, field| tokens.push(format!("{} {} {} {field:?}", token.written, token.form, token.position)));
        let wanted = [
            "Old old 1 Title",
            "Harbour harbour 2 Title",
            "A a 256 Body",
            "well-known wellknown 257 Body",
            "well well 257 Body",
            "known known 258 Body",
            "Café cafe 259 Body",
        ];
        assert_eq!((tokens.as_slice(), analyzed.language.as_str()), (&wanted.map(str::to_owned)[..], "en"));
        assert_eq!((analyzed.field_lengths[Field::Title as usize], analyzed.field_lengths[Field::Body as usize]), (2, 4));
    }
}
