//! A story source without files: fake clips do not ask for any.

use std::fs::File;
use story_source::{SourceError, StorySource};

/// Every file is missing.
#[derive(Clone, Copy, Debug)]
pub struct NoFiles;

impl StorySource for NoFiles {
    fn open(&self, path: &str) -> Result<File, SourceError> {
        Err(SourceError::Missing { path: path.to_owned() })
    }

    fn read(&self, path: &str, _limit: u64) -> Result<Vec<u8>, SourceError> {
        Err(SourceError::Missing { path: path.to_owned() })
    }

    fn name(&self) -> String {
        "no files".to_owned()
    }
}
