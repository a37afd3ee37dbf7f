pass-desk = Pass desk
pass-desk-text = <b>Pass desk</b>
    A pass for one person is issued on their card under “Staff”. Everything else is here.

pass-types = Types of passes
pass-types-list = <b>Types of passes</b>
    Ready: { $ready }.
    { $own ->
        [0] You have no types of your own yet.
        [one] Your own: { $own }. Press it to change it.
       *[other] Your own: { $own }. Press one to change it.
    }
pass-type-new = ➕ Define a type
pass-type-saved = ✅ “{ $name }” is saved. It can be chosen when a pass is issued.
pass-type-name-wanted = What are such passes called? One line, { $most } characters at most. The name stands on the passes and stays; everything else can be changed later.
pass-type-card = <b>{ $name }</b>
    Fields: { $fields }
    Valid: { $days }
    Photo: { $photo }
    Cards: { $print }

    Changes hold for passes issued from now on. Press “Save” when it is right.
pass-type-no-fields = No fields
pass-type-photo-yes = needed
pass-type-photo-no = not asked for
pass-type-print-yes = may be printed
pass-type-print-no = live code only
pass-type-fields = Fields
pass-type-days = Validity
pass-type-photo = Photo
pass-type-print = Printing
pass-type-save = 💾 Save
pass-type-retire = Retire
pass-type-fields-wanted = Write the fields, one a line: at most { $most }, each { $longest } characters at most. For example:

    <code>Number plate
    Make of car</code>
pass-type-days-wanted = For how long is such a pass valid? Press, or write a number of days.
pass-type-retire-ask = Retire “{ $name }”? No new pass of it will be issued. Those that were issued stay good until they end.
pass-type-retire-confirm = Yes, retire it

pass-photos = 📷 Photos to approve
pass-photos-list = These people have sent a photo. Look at each and decide.
pass-photos-none = No photo waits for you.
pass-photo-wanted = 📷 This pass needs your photo. Send it, and it will be good as soon as your manager has approved it.
pass-send-photo = 📷 Send my photo
pass-photo-ask = Send one photo of yourself, upright, as for a passport: the face from the front, in the middle and large (more than half of the height), in good light, no hat and no sunglasses, nobody else in it. The picture is cut to 3:4 around the face.
pass-photo-sent = The photo is with your manager. You will be told when it is decided.
pass-photo-sight-small = 🔍 <b>The face is small</b>: on a small screen you could not be recognised. Come closer, or crop the photo so that the face fills more than half of the height, and send it again.
pass-photo-sight-several = ⚠️ There is more than one face in the photo; the largest was taken. If that is not yours, send another photo with nobody else in it.
pass-photo-sight-none = ⚠️ No face was found in the photo. Look closely: if you are not easy to recognise, send another, from the front and in good light.
pass-photo-another = 📷 Send another
pass-photo-anyway = Send it anyway
pass-photo-look = Look at it
pass-photo-card = <b>{ $name }</b>
    Is it this person, alone, looking straight ahead? The face should fill the oval: whoever is on duty sees it on a small screen.
pass-photo-seen-good = 🔍 One face was found, and it is large enough.
pass-photo-seen-small = ⚠️ <b>The face is small</b>: it will be hard to compare. Better ask for another photo.
pass-photo-seen-several = ⚠️ <b>More than one face was in the picture</b>; the largest was cut out. Make sure that it is the right one.
pass-photo-seen-none = ⚠️ <b>No face was found</b>: look closely.
pass-photo-approve = ✅ Approve
pass-photo-refuse = ❌ Ask for another
pass-photo-approved = ✅ The photo of { $name } is approved and stands on their passes.
pass-photo-refused = { $name } is asked for another photo. The refused one has been removed.

pass-print-card = 🖨 Card
pass-print-sheet = 🖨 A4
pass-printed = { $cards ->
        [one] The card to print.
       *[other] { $cards } cards to print.
    } The code on it is good as long as the pass: hand it to the holder alone. If a card is lost, press “Card is lost” on the pass.
