//! What is printed: a line a figure, beside its limit.

use std::fmt;

/// All figures, in the order in which they were measured.
#[derive(Default)]
pub(super) struct Table(Vec<Line>);

struct Line {
    what: String,
    value: f64,
    limit: Option<Limit>,
    unit: &'static str,
}

impl Table {
    /// A figure that is to be no smaller.
    pub(super) fn at_least(&mut self, what: impl Into<String>, value: f64, least: f64, unit: &'static str) {
        self.0.push(Line { what: what.into(), value, limit: Some(Limit::Least(least)), unit });
    }

    /// A figure that is to be no larger.
    pub(super) fn limited(&mut self, what: impl Into<String>, value: f64, limit: f64, unit: &'static str) {
        self.0.push(Line { what: what.into(), value, limit: Some(Limit::Most(limit)), unit });
    }

    /// A figure that explains another.
    pub(super) fn add(&mut self, what: impl Into<String>, value: f64, unit: &'static str) {
        self.0.push(Line { what: what.into(), value, limit: None, unit });
    }

    /// True where every figure is within its limit.
    pub(super) fn all_kept(&self) -> bool {
        self.0.iter().all(Line::is_kept)
    }
}

#[derive(Clone, Copy)]
enum Limit {
    Least(f64),
    Most(f64),
}

impl Line {
    fn is_kept(&self) -> bool {
        match self.limit {
            None => true,
            Some(Limit::Least(least)) => self.value >= least,
            Some(Limit::Most(most)) => self.value <= most,
        }
    }

    fn limit(&self) -> String {
        match self.limit {
            None => String::new(),
            Some(Limit::Least(least)) => format!("least {} {}", number(least), self.unit),
            Some(Limit::Most(most)) => format!("{} {}", number(most), self.unit),
        }
    }
}

fn number(value: f64) -> String {
    if value >= 100.0 || value == value.trunc() {
        format!("{value:.0}")
    } else if value >= 0.1 {
        format!("{value:.1}")
    } else {
        format!("{value:.4}")
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "| {:<68} | {:>12} | {:>12} | {:<6} |", "figure", "measured", "at most", "")?;
        writeln!(f, "|{}|{}:|{}:|{}|", "-".repeat(70), "-".repeat(13), "-".repeat(13), "-".repeat(8))?;
        for line in &self.0 {
            let limit = line.limit();
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
