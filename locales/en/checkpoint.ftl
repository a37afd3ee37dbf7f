checkpoint-qrs = Service QR codes
checkpoint-qrs-list = Guards scan a service QR code to start a shift at its checkpoint. Choose a code or issue a new one.
checkpoint-qrs-none = You have no service QR codes yet. Guards scan one to start a shift at a checkpoint. Issue the first.
checkpoint-qr-label = { $name } · { $days ->
        [one] { $days } day left
       *[other] { $days } days left
    }
checkpoint-qr-card = <b>{ $name }</b>
    { $place }
    Accepts: { $accepts }
    Shift: up to { $hours } h
    Guards: { $admits ->
        [guards] named guards
        [staff] any registered employee
       *[approved] named guards, and others a manager approves
    }
    Valid until { $until } ({ $days ->
        [one] { $days } day left
       *[other] { $days } days left
    })
checkpoint-qr-on-duty = On duty: { $names }
checkpoint-qr-deleted = 🚫 Stopped working { $at }
checkpoint-qr-open = Open code
checkpoint-accepts-all = all passes
checkpoint-today = Today
checkpoint-svg = SVG
checkpoint-svg-sent = The QR code as an SVG file, for a print shop. It prints sharply at any size.
checkpoint-poster = { $size ->
        [A4] A4 poster
        [A5] A5 poster
       *[S] Stickers
    }
checkpoint-poster-sent = { $size ->
        [S] Eight stickers on an A4 sheet. Print them at 100% on self-adhesive paper.
       *[other] A poster in { $size }. Print it and put it up where guards start their shifts.
    }
checkpoint-poster-call = Scan to start your shift
checkpoint-poster-scan = Point your phone’s camera at the code and open the bot.
checkpoint-poster-start = Press “Start shift”.
checkpoint-poster-check = Send the bot photos of pass QR codes. You’ll get the result at once.
checkpoint-poster-until = Valid until { $until }
checkpoint-poster-contact = Questions? Ask { $name }

checkpoint-issue = ➕ Issue service QR code
checkpoint-issue-name = What’s the checkpoint called? For example, “Gate 1”.
checkpoint-issue-place = Where is it? For example, “Main entrance, 5 Garden Street”. People whose passes are checked will see this.
checkpoint-issue-accepts = Which passes does this checkpoint accept? Choose some, or choose none to accept all.
checkpoint-issue-documents = Documents in Diia are checked by Diia itself, by their bar code. Choose those that this checkpoint looks at.
checkpoint-accepts-every = Accept all ›
checkpoint-accepts-these = Accept these ›
checkpoint-issue-hours = How long can a shift last?
checkpoint-hours = { $hours } h
checkpoint-issue-days = How long is the code valid? The maximum is 180 days. I’ll remind you before it expires.
checkpoint-issue-summary = Check the details:

    <b>{ $name }</b>
    { $place }
    Accepts: { $accepts }
    Shift: up to { $hours } h
    Valid until { $until }

    Who can start a shift: { $admits ->
        [guards] only guards you’ve named (on the person’s card)
        [staff] any registered employee who scans the code
       *[approved] named guards, and anyone else with a manager’s approval
    }.
checkpoint-issue-confirm = Issue
checkpoint-issue-pin = Enter your PIN to sign the service QR code.

checkpoint-admits = { $admits ->
        [guards] 🛡 Guards: named only
        [staff] 👤 Guards: all staff
       *[approved] ✋ Guards: others need approval
    }
checkpoint-edit-button = ✏️ Edit
checkpoint-edit = What do you want to change? The QR code stays the same, so you don’t need a new poster.

    <b>{ $name }</b>
    { $place }
    Accepts: { $accepts }
    Shift: up to { $hours } h
    Guards: { $admits ->
        [guards] named guards
        [staff] any registered employee
       *[approved] named guards, and others a manager approves
    }
checkpoint-edit-name = Name
checkpoint-edit-place = Location
checkpoint-edit-accepts = Passes
checkpoint-edit-hours = Shift length
checkpoint-edit-keep = Save
checkpoint-edit-pin = Enter your PIN to sign the changes.
checkpoint-edited = ✅ Saved. The poster still works. Guards on duty use the new settings from their next check.

checkpoint-guest-offer = <b>{ $organisation }</b>
    { $name }, { $place }

    You’re not registered as staff here, so a manager needs to approve you first. They’ll see your Telegram name: { $guest }. Do you want to ask?
