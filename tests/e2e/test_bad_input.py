"""Bad input gets one clear sentence in the person's language, changes nothing, and the bot continues."""

import re
import uuid
from itertools import product

import pytest
from aiogram.filters.callback_data import CallbackData
from e2e.inputs import forging
from e2e.inputs.hostile_files import FILES, workbook
from e2e.servers.company import company, sentence

import handlers  # noqa: F401 - defines every button
from bot.qr.scan import scan
from sandbox.demo import sample, steps

pytestmark = pytest.mark.timeout(300)

LONG = "<b>&" * 1024  # 4096 characters, the most that Telegram lets through
HTML = "<b>Т & Ко</b> <i>"
UNSEEN = "\u200b\u202e\u2060"
TOO_LARGE = ("refused-file-too-large", {"megabytes": 20})
DAMAGED, LOCKED, EMPTY = ("refused-pdf-damaged", {}), ("refused-pdf-encrypted", {}), ("refused-file-empty", {})
NO_LIST = ("refused-roster-unreadable", {})
NOBODY_LISTED = ("refused-roster-empty", {})
NO_PHOTO = ("refused-photo-unusable", {"least": 240})
UNKNOWN = ("signing-check-unknown", {})
LOST, NOBODY = ("not-understood", {}), ("not-registered", {})
OFF_DUTY = ("checkpoint-off-duty", {})
MISFIT = ("unexpected", {})
"""Names what was sent and what is awaited, above the open question."""
STICKER = {"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 9, "height": 9}
STICKER |= {"is_animated": False, "is_video": False}


@pytest.fixture(scope="module")
async def staff(tmp_path_factory):
    async with company(tmp_path_factory.mktemp("bad-input")) as one:
        yield one


@pytest.fixture(autouse=True)
async def well(staff):
    since = len(staff.log())
    await staff.sandbox.clear_calls()
    yield
    await staff.rests()
    await staff.is_well(since)


def says(actor, answer):
    text_id, facts = answer
    return [sentence(text_id, actor.language, **facts)]


def is_answered(actor, heard, answer):
    """Whether one message said this; one that fits no question names what it is."""
    if answer != MISFIT:
        return heard == says(actor, answer)
    facts = {"awaited": "text", "leave": ""}
    named = [sentence("unexpected", actor.language, sent=kind, **facts) for kind in ("text", "sticker", "file")]
    return len(heard) == 1 and heard[0].startswith(tuple(one.split("\n")[0] for one in named))


async def tap(actor, text_id, **facts):
    """Press a button that was there before what has just been said."""
    await actor.phone.taps(actor.label(text_id, **facts))


# ---- files: in every place that takes one ----


async def sending(staff):
    await staff.owner.phone.sends("/menu")
    await staff.owner.press("signing-send")
    await staff.rests()
    return staff.owner


async def importing(staff):
    await staff.owner.phone.sends("/menu")
    await staff.owner.press("staff-button")
    await staff.owner.press("staff-import")
    await staff.rests()
    return staff.owner


async def photographing(staff):
    await steps.open_card(staff.owner, sample.EMPLOYEE)
    await staff.owner.press("pass-issue")
    await staff.owner.press("pass-type-staff")
    await staff.owner.press("pass-days", days=365)
    await staff.rests()
    return staff.owner


async def checking(staff):
    await staff.employee.phone.sends("/menu")
    await staff.employee.press("signing-verify")
    await staff.rests()
    return staff.employee


async def out_of_the_blue(staff, actor):
    await actor.phone.sends("/cancel")
    return actor


def by_the_owner(staff):
    return out_of_the_blue(staff, staff.owner)


def by_the_employee(staff):
    return out_of_the_blue(staff, staff.employee)


def by_a_stranger(staff):
    return out_of_the_blue(staff, staff.stranger)


PDFS = {"damaged.pdf": DAMAGED, "cut.pdf": DAMAGED, "encrypted.pdf": LOCKED, "empty.pdf": EMPTY, "noise.pdf": DAMAGED}
PDFS |= {"huge.pdf": TOO_LARGE}
LISTS = {"empty.xlsx": NOBODY_LISTED, "noise.xlsx": NO_LIST, "huge.xlsx": TOO_LARGE}
LISTS |= {"headings.xlsx": ("refused-roster-headings", {"missing": "both", "found": "Колір, Розмір"})}
PICTURES = ["empty.jpg", "bomb.png", "truncated.jpg", "svg.jpg", "noise.jpg"]
STRANGE = dict.fromkeys(PDFS, UNKNOWN) | {"empty.pdf": EMPTY, "huge.pdf": TOO_LARGE}

ANSWERS = {
    sending: PDFS | {"empty.xlsx": EMPTY, "empty.jpg": EMPTY, "huge.jpg": TOO_LARGE},
    importing: dict.fromkeys(("damaged.pdf", "encrypted.pdf"), ("refused-roster-file-kind", {"kind": "pdf"}))
    | {"bomb.png": ("refused-roster-file-kind", {"kind": "picture"}), "noise.jpg": NO_LIST}
    | LISTS
    | {"empty.pdf": NOBODY_LISTED, "huge.pdf": TOO_LARGE},
    photographing: dict.fromkeys(PICTURES, NO_PHOTO)
    | dict.fromkeys(("damaged.pdf", "encrypted.pdf", "noise.xlsx", "headings.xlsx"), MISFIT)
    | {"huge.jpg": TOO_LARGE},
    checking: STRANGE | dict.fromkeys(("headings.xlsx", "bomb.png", "noise.jpg"), UNKNOWN) | {"empty.jpg": EMPTY},
    by_the_owner: PDFS | LISTS | dict.fromkeys(PICTURES, LOST),
    by_the_employee: STRANGE | dict.fromkeys(PICTURES, OFF_DUTY) | {"noise.xlsx": ("refused-not-allowed", {})},
    by_a_stranger: STRANGE | dict.fromkeys((*PICTURES, *LISTS, "huge.jpg"), NOBODY),
}


@pytest.mark.parametrize("offering", ANSWERS, ids=lambda offering: offering.__name__)
async def test_a_file_that_is_not_what_it_says_gets_one_sentence(staff, offering):
    before = staff.fingerprint()
    for name, answer in ANSWERS[offering].items():
        actor = await offering(staff)
        await staff.rests()
        await actor.phone.sends_file(FILES[name](), name)
        heard = await staff.hears(actor)
        assert is_answered(actor, heard, answer), (name, heard)
    assert staff.fingerprint() == before


async def test_a_list_of_overlong_cells_is_summed_up_within_one_message(staff):
    owner = await importing(staff)
    rows = [[HTML * 300, "9" * 5000, "я" * 3000] for _ in range(30)]
    await owner.phone.sends_file(workbook(["ПІБ", "Телефон", "<b>Посада</b>"], *rows), "a.xlsx")
    said = await staff.hears(owner)  # the bad rows may come as a file too
    summed_up = sentence("staff-dry-run", new=0, changed=0, unchanged=0, left_out=6, bad=30)
    assert any(one.startswith(summed_up[:40]) for one in said)
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.press("staff-import")
    await staff.rests()
    await owner.phone.sends_file(workbook([f"{HTML}{number}" * 90 for number in range(300)], [1]), "b.xlsx")
    (said,) = await staff.hears(owner)
    assert HTML in said


async def test_markup_in_a_list_is_text(staff):
    owner = await importing(staff)
    await owner.phone.sends_file(workbook(["ПІБ", "Телефон", "Посада"], [HTML, "+380503330001", "&lt;b"]), "<i>&.xlsx")
    await owner.press("staff-apply", count=1)
    await owner.phone.sees("✅")
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.phone.sees(button=owner.label("staff-import"))
    await owner.phone.sends("Т & Ко")
    await owner.phone.sees(button="Т & Ко")
    await owner.phone.taps("Т & Ко")
    card = await owner.phone.sees("&lt;b")
    assert HTML.strip() in card.text


# ---- words: of 4096 characters, of none that one sees, of markup, and no words at all ----


async def stays_calm(staff, actor, answers):
    """4096 characters, unseen characters, a sticker: each gets the answer named for it."""
    words = (forging.typed(actor, LONG), forging.typed(actor, UNSEEN), forging.wrote(actor, sticker=STICKER))
    for update, answer in zip(words, answers, strict=True):
        await staff.injects(actor, update)
        heard = await staff.hears(actor)
        assert is_answered(actor, heard, answer), heard


async def test_text_of_any_kind_does_not_confuse_the_sending_of_a_document(staff):
    owner, employee = await sending(staff), staff.employee
    no_field = ("refused-no-field", {})  # a text typed here is a personal one
    no_text = ("refused-text-empty", {})
    await stays_calm(staff, owner, (no_field, no_text, MISFIT))
    await owner.phone.sends_file(sample.document(), f"{HTML}.pdf"[-30:])
    await staff.rests()
    await stays_calm(staff, owner, (("refused-title-long", {"most": 200}), ("refused-title-empty", {}), MISFIT))
    await owner.phone.sends(HTML)
    assert HTML.strip() in (await owner.phone.sees(button=owner.label("signing-class-sign"))).text
    await stays_calm(staff, owner, (MISFIT, MISFIT, MISFIT))
    await tap(owner, "signing-class-sign")
    await staff.rests()
    nobody = ("signing-found-nobody", {})
    await stays_calm(staff, owner, (nobody, nobody, MISFIT))
    await owner.phone.sends("Мельник")
    await owner.phone.sees(button=sample.EMPLOYEE.name)
    await owner.phone.taps(sample.EMPLOYEE.name)
    await owner.press("signing-chosen-go-on", number=1)
    await staff.rests()
    unreadable = ("refused-date-unreadable", {})
    await stays_calm(staff, owner, (unreadable, unreadable, MISFIT))
    for day, refusal in (("31.12.9999", "date-unreadable"), ("1.1.1999", "deadline-past")):
        await owner.phone.sends(day)
        assert await staff.hears(owner) == [sentence(f"refused-{refusal}")]
    await tap(owner, "signing-days", days=7)
    await staff.rests()
    await stays_calm(staff, owner, (MISFIT, MISFIT, MISFIT))
    await tap(owner, "signing-warning-accept")
    await owner.press("signing-send-now", number=1)  # which comes with the answer to the warning
    await employee.phone.sees(HTML.strip(), kind="document")
    await employee.press("signing-decline")
    await staff.rests()
    await stays_calm(staff, employee, (("refused-reason-long", {"most": 500}), ("refused-reason-empty", {}), MISFIT))
    await employee.phone.sends("<" * 500)
    await employee.press("signing-decline-yes")
    await employee.phone.sees(button=employee.label("signing-take-back"))
    await staff.sandbox.clock.advance(minutes=11)
    await owner.phone.sees("<" * 100)
    assert staff.rows("SELECT state FROM request") == [("declined",)]
    await owner.phone.sends("/menu")
    await owner.press("signing-documents")
    await owner.phone.sees(button=HTML[:9])
    await owner.phone.taps(HTML[:9])
    await owner.press("signing-places")
    await owner.phone.sees("<" * 100)
    await staff.finishes_documents()


async def test_text_of_any_kind_does_not_confuse_a_checkpoint(staff):
    owner, guard = staff.owner, staff.guard
    label = ("refused-label-unusable", {"most": 60})
    await owner.phone.sends("/menu")
    await owner.press("checkpoint-qrs")
    await owner.press("checkpoint-issue")
    await staff.rests()
    await stays_calm(staff, owner, (label, label, label))
    await owner.phone.sends("<b>КПП & 1")
    await owner.phone.sees(owner.label("checkpoint-issue-place"))
    await stays_calm(staff, owner, (label, label, label))
    await owner.phone.sends("<i>вул. & 5")
    for text_id, facts in (
        ("checkpoint-accepts-every", {}),
        ("checkpoint-hours", {"hours": 24}),
        ("pass-days", {"days": 180}),
        ("checkpoint-issue-confirm", {}),
    ):
        await staff.rests()
        await stays_calm(staff, owner, (MISFIT, MISFIT, MISFIT))
        await tap(owner, text_id, **facts)
    await owner.press_pin()
    shown = await owner.phone.sees("<b>КПП & 1", kind="photo")
    await steps.go_on_duty(guard, scan(await shown.image()).texts[0])
    await steps.issue_pass(owner, sample.EMPLOYEE, sample.portrait())
    await guard.phone.photographs(await steps.show_code(staff.employee))
    await guard.press("checkpoint-undo")
    await staff.rests()
    reason = ("refused-reason-unusable", {"most": 200})
    await stays_calm(staff, guard, (reason, reason, MISFIT))
    await guard.phone.sends("<b>& & &")
    result, said = await staff.hears(guard)
    assert result.startswith(sentence("checkpoint-undone-result", "ru"))  # shown in place of the one that was undone
    assert said == sentence("checkpoint-undone", "ru")


async def test_a_search_of_4096_characters_works(staff):
    await staff.owner.phone.sends("/menu")
    await staff.owner.press("staff-button")
    await staff.owner.phone.sees(button=staff.owner.label("staff-import"))
    for words in (LONG, UNSEEN, "%_\\'\"", "(" * 50):
        await staff.owner.phone.sends(words)
        assert len(await staff.hears(staff.owner)) == 1


# ---- contacts, links, things that are no words ----


async def test_only_the_number_on_the_list_registers(staff):
    person = sample.OTHERS[0]
    newcomer = steps.Actor(await staff.sandbox.add_person(person.name, phone=person.phone, language="ru"), "ru")
    await newcomer.phone.opens(await steps.invite(staff.owner, person))
    await newcomer.press("registration-agree")
    await newcomer.phone.sees(newcomer.label("registration-contact"))
    told = {"notice", "invitation", "ledger_entry", "ledger_tip"}  # of another number the managers are told
    before = staff.fingerprint(without=told)
    numbers = dict.fromkeys(("", "+", "abc", "<b>+380&", "9" * 4000, "911"), "refused-contact-foreign")
    numbers |= {"+380501110005": "refused-contact-mismatch"}
    for number, refusal in numbers.items():
        shared = {"phone_number": number, "first_name": "Г", "user_id": newcomer.phone.id}
        await staff.injects(newcomer, forging.wrote(newcomer, contact=shared))
        assert await staff.hears(newcomer) == [sentence(refusal, "ru")], number
    for foreign in ({"with_user_id": False}, {"user_id": staff.owner.phone.id}, {"user_id": 0}):
        await newcomer.phone.shares_contact(**foreign)
        assert await staff.hears(newcomer) == [sentence("refused-contact-foreign", "ru")]
    assert staff.fingerprint(without=told) == before
    await newcomer.phone.shares_contact(phone_number="380501110004")
    older = await newcomer.phone.sees(button="⌫")
    await staff.rests()
    await newcomer.phone.sends(sample.PIN)  # never typed: it is taken away, and the keypad shown again
    said, shown, former = await staff.hears(newcomer)
    assert former == older.text
    assert not (await newcomer.phone.reloads(older)).buttons  # an older keypad loses its keys
    assert said == sentence("keypad-typed", "ru")
    assert shown.startswith(sentence("registration-pin", "ru"))
    for pin in ("000000", "123456"):
        await newcomer.press_pin(pin)
        await newcomer.phone.sees_answer(newcomer.label("refused-pin-weak"))


PAYLOADS = ("x" * 64, "-" * 64, "_" * 45, "L" + "B" * 44, "D" + "C" * 44, "a b", "<b>&", "є" * 64, "%00", "' OR 1=1")


async def test_an_unknown_payload_opens_nothing(staff):
    before = staff.fingerprint()
    for payload in PAYLOADS:
        await staff.injects(staff.stranger, forging.typed(staff.stranger, f"/start {payload}"))
        assert await staff.hears(staff.stranger) == [sentence("payload-unknown", "en")], payload
    assert staff.fingerprint() == before


async def test_messages_without_text_get_one_sentence(staff):
    place, phone = {"latitude": 1, "longitude": 1}, {"phone_number": "<b>", "first_name": "&"}
    file = {"file_id": "a", "file_unique_id": "b", "duration": 1}
    kinds = [{"sticker": STICKER}, {"voice": file}, {"location": place}, {"contact": phone}, {"hologram": {"x": 1}}, {}]
    kinds += [{"dice": {"emoji": "🎲", "value": 3}}, {"video_note": {**file, "length": 1}}, {"text": "/nonsense"}]
    for content, (actor, answer) in product(kinds, ((staff.owner, LOST), (staff.stranger, NOBODY))):
        await staff.injects(actor, forging.typed(actor, "/cancel"), forging.wrote(actor, **content))
        assert (await staff.hears(actor))[1:] == says(actor, answer), content


async def test_updates_from_groups_channels_and_bots_are_ignored(staff):
    owner, menu = staff.owner, {"text": "/menu", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]}
    group = {"id": -100123, "type": "supergroup", "title": "G"}
    channel = {"message_id": 1, "date": 1, "chat": {"id": -1009, "type": "channel", "title": "C"}, **menu}
    for update in (
        forging.wrote(owner, chat=group, **menu),
        forging.wrote(owner, sender=forging.user(owner, is_bot=True), **menu),
        {"channel_post": channel},
        {"message": {key: value for key, value in forging.message(owner, **menu).items() if key != "from"}},
    ):
        await staff.injects(owner, update)
        assert await staff.hears(owner) == []
    assert not [call for call in await staff.sandbox.calls() if call["method"].startswith("send")]


