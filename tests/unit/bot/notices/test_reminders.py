"""The reminder engine: how a reminder moves on, and what the subject is told."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest

from bot.notices.ports import Reminder, Subject
from bot.notices.reminders import ENDED, Timetable, advanced, scheduled
from bot.notices.schedule import PASS_POLICY, SERVICE_QR_POLICY, WorkingTime

SENT_AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ENDS_AT = SENT_AT + timedelta(days=60)
DAY_AND_NIGHT = WorkingTime("Etc/UTC", frozenset(range(1, 8)), time(), time())
NEW = Reminder(uuid4(), uuid4(), Subject.PASS, None)
PASS = Timetable(PASS_POLICY, SENT_AT, ENDS_AT, DAY_AND_NIGHT)
SERVICE_QR = Timetable(SERVICE_QR_POLICY, SENT_AT, ENDS_AT, DAY_AND_NIGHT, ends_at=ENDS_AT)


def at(days_before):
    return ENDS_AT - timedelta(days=days_before)


def test_a_reminder_waits_for_its_first_step():
    moved, steps = advanced(NEW, PASS, SENT_AT)
    assert steps == ()
    assert moved == replace(NEW, next_at=at(14).replace(hour=0))


@pytest.mark.parametrize("days_before", [14, 13.5, 4])
def test_one_run_after_whatever_pause_sends_one_step_to_each_audience(days_before):
    moved, steps = advanced(NEW, PASS, at(days_before))
    assert [step.name for step in steps] == ["14-days-before", "14-days-before-managers"]
    assert moved.next_at == at(3).replace(hour=0)
    assert advanced(moved, PASS, at(days_before)) == (moved, ())


def test_after_its_last_step_nothing_is_due_any_more():
    moved, _ = advanced(NEW, PASS, at(0.1))
    assert moved.next_at is None
    assert advanced(moved, PASS, ENDS_AT) == (moved, ())


def test_a_subject_that_ends_is_looked_at_again_at_its_end():
    moved, steps = advanced(NEW, SERVICE_QR, at(0.1))
    assert "0-days-before" in [step.name for step in steps]
    assert moved.next_at == ENDS_AT


def test_at_its_end_a_subject_is_told_so_once_and_its_silence_is_over():
    snoozed = replace(NEW, next_at=ENDS_AT, snoozed_until_at=ENDS_AT)
    moved, steps = advanced(snoozed, SERVICE_QR, ENDS_AT + timedelta(days=3))
    assert steps == (ENDED,)
    assert moved == replace(NEW, done=frozenset({"expired"}))


@pytest.mark.parametrize(
    ("next_at", "due"),
    [(None, False), (SENT_AT, True), (SENT_AT + timedelta(seconds=1), False)],
)
def test_a_reminder_is_due_when_its_time_has_come(next_at, due):
    assert replace(NEW, next_at=next_at).is_due(SENT_AT) is due


def test_a_reminder_remembers_when_each_audience_was_reminded_and_rests_for_that_day():
    moved, _ = advanced(NEW, PASS, at(14))
    assert (moved.reminded_at, moved.escalated_at) == (at(14), at(14))
    by_hand = replace(NEW, reminded_at=at(14))
    moved, steps = advanced(by_hand, PASS, at(14))
    assert [step.name for step in steps] == ["14-days-before-managers"]
    assert moved.next_at == at(13).replace(hour=0)


def test_what_is_due_when_reminders_are_scheduled_is_left_to_the_job():
    assert scheduled(NEW, PASS, at(14)) == replace(NEW, next_at=at(14))
    assert scheduled(NEW, PASS, SENT_AT).next_at == at(14).replace(hour=0)
