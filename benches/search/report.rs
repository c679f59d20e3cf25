//! What is printed: Markdown tables, a line a figure, beside what is asked of Lectern.

use std::fmt;

/// All tables, in the order in which they were measured.
#[derive(Default)]
pub(crate) struct Report(Vec<Table>);

struct Table {
    title: String,
    columns: Vec<String>,
    rows: Vec<ResultCard>,
}

/// A figure of each engine.
pub(crate) struct ResultCard {
    what: String,
    unit: &'static str,
    /// Of Lectern first, then of the peers; `None` where an engine does not know the thing.
    cells: Vec<Option<f64>>,
    /// The most that Lectern's figure may be.
    bar: Option<f64>,
}

impl ResultCard {
    /// A figure without any value yet; its unit may be empty.
    pub(crate) fn new(what: impl Into<String>, unit: &'static str) -> ResultCard {
        ResultCard { what: what.into(), unit, cells: Vec::new(), bar: None }
    }

    /// The same with values, of Lectern and as many peers as have one.
    pub(crate) fn values(mut self, values: &[f64]) -> ResultCard {
        self.cells = values.iter().copied().map(Some).collect();
        self
    }

    /// The same where some engines have no value.
    pub(crate) fn cells(mut self, cells: Vec<Option<f64>>) -> ResultCard {
        self.cells = cells;
        self
    }

    /// The same with the most that Lectern's figure may be.
    pub(crate) fn bar(mut self, bar: Option<f64>) -> ResultCard {
        self.bar = bar;
        self
    }

    /// Without a bar everything holds; without a figure nothing does.
    fn holds(&self) -> bool {
        self.bar.is_none_or(|bar| self.cells.first().copied().flatten().is_some_and(|value| value <= bar))
    }

    fn asked(&self) -> String {
        let Some(bar) = self.bar else { return String::new() };
        format!("{}: {}", self.written(bar), if self.holds() { "holds" } else { "**falls short**" })
    }

    fn written(&self, value: f64) -> String {
        let digits = match value.abs() {
            large if large >= 100.0 => 0,
            _ if value.fract() == 0.0 => 0,
            middle if middle >= 10.0 => 1,
            _ => 2,
        };
        format!("{value:.digits$} {}", self.unit).trim_end().to_owned()
    }

    fn cell(&self, at: usize) -> String {
        self.cells.get(at).copied().flatten().filter(|value| value.is_finite()).map_or(String::new(), |value| self.written(value))
    }
}

impl Report {
    /// Begins a table; the figures that follow are of these engines.
    pub(crate) fn begin(&mut self, title: &str, engines: impl Iterator<Item = impl Into<String>>) {
        self.0.push(Table { title: title.to_owned(), columns: engines.map(Into::into).collect(), rows: Vec::new() });
    }

    /// Adds a figure to the table begun last, and says it at once: a run takes minutes.
    pub(crate) fn add(&mut self, row: ResultCard) {
        let cells: Vec<String> = (0..row.cells.len()).map(|at| row.cell(at)).collect();
        eprintln!("{}: {} {}", row.what, cells.join(" | "), row.asked());
        if let Some(table) = self.0.last_mut() {
            table.rows.push(row);
        }
    }

    /// No figure is above its bar.
    pub(crate) fn all_hold(&self) -> bool {
        self.0.iter().flat_map(|table| &table.rows).all(ResultCard::holds)
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
        let peers_named: String = peers.iter().map(|name| format!(" {name} |")).collect();
        writeln!(f, "\n| {} | {first} | asked, at most |{peers_named}", self.title)?;
        writeln!(f, "|---|--:|---|{}", "--:|".repeat(peers.len()))?;
        for row in &self.rows {
            let others: String = (1..=peers.len()).map(|at| format!(" {} |", row.cell(at))).collect();
            writeln!(f, "| {} | {} | {} |{others}", row.what, row.cell(0), row.asked())?;
        }
        Ok(())
    }
}
