checkpoint-qrs = Service QR codes
checkpoint-qrs-list = Service QR codes: whoever scans one goes on duty there. Choose a code or issue a new one.
checkpoint-qrs-none = There are no service QR codes yet. Issue the first: whoever scans it goes on duty there.
checkpoint-qr-label = { $name } · { $days ->
        [one] { $days } day left
       *[other] { $days } days left
    }
checkpoint-qr-card = <b>{ $name }</b>
    { $place }
    Accepts: { $accepts }
    Shift: up to { $hours } h
    On duty may go: { $admits ->
        [guests] staff, and others whom a manager approves
       *[staff] staff only
    }
    Valid until { $until } ({ $days ->
        [one] { $days } day left
       *[other] { $days } days left
    })
checkpoint-qr-on-duty = On duty: { $names }
checkpoint-qr-deleted = 🚫 No longer works since { $at }
checkpoint-qr-open = Open the code
checkpoint-accepts-all = all passes
checkpoint-today = Today
checkpoint-svg = SVG
checkpoint-svg-sent = The QR code as SVG: for a print shop, at any size.
checkpoint-poster = A4 poster
checkpoint-poster-sent = An A4 poster: print it and put it up where people go on duty.
checkpoint-poster-scan = Point your phone’s camera at the code and open the bot.
checkpoint-poster-start = Press “Go on duty”.
checkpoint-poster-check = Send the bot photos of passes’ QR codes: the answer comes at once.
checkpoint-poster-footer = { $organisation }. The code is valid until { $until }

checkpoint-issue = ➕ Issue a QR code
checkpoint-issue-name = What is the checkpoint called? For example: “Gate 1”.
checkpoint-issue-place = Where is it? For example: “Main entrance, 5 Garden Street”. Those who are checked see this place.
checkpoint-issue-accepts = Which passes are accepted here? Mark those, or none to accept all.
checkpoint-accepts-every = Accept all ›
checkpoint-accepts-these = Accept the marked ones ›
checkpoint-issue-hours = How long may a shift be?
checkpoint-hours = { $hours } h
checkpoint-issue-days = For how long is the code valid? 180 days is the longest; I will remind you in time.
checkpoint-issue-summary = Please check:

    <b>{ $name }</b>
    { $place }
    Accepts: { $accepts }
    Shift: up to { $hours } h
    Valid until { $until }

    Any registered member of staff who scans the code can go on duty{ $admits ->
        [guests] , and anyone else whom a manager approves on the spot
       *[staff] {""}
    }.
checkpoint-issue-confirm = Issue
checkpoint-issue-pin = Enter your PIN: it signs the service QR code.

checkpoint-admits = { $admits ->
        [guests] 👥 On duty: approved guests too
       *[staff] 👤 On duty: staff only
    }
checkpoint-edit-button = ✏️ Edit
checkpoint-edit = What is to change? The code itself stays: no need to print the poster again.

    <b>{ $name }</b>
    { $place }
    Accepts: { $accepts }
    Shift: up to { $hours } h
    On duty may go: { $admits ->
        [guests] staff, and others whom a manager approves
       *[staff] staff only
    }
checkpoint-edit-name = Name
checkpoint-edit-place = Place
checkpoint-edit-accepts = Passes
checkpoint-edit-hours = Shift
checkpoint-edit-keep = Save
checkpoint-edit-pin = Enter your PIN: it signs the changes.
checkpoint-edited = ✅ Changed; the poster stays good. Whoever is on duty checks by the new terms from the next code on.

checkpoint-guest-offer = <b>{ $organisation }</b>
    { $name }, { $place }

    You are not registered as staff here, so a manager must approve before you go on duty. They will see your name in Telegram: { $guest }. Ask them?
checkpoint-guest-ask = Ask for approval
checkpoint-guest-asked = ⏳ The managers were asked: { $name }, { $place }. Wait for the answer here. If none comes within half an hour, scan the code again.
checkpoint-guest-admit = ✅ Approve for one shift
checkpoint-guest-refuse = Refuse
checkpoint-guest-on = 🟢 On duty: <b>{ $guest }</b>, until { $until }
    { $name }, { $place }
    Approved by: { $by }
checkpoint-guest-off = { $state ->
        [refused] 🚫 Not admitted: <b>{ $guest }</b>
       *[admitted] ⚪️ No longer on duty: <b>{ $guest }</b>
    }
    { $name }, { $place }
    Decided by: { $by }
checkpoint-guest-send-off = End this shift

checkpoint-renew = 🔄 Renew
checkpoint-renew-ask = “{ $name }”: a new code replaces the old one. { $count ->
        [one] { $count } person is on duty now.
       *[other] { $count } people are on duty now.
    } What becomes of the shift?
