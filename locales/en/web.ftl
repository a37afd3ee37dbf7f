web-title = Check a document
web-intro = Choose the finished PDF, or the ZIP with everything about a document. Your browser checks it here: the file isn’t sent anywhere.
web-choose = Choose a file
web-drop = or drop it here
web-checking = Checking…
web-language = Language
web-script-missing = This page needs JavaScript. You can also send the file to the bot.
web-too-large = This file is larger than { $megabytes } MB. Check it with countersign verify.
web-unreadable = The browser can’t read this file. Choose it again.

web-unchanged = Unchanged
web-unchanged-more = Nothing in the file has changed since it was sealed.
web-changed = Changed
web-changed-more = This looks like a finished document, but its contents have been changed. Don’t rely on it. Ask the sender for the original file.
web-unknown = Not a finished document
web-unknown-more = No seal was found in this file. It may still be genuine. Make sure you choose the file itself, not a photo or scan.
web-unsupported = Can’t be checked here
web-unsupported-more = This page can’t read how this file is written. Send it to the bot instead.

web-trust = Who vouches for it?
web-trust-server = An organisation of this server: { $name }
web-trust-given = The organisation whose certificate you chose: { $name }
web-trust-other = Not the organisation whose certificate you chose. Ask the sender who sealed the file.
web-trust-nobody = Nobody known: anyone may have sealed it. If you have the organisation’s certificate, choose it below.
web-trust-changed = Nobody. A changed file proves nothing.
web-certificate = Check against a certificate
web-certificate-hint = The organisation gives its certificate to anyone who asks.
web-certificate-choose = Choose a certificate
web-certificate-chosen = Chosen: { $name }
web-certificate-unreadable = This isn’t an organisation’s certificate. Choose a PEM or DER file.

web-organisation = Organisation
web-document = Document
web-version = Version
web-sealed = Sealed
web-timestamp = Time stamp
web-original = SHA-256 of the original
web-file = SHA-256 of this file
web-tally = Signed by { $signed } of { $total }
web-signers = Signatures
web-rebound = new account since { $at }
web-revoked = made before the certificate was revoked on { $at }
web-signer-broken = doesn’t hold
web-signer-repeated = not counted: the second of this person or request
web-signer-other = not counted: the certificate isn’t this organisation’s
web-signer-late = not counted: its certificate was revoked before
web-signer-unreadable = A record that can’t be read

web-faults = What differs
web-fault-unreadable = The file can no longer be read as it was sealed.
web-fault-beyond-seal = It contains bytes that the seal doesn’t cover.
web-fault-seal-broken = The seal doesn’t fit the file.
web-fault-seal-unfit = The certificate of the seal isn’t one for seals.
web-fault-timestamp-broken = The time stamp isn’t one of this seal.
web-fault-manifest-broken = The list of contents is missing or contradicts itself.
web-fault-document-differs = The original inside is another one.
web-fault-records-differ = A signature record is missing, added or exchanged.
web-fault-record-unsound = A signature record doesn’t hold, or is about another document.
web-fault-signer-twice = Two records are of one person or one request.

web-state = Ask about its status now
web-state-hint = Only the file’s fingerprint (SHA-256) is sent to this server.
web-state-finished = Known here: { $organisation }, finished { $at }. No key of a signer was reported.
web-state-disputed-file = Known here: { $organisation }, finished { $at }. Ask the organisation about these keys:
web-state-disputed = { $name } reported on { $at } that somebody else had a key made in their name.
web-state-voided = Withdrawn { $at }: { $organisation }.
web-state-unknown = This server doesn’t know this file. It may be from another server.
web-state-failed = The server doesn’t answer. Try again in a minute.

web-sheet = Signature sheet
web-sheet-tally = Confirmed by { $signed } of { $total }
web-sheet-open = In progress, sent { $at }
web-sheet-finished = Finished { $at }
web-sheet-voided = Withdrawn { $at }
web-sheet-check = This page doesn’t show what was signed. To check the file itself, choose it below.
web-sheet-unknown = This code isn’t known here, or its page isn’t public. Check the file itself below.
web-sheet-names = Show who confirmed
web-sheet-names-hint = Names are shown only to those who have the file. Only its fingerprint is sent.
web-sheet-names-other = This isn’t the file of this sheet. Choose the original or the finished file.

web-bundle = ZIP with everything about a document
web-bundle-same = Files that match the list inside: { $same } of { $total }
web-bundle-differs = Differs or isn’t on the list: { $name }
web-bundle-open = There is no finished file inside, so no seal protects these files. Ask for the finished file.
web-bundle-broken = This ZIP isn’t one from Countersign, or it’s damaged. Choose the PDF itself.

web-save = Save this page
web-save-hint = The saved page works without a network.
web-saved = This is a saved page. To ask about the status of a file now, open { $address }

web-landing = Open it in Telegram
web-landing-invitation = { $organisation } sent you this personal link: register in its Telegram bot by { $until }. The link is yours alone, so don’t pass it on.
web-landing-request = { $organisation } asks you to answer a document in its Telegram bot by { $until }.
web-landing-app = Open Telegram
web-landing-browser = Open t.me instead
web-landing-phone = Is Telegram on another phone? Scan this code with its camera.
web-landing-code = QR code of the link
web-landing-unknown = This link doesn’t work
web-landing-unknown-more = It was used, has expired or was replaced. Ask your manager for a new one.

refused-init-data = This page must be opened anew from the chat. Close it, and press the button in the chat again.
refused-login-link = This link has been used or has expired: it works once, for two minutes. Get a new one in the chat.
