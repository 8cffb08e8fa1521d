# The viewer's interface in English. Same keys and values as ja.ftl (a test compares them).

loading = Opening…
close = Close
quit = Quit

## The start window and opening
home-kicker = Edamichi
home-title = Which story shall it be?
home-open = Open a story…
home-new = Make a new one…
home-drop = You can also drop a story's folder, or its story.ron, on this window.
home-recent = Opened before
home-gone = No longer there
home-no-dialog = This computer has no file dialog for programs. Drop the story on this window instead, or type: edamichi play FOLDER
home-not-made = The new story could not be made: { $reason }
today = today
yesterday = yesterday
days-ago = { $days } days ago
loading-checking = Looking it over…
loading-clips = Looking up its clips: { $done } of { $all }
cancel = Cancel

## The start page
start-length = About { $usual } min
start-length-range = About { $usual } min ({ $least } to { $most }, depending on what you choose)
start-changed = This story has changed since you last watched, so it begins anew.
start-clips-missing = Clips that are missing: { $count }. Their titles are shown instead, and the story goes on.
resume = Continue where you left off
resume-at = { $scene }, { $when }
start-anew = Start anew
captions = Captions
off = Off
captions-small = Small
captions-medium = Medium
captions-large = Large
remember-place = Remember my place
remember-place-why = On this computer only, until you finish or switch it off.

## Before the story
consent-title = What may be recorded?
consent-back = Back
consent-kicker = An interactive story
consent-from = Who receives it
consent-why = What for
consent-keep = How long it is kept
consent-keep-value = { $days } days, then it is deleted
consent-choose = Both are off until you switch them on.
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
contact-to-mail = To { $to } <{ $mail }>
contact-about = About: { $about }
contact-subject = A question about “{ $about }”
contact-how-mail = Sending saves this as a file and opens a mail to { $mail } with the same words. It leaves this computer only when you send that mail.
contact-how-file = This is saved as a file on this computer. Nothing leaves it until you hand the file over yourself.
contact-save = Save it
contact-empty = (no message)
contact-send = Send it
contact-edit = Change
contact-not-now = Not now
contact-ask = Ask to be contacted
contact-sent = Your question is ready. It arrives once you have sent the mail or handed over the file.

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
slate-go-on = Go on
offers = To read

## The end
ending-title = Thank you for watching
ending-recorded = Your answers were recorded as you agreed.
ending-not-recorded = Nothing was recorded.
watch-again = Watch again
back-to-question = Back to the last question

## What was recorded
recorded-title = What was recorded
recorded-now = Recorded now: { $scope }
recorded-not-now = Nothing is being recorded.
recorded-not-offered = This story asks for nothing to be recorded.
recorded-scope-none = nothing
recorded-agree = Agree
recorded-reading = Reading…
recorded-nothing = Nothing is stored. What is recorded once you agree to it appears here.
recorded-unreadable = The list cannot be read at the moment. Nothing was changed or deleted.
recorded-waiting = The disk cannot be written at the moment. Records that wait, and are not listed here: { $count }
recorded-with-name = With the name { $name }
recorded-without-name = Without a name
recorded-day = { $year }-{ $month }-{ $day }
recorded-answers = What you said
recorded-scenes = What you watched
recorded-else = What else you did
recorded-said = You said “{ $answer }” to “{ $question }”
recorded-wrote = You wrote “{ $words }” to “{ $question }”
recorded-about = { $what }, to “{ $question }”
recorded-words-not-kept = You wrote something; your words were not recorded
recorded-skipped = You would rather not say
recorded-time-ran-out = The time ran out; no answer is recorded
recorded-contact-words = You asked to be contacted: “{ $words }”
recorded-contact = You asked to be contacted
recorded-times = { $what } (×{ $count })
recorded-damaged = Records that cannot be read: { $count }
did-paused = Paused or went on
did-sought = Moved to another time of a clip
did-went-back = Went back to a question
did-restarted = Started over
did-jumped = Jumped to “{ $scene }”
did-was-asked = Was asked “{ $question }”
did-language = Changed the language to { $language }
did-setting = Changed a setting
did-opened = Opened “{ $title }”
did-agreed = Changed what is recorded to: { $scope }
did-clip-failed = A clip could not be played: “{ $scene }”
did-reached = Reached the end “{ $ending }”
did-reached-end = Reached an end
recorded-each = Each record also holds when it was, where the clip stood, which choices were shown, how long an answer took, the language, and the versions of the story, the consent text and this program.
recorded-where = It lies on this computer, under your user account. Whoever uses the same account sees the same list.
recorded-back = Back
recorded-back-to-story = Back to the story
recorded-save = Save a copy
recorded-erase = Delete everything…
recorded-erase-title = Delete everything that is listed here?
recorded-erase-what = Answers, words, times and your name are overwritten and cannot be brought back. What remains has no content: the numbers and checksums of the deleted records, and when they were deleted. Copies that were saved or handed over earlier are not reached.
recorded-erase-no = Keep everything
recorded-erase-yes = Delete
recorded-erase-stop = Delete, and stop recording
recorded-erase-go-on = Delete, and record what comes next
recorded-busy = One moment…
recorded-erased = Deleted. Records: { $count }
recorded-bytes-may-stay = Old bytes may still be on the disk, because another program has the records open. Close it and delete again.
recorded-not-erased = It could not be deleted. Please try again.
recorded-saved = A copy is in { $folder } (records: { $count })
recorded-not-saved = No copy could be saved.

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
try-again = Try again
other-story = Another story…

## Notices
notice-no-sound = No loudspeaker was found. The story plays without sound; captions may help.
notice-log-failed = Your answers can no longer be recorded: the disk is full or cannot be written. The story goes on.
notice-handout-failed = “{ $title }” could not be opened.
notice-no-story = “{ $name }” is no story. Drop a story's folder, or its story.ron.
notice-software = Without a graphics adapter, a smaller window plays more smoothly.
notice-contact-mail = A mail draft is open: send it there. Your question is also in { $path }.
notice-contact-mail-only = A mail draft is open: send it there. No file could be saved.
notice-contact-saved = Your question is saved in { $path }. Please hand the file over yourself.
notice-contact-not-saved = Your question could not be saved: { $detail }