checkpoint-renew-keep = Let it go on
checkpoint-renew-end = End it
checkpoint-renewed = ✅ Renewed: the code is a new one, the old one no longer works. Replace the poster. { $count ->
        [0] Nobody is on duty now.
        [one] { $count } person stays on duty.
       *[other] { $count } people stay on duty.
    }
checkpoint-delete = Delete
checkpoint-delete-ask = Delete “{ $name }”? The code stops working at once. { $count ->
        [0] Nobody is on duty now.
        [one] The shift of { $count } person ends.
       *[other] The shifts of { $count } people end.
    }
checkpoint-delete-confirm = Yes, delete it
checkpoint-deleted = “{ $name }”: the code is deleted. { $count ->
        [0] Nobody was on duty.
        [one] { $count } shift has ended.
       *[other] { $count } shifts have ended.
    }

checkpoint-offer = <b>{ $organisation }</b>
    { $name }, { $place }

    You would be on duty for the organisation until { $until }.
checkpoint-offer-own = You are on duty now: { $name }, { $place }. That shift ends as this one starts.
checkpoint-offer-others = Already on duty here: { $names }.
checkpoint-go = Go on duty
checkpoint-take-over = Take over (their shift ends)
checkpoint-started = 🟢 You are on duty: <b>{ $name }</b>, { $place }
    { $organisation }, until { $until }

    Send photos of QR codes here: one, several in one picture, or an album. Or type the code that stands under the QR code.
checkpoint-shift = My shift
checkpoint-shift-now = 🟢 You are on duty: <b>{ $name }</b>, { $place }
    Until { $until }
checkpoint-shift-over = ⚪️ Your shift ended { $at }: { $name }, { $place }.
checkpoint-off-duty = You are not on duty, so no code can be checked. To go on duty, scan the service QR code at the checkpoint with your camera.
checkpoint-end-shift = End the shift
checkpoint-report = ⚪️ Shift ended: <b>{ $name }</b>, { $place }
    It began { $since }
checkpoint-go-again = To go on duty again, scan the service QR code.
checkpoint-checks = Checks: { $count }
checkpoint-no-checks = No checks yet.

checkpoint-glance-found = FOUND AND VALID
checkpoint-glance-stop = DO NOT LET THROUGH
checkpoint-glance-cannot-tell = CANNOT TELL
checkpoint-seen = <b>{ $name }</b>
    { $type } no. { $number }
    Valid until { $until }
checkpoint-seen-begins = Begins on { $begins }
checkpoint-verdict-valid = Make sure that this is the person before you, and let them through.
checkpoint-verdict-code-expired = The code has merely run out; that says nothing of the person. Ask them to press “New code” and show it.
checkpoint-verdict-already-used = This code was shown before: it may be a screenshot. Ask them to open the bot and get a new code while you watch.
checkpoint-verdict-pass-expired = The pass is past its time. A manager issues a new one.
checkpoint-verdict-not-yet-valid = The pass is not valid yet. If that seems wrong, ask a manager.
checkpoint-verdict-revoked = No valid pass was found: this one was revoked. Call a manager.
checkpoint-verdict-not-accepted-here = The pass is genuine, but such passes are not accepted at this checkpoint. If that is a mistake, ask a manager.
checkpoint-verdict-no-pass = This is a code of the organisation, but no pass. Ask them to open “My passes” and show the code from there.
checkpoint-verdict-changed = No such document was found: it was changed after it had been signed. Call a manager.
checkpoint-verdict-forged = No pass was found: the code looks like ours but is forged. Call a manager.
checkpoint-verdict-unknown = No pass was found: this is not a code of your organisation. Ask them to open “My passes” and show the code from there.
checkpoint-verdict-unreadable = No QR code could be read in the picture. Come closer, get more light, or send the picture as a file. You can also type the code that stands under the QR code.
checkpoint-verdict-unavailable = It could not be checked just now; that says nothing of the person. Send the picture once more, or type the code.
checkpoint-used = Used { $at }: { $name }, { $place }.
checkpoint-elsewhere = ⚠️ The same pass was checked elsewhere just now: { $name }, { $place }, { $at }. Make sure who is before you.
checkpoint-again = ⚠️ The same printed card was shown here at { $at }. Was it handed back to somebody else? Compare the photo.

checkpoint-count-valid = valid: { $count }
checkpoint-count-code-expired = code had run out: { $count }
checkpoint-count-already-used = code used before: { $count }
checkpoint-count-pass-expired = pass past its time: { $count }
checkpoint-count-not-yet-valid = not valid yet: { $count }
checkpoint-count-revoked = revoked: { $count }
checkpoint-count-not-accepted-here = not accepted here: { $count }
checkpoint-count-changed = document changed: { $count }
checkpoint-count-forged = forged: { $count }
checkpoint-count-unknown = not our code: { $count }
checkpoint-count-unreadable = not readable: { $count }
checkpoint-count-unavailable = could not be checked: { $count }

