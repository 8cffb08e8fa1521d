//! What is done to the story on the canvas.

use super::Canvas;
use super::board::{Board, area, spot_at};
use super::hits::rect_of;
use super::hold::Lift;
use super::places;
use super::sizes::{ENTRY, FRAME, FRAME_ROOM, Form, GAP, WIDTH};
use crate::arrange::{self, Area, Axis, Line};
use crate::commands;
use crate::document::{EditError, Item, What};
use crate::layout::{Frame, Spot};
use crate::names::Name;
use crate::ui::workspace::{Ask, Renamed, Selection, Workspace};
use crate::ui::{Command, Cx};
use crate::wires::{self, Hop, Lead, Port, Turn};
use egui::{Pos2, Rect, Vec2, vec2};
use scene_graph::{Branch, Scene, SceneId};

/// What is taken at a port where no condition holds: leading that elsewhere loses none of them.
pub(super) fn turn_of(scene: &Scene, port: Port) -> Turn {
    let choices = scene.question.iter().flat_map(|question| question.answers.choices());
    let mut branch = match &port.choice {
        None => scene.then.as_ref(),
        Some(id) => choices.filter(|choice| choice.id == *id).find_map(|choice| choice.then.as_ref()),
    };
    let mut path = Vec::new();
    while let Some(Branch::When { otherwise, .. }) = branch {
        path.push(Hop::Otherwise);
        branch = Some(otherwise);
    }
    Turn { port, path }
}

/// Leads a way on there.
pub(super) fn join(turn: &Turn, lead: Lead, cx: &mut Cx<'_>) {
    cx.workspace.edit(What::Wire, |edit| wires::join(edit, turn, lead));
}

/// Cuts a wire.
pub(super) fn cut(turn: &Turn, cx: &mut Cx<'_>) {
    cx.workspace.edit(What::Wire, |edit| wires::cut(edit, turn));
}

/// A new scene in the middle of where a person pointed.
pub(super) fn new_scene(at: Pos2, cx: &mut Cx<'_>) -> Option<SceneId> {
    let size = Form::of(&Scene::default()).size();
    let spot = spot_at(at - vec2(size.x / 2.0, ENTRY));
    cx.workspace.edit(What::AddScene, |edit| commands::add_scene(edit, "scene", Scene::default(), Some(spot)))
}

/// A new scene whose entry lies there, joined to a way on: one step.
pub(super) fn new_scene_at_wire(turn: &Turn, at: Pos2, visits: bool, cx: &mut Cx<'_>) -> Option<SceneId> {
    let spot = spot_at(at - vec2(0.0, ENTRY));
    cx.workspace.edit(What::AddScene, |edit| {
        let id = commands::add_scene(edit, "scene", Scene::default(), Some(spot))?;
        wires::join(edit, turn, Lead::to(Item::Scene(id.clone()), visits))?;
        Ok(id)
    })
}

/// A new scene in a wire, where a person pointed: one step.
pub(super) fn insert_scene(turn: &Turn, at: Pos2, cx: &mut Cx<'_>) -> Option<SceneId> {
    let size = Form::of(&Scene::default()).size();
    let spot = spot_at(at - vec2(size.x / 2.0, ENTRY));
    cx.workspace.edit(What::AddScene, |edit| {
        let id = commands::add_scene(edit, "scene", Scene::default(), Some(spot))?;
        wires::put_between(edit, turn, &id)?;
        Ok(id)
    })
}

/// Cards and frames stay where they were let go of: one step. A card that was held over a wire is put
/// into it in the same step.
pub(super) fn move_lifted(board: &Board, lift: &Lift, cx: &mut Cx<'_>) {
    let onto = lift.onto.and_then(|key| board.line(key)).map(|line| line.turn.clone());
    if spot_at(lift.offset.to_pos2()) == Spot(0, 0) && onto.is_none() {
        return;
    }
    let cards: Vec<(Item, Spot)> = (lift.keys.iter().filter_map(|key| board.card(*key)))
        .map(|card| (card.item.clone(), spot_at(card.rect.min + lift.offset)))
        .collect();
    let what = if onto.is_some() { What::Wire } else { What::Move };
    let by = spot_at(lift.offset.to_pos2());
    cx.workspace.edit(what, |edit| {
        for (item, spot) in &cards {
            edit.place(item, Some(*spot));
        }
        for id in &lift.frames {
            edit.change_frame(*id, |frame| frame.at = frame.at.moved(by.0, by.1));
        }
        if let (Some(turn), Some((Item::Scene(scene), _))) = (&onto, cards.first()) {
            wires::put_between(edit, turn, scene)?;
        }
        Ok(())
    });
}

/// Asks for another name of what is selected.
pub(super) fn ask_for_name(cx: &mut Cx<'_>) {
    let selection = &cx.workspace.selection;
    let (what, words) = match (selection.items.first(), selection.frames.first()) {
        (Some(Item::Scene(id)), _) => (Renamed::Id(Name::Scene(id.clone())), id.to_string()),
        (Some(Item::Ending(id)), _) => (Renamed::Id(Name::Ending(id.clone())), id.to_string()),
        (None, Some(frame)) => {
            let title = cx.workspace.document.layout().frames.get(frame).map(|frame| frame.title.clone());
            (Renamed::Frame(*frame), title.unwrap_or_default())
        }
        (None, None) => return,
    };
    cx.workspace.ask = Some(Ask::Rename { what, words });
}