checkpoint-guest-ask = Ask for approval
checkpoint-guest-asked = ⏳ The managers have been asked: { $name }, { $place }. Wait here for the answer. If there’s none in half an hour, scan the code again.
checkpoint-guest-pending = ⏳ No manager has decided yet: { $name }, { $place }. Wait here for the answer.
checkpoint-guest-admit = ✅ Approve for one shift
checkpoint-guest-refuse = Refuse
checkpoint-guest-on = 🟢 On duty: <b>{ $guest }</b>, until { $until }
    { $name }, { $place }
    Approved by { $by }
checkpoint-guest-off = { $state ->
        [refused] 🚫 Refused: <b>{ $guest }</b>
       *[admitted] ⚪️ No longer on duty: <b>{ $guest }</b>
    }
    { $name }, { $place }
    Decided by { $by }
checkpoint-guest-send-off = End their shift

checkpoint-renew = 🔄 Renew
checkpoint-renew-ask = Renew “{ $name }”? You’ll get a new code, valid until { $until }. The old code and its poster stop working at once. { $count ->
        [0] Nobody is on duty now.
        [one] { $count } person is on duty now. Should the shift continue?
       *[other] { $count } people are on duty now. Should their shifts continue?
    }
checkpoint-renew-pin = Enter your PIN to renew the service QR code: { $name }.
checkpoint-renew-keep = Continue shift
checkpoint-renew-end = End shift
checkpoint-renewed = ✅ Renewed. This is the new code, and the old one no longer works. Put up the new poster. { $count ->
        [0] Nobody is on duty now.
        [one] { $count } person stays on duty.
       *[other] { $count } people stay on duty.
    }
checkpoint-delete = Delete
checkpoint-delete-ask = Delete “{ $name }”? The code will stop working at once. { $count ->
        [0] Nobody is on duty now.
        [one] { $count } person’s shift will end.
       *[other] { $count } people’s shifts will end.
    }
checkpoint-delete-confirm = Yes, delete
checkpoint-deleted = The code “{ $name }” has been deleted. { $count ->
        [0] Nobody was on duty.
        [one] { $count } shift has ended.
       *[other] { $count } shifts have ended.
    }

checkpoint-offer = <b>{ $organisation }</b>
    { $name }, { $place }

    Start a shift here? You’ll be on duty until { $until }.
checkpoint-offer-own = You’re already on duty: { $name }, { $place }. That shift will end when you start this one.
checkpoint-offer-others = On duty here now: { $names }.
checkpoint-ask-first = You’re not a named guard, so a manager must approve before you start a shift here.
checkpoint-go = Start shift
checkpoint-take-over = Take over (ends their shift)
checkpoint-started = 🟢 You’re on duty: <b>{ $name }</b>, { $place }
    { $organisation }, until { $until }

    To check a pass, send a photo of its QR code. One photo can show several codes, and you can send an album. Or type the code shown under the QR code.
checkpoint-started-documents = For a document in Diia, send a photo of its bar code or type the 13 digits under it.
checkpoint-shift = My shift
checkpoint-shift-now = 🟢 You’re on duty: <b>{ $name }</b>, { $place }
    Until { $until }
checkpoint-shift-over = ⚪️ Your shift ended { $at }: { $name }, { $place }.
checkpoint-off-duty = You’re not on duty, so you can’t check passes. To start a shift, scan the service QR code at the checkpoint with your camera.
checkpoint-end-shift = End shift
checkpoint-scanner = 📷 Open scanner
checkpoint-scanner-browser = 🌐 Open in the browser
checkpoint-scanner-menu = Scanner
checkpoint-scanner-link = 📱 The scanner opens in the browser. The button works once, until { $until }, and is yours alone: whoever opens it checks passes in your name.
checkpoint-scanner-go = Open in browser
checkpoint-report = ⚪️ Shift ended: <b>{ $name }</b>, { $place }
    Started { $since }
checkpoint-go-again = To start another shift, scan the service QR code.
checkpoint-checks = Checks: { $count }
checkpoint-no-checks = No checks yet.

checkpoint-severity-found = FOUND AND VALID
checkpoint-severity-stop = DO NOT LET THROUGH
checkpoint-severity-cannot-tell = CAN’T TELL – TRY AGAIN
checkpoint-seen = <b>{ $name }</b>
    { $type } no. { $number }
    Valid until { $until }
