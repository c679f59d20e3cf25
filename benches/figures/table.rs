//! What is printed: a line a figure, beside its limit.

use std::fmt;

/// All figures, in the order in which they were measured.
#[derive(Default)]
pub(super) struct Table(Vec<Line>);

struct Line {
    what: String,
    value: f64,
    limit: Option<f64>,
    unit: &'static str,
}

impl Table {
    /// A figure that has a limit.
    pub(super) fn limited(&mut self, what: impl Into<String>, value: f64, limit: f64, unit: &'static str) {
        self.0.push(Line { what: what.into(), value, limit: Some(limit), unit });
    }

    /// A figure that explains another.
    pub(super) fn add(&mut self, what: impl Into<String>, value: f64, unit: &'static str) {
        self.0.push(Line { what: what.into(), value, limit: None, unit });
    }

    /// True where no figure is above its limit.
    pub(super) fn all_kept(&self) -> bool {
        self.0.iter().all(Line::is_kept)
    }
}

impl Line {
    fn is_kept(&self) -> bool {
        self.limit.is_none_or(|limit| self.value <= limit)
    }
}

fn number(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "| {:<68} | {:>12} | {:>12} | {:<6} |", "figure", "measured", "at most", "")?;
        writeln!(f, "|{}|{}:|{}:|{}|", "-".repeat(70), "-".repeat(13), "-".repeat(13), "-".repeat(8))?;
        for line in &self.0 {
            let limit = line.limit.map_or(String::new(), |limit| format!("{} {}", number(limit), line.unit));
            let verdict = match (line.limit, line.is_kept()) {
                (None, _) => "",
                (_, true) => "kept",
                (_, false) => "MISSED",
            };
            writeln!(f, "| {:<68} | {:>12} | {limit:>12} | {verdict:<6} |", line.what, format!("{} {}", number(line.value), line.unit))?;
        }
        Ok(())
    }
}
