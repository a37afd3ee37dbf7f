"""On duty: edited codes, guests, albums, mistakes, the day's chart and log."""

import asyncio
import io
import re

import openpyxl
import pytest
import pytest_asyncio
from e2e.inputs import forging
from e2e.inputs.hostile_files import FILES, NO_PICTURES, PICTURES
from e2e.servers.company import company, sentence
from PIL import Image
from pillow_heif import register_heif_opener

from bot.qr.draw import draw_png
from bot.qr.scan import scan
from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

CHECKPOINT, PLACE = "КПП №1", "вул. Садова, 5"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def staff(tmp_path_factory):
    """A company whose owner has issued one service QR and one pass; nobody is on duty yet."""
    async with company(tmp_path_factory.mktemp("duty")) as one:
        one.link = await steps.issue_service_qr(one.owner, CHECKPOINT, PLACE)
        await steps.issue_pass(one.owner, sample.EMPLOYEE, sample.portrait())
        yield one


async def newcomer(staff, name, language="ru"):
    """Somebody on no list, with a phone."""
    return Actor(await staff.sandbox.add_person(name, phone="+380507770000", language=language), language)


async def opens_code(owner, name=CHECKPOINT):
    await owner.phone.sends("/menu")
    await owner.press("checkpoint-qrs")
    await owner.sees(button=name)
    await owner.phone.taps(name)
    return await owner.sees(name, kind="photo")


async def admits_guests(owner, name=CHECKPOINT):
    """Let the owner edit the code so that guests are admitted; answers the code's picture."""
    await opens_code(owner, name)
    await owner.press("checkpoint-edit-button")
    for admits in ("guards", "staff", "approved", "guards", "staff"):
        await owner.press("checkpoint-admits", admits=admits)
    await owner.sees(button=owner.label("checkpoint-admits", admits="approved"))
    await owner.press("checkpoint-edit-keep")
    await owner.press_pin()
    return await owner.sees("✅", kind="photo")


async def test_an_edited_code_applies_to_the_next_check_without_a_new_poster(staff):
    owner, guard = staff.owner, staff.guard
    await steps.go_on_duty(guard, staff.link)
    await opens_code(owner)
    await owner.press("checkpoint-edit-button")
    await owner.press("checkpoint-edit-name")
    await owner.sees(owner.label("checkpoint-issue-name"))
    await owner.phone.sends("<b>КПП & 7")
    await owner.press("checkpoint-edit-accepts")
    await owner.sees(button="▫️ " + owner.label("pass-type-vehicle"))
    await owner.phone.taps("▫️ " + owner.label("pass-type-vehicle"))
    await owner.press("checkpoint-accepts-these")
    await owner.press("checkpoint-edit-hours")
    await owner.press("checkpoint-hours", hours=4)
    await owner.press("checkpoint-edit-keep")
    await owner.press_pin()
    shown = await owner.sees("<b>КПП & 7", kind="photo")
    assert scan(await shown.image()).texts[0] == staff.link
    assert owner.label("pass-type-vehicle") in shown.text
    await guard.phone.photographs(await steps.show_code(staff.employee))
    await guard.sees(sentence("checkpoint-verdict-not-accepted-here", "ru"))
    assert staff.rows("SELECT count(*) FROM ledger_entry WHERE act = 'service-qr-edited'") == [(1,)]
    await owner.phone.taps(owner.label("checkpoint-edit-button"), on=shown)
    await owner.press("checkpoint-edit-accepts")
    await owner.sees(button="☑️ " + owner.label("pass-type-vehicle"))
    await owner.phone.taps("☑️ " + owner.label("pass-type-vehicle"))
    await owner.press("checkpoint-accepts-every")
    await owner.press("checkpoint-edit-name")
    await owner.sees(owner.label("checkpoint-issue-name"))
    await owner.phone.sends(CHECKPOINT)
    await owner.press("checkpoint-edit-keep")
    await owner.press_pin()
    await owner.sees(CHECKPOINT, kind="photo")


