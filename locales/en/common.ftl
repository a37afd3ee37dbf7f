cancel = Cancel
back = ‹ Back
menu-button = Menu
previous = ‹
next = ›
keypad-typed = Don’t type a PIN in the chat. Use the buttons below. If your message is still here, delete it.
keypad-enter = 🔢 Enter PIN
keypad-choose = 🔢 Choose PIN
keypad-on-page = Press the button below. The digits don’t go through Telegram.
keypad-older = This keypad is out of date. Use the latest one in the chat.
keypad-over = This keypad belongs to something finished or cancelled. Start again from /menu.
dialogue-older = This button belongs to an earlier question. The current one is at the end of the chat.
dialogue-over = This was finished or cancelled, so the button no longer works. Start again from /menu.
cancelled = Cancelled. Nothing changed.
went-wrong = Something went wrong on our side. Nothing is lost. Try again in a minute.
too-old-to-delete = Please delete this message: it contains personal data. I couldn’t delete it in time, and after 48 hours Telegram lets only you do it.
unexpected =
    { $sent ->
        [code] That looks like a pass code: leave this question first, then send it again.
        [question] I can’t answer questions here; /help says what I can do.
        [name] That looks like a name, and no name is needed here.
        [text] Text isn’t needed here.
        [photo] A photo isn’t needed here.
        [file] A file isn’t needed here.
        [video] I can’t watch videos or GIFs.
        [contact] A contact isn’t needed here.
        [sticker] A sticker isn’t an answer.
        [voice] I can’t listen to recordings.
       *[other] I can’t read this message.
    }
    { $awaited ->
        [text] Type the answer to the question below. To leave: { $leave }.
        [file] Attach the file that is asked for below (📎 → File). To leave: { $leave }.
        [file-or-text] Attach the document as a file (📎 → File). To leave: { $leave }.
        [photo] Send a photo of the face, as asked below. To leave: { $leave }.
        [name] Type what is asked for below. To leave: { $leave }.
        [contact] Press the button under the message field that shares your number. To leave: { $leave }.
        [pin] Enter the PIN with the buttons below. To leave: { $leave }.
       *[button] Press one of the buttons below. To leave: { $leave }.
    }
edited = I don’t read edited messages. Send it again as a new message.
contact-button-removed = The button that shares your number is no longer needed, so I removed it.
not-understood = I don’t understand. Press /menu to see what I can do.
not-registered = You’re not registered here. Open your personal link. If you don’t have one, ask your manager.
button-outdated = This button no longer works. Press /menu.
greeting = <b>{ $name }</b>
    { $organisation } · { $role }

    What would you like to do? Documents to sign will arrive in this chat.
waiting-requests = 📄 Documents waiting for your answer: { $number }
waiting-passes = 🎫 Your valid passes: { $number }
personal-button = Personal
personal = <b>Personal</b>
    Your documents, passes and shift.
settings-button = Organisation
role-owner = owner
role-manager = manager
role-guard = guard
role-employee = employee
role-guest = guest
language-question = Choose your language.
language-chosen = Your language is now English.
language-button = 🌐 Language
organisation-button = Switch organisation
organisation-question = Which organisation do you want to act for?
help = /menu – everything you can do here
    /mydata – get the data stored about you
    /language – change the language
    /cancel – cancel what you’re doing

    Forgot your PIN? Press “About me” in /menu. New phone? Ask your manager.
command-menu = See everything you can do
command-mydata = Get the data stored about you
command-organisation = Switch organisation
command-language = Change the language
command-cancel = Cancel what you’re doing
command-help = Help
    /mydata – get the data stored about you
payload-unknown = This link doesn’t work here. Check that you copied all of it, or ask whoever gave it to you.

refused = You can’t do this. Press /menu to see what you can do.
refused-not-allowed = You don’t have permission to do this. Press /menu to see what you can do.
refused-file-too-large = The file is larger than { $megabytes } MB, the limit for bots in Telegram. Send a smaller one.
notice-of-organisation = 🏢 <b>{ $organisation }</b>{"\u000A"}
people-searched = 🔎 { $words }
