registration-invited = <b>{ $organisation }</b> invites you, { $name }, to its bot. You’ll use it to sign documents and show your passes.

    <b>What we store about you:</b> { $privacy }

    <b>What you agree to:</b> { $agreement }
registration-agree = I’ve read this and agree
registration-contact = Share your phone number with the button below the message field. Don’t type it: only the button proves the number is yours.
registration-share = 📱 Share my number
registration-contact-taken = Thanks, that number matches.
registration-pin = Choose a 6-digit <b>PIN</b>. You’ll sign with it, so don’t tell anyone, not even your manager.
registration-pin-again = Enter the same PIN again.
registration-pin-differs = The two PINs don’t match. Choose a 6-digit PIN again.
registration-done = ✅ You’re registered, { $name }. Documents and passes will arrive in this chat. Press /menu to see what you can do.
registration-link-dead = This link doesn’t work. It has been used, has expired or is incomplete. Ask for a new one.
registration-ask-link = Ask for a new link
registration-link-asked = Your manager has been asked for a new link. If nobody replies, call them.

registration-link-not-asked = I couldn’t pass this on: nobody would get it. Call your manager and ask for a new link.

refused-link-dead = This link no longer works. Ask your manager for a new one.
refused-contact-foreign = That’s somebody else’s contact. Press the button below the message field to share your own number.
refused-contact-mismatch = Your number doesn’t match the one on the staff list. Your manager has been asked to check it. The answer will come to this chat.
refused-account-taken = This Telegram account belongs to somebody else on the staff list. Register from your own account, or ask your manager.
refused-pin-weak = This PIN is too easy to guess. Choose another, without sequences, repeated digits or dates.
refused-pin-wrong = { $left ->
        [one] Wrong PIN. You have { $left } try left before it locks.
       *[other] Wrong PIN. You have { $left } tries left.
    }
refused-pin-locked = Your PIN is locked after too many wrong tries. Ask your manager to unlock it.

notice-registered = ✅ <b>{ $name }</b> has registered.
notice-registered-by-any-phone = ✅ <b>{ $name }</b> has registered. The staff list had no number; now it has { $phone }. If it isn’t theirs, mark the person as left and bring them back.
notice-contact-mismatched = <b>{ $name }</b> shared a number that isn’t on the staff list.
    On the staff list: { $listed }
    Shared: { $shared }

    Call the number on the list to check it’s them, then decide.
notice-contact-mismatched-approve = Accept new number
notice-contact-mismatched-refuse = Refuse
notice-contact-approved = Your manager has accepted your number. Share it again with the button below the message field.
notice-contact-refused = Your manager didn’t accept this number. Register with the number your organisation has for you, or talk to your manager.
notice-new-link-wanted = <b>{ $name }</b> needs a new personal link.
notice-new-link-wanted-button = Create new link
notice-pin-locked = <b>{ $name }</b> entered a wrong PIN five times, so it’s locked. Check that it was them before you unlock it.
notice-pin-locked-button = Unlock
notice-pin-unlocked = Your manager has unlocked your PIN. You can try again.
notice-key-made = 🔑 A signing key was made for you on { $at }.

    Its fingerprint: <code>{ $fingerprint }</code>

    Everything you confirm with your PIN is signed with this key. If it wasn’t you who chose the PIN, press the button: the key is locked and your managers are told.
notice-key-made-not-me = This wasn’t me
notice-key-disputed = ⚠️ <b>{ $name }</b> says that somebody else chose a PIN in their name. Their key is locked. Call them before you unlock it; if their Telegram account is in other hands, send them a new link.