async def test_a_guest_checks_for_one_shift_after_a_manager_approves(staff):
    owner = staff.owner
    guest = await newcomer(staff, "Гість Невідомий")
    await guest.phone.opens(staff.link)
    await guest.sees(sentence("payload-unknown", "ru"))
    await admits_guests(owner)
    await guest.phone.opens(staff.link)
    offer = await guest.sees(PLACE)
    assert "Гість Невідомий" in offer.text
    await guest.press("checkpoint-guest-ask")
    await guest.sees("⏳")
    await owner.sees("Гість Невідомий", button=owner.label("checkpoint-guest-admit"))
    pending = sentence("checkpoint-guest-pending", "ru", name=CHECKPOINT, place=PLACE)
    await guest.phone.photographs(await steps.show_code(staff.employee))
    await guest.sees(pending)
    for said in ("/menu", "/start", "ну что?"):
        await guest.phone.sends(said)
        assert await staff.hears(guest) == [pending], said
    await owner.press("checkpoint-guest-admit")
    decided = await owner.sees("🟢")
    await guest.sees("🟢")
    await guest.phone.photographs(await steps.show_code(staff.employee))
    verdict = await guest.sees(guest.label("checkpoint-severity-found"), kind="photo")
    assert sample.EMPLOYEE.name in verdict.text
    await guest.phone.photographs(await steps.show_code(staff.employee), as_file=1)
    await guest.sees(guest.label("checkpoint-severity-found"), kind="photo")
    await guest.phone.sends("/menu")
    await guest.sees("🟢", button=guest.label("checkpoint-end-shift"))
    await staff.guard.phone.opens(staff.link)
    await staff.guard.press("checkpoint-take-over")
    relieved = await guest.sees("⚪")
    assert sentence("checkpoint-count-valid", "ru", count=2) in relieved.text
    await staff.rests()
    followed = await owner.phone.reloads(decided)
    assert "⚪" in followed.text
    assert not followed.buttons
    await guest.phone.photographs(await steps.show_code(staff.employee))
    await guest.sees(sentence("checkpoint-off-duty", "ru"))


async def test_a_refused_guest_is_notified_and_listed_nowhere(staff):
    owner = staff.owner
    guest = await newcomer(staff, "Інший Гість", "en")
    await guest.phone.opens(staff.link)
    await guest.press("checkpoint-guest-ask")
    await owner.sees("Інший Гість", button=owner.label("checkpoint-guest-refuse"))
    await owner.press("checkpoint-guest-refuse")
    await owner.sees("🚫")
    await guest.sees("didn’t approve your shift")
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    await owner.sees(button=owner.label("staff-import"))
    await owner.phone.sends("Гість")
    assert "Гість" not in "".join((await owner.sees()).buttons)