checkpoint-seen-begins = Valid from { $begins }
checkpoint-verdict-valid = Check that this is the right person, then let them through.
checkpoint-verdict-code-expired = The live code has expired. This says nothing about the person. Ask them to press “New code” and show it.
checkpoint-verdict-already-used = This code was used before, so it may be a screenshot. Ask them to open the bot and get a new code while you watch.
checkpoint-verdict-pass-expired = The pass has expired. They need to ask a manager for a new one.
checkpoint-verdict-not-yet-valid = The pass isn’t valid yet. If this seems wrong, ask a manager.
checkpoint-verdict-revoked = No valid pass found: this one was revoked. Call a manager.
checkpoint-verdict-not-accepted-here = The pass is valid, but this checkpoint doesn’t accept passes of this type. If this seems wrong, ask a manager.
checkpoint-verdict-own-pass = This is your own pass, and you can’t check yourself. Ask another guard or a manager to check you.
checkpoint-verdict-no-pass = This is your organisation’s code, but not a pass. Ask them to open “My passes” and show the code from there.
checkpoint-verdict-changed = No valid document found: this one was changed after signing. Call a manager.
checkpoint-verdict-forged = No pass found: this code imitates ours but is forged. Call a manager.
checkpoint-verdict-unknown = No pass found: this isn’t your organisation’s code. Ask them to open “My passes” and show the code from there.
checkpoint-verdict-unreadable = I can’t read a QR code in this photo. Move closer, add light, or send it as a file. You can also type the code under the QR code.
checkpoint-verdict-unavailable = I can’t check this right now. This says nothing about the person. Send the photo again, or type the code.
checkpoint-verdict-valid-offline = Valid when the network was last available. Check that this is the right person, then let them through.
checkpoint-verdict-already-used-here = This code was already used at this checkpoint, so it may be a screenshot. Ask them to open the bot and get a new code while you watch.
checkpoint-verdict-not-in-pack = Not known here without a network. This says nothing about the person: the pass may be new. Check it again when the network is back, or ask a manager.
checkpoint-verdict-pack-too-old = The offline data is too old, so nothing can be checked without a network. This says nothing about the person. Find a network, or ask a manager.
checkpoint-document-confirmed = DIIA CONFIRMS – COMPARE
checkpoint-verdict-document-valid = The document is valid. Compare the photo and the name on the phone’s screen with the person, then let them through.
checkpoint-verdict-document-unconfirmed = Diia doesn’t know this code: it was used before, or its three minutes are over. This says nothing about the person. Ask for a new code and check again.
checkpoint-verdict-document-repeated = This code was checked before, and a code works once. If it’s the same person, the earlier result stands. Otherwise ask for a new code.
checkpoint-verdict-document-unanswered = Diia didn’t say whether the document is valid, and the code may be used up. Ask for a new code and check again. If that doesn’t help, decide yourself: compare the document on the screen with the person.
checkpoint-verdict-document-unavailable = Diia can’t be reached, and the code wasn’t used. This says nothing about the person. Try again, or decide yourself: compare the document on the screen with the person.
checkpoint-document-kinds = Diia doesn’t say which document it is. This checkpoint checks: { $kinds }. Look at which one is on the screen.
checkpoint-document-sent = Sent to Diia { $at }: { $name }, { $place }. Result: { $result }.
checkpoint-moving = I can’t read QR codes in videos, GIFs or stickers. Send an ordinary photo of the code, or type the characters under it.
checkpoint-used = Used { $at }: { $name }, { $place }.
checkpoint-elsewhere = ⚠️ This pass was just checked at another checkpoint: { $name }, { $place }, { $at }. Check carefully that this is the holder.
checkpoint-other-codes = ℹ️ { $count ->
        [one] { $count } other code in the photo is not a pass.
       *[other] { $count } other codes in the photo are not passes.
    } If somebody showed it to you, ask them to open “My passes”.
checkpoint-own-qr = 🟢 This is the service QR code of your own shift: <b>{ $name }</b>, { $place }
    You’re on duty until { $until }. To check a pass, send a photo of its QR code.
checkpoint-again = ⚠️ This printed card was already shown here at { $at }. Did somebody hand it back? Compare the photo.

