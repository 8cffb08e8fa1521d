# The viewer's interface in English. Same keys and values as ja.ftl (a test compares them).

loading = Opening…
close = Close
quit = Quit

## Before the story
consent-kicker = An interactive story
consent-from = Who receives it
consent-why = What for
consent-keep = How long it is kept
consent-keep-value = { $days } days, then it is deleted
consent-choose = What may be recorded? Both are off until you switch them on.
consent-statistics = Anonymous statistics
consent-follow-up = Follow-up with my name
consent-viewer = Your name or the number you were given
consent-viewer-hint = Name or number
consent-viewer-missing = Write your name or number above, or switch the follow-up off.
consent-free = Whatever you decide, you see exactly the same story.
consent-begin-without = Watch without recording
consent-begin-with = Watch and share this
consent-nothing-chosen = Switch something on above to share it.
consent-nothing-recorded = Nothing is recorded.
begin = Start
no-time-limits = No time limits
no-time-limits-why = Questions wait for as long as you like.
language-menu = Language

## Questions
question = Question
visited = seen
chosen = chosen
choice-number = Key { $number }
skip = Rather not say
confirm = Confirm
answer-stands = Your answer is noted. You can change it until the clip ends.
choose-exactly = Choose { $count }
choose-between = Choose { $least } to { $most }
choose-at-least = Choose { $count } or more
choose-at-most = Choose up to { $count }
chosen-count = { $count } chosen
scale-step = { $number } of { $highest }
scale-slider = Your answer
scale-low = { $number } of { $highest }, { $meaning }
scale-high = { $number } of { $highest }, { $meaning }
your-words = Your words
words-left = { $count } of { $most } characters
words-send = Done
words-keys = Ctrl + Enter also sends it
words-kept = Your words are recorded together with your name.
words-not-kept = Your words are not recorded.
seconds-left = { $seconds } s

## Asking to be contacted
contact-to = To { $to }
contact-no-one = To the company
contact-message = Your message
contact-hint = What would you like to know? It may stay empty.
contact-preview = See what will be sent
contact-preview-title = Exactly this will be sent
contact-from = From: { $viewer }
contact-from-nobody = From: no name
contact-empty = (no message)
contact-send = Send it
contact-edit = Change
contact-not-now = Not now
contact-ask = Ask to be contacted
contact-sent = Your request was noted.

## Playing
controls = Controls
play = Play
pause = Pause
back = Back to the last question
restart = From the beginning
seek = Position
mute = Sound off
unmute = Sound on
volume = Volume
captions-on = Show captions
captions-off = Hide captions
fullscreen = Full screen
window = Leave full screen
slate-message = This clip cannot be played. The story goes on.
offers = To read

## The end
ending-title = Thank you for watching
ending-recorded = Your answers were recorded as you agreed.
ending-not-recorded = Nothing was recorded.
watch-again = Watch again
back-to-question = Back to the last question

## Errors
error-detail = Details for whoever helps you
error-missing = There is no story here
error-missing-what = Nothing was found at { $path }.
error-missing-do = Check the name, or ask whoever sent you the story to send it again.
error-damaged = This story cannot be played
error-damaged-what = Something in { $path } is not as it should be.
error-damaged-do = Ask whoever sent you the story to check it. The details below tell them where.
error-unreadable = This story may not be opened
error-unreadable-what = This computer does not let the program read { $path }.
error-unreadable-do = Move the story to your own folder, or ask for the right to read it.
error-too-new = This story needs a newer program
error-too-new-what = { $path } was made with a newer version.
error-too-new-do = Update Edamichi and open the story again.
error-graphics = Pictures cannot be drawn
error-graphics-what = No graphics adapter was found, not even one in software.
error-graphics-do = Install your computer's graphics driver (on Linux, the packages libvulkan1 and mesa-vulkan-drivers) and start again.
error-other = Something went wrong
error-other-what = The story cannot go on.
error-other-do = Close the program and open the story again. If that does not help, pass the details on.

## Notices
notice-no-sound = No loudspeaker was found. The story plays without sound; captions may help.
notice-log-failed = Your answers can no longer be recorded: the disk is full or cannot be written. The story goes on.
notice-handout-failed = “{ $title }” could not be opened.
notice-software = Without a graphics adapter, a smaller window plays more smoothly.
notice-contact-saved = Your request was saved.
