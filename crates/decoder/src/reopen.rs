//! Opening one stream of a file, and opening it again where going back is the only way.

use crate::av::codec::Source;
use crate::av::facts::StreamKind;
use crate::av::file::ReadControl;
use crate::av::input::Input;
use crate::av::opening::How;
use crate::known::Known;
use media::{MediaError, MediaErrorKind};
use std::fs::File;
use std::sync::Arc;

/// What is needed to open a stream of a file.
#[derive(Clone)]
pub(crate) struct Reopen {
    /// The file.
    pub(crate) file: Arc<File>,
    /// What is known of it from before.
    pub(crate) known: Arc<Known>,
    /// Ends reading when the clip is dropped.
    pub(crate) control: Arc<ReadControl>,
    /// Which of its streams.
    pub(crate) kind: StreamKind,
    /// How it is decoded.
    pub(crate) how: How,
}

impl Reopen {
    /// Opens the container.
    pub(crate) fn input(&self) -> Result<Input, MediaError> {
        Input::open(&self.file, &self.control, self.known.index(&self.file, &self.control))
    }

    /// Opens the best stream of `input`; `None`: there is none of this kind.
    pub(crate) fn source(&self, input: Input) -> Option<Result<Source, MediaError>> {
        let facts = input.best(self.kind)?.clone();
        Some(Source::new(input, facts, self.how.clone()))
    }

    /// Opens everything anew: the one way back that no container lacks.
    pub(crate) fn open(&self) -> Result<Source, MediaError> {
        self.source(self.input()?).unwrap_or_else(|| {
            let message = "the file has changed while it was played: play it again";
            Err(MediaError::new(MediaErrorKind::Damaged, message))
        })
    }
}
