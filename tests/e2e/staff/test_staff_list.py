"""The staff list: looking at it, handing out links, exporting it."""

import asyncio
import io
import re

import openpyxl
import pytest
import pytest_asyncio
from e2e.servers.stage import stage, words

from bot.qr.scan import scan
from bot.staff.models import Status
from handlers.staff.people.list_screens import MARKS
from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory):
    """A bot, an owner with the sample list imported, an employee's phone."""
    async with stage(tmp_path_factory.mktemp("staff")) as one:
        await one.sandbox.set_limits(enabled=False)
        await one.bot.start()
        owner, employee, _ = await steps.add_sample_people(one.sandbox, "uk")
        await owner.register(await one.owner_link())
        await steps.import_staff_list(owner)
        await employee.register(await steps.invite(owner, sample.EMPLOYEE))
        yield one, owner, employee


async def staff_page(owner):
    await owner.phone.sends("/menu")
    await owner.press("staff-button")
    return await owner.sees(button=words("staff-import"))


async def test_a_link_is_shown_as_a_working_qr_code_that_cannot_be_forwarded(office):
    _, owner, _ = office
    link = await steps.invite(owner, sample.OTHERS[0])
    await owner.press("staff-link-qr")
    shown = await owner.sees(kind="photo")
    assert scan(await shown.image()).texts[0] == link
    assert shown.protected


async def test_the_list_is_filtered_and_the_filter_is_kept_when_returning_from_a_card(office):
    _, owner, _ = office
    await staff_page(owner)
    await owner.press("staff-filter")
    await owner.sees(words("staff-filter-ask"))
    await owner.phone.taps("🏢 Виробництво")
    page = await owner.sees("Виробництво: знайдено 3")
    assert sum("✅" in label for label in page.buttons) == 1
    await owner.press("staff-filter")
    await owner.sees(words("staff-filter-ask"))
    await owner.phone.taps(f"{MARKS[Status.NOT_INVITED]} {words('staff-status-not-invited')}: 5")
    await owner.sees("знайдено 2")
    await owner.phone.taps("Соломія Кравець")
    await owner.press("back")
    await owner.sees("знайдено 2")
    await owner.press("staff-everyone")
    await owner.sees("у списку 8")


async def test_cards_are_printed_for_everyone_who_is_not_registered(office):
    _, owner, _ = office
    await staff_page(owner)
    await owner.press("staff-invite-everyone")
    await owner.sees(words("staff-no-channels"))
    await owner.press("staff-cards")
    shown = await owner.sees(kind="document")
    assert not shown.protected  # Telegram would not let it be printed
    assert "Карток: 6" in shown.text
    assert (await shown.document()).startswith(b"%PDF")


async def test_the_export_has_everyone_with_links_for_the_unregistered_and_is_deleted_later(office):
    one, owner, employee = office
    await staff_page(owner)
    await owner.press("staff-export")
    shown = await owner.sees(kind="document")
    assert not shown.protected  # Telegram would not let it be saved
    assert "⚠️" in shown.text
    rows = list(openpyxl.load_workbook(io.BytesIO(await shown.document())).active.iter_rows(values_only=True))[2:]
    links = {row[1]: row[9] for row in rows}
    assert len(rows) == 8
    assert links[sample.EMPLOYEE.name] is links[sample.OWNER.name] is None
    assert sum(bool(re.match(r"https://t\.me/\w+\?start=", link or "")) for link in links.values()) == 6
    bound = {row[1]: row[8] for row in rows}
    assert bound[sample.EMPLOYEE.name] == sample.EMPLOYEE.phone
    await one.sandbox.clock.advance(minutes=59)
    await one.sandbox.wait_until_idle()
    assert not (await owner.phone.reloads(shown)).deleted
    await one.sandbox.clock.advance(minutes=2)
    for _ in range(100):
        if (await owner.phone.reloads(shown)).deleted:
            break
        await asyncio.sleep(0.1)
    assert (await owner.phone.reloads(shown)).deleted
    guard = Actor(await one.sandbox.add_person("Петро Сич", phone=sample.GUARD.phone))
    await guard.register(links[sample.GUARD.name])
    await employee.phone.sends("/menu")
    assert words("staff-button") not in (await employee.phone.last()).buttons


