signing-personal = Personal text
signing-text-wanted = Send the text as a message, or as a .txt or .md file. Everyone gets a PDF of their own, with these fields filled from the list:
signing-text-markup = <code># Heading</code>, <code>- item</code>, <code>**bold**</code>. For braces themselves write two: <code>{"{{"}</code> and <code>{"}}"}</code>.
signing-field-name = name
signing-field-position = position
signing-field-department = department
signing-field-number = personnel number
signing-field-date = date
signing-field-deadline = deadline
signing-field-title = title
signing-field-organisation = organisation
signing-field-author = author
signing-summary-personal = 👤 Personal text: everyone gets a PDF of their own, filled with their data.
signing-preview = 👁 Look at the PDF
signing-preview-text = This is how the copy of <b>{ $name }</b> will look.
signing-preview-empty = ⚠️ <code>{ $field }</code> is empty in the list for { $number ->
        [one] { $number } person
       *[other] { $number } people
    }.
signing-preview-file = Sample.pdf
signing-board-blocked = Telegram does not reach some who have not answered:
signing-board-by-email = ✉️ told by e-mail: { $number }
signing-board-by-sms = 📱 told by SMS: { $number }
signing-board-unreached = ⚠️ no way to tell them: { $number }
signing-place-unreached = 📵 Telegram does not reach them: the bot is blocked, or the account is gone
signing-board-put-off = ⚠️ { $number ->
        [one] { $number } finished file could not be made yet
       *[other] { $number } finished files could not be made yet
    }. The signatures are safe; I keep trying.
signing-seal-again = Try now
signing-sealing-again = Trying once more. The board will show how it went.

notice-series-finished = ✅ <b>{ $title }</b>
    Finished: confirmed by { $signed } of { $total }. The button leads to each one’s file.
notice-sealing-put-off = ⚠️ <b>{ $title }</b>
    { $error ->
        [refused-timestamp-unavailable] The finished file could not be made yet: the time-stamping service does not answer.
       *[other] The finished file could not be made yet (<code>{ $error }</code>). If this goes on, show it to your administrator.
    } The signatures are safe; I will go on trying by myself.

refused-field-unknown = I do not know the field { $field }. Correct it, or take the braces away.
refused-no-field = The text has no field, so everyone would get the same. Add a field, or send the text as a PDF.
refused-text-empty = There is no text. Send the text of the document.
refused-text-long = The text is too long. Keep it within { $most } characters.
refused-files-too-many = Without registration I check up to { $files } files in { $minutes } minutes. Try again a little later.
