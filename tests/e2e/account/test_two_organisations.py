"""A person who belongs to two organisations: notices name theirs, and buttons act for theirs."""

import pytest
from e2e.servers.company import company
from e2e.servers.stage import words

from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

FIRST, SECOND = "ТОВ «Зразок»", "ФОП «Друга»"


@pytest.fixture(scope="module")
async def staff(tmp_path_factory):
    async with company(tmp_path_factory.mktemp("two-organisations")) as made:
        await joins_another(made)
        yield made


async def joins_another(staff):
    """Make the employee the owner of a second organisation, for which they speak from then on."""
    link = await staff.stage.owner_link("Інша Власниця", SECOND)
    phone = staff.employee.phone
    await phone.opens(link)
    await staff.employee.sees(SECOND)
    await phone.taps("Українська")
    second = Actor(phone, "uk")
    await second.choose(words("registration-agree"))
    await second.sees(words("registration-contact"))
    await phone.shares_contact()
    await second.press_pin()
    await second.sees(words("registration-pin-again"))
    await second.press_pin()
    await second.sees("Інша Власниця")


async def test_a_document_names_its_organisation_and_is_signed_while_speaking_for_another(staff):
    employee = staff.employee
    await steps.send_document(staff.owner, sample.document(), "a.pdf", "Наказ 5", sample.EMPLOYEE)
    request = await employee.sees("Наказ 5", kind="document")
    assert request.text.startswith(f"🏢 {FIRST}\n")
    await employee.phone.taps(employee.label("signing-do-sign"), on=request)
    await employee.press("signing-confirm-sign")
    await employee.press_pin()
    await employee.sees("✅")
    await employee.phone.sends("/menu")
    await employee.sees(SECOND)  # still speaks for the other one


async def test_a_typed_reason_goes_to_the_organisation_of_the_button(staff):
    employee = staff.employee
    await steps.send_document(staff.owner, sample.document(), "b.pdf", "Наказ 6", sample.EMPLOYEE)
    request = await employee.sees("Наказ 6", kind="document")
    await employee.phone.taps(employee.label("signing-decline"), on=request)
    await employee.sees("Why are you declining?")
    await employee.phone.sends("Не моє")
    await staff.owner.sees("Не моє")
    await employee.phone.sends("/menu")
    await employee.sees(SECOND)


async def test_who_belongs_to_one_organisation_reads_no_name_before_a_notice(staff):
    await steps.send_document(staff.owner, sample.document(), "c.pdf", "Наказ 7", sample.GUARD)
    assert not (await staff.guard.sees("Наказ 7", kind="document")).text.startswith("🏢")


async def test_a_dismissal_says_where(staff):
    owner, employee = staff.owner, staff.employee
    await owner.open_menu("staff-button")
    await owner.phone.sends(sample.EMPLOYEE.name)
    await owner.sees(button=sample.EMPLOYEE.name)
    await owner.phone.taps(sample.EMPLOYEE.name)
    await owner.press("staff-dismiss")
    await owner.press("staff-dismiss-confirm")
    notice = await employee.sees(employee.label("notice-dismissed")[:20])
    assert notice.text.startswith(f"🏢 {FIRST}\n")
