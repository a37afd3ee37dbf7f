signing-personal = Personal text
signing-text-wanted = Send the text as a message, or as a .txt or .md file. Each person gets their own PDF, with these fields filled in from the staff list:
signing-text-markup = <code># Heading</code>, <code>- item</code>, <code>**bold**</code>. To show a brace, type it twice: <code>{"{{"}</code> and <code>{"}}"}</code>.
signing-field-name = name
signing-field-position = position
signing-field-department = department
signing-field-number = personnel number
signing-field-date = date
signing-field-deadline = due
signing-field-title = title
signing-field-organisation = organisation
signing-field-author = author
signing-summary-personal = 👤 Personal text: each person gets their own PDF with their own details.
signing-preview = 👁 Preview PDF
signing-preview-text = This is the copy for <b>{ $name }</b>.
signing-preview-empty = ⚠️ <code>{ $field }</code> is empty on the staff list for { $number ->
        [one] { $number } person
       *[other] { $number } people
    }.
signing-preview-file = Sample.pdf
signing-board-blocked = Some people who haven’t answered can’t be reached in Telegram:
signing-board-by-email = ✉️ by email: { $number }
signing-board-by-sms = 📱 by SMS: { $number }
signing-board-unreached = ⚠️ no address for a letter – call them: { $number }
signing-place-unreached = 📵 Can’t be reached in Telegram: they blocked the bot or deleted their account
signing-board-put-off = ⚠️ { $number ->
        [one] { $number } finished file isn’t ready yet
       *[other] { $number } finished files aren’t ready yet
    }. The signatures are safe. I’ll keep trying.
signing-seal-again = Try now
signing-sealing-again = Trying again. The status will show the result.

notice-series-finished = ✅ <b>{ $title }</b>
    Finished: { $signed } of { $total } confirmed. Press the button to see each person’s file.
notice-sealing-put-off = ⚠️ <b>{ $title }</b>
    The finished file isn’t ready yet (<code>{ $error }</code>). If this continues, show this message to your administrator.
    The signatures are safe. I’ll keep trying.

refused-field-unknown = There is no field { $field }. Correct the name or remove the braces, and send the text again.
refused-no-field = The text has no fields, so everyone would get the same document. Add a field, or send the text as a PDF.
refused-text-empty = The message is empty. Send the text of the document.
refused-text-long = The text is too long. Shorten it to { $most } characters.
refused-files-too-many = You can check up to { $files } files in { $minutes } minutes without registering. Try again later.
refused-files-busy = Many files are being checked right now. Send this one again in a few minutes.