# ---- buttons ----

WRONG = {uuid.UUID: ("x", "", uuid.uuid4().hex), uuid.UUID | None: ("x", uuid.uuid4().hex)}
WRONG |= {int: ("-1", "9" * 30, "1e5", str(2**63)), bool: ("maybe",)}
"""Where an id may be missing, a button without one is everybody's own: no wrong one."""
RIGHT = {uuid.UUID: uuid.uuid4().hex, uuid.UUID | None: uuid.uuid4().hex, int: "3", bool: "1"}
GARBAGE = ("", " ", "::::", "🦊", "a" * 5000, "\u202e:\u0000", "st-p:" + "f" * 31, "../../etc/passwd", "<b>x</b>")


def minted_by_nobody(cls):
    """A button's data with ids that nobody has, with too few and too many parts, and with parts of a wrong type."""
    fields = [field.annotation for field in cls.model_fields.values()]
    right = [RIGHT.get(kind) or str(next(iter(getattr(kind, "__members__", {"": "abc"}).values()))) for kind in fields]
    yield ":".join([cls.__prefix__, *right, "more"])
    if {uuid.UUID, uuid.UUID | None} & set(fields):
        yield ":".join([cls.__prefix__, *right])
    for place, kind in enumerate(fields):
        for wrong in WRONG.get(kind, ("nonsense", "")):
            yield ":".join([cls.__prefix__, *right[:place], wrong, *right[place + 1 :]])


