"""Screens of service QR codes for managers."""

from datetime import datetime

from bot.checkpoint.models import Admits, ServiceQr
from bot.checkpoint.service_qrs.browse_service_qrs import ServiceQrCard
from bot.checkpoint.service_qrs.delete_service_qr import Deleted
from bot.checkpoint.service_qrs.poster import PosterSize
from bot.checkpoint.service_qrs.renew_service_qr import Renewable, Renewed
from bot.checkpoint.service_qrs.snooze_service_qr import SnoozedQr
from bot.texts.days import days_until
from bot.texts.words import Words
from handlers.callbacks import MenuPressed
from handlers.checkpoint.callbacks import (
    AuthoriseServiceQrPressed,
    DeleteServiceQrConfirmed,
    DeleteServiceQrPressed,
    EditServiceQrPressed,
    IssueServiceQrPressed,
    PosterPressed,
    RenewConfirmed,
    RenewPressed,
    ServiceQrPressed,
    ServiceQrsPressed,
    SvgPressed,
    TodayPressed,
)
from handlers.passes.screens import type_name
from handlers.screen import File, Picture, Row, Screen, button, clip, keyboard

MOST_LISTED = 40
ON_DUTY = 400
"""The most characters of the names of people on duty: the card is a picture's caption, of 1024 in all."""


def service_qrs_screen(words: Words, service_qrs: list[ServiceQr], now: datetime) -> Screen:
    """List the valid codes, the soonest to expire first."""
    rows = [
        [button(_label(words, one, now), ServiceQrPressed(service_qr_id=one.id))] for one in service_qrs[:MOST_LISTED]
    ]
    last: list[Row] = [
        [button(words.plain("checkpoint-issue"), IssueServiceQrPressed())],
        [button(words.plain("checkpoint-today"), TodayPressed()), button(words.plain("menu-button"), MenuPressed())],
    ]
    text = words("checkpoint-qrs-list" if service_qrs else "checkpoint-qrs-none")
    return Screen(text, keyboard(*rows, *last))


def service_qr_screen(words: Words, card: ServiceQrCard, png: bytes, now: datetime) -> Screen:
    """Show one code with its picture, its terms and its buttons."""
    return Screen(_terms(words, card, now), keyboard(*_acts(words, card)), Picture(png, "service-qr.png"))


def renewed_screen(words: Words, renewed: Renewed, card: ServiceQrCard, png: bytes, now: datetime) -> Screen:
    """Show a renewed code, and say that the old poster must be replaced."""
    screen = service_qr_screen(words, card, png, now)
    return Screen(f"{words('checkpoint-renewed', count=renewed.stay)}\n\n{screen.text}", screen.keyboard, screen.media)


def renew_screen(words: Words, renewable: Renewable) -> Screen:
    """Say what becomes of the poster, and ask what becomes of the people on duty."""
    service_qr = renewable.service_qr
    keep = RenewConfirmed(service_qr_id=service_qr.id, keep=True)
    end = RenewConfirmed(service_qr_id=service_qr.id, keep=False)
    rows: list[Row] = [[button(words.plain("checkpoint-renew"), keep)]]
    if renewable.on_duty:
        rows = [
            [button(words.plain("checkpoint-renew-keep"), keep)],
            [button(words.plain("checkpoint-renew-end"), end)],
        ]
    back = button(words.plain("back"), ServiceQrPressed(service_qr_id=service_qr.id))
    text = words("checkpoint-renew-ask", name=service_qr.name, count=renewable.on_duty, until=renewable.until_at)
    return Screen(text, keyboard(*rows, [back]))


def snoozed_alert(words: Words, snoozed: SnoozedQr) -> str:
    """Say when the next reminder comes, or why none is put off."""
    if snoozed.until is None:
        return words.plain("checkpoint-snoozed-not", until=snoozed.service_qr.expires_at)
    return words.plain("checkpoint-snoozed", until=snoozed.until)


