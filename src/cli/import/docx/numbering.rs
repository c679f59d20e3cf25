//! The numbering of lists: which are ordered, and where each begins.

use super::styles::ListLevel;
use crate::cli::import::archive::xml;
use roxmltree::Node;
use std::collections::HashMap;

/// One level of a numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NumberingLevel {
    is_ordered: bool,
    start: u64,
}

/// The numberings of a document, and the numbers that their items have reached.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    levels: HashMap<ListLevel, NumberingLevel>,
    reached: HashMap<ListLevel, u64>,
}

/// Reads the numberings of a document.
pub(super) fn read_numbering(root: Node) -> Numbering {
    let mut abstracts: HashMap<&str, Vec<(usize, NumberingLevel)>> = HashMap::new();
    for numbering in xml::children(root, "abstractNum") {
        let id = xml::attribute(numbering, "abstractNumId").unwrap_or_default();
        abstracts.insert(id, xml::children(numbering, "lvl").filter_map(read_level).collect());
    }
    let mut levels = HashMap::new();
    for number in xml::children(root, "num") {
        let id = xml::attribute(number, "numId").unwrap_or_default();
        let base = xml::child(number, "abstractNumId").and_then(|base| xml::attribute(base, "val")).unwrap_or_default();
        let base = abstracts.get(base).cloned().unwrap_or_default();
        levels.extend(base.into_iter().map(|(at, level)| ((id.to_owned(), at), level)));
        for (at, start) in xml::children(number, "lvlOverride").filter_map(read_override) {
            levels.entry((id.to_owned(), at)).and_modify(|level| level.start = start);
        }
    }
    Numbering { levels, reached: HashMap::new() }
}

fn read_level(level: Node) -> Option<(usize, NumberingLevel)> {
    let value = |name| xml::child(level, name).and_then(|node| xml::attribute(node, "val"));
    let is_ordered = !matches!(value("numFmt"), Some("bullet" | "none") | None);
    let start = value("start").and_then(|start| start.parse().ok()).unwrap_or(1);
    Some((xml::attribute(level, "ilvl")?.parse().ok()?, NumberingLevel { is_ordered, start }))
}

fn read_override(level: Node) -> Option<(usize, u64)> {
    let start = xml::child(level, "startOverride").and_then(|start| xml::attribute(start, "val"))?;
    Some((xml::attribute(level, "ilvl")?.parse().ok()?, start.parse().ok()?))
}

impl Numbering {
    /// Counts an item: whether its list is ordered, and its number. Deeper levels begin anew.
    pub(super) fn count(&mut self, place: &ListLevel) -> (bool, u64) {
        let level = self.levels.get(place).copied().unwrap_or(NumberingLevel { is_ordered: false, start: 1 });
        let number = self.reached.get(place).map_or(level.start, |reached| reached.saturating_add(1));
        self.reached.retain(|(id, at), _| *id != place.0 || *at <= place.1);
        self.reached.insert(place.clone(), number);
        (level.is_ordered, number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_on_where_it_was_interrupted() {
        let numbering = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>
            <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num></w:numbering>";
        let document = xml::parse(numbering, "numbering.xml").unwrap();
        let mut numbering = read_numbering(document.root_element());
        let mut count = |id: &str, level| numbering.count(&(id.to_owned(), level));
        assert_eq!([count("1", 0), count("1", 0), count("1", 1), count("1", 0)], [(true, 1), (true, 2), (false, 1), (true, 3)]);
        assert_eq!([count("2", 0), count("9", 0)], [(true, 5), (false, 1)]);
    }
}
