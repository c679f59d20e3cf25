//! The state of a list: query, filters, order and number of rows. It is encoded in the address.

use super::facet::Facet;

/// The initial number of rows, and the number that "show more" adds.
pub const ROWS_PER_PAGE: usize = 60;

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best first if there is a query, else newest first.
    #[default]
    Best,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
    /// By title.
    Title,
    /// Longest first.
    Longest,
    /// Shortest first.
    Shortest,
}

impl Sort {
    /// All orders, as offered to readers.
    pub const ALL: [Sort; 6] = [Sort::Best, Sort::Newest, Sort::Oldest, Sort::Title, Sort::Longest, Sort::Shortest];

    /// Returns its name in addresses; empty for the default.
    pub fn key(self) -> &'static str {
        match self {
            Sort::Best => "",
            Sort::Newest => "date",
            Sort::Oldest => "oldest",
            Sort::Title => "title",
            Sort::Longest => "length",
            Sort::Shortest => "shortest",
        }
    }

    /// Whether sorting needs the cards.
    pub fn needs_cards(self) -> bool {
        matches!(self, Sort::Title | Sort::Longest | Sort::Shortest)
    }

    /// Parses an order's name; unknown names give the default.
    pub fn from_key(key: &str) -> Sort {
        Sort::ALL.into_iter().find(|s| s.key() == key).unwrap_or_default()
    }
}

/// The state of a list. Two lists with the same state show the same rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// The query, as typed.
    pub query: String,
    /// The selected facet values, in the order of the facets: values of one facet are joined by OR, facets by AND.
    pub facets: Vec<(Facet, Vec<String>)>,
    /// First day, `2013-05-01` or shorter.
    pub from: Option<String>,
    /// Last day, `2014-01-31` or shorter, inclusive.
    pub to: Option<String>,
    /// The order.
    pub sort: Sort,
    /// The number of rows; never below [`ROWS_PER_PAGE`].
    pub rows: usize,
}

impl ListQuery {
    /// Creates the state of the full list: newest first, [`ROWS_PER_PAGE`] rows.
    pub fn new() -> ListQuery {
        ListQuery { rows: ROWS_PER_PAGE, ..ListQuery::default() }
    }

    /// Parses the query string of an address, with or without its question mark. Unknown keys are ignored.
    pub fn parse(search: &str) -> ListQuery {
        let mut state = ListQuery::new();
        for pair in search.trim_start_matches('?').split('&').filter(|p| !p.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decode(value);
            match key {
                "q" => state.query = value,
                "from" => state.from = Some(value).filter(|v| !v.is_empty()),
                "to" => state.to = Some(value).filter(|v| !v.is_empty()),
                "sort" => state.sort = Sort::from_key(&value),
                "n" => state.rows = value.parse().unwrap_or(ROWS_PER_PAGE).max(ROWS_PER_PAGE),
                _ => {
                    if let Some(facet) = Facet::from_key(key) {
                        state.add(facet, value)
                    }
                }
            }
        }
        state
    }