@pytest.mark.long
async def test_invented_callback_data_does_nothing(staff):
    """Every class of button, by everyone at once; where it is anybody's to press, what it asks for is not there."""
    classes = [one for one in CallbackData.__subclasses__() if one.__module__.startswith("handlers.")]
    data = [*GARBAGE, *(one for cls in classes if cls is not CallbackData for one in minted_by_nobody(cls))]
    assert len(data) > 150
    everyone = (staff.owner, staff.employee, staff.guard, staff.stranger)
    before = staff.fingerprint()
    for number, one in enumerate(data):
        for actor in everyone if number % 4 == 0 else (everyone[number % 4],):
            await staff.sandbox.inject(forging.tapped(actor, one))
    await staff.rests()
    assert staff.fingerprint() == before
    for actor in everyone[:3]:
        await actor.phone.sends("/cancel")  # a press may have opened a keypad, which loses its keys now
        await staff.rests()
        await actor.phone.sends("/menu")
        assert len(await staff.hears(actor)) == 1


async def test_callback_data_of_no_button_is_answered_as_out_of_date(staff):
    await staff.injects(staff.guard, *(forging.tapped(staff.guard, one) for one in GARBAGE))
    await staff.rests()
    told = {call["parameters"].get("text") for call in await staff.sandbox.calls(method="answerCallbackQuery")}
    assert told == {sentence("button-outdated", "ru")}


