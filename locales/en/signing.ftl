signing-my-documents = My documents
signing-documents = Documents
signing-send = Send a document
signing-verify = Check a document

signing-file-wanted = Send the document as a file, up to 20 MB. PDF is best. Send photos as files too: Telegram compresses ordinary photos, which changes the document.
signing-offer = You sent <b>{ $file }</b>. Do you want to send it for signing?
signing-send-this = Send for signing
signing-changing = <b>{ $file }</b> can look different later, even if nobody changes the file:
    { $kinds }

    What people sign has to stay as they saw it. Make a fixed copy – pictures of the pages as they look now – or send another file.
signing-changing-javascript = • it contains a program (JavaScript)
signing-changing-form = • its form fields can change: apps draw them again, or a command hides or clears them
signing-changing-layers = • it has layers that are hidden, or only for the screen or for printing
signing-changing-launch = • it contains a command that starts another program
signing-changing-remote = • some of it comes from elsewhere: video, a server or another file
signing-changing-unseen = • it has too many parts to check all of them
signing-fixed-copy = Make a fixed copy
signing-fixed-copy-made = This is the fixed copy. Look through it: people will get exactly this file.
signing-title = <b>{ $file }</b> is saved. What’s the title of the document? Type one, or keep the file name.
signing-title-keep = Keep “{ $name }”
signing-class = <b>{ $title }</b>
    What should people do?
signing-class-sign = Sign
signing-class-acknowledge = Acknowledge
signing-class-course = Complete a course
signing-audience = Who should get it? Press a button, type part of a name, or send a list as a file (XLSX, CSV, TXT). Put one person on each line: personnel number, phone or name.
signing-everyone = Everyone registered
signing-departments = Departments
signing-departments-text = Choose departments. Next to each is its number of registered people.
signing-no-department = No department
signing-clear = Clear choice
signing-chosen-go-on = Continue ({ $number })
signing-chosen-done = Done ({ $number })
signing-nobody-chosen = You haven’t chosen anybody yet.
signing-chosen-sender = You’re one of them.
signing-chosen = { $number ->
        [one] <b>{ $number }</b> person will get it: { $names }
       *[other] <b>{ $number }</b> people will get it: { $names }
    }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
signing-found = { $total ->
        [one] Found { $total } person.
       *[other] Found { $total } people, showing { $shown }.
    } Press a name to add it, or type another.
