//! The ways on from a scene as ports on its card and wires to other cards.
//!
//! A port is what a way on begins at: a choice, or the scene itself. Where its way parts by conditions,
//! or goes on after a detour, it has several turns; each has a wire.

use crate::document::{Edit, EditError, Item};
use crate::names::Name;
use scene_graph::{Answers, Branch, ChoiceId, EndingId, Scene, SceneId, SeveralOf, Story};

/// What a way on begins at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Port {
    /// On this scene's card.
    pub scene: SceneId,
    /// The choice; `None`: the scene's own way on.
    pub choice: Option<ChoiceId>,
}

/// One step inside a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hop {
    /// What follows a detour.
    AfterDetour,
    /// The case of this number.
    Case(usize),
    /// What is taken when no case holds.
    Otherwise,
}

/// A place in a port's branch that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Turn {
    /// Where the way begins.
    pub port: Port,
    /// How to come to it from there; empty: the port itself.
    pub path: Vec<Hop>,
}

/// Where a turn leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lead {
    /// On to a scene.
    Goto(SceneId),
    /// To a scene and back to this question, or to what follows the detour.
    Visit(SceneId),
    /// Back from a detour.
    Return,
    /// To an ending.
    End(EndingId),
}

/// A wire on the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    /// From there …
    pub turn: Turn,
    /// … to there.
    pub to: Lead,
}

impl Port {
    /// The scene's own way on.
    #[must_use]
    pub fn of_scene(scene: SceneId) -> Self {
        Self { scene, choice: None }
    }

    /// The turn at the port itself.
    #[must_use]
    pub fn turn(self) -> Turn {
        Turn { port: self, path: Vec::new() }
    }
}

/// The wires of a scene, its choices' first, in the author's order.
#[must_use]
pub fn wires(id: &SceneId, scene: &Scene) -> Vec<Wire> {
    let choices = scene.question.iter().flat_map(|question| question.answers.choices());
    let of_choices = choices.map(|choice| (Some(choice.id.clone()), choice.then.as_ref()));
    let mut found = Vec::new();
    for (choice, branch) in of_choices.chain([(None, scene.then.as_ref())]) {
        if let Some(branch) = branch {
            collect(branch, Port { scene: id.clone(), choice }.turn(), &mut found);
        }
    }
    found
}

fn collect(branch: &Branch, turn: Turn, found: &mut Vec<Wire>) {
    let further = |hop| {
        let mut turn = turn.clone();
        turn.path.push(hop);
        turn
    };
    match branch {
        Branch::When { cases, otherwise } => {
            for (place, case) in cases.iter().enumerate() {
                collect(&case.then, further(Hop::Case(place)), found);
            }
            collect(otherwise, further(Hop::Otherwise), found);
        }
        Branch::Via(scene, then) => {
            let after = further(Hop::AfterDetour);
            found.push(Wire { turn, to: Lead::Visit(scene.clone()) });
            collect(then, after, found);
        }
        Branch::Goto(scene) => found.push(Wire { turn, to: Lead::Goto(scene.clone()) }),
        Branch::Visit(scene) => found.push(Wire { turn, to: Lead::Visit(scene.clone()) }),
        Branch::Return => found.push(Wire { turn, to: Lead::Return }),
        Branch::End(ending) => found.push(Wire { turn, to: Lead::End(ending.clone()) }),
    }
}

impl Lead {
    /// To this card; `visits`: and back, where it is a scene's.
    #[must_use]
    pub fn to(item: Item, visits: bool) -> Self {
        match item {
            Item::Scene(scene) if visits => Self::Visit(scene),
            Item::Scene(scene) => Self::Goto(scene),
            Item::Ending(ending) => Self::End(ending),
        }
    }

    /// What it leads to; `None`: back from a detour. Whether the story has it is not asked.
    #[must_use]
    pub fn item(&self) -> Option<Item> {
        match self {
            Self::Goto(scene) | Self::Visit(scene) => Some(Item::Scene(scene.clone())),
            Self::End(ending) => Some(Item::Ending(ending.clone())),
            Self::Return => None,
        }
    }

    /// The branch that leads there and does no more.
    pub(crate) fn branch(self) -> Branch {
        match self {
            Self::Goto(scene) => Branch::Goto(scene),
            Self::Visit(scene) => Branch::Visit(scene),
            Self::Return => Branch::Return,
            Self::End(ending) => Branch::End(ending),
        }
    }

    fn is_in(&self, story: &Story) -> Result<(), EditError> {
        match self.item().filter(|item| !item.is_in(story)) {
            Some(Item::Scene(scene)) => Err(EditError::Missing(Name::Scene(scene))),
            Some(Item::Ending(ending)) => Err(EditError::Missing(Name::Ending(ending))),
            None => Ok(()),
        }
    }
}

/// The branch that begins at a port.
fn root<'a>(scene: &'a mut Scene, port: &Port) -> Result<&'a mut Option<Branch>, EditError> {
    let Some(id) = &port.choice else { return Ok(&mut scene.then) };
    let answers = scene.question.as_mut().map(|question| &mut question.answers);
    let found = match answers {
        Some(Answers::OneOf(choices) | Answers::SeveralOf(SeveralOf { choices, .. })) => {
            choices.iter_mut().find(|choice| choice.id == *id)
        }
        _ => None,
    };
    found.map(|choice| &mut choice.then).ok_or(EditError::NoSuchTurn)
}

