"""The Bot API methods that the sandbox implements, by their names in lower case (Telegram accepts any case)."""

from collections.abc import Mapping

from sandbox.methods import account, callbacks, editing, forwarding, receiving, sending
from sandbox.methods.call import Handler

METHODS: Mapping[str, Handler] = {
    "getme": account.get_me,
    "logout": account.log_out,
    "close": account.log_out,
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "getfile": receiving.get_file,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendmediagroup": sending.send_media_group,
    "sendchataction": sending.send_chat_action,
    "forwardmessage": forwarding.forward_message,
    "copymessage": forwarding.copy_message,
    "pinchatmessage": forwarding.pin_chat_message,
    "unpinchatmessage": forwarding.unpin_chat_message,
    "unpinallchatmessages": forwarding.unpin_all_chat_messages,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagemedia": editing.edit_message_media,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "answercallbackquery": callbacks.answer_callback_query,
    "setmycommands": account.set_my_commands,
    "getmycommands": account.get_my_commands,
    "deletemycommands": account.delete_my_commands,
    "setmyname": account.set_my_name,
    "getmyname": account.get_my_name,
    "setmydescription": account.set_my_description,
    "getmydescription": account.get_my_description,
    "setmyshortdescription": account.set_my_short_description,
    "getmyshortdescription": account.get_my_short_description,
    "setchatmenubutton": account.set_chat_menu_button,
    "getchatmenubutton": account.get_chat_menu_button,
    "getchat": account.get_chat,
}
