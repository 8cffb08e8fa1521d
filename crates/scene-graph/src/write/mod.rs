//! Writing a story as RON: stable order, one fact a line, defaults left out.

mod layout;
mod question;
mod rules;
mod tree;

pub use tree::Tree;

use crate::model::{
    Bed, Brand, Consent, Ending, Handout, HandoutTarget, Language, Media, Scene, SceneMusic, Still, Story,
    Text, VariableValue, Video,
};
use core::fmt::Display;
use indexmap::IndexMap;
use layout::{Node, quoted};

/// The story as RON: `load` reads the same story from it, and writing that again gives the same
/// bytes. (Times are written in milliseconds; finer parts are cut off. Brackets that nest deeper than
/// [`MAX_DEPTH`](crate::load::MAX_DEPTH) are written, but not read.)
#[must_use]
pub fn write(story: &Story) -> String {
    story_node(story).render()
}

/// What [`write()`] writes, as a tree.
#[must_use]
pub fn tree(story: &Story) -> Tree {
    story_node(story).into()
}

/// The BLAKE3 hash of the story as [`write()`] writes it: equal for two stories that say the same,
/// however their files are laid out or commented.
#[must_use]
pub fn canonical_hash(story: &Story) -> [u8; 32] {
    *blake3::hash(write(story).as_bytes()).as_bytes()
}

/// [`canonical_hash`] as 64 lowercase hexadecimal digits: the story's revision in records.
#[must_use]
pub fn revision(story: &Story) -> String {
    blake3::Hash::from_bytes(canonical_hash(story)).to_hex().to_string()
}

/// Collects the fields of a struct, leaving out what is as it would be anyway.
#[derive(Default)]
struct Fields(Vec<(String, Node)>);

impl Fields {
    fn put(&mut self, name: &str, node: Node) {
        self.0.push((name.to_owned(), node));
    }

    fn put_unless(&mut self, name: &str, left_out: bool, node: impl FnOnce() -> Node) {
        if !left_out {
            self.put(name, node());
        }
    }

    fn put_some<T>(&mut self, name: &str, value: Option<&T>, node: impl FnOnce(&T) -> Node) {
        if let Some(value) = value {
            self.put(name, node(value));
        }
    }

    fn put_text(&mut self, name: &str, value: &Text) {
        self.put_unless(name, value.is_empty(), || text(value));
    }

    fn put_string(&mut self, name: &str, value: &str) {
        self.put_unless(name, value.is_empty(), || string(value));
    }

    fn put_ids<T: Display>(&mut self, name: &str, value: &[T]) {
        self.put_unless(name, value.is_empty(), || Node::list(value.iter().map(id).collect()));
    }

    fn put_number(&mut self, name: &str, value: i32) {
        self.put_unless(name, value == 0, || number(value));
    }

    fn put_flag(&mut self, name: &str, value: bool) {
        self.put_unless(name, !value, || Node::atom("true"));
    }

    fn put_map<K: Display, V>(&mut self, name: &str, value: &IndexMap<K, V>, node: impl Fn(&V) -> Node) {
        self.put_unless(name, value.is_empty(), || map(value, node));
    }

    fn call(self, name: &str) -> Node {
        Node::call(name, self.0)
    }
}

fn string(value: &str) -> Node {
    Node::atom(quoted(value))
}

fn id(value: &impl Display) -> Node {
    Node::atom(quoted(&value.to_string()))
}

fn number(value: impl Display) -> Node {
    Node::atom(value.to_string())
}

fn map<K: Display, V>(value: &IndexMap<K, V>, node: impl Fn(&V) -> Node) -> Node {
    Node::map(value.iter().map(|(key, value)| (quoted(&key.to_string()), node(value))).collect())
}

fn text(value: &Text) -> Node {
    map(&value.0, |text| string(text))
}

fn story_node(story: &Story) -> Node {
    let mut fields = Fields::default();
    fields.put("format", number(story.format));
    fields.put("id", id(&story.id));
    fields.put("title", text(&story.title));
    fields.put_string("note", &story.note);
    fields.put_some("series", story.series.as_ref(), id);
    fields.put_some("step", story.step.as_ref(), |step| Node::atom(format!("{step:?}")));
    fields.put("languages", Node::list(story.languages.iter().map(id).collect()));
    fields.put_map("themes", &story.themes, |theme| {
        Node::call(
            "",
            vec![("name".to_owned(), text(&theme.name)), ("colour".to_owned(), string(&theme.colour))],
        )
    });
    fields.put_map("variables", &story.variables, |value| variable(*value));
    fields.put_some("consent", story.consent.as_ref(), consent);
    fields.put_some("contact", story.contact.as_ref(), |contact| {
        let mut fields = Fields::default();
        fields.put("to", text(&contact.to));
        fields.put("promise", text(&contact.promise));
        fields.put_some("mail", contact.mail.as_ref(), |mail| string(mail));
        fields.call("Contact")
    });
    fields.put_map("care", &story.care, |care| {
        let mut fields = Fields::default();
        fields.put("name", text(&care.name));
        fields.put("when", rules::condition(&care.when));
        fields.put("advice", text(&care.advice));
        fields.call("Care")
    });
    fields.put_some("brand", story.brand.as_ref(), brand);
    fields.put_some("waiting", story.waiting.as_ref(), media);
    fields.put_some("music", story.music.as_ref(), bed);
    fields.put_map("handouts", &story.handouts, handout);
    fields.put_map("endings", &story.endings, ending);
    fields.put("start", id(&story.start));
    fields.put("scenes", map(&story.scenes, |one| scene(one)).tall());
    fields.call("Story").tall()
}

