me-button = About me
me = <b>{ $name }</b>
    { $organisation }

    Your PIN, your language and the data stored about you.
me-change-pin = Change PIN
me-pin-forgotten = Forgot PIN?
me-pin-forgotten-ask = <b>Forgot your PIN?</b> A manager needs to confirm it’s you. Then you’ll choose a new one here. What you’ve signed stays valid.
me-ask-manager = Ask a manager
me-pin-asked = Your managers have been asked and have until { $until }. You’ll get a message here when one of them agrees.
me-pin-approved = A manager has agreed. Choose a new PIN by { $until }.
me-pin-choose = Choose a new PIN
me-pin-new = Choose a new 6-digit <b>PIN</b>. Don’t tell anyone, not even your manager.
me-pin-old = Enter your <b>current</b> PIN:
me-pin-reset = ✅ You have a new PIN and a new signing key. What you signed before stays valid.
me-key-disputed = Your key is locked and your managers have been told. Call a manager: until they unlock the key, nothing can be signed with it.
me-pin-changed = ✅ PIN changed.
me-data = 📦 Get my data
me-data-file = { $parts ->
        [1] My data.zip
       *[other] My data { $part } of { $parts }.zip
    }
me-data-gathering = Preparing your data. This can take a minute.
me-data-done = <b>⚠️ Your personal data</b>{ $parts ->
        [1] .
       *[other] , file { $part } of { $parts }.
    } Save it where only you can open it.
    Records: { $rows }, signed documents: { $documents }, photos: { $photos }. This message will be deleted at { $until }.
me-data-about = The data { $organisation } stores about you in this bot, as of { $at }.

    Each .json file holds one kind of record: person (the staff list), account (your Telegram), request (documents sent to you), signature and the folder signatures (your signatures, each of which can be checked separately), pass, check (checks of your passes, and checks you made on duty), shift, notice (messages the bot sent you), ledger (ledger entries about you). photos: your photos on passes. terms: the texts you agreed to.

    documents: what you signed. If everyone has answered, this is the finished file with all signatures and the organisation’s seal. Otherwise it is the document as it was sent, and your signature is in the folder signatures. To check a finished file, forward it to the bot, or run
    countersign verify FILE --certificate certificates/organisation.pem

    To check one signature without this bot, unpack the archive and run these commands in its folder, with a file of the folder signatures in place of FILE. Its record, signature and certificate are written in base64. The first “OK” says that the record was signed with your key, the second that the organisation issued the certificate of that key:
    jq -r .record FILE | base64 -d > record.json
    jq -r .signature FILE | base64 -d > record.sig
    jq -r .certificate FILE | base64 -d | openssl x509 -inform DER -out person.pem
    openssl x509 -in person.pem -noout -pubkey > person.pub
    openssl dgst -sha256 -verify person.pub -signature record.sig record.json
    openssl verify -CAfile certificates/organisation.pem -attime "$(date -u -d "$(jq -r .act.confirmed_at record.json)" +%s)" person.pem
    record.json says what you signed: document.sha256 is the SHA-256 of the document as it was sent. If FILE has “authenticator_data”, you confirmed with your device: check it with countersign verify FILE.

    manifest.json (in the first file if there are several) lists every file with its SHA-256 and the file it is in ("part"). Part 0 means it is too large for a bot to send: ask your manager for it.

    Not included: your private key, which only your PIN opens, and other people’s secrets.
me-data-which = Which organisation’s data do you want?
me-erase-which = In which organisation do you want your data erased?
left = You’ve left: <b>{ $organisation }</b>. Your access there has ended; what you’ve signed stays valid.
    You can still get the data stored about you, or ask for it to be erased. If you work there, ask your manager for a new link.
refused-left = You’ve left { $organisation }, so this button no longer works. To get your data, press /mydata.
me-erase = 🗑 Erase my data
me-erase-ask = <b>Erase your personal data?</b>
    If a manager agrees, it happens at once and can’t be undone:
    • your access ends, with your open documents, passes and shifts;
    • your name, number, phone, email, photo and Telegram account are erased;
    • what you’ve signed is kept as evidence with your name in it, so it can still be checked.

    Save your data first if you need it: press “Get my data”.