def delete_screen(words: Words, card: ServiceQrCard) -> Screen:
    """Ask for confirmation before a code is deleted."""
    service_qr_id = card.service_qr.id
    rows: list[Row] = [
        [button(words.plain("checkpoint-delete-confirm"), DeleteServiceQrConfirmed(service_qr_id=service_qr_id))],
        [button(words.plain("back"), ServiceQrPressed(service_qr_id=service_qr_id))],
    ]
    text = words("checkpoint-delete-ask", name=card.service_qr.name, count=len(card.on_duty))
    return Screen(text, keyboard(*rows))


def deleted_screen(words: Words, deleted: Deleted) -> Screen:
    """Confirm that a code is deleted, and how many shifts ended."""
    text = words("checkpoint-deleted", name=deleted.service_qr.name, count=deleted.shifts)
    return Screen(text, keyboard([button(words.plain("checkpoint-qrs"), ServiceQrsPressed())]))


def svg_screen(words: Words, svg: bytes) -> Screen:
    """Send the code for a print shop."""
    return Screen(words("checkpoint-svg-sent"), None, File(svg, "service-qr.svg"))


def poster_screen(words: Words, pdf: bytes, size: PosterSize) -> Screen:
    """Send the poster, or the stickers."""
    return Screen(words("checkpoint-poster-sent", size=str(size)), None, File(pdf, "service-qr.pdf"))


def accepted(words: Words, types: frozenset[str]) -> str:
    """Return the names of the pass types accepted at a checkpoint."""
    names = [type_name(words, one) for one in sorted(types)]
    return ", ".join(names) if names else words.plain("checkpoint-accepts-all")


def next_admits(admits: Admits) -> Admits:
    """Return the answer to who may go on duty that the button offers after this one."""
    answers = tuple(Admits)
    return answers[(answers.index(admits) + 1) % len(answers)]


def admits_label(words: Words, admits: Admits) -> str:
    """Return who may go on duty, for the button that changes it."""
    return words.plain("checkpoint-admits", admits=str(admits))


def _terms(words: Words, card: ServiceQrCard, now: datetime) -> str:
    service_qr = card.service_qr
    text = words(
        "checkpoint-qr-card",
        name=service_qr.name,
        place=service_qr.place,
        accepts=accepted(words, service_qr.accepts),
        hours=service_qr.shift_hours,
        until=service_qr.expires_at,
        days=max(days_until(service_qr.expires_at, words.zone, now), 0),
        admits=str(service_qr.admits),
    )
    if service_qr.deleted_at is not None:
        return text + "\n\n" + words("checkpoint-qr-deleted", at=service_qr.deleted_at)
    if (line := authorised_line(words, card)) is not None:
        text = f"{text}\n{line}"
    if card.on_duty:
        return text + "\n" + words("checkpoint-qr-on-duty", names=clip(", ".join(card.on_duty), ON_DUTY))
    return text


def authorised_line(words: Words, card: ServiceQrCard) -> str | None:
    """Return by whose qualified signature a code is authorised, or that it needs one."""
    order = card.authorised
    if order is not None:
        return words("checkpoint-authorised", name=order.signer or "", number=order.signer_number or "")
    return words("checkpoint-authorised-not") if card.must_be_authorised else None


def _acts(words: Words, card: ServiceQrCard) -> list[Row]:
    service_qr = card.service_qr
    back: Row = [button(words.plain("back"), ServiceQrsPressed())]
    if service_qr.deleted_at is not None:
        return [back]
    own = {"service_qr_id": service_qr.id}
    posters = [
        button(words.plain("checkpoint-poster", size=str(size)), PosterPressed(**own, size=size)) for size in PosterSize
    ]
    authorise: list[Row] = [[button(words.plain("checkpoint-authorise"), AuthoriseServiceQrPressed(**own))]]
    return [
        posters[:2],
        [*posters[2:], button(words.plain("checkpoint-svg"), SvgPressed(**own))],
        [
            button(words.plain("checkpoint-edit-button"), EditServiceQrPressed(**own)),
            button(words.plain("checkpoint-renew"), RenewPressed(**own)),
        ],
        [
            button(words.plain("checkpoint-delete"), DeleteServiceQrPressed(**own)),
        ],
        *([] if card.authorised else authorise),
        back,
    ]


def _label(words: Words, one: ServiceQr, now: datetime) -> str:
    return words.plain("checkpoint-qr-label", name=one.name, days=days_until(one.expires_at, words.zone, now))