/// The story begins with this scene.
pub(super) fn make_start(scene: &SceneId, cx: &mut Cx<'_>) {
    cx.workspace.edit(What::Story, |edit| {
        edit.head(|story| story.start = scene.clone());
        Ok(())
    });
}

/// Deletes what is selected: a wire, a choice, or cards and frames.
pub(super) fn delete(cx: &mut Cx<'_>) {
    let Selection { items, frames, wire, port } = cx.workspace.selection.clone();
    if let Some(turn) = wire {
        cx.workspace.selection.wire = None;
        cut(&turn, cx);
    } else if !items.is_empty() && port.is_none() || !frames.is_empty() {
        let (items, frames): (Vec<Item>, Vec<_>) =
            (items.into_iter().collect(), frames.into_iter().collect());
        cx.workspace.edit(What::Delete, |edit| commands::delete(edit, &items, &frames));
    } else if let Some(Port { scene, choice }) = port {
        cx.workspace.selection.port = None;
        match choice {
            Some(choice) => {
                cx.workspace.edit(What::Question, |edit| commands::remove_choice(edit, &scene, &choice));
            }
            None => cut(&Port::of_scene(scene).turn(), cx),
        }
    }
}

/// Cards lie there from now on: one step.
fn lay(places: &[(Item, Spot)], cx: &mut Cx<'_>) {
    cx.workspace.edit(What::Arrange, |edit| {
        for (item, spot) in places {
            edit.place(item, Some(*spot));
        }
        Ok(())
    });
}

impl Canvas {
    /// A new scene where there is room: to the right of the selected one, and joined to it if that leads
    /// nowhere yet; else in the middle of what is seen.
    pub(super) fn add_scene(&mut self, cx: &mut Cx<'_>) {
        let selected = cx.workspace.selection.scene().cloned();
        let size = Form::of(&Scene::default()).size();
        let before = selected.clone().and_then(|id| self.board.card_of(&Item::Scene(id)).cloned());
        let start = match &before {
            Some(card) => card.rect.right_top() + vec2(GAP.x, 0.0),
            None => self.view.seen().center() - size / 2.0,
        };
        let spot = spot_at(places::free_near(&self.board, Rect::from_min_size(start, size)).min);
        let story = cx.workspace.document.story();
        let scene = selected.as_ref().and_then(|id| story.scenes.get(id));
        let leads_nowhere = scene.is_some_and(|scene| scene.then.is_none() && scene.question.is_none());
        let turn = selected.filter(|_| leads_nowhere).map(|id| Port::of_scene(id).turn());
        let made = cx.workspace.edit(What::AddScene, |edit| {
            let id = commands::add_scene(edit, "scene", Scene::default(), Some(spot))?;
            if let Some(turn) = &turn {
                wires::join(edit, turn, Lead::Goto(id.clone()))?;
            }
            Ok(id)
        });
        if let Some(id) = made {
            cx.workspace.selection = Selection::of(Item::Scene(id));
        }
    }

    /// A new ending in the middle of what is seen.
    pub(super) fn add_ending(&mut self, cx: &mut Cx<'_>) {
        let size = Form::Ending.size();
        let start = self.view.seen().center() - size / 2.0;
        let spot = spot_at(places::free_near(&self.board, Rect::from_min_size(start, size)).min);
        let made = cx.workspace.edit(What::Story, |edit| commands::add_ending(edit, "ending", Some(spot)));
        if let Some(id) = made {
            cx.workspace.selection = Selection::of(Item::Ending(id));
        }
    }

    /// A frame around what is selected, or in the middle of what is seen; asks for its title.
    pub(super) fn add_frame(&mut self, cx: &mut Cx<'_>) {
        let room = vec2(FRAME_ROOM, FRAME_ROOM);
        let around = self.around(&cx.workspace.selection, cx.workspace);
        let rect = match around {
            Some(rect) => Rect::from_min_max(rect.min - room - vec2(0.0, FRAME_ROOM), rect.max + room),
            None => Rect::from_center_size(self.view.seen().center(), FRAME),
        };
        let frame = Frame {
            at: spot_at(rect.min),
            size: (rect.width().round() as u32, rect.height().round() as u32),
            ..Frame::default()
        };
        let made = cx.workspace.edit(What::Frame, |edit| {
            let id = edit.layout().free_frame();
            edit.frame(id, Some(frame));
            Ok(id)
        });
        if let Some(id) = made {
            self.select(Selection { frames: [id].into(), ..Selection::default() }, cx);
            ask_for_name(cx);
        }
    }

    /// Around what is selected, on the canvas.
    pub(super) fn around(&self, selection: &Selection, workspace: &Workspace) -> Option<Rect> {
        let cards = selection.items.iter().filter_map(|item| self.board.card_of(item)).map(|card| card.rect);
        let frames = selection.frames.iter().filter_map(|id| workspace.document.layout().frames.get(id));
        let of_turn = |turn: &Turn| self.board.line_of(turn).map(|line| self.board.route(line).bounds());
        let all = cards.chain(frames.map(rect_of)).chain(selection.wire.as_ref().and_then(of_turn));
        all.reduce(Rect::union)
    }

