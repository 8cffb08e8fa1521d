//! A copy of what was recorded: for reading, for spreadsheets, and complete.

use super::{Copied, DeskParts};
use log_store::transfer::{Format, TransferError, export};
use log_store::{SqliteStore, Which};
use scene_graph::Language;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use viewer_ui::{RecordedSession, recorded_text};

/// Folders of one name, at most.
const MOST_COPIES: u32 = 1_000;

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub(super) enum CopyError {
    #[error(
        "the copy could not be written ({error}); make sure that there is room and that you may write there: {}",
        path.display()
    )]
    Write { path: PathBuf, error: io::Error },
    /// The log cannot be read.
    #[error(transparent)]
    Log(TransferError),
}

/// Writes the copy into a folder of its own; an unfinished one is taken away again.
pub(super) fn save(
    parts: &DeskParts,
    store: &mut SqliteStore,
    which: &Which,
    sessions: &[RecordedSession],
    language: &Language,
) -> Result<Copied, CopyError> {
    let folder = new_folder(parts)?;
    let result = fill(&folder, parts, store, which, sessions, language);
    if result.is_err() {
        // What is left of it is of no use; if it cannot be taken away, the error says where it is.
        let _ = fs::remove_dir_all(&folder);
    }
    let records = result?;
    let files = ["records.html", "records.csv", "records.jsonl"].map(ToOwned::to_owned).to_vec();
    Ok(Copied { folder: folder.display().to_string(), files, records })
}

/// Among the downloads, where a person looks; else beside the log.
fn new_folder(parts: &DeskParts) -> Result<PathBuf, CopyError> {
    let home = parts.downloads.clone().filter(|downloads| downloads.is_dir());
    let home = home.or_else(|| parts.log.parent().map(Path::to_path_buf)).unwrap_or_default();
    let today = jiff::Zoned::now().strftime("%Y-%m-%d").to_string();
    let name = format!("edamichi-{}-{today}", parts.story.id);
    let mut result = Err(io::ErrorKind::AlreadyExists.into());
    let mut path = home.join(&name);
    for copy in 2..MOST_COPIES {
        result = fs::create_dir(&path);
        match &result {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                path = home.join(format!("{name}-{copy}"));
            }
            _ => break,
        }
    }
    match result {
        Ok(()) => Ok(path),
        Err(error) => Err(CopyError::Write { path, error }),
    }
}

fn fill(
    folder: &Path,
    parts: &DeskParts,
    store: &mut SqliteStore,
    which: &Which,
    sessions: &[RecordedSession],
    language: &Language,
) -> Result<u64, CopyError> {
    let mut records = 0;
    for (name, format) in [("records.csv", Format::Csv), ("records.jsonl", Format::JsonLines)] {
        let path = folder.join(name);
        let failed = |error| CopyError::Write { path: path.clone(), error };
        let mut file = BufWriter::new(File::create_new(&path).map_err(failed)?);
        let exported = export(store, which, format, &mut file).map_err(|error| match error {
            TransferError::Write(error) => CopyError::Write { path: path.clone(), error },
            other => CopyError::Log(other),
        })?;
        let failed = |error| CopyError::Write { path: path.clone(), error };
        file.flush().and_then(|()| file.get_ref().sync_all()).map_err(failed)?;
        records = exported.records;
    }
    let path = folder.join("records.html");
    let title = parts.story.title.in_language(language, &parts.story.languages);
    let page = html(title, sessions, language);
    let write = || {
        let mut file = File::create_new(&path)?;
        file.write_all(page.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| CopyError::Write { path: path.clone(), error })?;
    Ok(records)
}

/// The list as the viewer saw it, as a page that any browser shows.
fn html(title: &str, sessions: &[RecordedSession], language: &Language) -> String {
    let text = recorded_text(sessions, language);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{} – {}</title>\n\
         <style>body{{font:16px/1.6 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}}\
         section{{border:1px solid #ccc;border-radius:.6rem;padding:0 1.2rem;margin:1rem 0}}\
         time{{color:#555;margin-right:.6em}}</style>\n<h1>{}</h1>\n<p>{}</p>\n",
        escaped(language.as_str()),
        escaped(&text.heading),
        escaped(title),
        escaped(&text.heading),
        escaped(title),
    );
    for session in &text.sessions {
        page += &format!(
            "<section>\n<h2>{}</h2>\n<p>{}</p>\n",
            escaped(&session.heading),
            escaped(&session.about)
        );
        for group in &session.groups {
            page += &format!("<h3>{}</h3>\n<ul>\n", escaped(&group.heading));
            for line in &group.lines {
                let time = match line.at.as_str() {
                    "" => String::new(),
                    at => format!("<time>{}</time>", escaped(at)),
                };
                page += &format!("<li>{time}{}</li>\n", escaped(&line.sentence));
            }
            page += "</ul>\n";
        }
        page += "</section>\n";
    }
    page + &format!("<p>{}{}</p>\n</html>\n", escaped(&text.nothing), escaped(&text.each))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\n' | '\t' => out.push(letter),
            control if control.is_control() => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
