//! Import indexes of bench clips, as `edamichi index` makes them.

use anyhow::{Context, Result, anyhow};
use media::{ClipIndex, MediaIndex};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The index of a clip, made now if it was not made before; it is kept beside the clip. Without
/// loudness: levelled sound could not be compared sample by sample with the clip's own.
pub(crate) fn index_of(clip: &Path) -> Result<Arc<ClipIndex>> {
    let kept = clip.with_extension("index.ron");
    let name = clip.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // One that does not fit any more (the form of indexes changed) is made again.
    let known = std::fs::read(&kept).ok().and_then(|text| MediaIndex::parse(&text).ok());
    if let Some(index) = known.and_then(|index| index.clips.get(&name).cloned()) {
        return Ok(index);
    }
    let file = std::fs::File::open(clip).with_context(|| clip.display().to_string())?;
    let mut index = decoder::make_index(file, &mut |_| std::ops::ControlFlow::Continue(()))
        .map_err(|error| anyhow!("{}: {}", clip.display(), error.message))?;
    if let Some(sound) = &mut index.sound {
        sound.loudness = None;
    }
    let index = Arc::new(index);
    write(&kept, [(name, index.clone())].into())?;
    Ok(index)
}

/// Writes what is known of a story's files into its folder.
pub(crate) fn write_story_index(folder: &Path, clips: BTreeMap<String, Arc<ClipIndex>>) -> Result<()> {
    write(&folder.join(MediaIndex::FILE), clips)
}

fn write(path: &Path, clips: BTreeMap<String, Arc<ClipIndex>>) -> Result<()> {
    let text = MediaIndex { clips, ..MediaIndex::default() }.to_text()?;
    std::fs::write(path, text).with_context(|| path.display().to_string())
}
