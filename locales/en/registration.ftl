registration-invited = <b>{ $organisation }</b> invites you, { $name }, to its bot: for signing documents and for showing your passes.

    <b>What is kept about you:</b> { $privacy }

    <b>What you agree to:</b> { $agreement }
registration-agree = I have read it and agree
registration-contact = Share your phone number with the button below the message field. A number typed by hand does not count.
registration-share = 📱 Share my number
registration-contact-taken = Thank you, that is the right number.
registration-pin = Choose a <b>PIN</b> of 6 digits. You will sign with it: do not tell it to anybody, not even to your manager.
registration-pin-again = Press the same PIN once more.
registration-pin-differs = The two were not the same. Choose a PIN of 6 digits again.
registration-done = ✅ Done, { $name }: you are registered. Documents and passes will come to this chat. Press /menu to see everything.
registration-link-dead = This link does not open the door: it was used, has expired or is not whole. Ask for a new one.
registration-ask-link = Ask for a new link
registration-link-asked = Your request was passed on. If nobody answers, call your manager.

refused-link-dead = This link does not open the door any more. Ask your manager for a new one.
refused-contact-foreign = That is not your own contact. Press the button below the message field to share yours.
refused-contact-mismatch = This number is not the one on your organisation's list. Your manager was asked to decide; wait for the answer in this chat.
refused-account-taken = This Telegram account already belongs to another person of this organisation. Register from your own, or ask your manager.
refused-pin-weak = This PIN is guessed too easily. Choose another: no rows, repeats or dates.
refused-pin-wrong = { $left ->
        [one] Wrong PIN. One try is left, then it locks.
       *[other] Wrong PIN. { $left } tries are left.
    }
refused-pin-locked = Your PIN is locked after too many wrong tries. Your manager can unlock it.

notice-registered = ✅ <b>{ $name }</b> has registered.
notice-contact-mismatched = <b>{ $name }</b> came with another number than the list's.
    On the list: { $listed }
    Shared: { $shared }

    Is it really them? Call the listed number before you let the new one through.
notice-contact-mismatched-approve = Let through
notice-contact-mismatched-refuse = Refuse
notice-contact-approved = Your manager confirmed your number. Share it once more with the button below the message field.
notice-contact-refused = Your manager did not confirm this number. Register with the number your organisation knows, or talk to your manager.
notice-new-link-wanted = <b>{ $name }</b> asks for a new personal link.
notice-new-link-wanted-button = New link
notice-pin-locked = <b>{ $name }</b> has pressed a wrong PIN five times, and it is locked. Make sure it was them before you unlock it.
notice-pin-locked-button = Unlock
notice-pin-unlocked = Your manager has unlocked your PIN. You may try again.
