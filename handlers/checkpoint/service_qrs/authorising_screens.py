"""What a manager reads who has a service QR authorised with a qualified signature."""

from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.screen import File, Screen, button, keyboard

ORDER_NAME = "service-qr-order.pdf"


def order_screen(words: Words, pdf: bytes) -> Screen:
    """Send the order, and say what to do with it."""
    cancel = keyboard([button(words.plain("cancel"), CancelPressed())])
    return Screen(words("checkpoint-order-sent"), cancel, File(pdf, ORDER_NAME))


def not_accepted_screen(words: Words) -> Screen:
    """Say that the signature is not qualified, and that another file may be sent."""
    return Screen(words("checkpoint-order-not-qualified"), keyboard([button(words.plain("cancel"), CancelPressed())]))
