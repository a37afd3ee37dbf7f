staff-button = Staff
staff-list = <b>Staff</b>: { $total } on the list, { $registered } registered.
    To find somebody, type part of a name, personnel number or phone number.
staff-found = <b>{ $words }</b>: { $total ->
        [one] { $total } person
       *[other] { $total } people
    } found.
staff-import = Import staff list
staff-import-ask = Send the staff list as an XLSX or CSV file. It needs a heading row with the <b>name</b> and at least one of: personnel number, phone, email. You can add position and department. You’ll see every change before it’s made.
list-reading = ⏳ Reading the list…
staff-dry-run = <b>Preview: nothing has been changed yet.</b>
    New: { $new }
    Changed: { $changed }
    Unchanged: { $unchanged }
    Not in the file (they stay on the staff list): { $left_out }
    Rows with errors: { $bad }
staff-bad-row = Row { $row }: { $reasons }
staff-dry-run-more = … and { $more } more
staff-dry-run-nothing = No changes to make.
staff-apply = { $count ->
        [one] Apply 1 change
       *[other] Apply { $count } changes
    }
staff-imported = ✅ List imported. New: { $new }, changed: { $changed }, unchanged: { $unchanged }.
    Next: open a person’s card and give them their personal link.
staff-card = <b>{ $name }</b> · { $status }
staff-card-number = No. { $value }
staff-card-position = { $value }
staff-card-phone = Phone on the staff list: { $value }
staff-card-email = { $value }
staff-card-role = Role: { $value }
staff-card-bound = Registered phone: { $value }
staff-card-invited-until = Personal link valid until { $until }
staff-revoke = 🚫 Revoke link
staff-link-revoked = The personal link of { $name } has been revoked and no longer works.
refused-no-link = { $name } has no valid link. To let them register, create a new one.
staff-status-not-invited = not invited
staff-status-invited = invited
staff-status-opened = opened the link
staff-status-registered = registered
staff-status-blocked = blocked the bot
staff-status-dismissed = left
staff-status-erased = erased
staff-invite = Get personal link
staff-reinvite = New link (ends the old one)
staff-copy-link = Copy link
staff-link = Personal link for <b>{ $name }</b>, valid for one registration until { $until }:

    <code>{ $link }</code>

    Give it only to this person. The first to open it with the number on the staff list can register.
staff-filter = 🔎 Status or department
staff-everyone = Show everyone
staff-filter-ask = Who do you want to see? Choose a status, a department or both. Or type part of a name, personnel number or phone number.
staff-link-qr = Show as QR code
staff-link-qr-shown = Personal link for <b>{ $name }</b>. Ask them to point their own phone’s camera at it. Valid for one registration until { $until }.
staff-export = Export staff list
staff-export-remark = Don’t forward: contains personal data and personal links. Give each link only to its owner.
staff-export-file = Staff.xlsx
staff-export-done = <b>⚠️ This file contains personal data and personal links.</b> Give each link only to its owner, and delete the file when you’ve finished.
    People: { $people }, with a link: { $links }. This message will be deleted at { $until }.
staff-column-number = Personnel number
staff-column-name = Name
staff-column-position = Position
staff-column-department = Department
staff-column-role = Role
staff-column-phone = Phone
staff-column-email = Email
staff-column-status = Status
staff-column-bound = Registered phone
staff-column-link = Personal link
staff-channel-email = Email
staff-channel-sms = SMS
staff-send-email = ✉️ Send by email
staff-send-sms = 💬 Send by SMS
staff-add-email = ✉️ Add email and send
staff-add-sms = 💬 Add phone and send SMS
staff-ask-email = Type this person’s email. I’ll save it on their card and send the link there.
staff-ask-sms = Type this person’s phone number. I’ll save it on their card and send the link there.
staff-letter-ordered = Sending.
staff-letter-sent = ✅ { $channel }: link sent
staff-letter-waiting = ⏳ { $channel }: sending
staff-letter-refused = ⚠️ { $channel }: not sent ({ $error }). Check the address or send it another way.
staff-letter-unsure = ❓ { $channel }: may not have arrived ({ $error }). Ask the person before you send it again.
staff-letter-subject = { $organisation }: your personal link
staff-letter-text = Hello { $name },

    { $organisation } invites you to its Telegram bot. You’ll use it to sign documents and show your passes. Open this link on a phone with Telegram:

    { $link }

    It is valid for one registration until { $until }. It’s only for you: don’t forward it.