checkpoint-day = Checks on { $day }, { $where }
checkpoint-everywhere = all checkpoints
checkpoint-export = ⬇️ The log as a file
checkpoint-export-ask = Of which days do you want the log of checks? The file goes away from the chat after an hour.
checkpoint-export-days = { $days ->
        [0] The whole log
        [1] Today
        [one] { $days } day
       *[other] { $days } days
    }
checkpoint-log = Log of checks
checkpoint-log-file = Checks.xlsx
checkpoint-log-remark = Personal data: do not forward; delete the file when you are done.
checkpoint-log-done = <b>⚠️ Personal data inside.</b> Checks in the log: { $checks }. Save the file if you need it: it goes away from the chat at { $until }.
checkpoint-log-at = When
checkpoint-log-name = Checkpoint
checkpoint-log-place = Place
checkpoint-log-verdict = Verdict
checkpoint-log-type = Pass
checkpoint-log-number = No.
checkpoint-log-holder = Holder
checkpoint-log-guard = Checked by
checkpoint-log-id = Check
checkpoint-log-undone = Taken back
checkpoint-log-reason = Why taken back
checkpoint-log-verdict-valid = valid
checkpoint-log-verdict-code-expired = code had run out
checkpoint-log-verdict-already-used = code used before
checkpoint-log-verdict-pass-expired = past its time
checkpoint-log-verdict-not-yet-valid = not valid yet
checkpoint-log-verdict-revoked = revoked
checkpoint-log-verdict-not-accepted-here = not accepted here
checkpoint-log-verdict-changed = document changed
checkpoint-log-verdict-forged = forged code
checkpoint-log-verdict-unknown = not our code
checkpoint-log-verdict-unreadable = not readable
checkpoint-log-verdict-unavailable = could not be checked

notice-service-qr-reminder = ⏳ The service QR code <b>{ $name }</b> ({ $place }) stops working { $days ->
        [0] today
        [one] in { $days } day
       *[other] in { $days } days
    }: { $until }. Renew it with one tap.
notice-service-qr-expired = ⌛ The service QR code <b>{ $name }</b> ({ $place }) no longer works, and its shifts have ended. Renew it to keep the checkpoint going.
notice-guest-asks = 🙋 <b>{ $guest }</b> (as Telegram has it; not verified) asks to go on duty: { $name }, { $place }. Approve if you know who this is.
notice-guest-asks-formerly = ⚠️ This Telegram account used to be that of a member of staff: <b>{ $name }</b>. It no longer acts here.
notice-guest-refused = A manager did not let you go on duty: { $name }, { $place }. If that is a mistake, speak to them.
notice-shift-ended = ⚪️ Your shift has ended: <b>{ $name }</b>, { $place }. { $why ->
        [time] Its time was up.
        [handover] Somebody took over.
        [deleted] The service QR code was deleted.
        [renewed] The service QR code was replaced by a new one.
        [expired] The service QR code expired.
        [staff-only] Only staff go on duty there now.
        [sent-off] A manager ended it.
       *[own] You ended it.
    } To go on duty again, scan a service QR code that works.

refused-label-unusable = This cannot be used: one line is needed, { $most } characters at most. Make it shorter.
refused-service-qr-terms = This is not possible: a service QR code is valid for { $days } days at most. Choose with a button.
refused-service-qr-closed = This code puts nobody on duty here. Ask a manager for a service QR code that works.
refused-service-qr-deleted = “{ $name }”: this code was deleted or replaced by a new one. Open “Service QR codes”.
refused-guest-asks-too-often = You have asked several times already. Wait { $minutes } minutes, or speak to a manager.
refused-guest-not-admitted = You cannot go on duty with this code. Ask whoever gave it to you.
refused-guest-request-expired = What “{ $name }” asked for is out of date. Let them scan a code that works once more.
refused-picture-unusable = This file does not open as a picture. Send an ordinary photo (JPEG, PNG or WebP).
refused-picture-crowded = There are more than { $most } QR codes in the picture; none is checked yet. Photograph fewer at a time.
refused-picture-too-large = The picture is too large. Send it as a photo, not as a file.
refused-typed-code-mistyped = There is a slip in the code. Compare it with what stands under the QR code (12 symbols), and type it again.

checkpoint-snooze = Remind me tomorrow
checkpoint-snoozed = All right, silent until { $until }. The code goes on working until its time is up.
checkpoint-undo = ↩️ Checked by mistake
checkpoint-undo-ask = Why was this check a mistake? Write one line. A check can be taken back within 15 minutes.
checkpoint-undone = ↩️ The check is taken back; the log keeps a mark. To check the person again, ask them for a new code.
refused-undo-too-late = A check can be taken back within { $minutes } minutes only. Tell a manager about the mistake.
refused-reason-unusable = Write the reason in one line, { $most } characters at most.
