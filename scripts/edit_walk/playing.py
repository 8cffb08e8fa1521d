"""`edamichi play` on what was made, in its window, with keys."""

import re
import subprocess
import time

from .seat import Failed, until


def play_to_the_end(desk, story):
    """Watches the story as a viewer, and answers each question with the keys until an ending comes."""
    seat, events = desk.seat, desk.work / "events"
    command = [desk.program, "-v", "play", str(story), "--language", desk.words.language]
    command += ["--log", str(desk.work / "choices.db")]
    with events.open("w", encoding="utf-8") as said:
        player = subprocess.Popen(command, stderr=said, env=None)
    try:
        window = until("the player's window does not open", lambda: seat.windows(player.pid))
        seat.focus(next(iter(window.values())))
        time.sleep(1)
        # In from the start page, and on without recording.
        seat.key("Return")
        time.sleep(0.6)
        seat.key("Return")
        ending = follow(desk, events, player)
        desk.step("the ending in the player")
        print(f"  edamichi play: {ending}")
    finally:
        if player.poll() is None:
            player.kill()
        player.wait()


def follow(desk, events, player):
    """Answers until the story ends; gives what the player says of the end."""
    heard, asked, quiet = 0, {}, time.monotonic()
    while time.monotonic() - quiet < 40:
        lines = re.findall(r"edamichi::story.*?: (\w+ .*)", plain(events.read_text(encoding="utf-8")))
        for event in lines[heard:]:
            heard, quiet = heard + 1, time.monotonic()
            kind, _, name = event.partition(" ")
            if kind == "end":
                return event
            if kind == "scene":
                time.sleep(0.5)
                desk.seat.key("Right")
            if kind == "question":
                asked[name] = asked.get(name, 0) + 1
                time.sleep(0.8)
                desk.step(f"the player asks {name}")
                # The template's question comes back after a detour; its third choice goes on.
                desk.seat.key("1" if asked[name] == 1 else "3")
        if player.poll() is not None:
            raise Failed("the player ended before the story did")
        time.sleep(0.1)
    raise Failed(f"the story does not go on: {plain(events.read_text(encoding='utf-8'))[-400:]}")


def plain(text):
    """Without colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
