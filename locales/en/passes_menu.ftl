pass-types = Pass types
pass-types-list = <b>Pass types</b>
    Standard: { $ready }.
    { $own ->
        [0] You have no pass types of your own yet.
        [one] Your own: { $own }. Press it to change it.
       *[other] Your own: { $own }. Press one to change it.
    }
pass-type-new = ➕ Create type
pass-type-saved = ✅ “{ $name }” has been saved. You can now issue passes of this type.
pass-type-name-wanted = What’s this pass type called? One line, up to { $most } characters. The name is shown on the passes and can’t be changed later; everything else can.
pass-type-card = <b>{ $name }</b>
    Fields: { $fields }
    Valid for: { $days }
    Photo: { $photo }
    Printed cards: { $print }

    Changes apply to passes issued from now on. When you’ve finished, press “Save”.
pass-type-no-fields = No fields
pass-type-photo-yes = required
pass-type-photo-no = not required
pass-type-print-yes = allowed
pass-type-print-no = no, live code only
pass-type-fields = Fields
pass-type-days = Validity
pass-type-photo = Photo
pass-type-print = Printing
pass-type-save = 💾 Save
pass-type-retire = Retire
pass-type-fields-wanted = Type up to { $most } fields, one on each line, up to { $longest } characters each. For example:

    <code>Number plate
    Make of car</code>
pass-type-days-wanted = How long are these passes valid? Press a button, or type a number of days.
pass-type-retire-ask = Retire “{ $name }”? Nobody will be able to issue new passes of this type. Existing passes stay valid until they expire.
pass-type-retire-confirm = Yes, retire it

pass-photos = 📷 Photos to approve
pass-photos-list = These people have sent a photo. Review each one.
pass-photos-none = You have no photos to approve.
pass-photo-wanted = 📷 This pass needs your photo. Send it, and the pass will work once your manager approves it.
pass-send-photo = 📷 Send photo
pass-photo-ask = Send one photo of yourself, upright, as for a passport. Your face should be in the middle, facing the camera, and fill more than half of the height. Use good light, no hat or sunglasses, and nobody else in the photo. I’ll crop it to 3:4 around your face.
pass-photo-sent = Your photo has been sent to your manager. You’ll get a message with their decision.
pass-photo-check-small = 🔍 <b>Your face is too small</b> to recognise on a small screen. Move closer or crop the photo so that your face fills more than half of the height, then send it again.
pass-photo-check-several = ⚠️ The photo shows more than one face, and I’ve used the largest. If it isn’t yours, send a photo with nobody else in it.
pass-photo-check-none = ⚠️ I can’t find a face in the photo. If you’re hard to recognise, send another, facing the camera and in good light.
pass-photo-another = 📷 Send another
pass-photo-anyway = Send anyway
pass-photo-look = Review photo
pass-photo-card = <b>{ $name }</b>
    Is this the right person, alone and facing the camera? The face should fill the oval, because guards see it on a small screen.
pass-photo-seen-good = 🔍 One face, large enough.
pass-photo-seen-small = ⚠️ <b>The face is too small</b> to compare easily. Ask for another photo.
pass-photo-seen-several = ⚠️ <b>The photo showed more than one face</b>, so I cropped it to the largest. Check that it’s the right person.
pass-photo-seen-none = ⚠️ <b>I can’t find a face.</b> Check the photo carefully.
pass-photo-approve = ✅ Approve
pass-photo-refuse = ❌ Ask for another
pass-photo-approved = ✅ The photo of { $name } has been approved. It’s now on their passes.
pass-photo-refused = { $name } has been asked for another photo. The old one has been deleted.

pass-print-card = 🖨 Print card
pass-print-sheet = 🖨 Print A4
pass-printed = { $cards ->
        [one] The card is ready to print.
       *[other] { $cards } cards are ready to print.
    } Give each card only to its holder: its code works as long as the pass is valid. If a card is lost, open the pass and press “Card is lost”.
pass-printed-left = { $left ->
        [one] { $left } pass has no card yet.
       *[other] { $left } passes have no card yet.
    }
pass-face-number = No. { $number }
pass-face-until = Valid until { $until }
pass-card-lost = Card is lost
pass-card-lost-ask = Is the printed card no. { $number } of { $name } lost? Its code will stop working. The pass and its live code will still work.
pass-card-lost-confirm = Yes, stop its code
pass-card-ended = The code of lost card no. { $number } no longer works. To print another card, open the pass.