    /// Everything there is.
    pub(super) fn everything(&mut self, workspace: &Workspace) -> Rect {
        let frames = workspace.document.layout().frames.values().map(rect_of);
        frames.fold(self.board.bounds(), Rect::union)
    }

    /// The cards that are selected.
    fn selected_cards(&self, cx: &Cx<'_>) -> Vec<(Item, Rect)> {
        let items = cx.workspace.selection.items.iter();
        items.filter_map(|item| Some((item.clone(), self.board.card_of(item)?.rect))).collect()
    }

    /// Brings the selected cards into a line, or the same room between them: one step. False: it is
    /// another command.
    pub(super) fn align(&mut self, command: Command, cx: &mut Cx<'_>) -> bool {
        let cards = self.selected_cards(cx);
        let cards: Vec<(Item, Area)> = cards.into_iter().map(|(item, rect)| (item, area(rect))).collect();
        let places = match command {
            Command::AlignLeft => arrange::align(&cards, Line::Left),
            Command::AlignCentre => arrange::align(&cards, Line::Centre),
            Command::AlignRight => arrange::align(&cards, Line::Right),
            Command::AlignTop => arrange::align(&cards, Line::Top),
            Command::AlignMiddle => arrange::align(&cards, Line::Middle),
            Command::AlignBottom => arrange::align(&cards, Line::Bottom),
            Command::SpreadAcross => arrange::spread(&cards, Axis::Across),
            Command::SpreadDown => arrange::spread(&cards, Axis::Down),
            _ => return false,
        };
        lay(&places, cx);
        true
    }

    /// Lays out the selected cards, or all: one step.
    pub(super) fn arrange(&mut self, cx: &mut Cx<'_>) {
        let chosen = &cx.workspace.selection.items;
        let only = (chosen.len() > 1).then(|| chosen.clone());
        let places = places::laid_out(cx.workspace, only.as_ref());
        lay(&places, cx);
        if only.is_none() {
            self.board.update(cx.workspace);
            let all = self.everything(cx.workspace);
            self.view.fit(all);
        }
    }

    /// Scenes for files that lie in the story's folder: near `at`, where they cover nothing, a few of them
    /// below one another as a question's choices are, many in rows; and in sight. One step.
    pub(super) fn add_clips(&mut self, files: &[String], at: Option<Pos2>, cx: &mut Cx<'_>) {
        let size = Form::of(&Scene::default()).size();
        /// So many are one column.
        const FEW: usize = 4;
        let columns = if files.len() <= FEW { 1.0 } else { (files.len() as f32).sqrt().ceil() } as usize;
        let rows = files.len().div_ceil(columns);
        let pitch = size + vec2(GAP.x / 2.0, GAP.y);
        let all = vec2(columns as f32 * pitch.x, rows as f32 * pitch.y) - (pitch - size);
        let start =
            at.map_or_else(|| self.view.seen().center() - all / 2.0, |at| at - vec2(WIDTH / 2.0, ENTRY));
        let room = places::free_near(&self.board, Rect::from_min_size(start, all));
        let start = room.min;
        let made = cx.workspace.edit(What::AddScene, |edit| {
            let mut made = Vec::new();
            for (nth, file) in files.iter().enumerate() {
                let cell = vec2((nth % columns) as f32, (nth / columns) as f32);
                let spot = spot_at(start + Vec2::new(cell.x * pitch.x, cell.y * pitch.y));
                made.push(commands::add_clip(edit, file, Some(spot))?);
            }
            Ok::<_, EditError>(made)
        });
        if let Some(made) = made {
            let items = made.into_iter().map(Item::Scene).collect();
            self.select(Selection { items, ..Selection::default() }, cx);
            self.board.update(cx.workspace);
            let everything = self.everything(cx.workspace);
            self.view.reveal_with(room, everything);
        }
    }

    /// Moves what is selected a little; presses of keys in a row are one step.
    pub(super) fn nudge(&mut self, by: Vec2, cx: &mut Cx<'_>) {
        let cards = self.selected_cards(cx);
        let frames: Vec<_> = cx.workspace.selection.frames.iter().copied().collect();
        if cards.is_empty() && frames.is_empty() {
            return;
        }
        let gesture = match &self.nudged {
            Some((gesture, selection)) if *selection == cx.workspace.selection => *gesture,
            _ => cx.workspace.new_gesture(),
        };
        self.nudged = Some((gesture, cx.workspace.selection.clone()));
        let by_spot = spot_at(by.to_pos2());
        cx.workspace.edit_within(What::Move, gesture, |edit| {
            for (item, rect) in &cards {
                edit.place(item, Some(spot_at(rect.min + by)));
            }
            for id in &frames {
                edit.change_frame(*id, |frame| frame.at = frame.at.moved(by_spot.0, by_spot.1));
            }
            Ok(())
        });
    }
}
