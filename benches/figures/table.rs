//! What is printed: a line a figure, beside its limit.

use std::fmt;

/// All figures, in the order in which they were measured.
#[derive(Default)]
pub(super) struct Table(Vec<Figure>);

struct Figure {
    label: String,
    value: f64,
    limit: Option<Limit>,
    unit: &'static str,
}

impl Table {
    /// A figure that is to be no smaller.
    pub(super) fn at_least(&mut self, label: impl Into<String>, value: f64, least: f64, unit: &'static str) {
        self.0.push(Figure { label: label.into(), value, limit: Some(Limit::AtLeast(least)), unit });
    }

    /// A figure that is to be no larger.
    pub(super) fn at_most(&mut self, label: impl Into<String>, value: f64, limit: f64, unit: &'static str) {
        self.0.push(Figure { label: label.into(), value, limit: Some(Limit::AtMost(limit)), unit });
    }

    /// A figure that explains another.
    pub(super) fn add(&mut self, label: impl Into<String>, value: f64, unit: &'static str) {
        self.0.push(Figure { label: label.into(), value, limit: None, unit });
    }

    /// True where every figure is within its limit.
    pub(super) fn all_within_limits(&self) -> bool {
        self.0.iter().all(Figure::is_within_limit)
    }
}

#[derive(Clone, Copy)]
enum Limit {
    AtLeast(f64),
    AtMost(f64),
}

impl Figure {
    fn is_within_limit(&self) -> bool {
        match self.limit {
            None => true,
            Some(Limit::AtLeast(least)) => self.value >= least,
            Some(Limit::AtMost(most)) => self.value <= most,
        }
    }

    fn limit_text(&self) -> String {
        match self.limit {
            None => String::new(),
            Some(Limit::AtLeast(least)) => format!("least {} {}", format_number(least), self.unit),
            Some(Limit::AtMost(most)) => format!("{} {}", format_number(most), self.unit),
        }
    }
}

fn format_number(value: f64) -> String {
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
        for figure in &self.0 {
            let limit = figure.limit_text();
            let verdict = match (figure.limit, figure.is_within_limit()) {
                (None, _) => "",
                (_, true) => "kept",
                (_, false) => "MISSED",
            };
            writeln!(
                f,
                "| {:<68} | {:>12} | {limit:>12} | {verdict:<6} |",
                figure.label,
                format!("{} {}", format_number(figure.value), figure.unit)
            )?;
        }
        Ok(())
    }
}
