"""The PIN pad, for tests that do without a browser."""

from dataclasses import dataclass
from uuid import uuid4

from aiohttp import ClientSession
from yarl import URL

from sandbox.demo import sample, steps
from sandbox.demo.actors import OPENS_PAGE


async def begins_to_sign(owner, employee, title):
    """Until the chat asks for the PIN."""
    await steps.send_document(owner, sample.document(), f"{title}.pdf", title, sample.EMPLOYEE)
    await employee.press("signing-do-sign")
    await employee.press("signing-confirm-sign")
    await employee.sees(button=OPENS_PAGE)


@dataclass
class Pad:
    """The page as a client that sends what it likes."""

    session: ClientSession
    page: URL
    init_data: str

    @classmethod
    async def opened_by(cls, actor, session):
        question = await actor.sees(button=OPENS_PAGE)
        opened = (await actor.phone.taps(OPENS_PAGE, on=question))["web_app"]
        return cls(session, URL(opened["url"]), opened["init_data"])

    async def enters(self, pin, key=None, init_data=None):
        """Return the status and what the server says."""
        body = {"init_data": init_data or self.init_data, "mark": self.page.query["mark"], "pin": pin}
        headers = {"Idempotency-Key": key or str(uuid4())}
        async with self.session.post((self.page / "entry").with_query(None), json=body, headers=headers) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else {}

    async def asks(self):
        body = {"init_data": self.init_data, "mark": self.page.query["mark"]}
        async with self.session.post((self.page / "question").with_query(None), json=body) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else {}
