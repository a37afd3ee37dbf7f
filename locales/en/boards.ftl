signing-extend = Extend due date
signing-extend-text = <b>{ $title }</b>
    Due now: { $deadline }. What’s the new due date? Press a button, or type a date: 31.12.2026.
signing-extend-by = { $days ->
        [one] +{ $days } day
       *[other] +{ $days } days
    } · { $day }
signing-extended = <b>{ $title }</b> is now due { $deadline }. { $told ->
        [0] There’s nobody to tell.
        [one] Telling { $told } person.
       *[other] Telling { $told } people.
    }
notice-deadline-moved = 📅 <b>{ $title }</b>
    You have more time. It’s now due { $deadline }.
refused-deadline-not-later = The document is already due on that day or later. Choose a later date.

signing-hand-on = ↪️ Reassign
signing-hand-on-text = <b>{ $title }</b>
    Who should answer instead of you? Type part of a colleague’s name. They’ll get the document, and you won’t be asked again.
signing-hand-on-found = Choose a colleague, or type another name.
signing-hand-on-nobody = I found no registered colleague who can take this document. Type at least two letters of another name.
signing-hand-on-ask = Reassign <b>{ $title }</b>?
    { $name } will answer instead of you by { $deadline }. The author will be told. You can’t take it back.
signing-hand-on-yes = Yes, reassign
signing-hand-on-another = Choose somebody else
signing-handed-on = ↪️ You’ve reassigned <b>{ $title }</b> to { $name }. Nothing more to do.
signing-handed-on-by = ↪️ Reassigned to you by { $name }.
signing-statement-instead = This document was reassigned to me. I sign it instead of { $name }.
signing-my-card-instead = ↪️ Instead of { $name }
signing-place-instead = { $name } (instead of { $first })
notice-request-handed-on = ↪️ <b>{ $title }</b>
    { $name } has reassigned it to { $colleague }.
sheet-instead-of = instead of { $name }
refused-handing-on = You can’t reassign this document: its author needs your own answer. If it isn’t for you, decline it and say why.
refused-colleague-unreached = { $name } can’t get this document: they aren’t registered, have left or have blocked the bot. Choose somebody else.
refused-handing-on-gone = This button is for another document. Open yours under “My documents” and press “Reassign” again.

signing-documents-all = From all managers
signing-documents-mine = From me
signing-documents-which-all = All
signing-documents-which-open = In progress
signing-documents-which-ended = Closed
signing-documents-none = No documents match. Choose another filter below.
signing-places-everyone = Everyone
signing-places-waiting = Not answered
signing-documents-of-button = 📄 Documents
signing-documents-of = <b>{ $name }</b>, { $total ->
        [0] no documents yet.
       *[other] documents: { $total }
    }
signing-more = More…
signing-more-text = <b>{ $title }</b>

    What do you want to do with this document?
signing-downloads = ⬇️ Download
signing-original = Original file
signing-downloads-text = <b>{ $title }</b>
    What do you want to download?
signing-sheet-pdf = Current signature sheet, PDF
signing-sheet-xlsx = Current signature sheet, XLSX
signing-bundle = All files and evidence, ZIP
signing-sheet-shown = <b>{ $title }</b>: the signature sheet as of now. It isn’t evidence; the finished file is.
signing-sheet-remark = { $title } · SHA-256 { $fingerprint }
signing-sheet-column-place = No.
signing-sheet-column-number = Personnel no.
signing-sheet-column-name = Name
signing-sheet-column-position = Position
signing-sheet-column-department = Department
signing-sheet-column-instead-of = Instead of
signing-sheet-column-state = Status
signing-sheet-column-sent = Sent
signing-sheet-column-delivered = Delivered
signing-sheet-column-opened = Opened
signing-sheet-column-settled = Answered
signing-sheet-column-reason = Reason for declining
signing-sheet-column-signature = Signature
signing-bundle-shown = <b>{ $title }</b>: { $parts ->
        [1] all files and evidence
       *[other] all files and evidence, part { $part } of { $parts }
    }. It contains phone numbers and Telegram IDs of people who signed, so share it only with those who need it. To check it, follow README.txt.
signing-bundle-readme = { $title }
    SHA-256 of the original: { $fingerprint }

    WHAT IS INSIDE
    original/      the document as it was sent
    finished/      the finished file with signatures and the organisation’s seal (once the document is finished)
    sheet.pdf      the signature sheet when this archive was made; for reading only, not evidence
    records/       three files for each signature: the record (.json), its signature (.sig) and the signer’s certificate (.pem)
    certificates/  the certificates of the organisation and of its seal
    manifest.json  every file with its SHA-256, and the status of each recipient

    HOW TO CHECK IT WITHOUT OUR SOFTWARE (ID is the name of a record file without its extension)
    1. Check that the signature belongs to this record:
       openssl x509 -in records/ID.pem -noout -pubkey > key.pem
       openssl dgst -sha256 -verify key.pem -signature records/ID.sig records/ID.json
    2. Check that this organisation issued the signer’s certificate (use the time in act.confirmed_at of the record):
       openssl verify -CAfile certificates/organisation.pem -attime UNIX_SECONDS records/ID.pem
       The second command must print Countersign person if act.method of the record is tap+pin, and Countersign single tap if it is tap:
       openssl x509 -in records/ID.pem -noout -subject
    3. Check that the record is about this document: its document.sha256 must equal the SHA-256 of the file in original/:
       sha256sum original/*
    4. Check that the finished file is unchanged: open it in a program that checks PDF signatures, or run
       pdfsig -nocert finished/*
    Or do all of this in one step: countersign verify FILE --certificate certificates/organisation.pem

    Compare the organisation’s certificate with the one it publishes. Without that, you have only proved that nothing was changed.
sheet-interim-title = Signature sheet (in progress)
sheet-interim-note = This sheet shows the status when it was created, and may change. It is not evidence. The evidence is the finished file with the organisation’s seal and the signature records in it.
refused-bundle-too-large = The files are larger than { $megabytes } MB in total, too large for a chat. Download each person’s file under “Recipients”.

signing-list-read = 📄 { $people ->
        [one] Found <b>{ $people }</b> person in the list.
       *[other] Found <b>{ $people }</b> people in the list.
    } { $unmatched ->
        [0] Every line was matched.
        [one] { $unmatched } line wasn’t matched:
       *[other] { $unmatched } lines weren’t matched:
    }
signing-list-line = • { $line }
signing-list-row = line { $row }, “{ $text }”: { $why }
signing-list-more = … and { $more } more. See the file above.
signing-list-unmatched = Lines not matched: { $count }. Correct them and send the list again, or continue without them.
signing-list-file = not-found.txt
signing-list-unknown = not on the staff list
signing-list-several = matches several people: add the personnel number
signing-list-contradicts = the number and the name belong to different people
signing-list-unregistered = not registered yet
signing-list-dismissed = has left
signing-list-hidden = hidden in the spreadsheet