fn inner<'a>(branch: &'a mut Branch, path: &[Hop]) -> Result<&'a mut Branch, EditError> {
    let Some((hop, rest)) = path.split_first() else { return Ok(branch) };
    let next = match (hop, branch) {
        (Hop::AfterDetour, Branch::Via(_, then)) => &mut **then,
        (Hop::Case(place), Branch::When { cases, .. }) => {
            &mut cases.get_mut(*place).ok_or(EditError::NoSuchTurn)?.then
        }
        (Hop::Otherwise, Branch::When { otherwise, .. }) => &mut **otherwise,
        _ => return Err(EditError::NoSuchTurn),
    };
    inner(next, rest)
}

/// Leads a turn to `lead`; a port that led nowhere gets its way on. What follows a detour stays when it
/// is led to another detour.
///
/// # Errors
/// When the turn or what it is to lead to is not there.
pub fn join(edit: &mut Edit<'_>, turn: &Turn, lead: Lead) -> Result<(), EditError> {
    lead.is_in(edit.story())?;
    edit.scene(&turn.port.scene, |scene| {
        let root = root(scene, &turn.port)?;
        let Some(branch) = root else {
            if !turn.path.is_empty() {
                return Err(EditError::NoSuchTurn);
            }
            *root = Some(lead.branch());
            return Ok(());
        };
        lead_on(inner(branch, &turn.path)?, lead);
        Ok(())
    })
}

/// Leads a branch elsewhere. What follows a detour stays when it is led to another detour.
pub(crate) fn lead_on(branch: &mut Branch, lead: Lead) {
    match (branch, lead) {
        (Branch::Via(scene, _), Lead::Visit(other)) => *scene = other,
        (branch, lead) => *branch = lead.branch(),
    }
}

/// Cuts a wire: the port leads nowhere, the case is dropped, the detour is left out, or nothing follows
/// it.
///
/// # Errors
/// When the turn is not there, or is what is taken where no case holds: that has to lead somewhere.
pub fn cut(edit: &mut Edit<'_>, turn: &Turn) -> Result<(), EditError> {
    edit.scene(&turn.port.scene, |scene| cut_in(scene, turn))
}

fn cut_in(scene: &mut Scene, turn: &Turn) -> Result<(), EditError> {
    let root = root(scene, &turn.port)?;
    let branch = root.as_mut().ok_or(EditError::NoSuchTurn)?;
    let leaf = inner(branch, &turn.path)?;
    if let Branch::Via(_, then) = leaf {
        *leaf = Branch::clone(then);
        return Ok(());
    }
    let Some((last, path)) = turn.path.split_last() else {
        *root = None;
        return Ok(());
    };
    let around = inner(branch, path)?;
    match (last, &mut *around) {
        (Hop::AfterDetour, Branch::Via(scene, _)) => *around = Branch::Visit(scene.clone()),
        (Hop::Case(place), Branch::When { .. }) => drop_case(around, *place),
        (Hop::Otherwise, _) => return Err(EditError::NeedsAWay),
        _ => return Err(EditError::NoSuchTurn),
    }
    Ok(())
}

/// Takes a case out of a way by conditions; what is left without a case is what was taken otherwise.
pub(crate) fn drop_case(branch: &mut Branch, place: usize) {
    let Branch::When { cases, otherwise } = branch else { return };
    if place < cases.len() {
        cases.remove(place);
    }
    if cases.is_empty() {
        *branch = Branch::clone(otherwise);
    }
}

/// Cuts every wire of a scene that leads to `gone`. Where no case holds it has to lead somewhere: there
/// it stays as it is, and the checks tell.
pub(crate) fn cut_all(id: &SceneId, scene: &mut Scene, gone: impl Fn(&Lead) -> bool) {
    // Each cut may bring a wire to another place: what stood for all other cases takes the place of the last case.
    let cut_one = |scene: &mut Scene| {
        let found = wires(id, scene).into_iter().filter(|wire| gone(&wire.to));
        found.map(|wire| wire.turn).any(|turn| cut_in(scene, &turn).is_ok())
    };
    while cut_one(scene) {}
}

/// Puts a scene that is there into a wire: it leads to the scene, and the scene to where it led.
///
/// # Errors
/// When the turn or the scene is not there.
pub fn put_between(edit: &mut Edit<'_>, turn: &Turn, between: &SceneId) -> Result<(), EditError> {
    let scene = edit.story().scenes.get(&turn.port.scene);
    let found =
        scene.and_then(|scene| wires(&turn.port.scene, scene).into_iter().find(|wire| wire.turn == *turn));
    let to = found.ok_or(EditError::NoSuchTurn)?.to;
    let lead = match &to {
        Lead::Visit(_) => Lead::Visit(between.clone()),
        Lead::Goto(_) | Lead::Return | Lead::End(_) => Lead::Goto(between.clone()),
    };
    // A detour comes back by itself, from wherever it leads.
    let on = match to {
        Lead::Visit(scene) => Branch::Goto(scene),
        other => other.branch(),
    };
    join(edit, turn, lead)?;
    edit.scene(between, |scene| {
        scene.then = Some(on);
        Ok(())
    })
}