staff-letter-sms = { $organisation }: { $name }, register with our Telegram bot using your personal link { $link }
staff-fallback-request-sent = you have a document to sign
staff-fallback-request-reminder = reminder: you have a document to sign
staff-fallback-request-overdue = a document you need to sign is overdue
staff-fallback-deadline-moved = a document you need to sign has a new due date
staff-fallback-refusal-act = a refusal record about you has been created
staff-fallback-service-qr-reminder = a service QR code expires soon
staff-fallback-service-qr-expired = a service QR code has expired
staff-fallback-pass-reminder = your pass expires soon
staff-fallback-passes-ending = some of your staff’s passes expire soon
staff-fallback-identity-changed = your details on the staff list were changed. If this is a mistake, call your manager
staff-fallback-relinking-begun = a link was made that lets another Telegram account act for you. If you don’t know about it, call your manager
staff-fallback-rebinding-announced = another Telegram account or phone number will soon sign for you. If it isn’t yours, call your manager at once
staff-fallback-account-replaced = another Telegram account or phone number now signs for you. If it isn’t yours, call your manager at once
staff-fallback-goes = ✉️ Can’t be reached in Telegram. Important messages go by { $channel }.
staff-fallback-subject = { $organisation }: { $what }
staff-fallback-text = Hello { $name },

    { $organisation } can’t reach you in Telegram: you’ve blocked the bot, or your account was deleted. The message is: { $what }.

    To get messages again, open the bot with this link and press Start or Restart:

    { $link }
staff-fallback-sms = { $organisation }: { $what }. Open the bot: { $link }
staff-invite-everyone = ✉️ Invite everyone
staff-invite-everyone-ask = Send personal links to everyone who isn’t registered yet? People who already got theirs this way won’t get it again.
staff-no-channels = Email and SMS aren’t set up. Ask your administrator. Until then, print cards below, show a person their QR code, or export the staff list.
staff-everyone-email = Email everyone
staff-everyone-sms = Send SMS to everyone
staff-letters = <b>Invitations</b>
    Sent: { $sent }
    Waiting: { $waiting }
    Not sent: { $refused } (see the reason on each card)
staff-letters-without = No address: { $without }. Add it on each card, or export the staff list.
staff-letters-refresh = 🔄 Refresh
refused-address-missing = { $name } has no address on their card. Add one and try again.
refused-letter-sent = This link was already sent to { $name } this way. To send another, create a new link.
refused-address-unfit = This doesn’t look right. Check it and type it again, or press /cancel.
refused-address-taken = This number already belongs to { $name }. Type another, or press /cancel.
staff-cards = 🖨 Print cards
staff-cards-hint = Point the camera of a phone with Telegram at the code, then share your number. This card is only for you.
staff-cards-until = Valid for one registration until { $until }
staff-cards-file = Cards.pdf
staff-cards-done = <b>⚠️ These cards contain personal links.</b> Print them, cut them out and give each card only to its owner.
    Cards: { $cards }. This message will be deleted at { $until }.
staff-cards-left = Didn’t fit in this file: { $left }. Print more after these people have registered.
refused-nobody-to-invite = Everyone on the staff list is registered, so there’s nobody to invite.
staff-dry-run-renamed = ⚠️ Row { $row }: the name for this number or phone changes: { $before } → { $after }. Is it the same person?
staff-dry-run-sheets = ⚠️ I read only one sheet. Not read: { $sheets }.
staff-dry-run-columns = ℹ️ Columns not used: { $columns }{ $more ->
        [0] {""}
       *[other] {" "}… and { $more } more
    }.
staff-dry-run-hidden = ℹ️ Hidden rows: { $count }. I left them out: the spreadsheet hides them, for example with a filter.
staff-dry-run-hidden-columns = ℹ️ I also read hidden columns: { $columns }.
staff-dry-run-dismissed = ℹ️ Rows with the status “left”: { $count }. I skipped them.
staff-dry-run-repeated = ℹ️ Rows that repeat another row exactly: { $count }. I skipped them.
staff-take-hidden = Include the hidden rows ({ $count })
staff-undecided-button = Decide who stays ({ $count })
staff-undecided = Not in the file: { $left_out }. Left, but in the file again: { $returned }. Decide about each; everyone else stays as they are.
staff-undecided-none = No more decisions to make: the list matches the file.
roster-unused-column = “{ $label }” ({ $looks })
roster-unused-unnamed = column { $letters } without a heading ({ $looks })
roster-unused-hidden = hidden
roster-looks-phones = looks like phones
roster-looks-emails = looks like emails
roster-looks-dates = dates
roster-looks-numbers = numbers
roster-looks-errors = errors
roster-looks-text = text
staff-left-out = 🚪 Mark as left: { $name }
staff-returned = ↩️ Bring back: { $name }
staff-bad-rows = Rows with errors: { $count }. The file lists them with reasons. Correct them in your list and send it again.
staff-bad-rows-head = row	reason
staff-bad-rows-file = Rows with errors.txt
staff-reinstate = ↩️ Bring back
staff-reinstated = <b>{ $name }</b> is back on the staff list. Old passes and access stay ended. Next: open the card and give them a personal link.
staff-open-card = Open card
refused-phone-taken = This person’s number now belongs to { $name }. Correct the number on the staff list first.
staff-unlock = Unlock PIN
staff-unlocked = { $name } can try the PIN again.
staff-make-manager = Make manager
staff-make-employee = Remove manager role
staff-name-guard = 🛡 Make guard
staff-unname-guard = Remove guard role
staff-dismiss = Mark as left
staff-dismiss-ask = Mark <b>{ $name }</b> as left? Their access, open documents, shifts and passes end at once. What they’ve signed stays valid.
staff-dismiss-confirm = Yes, mark as left
staff-dismissed = <b>{ $name }</b> is marked as left. Ended: requests { $requests }, passes { $passes }, shifts { $shifts }.
staff-mismatch-approved = Number accepted. <b>{ $name }</b> can share it again.
staff-mismatch-refused = Number refused. <b>{ $name }</b> has been told.

