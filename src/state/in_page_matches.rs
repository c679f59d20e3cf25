//! The reader's place among the in-page matches.

/// The matches in the open article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct InPageMatches {
    /// The number of matches.
    pub count: usize,
    /// The current match, from 0; `None` before the first step.
    pub current: Option<usize>,
}

impl InPageMatches {
    /// The match `by` steps on, wrapping around; `None` without matches.
    pub(crate) fn step(&self, by: isize) -> Option<usize> {
        let count = isize::try_from(self.count).ok().filter(|count| *count > 0)?;
        let next = self.current.map_or(0, |at| (at as isize + by).rem_euclid(count));
        usize::try_from(next).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn step_wraps_around() {
        let at = |current| InPageMatches { count: 3, current };
        assert_eq!(at(None).step(1), Some(0));
        assert_eq!(at(None).step(-1), Some(0), "the first step leads to the first match");
        assert_eq!((at(Some(2)).step(1), at(Some(0)).step(-1), at(Some(1)).step(1)), (Some(0), Some(2), Some(2)));
        assert_eq!(InPageMatches::default().step(1), None);
    }
}