    /// Encodes the state as a query string with its question mark; empty for the default state.
    pub fn to_query_string(&self) -> String {
        let mut pairs: Vec<String> = Vec::new();
        if !self.query.is_empty() {
            pairs.push(format!("q={}", percent_encode(&self.query)));
        }
        for (facet, values) in &self.facets {
            pairs.extend(values.iter().map(|v| format!("{}={}", facet.key(), percent_encode(v))));
        }
        pairs.extend(self.from.iter().map(|v| format!("from={}", percent_encode(v))));
        pairs.extend(self.to.iter().map(|v| format!("to={}", percent_encode(v))));
        if self.sort != Sort::Best {
            pairs.push(format!("sort={}", self.sort.key()));
        }
        if self.rows > ROWS_PER_PAGE {
            pairs.push(format!("n={}", self.rows));
        }
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    /// Returns the selected values of a facet.
    pub fn selected_values(&self, facet: Facet) -> &[String] {
        self.facets.iter().find(|(other, _)| *other == facet).map(|(_, values)| values.as_slice()).unwrap_or_default()
    }

    fn add(&mut self, facet: Facet, value: String) {
        let value = facet.canonicalize(value);
        if value.is_empty() || self.selected_values(facet).contains(&value) {
            return;
        }
        let at = self.facets.iter().position(|(other, _)| *other >= facet).unwrap_or(self.facets.len());
        if self.facets.get(at).is_none_or(|(other, _)| *other != facet) {
            self.facets.insert(at, (facet, Vec::new()));
        }
        self.facets[at].1.push(value);
    }

    /// Whether a value of a facet, or one inside it, is selected: `en` if `en-GB` is.
    pub fn is_selected(&self, facet: Facet, value: &str) -> bool {
        self.selected_values(facet).iter().any(|on| on == value || facet.is_narrower_than(on, value))
    }

    /// Selects or deselects a value of a facet and resets the number of rows.
    ///
    /// A narrower value replaces the wider one, and restores the widest one when deselected: `en-GB` replaces `en`.
    pub fn toggle(&mut self, facet: Facet, value: &str) {
        if self.is_selected(facet, value) {
            self.remove(facet, value);
            if let Some(widest) = facet.widest_value(value).filter(|widest| !self.is_selected(facet, widest)) {
                self.add(facet, widest.to_owned());
            }
        } else {
            self.retain(facet, &|on| !facet.is_narrower_than(value, on));
            self.add(facet, value.to_owned());
        }
        self.rows = ROWS_PER_PAGE;
    }

    /// Deselects a value of a facet, and those inside it.
    pub fn remove(&mut self, facet: Facet, value: &str) {
        self.retain(facet, &|on| on != value && !facet.is_narrower_than(on, value));
        self.rows = ROWS_PER_PAGE;
    }

    fn retain(&mut self, facet: Facet, keep: &dyn Fn(&str) -> bool) {
        for (_, values) in self.facets.iter_mut().filter(|(other, _)| *other == facet) {
            values.retain(|value| keep(value));
        }
        self.facets.retain(|(_, values)| !values.is_empty());
    }

    /// Returns the number of selected values; a date range counts as one.
    pub fn filter_count(&self) -> usize {
        self.facets.iter().map(|(_, values)| values.len()).sum::<usize>() + usize::from(self.from.is_some() || self.to.is_some())
    }

    /// Returns the facet value that is the list's only filter, in default order and length.
    pub fn only_filter(&self) -> Option<(Facet, &str)> {
        let [(facet, values)] = self.facets.as_slice() else { return None };
        let [value] = values.as_slice() else { return None };
        let has_defaults = self.query.is_empty() && self.filter_count() == 1 && self.sort == Sort::Best && self.rows == ROWS_PER_PAGE;
        has_defaults.then_some((*facet, value))
    }

    /// True if the list has neither filters nor a query.
    pub fn is_match_all(&self) -> bool {
        self.query.trim().is_empty() && self.filter_count() == 0
    }
}

/// Percent-decodes a form value, `+` as a space; invalid escapes stay as they are.
pub fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |i: usize| bytes.get(i).and_then(|b| char::from(*b).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', _, _) => out.push(b' '),
            (byte, _, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8(out).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

/// Percent-encodes a value for the query string of an address, a space as `+`.
pub fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_round_trips_through_its_query_string() {
        let mut state = ListQuery::new();
        state.query = "clay & brick+mortar 铁路".into();
        state.toggle(Facet::Tag, "rail ways");
        state.toggle(Facet::Tag, "b");
        state.toggle(Facet::Year, "2013");
        (state.from, state.sort, state.rows) = (Some("2013-05-01".into()), Sort::Newest, 120);
        assert_eq!(ListQuery::parse(&state.to_query_string()), state);
        assert_eq!(state.filter_count(), 4);
        state.toggle(Facet::Year, "2013");
        assert!(!state.to_query_string().contains("year") && !state.to_query_string().contains("n="));
    }

    #[test]
    fn unknown_keys_and_values_are_ignored() {
        assert_eq!(ListQuery::parse("?utm_source=x&n=abc&sort=up&tag=&%zz"), ListQuery::new());
        assert_eq!(percent_decode("100%+%e9%93%81"), "100% 铁");
        assert!(ListQuery::parse("").is_match_all());
    }

    #[test]
    fn no_other_key_shadows_a_facet() {
        for facet in Facet::ALL {
            assert_eq!(ListQuery::parse(&format!("?{}=2013", facet.key())).only_filter(), Some((facet, "2013")));
        }
    }

    #[test]
    fn selecting_a_region_replaces_its_language_until_deselected() {
        let mut state = ListQuery::parse("?lang=en&lang=fr");
        let languages = |state: &ListQuery| state.selected_values(Facet::Language).join(" ");
        state.toggle(Facet::Language, "en-GB");
        assert_eq!(languages(&state), "fr en-GB");
        assert!(state.is_selected(Facet::Language, "en") && !state.is_selected(Facet::Language, "en-US"));
        state.toggle(Facet::Language, "en-US");
        state.toggle(Facet::Language, "en-GB");
        assert_eq!(languages(&state), "fr en-US");
        state.toggle(Facet::Language, "en-US");
        assert_eq!(languages(&state), "fr en");
        state.toggle(Facet::Language, "en-GB");
        state.toggle(Facet::Language, "en");
        assert_eq!(languages(&state), "fr");
        state.remove(Facet::Language, "fr");
        assert!(state.is_match_all());
        assert_eq!(ListQuery::parse("?lang=en-us").to_query_string(), "?lang=en-US", "an old address is read");
    }
}
