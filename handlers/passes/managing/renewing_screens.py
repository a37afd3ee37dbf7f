"""Screens of passes that end soon, of renewed ones, and of a pass's history."""

from aiogram.types import InlineKeyboardButton

from bot.checkpoint.checks.pass_history import Event, PassHistory
from bot.passes.browse_passes import PassCard
from bot.passes.issuing.renew_pass import PAGE, Ending, EndingPage
from bot.texts.words import Words
from handlers.checkpoint.duty.screens import counted
from handlers.passes.callbacks import EndingPressed, PassMenuPressed, PassPressed, RenewPassPressed
from handlers.passes.screens import pass_facts
from handlers.screen import Row, Screen, button, keyboard, searched_rows, turning

MOST_EVENTS = 30


def ending_screen(words: Words, page: EndingPage) -> Screen:
    """List the passes that end within two weeks; a tap on one renews it."""
    rows, searched = [[_renew(words, one)] for one in page.passes], bool(page.words)
    pages = turning(words, page.offset, PAGE, page.total, lambda to: EndingPressed(offset=to, searched=searched))
    head, everyone = searched_rows(words, page.words, EndingPressed())
    text = words("pass-ending-list" if page.total else "pass-ending-none")
    back = [button(words.plain("back"), PassMenuPressed())]
    return Screen("\n\n".join([*head, text]), keyboard(*rows, pages, *everyone, back))


def renewed_screen(words: Words, card: PassCard) -> Screen:
    """Show the renewed pass's new end and what to do next."""
    text = words("pass-renewed", name=card.holder.name, **pass_facts(words, card.pass_))
    rows: list[Row] = [
        [button(words.plain("pass-open"), PassPressed(pass_id=card.pass_.id))],
        [button(words.plain("pass-ending"), EndingPressed())],
    ]
    return Screen(text, keyboard(*rows))


def history_screen(words: Words, history: PassHistory) -> Screen:
    """Show the history of a pass: its newest events and its checks by verdict."""
    card = history.card
    lines = [words("pass-history-of", name=card.holder.name, **pass_facts(words, card.pass_))]
    lines += [_event(words, one) for one in history.events[-MOST_EVENTS:]]
    back = [button(words.plain("back"), PassPressed(pass_id=card.pass_.id))]
    return Screen("\n".join(lines) + "\n\n" + counted(words, history.counts), keyboard(back))


def _event(words: Words, event: Event) -> str:
    what = words(f"pass-event-{event.act}")
    return words("pass-event", at=event.at, what=what, by=event.by) if event.by else f"{words.moment(event.at)} {what}"


def _renew(words: Words, one: Ending) -> InlineKeyboardButton:
    facts = {"name": one.holder_name, "number": one.pass_.number, "until": words.day(one.pass_.expires_at)}
    return button(words.plain("pass-renew-one", **facts), RenewPassPressed(pass_id=one.pass_.id))