fn variable(value: VariableValue) -> Node {
    match value {
        VariableValue::Number(value) => Node::wrap("Number", vec![number(value)]),
        VariableValue::Flag(value) => Node::wrap("Flag", vec![number(value)]),
    }
}

fn consent(consent: &Consent) -> Node {
    let mut fields = Fields::default();
    fields.put("version", string(&consent.version));
    fields.put("who", text(&consent.who));
    fields.put("why", text(&consent.why));
    fields.put_some("statistics", consent.statistics.as_ref(), text);
    fields.put_some("follow_up", consent.follow_up.as_ref(), text);
    let usual = consent.keep_days == crate::load::form::keep_days();
    fields.put_unless("keep_days", usual, || number(consent.keep_days));
    fields.call("Consent")
}

fn brand(brand: &Brand) -> Node {
    let mut fields = Fields::default();
    fields.put_some("logo", brand.logo.as_ref(), |file| string(file));
    fields.put_some("colour", brand.colour.as_ref(), |colour| string(colour));
    fields.put_some("background", brand.background.as_ref(), |colour| string(colour));
    fields.call("Brand")
}

fn bed(bed: &Bed) -> Node {
    let mut fields = Fields::default();
    fields.put("file", string(&bed.file));
    fields.put_number("gain_db", bed.gain_db);
    fields.call("Bed")
}

fn handout(handout: &Handout) -> Node {
    Node::call(
        "Handout",
        vec![("title".to_owned(), text(&handout.title)), ("to".to_owned(), target(&handout.to))],
    )
}

fn target(to: &HandoutTarget) -> Node {
    match to {
        HandoutTarget::File(file) => Node::wrap("File", vec![string(file)]),
        HandoutTarget::Web(page) => Node::wrap("Web", vec![string(page)]),
        HandoutTarget::ByLanguage(each) => Node::wrap("ByLanguage", vec![map(each, target)]),
    }
}

fn ending(ending: &Ending) -> Node {
    let mut fields = Fields::default();
    fields.put("title", text(&ending.title));
    fields.put_text("text", &ending.text);
    fields.put_ids("offers", &ending.offers);
    fields.put_flag("contact", ending.contact);
    fields.call("Ending")
}

fn scene(scene: &Scene) -> Node {
    let mut fields = Fields::default();
    fields.put_text("title", &scene.title);
    fields.put_string("note", &scene.note);
    fields.put_ids("themes", &scene.themes);
    fields.put_unless("media", scene.media == Media::Nothing, || media(&scene.media));
    match &scene.music {
        SceneMusic::Story => {}
        SceneMusic::Own(own) => fields.put("music", Node::wrap("Own", vec![bed(own)])),
        SceneMusic::Off => fields.put("music", Node::atom("Off")),
    }
    fields.put_ids("offers", &scene.offers);
    fields.put_some("question", scene.question.as_ref(), question::question);
    fields.put_some("then", scene.then.as_ref(), rules::branch);
    let node = fields.call("Scene");
    if scene.question.is_some() { node.tall() } else { node }
}

fn media(media: &Media) -> Node {
    match media {
        Media::Nothing => Node::atom("Nothing"),
        Media::Video(Video { file, from, to, sound, captions, gain_db }) => {
            let mut fields = Fields::default();
            fields.put("file", string(file));
            fields.put_some("from", from.as_ref(), id);
            fields.put_some("to", to.as_ref(), id);
            put_sound(&mut fields, sound.as_ref(), captions, *gain_db);
            fields.call("Video")
        }
        Media::Still(Still { file, alt, lasts, sound, captions, gain_db }) => {
            let mut fields = Fields::default();
            fields.put("file", string(file));
            fields.put_text("alt", alt);
            fields.put_some("lasts", lasts.as_ref(), id);
            put_sound(&mut fields, sound.as_ref(), captions, *gain_db);
            fields.call("Still")
        }
        Media::ByLanguage(each) => Node::wrap("ByLanguage", vec![map(each, self::media)]),
    }
}

fn put_sound(
    fields: &mut Fields,
    sound: Option<&String>,
    captions: &IndexMap<Language, String>,
    gain_db: i32,
) {
    fields.put_some("sound", sound, |file| string(file));
    fields.put_map("captions", captions, |file| string(file));
    fields.put_number("gain_db", gain_db);
}
