act-title = Refusal record: { $name }, “{ $title }”
act-file = Refusal record - { $name }
act-heading = Record of refusal to sign a document
act-organisation = Organisation
act-drawn-up = Created
act-zone = Time zone
act-author = Created by
act-witnesses = Witnesses
act-about = Person who did not sign
act-name = Name
act-position = Position
act-department = Department
act-number = Personnel number
act-document = Document
act-document-title = Title
act-file-name = File
act-version = Version
act-size = Size in bytes
act-when = How the document was presented
act-sent = Sent
act-delivered = Delivered
act-opened = Opened to sign
act-deadline = Due date
act-declined = Declined
act-reason = Reason given by the person
act-never = no
act-statement = { $state ->
        [declined] The document was presented for signing through the organisation’s bot. { $name } declined to sign it and, as of { $at }, has not signed it.
       *[silent] The document was presented for signing through the organisation’s bot. The due date has passed and, as of { $at }, { $name } has not responded.
    }
act-note = Each witness confirms this record with their PIN. Their confirmations, the signature sheet and the organisation’s seal are part of this file.

signing-act = Record a refusal
act-refusals = <b>{ $title }</b>
    { $total ->
        [0] There is no refusal to record yet: nobody has declined, and the due date is { $deadline }.
       *[other] Who is the record about? Declined or overdue: { $total }.
    }
act-witness-wanted = Refusal record: <b>{ $name }</b>, “{ $title }”
    { $chosen ->
        [0] You need two witnesses. Type part of the first one’s name.
       *[other] First witness: { $witnesses }. Type part of the second one’s name.
    }
act-witness-nobody = I found nobody who can be a witness. The document’s author, you and the person it’s about can’t be. Type another name.
act-summary = Refusal record: <b>{ $name }</b>, “{ $title }”
    Witnesses: { $witnesses }

    Both will get the record and confirm it with their PIN. To change a witness, type another name.
act-confirm = Create refusal record
act-drawn = <b>{ $title }</b>
    The record has been sent to both witnesses. It’s due { $deadline }. When both have confirmed, you’ll get the finished file here.
refused-not-refused = { $name }: there is no refusal to record now. Open the document’s status to see why.
refused-act-exists = A refusal record about { $name } already exists. Find it under “Documents”.
refused-witness-unfit = { $name } can’t witness this record. Choose somebody else.
refused-act-gone = This record is no longer in progress. Start again from the document’s status.
