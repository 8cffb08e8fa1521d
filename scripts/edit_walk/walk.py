"""A new user's first story, by mouse and keyboard. Called by scripts/edit-walk.sh."""

import subprocess
import sys
import time
from pathlib import Path

from .begin import Author, begin
from .desk import make_clips
from .seat import Failed, until
from .words import ASKED, CHOICES, CLIPS, LANGUAGES, PROMPT, TEMPLATE


class Walk(Author):
    def run(self):
        self.new_story()
        self.drop_clips()
        self.ask()
        self.wire()
        self.mend()
        self.try_it()
        self.save()

    def new_story(self):
        desk = self.desk
        desk.find("push button", TEMPLATE[self.language])
        desk.step("what to begin with")
        # A window that has just opened may still be moving things when it is clicked into.
        for _ in range(5):
            desk.click("push button", TEMPLATE[self.language])
            time.sleep(2)
            if not desk.tree.has("push button", TEMPLATE[self.language]):
                break
        desk.named("entry", "path-new-folder")
        self.seat.type(str(self.story))
        desk.stands(self.words("path-new-folder"), str(self.story))
        desk.step("where it is to be")
        self.seat.key("Return")
        until("the story is not on disk", (self.story / "story.ron").is_file)
        until("the window has not its title", lambda: desk.title().endswith("– Edamichi"))
        desk.card(ASKED[self.language])
        desk.step("the template")

    def drop_clips(self):
        desk = self.desk
        clips = make_clips(desk.work, CLIPS)
        canvas = desk.named("canvas", "canvas-name").rect
        begin = (canvas[0] + canvas[2] - 250, canvas[1] + 20)
        script = Path(__file__).with_name("files_window.py")
        command = [sys.executable, str(script), *(str(part) for part in begin), *(str(clip) for clip in clips)]
        files = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            self.hears(files, "shown")
            self.seat.move((begin[0] + 40, begin[1] + 40))
            self.seat.press()
            time.sleep(0.1)
            # Out of the files' window, then on over the canvas.
            for share in (0.3, 0.6, 0.8, 0.9, 1.0):
                self.seat.move((begin[0] + 40, begin[1] + 40 + share * (canvas[3] - 240)))
                time.sleep(0.08)
            self.hears(files, "entered")
            self.hears(files, "accepted")
            desk.step("clips held over the canvas")
            self.seat.release()
            self.hears(files, "dropped")
            self.hears(files, "finished")
        finally:
            files.kill()
            files.wait()
        for name, _ in CLIPS:
            until(f"{name} is not in the story's folder", (self.story / "media" / f"{name}.mp4").is_file)
            desk.card(name)
        desk.step("clips dropped")

    def hears(self, files, word):
        said = files.stdout.readline().strip()
        if said != word:
            raise Failed(f"the files' window says “{said}”, not “{word}”")

    def ask(self):
        """A question with three choices in both languages."""
        desk = self.desk
        self.seat.click(desk.card(ASKED[self.language]).middle)
        desk.press("push button", "question-add")
        prompt = self.words.field("field-prompt", self.language)
        desk.find("entry", prompt)
        desk.step("a question without words")
        for language in (self.language, self.words.other()):
            desk.write(self.words.field("field-prompt", language), PROMPT[language])
        for number, texts in enumerate(CHOICES, 1):
            first = self.choice(number, self.language)
            if not desk.tree.has("entry", first):
                desk.press("push button", "choice-add")
            for language in (self.language, self.words.other()):
                desk.write(self.choice(number, language), texts[language])
            if number == 1:
                desk.step("the first choice in both languages")
        desk.step("the question in both languages")

    def wire(self):
        """From each choice's dot to a clip's card."""
        desk = self.desk
        # All of it in sight.
        desk.click("push button", self.words("command-fit"))
        desk.step("the whole story")
        for number, (clip, _) in enumerate(CLIPS):
            self.pull(ASKED[self.language], number, desk.card(clip))
            if number == 0:
                desk.step("the first wire")
        ending = next(
            node for node in desk.tree.all()
            if node.role == "list item" and node.name.startswith(self.words("canvas-ending-name", title=""))
        )
        self.pull(CLIPS[0][0], 0, ending)
        desk.step("wired")
        desk.menu("arrange", "arrange")
        desk.step("laid out")

    def pull(self, title, row, to):
        """A wire from the row of a card, counted from its first choice, to a card."""
        desk = self.desk
        x, y, width, height = desk.card(title).rect
        scale = width / CARD_WIDTH
        rows = len(CHOICES) + 1 if title == ASKED[self.language] else 1
        foot = CARD_FOOT + (rows - row - 0.5) * CARD_ROW
        left, top, _, high = to.rect
        before = desk.counts()
        self.seat.drag((x + width, y + height - foot * scale), (left + 24, top + high / 2))
        # A clip that nothing led to was a problem, and one that leads nowhere is another.
        until(f"the wire from “{title}” is not there", lambda: desk.counts() not in (None, before))

    def mend(self):
        """What the checks found: by the fix buttons, and by what "go there" shows."""
        desk = self.desk
        counts = until("the checks say nothing", desk.counts)
        desk.click("push button", self.words("status-problems", errors=str(counts[0]), warnings=str(counts[1])))
        desk.named("label", "problems-title")
        desk.step("problems")
        self.fix("fix-end-here")
        self.fix("fix-drop-way")
        desk.step("problems fixed by their buttons")
        self.translate_titles()
        self.caption()
        until("there are problems left", lambda: desk.counts() == (0, 0), seconds=60)
        desk.step("no problems")

    def fix(self, key):
        """Every "fix" that does this."""
        begins = self.problem(key)
        fits = lambda name: name.startswith(begins)  # noqa: E731
        while True:
            before = self.desk.counts()
            self.desk.click("push button", fits)
            until("the problem is still there", lambda before=before: self.desk.counts() != before)
            if not self.desk.tree.has("push button", fits):
                return

    def translate_titles(self):
        """The clips' titles were their files' names: they are missing in the other language."""
        for clip, english in CLIPS:
            self.seat.click(self.desk.row(clip).middle)
            own, other = self.language, self.words.other()
            wanted = {own: clip if own == "ja" else english, other: english if own == "ja" else clip}
            missing = other
            self.desk.write(self.words.field("field-title", missing), wanted[missing])
        self.desk.step("titles in both languages")

    def caption(self):
        """The clips have sound: captions in both languages, as files that are chosen."""
        desk = self.desk
        for clip, _ in CLIPS:
            self.seat.click(desk.row(clip).middle)
            for language in LANGUAGES:
                file = desk.work / f"{clip}.{language}.vtt"
                file.write_text("WEBVTT\n\n00:00.500 --> 00:02.500\n" + f"{clip}\n", encoding="utf-8")
                field = self.words.field("field-captions", language)
                choose = f"{field} – {self.words('form-choose-file')}"
                self.seat.click(desk.bring("push button", choose).middle)
                desk.named("entry", "path-file")
                self.seat.type(str(file))
                desk.stands(self.words("path-file"), str(file))
                self.seat.key("Return")
                desk.stands(field, f"media/{file.name}")
        desk.step("captions in both languages")

    def try_it(self):
        """Plays from the question's scene in the pane, and answers."""
        desk = self.desk
        self.seat.click(desk.row(ASKED[self.language]).middle)
        self.seat.key("F6")
        desk.named("label", "preview-title")
        answer = CHOICES[0][self.language]
        desk.find("toggle button", answer, seconds=60)
        desk.step("the question in the preview")
        desk.click("toggle button", answer)
        seen = self.words("preview-visits", scene=CLIPS[0][0], times="1")
        desk.find("label", seen, seconds=60)
        desk.step("the first clip in the preview")
        desk.press("push button", "preview-stop")

    def prepare(self):
        """By the button beside the note about it."""
        desk, index = self.desk, self.story / "media-index.ron"
        desk.press("push button", "fix-prepare")
        until("the clips are not prepared", lambda: CLIPS[-1][0] in index.read_text(encoding="utf-8"), seconds=120)
        # The checks look once more at what was read.
        button = self.words("fix-prepare")
        until("the note about it does not go", lambda: not desk.tree.has("push button", button), seconds=60)


# As cards are drawn: their width, a row's height, and what lies below the last row.
CARD_WIDTH, CARD_ROW, CARD_FOOT = 232, 26, 5


if __name__ == "__main__":
    sys.exit(begin(Walk))
