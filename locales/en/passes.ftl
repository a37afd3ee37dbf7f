pass-my-passes = My passes
pass-my-list = Choose a pass to show its code. A code lives 3 minutes and works once.
pass-my-none = You have no passes yet. If you need one, ask your manager.
pass-label = { $type } no. { $number }, until { $until }
pass-live = <b>{ $type }</b> no. { $number }
    { $name }

    { $bar } <b>{ $left }</b>
    Works once, until { $until }.
    Code to type: <code>{ $typed }</code>

    Show the QR code at the checkpoint. If its time is up, press “New code”.
pass-live-expired = <b>{ $type }</b> no. { $number }
    ⌛ This code has run out. Press “New code” to show the pass.
pass-live-used = <b>{ $type }</b> no. { $number }
    ✔️ This code was shown and works no more. Press “New code” to show the pass again.
pass-refresh = 🔄 New code
pass-show = Show the code
pass-open = Open the pass

pass-type-staff = Staff pass
pass-type-student = Student card
pass-type-visitor = Visitor pass
pass-type-vehicle = Vehicle pass
pass-type-parking = Parking permit
pass-type-library = Library card
pass-type-contractor = Contractor pass

pass-days = { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
pass-issue = Issue a pass
pass-issue-type = <b>{ $name }</b>: which pass is it to be?
pass-issue-days = { $type }: for how long is it valid? Press a button, or type the days: 25.12.2026 or 25.12.2026–28.12.2026.
pass-issue-photo = Send a photo of the holder: the face from the front, nobody else in it. Whoever is on duty compares the person with it.
pass-without-photo = Without a photo
pass-issued = ✅ Issued: <b>{ $type }</b> no. { $number }
    { $name }
    Valid until { $until }
pass-from = Valid from { $day }
pass-issued-told = The holder has been told and can show the code.
pass-issued-photo-wanted = The holder is asked for a photo. The pass is good as soon as you have approved it.
pass-issue-field = { $type }: what stands under “{ $field }”?
pass-field = { $label }: <b>{ $value }</b>
pass-field-plate = Number plate
pass-photo-on-file = Use the approved photo
pass-photo-from-holder = Let the holder send one
pass-of = Passes
pass-of-list = Passes of <b>{ $name }</b>
pass-of-none = <b>{ $name }</b> has no passes yet.
pass-card = <b>{ $type }</b> no. { $number }
    { $name }
    Valid until { $until }
pass-card-photo-wanted = 📷 Waits for the holder's photo
pass-card-revoked = 🚫 Revoked { $at }
pass-card-expired = ⌛ Past its time
pass-revoke = Revoke
pass-revoke-ask = Revoke <b>{ $type }</b> no. { $number } of { $name }, valid until { $until }? From then on nobody is let through with it. It cannot be brought back, only a new one issued.
pass-revoke-confirm = Yes, revoke it
pass-revoked = 🚫 Pass no. { $number } is revoked. { $name } can no longer show it.
pass-not-me-told = The managers have been told. If your phone was out of your hands, ask a manager for a new personal link.

notice-pass-issued = You were issued a pass: <b>{ $type }</b> no. { $number }, valid until { $until }. To show it at a checkpoint, press “Show the code”.
notice-pass-revoked = 🚫 Your pass “{ $type }” no. { $number } was revoked. If you think this is a mistake, ask your manager.
notice-photo-sent = 📷 <b>{ $name }</b> has sent a photo for their passes. Look at it and decide.
notice-photo-approved = ✅ Your photo is approved and stands on your passes.
notice-photo-refused = Your photo was not accepted. Send another: the face from the front and large, in good light, nobody else in it.
notice-checked = ✅ { $organisation } checked your pass no. { $number } ({ $type }).
    { $place }, { $at }
notice-checked-not-passed = ℹ️ { $organisation } checked your pass no. { $number } ({ $type }), but you were not let through.
    { $place }, { $at }

    { $verdict ->
        [not-yet-valid] It is not valid yet. If that seems wrong, ask a manager.
        [pass-expired] It is past its date. Ask a manager for a new one.
        [revoked] It has been revoked. If that seems wrong, ask a manager.
        [not-accepted-here] It is not accepted there. If that seems wrong, ask a manager.
        [code-expired] Get a new code under “My passes” and show it again.
       *[already-used] Get a new code under “My passes” and show it again.
    }
notice-checked-not-me = It was not me
notice-not-me = ⚠️ <b>{ $holder }</b> says that somebody else showed pass no. { $number }.
    { $place }, { $at }
    On duty: { $guard }

    Call the checkpoint. Revoke the pass if need be.

refused-photo-unusable = This photo cannot be used. Send an ordinary upright photo (JPEG, PNG or WebP), at least { $least } pixels wide, with the face in its middle.
refused-pass-validity = A pass is valid for { $days } days at most. Choose with a button.
refused-pass-type-name = Write the name in one line of { $most } characters at most.
refused-pass-fields = At most { $most } fields, one a line, each different and { $longest } characters long at most. Write them again.
refused-pass-field = “{ $field }” takes one line of { $longest } characters at most. Write it again.
refused-pass-type-gone = There is no such type any more. Open the list of types again.
refused-pass-type-taken = There is a type called “{ $name }” already. Change it, or write another name.
refused-pass-types-many = An organisation has { $most } types of its own at most. Retire one first.
refused-pass-draft-gone = This pass is no longer in the making. Begin again on the person's card.
refused-pass-photo-wanted = Pass no. { $number } is not good yet: your photo must be approved first. Send it under “My passes”.
refused-photo-decided = This photo has been decided already. Open the waiting photos again.
refused-pass-revoked = Pass no. { $number } was revoked. Ask your manager.
refused-pass-expired = Pass no. { $number } is past its time. Ask your manager for a new one.
refused-pass-not-yet-valid = Pass no. { $number } is not valid yet. Try again when its time has come.
refused-pass-period-past = These days have passed. Type later ones.