me-erase-confirm = Ask a manager
me-erase-asked = Your managers have been asked and have until { $until }. You’ll get a message with their decision.
me-terms-changed = <b>Before you sign, please read this. Your organisation has changed the terms you agree to.</b>

    <b>What we store about you:</b> { $privacy }

    <b>What you agree to:</b> { $agreement }

terms-button = Terms for staff
terms-privacy = your name, position, phone number, your Telegram account if you use it, and what you sign. Your employer is responsible for this data. Telegram delivers the messages and can read them. Use /mydata to get all of it; without Telegram, ask your manager.
terms-agreement = your PIN replaces your handwritten signature on documents in this chat or at your employer’s kiosk, where the law and your employer allow it.
terms-title-privacy = Privacy notice
terms-title-agreement = Agreement to sign electronically
terms-list = <b>The terms people agree to before they register.</b> If you change them, everyone is asked again before they next sign.
    Privacy notice: version { $privacy }
    Agreement: version { $agreement }
terms-now = <b>{ $title }</b>, version { $version } ({ $languages })

    { $text }

    To replace it, choose who the new text is for.
terms-standard-words = standard text
terms-standard = Restore standard text
terms-for-everyone = One text for everyone
terms-everyone = for everyone
terms-wanted = Send the text ({ $language }) in one message, up to { $most } characters. It applies only after you publish it.
terms-draft = <b>{ $title }: not published yet.</b>

    { $texts }

    Publish it, or add another language.
terms-publish = ✅ Publish and ask everyone
terms-set = ✅ <b>{ $title }</b>: version { $version } is published. Everyone will be asked to agree before they next sign.

staff-pin-reset-approved = Agreed. <b>{ $name }</b> has one day to choose a new PIN.
staff-pin-reset-refused = Refused. <b>{ $name }</b> has been told.
staff-erase = 🗑 Erase data
staff-erase-ask = Erase the personal data of <b>{ $name }</b>? Their name, number, phone, email, photo and Telegram account are erased, and the staff list shows a pseudonym. Signed documents keep the name as evidence. <b>You can’t undo this.</b>
staff-erase-serving = <b>{ $name }</b> has asked for this. Mark them as left and erase their personal data? Open documents, passes and shifts end. Signed documents keep the name as evidence. <b>You can’t undo this.</b>
staff-erase-confirm = Yes, erase
staff-erased = Data erased. The staff list now shows <b>{ $pseudonym }</b>. Older backups still hold the data until you destroy them.
staff-erasure-refused = Refused. <b>{ $name }</b> has been told.

refused-nobody-to-ask = There is no other manager to decide this. Ask the administrator of the bot.
refused-approval-request-over = This request from { $name } has been decided or has expired. Nothing to do.
refused-terms-changed = The terms have changed. Press the button again to read them.
refused-terms-unfit = The text must have between 1 and { $most } characters. Change its length and send it again.
refused-person-serves = { $name } hasn’t left yet. Mark them as left first.
refused-person-erased = The data of { $name } was erased, so they can’t be brought back. Import them again as a new person.

notice-pin-reset-wanted = <b>{ $name }</b> forgot their PIN and needs a new one. Call them to check it’s really them, then decide.
notice-pin-reset-wanted-approve = Agree
notice-pin-reset-wanted-refuse = Refuse
notice-pin-reset-approved = A manager has confirmed it’s you. Choose a new PIN within a day.
notice-pin-reset-refused = A manager didn’t agree to a new PIN. If you still need one, talk to them.
notice-erasure-wanted = <b>{ $name }</b> asks you to erase their data. Check what the law requires you to keep, and answer within three days.
notice-erasure-wanted-approve = Erase…
notice-erasure-wanted-refuse = Refuse
notice-erasure-refused = A manager didn’t agree to erase your data now. Ask them why.
notice-erased = Your data has been erased and your access has ended. What you signed is kept as evidence. This is the last message you’ll get.
