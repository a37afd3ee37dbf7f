"""The main scenario: every step through the real bot, over HTTP, in the sandbox."""

import io
import shutil
import subprocess

import openpyxl
import pytest
from e2e.servers.stage import monday_morning, stage, webhook_settings, words
from PIL import Image, ImageFilter

from bot.qr.draw import draw_png
from bot.qr.scan import scan
from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytestmark = pytest.mark.timeout(600)

TITLE = sample.TITLE
KEYPAD = "⌫"


def workbook():
    """Return a staff list with headings in another order, a title row above, and one bad row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Список працівників ТОВ «Зразок»"])
    sheet.append(["ПІБ", "Телефон", "Табельний номер", "Посада", "Підрозділ"])
    sheet.append(["Андрій Мельник", "050 111 00 02", 1002, "Інженер", "Виробництво"])
    sheet.append(["Петро Сич", "+380 (50) 111-00-03", 1003.0, "Охоронець", "Охорона"])
    sheet.append(["Ганна Їжакевич", "не телефон", 1004, "Бухгалтерка", "Бухгалтерія"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def picture_without_code():
    """Return a blurred photo that contains no code."""
    noise = Image.effect_noise((1600, 1200), 60).filter(ImageFilter.GaussianBlur(12)).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=85)
    return out.getvalue()


class Walk:
    """The steps, in order. Between any two of them the bot may be killed."""

    def __init__(self, stage):
        self.stage, self.sandbox, self.bot = stage, stage.sandbox, stage.bot

    async def step_1_the_owner_imports_the_staff_list(self):
        self.owner = Actor(await self.sandbox.add_person("Олена Власенко", phone="+380501110001"))
        await self.owner.register(await self.stage.owner_link())
        phone = self.owner.phone
        await phone.sends("/menu")
        await self.owner.press("staff-button")
        await self.owner.press("staff-import")
        await phone.sees(words("staff-import-ask").split("<b>")[0])
        await phone.sends_file(workbook(), "Працівники.xlsx")
        shown = await phone.sees("Нових: 2")
        assert "Рядок 5" in shown.text
        assert "не телефон" in shown.text
        await self.owner.press("staff-apply", count=2)
        await phone.sees("Нових: 2, змінених: 0")

    async def step_2_the_same_list_as_csv_adds_only_who_is_new(self):
        phone = self.owner.phone
        await phone.sends_file(sample.staff_list(), "staff.csv")
        await phone.sees("Нових: 5")
        await self.owner.press("staff-apply", count=5)
        await phone.sees("Нових: 5, змінених: 0, без змін: 2")
        await phone.sends_file(sample.staff_list(), "staff.csv")
        await phone.sees(words("staff-dry-run-nothing"))

    async def step_3_an_employee_registers_and_nobody_else_does(self):
        self.employee = Actor(await self.sandbox.add_person("Андрій Мельник", phone="+380501110002"))
        stranger = await self.sandbox.add_person("Хтось Інший", phone="+380509999999")
        link = await steps.invite(self.owner, sample.EMPLOYEE)
        phone = self.employee.phone
        await phone.opens(link)
        await phone.sees("запрошує вас")
        await phone.taps("English")
        await phone.sees("invites you")
        await phone.taps("Українська")
        await self.employee.press("registration-agree")
        await phone.sees(words("registration-contact"))
        await phone.shares_contact(stranger)
        await phone.sees(words("refused-contact-foreign"))
        await phone.shares_contact(with_user_id=False)
        await phone.sees(words("refused-contact-foreign"))
        await phone.sends("+380501110002")
        await phone.sees(words("registration-contact"))
        await phone.shares_contact()
        await self.employee.press_pin("123456")
        await phone.sees_answer(words("refused-pin-weak"))
        await self.employee.press_pin()
        await phone.sees(words("registration-pin-again"))
        await self.employee.press_pin()
        await phone.sees("✅")
        await stranger.opens(link)
        await stranger.sees(words("registration-link-dead"))
        await self.owner.phone.sees("Андрій Мельник")

    async def step_4_the_document_arrives_untouched(self):
        self.original = sample.document()
        await steps.send_document(self.owner, self.original, "pravyla.pdf", TITLE, sample.EMPLOYEE)
        self.received = await self.employee.phone.sees(TITLE, kind="document")
        assert await self.received.document() == self.original

    async def step_5_the_employee_signs(self):
        phone = self.employee.phone
        await phone.taps(words("signing-do-sign"), on=self.received)
        await phone.sees("відбиток")
        await self.employee.press("signing-confirm-sign")
        await self.employee.press_pin("987654")
        await phone.sees_answer("4")  # tries left
        await self.employee.press_pin()
        await phone.sees("✅")

    async def step_6_the_finished_file_is_verified(self):
        finished = await self.owner.phone.sees(TITLE, kind="document", within=60)
        content = await finished.document()
        assert self.original in content
        folder = self.stage.folder
        intact, broken, authority = folder / "finished.pdf", folder / "broken.pdf", folder / "ca.pem"
        intact.write_bytes(content)
        flipped = bytearray(content)
        flipped[len(self.original) // 2] ^= 1
        broken.write_bytes(flipped)
        status, pem = await self.bot.command("certificate")
        authority.write_text(pem)
        status, output = await self.bot.command("verify", intact, "--certificate", authority)
        assert (status, "signed by 1 of 1, UNCHANGED" in output) == (0, True), output
        status, output = await self.bot.command("verify", broken, "--certificate", authority)
        assert (status, "CHANGED" in output) == (1, True), output
        if shutil.which("pdfsig"):
            assert "Signature is Valid" in run("pdfsig", "-nocert", intact)
            assert "Signature is Valid" not in run("pdfsig", "-nocert", broken)
        if shutil.which("qpdf"):
            run("qpdf", "--check", intact)
        await self.employee.phone.sees(TITLE, kind="document", within=30)
        await self.employee.phone.forwards(finished)
        await self.employee.phone.sees(words("signing-check-unchanged", **CHECKED).split("<b>")[1].split("</b>")[0])

    async def step_7_a_guard_goes_on_duty(self):
        self.guard = Actor(await self.sandbox.add_person("Петро Сич", phone="+380501110003"))
        await self.guard.register(await steps.invite(self.owner, sample.GUARD))
        await steps.name_guard(self.owner, sample.GUARD)
        self.service_link = await steps.issue_service_qr(self.owner, "КПП №1", "вул. Садова, 5")
        await steps.go_on_duty(self.guard, self.service_link)

    async def step_8_a_pass_is_shown_and_checked_by_photo(self):
        await steps.issue_pass(self.owner, sample.EMPLOYEE, sample.portrait())
        await self.employee.phone.sees(words("pass-show")[:4])
        self.code = await steps.show_code(self.employee)
        guard = self.guard.phone
        await guard.photographs(self.code)
        verdict = await guard.sees(words("checkpoint-severity-found"), kind="photo")
        assert "Андрій Мельник" in verdict.text
        await self.employee.phone.sees("вул. Садова, 5")

    async def step_9_the_same_photo_is_a_used_code(self):
        guard = self.guard.phone
        await guard.photographs(self.code)
        verdict = await guard.sees(words("checkpoint-verdict-already-used"))
        assert words("checkpoint-severity-stop") in verdict.text

    async def step_10_an_unknown_code_is_unknown_and_a_photo_without_code_is_unreadable(self):
        guard = self.guard.phone
        await guard.sends_photo(draw_png("https://example.org/not-ours"))
        unknown = await guard.sees(words("checkpoint-verdict-unknown"))
        assert words("checkpoint-severity-stop") in unknown.text
        await guard.sends_photo(picture_without_code())
        unreadable = await guard.sees(words("checkpoint-verdict-unreadable"))
        assert words("checkpoint-severity-cannot-tell") in unreadable.text

    async def step_11_a_live_code_runs_out(self):
        code = await steps.show_code(self.employee)
        await self.sandbox.clock.advance(minutes=4)
        await self.guard.phone.photographs(code)
        late = await self.guard.phone.sees(words("checkpoint-severity-cannot-tell"))
        assert words("checkpoint-verdict-code-expired") in late.text

    async def step_12_reminders_come_once_each(self):
        await steps.send_document(self.owner, self.original, "druhyi.pdf", "Другий документ", sample.EMPLOYEE)
        await self.employee.phone.sees("Другий документ", kind="document")
        for days in (1, 2):
            await self.sandbox.clock.advance(days=days, hours=1)
            await self.employee.phone.sees("⏰", within=40)
        await self.settles()
        reminders = [one for one in await self.employee.phone.messages() if "⏰" in one.text and not one.outgoing]
        assert len(reminders) == 2

    async def step_13_the_service_qr_reminds_and_ends(self):
        await self.sandbox.clock.advance(days=180 - 30 - 3)
        await self.owner.phone.sees("⏳", within=40)
        await steps.go_on_duty(self.guard, self.service_link)
        await self.settles()
        assert len([one for one in await self.owner.phone.messages() if "⏳" in one.text]) == 1
        await self.sandbox.clock.advance(days=32)  # a Monday: notices keep working hours
        await self.owner.phone.sees("⌛", within=40)
        await self.guard.phone.sees("⚪", within=40)
        code = await steps.show_code(self.employee)
        await self.guard.phone.photographs(code)
        await self.guard.phone.sees(words("checkpoint-off-duty")[:20])
        await self.guard.phone.opens(self.service_link)
        await self.guard.phone.sees(words("refused-service-qr-closed"))

    async def settles(self):
        await self.sandbox.wait_until_idle(within=40, idle_for=2.5)

    @property
    def steps(self):
        names = [name for name in dir(self) if name.startswith("step_")]
        return [getattr(self, name) for name in sorted(names, key=lambda name: int(name.split("_")[1]))]


USUAL = ("Too Many Requests", "message is not modified")
CHECKED = {"title": "", "signed": 1, "total": 1, "organisation": "", "at": ""}


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


async def walk(stage, after_each=None):
    steps = Walk(stage)
    await stage.sandbox.clock.set(monday_morning().isoformat())
    await stage.bot.start()
    for step in steps.steps:
        await step()
        if after_each:
            await after_each()
    status, output = await stage.bot.command("ledger", "verify")
    assert (status, "holds" in output) == (0, True), output
    unexpected = [one for one in await stage.sandbox.refused_calls() if not any(usual in one for usual in USUAL)]
    assert not unexpected
    assert await stage.bot.stops() == 0
    if not stage.bot.deaths:  # a worker of a killed bot may log an error
        assert "Traceback" not in stage.bot.log.read_text()


async def test_the_main_scenario_with_long_polling(tmp_path):
    async with stage(tmp_path) as one:
        await walk(one)


@pytest.mark.long
async def test_the_main_scenario_by_webhook(tmp_path):
    async with stage(tmp_path, **webhook_settings()) as one:
        await walk(one)


@pytest.mark.long
async def test_the_main_scenario_with_the_bot_killed_between_any_two_steps(tmp_path):
    async with stage(tmp_path) as one:
        await walk(one, one.bot.dies_and_returns)
        assert one.bot.deaths == 13


async def test_a_live_code_can_be_read_from_a_photo_as_telegram_compresses_it():
    """The walk's photographs go through 1280 px and quality 80: the reader must read a small code from that."""
    picture = Image.open(io.BytesIO(draw_png("https://t.me/countersign_demo_bot?start=L" + "A" * 44)))
    canvas = Image.new("RGB", (1280, 960), "#888")
    canvas.paste(picture.convert("RGB").resize((200, 200)), (540, 380))
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=80)
    assert scan(out.getvalue()).texts
