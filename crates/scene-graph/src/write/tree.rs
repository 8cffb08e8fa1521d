//! A story as a tree of what is written: for comparing and merging without forgetting a field.

use super::layout::{Group, Node};

/// A piece of a story as `story.ron` says it; what is as it would be anyway is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// A name, number or text, as it is written.
    Value(String),
    /// Something with entries.
    Node {
        /// What it opens with: `Scene(`, `[`, `{` …
        open: String,
        /// What it closes with.
        close: char,
        /// Keys as they are written, and what they stand for. Entries of a list have empty keys.
        entries: Vec<(String, Tree)>,
    },
}

impl Tree {
    /// The entry with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Value(_) => None,
            Self::Node { entries, .. } => entries.iter().find(|(own, _)| own == key).map(|(_, tree)| tree),
        }
    }

    /// As RON, laid out for people.
    #[must_use]
    pub fn to_ron(&self) -> String {
        Node::from(self).render()
    }
}

impl From<Node> for Tree {
    fn from(node: Node) -> Self {
        match node {
            Node::Atom(text) => Self::Value(text),
            Node::Group(Group { open, close, entries, .. }) => {
                let entries = entries.into_iter().map(|(key, node)| (key, node.into())).collect();
                Self::Node { open, close, entries }
            }
        }
    }
}

impl From<&Tree> for Node {
    fn from(tree: &Tree) -> Self {
        match tree {
            Tree::Value(text) => Self::Atom(text.clone()),
            Tree::Node { open, close, entries } => {
                let entries = entries.iter().map(|(key, tree)| (key.clone(), tree.into())).collect();
                Self::group(open.clone(), *close, entries)
            }
        }
    }
}
