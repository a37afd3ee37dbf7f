"""What must hold once everything has come to rest, whatever was done to the bot meanwhile."""

import asyncio
from collections import Counter
from datetime import datetime

from e2e.servers.company import Company

UPDATES = ("message", "callback_query", "my_chat_member")
ONCE_A_SUBJECT = ("registered", "document-sent", "signed", "document-finished", "pass-issued", "checked", "on-duty")
"""Acts that one subject sees once."""


async def rests(staff: Company, within=180):
    """Until every update is answered, every document finished, every notice sent whose time has come."""
    waiting = []
    for _ in range(within * 2):
        await staff.sandbox.wait_until_idle(within=60, idle_for=0.3)
        now = datetime.fromisoformat((await staff.sandbox.clock.read())["now"]).isoformat(" ")
        waiting = staff.rows('SELECT id, error FROM "update" WHERE done_at IS NULL AND dead_at IS NULL')
        waiting += staff.rows(f"SELECT id, kind FROM notice WHERE outcome = 'pending' AND send_after_at <= '{now}'")  # noqa: S608 - the sandbox's own clock
        waiting += staff.rows(
            "SELECT id, title FROM document WHERE finished_at IS NULL"
            " AND id NOT IN (SELECT document_id FROM request WHERE state IN ('open', 'waiting'))"
        )
        if not waiting:
            return
        await asyncio.sleep(0.5)
    raise AssertionError(f"this still waits: {waiting}")


async def every_update_was_handled_once(staff: Company):
    kept = {row[0]: row[1:] for row in staff.rows('SELECT id, attempts, error, done_at, dead_at FROM "update"')}
    made = [one["update_id"] for one in await staff.sandbox.updates() if any(kind in one for kind in UPDATES)]
    assert [one for one in made if one not in kept] == []
    assert [(one, *row) for one, row in kept.items() if row[2] is None or row[3] is not None] == []
    return len(kept)


def every_request_has_one_answer(staff: Company):
    """One signature for each request that was signed, and one entry in the ledger; none for any other."""
    signed = {row[0] for row in staff.rows("SELECT id FROM request WHERE state = 'signed'")}
    signatures = [row[0] for row in staff.rows("SELECT request_id FROM signature")]
    assert sorted(signed) == sorted(signatures)
    return len(signatures)


def every_act_is_told_once(staff: Company):
    acts = staff.rows("SELECT act, subject_id, count(*) FROM ledger_entry GROUP BY act, subject_id HAVING count(*) > 1")
    assert [row for row in acts if row[0] in ONCE_A_SUBJECT] == []


def every_used_code_has_its_verdict(staff: Company):
    used = dict(staff.rows("SELECT id, used_by_check_id FROM live_code WHERE used_at IS NOT NULL"))
    told = dict(staff.rows("""SELECT live_code_id, id FROM "check" WHERE verdict = 'valid'"""))
    assert used == told
    return len(used)


async def every_notice_arrived(staff: Company):
    """Delivered, as a message that is in the chat."""
    lost = staff.rows("SELECT id, kind, outcome, error FROM notice WHERE outcome NOT IN ('pending', 'delivered')")
    assert lost == []
    shown = {one.id for person in await staff.sandbox.people() for one in await person.messages(deleted=True)}
    told = staff.rows("SELECT kind, message_id FROM notice WHERE outcome = 'delivered' AND message_id IS NOT NULL")
    assert [row for row in told if row[1] not in shown] == []
    return len(told)


def nothing_was_told_twice_in_one_life(titles, lives):
    """A notice about one document is sent once in each life of the bot at most; return how often it was sent again."""
    again = 0
    seen = set()
    for life in lives:
        told = Counter(filter(None, (notice_of(call, titles) for call in life)))
        assert [one for one, times in told.items() if times > 1] == []
        again += len(seen & told.keys())
        seen |= told.keys()
    return again


def notice_of(call, titles):
    """Name the notice that a call sends; None for an answer to somebody, or for what names no document."""
    given = call["parameters"]
    text = given.get("caption") or given.get("text") or ""
    is_notice = call["method"] == "sendDocument" or "⏰" in text
    named = [title for title in titles if title in text]
    return (call["person_id"], call["method"], text) if call["ok"] and is_notice and named else None


def the_database_is_whole(staff: Company):
    assert staff.rows("PRAGMA integrity_check") == [("ok",)]
    assert staff.rows("PRAGMA foreign_key_check") == []


async def the_ledger_holds(staff: Company):
    status, said = await staff.stage.bot.command("ledger", "verify")
    assert (status, "holds" in said) == (0, True), said