pass-printed-left = { $left ->
        [one] Of { $left } pass there is no card yet.
       *[other] Of { $left } passes there is no card yet.
    }
pass-face-number = No. { $number }
pass-face-until = Valid until { $until }
pass-card-lost = Card is lost
pass-card-lost-ask = Is the printed card of { $name }, no. { $number }, lost? Its code will let nobody through from now on. The pass itself stays, and so does the code in the holder's phone.
pass-card-lost-confirm = Yes, end its code
pass-card-ended = The code of the lost card no. { $number } is dead. Open the pass to print another.

refused-pass-unprintable = No card can be printed of this pass: it is shown by phone only, or it is not good now. Open the pass to see why.
refused-nothing-to-print = None of these passes can be printed: they are shown by phone only, or wait for photos.

pass-ending = ⌛ Ending soon
pass-ending-list = These passes end within two weeks. Press one to renew it for as long as before.
pass-ending-none = No pass ends within two weeks.
pass-renew = 🔄 Renew
pass-renew-one = 🔄 { $name }, no. { $number }, { $until }
pass-renewed = ✅ Renewed: <b>{ $type }</b> no. { $number }, { $name }. Valid until { $until }. The holder has been told. A printed card stays good; print it anew where the date on it matters.
pass-history = History
pass-history-of = <b>{ $type }</b> no. { $number }, { $name }, until { $until }
pass-event = { $at } { $what }: { $by }
pass-event-pass-issued = issued
pass-event-pass-renewed = renewed
pass-event-pass-revoked = revoked
pass-event-pass-photo = photo put on
pass-event-pass-printed = card printed
pass-event-pass-card-ended = code of a lost card ended

notice-pass-renewed = 🔄 Your pass “{ $type }” no. { $number } was renewed: valid until { $until }.
notice-pass-reminder = ⌛ Your pass “{ $type }” no. { $number } ends { $days ->
        [0] today
        [one] in { $days } day
       *[other] in { $days } days
    }, on { $until }. If you need it longer, ask your manager.
notice-passes-ending = ⌛ { $count ->
        [one] { $count } pass ends within two weeks.
       *[other] { $count } passes end within two weeks.
    } Renew what is still needed; each takes one tap.

pass-order-to-department = 👥 To a department
pass-order-from-file = 📄 From a file
pass-order-type = Which pass are they to get? Types with fields are issued from a file.
pass-order-department = Which department?
pass-order-number = Personnel number
pass-order-file = Send an XLSX or CSV with a heading row and these columns: <b>{ $columns }</b>. Nothing is issued before you have seen what it would do.
pass-order-plan = <b>{ $type }</b>, { $days }: { $source }
    ➕ To be issued: <b>{ $gets }</b>
    Hold one already: { $holds }
    Could not show it (not registered): { $unregistered }
    Rows that cannot be taken: { $bad }
pass-order-names = { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
pass-order-bad = Row { $row }: { $reason }
pass-order-fault-number = the personnel number is missing or damaged
pass-order-fault-field = a field is empty or too long
pass-order-fault-repeated = stands above already
pass-order-fault-unknown = nobody with this personnel number is on the staff list
pass-order-go = { $count ->
        [one] Issue { $count } pass
       *[other] Issue { $count } passes
    }
pass-ordered = { $count ->
        [one] { $count } pass is being issued.
       *[other] { $count } passes are being issued.
    } A message shows how far it is; you can go on working.
pass-print-batch = 🖨 Print the cards

notice-pass-batch = 🎫 { $type }: { $source }
    Issued: { $settled } of { $total }
notice-pass-batch-done = { $issued ->
        [one] ✅ Done: { $issued } pass.
       *[other] ✅ Done: { $issued } passes.
    } Holders who are registered have been told.

refused-order-headings = The file has no column “{ $missing ->
        [number] Personnel number
        [plate] Number plate
       *[other] { $missing }
    }”. Add it to the heading row and send the file again.
refused-order-outdated = The staff list or the passes have changed since. Begin again at the pass desk.
refused-nobody-ordered = Nobody would get a pass. Begin again at the pass desk.
