# The words of the author's window, in the order of its parts.

# the frame: menus, panes, notes, questions
menu-file = File
menu-edit = Edit
menu-insert = Insert
menu-arrange = Arrange
menu-view = View
menu-play = Play
menu-help = Help
command-new = New story…
command-open = Open…
command-save = Save
command-save-as = Save as…
command-changes = What changed since the last save
command-export-texts = Export texts for translators…
command-import-texts = Import translated texts…
command-export-mermaid = Export the graph as Mermaid text…
command-export-svg = Export the graph as a picture (SVG)…
command-quit = Quit
command-undo = Undo
command-redo = Redo
command-cut = Cut
command-copy = Copy
command-paste = Paste
command-duplicate = Duplicate
command-delete = Delete
command-select-all = Select all
command-rename = Rename…
command-find = Go to scene…
command-add-scene = Scene
command-add-clips = Scenes from video files…
command-add-question = Question on the selected scene
command-add-choice = Choice on its question
command-add-ending = Ending
command-add-frame = Frame around the selection
command-arrange = Lay out automatically
command-align-left = Align left edges
command-align-centre = Align centres
command-align-right = Align right edges
command-align-top = Align top edges
command-align-middle = Align middles
command-align-bottom = Align bottom edges
command-spread-across = Space evenly across
command-spread-down = Space evenly down
command-command-palette = Find a command…
command-zoom-in = Zoom in
command-zoom-out = Zoom out
command-zoom-reset = Actual size
command-fit = Show the whole story
command-fit-selection = Show the selection
command-show-outline = List of scenes
command-show-story = Story settings
command-show-inspector = Inspector
command-show-problems = Problems
command-show-paths = Paths and lengths
command-language-english = English
command-language-japanese = 日本語
command-theme-system = Light or dark as the system
command-theme-light = Light
command-theme-dark = Dark
command-theme-contrast = High contrast
command-preview = Preview from the start
command-preview-from-scene = Preview from the selected scene
command-play-as-viewer = Play as a viewer
command-keys = Keyboard shortcuts
unsaved-title = Save the changes to “{ $story }”?
unsaved-text = What is not saved will be lost.
unsaved-save = Save
unsaved-discard = Don’t save
cancel = Cancel
close = Close
palette-scene = Scene, by title or id
palette-command = What would you like to do?
palette-nothing = Nothing found
status-saved = Saved
status-unsaved = Not saved yet
status-scenes = { $count } scenes
status-problems = { $errors } errors, { $warnings } warnings
status-no-problems = No problems
status-checking = Checking…
status-language = Texts shown in
error-missing-name = There is no such thing any more: { $name }
error-taken = The name is taken: { $name }. Choose another.
error-not-a-name = “{ $name }” cannot be an id: use a to z, 0 to 9 and “-”, at most 64 of them.
error-last-scene = A story needs at least one scene.
error-no-such-turn = That way on is not there any more.
error-needs-a-way = This is the way where no condition holds. Lead it elsewhere, or take the conditions away first.
error-no-choices = This question has no choices. Make it one that asks for one or several of them.

# canvas and outline

# inspector and story settings

# problems, paths, translations, new stories

# files and the window

# preview
preview-title = Preview
preview-how = Plays the story as viewers see it, without recording anything.
preview-stuck = The story got stuck here
preview-pause = Pause
preview-go-on = Go on
preview-back = Back to the last question
preview-to-end = To the clip’s end
preview-to-end-why = Skips to half a second before the end, where most questions open.
preview-again = Again
preview-stop = Stop
preview-show-scene = Show its card
preview-contact = Viewers write a message here; nothing is sent from the preview.
preview-skip = Rather not say
preview-time-left = { $seconds } s left
preview-visited = seen
preview-confirm = Confirm
preview-state = What conditions know now
preview-visits = Seen: { $scene } (× { $times })
preview-yes = yes
preview-no = no
preview-past = As if this had happened before
preview-past-why = Tests the deep parts of a story without playing up to them.
preview-past-clear = Nothing happened before
preview-answered = answered
preview-seen = Scenes that were seen
