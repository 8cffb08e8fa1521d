"""The same story without a mouse. Called by scripts/edit-walk.sh --keyboard."""

import sys
import time

from .begin import Author, begin
from .seat import Failed, until
from .words import ASKED, CHOICES, PROMPT, TEMPLATE

# What the choices lead to: the template's first scene again, and its ending.
GOALS = {"ja": ["ようこそ", "ご覧いただき", "ご覧いただき"], "en": ["Welcome", "for watching", "for watching"]}


class Keyboard(Author):
    def run(self):
        self.new_story()
        self.ask()
        self.lead()
        self.mend()
        self.try_it()
        self.save()

    def focused(self):
        node = self.desk.tree.focused()
        return node.name if node else ""

    def tab_to(self, name, key="Tab"):
        """Presses Tab until what is called so, or begins so, has the keyboard."""
        met = []
        for _ in range(160):
            now = self.focused()
            if now == name or now.startswith(name):
                return
            met.append(now)
            self.seat.key(key)
            # What has the keyboard is told after the next pass; some of it has no name, or one that others have.
            end = time.monotonic() + 1.5
            while time.monotonic() < end and self.focused() in ("", now):
                time.sleep(0.05)
        raise Failed(f"{key} does not come to “{name}”, but to: {', '.join(met)}")

    def command(self, key):
        """Finds a command by its name and carries it out."""
        self.seat.key("ctrl+shift+p")
        search = self.words("palette-command")
        until("the search has not the keyboard", lambda: self.desk.find("entry", search).has("FOCUSED"))
        # The input method needs a moment with a field that is new to it.
        time.sleep(0.5)
        self.desk.fill(search, self.words(f"command-{key}"))
        self.seat.key("Return")
        until(
            "the list of commands does not go",
            lambda: not self.desk.tree.has("entry", self.words("palette-command")),
        )

    def prepare(self):
        """The template's pictures are prepared already, and that is said."""
        self.command("prepare-clips")
        self.desk.named("label", "tiding-prepared-before")

    def write(self, field, text):
        self.tab_to(field)
        self.desk.fill(field, text)

    def new_story(self):
        desk = self.desk
        desk.find("push button", TEMPLATE[self.language])
        self.tab_to(TEMPLATE[self.language])
        desk.step("what to begin with")
        self.seat.key("Return")
        desk.named("entry", "path-new-folder")
        self.seat.type(str(self.story))
        desk.stands(self.words("path-new-folder"), str(self.story))
        self.seat.key("Return")
        until("the story is not on disk", (self.story / "story.ron").is_file)
        desk.card(ASKED[self.language])
        desk.step("the template")

    def ask(self):
        """To the last scene in the list; a question on it, with three choices in both languages."""
        desk = self.desk
        self.tab_to(desk.row(GOALS[self.language][0]).name)
        self.seat.key("End", "Up")
        until("the last scene is not selected", lambda: self.focused().startswith(ASKED[self.language]))
        desk.step("the last scene in the list")
        self.command("add-question")
        prompt = self.words.field("field-prompt", self.language)
        until("the question has not the keyboard", lambda: self.focused() == prompt)
        for language in (self.language, self.words.other()):
            self.write(self.words.field("field-prompt", language), PROMPT[language])
        for number, texts in enumerate(CHOICES, 1):
            if number == 3:
                self.command("add-choice")
                until("the choice has not the keyboard", lambda: self.focused() == self.choice(3, self.language))
            for language in (self.language, self.words.other()):
                self.write(self.choice(number, language), texts[language])
        desk.step("the question in both languages")

    def lead(self):
        """Each choice to a scene, from the menu of the row in the list."""
        desk = self.desk
        for number, texts in enumerate(CHOICES):
            self.tab_to(desk.row(ASKED[self.language]).name)
            self.seat.key("shift+F10")
            self.tab_to(self.words("outline-lead-to"))
            self.seat.key("Return")
            self.tab_to(self.words("outline-choice", text=texts[self.language]))
            if number == 0:
                desk.step("where the choices lead")
            self.seat.key("Return")
            time.sleep(0.5)
            self.seat.type(GOALS[self.language][number])
            time.sleep(0.5)
            if number == 0:
                desk.step("where the first choice leads")
            self.seat.key("Return")
            time.sleep(0.5)
        desk.step("wired")

    def mend(self):
        """By the fix button."""
        desk = self.desk
        self.seat.key("alt+4")
        desk.named("label", "problems-title")
        desk.step("problems")
        begins = self.problem("fix-drop-way")
        self.tab_to(begins)
        self.seat.key("Return")
        until("there are problems left", lambda: desk.counts() == (0, 0), seconds=60)
        desk.step("no problems")

    def try_it(self):
        desk = self.desk
        self.seat.key("F6")
        desk.named("label", "preview-title")
        answer = CHOICES[0][self.language]
        desk.find("toggle button", answer, seconds=60)
        self.tab_to(answer)
        desk.step("the question in the preview")
        self.seat.key("Return")
        seen = self.words("preview-visits", scene=GOALS[self.language][0], times="1")
        desk.find("label", seen, seconds=60)
        desk.step("the answer in the preview")


if __name__ == "__main__":
    sys.exit(begin(Keyboard))
