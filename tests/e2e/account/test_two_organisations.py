"""A person who belongs to two organisations: notices name theirs, and buttons act for theirs; who leaves one."""

import io
import json
import subprocess
import zipfile

import pytest
from e2e.servers.company import company, sentence
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
    await employee.press("signing-decline-yes")
    await employee.sees(button=employee.label("signing-take-back"))
    await staff.sandbox.clock.advance(minutes=11)
    await staff.owner.sees("Не моє")
    await employee.phone.sends("/menu")
    await employee.sees(SECOND)


async def speaks_for(employee, organisation, reads):
    await employee.phone.sends("/organisation")
    await employee.sees(button=organisation)
    await employee.phone.taps(organisation)
    await employee.sees(organisation, button=reads.label("organisation-button"))


async def test_an_erasure_is_requested_of_the_organisation_that_the_question_named(staff):
    first, second = staff.employee, Actor(staff.employee.phone, "uk")
    await speaks_for(first, FIRST, first)
    await first.open_menu("me-button", "me-erase")
    question = await first.sees(button=first.label("me-erase-confirm"))
    await speaks_for(first, SECOND, second)
    await first.phone.taps(first.label("me-erase-confirm"), on=question)
    await first.sees(sentence("me-erase-asked", "en", until="").split(".")[0][:20])
    requests = "SELECT organisation.name FROM approval_request JOIN organisation ON organisation.id = organisation_id"
    assert staff.rows(requests) == [(FIRST,)]
    await staff.owner.press("notice-erasure-wanted-refuse")
    await first.sees(sentence("notice-erasure-refused", "en")[:20])


async def test_who_belongs_to_one_organisation_reads_no_name_before_a_notice(staff):
    await steps.send_document(staff.owner, sample.document(), "c.pdf", "Наказ 7", sample.GUARD)
    assert not (await staff.guard.sees("Наказ 7", kind="document")).text.startswith("🏢")


async def dismisses(owner, person):
    await steps.open_card(owner, person)
    await owner.press("staff-dismiss")
    await owner.press("staff-dismiss-confirm")


async def gets_data(actor, organisation):
    """The files in the archive that comes next."""
    archive = await actor.sees(kind="document")
    with zipfile.ZipFile(io.BytesIO(await archive.document())) as package:
        found = {name: package.read(name) for name in package.namelist()}
    assert organisation in found["README.txt"].decode()
    return found


def checked_signatures(files, folder):
    """Run the commands that README.txt documents, for each signature; yield the SHA-256 of what was signed."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    lines = files["README.txt"].decode("utf-8-sig").splitlines()
    commands = "\n".join(line for line in lines if line.startswith(("jq ", "openssl ")))
    signatures = [name for name in files if name.startswith("signatures/")]
    assert signatures
    for name in signatures:
        script = f"set -e\n{commands.replace('FILE', name)}"
        done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=True)
        assert "Verified OK" in done.stdout
        assert "person.pem: OK" in done.stdout
        yield json.loads((folder / "record.json").read_text())["document"]["sha256"]


async def test_who_left_one_of_two_organisations_hears_where_and_keeps_the_rights_to_their_data(staff, tmp_path):
    owner, employee = staff.owner, staff.employee
    await steps.send_document(owner, sample.document(), "d.pdf", "Наказ 8", sample.EMPLOYEE)
    request = await employee.sees("Наказ 8", kind="document")
    await dismisses(owner, sample.EMPLOYEE)
    notice = await employee.sees(employee.label("notice-dismissed")[:20])
    assert notice.text.startswith(f"🏢 {FIRST}\n")
    await employee.phone.taps(employee.label("signing-do-sign"), on=request)
    await employee.phone.sees_answer(sentence("refused-left", "uk", organisation=FIRST))
    await employee.phone.sends("/mydata")
    await employee.sees(button=SECOND)
    await employee.phone.taps(FIRST)
    signed = list(checked_signatures(await gets_data(employee, FIRST), tmp_path))
    assert staff.rows("SELECT sha256 FROM document WHERE title = 'Наказ 5'") == [(one,) for one in signed]
    await employee.phone.sends("/mydata")
    await employee.sees(button=FIRST)
    await employee.phone.taps(SECOND)
    await gets_data(employee, SECOND)


async def test_who_left_their_only_organisation_is_told_the_truth_and_can_be_erased(staff):
    owner, guard = staff.owner, staff.guard
    await steps.send_document(owner, sample.document(), "e.pdf", "Наказ 9", sample.GUARD)
    request = await guard.sees("Наказ 9", kind="document")
    await dismisses(owner, sample.GUARD)
    await guard.sees(guard.label("notice-dismissed")[:20])
    await guard.phone.taps(guard.label("signing-do-sign"), on=request)
    await guard.phone.sees_answer(sentence("refused-left", "ru", organisation=FIRST))
    for said in ("Здравствуйте", "/menu", "/start"):
        await guard.phone.sends(said)
        await guard.sees(FIRST, button=guard.label("me-data"))
    await guard.press("me-data")
    await gets_data(guard, FIRST)
    for decision in ("refuse", "approve"):
        await guard.phone.sends("/start")
        await guard.press("me-erase")
        await guard.press("me-erase-confirm")
        await guard.sees(sentence("me-erase-asked", "ru", until="").split(".")[0])
        await owner.press(f"notice-erasure-wanted-{decision}")
        if decision == "refuse":
            await guard.sees(sentence("notice-erasure-refused", "ru")[:20])
    await owner.press("staff-erase-confirm")
    await guard.sees(sentence("notice-erased", "ru")[:20])
    await guard.phone.sends("/mydata")
    await guard.sees(sentence("not-registered", "ru"))
