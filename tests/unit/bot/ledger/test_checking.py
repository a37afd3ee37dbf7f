from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.crypto.authority import issue_seal, mint_ca
from bot.ids import EventId
from bot.ledger.checking import Fault, LedgerCheck, broken_at
from bot.ledger.checkpoints import checkpoint_bytes, checkpoint_holds, sign_checkpoint
from bot.ledger.entries import GENESIS, Act, AuditEvent, chain

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SPACE = UUID("6f1d5d0e-6a0c-4a55-9c0e-0f7c0de51617")
CA = mint_ca("ТОВ «Приклад»", NOW)
SEAL = issue_seal(CA, NOW)


def ledger(length, *, told="as it was", since=0):
    """A chain of so many entries; those after `since` tell something else."""
    entries, previous = [], GENESIS
    for number in range(1, length + 1):
        fact = told if number > since else "as it was"
        event_id, at = EventId(f"update:1:{number}"), NOW + timedelta(minutes=number)
        audit_event = AuditEvent(
            SPACE, Act.SIGNED, event_id, at, SPACE, uuid5(SPACE, str(number)), {"told": fact, "at": number}
        )
        entries.append(chain(audit_event, number, previous))
        previous = entries[-1].hash
    return entries


def checkpoint_of(entries, day="2026-03-02", seal=SEAL):
    return sign_checkpoint(SPACE, day, (len(entries), entries[-1].hash), seal.private, seal.certificate, NOW)


def found(entries, checkpoints=(), witnessed=None, tip=None):
    check = LedgerCheck(checkpoints, CA.certificate, witnessed)
    for entry in entries:
        if not check.take(entry):
            break
    last = (entries[-1].number, entries[-1].hash) if entries else (0, GENESIS)
    return check.finding(tip or last)


lengths = st.integers(2, 12)


@settings(max_examples=40, deadline=None)
@given(length=lengths)
def test_an_untouched_ledger_holds_against_its_checkpoints_and_its_chat(length):
    entries = ledger(length)
    checkpoints = [checkpoint_of(entries[: length // 2]), checkpoint_of(entries, "2026-03-03")]
    assert found(entries, checkpoints, entries[length // 2].hash) is None


@settings(max_examples=40, deadline=None)
@given(data=st.data(), length=lengths)
def test_any_edited_entry_is_found(data, length):
    entries = ledger(length)
    place = data.draw(st.integers(0, length - 1))
    audit_event = entries[place].audit_event
    edit = data.draw(
        st.sampled_from(
            [
                replace(audit_event, facts={**audit_event.facts, "told": "otherwise"}),
                replace(audit_event, at=audit_event.at + timedelta(microseconds=1)),
                replace(audit_event, actor_id=None),
                replace(audit_event, act=Act.DECLINED),
                replace(audit_event, subject_id=UUID(int=7)),
                replace(audit_event, event_id=EventId("cli:other")),
            ]
        )
    )
    entries[place] = replace(entries[place], audit_event=edit)
    assert found(entries, [checkpoint_of(ledger(length))]).number == place + 1
    assert broken_at(entries) == place + 1


@settings(max_examples=40, deadline=None)
@given(data=st.data(), length=lengths)
def test_any_removed_or_moved_entry_is_found(data, length):
    entries = ledger(length)
    first, second = data.draw(st.lists(st.integers(0, length - 1), min_size=2, max_size=2, unique=True))
    swapped = list(entries)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert found(swapped).fault is Fault.BROKEN
    removed = entries[:first] + entries[first + 1 :]
    if first < length - 1:
        assert found(removed).fault is Fault.BROKEN


@settings(max_examples=40, deadline=None)
@given(data=st.data(), length=lengths)
def test_a_cut_end_is_found_by_a_signed_checkpoint_and_without_it_by_a_hash_from_a_chat(data, length):
    entries = ledger(length)
    cut = entries[: data.draw(st.integers(0, length - 1))]
    assert found(cut, [checkpoint_of(entries)]).fault is Fault.CUT
    assert found(cut, tip=(length, entries[-1].hash)).fault is Fault.CUT
    assert found(cut) is None  # nothing but the chain itself cannot tell
    assert found(cut, witnessed=entries[-1].hash).fault is Fault.NOT_WITNESSED


@settings(max_examples=40, deadline=None)
@given(data=st.data(), length=lengths)
def test_a_chain_rewritten_from_somewhere_on_is_found_the_same_ways(data, length):
    entries = ledger(length)
    since = data.draw(st.integers(0, length - 1))
    rewritten = ledger(length, told="otherwise", since=since)
    assert broken_at(rewritten) is None
    assert found(rewritten, [checkpoint_of(entries)]).fault is Fault.CHECKPOINT_DIFFERS
    assert found(rewritten, witnessed=entries[-1].hash).fault is Fault.NOT_WITNESSED
    assert found(rewritten, [checkpoint_of(entries[:since])] if since else []) is None


def test_a_checkpoint_that_the_organisation_did_not_sign_is_none():
    entries = ledger(3)
    stranger = issue_seal(mint_ca("Somebody", NOW), NOW)
    assert found(entries, [checkpoint_of(entries, seal=stranger)]).fault is Fault.CHECKPOINT_FORGED
    assert checkpoint_holds(checkpoint_of(entries), CA.certificate)


@pytest.mark.parametrize(
    "change", [{"number": 4}, {"hash": "0" * 64}, {"day": "2026-03-01"}, {"organisation_id": UUID(int=1)}]
)
def test_a_checkpoint_says_one_thing_only(change):
    checkpoint = checkpoint_of(ledger(3))
    assert not checkpoint_holds(replace(checkpoint, **change), CA.certificate)
    assert b"countersign/ledger-head/1" in checkpoint_bytes(checkpoint)


def test_a_row_that_cannot_be_read_is_a_broken_one():
    check = LedgerCheck()
    for entry in ledger(2):
        check.take(entry)
    check.unreadable()
    assert check.finding((3, "f" * 64)).number == 3
