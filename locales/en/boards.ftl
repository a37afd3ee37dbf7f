signing-extend = Extend
signing-extend-text = <b>{ $title }</b>
    Due now: { $deadline }. Extend to which day? Press a button, or type a date: 31.12.2026.
signing-extend-by = { $days ->
        [one] +{ $days } day
       *[other] +{ $days } days
    } · { $day }
signing-extended = <b>{ $title }</b> is due { $deadline }. { $told ->
        [0] There is nobody to tell.
        [one] { $told } person is being told.
       *[other] { $told } people are being told.
    }
notice-deadline-moved = 📅 <b>{ $title }</b>
    There is more time: it is now due { $deadline }.
refused-deadline-not-later = The document is due on that day or later already. Choose a later day.

signing-hand-on = ↪️ Hand on
signing-hand-on-text = <b>{ $title }</b>
    To whom? Type a part of a colleague's name. They get the document, and you are not asked about it any more.
signing-hand-on-found = Choose a colleague, or type another name.
signing-hand-on-nobody = There is nobody of that name to hand it to: type at least two letters of the name of a registered person who has not had this document. Try another name.
signing-hand-on-ask = Hand on <b>{ $title }</b>?
    { $name } will answer in your place, by { $deadline }. The author will be told; you cannot take it back.
signing-hand-on-yes = Yes, hand it on
signing-hand-on-another = Choose somebody else
signing-handed-on = ↪️ <b>{ $title }</b> is handed on. { $name } answers now; there is nothing more for you to do.
signing-handed-on-by = ↪️ Handed on to you by { $name }.
signing-statement-instead = It was handed on to me: I sign in the place of { $name }.
signing-my-card-instead = ↪️ In the place of { $name }
signing-place-instead = { $name } (in the place of { $first })
notice-request-handed-on = ↪️ <b>{ $title }</b>
    { $name } hands it on. { $colleague } answers now.
sheet-instead-of = in the place of { $name }
refused-handing-on = This document cannot be handed on: its author awaits your own answer. If it is not for you, decline and say why.
refused-colleague-unreached = { $name } cannot get the document: not registered, dismissed, or has blocked the bot. Choose somebody else.
refused-handing-on-gone = This button belongs to another document. Open the document under “My documents” and press “Hand on” again.

signing-documents-all = All managers'
signing-documents-mine = Mine
signing-documents-which-all = All
signing-documents-which-open = In progress
signing-documents-which-ended = Ended
signing-documents-none = There are no such documents. Choose otherwise below.
signing-places-everyone = Everyone
signing-places-waiting = Who has not answered
signing-documents-of-button = 📄 Documents
signing-documents-of = <b>{ $name }</b>, { $total ->
        [0] no documents yet.
       *[other] documents: { $total }
    }
signing-more = More…
signing-more-text = <b>{ $title }</b>

    What is to be done with this document?
signing-downloads = ⬇️ Files
signing-original = As it was sent
signing-downloads-text = <b>{ $title }</b>
    What do you want to download?
signing-sheet-pdf = Sheet as of now, PDF
signing-sheet-xlsx = Sheet as of now, XLSX
signing-bundle = Everything with the evidence, ZIP
signing-sheet-shown = <b>{ $title }</b>: the sheet as of this minute. The evidence is the finished file, not this sheet.
signing-sheet-remark = { $title } · SHA-256 { $fingerprint }
signing-sheet-column-place = No.
signing-sheet-column-number = Personnel no.
signing-sheet-column-name = Name
signing-sheet-column-position = Position
signing-sheet-column-department = Department
signing-sheet-column-instead-of = In the place of
signing-sheet-column-state = State
signing-sheet-column-sent = Sent
signing-sheet-column-delivered = Delivered
signing-sheet-column-opened = Opened
signing-sheet-column-settled = Answered
signing-sheet-column-reason = Reason for declining
signing-sheet-column-signature = Signature
signing-bundle-shown = <b>{ $title }</b>: { $parts ->
        [1] everything there is about the document
       *[other] everything there is about the document, file { $part } of { $parts }
    }. Inside are the phones and Telegram ids of those who signed: pass it on only to those who need it. README.txt says how to check it.
signing-bundle-readme = { $title }
    SHA-256 of the original: { $fingerprint }

    WHAT IS HERE
    original/      the document as it was sent
    finished/      the finished file with signatures and the organisation's seal (once the document is finished)
    sheet.pdf      the sheet of signatures as this archive was made; for reading, it proves nothing
    records/       three files for each signature: the record (.json), its signature (.sig), the signer's certificate (.pem)
    certificates/  the certificates of the organisation and of its seal
    manifest.json  every file with its SHA-256, and where each recipient stands

    HOW TO CHECK IT WITHOUT OUR SOFTWARE (ID is the name of a record's file without its ending)
    1. The signature is of this very record:
       openssl x509 -in records/ID.pem -noout -pubkey > key.pem
       openssl dgst -sha256 -verify key.pem -signature records/ID.sig records/ID.json
    2. The signer's certificate was issued by this organisation (take the time from the record's act.confirmed_at):
       openssl verify -CAfile certificates/organisation.pem -attime UNIX_SECONDS records/ID.pem
    3. The record is about this document: its document.sha256 is the SHA-256 of the file in original/:
       sha256sum original/*
    4. The finished file is unchanged: open it in a program that checks PDF signatures, or run
       pdfsig -nocert finished/*
    Or in one step: countersign verify FILE --certificate certificates/organisation.pem

    Compare the organisation's certificate with the one it gives out itself: without that, only integrity is proved.
sheet-interim-title = Sheet of signatures and acknowledgements: as of the time it was made
sheet-interim-note = This sheet shows how things stood when it was made, and may change. The evidence is the finished file with the organisation's seal and the records of the signatures in it, not this sheet.
refused-bundle-too-large = The files are more than { $megabytes } MB together, too much for a chat. Download people's files one by one from “Who is where”.

signing-list-read = 📄 { $people ->
        [one] <b>{ $people }</b> person found in the list.
       *[other] <b>{ $people }</b> people found in the list.
    } { $unmatched ->
        [0] Every line was recognised.
        [one] { $unmatched } line led to nobody:
       *[other] { $unmatched } lines led to nobody:
    }
signing-list-line = • { $line }
signing-list-row = line { $row }: “{ $text }”: { $why }
signing-list-more = … and { $more } more, all of them in the file above
signing-list-unmatched = Lines that led to nobody: { $count }. Mend them in the list and send it again, or go on without them.
signing-list-file = not-found.txt
signing-list-unknown = not on the staff list
signing-list-several = several people fit, add the personnel number
signing-list-contradicts = the number and the name belong to different people
signing-list-unregistered = not registered yet
signing-list-dismissed = dismissed
