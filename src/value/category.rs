//! Members of a scale, which exclude each other: convicted and acquitted, approved and rejected.

use std::fmt;
use std::sync::Arc;

/// One member of a scale, with the topic it concerns where the copy gives one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Category {
    pub scale: Arc<str>,
    pub member: Arc<str>,
    /// Lemma of what the outcome is about ("agreement on a *ceasefire*"); `None` where the copy does not say.
    pub topic: Option<Arc<str>>,
}

impl Category {
    /// Whether the two exclude each other: other members of one scale, whose topics do not differ.
    pub fn disjoint(&self, other: &Category) -> bool {
        let one_topic = match (&self.topic, &other.topic) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        self.scale == other.scale && self.member != other.member && one_topic
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.member.replace('-', " "))
    }
}
