staff-button = Staff
staff-list = <b>Staff</b>: { $total } on the list, { $registered } registered.
    Type part of a name, number or phone to find somebody.
staff-found = <b>{ $words }</b>: { $total ->
        [one] one person
       *[other] { $total } people
    } found.
staff-import = Import a list
staff-import-ask = Send the staff list as a file: XLSX or CSV. It needs a heading row with the <b>name</b> and one of: personnel number, phone, e-mail. Position and department are welcome. Nothing is changed before you have seen what would be.
staff-dry-run = <b>This is what the list would do. Nothing has been changed yet.</b>
    New: { $new }
    Changed: { $changed }
    Unchanged: { $unchanged }
    On our list but not in the file (they stay): { $left_out }
    Rows that cannot be taken: { $bad }
staff-bad-row = Row { $row }: { $reasons }
staff-dry-run-more = … and { $more } more
staff-dry-run-nothing = Nothing to change.
staff-apply = { $count ->
        [one] Apply 1 change
       *[other] Apply { $count } changes
    }
staff-imported = ✅ Done. New: { $new }, changed: { $changed }, unchanged: { $unchanged }.
    Next: open a person's card and hand them their personal link.
staff-card = <b>{ $name }</b> · { $status }
staff-card-number = No. { $value }
staff-card-position = { $value }
staff-card-phone = On the list: { $value }
staff-card-email = { $value }
staff-card-role = Role: { $value }
staff-card-bound = Registered with: { $value }
staff-card-invited-until = The link works until { $until }
staff-revoke = 🚫 Revoke the link
staff-link-revoked = Link revoked: { $name }. It opens nothing any more.
refused-no-link = There is no working link: { $name }. Make a new one if they are to come in.
staff-status-not-invited = not invited
staff-status-invited = invited
staff-status-opened = opened the link
staff-status-registered = registered
staff-status-blocked = blocked the bot
staff-status-dismissed = dismissed
staff-status-erased = erased
staff-invite = Personal link
staff-reinvite = New link (the old one dies)
staff-copy-link = Copy the link
staff-link = Personal link of <b>{ $name }</b>, good for one registration until { $until }:

    <code>{ $link }</code>

    Give it to this person alone: whoever opens it first and has their number is let in.
staff-filter = 🔎 Status or department
staff-everyone = Show everyone
staff-filter-ask = Whom to show? Choose a status or a department, one after the other if you like. Part of a name, number or phone is simply typed.
staff-link-qr = Show as QR
staff-link-qr-shown = Personal QR of <b>{ $name }</b>. Let them point their own phone's camera at it. Good for one registration until { $until }.
staff-export = Export the list
staff-export-remark = Do not forward: personal data and personal links. Give each link to its owner alone.
staff-export-file = Staff.xlsx
staff-export-done = <b>⚠️ Personal data and personal links inside.</b> Give each link to its owner alone, and delete the file when you are done.
    People: { $people }, with a link: { $links }. This message disappears at { $until }.
staff-column-number = Personnel number
staff-column-name = Name
staff-column-position = Position
staff-column-department = Department
staff-column-role = Role
staff-column-phone = Phone
staff-column-email = E-mail
staff-column-status = Status
staff-column-bound = Registered with
staff-column-link = Personal link
staff-channel-email = E-mail
staff-channel-sms = SMS
staff-send-email = ✉️ Send by e-mail
staff-send-sms = 💬 Send by SMS
staff-add-email = ✉️ Add an e-mail and send
staff-add-sms = 💬 Add a phone and send an SMS
staff-ask-email = Type this person's e-mail. It is saved on the card, and the link goes there.
staff-ask-sms = Type this person's phone number. It is saved on the card, and the link goes there.
staff-letter-ordered = On its way.
staff-letter-sent = ✅ { $channel }: link sent
staff-letter-waiting = ⏳ { $channel }: on its way
staff-letter-refused = ⚠️ { $channel }: not taken ({ $error }). Check the address or try another way.
staff-letter-unsure = ❓ { $channel }: not known whether it arrived ({ $error }). Ask the person before you send it again.
staff-letter-subject = { $organisation }: your personal link
staff-letter-text = Hello { $name },

    { $organisation } invites you to its Telegram bot, for signing documents and showing your passes. Open the link on a phone that has Telegram:

    { $link }

    It is good for one registration until { $until }, and for you alone: do not forward it.
staff-letter-sms = { $organisation }: { $name }, your personal link to register with our Telegram bot { $link }
staff-fallback-request-sent = a document waits for your signature
staff-fallback-request-reminder = reminder: a document waits for your signature
staff-fallback-request-overdue = the deadline for signing a document has passed
staff-fallback-deadline-moved = the deadline for signing a document was moved
staff-fallback-service-qr-reminder = a service QR code is about to expire
staff-fallback-service-qr-expired = a service QR code has expired
staff-fallback-pass-reminder = your pass is about to expire
staff-fallback-passes-ending = passes of your staff are about to expire
staff-fallback-goes = ✉️ Telegram does not reach them: what matters goes by { $channel }
staff-fallback-subject = { $organisation }: { $what }
staff-fallback-text = Hello { $name },

    { $organisation } could not reach you in Telegram: the bot is blocked, or the account is gone. What it is about: { $what }.

    Open the bot by this link and press Start or Restart: it can write to you again then.

    { $link }