checkpoint-count-valid = valid: { $count }
checkpoint-count-code-expired = code expired: { $count }
checkpoint-count-already-used = code already used: { $count }
checkpoint-count-pass-expired = pass expired: { $count }
checkpoint-count-not-yet-valid = not valid yet: { $count }
checkpoint-count-revoked = revoked: { $count }
checkpoint-count-not-accepted-here = not accepted here: { $count }
checkpoint-count-own-pass = guard’s own pass: { $count }
checkpoint-count-changed = document changed: { $count }
checkpoint-count-forged = forged: { $count }
checkpoint-count-unknown = not our code: { $count }
checkpoint-count-unreadable = couldn’t be read: { $count }
checkpoint-count-unavailable = couldn’t be checked: { $count }
checkpoint-count-valid-offline = valid, checked offline: { $count }
checkpoint-count-already-used-here = code already used here: { $count }
checkpoint-count-not-in-pack = not known offline: { $count }
checkpoint-count-pack-too-old = offline data too old: { $count }

checkpoint-count-document-valid = document confirmed: { $count }
checkpoint-count-document-unconfirmed = not confirmed by Diia: { $count }
checkpoint-count-document-repeated = code already sent to Diia: { $count }
checkpoint-count-document-unanswered = no answer from Diia: { $count }
checkpoint-count-document-unavailable = Diia couldn’t be reached: { $count }

checkpoint-day = Checks on { $day }, { $where }
checkpoint-everywhere = all checkpoints
checkpoint-export = ⬇️ Download log
checkpoint-export-ask = Which days do you want in the check log? The file will be deleted from the chat after an hour.
checkpoint-export-days = { $days ->
        [0] Whole log
        [1] Today
        [one] { $days } day
       *[other] { $days } days
    }
checkpoint-log = Check log
checkpoint-log-file = Checks.xlsx
checkpoint-log-remark = Personal data: don’t forward. Delete the file when you’ve finished.
checkpoint-log-done = <b>⚠️ This file contains personal data.</b> Checks in the log: { $checks }. Save the file if you need it: it will be deleted from the chat at { $until }.
checkpoint-log-at = Time
checkpoint-log-name = Checkpoint
checkpoint-log-place = Location
checkpoint-log-verdict = Result
checkpoint-log-type = Pass
checkpoint-log-number = No.
checkpoint-log-holder = Holder
checkpoint-log-guard = Checked by
checkpoint-log-id = Check ID
checkpoint-log-undone = Undone
checkpoint-log-reason = Reason for undoing
checkpoint-log-arrived = Made offline, received
checkpoint-log-judged = Result on receipt
checkpoint-log-verdict-valid = valid
checkpoint-log-verdict-code-expired = code expired
checkpoint-log-verdict-already-used = code already used
checkpoint-log-verdict-pass-expired = pass expired
checkpoint-log-verdict-not-yet-valid = not valid yet
checkpoint-log-verdict-revoked = revoked
checkpoint-log-verdict-not-accepted-here = not accepted here
checkpoint-log-verdict-own-pass = guard’s own pass
checkpoint-log-verdict-changed = document changed
checkpoint-log-verdict-forged = forged code
checkpoint-log-verdict-unknown = not our code
checkpoint-log-verdict-unreadable = couldn’t be read
checkpoint-log-verdict-unavailable = couldn’t be checked
checkpoint-log-verdict-valid-offline = valid (offline)
checkpoint-log-verdict-already-used-here = code already used here (offline)
checkpoint-log-verdict-not-in-pack = not known (offline)
checkpoint-log-verdict-pack-too-old = offline data too old

checkpoint-log-verdict-document-valid = document confirmed
checkpoint-log-verdict-document-unconfirmed = not confirmed by Diia
checkpoint-log-verdict-document-repeated = code already sent to Diia
checkpoint-log-verdict-document-unanswered = no answer from Diia
checkpoint-log-verdict-document-unavailable = Diia couldn’t be reached

notice-service-qr-reminder = ⏳ The service QR code <b>{ $name }</b> ({ $place }) expires { $days ->
        [0] today
        [one] in { $days } day
       *[other] in { $days } days
    }: { $until }. Press “🔄 Renew” to get a new code.