def short_list(*people, more=""):
    rows = ["Табельний номер;ПІБ;Телефон", *(f"{one.number};{one.name};{one.phone}" for one in people), more]
    return "\n".join(rows).encode()


async def test_after_an_import_missing_people_are_decided_about_one_after_another(office):
    _, owner, _ = office
    missing, also_missing, *others = sample.OTHERS
    others = [sample.EMPLOYEE, sample.GUARD, *others]
    await owner.phone.sends_file(short_list(*others, more="2001;Нова Людина;+380501110099"), "staff.csv")
    await owner.press("staff-apply", count=1)
    await owner.press("staff-undecided-button", count=2)
    page = await owner.sees(words("staff-undecided", left_out=2, returned=0))
    assert not any(sample.OWNER.name in label for label in page.buttons)
    await owner.press("staff-left-out", name=missing.name)
    await owner.press("back")
    await owner.press("staff-left-out", name=missing.name)
    await owner.press("staff-dismiss-confirm")
    await owner.sees(missing.name)
    await owner.press("staff-undecided-button", count=1)
    await owner.press("staff-left-out", name=also_missing.name)
    await owner.press("staff-dismiss-confirm")
    shown = await owner.sees(also_missing.name)
    assert words("staff-undecided-button", count=1) not in shown.buttons


async def test_after_an_import_returned_people_are_reinstated_one_after_another(office):
    _, owner, _ = office
    everyone = [sample.EMPLOYEE, sample.GUARD, *sample.OTHERS]
    await owner.phone.sends_file(short_list(*everyone, more="2001;Нова Людина;+380501110099"), "staff.csv")
    await owner.sees(words("staff-dry-run-nothing"))
    await owner.press("staff-undecided-button", count=2)
    await owner.press("staff-returned", name=sample.OTHERS[0].name)
    await owner.sees("знову у списку")
    await owner.press("staff-undecided-button", count=1)
    await owner.press("staff-returned", name=sample.OTHERS[1].name)
    await owner.sees("знову у списку")
    await owner.press("staff-open-card")
    await owner.sees(button=words("staff-invite"))


async def test_our_own_export_comes_back_and_changes_nothing(office):
    one, owner, _ = office
    await staff_page(owner)
    await owner.press("staff-export")
    exported = await (await owner.sees(kind="document")).document()
    await owner.phone.sends_file(exported, "Працівники.xlsx")
    shown = await owner.sees(words("staff-dry-run-nothing"))
    summed_up = words("staff-dry-run", new=0, changed=0, unchanged=9, left_out=0, bad=0)
    assert summed_up.replace("<b>", "").replace("</b>", "") in shown.text
    assert not any("staff-undecided" in label for label in shown.buttons)
    await one.sandbox.wait_until_idle()


async def test_columns_that_are_not_used_and_hidden_rows_are_named_and_hidden_rows_can_be_taken(office):
    _, owner, _ = office
    book = openpyxl.Workbook()
    book.active.append(["Табельний номер", "ПІБ", "Телефон", "Контакт родича"])
    book.active.append(["3001", "Видима Людина", "+380501110301", "0501110333"])
    book.active.append(["3002", "Прихована Людина", "+380501110302", None])
    book.active.row_dimensions[3].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    await owner.phone.sends_file(stream.getvalue(), "staff.xlsx")
    shown = await owner.sees(words("staff-dry-run-hidden", count=1))
    assert "«Контакт родича» (схоже на телефони)" in shown.text
    assert words("staff-apply", count=1) in shown.buttons
    await owner.press("staff-take-hidden", count=1)
    await owner.sees(button=words("staff-apply", count=2))
    await owner.press("cancel")


async def test_a_renamed_person_gives_a_warning_and_many_bad_rows_come_as_a_file(office):
    _, owner, _ = office
    renamed = f"{sample.OTHERS[1].number};Зовсім Інша;{sample.OTHERS[1].phone}"
    bad = "\n".join(f"30{number};Людина {number};не телефон" for number in range(11))
    await owner.phone.sends_file(short_list(more=f"{renamed}\n{bad}"), "staff.csv")
    listed = await owner.sees(kind="document")
    assert (await listed.document()).decode("utf-8-sig").count("не телефон") == 11
    await owner.sees(f"{sample.OTHERS[1].name} → Зовсім Інша")