staff-fallback-sms = { $organisation }: { $what }. Open the bot: { $link }
staff-invite-everyone = ✉️ Invite everyone
staff-invite-everyone-ask = Send personal links to everyone not yet registered? Those who got theirs this way already get no second one.
staff-no-channels = Neither e-mail nor SMS is set up; your administrator can do that. Until then print cards below, show a person their link as QR, or export the list.
staff-everyone-email = Everyone by e-mail
staff-everyone-sms = Everyone by SMS
staff-letters = <b>Invitations</b>
    Sent: { $sent }
    Waiting: { $waiting }
    Did not go: { $refused } (the card tells why)
staff-letters-without = Without an address: { $without }. Add it on the card, or export the list.
staff-letters-refresh = 🔄 Refresh
refused-address-missing = There is no address on the card of { $name }. Add it and try again.
refused-letter-sent = This link of { $name } went out this way already. To send again, make a new link.
refused-address-unfit = This does not look like an address. Type it again, or press /cancel.
refused-address-taken = { $name } has this number on the list. Type another, or press /cancel.
staff-cards = 🖨 Cards to print
staff-cards-hint = Point the camera of a phone with Telegram at the code and share your number. This card is for you alone.
staff-cards-until = Good for one registration until { $until }
staff-cards-file = Cards.pdf
staff-cards-done = <b>⚠️ These are personal links.</b> Print them, cut them apart, and give each card to its owner alone.
    Cards: { $cards }. This message disappears at { $until }.
staff-cards-left = Not in this file yet: { $left }. Hand these out, and print the next ones after they have registered.
refused-nobody-to-invite = There is nobody to invite: everyone on the list is registered.
staff-dry-run-renamed = ⚠️ Row { $row }: another name under the same number or phone: { $before } → { $after }. Is it the same person?
staff-dry-run-sheets = ⚠️ One sheet was read. Not read: { $sheets }.
staff-left-out = 🚪 Dismiss { $name }
staff-returned = ↩️ Reinstate { $name }
staff-imported-leaving = Not in the file: { $left_out }, dismissed but in the file again: { $returned }. Decide about each with a button (at most { $shown } of each are shown).
staff-bad-rows = Rows that cannot be taken: { $count }. The file has all of them with their reasons. Correct them in your table and send it again.
staff-bad-rows-head = row	reason
staff-bad-rows-file = Bad rows.txt
staff-reinstate = ↩️ Reinstate
staff-reinstated = <b>{ $name }</b> is back on the list. Next: open the card and hand out a personal link; old passes and access do not come back.
staff-open-card = Card
refused-phone-taken = { $name } has this person's number by now. Correct the number on the list first.
staff-unlock = Unlock the PIN
staff-unlocked = { $name } may try the PIN again.
staff-make-manager = Make manager
staff-make-employee = Take the manager's role
staff-dismiss = Dismiss
staff-dismiss-ask = Dismiss <b>{ $name }</b>? Their rights, open documents, shifts and passes end at once. What they have signed stays.
staff-dismiss-confirm = Yes, dismiss
staff-dismissed = <b>{ $name }</b> is dismissed. Ended: requests { $requests }, passes { $passes }, shifts { $shifts }.
staff-mismatch-approved = Let through: <b>{ $name }</b> may share the number again.
staff-mismatch-refused = Refused: <b>{ $name }</b> was told.

notice-dismissed = Your access has ended. What you have signed stays valid. If this is a mistake, talk to your manager.

roster-column-number = personnel number
roster-column-name = name
roster-column-position = position
roster-column-department = department
roster-column-phone = phone
roster-column-email = e-mail

refused-person-dismissed = { $name } was dismissed.
refused-nothing-claimed = Nobody waits with another number for { $name } any more.
refused-import-outdated = The list has changed since this was shown. Send the file again to see what it would do now.

roster-fault-missing = no { $column }
roster-fault-unidentified = neither number, phone nor e-mail
roster-fault-unreadable = { $column } cannot be read: “{ $value }”
roster-fault-cut-short = { $column } was cut short by the spreadsheet: “{ $value }”
roster-fault-turned-into-date = the spreadsheet made a date of the { $column }: “{ $value }”
roster-fault-cell-error = error in the cell: { $column }
roster-fault-several = several values in one cell: { $column }
roster-fault-too-long = too long: { $column }
roster-fault-repeated = { $column } “{ $value }” stands in row { $row } too
roster-fault-taken = { $column } “{ $value }” belongs to { $holder } already

refused-roster-too-large = The list is too large: { $megabytes } MB unpacked at most. Send it in parts.
refused-roster-too-many-rows = The list has more than { $rows } rows. Send it in parts.
refused-roster-unreadable = This is no XLSX or CSV, or it is damaged. Open it in your spreadsheet program, save it as XLSX and send it again.
refused-roster-old-workbook = This is an old XLS or is locked with a password. Save it as XLSX without a password and send it again.
refused-roster-quotes = Near row { $row } the quotation marks do not pair, so the cells cannot be told apart. Save the list as XLSX and send it again.
refused-roster-headings = { $missing ->
        [name] There is no column with names.
        [identity] There is no column with personnel numbers, phones or e-mails.
       *[both] There is no column with names, and none with personnel numbers, phones or e-mails.
    } Found: { $found }. Name the headings and send the list again.
refused-roster-empty = There is nobody in this list. Check that the rows are on its first sheet, and send it again.