notice-service-qr-expired = ⌛ The service QR code <b>{ $name }</b> ({ $place }) has expired, and its shifts have ended. To keep using the checkpoint, renew the code.
notice-guest-asks = 🙋 <b>{ $guest }</b> (Telegram name, not verified) asks to go on duty: { $name }, { $place }. Approve only if you know who this is.
notice-employee-asks = 🙋 <b>{ $guest }</b> is a registered employee but not a named guard, and asks to go on duty: { $name }, { $place }. Approve for one shift?
notice-guest-asks-formerly = ⚠️ This Telegram account used to belong to an employee: <b>{ $name }</b>. Their access has ended.
notice-guest-refused = A manager didn’t approve your shift: { $name }, { $place }. If this is a mistake, talk to them.
notice-shift-taken-over = 🔁 <b>{ $guard }</b> took over from { $before }: { $name }, { $place }, { $at }. If this is a mistake, open “Service QR codes” to see who’s on duty.
notice-offline-differed = ⚠️ <b>{ $name }</b>, { $place }: checks made offline that now have another result: { $count }. Guard: { $guard }.
notice-offline-differed-first = The first, at { $at }: the guard saw “{ $shown }”, the result is “{ $found }”. Pass no.: { $number }. Ask the guard about it, and look at the check log.
notice-shift-ended = ⚪️ Your shift has ended: <b>{ $name }</b>, { $place }. { $why ->
        [time] It reached its time limit.
        [handover] Somebody took over.
        [deleted] The service QR code was deleted.
        [renewed] The service QR code was replaced.
        [expired] The service QR code expired.
        [not-admitted] You can no longer be on duty there.
        [sent-off] A manager ended it.
       *[own] You ended it.
    } Started { $since }. To start another, scan a valid service QR code.

refused-label-unusable = This must be one line of up to { $most } characters. Type it again.
refused-service-qr-terms = A service QR code can be valid for up to { $days } days. Choose with a button.
refused-service-qr-closed = You can’t start a shift with this code. Ask a manager for a valid service QR code.
refused-not-guard = Only named guards can start a shift here: { $name }, { $place }. Ask a manager to make you a guard.
refused-service-qr-deleted = The code “{ $name }” was deleted or replaced. Open “Service QR codes” to see valid ones.
refused-guest-asks-too-often = You’ve asked several times. Wait { $minutes } minutes, or talk to a manager.
refused-guest-not-admitted = You can’t start a shift with this code. Ask whoever gave it to you.
refused-guest-request-expired = The request from “{ $name }” has expired. Ask them to scan a valid code again.
refused-device-key-unusable = This browser’s key can’t be used, so nothing can be kept for checks offline. Open the scanner in another browser.
refused-picture-unusable = I can’t open this file as a photo. Send an ordinary photo (JPEG, PNG, HEIC or WebP).
refused-picture-crowded = This photo shows more than { $most } QR codes, so I haven’t checked any. Photograph fewer at a time.
refused-picture-too-large = The image is too large. Send it as a photo, not as a file.
refused-typed-code-mistyped = There’s a mistake in the code. Compare it with the 12 characters under the QR code and type it again.
refused-barcode-mistyped = There’s a mistake in the number: its last digit doesn’t fit. Compare it with the 13 digits under the bar code and type it again. Nothing was sent to Diia.
refused-barcodes-crowded = There are several bar codes in the photo, and none was sent to Diia. Take a photo of one.
refused-diia-qr-shown = This is Diia’s QR code, but only the bar code can be checked. Ask them to switch to the bar code, then take a photo of it or type its 13 digits.
refused-documents-not-checked = Documents in Diia aren’t checked at this checkpoint, and nothing was sent to Diia. If this seems wrong, ask a manager.

checkpoint-snooze = Remind me tomorrow
checkpoint-snoozed = OK, I won’t remind you before { $until }. The code works until it expires.
checkpoint-snoozed-not = The code expires on { $until }, and no working hours are left before then. Renew it today.
checkpoint-undo = ↩️ Undo this check
checkpoint-undo-ask = Why was this check a mistake? Type one line. You can undo a check within 15 minutes.
checkpoint-undone = ↩️ Check undone. It stays in the log with a note. To check the person again, ask them for a new code.
checkpoint-undone-before = This check has already been undone. The first reason stands.
checkpoint-undone-result = ↩️ <b>UNDONE</b>: this check doesn’t count.
refused-undo-too-late = You can undo a check only within { $minutes } minutes. Tell a manager about the mistake.
refused-reason-unusable = The reason must be one line of up to { $most } characters. Type it again.
