act-title = Act of refusal: { $name }, “{ $title }”
act-file = Act of refusal - { $name }
act-heading = Act of refusal to sign a document
act-organisation = Organisation
act-drawn-up = Drawn up
act-zone = Time zone
act-author = By
act-witnesses = Witnesses
act-about = Who did not sign
act-name = Name
act-position = Position
act-department = Department
act-number = Personnel number
act-document = Document
act-document-title = Title
act-file-name = File
act-version = Version
act-size = Size, bytes
act-when = How the document was presented
act-sent = Sent
act-delivered = Delivered
act-opened = Opened for signing
act-deadline = Due
act-declined = Declined
act-reason = Reason, in the person’s words
act-never = no
act-statement = { $state ->
        [declined] The document was presented for signing through the organisation’s bot. { $name } refuses to sign it; as of { $at } there is no signature.
       *[silent] The document was presented for signing through the organisation’s bot. Its deadline has passed, and as of { $at } { $name } has given no answer.
    }
act-note = Each witness confirms this act with their PIN. The records of that, the sheet and the organisation’s seal are part of this file.

signing-act = Act of refusal
act-refusals = <b>{ $title }</b>
    { $total ->
        [0] There is nobody to draw up an act about yet: nobody declined, and the deadline is { $deadline }.
       *[other] About whom? Declined, or did not answer in time: { $total }.
    }
act-witness-wanted = Act: <b>{ $name }</b>, “{ $title }”
    { $chosen ->
        [0] Two witnesses are needed. Type a part of the first one’s name.
       *[other] First witness: { $witnesses }. Type a part of the second one’s name.
    }
act-summary = Act: <b>{ $name }</b>, “{ $title }”
    Witnesses: { $witnesses }

    Both get the act and confirm it with their PIN. To change a witness, type another name.
act-confirm = Draw up the act
act-drawn = <b>{ $title }</b>
    The act is drawn up and sent to the witnesses, who have until { $deadline }. When both have confirmed, the finished file comes here.
refused-not-refused = { $name }: it is too early for an act, or there is nothing to draw it up about. Open the board to see.
refused-act-exists = There is an act about this already: { $name }. Find it among the documents.
refused-witness-unfit = { $name } cannot witness this act. Choose somebody else.
refused-act-gone = This act is no longer being prepared. Begin again from the document’s board.
