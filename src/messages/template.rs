//! Messages with placeholders.

/// A message with the placeholders `{0}` to `{N - 1}`, in the order that its language needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template<const N: usize>(pub &'static str);

/// The names of the placeholders of a [`Template`].
const NAMES: [&str; 2] = ["0", "1"];

impl<const N: usize> Template<N> {
    /// Replaces each placeholder by the value of its number.
    pub(crate) fn fill(&self, values: [&str; N]) -> String {
        const { assert!(N <= NAMES.len()) };
        fill_placeholders(self.0, &std::array::from_fn::<_, N, _>(|at| (NAMES[at], values[at])))
    }
}

/// Fills in the placeholders of a message, replacing each `{name}` by the value paired with the name. Other braces stay.
pub(crate) fn fill_placeholders(message: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| Some((values.iter().find(|value| value.0 == name)?.1, after)));
        rest = match found {
            Some((value, after)) => {
                out.push_str(value);
                after
            }
            None => {
                out.push('{');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_placeholders_are_filled_and_others_stay() {
        let places = [("n", "3"), ("of", "4")];
        assert_eq!(fill_placeholders("{n} of {of}, {size} {", &places), "3 of 4, {size} {");
        assert_eq!(fill_placeholders("none", &places), "none");
    }

    #[test]
    fn values_take_the_order_of_the_language_and_are_not_filled_themselves() {
        assert_eq!(Template::<2>("{1}: {0}").fill(["{1}", "b"]), "b: {1}");
    }
}
