pass-my-passes = My passes
pass-my-list = Choose a pass to show its live code. Each code works once, for 3 minutes.
pass-my-none = You have no passes yet. If you need one, ask your manager.
pass-label = { $type } no. { $number }, until { $until }
pass-live = <b>{ $type }</b> no. { $number }
    { $name }

    { $bar } <b>{ $left }</b>
    Works once, until { $until }.
    Code to type: <code>{ $typed }</code>

    Show the QR code at the checkpoint. If the time runs out, press “New code”.
pass-live-expired = <b>{ $type }</b> no. { $number }
    ⌛ This code has expired. To show the pass, press “New code”.
pass-live-used = <b>{ $type }</b> no. { $number }
    ✔️ This code has been used. To show the pass again, press “New code”.
pass-refresh = 🔄 New code
pass-full-screen = 📱 Full screen
pass-show = Show code
pass-open = Open pass

pass-type-staff = Staff pass
pass-type-student = Student card
pass-type-visitor = Visitor pass
pass-type-vehicle = Vehicle pass
pass-type-parking = Parking permit
pass-type-library = Library card
pass-type-contractor = Contractor pass
pass-type-id-card = ID card
pass-type-foreign-passport = Foreign passport
pass-type-taxpayer-card = Taxpayer card
pass-type-student-card = Student card (Diia)
pass-type-birth-certificate = Birth certificate
pass-type-idp-certificate = IDP certificate
pass-type-driving-licence = Driving licence
pass-type-vehicle-registration = Vehicle registration
pass-type-pension-card = Pension card
pass-type-residence-permit = Residence permit

pass-days = { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
pass-issue = Issue a pass
pass-issue-type = <b>{ $name }</b>: which pass do you want to issue?
pass-issue-days = { $type }: how long is it valid? Press a button, or type dates: 25.12.2026 or 25.12.2026–28.12.2026.
pass-issue-photo = Send a photo of the holder, facing the camera and alone. Guards compare the holder with it.
pass-without-photo = No photo
pass-issued = ✅ Issued: <b>{ $type }</b> no. { $number }
    { $name }
    Valid until { $until }
pass-from = Valid from { $day }
pass-issued-told = The holder has been told and can show the live code.
pass-issued-photo-wanted = The holder has been asked for a photo. The pass will work once you approve it.
pass-issue-field = { $type }: what goes in “{ $field }”?
pass-field = { $label }: <b>{ $value }</b>
pass-field-plate = Number plate
pass-photo-on-file = Use approved photo
pass-photo-from-holder = Ask the holder for one
pass-of = Passes
pass-of-list = Passes for <b>{ $name }</b>
pass-of-none = <b>{ $name }</b> has no passes yet.
pass-card = <b>{ $type }</b> no. { $number }
    { $name }
    Valid until { $until }
pass-card-photo-wanted = 📷 Waiting for the holder’s photo
pass-card-revoked = 🚫 Revoked { $at }
pass-card-expired = ⌛ Expired
pass-revoke = Revoke
pass-revoke-ask = Revoke <b>{ $type }</b> no. { $number } of { $name }, valid until { $until }? It will stop working at once. You can’t undo this, only issue a new pass.
pass-revoke-confirm = Yes, revoke it
pass-revoked = 🚫 Pass no. { $number } has been revoked. { $name } can no longer use it.
pass-not-me-told = Your managers have been told. If somebody else had your phone, ask a manager for a new personal link.

notice-pass-issued = You have a new pass: <b>{ $type }</b> no. { $number }, valid until { $until }. To use it at a checkpoint, press “Show code”.
notice-pass-revoked = 🚫 Your pass “{ $type }” no. { $number } has been revoked. If this is a mistake, talk to your manager.
notice-photo-sent = 📷 <b>{ $name }</b> has sent a photo for their passes. Please review it.
notice-photo-approved = ✅ Your photo has been approved. It’s now on your passes.
notice-photo-refused = Your photo wasn’t approved. Send another: your face large, facing the camera, in good light, and nobody else in it.
notice-checked = ✅ { $organisation } checked your pass no. { $number } ({ $type }).
    { $place }, { $at }
notice-checked-not-passed = ℹ️ { $organisation } checked your pass no. { $number } ({ $type }) and didn’t let you through.
    { $place }, { $at }

    { $verdict ->
        [not-yet-valid] The pass isn’t valid yet. If this is a mistake, talk to your manager.
        [pass-expired] The pass has expired. Ask your manager for a new one.
        [revoked] The pass was revoked. If this is a mistake, talk to your manager.
        [not-accepted-here] This checkpoint doesn’t accept this pass. If this is a mistake, talk to your manager.
        [own-pass] You can’t check your own pass. Ask another guard to check it.
        [already-used] The code was already used. Open “My passes”, press “New code” and show it again.
        [already-used-here] The code was already used. Open “My passes”, press “New code” and show it again.
       *[code-expired] The code has expired. Open “My passes”, press “New code” and show it again.
    }
notice-checked-not-me = This wasn’t me
notice-not-me = ⚠️ <b>{ $holder }</b> says somebody else showed their pass no. { $number }.
    { $place }, { $at }
    Guard: { $guard }

    Call the checkpoint. If you need to, revoke the pass.

refused-photo-unusable = I can’t use this photo. Send an upright JPEG, PNG, HEIC or WebP at least { $least } pixels wide, with the face in the middle.
refused-pass-validity = A pass can be valid for up to { $days } days. Choose with a button.
refused-pass-type-name = The name must be one line of up to { $most } characters. Type it again.
refused-pass-fields = Type up to { $most } different fields, one on each line, up to { $longest } characters each.
refused-pass-field = “{ $field }” must be one line of up to { $longest } characters. Type it again.
refused-pass-type-gone = This pass type no longer exists. Open the list of types again.
refused-pass-type-taken = You already have a type called “{ $name }”. Change that one, or type another name.
refused-pass-types-many = You can have up to { $most } pass types of your own. Retire one first.
refused-pass-draft-gone = This pass is no longer in progress. Start again from the person’s card.
refused-pass-photo-wanted = Pass no. { $number } doesn’t work yet: your manager needs to approve your photo. Send it under “My passes”.
refused-photo-decided = Somebody has already reviewed this photo. Open “Photos to approve” again.
refused-pass-revoked = Pass no. { $number } has been revoked. If this is a mistake, talk to your manager.
refused-pass-expired = Pass no. { $number } has expired. Ask your manager for a new one.
refused-pass-not-yet-valid = Pass no. { $number } isn’t valid yet. Try again when it starts.
refused-pass-period-past = These dates are in the past. Type later ones.
