//! Pairs the tags of a text: which closes which, and which are signs in code.

use super::table::{Shortcode, is_include, shortcode};
use super::tag::{Syntax, TagRole, TemplateTag};
use crate::cli::import::markdown::code_ranges::CodeRanges;
use std::collections::{HashMap, HashSet};

/// A tag that counts, and the place of the one that closes it among the tags.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paired<'t> {
    pub(super) tag: TemplateTag<'t>,
    pub(super) closed_by: Option<usize>,
}

/// The open tags while pairing.
#[derive(Default)]
struct OpenTags<'t> {
    places: Vec<usize>,
    counts: HashMap<&'t str, usize>,
}

impl<'t> OpenTags<'t> {
    fn push(&mut self, place: usize, name: &'t str) {
        self.places.push(place);
        *self.counts.entry(name).or_default() += 1;
    }

    /// Takes the tag that a closing one closes, and with it those opened since, which stand alone.
    fn close(&mut self, closing: &TemplateTag, tags: &[Paired<'t>]) -> Option<usize> {
        let closes_any = closing.name.is_empty();
        if !closes_any && self.counts.get(closing.name).is_none_or(|count| *count == 0) {
            return None;
        }
        while let Some(place) = self.places.pop() {
            let tag = &tags.get(place)?.tag;
            self.counts.entry(tag.name).and_modify(|count| *count = count.saturating_sub(1));
            if closes_any && tag.syntax == Syntax::Statement || tag.name == closing.name {
                return Some(place);
            }
        }
        None
    }
}

/// Pairs the tags of a text, and leaves out those in code. `reads_code`: `raw` counts in code too, as Liquid knows no code.
pub(super) fn pair<'t>(tags: Vec<TemplateTag<'t>>, code: &CodeRanges, reads_code: bool) -> Vec<Paired<'t>> {
    let mut paired: Vec<Paired<'t>> = Vec::with_capacity(tags.len());
    let (mut open, mut never_closed) = (OpenTags::default(), HashSet::new());
    let mut at = 0;
    while let Some(tag) = tags.get(at) {
        at += 1;
        let is_in_code = code.contains(tag.range.start);
        let verbatim = verbatim_end(&tags, at, &mut never_closed).and_then(|end| Some((end, tags.get(end)?)));
        let counts = |closing: &TemplateTag| !is_in_code || reads_code && is_raw_in_code(tag, closing, code);
        if let Some((end, closing)) = verbatim.filter(|(_, closing)| counts(closing)) {
            paired.push(Paired { tag: tag.clone(), closed_by: Some(paired.len() + 1) });
            paired.push(Paired { tag: closing.clone(), closed_by: None });
            at = end + 1;
        } else if !is_in_code {
            add(tag.clone(), &mut paired, &mut open);
        }
    }
    paired
}

fn add<'t>(tag: TemplateTag<'t>, paired: &mut Vec<Paired<'t>>, open: &mut OpenTags<'t>) {
    let place = paired.len();
    match tag.role {
        TagRole::Open => open.push(place, tag.name),
        TagRole::Close => {
            if let Some(opening) = open.close(&tag, paired).and_then(|at| paired.get_mut(at)) {
                opening.closed_by = Some(place);
            }
        }
        TagRole::Alone => {}
    }
    paired.push(Paired { tag, closed_by: None });
}

/// The place of the tag that closes the one before `next`, if the text between the two is taken as it is.
fn verbatim_end<'t>(tags: &[TemplateTag<'t>], next: usize, never_closed: &mut HashSet<&'t str>) -> Option<usize> {
    let tag = tags.get(next.checked_sub(1)?)?;
    let is_verbatim = tag.role == TagRole::Open && !is_include(tag.name) && shortcode(tag.name).is_some_and(Shortcode::is_verbatim);
    if !is_verbatim || never_closed.contains(tag.name) {
        return None;
    }
    let found = tags.iter().skip(next).position(|other| other.role == TagRole::Close && other.name == tag.name);
    if found.is_none() {
        never_closed.insert(tag.name);
    }
    found.map(|offset| next + offset)
}

/// Whether two tags are `raw` and its end in the same piece of code.
fn is_raw_in_code(tag: &TemplateTag, end: &TemplateTag, code: &CodeRanges) -> bool {
    tag.syntax == Syntax::Statement && tag.name == "raw" && code.around(tag.range.start) == code.around(end.range.start)
}

#[cfg(test)]
mod tests {
    use super::super::tag::find_tags;
    use super::*;
    use pulldown_cmark::Options;

    fn closed_by(text: &str) -> Vec<Option<usize>> {
        pair(find_tags(text), &CodeRanges::find(text, Options::empty()), true).iter().map(|paired| paired.closed_by).collect()
    }

    #[test]
    fn pairs_nested_tags_and_leaves_others_alone() {
        assert_eq!(closed_by("{{< a >}}{{< b >}}{{< a >}}{{< /a >}}{{< /a >}}"), [Some(4), None, Some(3), None, None]);
        assert_eq!(closed_by("{% quote() %}{% if x %}{% endif %}{% end %}"), [Some(3), Some(2), None, None]);
        assert_eq!(closed_by("{{< /a >}}{% end %}"), [None, None]);
    }

    #[test]
    fn code_hides_tags_but_not_the_end_of_a_verbatim_one() {
        assert_eq!(closed_by("`{{< a >}}` {{< b >}}"), [None]);
        assert_eq!(closed_by("{% highlight x %}\n\n    {% endhighlight %}"), [Some(1), None]);
        assert_eq!(closed_by("`{% raw %}{{ x }}{% endraw %}`"), [Some(1), None]);
        assert_eq!(closed_by("`{% raw %}` and `{% endraw %}`"), [] as [Option<usize>; 0]);
        assert_eq!(closed_by("{% raw %}{{ a.b }}{% endraw %}{{ c.d }}"), [Some(1), None, None]);
    }
}