def photo_of(*codes, columns=2):
    """Codes in rows on a grey wall, as a photo."""
    cell = 1280 // columns
    photo = Image.new("RGB", (1280, cell * -(-len(codes) // columns)), "darkgrey")
    for place, code in enumerate(codes):
        row, column = divmod(place, columns)
        drawn = Image.open(io.BytesIO(code)).convert("RGB").resize((cell * 3 // 4, cell * 3 // 4))
        photo.paste(drawn, (cell * column + cell // 8, cell * row + cell // 8))
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=85)
    return out.getvalue()


async def code_of(holder):
    shown = await steps.show_code(holder)
    return await shown.image()


async def test_each_photo_of_an_album_is_answered_in_reply_to_it_and_each_code_of_a_photo(staff):
    guard = staff.guard
    await steps.go_on_duty(guard, staff.link)
    good, foreign = await code_of(staff.employee), draw_png("https://example.org/menu")
    await guard.phone.sends_photos([photo_of(foreign), photo_of(good, foreign)])
    await staff.rests()
    said = [one for one in await guard.phone.new_messages() if one.text]
    first, second = [one for one in await guard.phone.messages() if one.outgoing][-2:]
    answered = [(one.raw["reply_to_message"]["message_id"], one.text.split("\n")[0]) for one in said]
    stop, found = guard.label("checkpoint-severity-stop"), guard.label("checkpoint-severity-found")
    assert sorted((to, next(one for one in (stop, found) if one in text)) for to, text in answered) == sorted(
        [(first.id, stop), (second.id, found)]
    )


async def test_of_six_codes_in_one_picture_the_pass_gets_a_verdict_and_foreign_ones_alone_one_each(staff):
    guard = staff.guard
    foreign = [draw_png(f"https://example.org/{number}") for number in range(6)]
    await guard.phone.sends_photo(photo_of(await code_of(staff.employee), *foreign[:5], columns=3))
    (said,) = await staff.hears(guard)
    assert guard.label("checkpoint-severity-found") in said
    assert sentence("checkpoint-other-codes", "ru", count=5) in said
    await guard.phone.sends_photo(photo_of(*foreign, columns=3))
    said = await staff.hears(guard)
    assert sum(sentence("checkpoint-verdict-unknown", "ru") in one for one in said) == len(said) == 6


async def test_a_pass_link_opened_on_duty_is_a_check_and_shows_others_nothing(staff):
    link = scan(await code_of(staff.employee)).texts[0]
    stranger, owner = staff.stranger, staff.owner
    await stranger.phone.opens(link)
    assert await staff.hears(stranger) == [sentence("payload-unknown", "en")]
    await owner.phone.opens(link)
    assert await staff.hears(owner) == [sentence("checkpoint-off-duty")]
    await staff.guard.phone.opens(link)
    await staff.guard.sees(staff.guard.label("checkpoint-severity-found"), kind="photo")


async def test_a_file_that_is_not_a_picture_gets_one_sentence_and_no_verdict(staff):
    guard, checks = staff.guard, staff.count("check")
    for name in ("bomb.png", "truncated.jpg", "svg.jpg", "noise.jpg", *NO_PICTURES):
        await guard.phone.sends_file(FILES[name](), name)
        refusal = "refused-picture-too-large" if name == "bomb.png" else "refused-picture-unusable"
        assert await staff.hears(guard) == [sentence(refusal, "ru")], name
    assert staff.count("check") == checks
    for name in PICTURES:
        await guard.phone.sends_file(FILES[name](), name)
        (said,) = await staff.hears(guard)
        assert sentence("checkpoint-verdict-unreadable", "ru") in said, name


async def test_a_picture_is_known_by_its_content_and_a_video_is_told_what_to_send_instead(staff):
    """Whatever a phone or a messenger calls the file; in the three languages."""
    guard, employee, owner = staff.guard, staff.employee, staff.owner
    code = Image.open(io.BytesIO(await code_of(employee))).convert("RGB")
    found, used = guard.label("checkpoint-severity-found"), sentence("checkpoint-verdict-already-used", "ru")
    sent = [("IMG_1234.HEIC", "HEIF"), ("code", "PNG"), ("code.pdf", "JPEG"), ("list.csv", "AVIF"), ("a.bin", "WEBP")]
    for number, (name, kind) in enumerate(sent):
        await guard.phone.sends_file(stored(code, kind), name)
        (said,) = await staff.hears(guard)
        assert (used if number else found) in said, name
    await guard.phone.sends_file(b"\x00\x00\x00\x18ftypisom" + bytes(100), "code.jpg")
    assert await staff.hears(guard) == [sentence("checkpoint-moving", "ru")]
    for kind in ("video", "animation", "video_note", "sticker"):
        await guard.phone.sends_media(kind)
        assert await staff.hears(guard) == [sentence("checkpoint-moving", "ru")], kind
        await employee.phone.sends_media(kind)
        assert await staff.hears(employee) == [sentence("checkpoint-off-duty", "en")], kind
    await steps.open_card(owner, sample.EMPLOYEE)
    await owner.press("pass-issue")
    await owner.press("pass-type-visitor")
    await owner.press("pass-days", days=1)
    await owner.phone.sends_media("animation")
    answer = sentence("unexpected", sent="video", awaited="photo", leave="“Скасувати”")
    await owner.sees(answer.split("\n")[0])
    await owner.phone.sends_file(stored(Image.open(io.BytesIO(sample.portrait())), "HEIF"), "IMG_0001")
    await owner.sees(button=owner.label("pass-open"))


def stored(image, kind):
    register_heif_opener()
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


async def test_a_picture_of_too_many_codes_is_refused_with_advice(staff):
    guard, checks = staff.guard, staff.count("check")
    codes = [draw_png(f"https://example.org/{number}") for number in range(12)]
    await guard.phone.sends_photo(photo_of(*codes, columns=4))
    assert await staff.hears(guard) == [sentence("refused-picture-crowded", "ru", most=10)]
    assert staff.count("check") == checks


async def test_hostile_codes_are_unknown_and_their_text_is_never_shown(staff):
    guard = staff.guard
    link = scan(await code_of(staff.employee)).texts[0]
    payload = link.split("=")[1]
    hostile = [
        "x" * 2331,  # the most that a code drawn as ours holds
        "\x00\x1b[31m\x07\u202e" * 9,
        "<b>no</b><script>alert(1)</script>&lt;",
        "/start " + payload,
        f"https://t.me/other_sample_bot?start={payload}",
        f"https://t.me.example/countersign_demo_bot?start={payload}",
        f"https://t.me@example.org/countersign_demo_bot?start={payload}",
        f"https://\u0442.me/countersign_demo_bot?start={payload}",
        f"{link}&start={payload}",
        f"{link}\n{link}",
    ]
    unknown, stop = sentence("checkpoint-verdict-unknown", "ru"), guard.label("checkpoint-severity-stop")
    unreadable = sentence("checkpoint-verdict-unreadable", "ru")
    for text in hostile:
        await guard.phone.sends_file(draw_png(text, scale=6), "code.png")
        (said,) = await staff.hears(guard)
        assert (stop in said and unknown in said) or unreadable in said, text
        assert payload not in said
        assert "alert" not in said
    await guard.phone.opens(link)
    await guard.sees(guard.label("checkpoint-severity-found"), kind="photo")  # none of it used the code up


async def test_a_check_of_a_foreign_code_cannot_be_undone_and_needs_no_reason(staff):
    guard, owner = staff.guard, staff.owner
    await guard.phone.photographs(await steps.show_code(staff.employee))
    verdict = await guard.sees(guard.label("checkpoint-severity-found"), kind="photo")
    undo = next(one["callback_data"] for row in verdict.raw["reply_markup"]["inline_keyboard"] for one in row)
    await owner.phone.sends("/cancel")
    await staff.injects(owner, forging.tapped(owner, undo))
    await staff.rests()
    await owner.phone.sends("Не моя перевірка")
    assert await staff.hears(owner) == [sentence("not-understood")]
    await guard.press("checkpoint-undo")
    await guard.sees(sentence("checkpoint-undo-ask", "ru"))
    await guard.phone.sends("=HYPERLINK(1)")
    await guard.sees(sentence("checkpoint-undone", "ru"))
    shown = await guard.phone.reloads(verdict)
    assert shown.text.startswith(sentence("checkpoint-undone-result", "ru"))
    assert sample.EMPLOYEE.name in shown.text
    assert not shown.buttons
    await staff.injects(guard, forging.tapped(guard, undo))  # from another device that shows the button still
    assert await staff.hears(guard) == []  # it is not asked again
    assert staff.rows("SELECT count(*) FROM ledger_entry WHERE act = 'check-undone'") == [(1,)]


async def test_the_chart_of_a_day_is_drawn_and_goes_to_the_day_before(staff):
    owner = staff.owner
    await owner.phone.sends("/menu")
    await owner.press("checkpoint-qrs")
    await owner.press("checkpoint-today")
    shown = await owner.sees(kind="photo")
    checks = staff.rows('SELECT count(*) FROM "check" WHERE undone_at IS NULL')[0][0]
    assert owner.label("checkpoint-checks", count=checks) in shown.text
    picture = Image.open(io.BytesIO(await shown.image()))
    assert picture.height > 800
    green = [
        count
        for count, (red, most, blue) in picture.convert("RGB").getcolors(2**24)
        if most > red + 40 and most > blue + 40
    ]
    assert sum(green) > 1000
    await owner.phone.taps("‹", on=shown)
    await owner.sees(sentence("checkpoint-no-checks"))


async def test_the_log_is_exported_as_a_file_that_is_deleted_later(staff):
    owner = staff.owner
    await owner.phone.sends("/menu")
    await owner.press("checkpoint-qrs")
    await owner.press("checkpoint-today")
    await owner.press("checkpoint-export")
    await owner.press("checkpoint-export-days", days=7)
    shown = await owner.sees(kind="document")
    assert not shown.protected  # Telegram would not let it be saved
    rows = list(openpyxl.load_workbook(io.BytesIO(await shown.document())).active.values)
    assert len(rows) - 2 == staff.count("check")
    told = " ".join(str(cell) for row in rows for cell in row)
    assert re.search("Гість Невідомий .гість", told)
    assert sample.EMPLOYEE.name in told
    assert "=HYPERLINK(1)" in told
    await staff.sandbox.clock.advance(hours=1, minutes=1)
    for _ in range(100):
        if (await owner.phone.reloads(shown)).deleted:
            break
        await asyncio.sleep(0.1)
    assert (await owner.phone.reloads(shown)).deleted
    assert staff.rows("SELECT count(*) FROM ledger_entry WHERE act = 'checks-exported'") == [(1,)]


async def test_an_employee_who_is_no_guard_starts_a_shift_once_a_manager_approves(staff):
    owner, employee = staff.owner, staff.employee
    link = await steps.issue_service_qr(owner, "Пост охорони", "двір")
    await employee.phone.opens(link)
    await employee.sees(sentence("refused-not-guard", "en", name="Пост охорони", place="двір"))
    await admits_guests(owner, "Пост охорони")
    await employee.phone.opens(link)
    await employee.press("checkpoint-guest-ask")
    await employee.sees("⏳")
    await owner.sees(sample.EMPLOYEE.name, button=owner.label("checkpoint-guest-admit"))
    await owner.press("checkpoint-guest-admit")
    await owner.sees("🟢")
    await employee.sees("🟢")
    own = await steps.show_code(employee)
    await employee.phone.photographs(own)
    await employee.sees(sentence("checkpoint-verdict-own-pass", "en"))
    await employee.open_menu("checkpoint-shift", "checkpoint-end-shift")
    await employee.sees("⚪")