refused-pass-unprintable = This pass can’t be printed: it’s for phones only, or it isn’t valid now. Open the pass to see why.
refused-nothing-to-print = None of these passes can be printed: they’re for phones only or waiting for photos. Open one to see why.

pass-ending = ⌛ Expiring soon
pass-ending-list = These passes expire within two weeks. Press one to renew it for the same period.
pass-ending-none = No passes expire within two weeks.
pass-renew = 🔄 Renew
pass-renew-one = 🔄 { $until } · no. { $number } · { $name }
pass-renewed = ✅ Renewed: <b>{ $type }</b> no. { $number }, { $name }. Valid until { $until }. The holder has been told. The printed card still works. If it needs the new date, print it again.
pass-history = History
pass-history-of = <b>{ $type }</b> no. { $number }, { $name }, until { $until }
pass-event = { $at } { $what }: { $by }
pass-event-pass-issued = issued
pass-event-pass-renewed = renewed
pass-event-pass-revoked = revoked
pass-event-pass-photo = photo added
pass-event-pass-printed = card printed
pass-event-pass-card-ended = lost card’s code stopped

notice-pass-renewed = 🔄 Your pass “{ $type }” no. { $number } has been renewed. It’s valid until { $until }.
notice-pass-reminder = ⌛ Your pass “{ $type }” no. { $number } expires { $days ->
        [0] today
        [one] in { $days } day
       *[other] in { $days } days
    }, on { $until }. If you still need it, ask your manager to renew it.
notice-passes-ending = ⌛ { $count ->
        [one] { $count } pass expires within two weeks.
       *[other] { $count } passes expire within two weeks.
    } Renew the ones people still need. Each takes one tap.

pass-issue-to-person = 👤 Issue to a person
pass-issue-holder = Who is the pass for? Type part of the name, the personnel number or the phone number.
pass-holders-found = { $total ->
        [one] Found { $total } person.
       *[other] Found { $total } people, showing { $shown }.
    } Press the one who gets the pass, or type another name.
pass-holder-nobody = Nobody on the staff list has this name. Type another part of it.
pass-order-to-department = 👥 Issue to a department
pass-order-from-file = 📄 Issue from a file
pass-order-type = Which pass do you want to issue? For types with fields, use a file.
pass-order-department = Which department?
pass-order-number = Personnel number
pass-order-file = Send an XLSX or CSV file with a heading row and these columns: <b>{ $columns }</b>. You’ll see a preview before anything is issued.
pass-order-plan = <b>{ $type }</b>, { $days }: { $source }
    ➕ Will get a pass: <b>{ $gets }</b>
    Already have one: { $holds }
    Can’t show one (not registered): { $unregistered }
    Rows with errors: { $bad }
pass-order-names = { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
pass-order-bad = Row { $row }: { $reason }
pass-order-fault-number = the personnel number is missing or invalid
pass-order-fault-field = a field is empty or too long
pass-order-fault-repeated = already in a row above
pass-order-fault-unknown = this personnel number isn’t on the staff list
pass-order-fault-hidden = hidden in the spreadsheet
pass-order-go = { $count ->
        [one] Issue { $count } pass
       *[other] Issue { $count } passes
    }
pass-ordered = { $count ->
        [one] Issuing { $count } pass.
       *[other] Issuing { $count } passes.
    } A message will show the progress. You can carry on working.
pass-print-batch = 🖨 Print cards

notice-pass-batch = 🎫 { $type }: { $source }
    Issued: { $settled } of { $total }
notice-pass-batch-done = { $issued ->
        [one] ✅ { $issued } pass issued.
       *[other] ✅ { $issued } passes issued.
    } Registered holders have been told.

refused-order-headings = The file has no column “{ $missing ->
        [number] Personnel number
        [plate] Number plate
       *[other] { $missing }
    }”. Add it to the heading row and send the file again.
refused-order-outdated = The staff list or the passes have changed since the preview. Start again at the pass desk.
refused-nobody-ordered = Nobody on this list can get a pass. Start again at the pass desk.
pass-menu = Pass desk
pass-menu-text = <b>Pass desk</b>
    Issue a pass to one person, to a department or from a file, and manage the passes that exist.
