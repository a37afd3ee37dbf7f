"""Dialogues as people lead them: two at once, corrected answers, messages that fit no question, and what goes away."""

import pytest
from e2e.inputs import forging
from e2e.inputs.hostile_files import workbook
from e2e.servers.company import company, sentence

from handlers.screen import ticked
from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytestmark = pytest.mark.timeout(300)

OTHER_DRAFT = "Другий"
PHONES = [["ПІБ", "Телефон"], ["Перша Людина", "+380503330001"], ["Друга Людина", "+380503330002"]]


@pytest.fixture(scope="module")
async def staff(tmp_path_factory):
    async with company(tmp_path_factory.mktemp("dialogues")) as one:
        yield one


@pytest.fixture(autouse=True)
async def well(staff):
    since = len(staff.log())
    await staff.sandbox.clear_calls()
    yield
    await staff.rests()
    await staff.is_well(since)


async def drafts(owner, name, content=None):
    """Begin to send a file, up to the question about its title."""
    await owner.open_menu("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(content or sample.document(), name)
    return await owner.sees(button=owner.label("signing-title-keep", name=name.rpartition(".")[0]))


def misfit(actor, sent):
    return sentence("unexpected", actor.language, sent=sent, awaited="text", leave="").split("\n")[0]


async def test_a_button_of_an_older_draft_does_not_touch_the_newer_one(staff):
    owner = staff.owner
    older = await drafts(owner, "Перший.pdf")
    await drafts(owner, f"{OTHER_DRAFT}.pdf")
    await owner.phone.taps(owner.label("signing-title-keep", name="Перший"), on=older)
    *_, shown, told = await staff.hears(owner)  # before them the old message, without its buttons
    assert told == sentence("dialogue-older")
    assert OTHER_DRAFT in shown
    assert (await owner.phone.reloads(older)).buttons == []
    await owner.press("signing-title-keep", name=OTHER_DRAFT)
    question = await owner.sees(button=owner.label("signing-class-sign"))
    assert OTHER_DRAFT in question.text
    await owner.phone.sends("/cancel")


async def test_a_keypad_goes_away_with_its_dialogue(staff):
    owner = staff.owner
    await owner.open_menu("personal-button", "me-button", "me-change-pin")
    keypad = await owner.sees(button="⌫")
    await owner.phone.sends("/menu")
    await staff.rests()
    assert (await owner.phone.reloads(keypad)).buttons == []


async def test_the_button_that_shares_the_number_goes_away_with_its_question(staff):
    newcomer = Actor(await staff.sandbox.add_person("Нова Людина", language="ru"), "ru")
    await newcomer.phone.opens(await steps.invite(staff.owner, sample.OTHERS[0]))
    await newcomer.press("registration-agree")
    await newcomer.sees(newcomer.label("registration-contact"))
    assert await newcomer.phone.keyboard()
    await newcomer.phone.sends("/cancel")
    await staff.rests()
    assert await newcomer.phone.keyboard() == []


async def test_an_edit_corrects_a_refused_answer_and_any_other_edit_is_answered(staff):
    owner = staff.owner
    await drafts(owner, "Третій.pdf")
    answer = await owner.phone.sends("х" * 201)
    assert await staff.hears(owner) == [sentence("refused-title-long", most=200)]
    await owner.phone.edits(answer, "Виправлена назва")
    question = await owner.sees("Виправлена назва", button=owner.label("signing-class-sign"))
    await owner.phone.edits(answer, "Ще інша назва")
    assert await staff.hears(owner) == [sentence("edited")]
    assert "Виправлена назва" in (await owner.phone.reloads(question)).text
    for actor, content in ((owner, {"location": {"latitude": 1, "longitude": 1}}), (staff.stranger, {"text": "x"})):
        await staff.injects(actor, {"edited_message": forging.message(actor, **content) | {"edit_date": 1}})
        assert await staff.hears(actor) == []
    await owner.phone.sends("/cancel")


async def test_what_fits_no_question_is_named_and_the_question_shown_again(staff):
    owner = staff.owner
    await drafts(owner, "Четвертий.pdf")
    await owner.press("signing-title-keep", name="Четвертий")
    await owner.sees(button=owner.label("signing-class-sign"))
    sent = {"question": "Чи можна так?", "name": "Олена Мельник", "text": "так"}
    for kind, text in sent.items():
        await owner.phone.sends(text)
        (heard,) = await staff.hears(owner)
        assert heard.startswith(misfit(owner, kind))
        assert owner.label("cancel") in heard
    for kind, send in (
        ("photo", lambda: owner.phone.sends_photo(sample.portrait())),
        ("file", lambda: owner.phone.sends_file(sample.document(), "another.pdf")),
    ):
        await send()
        (heard,) = await staff.hears(owner)
        assert heard.startswith(misfit(owner, kind))
    await owner.press("signing-class-sign")
    await owner.sees(button=owner.label("signing-everyone"))
    await owner.phone.sends("/cancel")


async def test_a_list_of_people_is_sent_after_a_question(staff):
    owner = staff.owner
    await drafts(owner, "Список.xlsx", workbook(*PHONES))
    await owner.press("signing-title-keep", name="Список")
    await owner.press("signing-class-acknowledge")
    await owner.press("signing-everyone")
    await owner.press("signing-chosen-go-on", number=3)
    await owner.press("signing-days", days=7)
    await owner.press("signing-warning-accept")
    summary = await owner.sees(button=owner.label("signing-import-instead"))
    assert sentence("signing-listed", people=2, number=3) in summary.text
    assert owner.label("signing-send-list", number=3) in summary.buttons
    await owner.press("signing-import-instead")
    await owner.sees(button=owner.label("staff-apply", count=2))
    assert staff.count("document") == 0
    await owner.phone.sends("/cancel")


async def test_a_single_pass_is_issued_from_the_page_of_passes(staff):
    owner = staff.owner
    await owner.open_menu("pass-menu", "pass-issue-to-person")
    await owner.sees(owner.label("pass-issue-holder"))
    await owner.phone.sends("нема такого")
    await owner.sees(owner.label("pass-holder-nobody"))
    await owner.phone.sends(sample.GUARD.name.split()[0])
    await owner.choose(sample.GUARD.name)
    await owner.press("pass-type-staff")
    await owner.sees(button=owner.label("pass-days", days=365))
    await owner.phone.sends("/cancel")


async def test_a_typed_name_narrows_a_page_of_recipients(staff):
    owner = staff.owner
    await steps.send_document(owner, sample.document(), "a.pdf", "П’ятий", None)
    await owner.open_menu("signing-documents")
    await owner.choose("П’ятий")
    await owner.press("signing-places")
    await owner.sees(button=owner.label("signing-places-waiting"))
    await owner.phone.sends(sample.GUARD.name.split()[0].lower())
    page = await owner.sees(sample.GUARD.name, button=owner.label("signing-places-waiting"))
    assert sample.EMPLOYEE.name not in page.text
    await owner.press("signing-places-waiting")
    waiting = await owner.sees("🔎", button=ticked(owner.label("signing-places-waiting"), on=True))
    assert sample.GUARD.name in waiting.text
    assert sample.EMPLOYEE.name not in waiting.text
    await owner.press("staff-everyone")
    await owner.sees(sample.EMPLOYEE.name)