async def test_old_buttons_are_answered_as_out_of_date(staff):
    owner = staff.owner
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.press("staff-import")
    await owner.phone.sends_file(workbook(["ПІБ", "Телефон"], ["Нова Людина", "+380503330009"]), "a.xlsx")
    apply = await owner.phone.sees(button=owner.label("staff-apply", count=1))
    await owner.phone.sends("/cancel")
    await owner.phone.sees(owner.label("cancelled"))
    await owner.phone.taps(owner.label("staff-apply", count=1), on=apply)
    former, said = await staff.hears(owner)
    assert former == apply.text  # changed: it loses its buttons
    assert not (await owner.phone.reloads(apply)).buttons
    assert said == sentence("dialogue-over")
    assert staff.rows("SELECT count(*) FROM person WHERE name = 'Нова Людина'") == [(0,)]


async def test_an_update_of_an_unknown_shape_becomes_a_dead_letter_and_is_not_logged(staff):
    """Such a one once held up its sender for ever."""
    since = len(staff.log())
    origin = {"type": "from_the_future", "sender": {"first_name": "Таємниця"}}
    update = await staff.sandbox.inject(forging.wrote(staff.guard, text="/menu", forward_origin=origin))
    await staff.guard.phone.sends("/help")
    await staff.guard.phone.sees("/cancel", within=30)
    await staff.rests()
    assert staff.rows('SELECT error FROM "update" WHERE dead_at IS NOT NULL') == [("ValidationError",)]
    assert "update cannot be decoded" in staff.log()[since:]
    assert not re.search("Таємниця|Traceback", staff.log()[since:])
    staff.forgiven.add(update["update_id"])
