//! What an ending's page says about the way.

use super::Presenter;
use scene_graph::{Scene, Theme};
use viewer_ui::{Explored, MoreWays, SeenTheme};

impl Presenter {
    /// The way in the viewer's language: scenes by their first theme, in the order of the way.
    pub(super) fn explored(&self, explored: &session::Explored) -> Explored {
        let mut seen: Vec<SeenTheme> = Vec::new();
        for (id, scene) in explored.seen.iter().filter_map(|id| Some((id, self.story.scenes.get(id)?))) {
            let theme = self.theme_of(scene);
            let name = theme.map_or("", |theme| self.text(&theme.name));
            let title = match self.text(&scene.title) {
                "" => id.to_string(),
                title => title.to_owned(),
            };
            match seen.iter_mut().find(|theme| theme.name == name) {
                Some(theme) => theme.scenes.push(title),
                None => seen.push(SeenTheme {
                    name: name.to_owned(),
                    colour: theme.map_or("", |theme| &theme.colour).to_owned(),
                    scenes: vec![title],
                }),
            }
        }
        // What has no theme is beside the point.
        seen.sort_by_key(|theme| theme.name.is_empty());
        let more = explored.more.iter().filter_map(|(scene, open)| {
            let question = self.story.scenes.get(scene)?.question.as_ref()?;
            let choices = question.answers.choices().iter().filter(|choice| open.contains(&choice.id));
            let choices = choices.map(|choice| self.text(&choice.text).to_owned()).collect();
            Some(MoreWays { scene: scene.clone(), prompt: self.text(&question.prompt).to_owned(), choices })
        });
        Explored { more: more.collect(), seen }
    }

    /// What the last scene was about.
    pub(super) fn last_theme(&self) -> Option<&Theme> {
        self.theme_of(self.story.scenes.get(self.last_scene.as_ref()?)?)
    }

    fn theme_of(&self, scene: &Scene) -> Option<&Theme> {
        self.story.themes.get(scene.themes.first()?)
    }
}
