"""Checks that must pass once everything has settled, whatever was done to the bot meanwhile."""

import asyncio
from collections import Counter
from datetime import datetime

from e2e.servers.company import Company

UPDATES = ("message", "callback_query", "my_chat_member")
UNIQUE_ACTS = ("registered", "document-sent", "signed", "document-finished", "pass-issued", "checked", "on-duty")
"""Ledger acts that occur at most once for one subject."""


async def wait_until_settled(staff: Company, within=180):
    """Wait until every update is handled, every document finished, and every due notice sent."""
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
    raise AssertionError(f"not settled: {waiting}")


async def check_updates_handled_once(staff: Company):
    kept = {row[0]: row[1:] for row in staff.rows('SELECT id, attempts, error, done_at, dead_at FROM "update"')}
    made = [one["update_id"] for one in await staff.sandbox.updates() if any(kind in one for kind in UPDATES)]
    assert [one for one in made if one not in kept] == []
    assert [(one, *row) for one, row in kept.items() if row[2] is None or row[3] is not None] == []
    return len(kept)


def check_one_signature_per_request(staff: Company):
    """Check that signed requests, and no others, have exactly one signature; return how many."""
    signed = {row[0] for row in staff.rows("SELECT id FROM request WHERE state = 'signed'")}
    signatures = [row[0] for row in staff.rows("SELECT request_id FROM signature")]
    assert sorted(signed) == sorted(signatures)
    return len(signatures)


def check_ledger_acts_unique(staff: Company):
    acts = staff.rows("SELECT act, subject_id, count(*) FROM ledger_entry GROUP BY act, subject_id HAVING count(*) > 1")
    assert [row for row in acts if row[0] in UNIQUE_ACTS] == []


def check_used_codes_have_checks(staff: Company):
    used = dict(staff.rows("SELECT id, used_by_check_id FROM live_code WHERE used_at IS NOT NULL"))
    told = dict(staff.rows("""SELECT live_code_id, id FROM "check" WHERE verdict = 'valid'"""))
    assert used == told
    return len(used)


async def check_notices_delivered(staff: Company):
    """Check that every due notice was delivered and is a message in a chat; return how many."""
    lost = staff.rows("SELECT id, kind, outcome, error FROM notice WHERE outcome NOT IN ('pending', 'delivered')")
    assert lost == []
    shown = {one.id for person in await staff.sandbox.people() for one in await person.messages(deleted=True)}
    told = staff.rows("SELECT kind, message_id FROM notice WHERE outcome = 'delivered' AND message_id IS NOT NULL")
    assert [row for row in told if row[1] not in shown] == []
    return len(told)


def count_repeated_notices(titles, lives):
    """Check that no run of the bot sends a notice twice; return how often a later run sent one again."""
    again = 0
    seen = set()
    for life in lives:
        told = Counter(filter(None, (sent_notice(call, titles) for call in life)))
        assert [one for one, times in told.items() if times > 1] == []
        again += len(seen & told.keys())
        seen |= told.keys()
    return again


def sent_notice(call, titles):
    """Return what identifies the notice that a call sends, or None for replies and calls that name no document."""
    given = call["parameters"]
    text = given.get("caption") or given.get("text") or ""
    is_notice = call["method"] == "sendDocument" or "⏰" in text
    named = [title for title in titles if title in text]
    return (call["person_id"], call["method"], text) if call["ok"] and is_notice and named else None


def check_database_integrity(staff: Company):
    assert staff.rows("PRAGMA integrity_check") == [("ok",)]
    assert staff.rows("PRAGMA foreign_key_check") == []


async def check_ledger(staff: Company):
    status, said = await staff.stage.bot.command("ledger", "verify")
    assert (status, "holds" in said) == (0, True), said
