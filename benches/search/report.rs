//! What is printed: Markdown tables, a line a figure, beside what is asked of Lectern.

use std::fmt;

/// All tables, in the order in which they were measured.
#[derive(Default)]
pub(crate) struct Report(Vec<Table>);

struct Table {
    title: String,
    columns: Vec<String>,
    rows: Vec<Figure>,
}

/// A figure of each engine.
pub(crate) struct Figure {
    label: String,
    unit: &'static str,
    /// Of Lectern first, then of the peers; `None` where an engine does not know the thing.
    cells: Vec<Option<f64>>,
    /// The most that Lectern's figure may be.
    limit: Option<f64>,
}

impl Figure {
    /// A figure without any value yet; its unit may be empty.
    pub(crate) fn new(label: impl Into<String>, unit: &'static str) -> Figure {
        Figure { label: label.into(), unit, cells: Vec::new(), limit: None }
    }

    /// The same with values, of Lectern and as many peers as have one.
    pub(crate) fn with_values(mut self, values: &[f64]) -> Figure {
        self.cells = values.iter().copied().map(Some).collect();
        self
    }

    /// The same where some engines have no value.
    pub(crate) fn with_optional_values(mut self, cells: Vec<Option<f64>>) -> Figure {
        self.cells = cells;
        self
    }

    /// The same with the most that Lectern's figure may be.
    pub(crate) fn with_limit(mut self, limit: Option<f64>) -> Figure {
        self.limit = limit;
        self
    }

    /// True without a limit; false with a limit and no value.
    fn is_within_limit(&self) -> bool {
        self.limit.is_none_or(|limit| self.cells.first().copied().flatten().is_some_and(|value| value <= limit))
    }

    fn limit_cell(&self) -> String {
        let Some(limit) = self.limit else { return String::new() };
        format!("{}: {}", self.format_value(limit), if self.is_within_limit() { "holds" } else { "**falls short**" })
    }

    fn format_value(&self, value: f64) -> String {
        let digits = match value.abs() {
            large if large >= 100.0 => 0,
            _ if value.fract() == 0.0 => 0,
            middle if middle >= 10.0 => 1,
            _ => 2,
        };
        format!("{value:.digits$} {}", self.unit).trim_end().to_owned()
    }

    fn value_cell(&self, at: usize) -> String {
        self.cells.get(at).copied().flatten().filter(|value| value.is_finite()).map_or(String::new(), |value| self.format_value(value))
    }
}

impl Report {
    /// Begins a table; the figures that follow are of these engines.
    pub(crate) fn begin_table(&mut self, title: &str, engines: impl Iterator<Item = impl Into<String>>) {
        self.0.push(Table { title: title.to_owned(), columns: engines.map(Into::into).collect(), rows: Vec::new() });
    }

    /// Adds a figure to the table begun last, and says it at once: a run takes minutes.
    pub(crate) fn add(&mut self, row: Figure) {
        let cells: Vec<String> = (0..row.cells.len()).map(|at| row.value_cell(at)).collect();
        eprintln!("{}: {} {}", row.label, cells.join(" | "), row.limit_cell());
        if let Some(table) = self.0.last_mut() {
            table.rows.push(row);
        }
    }

    /// True where no figure exceeds its limit.
    pub(crate) fn all_within_limits(&self) -> bool {
        self.0.iter().flat_map(|table| &table.rows).all(Figure::is_within_limit)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.iter().try_for_each(|table| write!(f, "{table}"))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Some((first, peers)) = self.columns.split_first() else { return Ok(()) };
        let peer_columns: String = peers.iter().map(|name| format!(" {name} |")).collect();
        writeln!(f, "\n| {} | {first} | asked, at most |{peer_columns}", self.title)?;
        writeln!(f, "|---|--:|---|{}", "--:|".repeat(peers.len()))?;
        for row in &self.rows {
            let peer_cells: String = (1..=peers.len()).map(|at| format!(" {} |", row.value_cell(at))).collect();
            writeln!(f, "| {} | {} | {} |{peer_cells}", row.label, row.value_cell(0), row.limit_cell())?;
        }
        Ok(())
    }
}
