# What is found about a signature: five parts. The parts stand on lines of their own, also on a terminal, so they have no tags.
qualified-answer = { $qualified ->
    [yes] ✅ Qualified: all five parts agree
   *[no] ❔ Not proven to be qualified
}
qualified-coverage = 1. What is signed: { $found ->
    [document] the whole document
    [container] every document in the container
    [files] only the documents named below
    [whole-pdf] the whole PDF
    [revision] the PDF as it was signed; only time stamps and certificate checks were added later
    [document-missing] unknown, because the document is not inside. Send the signature together with its document
    [file-missing] unknown. A signed document is missing from the container
    [file-changed] another document. The one here is not the one that was signed
    [manifest-unreadable] unknown. The container’s own list of documents cannot be read
    [changed-afterwards] not everything. Something was added to the PDF after signing: a form field, one more signature or other content
   *[ranges-unclear] not everything. The signature leaves out parts of the PDF
}
qualified-file = • { $name }, SHA-256 { $fingerprint }
qualified-left-out = Not signed: { $names }
qualified-signature = 2. Signature: { $found ->
    [right] correct
    [unnamed] correct, but it does not say which certificate it was made with
    [content-differs] wrong. The content is not what was signed
    [signature-wrong] wrong. It does not match the certificate and the signed data
    [attributes-wrong] wrong. The signed attributes are incomplete or contradict each other
    [certificate-differs] wrong. It names another certificate
    [unreadable] wrong. It cannot be read
    [weak-algorithm] wrong. The algorithm or the key is too weak today
    [content-missing] not checked, because there is no document
    [certificate-missing] not checked, because the certificate was not sent along. Ask for a signature that includes it
    [unknown-algorithm] not checked, because the algorithm is not known here
   *[engine-missing] not checked. For GOST R the administrator has to install the package libengine-gost-openssl
}
qualified-list = 3. Certificate: { $found ->
    [qualified] qualified, for { $kind ->
        [seal] seals
       *[signature] signatures
    }
    [not-qualified] not qualified
    [not-granted] the service did not have its status at that time
    [not-for-signing] not meant for signing
    [expired] was not valid at that time
    [list-expired] the trusted list is out of date. The administrator has to load a new one
    [not-listed] leads to no trusted list that is loaded
    [no-lists] not checked, because the administrator has loaded no trusted lists
    [broken] its chain is broken
   *[unknown] there is none
}
qualified-service = Trusted list { $list }, { $service }
qualified-time = 4. Time: { $found ->
    [time-stamp] { $at }, proven by a time stamp of { $authority }
    [unlisted] { $at } by the signer’s clock. The time stamp leads to no trusted list that is loaded
    [wrong] not proven. The time stamp is wrong
    [signers-clock] { $at } by the signer’s clock, proven by nobody
   *[nothing] not stated
}
qualified-revocation = 5. Revocation: { $found ->
    [good] the certificate was not revoked
    [revoked] the certificate was revoked { $at }
    [unknown] unknown. The answer that was sent along cannot be used
   *[not-asked] not checked, because no answer of the authority was sent along
}
qualified-signer = Signed by: { $name }
qualified-organisation = Organisation: { $name }
qualified-position = Position: { $name }
qualified-number = { $kind ->
    [edrpou] EDRPOU
    [rnokpp] RNOKPP
    [inn] INN
    [ogrn] OGRN
    [snils] SNILS
    [organisation] Organisation’s number
   *[person] Personal number
}: { $value }
qualified-issuer = Certificate issued by: { $name }
qualified-hashing = ⏳ Computing the file’s fingerprint: { $percent }%. Under GOST 34.311 a long file takes a minute or two.
qualified-document-wanted = This signature is separate from its document. Send the document that was signed, unchanged.
qualified-more = … and { $more } more signatures in this file

refused-no-signature = There is no electronic signature in this file that I can check. Send a .p7s, .sig, .asics or .asice file, or a signed PDF.
refused-container-unsafe = This container is damaged or built in an unsafe way, so I did not open it. Ask for it to be signed again.
refused-xades = This container is signed in the XAdES format, which I cannot check. Ask for a signature in the CAdES format.
refused-signatures-too-many = There are more signatures in this file than I can check. Send them in separate files.
refused-list-unreadable = This file is not a trusted list (ETSI TS 119 612). Download the XML file again from the operator’s site.
refused-list-unsigned = The list is not signed, was changed, or is signed by somebody other than its operator, or with an expired certificate. Download it again from the operator’s site.
refused-list-operator-changed = The list is signed with another certificate than before. Compare its fingerprint with what the operator publishes, remove the list and load it again.
refused-list-older = A newer issue of this list is loaded already.
refused-list-expired = This list is out of date. Download the current one from the operator’s site.

