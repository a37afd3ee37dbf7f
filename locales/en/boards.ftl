signing-extend = Extend
signing-extend-text = <b>{ $title }</b>
    Due now: { $deadline }. Extend to which day? Press a button, or type a date: 31.12.2026.
signing-extend-by = { $days ->
        [one] +{ $days } day
       *[other] +{ $days } days
    } · { $day }
signing-extended = <b>{ $title }</b> is due { $deadline }. { $told ->
        [0] There is nobody to tell.
        [one] { $told } person is being told.
       *[other] { $told } people are being told.
    }
notice-deadline-moved = 📅 <b>{ $title }</b>
    There is more time: it is now due { $deadline }.
refused-deadline-not-later = The document is due on that day or later already. Choose a later day.

signing-hand-on = ↪️ Hand on
signing-hand-on-text = <b>{ $title }</b>
    To whom? Type a part of a colleague's name. They get the document, and you are not asked about it any more.
signing-hand-on-found = Choose a colleague, or type another name.
signing-hand-on-nobody = There is nobody of that name to hand it to: type at least two letters of the name of a registered person who has not had this document. Try another name.
signing-hand-on-ask = Hand on <b>{ $title }</b>?
    { $name } will answer in your place, by { $deadline }. The author will be told; you cannot take it back.
signing-hand-on-yes = Yes, hand it on
signing-hand-on-another = Choose somebody else
signing-handed-on = ↪️ <b>{ $title }</b> is handed on. { $name } answers now; there is nothing more for you to do.
signing-handed-on-by = ↪️ Handed on to you by { $name }.
signing-statement-instead = It was handed on to me: I sign in the place of { $name }.
signing-my-card-instead = ↪️ In the place of { $name }
signing-place-instead = { $name } (in the place of { $first })
notice-request-handed-on = ↪️ <b>{ $title }</b>
    { $name } hands it on. { $colleague } answers now.
sheet-instead-of = in the place of { $name }
refused-handing-on = This document cannot be handed on: its author awaits your own answer. If it is not for you, decline and say why.
refused-colleague-unreached = { $name } cannot get the document: not registered, dismissed, or has blocked the bot. Choose somebody else.
refused-handing-on-gone = This button belongs to another document. Open the document under “My documents” and press “Hand on” again.