signing-found-nobody = No registered person has this name. Type another part of it, or invite the person first.
signing-days = { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
signing-day-off = ⚠️ This is due on a { $day ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }: { $deadline }. I can’t remind anyone after { $until }, because there are no working hours after that. Move it?
signing-day-off-never = ⚠️ This is due on a { $day ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }: { $deadline }. There are no working hours before then, so I can’t remind anyone. Move it?
signing-day-off-move = Move to { $deadline }
signing-day-off-keep = Keep this due date
signing-deadline = When is it due? Press a button, or type a date: 31.12.2026. It’s due at the end of the working day; for another time, type 31.12.2026 23:59.
signing-summary-attached = 📎 The finished file will be a signature sheet with this file attached unchanged.
signing-summary-margin = ✍️ Every page gets a mark in its margin: signed electronically, with a QR code. { $unmarked ->
        [0] {""}
        [one] { $unmarked } page has no room for it and stays without.
       *[other] { $unmarked } pages have no room for it and stay without.
    }
signing-summary-mark = ✍️ Visible mark: { $place }
signing-mark = Visible mark
signing-mark-ask = <b>Where should the finished file have a visible mark?</b>
    It says that the document was signed electronically and has a QR code. Only places where the page is empty are offered.
signing-mark-none = No mark
signing-mark-first-top-right = First page, top right
signing-mark-first-bottom-right = First page, bottom right
signing-mark-last-bottom-left = Last page, bottom left
signing-mark-last-bottom-right = Last page, bottom right
signing-listed = ⚠️ This file looks like a list of people: { $people ->
        [one] { $people } line has
       *[other] { $people } lines have
    } a phone number or an email. Send this list to { $number ->
        [one] { $number } person
       *[other] { $number } people
    }? Each will see all of it.
signing-send-list = ✅ Send the list ({ $number })
signing-import-instead = Import as a staff list
signing-summary = <b>{ $title }</b>
    File: { $file }
    Action: { $kind ->
        [sign] sign
        [acknowledge] acknowledge
       *[course] complete the course
    }
    Due: { $deadline }
    Confirm with: { $confirmation ->
        [pin] button and PIN
        [qualified] qualified signature (the organisation requires it)
       *[tap] button only
    }{ $order ->
        [one] {""}
        [together] {"\u000A"}Order: everyone at once
       *[sequence] {"\u000A"}Order: one by one, each after the previous person has signed
    }{ $handing ->
        [self] {""}
       *[colleague] {"\u000A"}Reassigning: recipients can reassign it to a colleague
    }
signing-warning-sign = Some documents can’t be signed this way. For some, including some staff documents, the law requires a handwritten or qualified signature. By accepting this warning, you confirm that this document isn’t one of them.
signing-warning-acknowledge = Some documents can’t be acknowledged this way. For some, such as a notice of dismissal or a reprimand, the law requires a handwritten signature. By accepting this warning, you confirm that this document isn’t one of them.
signing-warning-accept = ⚠️ Accept warning
signing-warning-accepted = ☑️ Warning accepted.
signing-send-now = ✅ Send ({ $number })
signing-change-title = Change title
signing-change-class = Change action
signing-change-audience = Change recipients
signing-change-deadline = Change due date
signing-to-sequence = Send one by one
signing-to-together = Send to all at once
signing-to-tap = Confirm without PIN
signing-to-pin = Confirm with PIN
signing-to-colleague = Allow reassigning
signing-to-self = Don’t allow reassigning
signing-sent = { $number ->
        [one] Sending to { $number } person.
       *[other] Sending to { $number } people.
    } The status below updates by itself.
signing-board-moved = 📋 <b>{ $title }</b>: a newer message shows the status.
signing-board = View status

signing-statement-sign = I have read the document “{ $title }”, version { $version }, fingerprint { $fingerprint }. I agree to it and sign it.
signing-statement-acknowledge = I have read and taken note of the document “{ $title }”, version { $version }, fingerprint { $fingerprint }.
signing-statement-course = I have completed the course “{ $title }”, version { $version }, fingerprint { $fingerprint }, in full.
signing-statement-witness = I have read the refusal record “{ $title }”, version { $version }, fingerprint { $fingerprint }. As a witness, I confirm what it says.
signing-confirm = You’re about to confirm this statement:

    <i>{ $statement }</i>

    { $confirmation ->
        [pin] Next, you’ll enter your PIN.
       *[tap] You can’t undo this.
    }
signing-confirm-sign = Confirm and sign
signing-confirm-acknowledge = Confirm I’ve read it
signing-confirm-course = Confirm I’ve completed it
signing-confirm-witness = Confirm as a witness
signing-pin = <b>{ $title }</b>
    Enter your PIN to confirm.
signing-settled = “{ $title }”: { $state ->
        [signed] you’ve already confirmed it. Nothing more to do.
        [declined] you’ve already declined it. If that was a mistake, talk to your manager.
        [replaced] a new version has replaced it. If you need to answer it, it comes here.
        [voided] it was withdrawn. Nothing more to do.
        [delegated] you’ve reassigned it to a colleague. Nothing more to do.
       *[expired] it has expired. If it’s still needed, talk to your manager.
    }
signing-done = ✅ <b>{ $title }</b>
    { $kind ->
        [sign] Signed
        [acknowledge] Acknowledged
        [witness] Witnessed
       *[course] Completion confirmed
    } { $at }, signature { $signature }.
    You’ll get the finished file here when everyone has answered.
signing-reason = <b>{ $title }</b>
    Why are you declining? Send the reason in one message. The author and everyone who has signed will see it.
signing-decline-summary = Decline <b>{ $title }</b>? Your reason:
    <i>{ $reason }</i>

    You can take this back for { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }. After that it’s final: the author and everyone who has signed will see your reason. To change the reason, send another one.
signing-decline-ends-sequence = ⚠️ This ends the signing order: { $number ->
        [one] { $number } person after you
       *[other] { $number } people after you
    } won’t get the document.
signing-decline-ends-act = ⚠️ The refusal record will then be withdrawn.
signing-decline-yes = Yes, decline
signing-declining = ✖️ You declined <b>{ $title }</b>. Nobody has been told yet.
    You can take it back until { $until }. After that it’s final: the author and everyone who has signed will be told.
signing-take-back = Take back
signing-taken-back = You took it back, and nobody was told. <b>{ $title }</b> is waiting for your answer again.
signing-do-sign = ✍️ Sign
signing-do-acknowledge = ✍️ Acknowledge
signing-do-course = ✍️ Confirm completion
signing-do-witness = ✍️ Confirm as a witness
signing-decline = Decline
signing-snooze = Remind me tomorrow
signing-snoozed = I’ll remind you after { $until }.
signing-snoozed-not = There are no working hours left before { $deadline }, so this can’t wait until tomorrow. Answer today.
signing-my = { $kind ->
        [open] { $total ->
            [0] You have no documents to answer.
            [one] You have { $total } document to answer.
           *[other] You have { $total } documents to answer.
        }
       *[all] { $total ->
            [0] You have no documents yet.
           *[other] All your documents: { $total }.
        }
    }
signing-my-all = Show all
signing-my-open = Show open ones
signing-my-card = <b>{ $title }</b>
    From: { $author }
    Action: { $kind ->
        [sign] sign
        [acknowledge] acknowledge
        [witness] confirm as a witness
       *[course] complete the course
    }
    Due: { $deadline }
    Fingerprint: <code>{ $fingerprint }</code>

    { $state ->
        [signed] ✅ Confirmed { $at }
        [declined] ✖️ Declined { $at }
        [declining] ✖️ You declined. You can take it back until { $at }
        [replaced] 🔁 A new version has replaced it
        [voided] 🚫 Withdrawn { $at }
        [expired] ⌛ Expired { $at }
        [delegated] ↪️ Reassigned { $at }
       *[open] ✍️ Waiting for your answer
    }
signing-file = Get file
signing-finished = Get finished file
signing-file-caption = <b>{ $title }</b>
    Fingerprint: <code>{ $fingerprint }</code>
signing-finished-caption = <b>{ $title }</b>: the finished file with signatures and seal.
signing-open-card = Open document

signing-again = Send again
signing-new-version = Send new version
signing-version-wanted = <b>{ $title }</b>
    Send the file of the new version. When you send it out, the same people get it and the old version is withdrawn.
signing-newest = Open new version
signing-replaced = <b>{ $title }</b>
    You opened an old version. This is version { $version }, due { $deadline }. { $state ->
        [open] Open the file, read it, then press the button.
       *[answered] You’ve already answered it.
    }
    Fingerprint: <code>{ $fingerprint }</code>
signing-version-change = You confirmed version { $old }. This is version { $new }, and it needs your answer too.
signing-version-title = • Former title: { $old }
signing-version-pages = • Pages: { $old } → { $new }
signing-version-size = • Size in bytes: { $old } → { $new }
signing-version-same = The title, the number of pages and the size are the same.
signing-documents-text = { $total ->
        [0] You haven’t sent any documents yet. To start, press the button below.
       *[other] Documents sent: { $total }. Open one to see who has confirmed it.
    }
signing-board-text = <b>{ $title }</b>
    { $bar } { $signed }/{ $total }

    Sent: { $total }
    Delivered: { $delivered }
    Opened: { $opened }
    Confirmed: { $signed }
    Declined: { $declined }

    { $state ->
        [voided] 🚫 Withdrawn
        [finished] ✅ Finished. Press the button to get the file.
        [series] ✅ Finished. Get each person’s file under “Recipients”.
       *[open] Due: { $deadline }
    }
signing-board-qualified = 🖋 Confirmed with: qualified signature
signing-board-turn = ⏳ Now waiting for: { $name }
signing-places = Recipients
signing-remind = Remind now
signing-add = Add people
signing-add-text = <b>{ $title }</b>
    Who do you want to add? Type part of the name.
signing-added = Added: { $name }. They’ll get <b>{ $title }</b> when it’s their turn. To add somebody else, type another name.
signing-void = Withdraw
signing-refresh = Refresh
signing-places-text = <b>{ $title }</b>, recipients: { $total }
signing-place = { $name }: { $state ->
        [waiting] not their turn yet
        [sent] sent { $since }
        [delivered] delivered { $since }
        [opened] opened { $since }
        [signed] confirmed { $since }
        [declined] declined { $since }
        [voided] withdrawn { $since }
        [no-turn] not asked: somebody before them declined
        [left] left, so no longer asked { $since }
        [delegated] reassigned to a colleague { $since }
       *[expired] expired { $since }
    }
signing-place-reason = <i>{ $reason }</i>
signing-void-text = Withdraw <b>{ $title }</b>? { $signed } of { $total } have confirmed it, and their signatures stay valid. The others will be told there’s nothing more to do.
signing-void-yes = Yes, withdraw
signing-voided = <b>{ $title }</b> has been withdrawn.
signing-reminded = { $number ->
        [0] There’s nobody to remind now.
        [one] Reminding { $number } person. You can do this once an hour.
       *[other] Reminding { $number } people. You can do this once an hour.
    }

signing-check-wanted = Send or forward the file you want to check.
signing-check-unchanged = ✅ <b>Unchanged</b>
    { $title }
    Signed by { $signed } of { $total }
    Seal: { $organisation }, { $at }
signing-check-earlier = This is an earlier revision, genuine and unchanged. There’s a newer one with one more time stamp. Both prove the same signatures.
signing-check-changed = ⛔️ <b>Changed</b>
    This looks like a finished document, but its contents have been changed. Don’t rely on it. Ask the sender for the original file.
signing-check-unknown = ❔ <b>Unknown here</b>
    This isn’t a finished document of this organisation that I know. It may still be genuine. Make sure you’re sending the file itself, not a photo or scan.
signing-check-original = 📄 <b>Original document, without signatures</b>
    { $title }, sent { $at }
    Signed by { $signed } of { $total }
    To check the signatures, send the finished file.
signing-check-signer = • { $name }, { $at }
signing-check-more = … and { $more } more
signing-sheet-found = 📄 <b>{ $title }</b>
    { $organisation }
    Confirmed by { $signed } of { $total }
    { $state ->
        [finished] Finished { $at }
        [voided] 🚫 Withdrawn { $at }
       *[open] In progress, sent { $at }
    }

    SHA-256 of the original: <code>{ $fingerprint }</code>
    To check the file itself, send it here.

notice-request-sent = <b>{ $title }</b>
    { $author } asks you to { $kind ->
        [sign] sign this document
        [acknowledge] acknowledge this document
        [witness] witness this refusal record
       *[course] complete this course
    } by { $deadline }.

    Open the file, read it, then press the button.
    Fingerprint: <code>{ $fingerprint }</code>
notice-request-reminder = ⏰ <b>{ $title }</b>
    Reminder: please { $kind ->
        [sign] sign this document
        [acknowledge] acknowledge this document
        [witness] confirm this refusal record as a witness
       *[course] complete this course
    }. Due { $deadline }.
notice-request-overdue = ⌛ <b>{ $title }</b>
    This was due { $deadline }. You { $kind ->
        [sign] haven’t signed it
        [acknowledge] haven’t acknowledged it
        [witness] haven’t witnessed it
       *[course] haven’t completed it
    } yet. You can still do it for a week. The record will show it was late.
notice-request-overdue-author = ⌛ <b>{ $title }</b>
    This was due { $deadline }. Not answered: { $waiting } of { $total }. They can still answer for a week. The record will show it was late.
notice-request-voided = <b>{ $title }</b>: { $state ->
        [expired] it has expired, so you no longer need to answer.
        [replaced] it has been replaced. Answer the new version instead.
        [left-out] it has been replaced by a new version, which wasn’t sent to you. Nothing more to do.
        [declined] somebody before you declined it, so you no longer need to answer.
       *[voided] it was withdrawn. Nothing more to do.
    }
notice-version-replaced = <b>{ $title }</b>
    You confirmed version { $old }. It has been replaced by version { $new }, which wasn’t sent to you. Nothing more to do: your signature stays valid for version { $old }.
notice-unreached-document = ⚠️ <b>{ $name }</b> can’t be reached in Telegram: they blocked the bot or deleted their account. They haven’t answered <b>{ $title }</b>.
    Its status shows how many people can’t be reached, and how many are told by email or SMS.
notice-unreached-person = ⚠️ <b>{ $name }</b> can’t be reached in Telegram: they blocked the bot or deleted their account. If their card has an address, important messages go by email or SMS.
notice-unreached-card = Open card
notice-request-declined = ✖️ <b>{ $title }</b>
    { $name } declined. Reason:
    <i>{ $reason }</i>
notice-refusal-act = ⚠️ <b>{ $title }</b>
    { $author } has created a record that you didn’t sign this document. Two witnesses have been asked to confirm it. { $state ->
        [open] You can still answer: open the document.
       *[declined] If something in it is wrong, talk to the author.
    }
notice-sequence-ended = This ends the signing order: { $number ->
        [one] { $number } more person
       *[other] { $number } more people
    } won’t get the document.{ $reader ->
        [author] {" "}To continue, send a new version.
       *[signer] {""}
    }
notice-document-finished = { $signed ->
        [0] ⌛ <b>{ $title }</b>
            Finished, but nobody confirmed it (0 of { $total }). The file has a signature sheet that says so, with the organisation’s seal.
       *[other] ✅ <b>{ $title }</b>
            Finished: { $signed } of { $total } confirmed. The file has the signatures and the organisation’s seal. To check it at any time, send it to this bot.
    }

sheet-title = Signature sheet
sheet-organisation = Organisation
sheet-document = Document
sheet-file = File
sheet-fingerprint = Fingerprint
sheet-size = Size
sheet-unit = bytes
sheet-version = Version
sheet-made = Created
sheet-mark = Signed electronically: { $signed } of { $total }
sheet-tally = Confirmed by { $signed } of { $total }
sheet-signed = Confirmed
sheet-unsigned = Not confirmed
sheet-name = Name, position
sheet-time = Time
sheet-way = Method
sheet-signature = Signature
sheet-state = Status
sheet-qr-hint = Scan the code to check this document.
sheet-note = The record of each signature is attached to this file, and the organisation’s seal covers the whole file. To check it, run countersign verify.
sheet-unstamped = When the file was sealed, the time-stamping authority did not answer: the seal bears the server’s time, and a time stamp is added to the file later.
sheet-page = Page { $page } of { $pages }
sheet-method-tap = button only
sheet-method-pin = button and PIN
sheet-method-passkey = passkey
sheet-method-qualified = qualified signature
sheet-outcome-signed = signed
sheet-outcome-acknowledged = acknowledged
sheet-outcome-completed = completed
sheet-outcome-witnessed = witnessed
sheet-state-waiting = not their turn yet
sheet-state-open = not answered
sheet-state-signed = confirmed
sheet-state-declined = declined
sheet-state-voided = withdrawn
sheet-state-no-turn = not asked: declined earlier in the sequence
sheet-state-left = left the organisation
sheet-state-expired = expired
sheet-state-delegated = reassigned to a colleague

refused-title-empty = The title is empty. Type the title of the document.
refused-title-long = The title is too long. Shorten it to { $most } characters.
refused-nobody-chosen = None of the people you chose is registered, so nobody would get it. Choose other people.
refused-draft-gone = This document was already sent or cancelled. To start again, press /menu.
refused-draft-changed = Something in this document has changed. Check the latest summary and send it from there.
refused-warning-unaccepted = Accept the warning in the summary, then send.
refused-date-unreadable = I can’t read this date. Type it like this: 31.12.2026 or 31.12.2026 23:59.
refused-deadline-past = This due date is in the past. Choose a later day, or add a time: 31.12.2026 23:59.
refused-deadline-far = This date is more than three years away. Check the year.
refused-reason-empty = You need to give a reason for declining. Send it in one message.
refused-reason-long = The reason is too long. Shorten it to { $most } characters.
refused-document-ended = “{ $title }” is already finished or withdrawn. Open it again to see its status.
refused-pin-wanted = You need your PIN to confirm this document. Press the button again and enter your PIN.
refused-file-empty = This file is empty. Send another one.
refused-pdf-damaged = This PDF is damaged: none of its pages can be shown. Save it again and send the new copy.
refused-pdf-encrypted = This PDF is locked: it needs a password, so people couldn’t open it. Save it without a password and send it again.
refused-pdf-xfa = This is a dynamic XFA form, which most apps can’t show. Print it to PDF and send that.
refused-pdf-long = A fixed copy can have { $most } pages at most. Print the file to PDF and send that.
refused-file-changing = This file can look different later. Make a fixed copy of it, or send another file.
refused-file-too-hard = The file is too complex to process. Save a simpler copy, for example by printing it to PDF, and send that.
refused-timestamp-unavailable = The time-stamping service isn’t responding. Nothing to do: I’ll ask it again. Documents are finished without waiting, and their time stamps are added later.
refused-authority-untrusted = The time-stamping authority’s certificate leads to none of those in TSA_CERTIFICATES. Ask the administrator to check them.
refused-certificate-unreadable = This isn’t a PEM or DER certificate with a P-256 key. Use the one printed by the command countersign certificate.
refused-recipient-already = { $name } already has this document. Choose somebody else.
