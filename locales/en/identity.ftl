staff-relink-pin = A new link for <b>{ $name }</b>. They’ll be told at once. Enter your PIN:
staff-relinked = The person has been told. A different Telegram account starts to work after a delay; I’ll say when. Another manager can approve it at once. Until then the old account keeps working.
staff-mismatch-pin = Accept the number of <b>{ $name }</b> that ends in { $digits }? Enter your PIN:
staff-import-pin = The list changes the phone of somebody who is registered. They’ll be told at once. Enter your PIN:
staff-rebinding-pin = Ask the person yourself, by voice or in person, whether this is their new account. If it is, enter your PIN:
staff-rebinding-approve = It’s them: allow now
staff-rebinding-cancel = Stop it
staff-rebinding-approved = Done. The new account of <b>{ $name }</b> now works, and the old one has ended.
staff-rebinding-cancelled = Stopped. The new account of <b>{ $name }</b> won’t work; the old one stays.

objected = Stopped. This account stays yours, the new link no longer works, and a changed phone number is back to the old one.
objected-late = Another account already acts for you, so I can’t stop this from here. Talk to your manager now.
objected-owners = The owner of your organisation has been told.
objected-nobody = Nobody else could be told. Talk to the administrator of the bot.

registration-waits = ⏳ { $name }, your new account works from { $at }. The old one has been told and works until then. In a hurry? Ask another manager to approve it now.
registration-waits-until = Your new account works from { $at }. In a hurry? Ask another manager to approve it now.

notice-identity-changed = Your data on the staff list was changed:
notice-identity-changed-wrong = This is wrong
notice-identity-value = { $column }: { $before } → <b>{ $after }</b>
notice-relinking-begun = <b>{ $by }</b> made a new link for you, for a new phone or Telegram account. If you didn’t ask for it, press the button.
notice-relinking-begun-by-nobody = The administrator made a new link for you, for a new phone or Telegram account. If you didn’t ask for it, press the button.
notice-rebinding-announced = ⚠️ Somebody registered in your name from another Telegram account, or by phone number at a kiosk. From { $at } the new account will sign and act for you, and this one will end. If it wasn’t you, press the button.
notice-account-replaced = Another account acts for you now, in Telegram or at a kiosk; this one has ended. If it wasn’t you, press the button and talk to your manager.
notice-account-started = ✅ This account works now. Press /menu to see everything.
notice-rebinding-cancelled = Your registration from this account was stopped. Talk to your manager.
notice-rebinding-to-approve = <b>{ $name }</b> registered from another Telegram account, or by another phone number at a kiosk. The new account works from { $at }, or now if you approve. Ask them first if it was them.
notice-objection-raised = ⚠️ <b>{ $name }</b> says that a new account, a new link or a change of their data is wrong. Whatever was waiting has been stopped. Check what happened: the ledger shows who did it.
notice-objection-raised-late = ⚠️ <b>{ $name }</b> says, from the old account, that the new account is not theirs. It already works. Ask them now; if it’s true, mark the person as left and bring them back.
notice-namesake = ⚠️ Two people sign under one name now: <b>{ $name }</b>. The new one on the staff list: { $details }. If there is no such colleague, tell an owner of your organisation at once.
notice-namesake-number = No. { $number }
identity-not-me = This wasn’t me

roster-fault-own = { $column }: this is your own row. Another owner or manager changes it, or the administrator with “countersign import”
roster-fault-owner = { $column }: this is an owner’s row. Another owner changes it, or the administrator with “countersign import”

refused-own-identity = You can’t do this for yourself. Ask another manager or owner; if there is none, the administrator does it on the command line.
refused-pin-missing = This needs your PIN. Start again.
refused-person-registered = { $name } is registered. For a new phone, press “New link” on the card and enter your PIN.
refused-rebinding-over = This has been decided. Open the card of { $name } to see how.
refused-second-manager = You made the link or changed the number of { $name }, so another manager must approve. Otherwise it works when the delay is over.

sheet-rebound = new account since { $at }
sheet-kiosk = at kiosk: { $name }
signing-check-rebound = (new account since { $at })
signing-check-kiosk = (at kiosk: { $name }, enabled by: { $by })
