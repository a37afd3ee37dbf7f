signing-my-documents = My documents
signing-documents = Documents
signing-send = Send a document
signing-verify = Check a document

signing-file-wanted = Send the document's file, up to 20 MB, best a PDF. Send a photo of a document as a file: a compressed photo is no longer the same document.
signing-offer = <b>{ $file }</b> has arrived. Send it for signing?
signing-send-this = Send for signing
signing-title = The file <b>{ $file }</b> is kept. What is the document's title? Type one, or keep the file's name.
signing-title-keep = Keep “{ $name }”
signing-class = <b>{ $title }</b>
    What are people to do?
signing-class-sign = Sign
signing-class-acknowledge = Acknowledge
signing-class-course = Complete a course
signing-audience = Who is to get it? Press a button, type a part of a name, or send a list as a file (XLSX, CSV, TXT): one person a line, by personnel number, phone or name.
signing-everyone = Everyone registered
signing-departments = Departments
signing-departments-text = Choose departments. Beside each: how many registered people it has.
signing-no-department = No department
signing-clear = Choose anew
signing-chosen-go-on = Go on ({ $number })
signing-chosen-done = Done ({ $number })
signing-nobody-chosen = Nobody is chosen yet.
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
    } Press to add, or type another name.
signing-found-nobody = Nobody registered has such a name. Try another part of the name, or invite the person first.
signing-days = { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
signing-deadline = By when? Press a button, or type a date: 31.12.2026.
signing-summary = <b>{ $title }</b>
    File: { $file }
    To do: { $kind ->
        [sign] sign
        [acknowledge] acknowledge
       *[course] complete the course
    }
    By: { $deadline }
    Confirmation: { $confirmation ->
        [pin] button and PIN
       *[tap] button alone
    }{ $order ->
        [one] {""}
        [together] {"\u000A"}Order: everyone at once
       *[sequence] {"\u000A"}Order: in turn, each after the one before has signed
    }{ $handing ->
        [self] {""}
       *[colleague] {"\u000A"}Handing on: recipients may hand the signing on to a colleague
    }
signing-warning-sign = Not everything may be signed this way. On some papers, staff matters among them, the law asks for a handwritten or qualified signature. By accepting this warning you confirm that this document is none of them.
signing-warning-acknowledge = Not everything may be acknowledged this way. On some papers, such as a notice of dismissal or a reprimand, the law asks for a handwritten signature. By accepting this warning you confirm that this document is none of them.
signing-warning-accept = ⚠️ I accept the warning
signing-warning-accepted = ☑️ Warning accepted.
signing-send-now = ✅ Send ({ $number })
signing-change-title = Change title
signing-change-class = Change what to do
signing-change-audience = Change recipients
signing-change-deadline = Change deadline
signing-to-sequence = Send in turn
signing-to-together = Send to all at once
signing-to-tap = Confirm without PIN
signing-to-pin = Confirm with PIN
signing-to-colleague = Allow handing on
signing-to-self = Do not allow handing on
signing-sent = <b>{ $title }</b> is on its way to { $number ->
        [one] { $number } person
       *[other] { $number } people
    }, due { $deadline }. A board will appear below; it keeps itself up to date.
signing-board = Board

signing-statement-sign = I have read the document “{ $title }”, version { $version }, fingerprint { $fingerprint }. I agree to it and sign it.
signing-statement-acknowledge = I have read and taken note of the document “{ $title }”, version { $version }, fingerprint { $fingerprint }.
signing-statement-course = I have completed the course “{ $title }”, version { $version }, fingerprint { $fingerprint }, in full.
signing-statement-witness = I have read the act “{ $title }”, version { $version }, fingerprint { $fingerprint }. As a witness I confirm what it says.
signing-confirm = You confirm these very words:

    <i>{ $statement }</i>

    { $confirmation ->
        [pin] Next I ask for your PIN.
       *[tap] Confirming is final.
    }
signing-confirm-sign = Confirm and sign
signing-confirm-acknowledge = Confirm acknowledgement
signing-confirm-course = Confirm completion
signing-confirm-witness = Confirm as a witness
signing-pin = <b>{ $title }</b>
    Enter your PIN to confirm.
signing-settled = “{ $title }”: { $state ->
        [signed] you have confirmed this already. Nothing more to do.
        [declined] you have declined already. If that was a mistake, talk to your manager.
        [voided] the document was withdrawn. Nothing to do.
        [delegated] you have handed it on to a colleague. Nothing more to do.
       *[expired] its time has run out. If it is still needed, talk to your manager.
    }
signing-done = ✅ <b>{ $title }</b>
    { $kind ->
        [sign] Signed
        [acknowledge] Acknowledged
        [witness] Witnessed
       *[course] Completion confirmed
    } { $at }, signature { $signature }.
    When everyone has answered, the finished file comes here.
signing-reason = <b>{ $title }</b>
    Why do you decline? Write one message: the author and those who have signed will see the reason.
signing-declined = You declined <b>{ $title }</b>; the author has been told.
signing-do-sign = ✍️ Sign
signing-do-acknowledge = ✍️ Acknowledge
signing-do-course = ✍️ Completed
signing-do-witness = ✍️ Witness
signing-decline = Decline
signing-snooze = Remind me tomorrow
signing-snoozed = I will remind you after { $until }.
signing-my = { $kind ->
        [open] { $total ->
            [0] Nothing waits for you.
            [one] { $total } document waits for you.
           *[other] { $total } documents wait for you.
        }
       *[all] { $total ->
            [0] There have been no documents yet.
           *[other] All your documents: { $total }.
        }
    }
signing-my-all = All
signing-my-open = Only open ones
signing-my-card = <b>{ $title }</b>
    From: { $author }
    To do: { $kind ->
        [sign] sign
        [acknowledge] acknowledge
        [witness] witness the act
       *[course] complete the course
    }
    By: { $deadline }
    Fingerprint: <code>{ $fingerprint }</code>

    { $state ->
        [signed] ✅ Confirmed { $at }
        [declined] ✖️ You declined { $at }
        [voided] 🚫 Withdrawn { $at }
        [expired] ⌛ Ran out { $at }
        [delegated] ↪️ You handed it on { $at }
       *[open] ✍️ Waits for you
    }
signing-file = File
signing-finished = Finished file
signing-file-caption = <b>{ $title }</b>
    Fingerprint: <code>{ $fingerprint }</code>
signing-finished-caption = <b>{ $title }</b>: the file with signatures and seal.
signing-open-card = Open the document

signing-again = Send again
signing-new-version = New version
signing-version-wanted = <b>{ $title }</b>
    Send the file of the new version. The same people will get it; the version before is withdrawn once you send the new one.
signing-documents-text = { $total ->
        [0] No documents have been sent yet. Begin with the button below.
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
        [finished] ✅ Finished; the button brings the file
        [series] ✅ Finished; everyone’s file is under “Who is where”
       *[open] Due: { $deadline }
    }
signing-places = Who is where
signing-remind = Remind now
signing-add = Add people
signing-add-text = <b>{ $title }</b>
    Who is to be added? Type a part of the name.
signing-added = Added: { $name }. <b>{ $title }</b> will reach them when their turn comes. You can type another name.
signing-void = Withdraw
signing-refresh = Refresh
signing-places-text = <b>{ $title }</b>, people: { $total }
signing-place = { $name }: { $state ->
        [waiting] waits for their turn
        [sent] sent { $since }
        [delivered] delivered { $since }
        [opened] opened { $since }
        [signed] confirmed { $since }
        [declined] declined { $since }
        [voided] withdrawn { $since }
        [delegated] handed on to a colleague { $since }
       *[expired] ran out { $since }
    }
signing-place-reason = <i>{ $reason }</i>
signing-void-text = Withdraw <b>{ $title }</b>? { $signed } of { $total } have confirmed. The others will be told that there is nothing to do; signatures already made stay evidence.
signing-void-yes = Yes, withdraw
signing-voided = <b>{ $title }</b> is withdrawn.
signing-reminded = { $number ->
        [0] Nobody to remind: everyone has answered.
        [one] { $number } person is being reminded. This button reminds at most once an hour.
       *[other] { $number } people are being reminded. This button reminds at most once an hour.
    }

signing-check-wanted = Send or forward the file to be checked.
signing-check-unchanged = ✅ <b>Unchanged</b>
    { $title }
    Signed by { $signed } of { $total }
    Seal: { $organisation }, { $at }
signing-check-changed = ⛔️ <b>Changed</b>
    The file bears the marks of a finished document, but its bytes differ. Do not rely on it: ask whoever sent it for the original.
signing-check-unknown = ❔ <b>Unknown here</b>
    No finished document of this organisation is seen in this file. That does not mean it is forged: check that it is the file itself, not a photo or a printout of it.
signing-check-original = 📄 <b>An original known here</b>
    { $title }, sent { $at }
    Signed by { $signed } of { $total }
    The signatures are in the finished file, not in this one.
signing-check-signer = • { $name }, { $at }
signing-check-more = … and { $more } more
signing-sheet-found = 📄 <b>{ $title }</b>
    { $organisation }
    Confirmed by { $signed } of { $total }
    { $state ->
        [finished] Finished { $at }
        [voided] 🚫 Withdrawn { $at }
       *[open] Being signed, sent { $at }
    }

    SHA-256 of the original: <code>{ $fingerprint }</code>
    To check the file itself, send it here.

notice-request-sent = <b>{ $title }</b>
    { $author } asks you to { $kind ->
        [sign] sign this document
        [acknowledge] acknowledge this document
        [witness] witness this act
       *[course] complete this course
    } by { $deadline }.

    Open the file, read it, and press the button.
    Fingerprint: <code>{ $fingerprint }</code>
notice-request-reminder = ⏰ <b>{ $title }</b>
    A reminder: { $kind ->
        [sign] the document waits for your signature
        [acknowledge] the document waits for your acknowledgement
        [witness] the act waits for you as a witness
       *[course] the course waits for you
    }. Due { $deadline }.
notice-request-overdue = ⌛ <b>{ $title }</b>
    It was due { $deadline }, and { $kind ->
        [sign] is not signed yet
        [acknowledge] is not acknowledged yet
        [witness] is not witnessed yet
       *[course] is not completed yet
    }. You can still do it here for a week, late.
notice-request-overdue-author = ⌛ <b>{ $title }</b>
    It was due { $deadline }. Not answered: { $waiting } of { $total }. They can still do it for a week, late.
notice-request-voided = <b>{ $title }</b>: { $state ->
        [expired] its time has run out; it waits for you no more.
        [replaced] a new version has taken its place. Sign the one that came last.
       *[voided] it was withdrawn. Nothing to do.
    }
notice-unreached-document = ⚠️ Telegram does not reach <b>{ $name }</b>: the bot is blocked, or the account is gone. They have yet to answer <b>{ $title }</b>.
    The board counts everyone it does not reach, and how many hear by e-mail or SMS instead.
notice-unreached-person = ⚠️ Telegram does not reach <b>{ $name }</b>: the bot is blocked, or the account is gone. What matters goes by e-mail or SMS, if the card has an address.
notice-unreached-card = Open the card
notice-request-declined = ✖️ <b>{ $title }</b>
    { $name } declines. The reason:
    <i>{ $reason }</i>
notice-document-finished = { $signed ->
        [0] ⌛ <b>{ $title }</b>
            Finished, but nobody confirmed it (0 of { $total }). The file carries a sheet that says so, under the organisation's seal.
       *[other] ✅ <b>{ $title }</b>
            Finished: confirmed by { $signed } of { $total }. The file carries the signatures and the organisation's seal; send it to this bot to check it at any time.
    }

sheet-title = Sheet of signatures and acknowledgements
sheet-organisation = Organisation
sheet-document = Document
sheet-file = File
sheet-fingerprint = Fingerprint
sheet-size = Size
sheet-unit = bytes
sheet-version = Version
sheet-made = Made
sheet-tally = Confirmed by { $signed } of { $total }
sheet-signed = Confirmed
sheet-unsigned = Not confirmed
sheet-name = Name, position
sheet-time = Time
sheet-way = Way
sheet-signature = Signature
sheet-state = State
sheet-qr-hint = The code opens the organisation's bot, where the document can be checked.
sheet-note = The record of each signature is attached to this file; the organisation's seal covers all of it. To check: countersign verify.
sheet-page = Page { $page } of { $pages }
sheet-method-tap = button
sheet-method-pin = button and PIN
sheet-outcome-signed = signed
sheet-outcome-acknowledged = acknowledged
sheet-outcome-completed = completed
sheet-outcome-witnessed = witnessed
sheet-state-waiting = turn not reached
sheet-state-open = no answer
sheet-state-signed = confirmed
sheet-state-declined = declined
sheet-state-voided = withdrawn
sheet-state-expired = ran out
sheet-state-delegated = handed on to a colleague

refused-title-empty = The title is empty. Type the document's title.
refused-title-long = The title is too long. Keep it within { $most } characters.
refused-nobody-chosen = None of those chosen is registered, so nobody would get it. Choose others.
refused-draft-gone = This document is no longer being prepared: it was sent or dropped. Begin again with /menu.
refused-draft-changed = The answers have changed since. Check the latest summary and send from there.
refused-warning-unaccepted = Before sending, accept the warning in the summary.
refused-date-unreadable = I cannot read this date. Write it like this: 31.12.2026.
refused-deadline-past = That day has passed. Choose a later one.
refused-deadline-far = That is more than three years away. Check the year.
refused-reason-empty = Declining takes a reason. Write it in one message.
refused-reason-long = The reason is too long. Keep it within { $most } characters.
refused-document-ended = “{ $title }” is already finished or withdrawn. Open the document again to see where it stands.
refused-pin-wanted = This document is confirmed with the PIN. Press the sign button once more.
refused-file-empty = The file is empty. Send another one.
refused-pdf-damaged = This PDF is damaged and could not be read. Save it anew and send it again.
refused-pdf-encrypted = This PDF opens with a password only, so people could not read it. Save it without the password and send it again.
refused-pdf-xfa = This is an XFA form, which most programs do not show. Print it to a PDF and send that.
refused-file-too-hard = The file is too complex to work on. Save it in a simpler way (for example, print it to a PDF) and send it again.
refused-timestamp-unavailable = The time-stamping service does not answer. The document will be finished as soon as it does.
refused-certificate-unreadable = This is no certificate in PEM or DER with a P-256 key. Take the one that the command countersign certificate prints.
refused-recipient-already = { $name } has this document already. Choose somebody else.
