cancel = Cancel
back = ‹ Back
menu-button = Menu
previous = ‹
next = ›
keypad-typed = Never type a PIN in the chat: press the digits on the keys below. If what you typed is still here, delete it.
keypad-outdated = These keys belong to something begun earlier. Use the last ones in the chat.
cancelled = Dropped. Nothing was changed.
went-wrong = Something went wrong on our side. Nothing of yours is lost: please try once more in a minute.
too-old-to-delete = I was to delete this message, for it holds personal data, but was away too long: after 48 hours Telegram lets only you do that. Please delete it.
not-understood = I did not understand that. Press /menu to see what I can do.
not-registered = You are not registered here. Open the personal link that your manager gave you; if you have none, ask for it.
button-outdated = This button is out of date. Press /menu.
greeting = <b>{ $name }</b>
    { $organisation } · { $role }

    Choose what you need. Documents to sign come to this chat by themselves.
personal-button = Personal
personal = <b>Personal</b>
    Your documents, passes and shift.
settings-button = Organisation
role-owner = owner
role-manager = manager
role-employee = employee
role-guest = guest
language-question = Choose the language I speak to you.
language-chosen = From now on I speak English.
language-button = 🌐 Language
organisation-button = Switch organisation
organisation-question = For which organisation do you speak?
help = /menu – everything you can do here
    /mydata – what is kept about you
    /language – the language
    /cancel – drop what was begun

    Forgot your PIN? Press “About me” in /menu. Changed your phone? Ask your manager.
command-menu = Everything you can do here
command-mydata = Everything kept about you
command-organisation = Act for another organisation
command-language = Choose the language
command-cancel = Drop what was begun
command-help = Help
    /mydata – what is kept about you
payload-unknown = This link does not open anything here. Check that it is whole, or ask whoever gave it to you.

refused = This cannot be done. Press /menu.
refused-not-allowed = You cannot do this. Press /menu to see what you can do.
refused-file-too-large = The file is larger than { $megabytes } MB, and Telegram does not hand such files to bots. Send a smaller one.
