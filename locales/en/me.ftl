me-button = About me
me = <b>{ $name }</b>
    { $organisation }

    Your PIN, your language, and what is kept about you.
me-change-pin = Change the PIN
me-pin-forgotten = Forgot the PIN?
me-pin-forgotten-ask = <b>Forgot your PIN?</b> A manager has to confirm that it is you; then you choose a new one here. What you have signed stays valid.
me-ask-manager = Ask a manager
me-pin-asked = Your managers were asked. As soon as one of them agrees, a message comes here. They have until { $until }.
me-pin-approved = A manager has agreed: choose a new PIN by { $until }.
me-pin-choose = Choose a new PIN
me-pin-new = Choose a new <b>PIN</b> of 6 digits. Do not tell it to anybody, not even to your manager.
me-pin-old = Your PIN as it is <b>now</b>:
me-pin-reset = ✅ You have a new PIN, and a new key with it. What you signed before stays valid.
me-pin-changed = ✅ The PIN is changed.
me-data = 📦 What is kept about me
me-data-file = { $parts ->
        [1] My data.zip
       *[other] My data { $part } of { $parts }.zip
    }
me-data-gathering = Being packed. Many documents take a minute.
me-data-done = <b>⚠️ Your personal data</b>{ $parts ->
        [1] .
       *[other] , file { $part } of { $parts }.
    } Save it where only you can read it.
    Records: { $rows }, signed documents: { $documents }, photos: { $photos }. This message disappears at { $until }.
me-data-about = What { $organisation } keeps about you in this bot, as of { $at }.

    Each .json file is one kind of record: person (the staff list), account (your Telegram), request (documents sent to you), signature and the folder signatures (your signatures, each checkable by itself), pass, check (checks of your passes, and those you made on duty), shift, notice (messages the bot sent you), ledger (acts that concern you). photos: your photos on passes. terms: the words you agreed to.

    documents: what you signed. When everyone has answered, that is the finished file with all signatures and the organisation's seal; before that, the document as it was sent, and your signature of it in the folder signatures. To check a finished file, forward it to the bot, or run
    countersign verify FILE --certificate certificates/organisation.pem

    manifest.json, in the first file if there are several, lists every file with its SHA-256 and says in which one it is ("part"; 0: too large to be sent by a bot, ask your manager for it).

    Not shown: your private key, which only your PIN opens, and secrets of other people.
me-erase = 🗑 Erase me
me-erase-ask = <b>Erase everything that names you?</b>
    If a manager agrees, it happens at once, and there is no way back:
    • your access ends as if you had left: open documents, passes, shifts;
    • name, number, phone, e-mail, photo and your Telegram are removed;
    • what you have signed stays as evidence, with your name in it: it has to remain checkable.

    Save “What is kept about me” first, if you want it.
me-erase-confirm = Ask a manager to erase me
me-erase-asked = Your managers were asked. They have until { $until }; you will be told.
me-terms-changed = <b>Before you sign: your organisation has changed what you agree to.</b> Please read it.

    <b>What is kept about you:</b> { $privacy }

    <b>What you agree to:</b> { $agreement }

terms-button = What people agree to
terms-privacy = your name, position, phone and Telegram number, and what you sign. Your employer decides about it; Telegram delivers the messages and sees them. /mydata shows you all of it.
terms-agreement = your PIN confirms documents in this chat instead of your handwritten signature, for those kinds that the law and your employer allow.
terms-title-privacy = Privacy notice
terms-title-agreement = Agreement to sign electronically
terms-list = <b>What people read and agree to before they register.</b> After a change, everyone is asked once more before their next signature.
    Privacy notice: version { $privacy }
    Agreement: version { $agreement }
terms-now = <b>{ $title }</b>, version { $version } ({ $languages })

    { $text }

    To replace it, choose for whom you write.
terms-standard-words = standard words
terms-standard = Back to the standard words
terms-for-everyone = One text for everyone
terms-everyone = for everyone
terms-wanted = Send the text ({ $language }) in one message, at most { $most } characters. It comes into force only when you publish it.
terms-draft = <b>{ $title }: not published yet.</b>

    { $texts }

    Publish, or add another language.
terms-publish = ✅ Publish and ask everyone again
terms-set = ✅ <b>{ $title }</b>: version { $version } is in force. Everyone reads it before their next signature.

staff-pin-reset-approved = Agreed: <b>{ $name }</b> may choose a new PIN within a day.
staff-pin-reset-refused = Refused: <b>{ $name }</b> was told.
staff-erase = 🗑 Erase the data
staff-erase-ask = Erase everything that names <b>{ $name }</b>? Name, number, phone, e-mail, photo and Telegram are removed; a pseudonym stays on the list. Signed documents keep the name as evidence. <b>There is no way back.</b>
staff-erase-serving = <b>{ $name }</b> asked for it. Dismiss them and erase everything that names them? Open documents, passes and shifts end; signed documents keep the name as evidence. <b>There is no way back.</b>
staff-erase-confirm = Yes, erase for good
staff-erased = Erased. On the list there is only <b>{ $pseudonym }</b> now. Backups made before still hold the data until you destroy them.
staff-erasure-refused = Refused: <b>{ $name }</b> was told.

refused-nobody-to-ask = There is nobody else who could decide about it. Ask the administrator of the bot.
refused-approval-request-over = About { $name }: this was decided already, or its time is over.
refused-terms-changed = What you agree to has been changed. Press Sign once more to read it.
refused-terms-unfit = The text must have 1 to { $most } characters. Send a shorter one.
refused-person-serves = { $name } is not dismissed. Dismiss them first.
refused-person-erased = { $name } was erased: there is nobody to take back. Import the person anew.

notice-pin-reset-wanted = <b>{ $name }</b> has forgotten the PIN and asks to choose a new one. Make sure it is really them, best by a call, before you agree.
notice-pin-reset-wanted-approve = Agree
notice-pin-reset-wanted-refuse = Refuse
notice-pin-reset-approved = A manager has confirmed that it is you. Choose a new PIN within a day.
notice-pin-reset-refused = A manager did not confirm the new PIN. Talk to them if you need one.
notice-erasure-wanted = <b>{ $name }</b> asks to be erased. Check first what the law obliges you to keep; answer within three days.
notice-erasure-wanted-approve = Erase…
notice-erasure-wanted-refuse = Refuse
notice-erasure-refused = A manager did not agree to erase your data now. Talk to them about the reason.
notice-erased = Your data is erased and your access has ended. What you signed stays as evidence. This is the last message.
