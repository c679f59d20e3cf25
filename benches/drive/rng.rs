//! Random numbers that are the same in every run.

/// A sequence of numbers that its seed decides (xorshift).
pub(crate) struct Rng(u64);

impl Rng {
    /// The sequence of a seed, which must not be 0.
    pub(crate) fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    fn next_u64(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// From 0 up to `end`, which is left out and must not be 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next_u64() % end as u64) as usize
    }

    /// From 0 up to 1.
    pub(crate) fn next_f64(&mut self) -> f64 {
        (self.next_u64() % 1_000_000) as f64 / 1e6
    }

    /// One of several.
    pub(crate) fn choose<'t, T>(&mut self, several: &'t [T]) -> Option<&'t T> {
        if several.is_empty() { None } else { several.get(self.below(several.len())) }
    }
}
