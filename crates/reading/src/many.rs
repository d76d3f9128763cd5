//! Many at once: the one place where threads are started.

use std::num::NonZeroUsize;

use rayon::prelude::*;

/// Reads many things at once and returns what came of each, in the order given.
///
/// `jobs` is the number of threads; `None` takes one a core. Should the system refuse threads, all is read on this one.
/// What `read` returns must not depend on the others.
///
/// ```
/// let lengths = reading::read_many(vec!["one", "three"], None, |text| text.len());
/// assert_eq!(lengths, [3, 5]);
/// ```
pub fn read_many<T: Send, R: Send>(inputs: Vec<T>, jobs: Option<NonZeroUsize>, read: impl Fn(T) -> R + Sync) -> Vec<R> {
    let jobs = jobs.map_or(0, NonZeroUsize::get);
    if inputs.len() < 2 || jobs == 1 {
        return inputs.into_iter().map(read).collect();
    }
    match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
        Ok(pool) => pool.install(|| inputs.into_par_iter().map(&read).collect()),
        Err(_) => inputs.into_iter().map(read).collect(),
    }
}