notice-dismissed = Your access has ended. What you’ve signed stays valid. If this is a mistake, talk to your manager. To get your data, press /mydata.

roster-column-number = personnel number
roster-column-name = name
roster-column-position = position
roster-column-department = department
roster-column-phone = phone
roster-column-email = email

refused-person-dismissed = { $name } has left. First press “Bring back” on their card.
refused-nothing-claimed = { $name } is no longer waiting for you to accept a number. Nothing to do.
refused-import-outdated = The staff list has changed since this preview. Send the file again to see a new one.

roster-fault-missing = no { $column }
roster-fault-unidentified = no personnel number, phone or email
roster-fault-unreadable = can’t read { $column }: “{ $value }”
roster-fault-cut-short = the spreadsheet cut off { $column }: “{ $value }”
roster-fault-turned-into-date = the spreadsheet turned { $column } into a date: “{ $value }”
roster-fault-cell-error = cell error: { $column }
roster-fault-not-calculated = { $column }: the formula has no value yet; open the file in your spreadsheet program and save it
roster-fault-several = several values in one cell: { $column }
roster-fault-too-long = too long: { $column }
roster-fault-repeated = { $column } “{ $value }” is also in row { $row }
roster-fault-taken = { $column } “{ $value }” already belongs to { $holder }

refused-roster-too-large = The list is larger than { $megabytes } MB when unpacked. Split it and send the parts.
refused-roster-too-many-rows = The list has more than { $rows } rows. Split it and send the parts.
refused-roster-unreadable = I can’t read this file as XLSX or CSV. Open it in a spreadsheet program, save it as XLSX and send it again.
refused-roster-file-kind = { $kind ->
        [pdf] This is a PDF, not a spreadsheet. Send the spreadsheet it was made from, as XLSX.
        [picture] This is a picture, not a spreadsheet. Send the list itself as XLSX.
        [html] This is a web page (HTML), whatever the file is called. Open it in your spreadsheet program, save it as XLSX and send it again.
        [xml2003] This is an XML 2003 spreadsheet. Open it in your spreadsheet program, save it as XLSX and send it again.
        [fods] This is an OpenDocument spreadsheet (FODS). Save it as XLSX and send it again.
        [ods] This is an OpenDocument spreadsheet (ODS). Save it as XLSX and send it again.
        [xlsb] This is a binary Excel workbook (XLSB). Save it as XLSX and send it again.
        [numbers] This is a Numbers spreadsheet. Export it as XLSX and send it again.
        [text] This is a text document or a presentation, not a spreadsheet. Copy the list into a spreadsheet, save it as XLSX and send that.
        [rtf] This is a text document (RTF), not a spreadsheet. Copy the list into a spreadsheet, save it as XLSX and send that.
        [archive] This is an archive. Unpack it and send the spreadsheet itself.
       *[xml] This is XML, not a spreadsheet. Open it in your spreadsheet program, save it as XLSX and send it again.
    }
refused-roster-encoding = I can’t tell which letters this text uses (unknown encoding). Save the list as XLSX or CSV UTF-8 and send it again.
refused-roster-too-complex = The list is too complex to read. Copy only the rows with people into a new spreadsheet, save it as XLSX and send that.
refused-roster-old-workbook = This is an old XLS file or needs a password. Save it as XLSX without a password and send it again.
refused-roster-quotes = A quotation mark is missing near row { $row }, so I can’t tell the cells apart. Save the list as XLSX and send it again.
refused-roster-headings = { $missing ->
        [name] The name column is missing.
        [identity] A column with personnel numbers, phones or emails is missing.
       *[both] The name column is missing, and so is one with personnel numbers, phones or emails.
    } Found: { $found }. Correct the headings and send the list again.
refused-roster-empty = This list has no people in it. Check that the rows are on the first sheet, and send it again.
