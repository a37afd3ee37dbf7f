"""A working day of a small organisation: people register and sign, codes are issued, shown and checked."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from e2e.servers.company import Company

from sandbox.demo import actors, sample, steps
from sandbox.demo.actors import Actor
from sandbox.demo.sample import SamplePerson

FRIDAY = 5


class RetryingActor(Actor):
    """A person who enters the PIN again when a crash made the bot show a new keypad."""

    async def press_pin(self, pin=sample.PIN):
        await self.sees(button="⌫")
        while await self._outdated([(await self.phone.taps(digit))["callback_query_id"] for digit in pin]):
            for _ in pin:
                await self.phone.taps("⌫")

    async def _outdated(self, presses):
        async with asyncio.timeout(actors.WAIT_SECONDS):
            while True:
                given = {one["callback_query_id"]: one["text"] for one in (await self.phone.chat())["answers"]}
                if presses[-1] in given:
                    return self.label("keypad-older") in [given.get(one) for one in presses]
                await asyncio.sleep(0.1)


@dataclass
class Work:
    """The work of a company. `days` counts the days; `titles` lists the documents sent."""

    staff: Company
    days: int = 0
    titles: list[str] = field(default_factory=list)
    link: str = ""

    def __post_init__(self):
        self.owner, self.employee, self.guard = map(retrying, (self.staff.owner, self.staff.employee, self.staff.guard))

    async def repeat_until(self, ended: asyncio.Task):
        while not ended.done():
            await self.work_one_day()

    async def work_one_day(self):
        self.days += 1
        if self.days % 3 == 1:
            self.link = await steps.issue_service_qr(self.owner, f"КПП №{self.days}", sample.PLACE)
            await steps.issue_pass(self.owner, sample.EMPLOYEE, None)
        await asyncio.gather(self.work_at_checkpoint(), self.work_in_office())
        await self.next_working_day()

    async def work_at_checkpoint(self):
        """Put the guard on duty, check a code, and check the same photo again."""
        await steps.go_on_duty(self.guard, self.link)
        for _ in range(2):
            shown = await steps.show_code(self.employee)
            while await self.verdict(shown) == "cannot-tell":
                # A try that a kill interrupted showed this code; the next try ended it and shows another.
                shown = await steps.show_code(self.employee)
            await self.guard.phone.photographs(shown)
            await self.guard.sees(self.guard.label("checkpoint-severity-stop"))

    async def verdict(self, shown):
        """Check a code that somebody shows; return the severity that the guard sees."""
        severities = {self.guard.label(f"checkpoint-severity-{one}"): one for one in ("found", "stop", "cannot-tell")}
        await self.guard.phone.photographs(shown)
        async with asyncio.timeout(actors.WAIT_SECONDS):
            while True:
                for message in await self.guard.phone.new_messages():
                    for label, severity in severities.items():
                        if label in message.text:
                            return severity
                await asyncio.sleep(0.1)

    async def work_in_office(self):
        """Register a new person who signs at once, and send the employee a document for the next day."""
        newcomer, person = await self.register_newcomer()
        await self.sign_document(newcomer, await self.send_document(person))
        await self.send_document(sample.EMPLOYEE)

    async def register_newcomer(self):
        name = f"Новенька{self.days} Зразкова"
        person = SamplePerson(str(3000 + self.days), name, "Стажерка", "Виробництво", f"+38050222{self.days:04}")
        owner = self.owner
        await owner.open_menu("staff-button", "staff-import")
        await owner.phone.sends_file(staff_csv(person), "one.csv")
        await owner.press("staff-apply", count=1)
        await owner.sees("✅")
        newcomer = RetryingActor(await self.staff.sandbox.add_person(name, phone=person.phone, language="uk"), "uk")
        await newcomer.register(await steps.invite(owner, person))
        return newcomer, person

    async def send_document(self, person):
        title = f"Наказ {len(self.titles) + 1:03}-к"
        self.titles.append(title)
        await steps.send_document(self.owner, sample.document(), "nakaz.pdf", title, person)
        return title

    async def sign_document(self, signer, title):
        """Sign a document that was just sent or reminded of."""
        request = await signer.sees(title, button=signer.label("signing-do-sign"))
        await signer.phone.taps(signer.label("signing-do-sign"), on=request)
        await signer.press("signing-confirm-sign")
        await signer.press_pin()
        await signer.sees("✅")

    async def next_working_day(self):
        """Move the clock to the next working day; the employee is reminded and signs."""
        employee = self.employee
        now = datetime.fromisoformat((await self.staff.sandbox.clock.read())["now"])
        await self.staff.sandbox.clock.advance(days=3 if now.isoweekday() == FRIDAY else 1, minutes=1)
        await self.sign_document(employee, self.titles[-1])


def retrying(actor):
    return RetryingActor(actor.phone, actor.language)


def staff_csv(person):
    row = (person.number, person.name, person.position, person.department, person.phone)
    return ("Табельний номер;ПІБ;Посада;Підрозділ;Телефон\n" + ";".join(row) + "\n").encode("utf-8-sig")


def next_monday(now):
    """Return next Monday 10:00 as the sandbox's clock takes it, because reminders keep working hours."""
    monday = now + timedelta(days=7 - now.weekday())
    return monday.replace(hour=10, minute=0, second=0, microsecond=0).isoformat()
