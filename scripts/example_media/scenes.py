"""All scenes by name."""

from . import scenes_choices, scenes_frame, scenes_people, scenes_work

SCENES = {**scenes_frame.SCENES, **scenes_people.SCENES, **scenes_work.SCENES, **scenes_choices.SCENES}
