//! Paths of files in a story: relative, with `/`, and inside the story's folder.

/// Why a path cannot name a file in a story's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoryPathProblem {
    /// Nothing is named.
    #[error("it is empty")]
    Empty,
    /// It begins at a root.
    #[error("it is absolute")]
    Absolute,
    /// It has a part `..`.
    #[error("it leads out of the folder by \"..\"")]
    Parent,
    /// It has an empty part or a part `.`.
    #[error("it has a part that is empty or \".\"")]
    EmptyPart,
    /// It has a `\`.
    #[error("it has a \"\\\"; folders are separated by \"/\"")]
    Backslash,
    /// It has a `:`: a drive, a URL or another protocol.
    #[error("it has a \":\", like a drive or a web address")]
    Colon,
    /// It has a NUL or another control character.
    #[error("it has a control character")]
    Control,
    /// It is longer than systems allow.
    #[error("it is longer than 1,024 bytes")]
    TooLong,
}

/// What is wrong with `path` as the name of a file in a story; `None` when nothing is. This looks at
/// the text only: whether the file is there, and whether a symbolic link leads out, whoever opens the
/// file must see.
#[must_use]
pub fn story_path_problem(path: &str) -> Option<StoryPathProblem> {
    if path.is_empty() {
        Some(StoryPathProblem::Empty)
    } else if path.len() > 1024 {
        Some(StoryPathProblem::TooLong)
    } else if path.chars().any(char::is_control) {
        Some(StoryPathProblem::Control)
    } else if path.contains(':') {
        Some(StoryPathProblem::Colon)
    } else if path.contains('\\') {
        Some(StoryPathProblem::Backslash)
    } else if path.starts_with('/') {
        Some(StoryPathProblem::Absolute)
    } else if path.split('/').any(|part| part == "..") {
        Some(StoryPathProblem::Parent)
    } else if path.split('/').any(|part| part.is_empty() || part == ".") {
        Some(StoryPathProblem::EmptyPart)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        use StoryPathProblem as P;
        for (path, problem) in [
            ("media/a.mp4", None),
            ("メディア/動画 1.mp4", None),
            ("..a/b..c", None),
            ("", Some(P::Empty)),
            ("/etc/passwd", Some(P::Absolute)),
            ("a/../../b", Some(P::Parent)),
            ("..", Some(P::Parent)),
            ("a//b", Some(P::EmptyPart)),
            ("./a", Some(P::EmptyPart)),
            ("a/", Some(P::EmptyPart)),
            ("a\\b", Some(P::Backslash)),
            ("C:/a", Some(P::Colon)),
            ("https://example.com/a.mp4", Some(P::Colon)),
            ("concat:a|b", Some(P::Colon)),
            ("a\0b", Some(P::Control)),
        ] {
            assert_eq!(story_path_problem(path), problem, "{path}");
        }
        assert_eq!(story_path_problem(&"a".repeat(1025)), Some(P::TooLong));
    }
}