checkpoint-authorise = Authorise with a signature
checkpoint-authorised = Authorised by the qualified signature of { $name }, { $number }
checkpoint-authorised-not = ⚠️ Doesn’t work yet: the organisation requires a qualified signature
checkpoint-order-sent = This is the order for the service QR code. Have the head of the organisation sign the file with a qualified signature in any program, in the long-term format, and send the result here. Don’t change the file or save it again.
checkpoint-order-not-qualified = The order is not authorised: the signature is not proven to be qualified. See the parts above, sign the same file again, and send the result here.
checkpoint-order-heading = Order: service QR code for “{ $name }”
checkpoint-order-text = By this order the organisation puts a service QR code into use. Whoever is admitted by it starts a shift at the checkpoint named below and checks passes there until the end of its validity.
checkpoint-order-term = { $term ->
    [number] Organisation’s number
    [name] Checkpoint
    [place] Place
    [accepts] Passes accepted
    [hours] Longest shift, hours
    [until] Valid until
    [issuer] Prepared by
    [id] Code’s id
    [record] SHA-256 of the code’s record
   *[nonce] One-time number
}
checkpoint-order-foot = Drawn { $at }. To be signed with a qualified electronic signature. The signature is about this file, byte for byte.

refused-organisation-number-missing = The organisation’s registration number isn’t set, so a certificate can’t be compared with it. Ask the administrator to set it: countersign organisation --number.
refused-order-missing = The service QR code has changed since then and needs a new order. Open it and press the button again.
refused-order-differs = This file isn’t a signature of the order that I sent. Sign exactly that file, without saving it again, and send the result.
refused-order-signer-foreign = The certificate isn’t one of your organisation: it doesn’t have the number { $number }. Ask somebody to sign whose certificate names the organisation.
refused-service-qr-unauthorised = This service QR code doesn’t work yet: it has no qualified signature of the organisation. Tell the manager.
refused-organisation-number-unusable = A registration number is one word of up to { $most } characters.
refused-number-needed = Set the organisation’s number first: --number.
signing-elsewhere = Sign this file with your qualified signature and send the result here. By doing so, you confirm word for word:

    <i>{ $statement }</i>

    Use Diia, Vchasno, IIT or any other program: CAdES (.p7s), ASiC or PDF, with a time stamp and in the long-term format (X-Long, LT). Don’t change the file or save it anew.
signing-unproven = ⚠️ I can’t accept this signature: it isn’t proven to be qualified.
    { $found }
    { $part ->
        [chain] Sign the file with a qualified certificate. If yours is one, contact your manager: the administrator will check the trusted lists.
        [moment] Turn on the time stamp in your program, sign the file again and send the result.
        [revocation] Choose the long-term format (X-Long, LT) in your program, sign the file again and send the result.
       *[other] Sign exactly the file that I sent, and send the result.
    }

refused-qualified-wanted = This document needs a qualified signature, not your PIN, and it is sent to the bot in Telegram: press the button below the document there. Without Telegram, ask your manager for another way.
refused-qualified-unwanted = This document is confirmed with the button, without a file. Press the button below the document again.
refused-signature-differs = This file isn’t a signature of the document that I sent. Sign that very file, alone and without saving it anew, and send the result.
refused-signature-foreign = This is somebody else’s signature: the certificate says “{ $certified }”, the staff list says “{ $listed }”. Sign with your own certificate. If it’s you, ask your manager to correct the name on the list.
refused-signature-of-seal = This is an organisation’s seal, not a person’s signature. Sign the file with your own certificate.
refused-signature-early = This signature was made before the document reached you. Sign the file again and send the result.
refused-signature-taken = Somebody else of the same name has already confirmed this document with this certificate. Sign with your own certificate.
refused-signature-large = The finished file would become too large with this one. Save the signature apart from the document (.p7s) and send that.
