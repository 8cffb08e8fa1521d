"""The words by which controls are found: the window's own, and what the walk writes in both languages."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

TEMPLATE = {"ja": "はじめての枝道", "en": "A first story"}
# The scene of the template that gets the question, and its way on's ending.
ASKED = {"ja": "ありがとう", "en": "Thank you"}

# What is dropped: a file's name in Japanese, and what the scene is called in English.
CLIPS = [
    ("職場の一日", "A day at work"),
    ("先輩の話", "A colleague speaks"),
    ("内定者の座談会", "A round-table"),
]
PROMPT = {"ja": "次に何を見ますか？", "en": "What would you like to see next?"}
CHOICES = [
    {"ja": "一日の流れ", "en": "How a day goes"},
    {"ja": "先輩に聞く", "en": "Ask a colleague"},
    {"ja": "内定者の声", "en": "Those who join, too"},
]
# What is written by an input method, and the letters that are typed for it.
READINGS = {"内定者の声": "naiteishanokoe"}
LANGUAGES = {"ja": "日本語", "en": "English"}


class Words:
    """The window's words in a language, by their keys in assets/i18n."""

    def __init__(self, language):
        self.language = language
        text = (ROOT / f"assets/i18n/editor-{language}.ftl").read_text(encoding="utf-8")
        self.lines = dict(re.findall(r"^([a-z0-9-]+) = (.*)$", text, re.MULTILINE))

    def __call__(self, key, **values):
        line = self.lines[key]
        for name, value in values.items():
            line = line.replace("{ $" + name + " }", value)
        return line

    def field(self, key, language):
        """A text's field in one of the story's languages."""
        return f"{self(key)} ({LANGUAGES[language]})"

    def other(self):
        return "en" if self.language == "ja" else "ja"
