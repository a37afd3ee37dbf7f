import sys
from bisect import bisect_left
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.notices.rates import Limiter, Pauses, Rates

CHATS = st.integers(1, 6)
MESSAGES = st.lists(st.tuples(st.floats(0, 0.4), CHATS, st.booleans()), max_size=250)
RATES = st.builds(Rates, overall=st.integers(4, 30), headroom=st.integers(0, 3), catch_up=st.integers(0, 4))


def busiest_second(times):
    """The most messages that any second holds, its beginning in it and its end not."""
    times = sorted(times)
    return max((bisect_left(times, begins + 1.0) - at for at, begins in enumerate(times)), default=0)


def played(limiter, messages):
    """Everyone asks at their time and does as they are told; return the urgent and the broadcast: (when, chat)."""
    urgent, broadcast, now = [], [], 0.0
    for pause, chat, hurries in messages:
        now += pause
        wait = limiter.reserve(chat, now, urgent=hurries)
        if hurries:
            urgent.append((now + wait, chat))
        elif wait == 0:
            broadcast.append((now, chat))
    return urgent, broadcast


def broadcast_for(limiter, seconds, *, late=0.0, begin=0.0):
    """A sender with a new chat for each message, that wakes too late every time; return when each was sent."""
    sent, now = [], begin
    while now < begin + seconds:
        wait = limiter.reserve(10_000 + len(sent), now, urgent=False)
        if wait == 0:
            sent.append(now)
        now += wait + late if wait else 0
    return sent


@settings(max_examples=300, deadline=None)
@given(RATES, MESSAGES)
def test_no_second_ever_holds_more_than_is_allowed(rates, messages):
    urgent, broadcast = played(Limiter(rates), messages)
    assert busiest_second([when for when, _ in urgent + broadcast]) <= rates.overall


@settings(max_examples=300, deadline=None)
@given(RATES, MESSAGES)
def test_a_broadcast_never_speaks_twice_to_one_chat_within_a_second(rates, messages):
    _, broadcast = played(Limiter(rates), messages)
    for chat in {chat for _, chat in broadcast}:
        assert busiest_second([when for when, to in broadcast if to == chat]) == 1


@settings(max_examples=300, deadline=None)
@given(RATES, MESSAGES)
def test_whoever_waits_as_long_as_told_and_is_alone_gets_their_place(rates, messages):
    limiter = Limiter(rates)
    played(limiter, messages)
    now = sum(pause for pause, _, _ in messages)
    for _ in range(6):
        wait = limiter.reserve(99, now, urgent=False)
        if wait == 0:
            return
        now += wait + 1e-9
    pytest.fail("told to wait again and again")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0.34, 3), min_size=1, max_size=30))
def test_while_people_press_buttons_a_broadcast_leaves_room_for_them(pauses):
    limiter, now, sent = Limiter(), 0.0, []
    limiter.reserve(1, now, urgent=True)
    sent += broadcast_for(limiter, 1.1, begin=now)
    now += 1.1
    for pause in pauses:
        sent += broadcast_for(limiter, pause, begin=now)
        now += pause
        assert limiter.reserve(1, now, urgent=True) == 0
        sent.append(now)
    assert busiest_second(sent) <= 30


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 5), st.floats(0, 0.02))
def test_the_first_press_into_a_full_broadcast_waits_a_tenth_of_a_second_at_most(seconds, late):
    limiter = Limiter()
    broadcast_for(limiter, seconds, late=late)
    assert limiter.reserve(1, seconds + late, urgent=True) <= 0.102


def test_many_presses_at_once_are_answered_in_turn_and_the_broadcast_waits():
    limiter = Limiter()
    waits = [limiter.reserve(chat, 0.0, urgent=True) for chat in range(90)]
    assert waits[:30] == [0.0] * 30
    assert waits[89] == pytest.approx(2.01)
    assert limiter.reserve(500, 1.0, urgent=False) >= 1.01


@pytest.mark.parametrize("late", [0.0, 0.001, 0.004])
def test_a_broadcast_uses_what_is_allowed_even_if_it_oversleeps(late):
    sent = broadcast_for(Limiter(), 60, late=late)
    assert len(sent) >= 0.99 * 30 * 60
    assert busiest_second(sent) <= 30


def test_a_pause_holds_for_notices_of_its_kind_to_its_chat_and_a_shorter_one_does_not_end_it():
    limiter = Limiter()
    limiter.pause(1, "send", 10.0, 3600)
    limiter.pause(1, "send", 11.0, 1)
    assert limiter.reserve(1, 13.0, urgent=False, kind="send") == pytest.approx(3597)
    assert limiter.reserve(1, 13.0, urgent=True, kind="send") == 0
    assert limiter.reserve(1, 16.0, urgent=False, kind="edit") == 0
    assert limiter.reserve(2, 16.1, urgent=False, kind="send") == 0
    assert limiter.pauses(16.1) == Pauses(1, pytest.approx(3593.9), 0)
    assert limiter.pauses(3610.1) == Pauses()


def flooded(now=10.0, seconds=3600):
    """Three chats are paused at once: Telegram limits the whole bot."""
    limiter = Limiter()
    for chat in (1, 2, 3):
        limiter.pause(chat, "send", now, seconds)
    return limiter


def test_several_paused_chats_pause_all_notices_for_no_longer_than_half_a_minute_and_no_answer():
    limiter = flooded()
    assert limiter.reserve(9, 10.0, urgent=False, kind="send") == 30
    assert limiter.reserve(9, 10.0, urgent=False, kind="edit") == 30
    assert limiter.reserve(1, 10.0, urgent=True) == limiter.reserve(9, 10.0, urgent=True) == 0
    assert limiter.pauses(20.0).notices_seconds == pytest.approx(20)


def test_chats_paused_one_after_another_pause_nobody_else():
    limiter = Limiter()
    for number in range(20):
        limiter.pause(number, "send", number * 6.0, 3600)
    assert limiter.reserve(99, 120.0, urgent=False, kind="send") == 0


def test_one_notice_probes_whether_telegram_accepts_them_again():
    limiter = flooded()
    assert limiter.reserve(9, 40.0, urgent=False, kind="send") == 0
    assert limiter.reserve(10, 40.0, urgent=False, kind="send") == 2
    assert limiter.reserve(10, 42.0, urgent=False, kind="send") == 0
    assert limiter.reserve(11, 42.1, urgent=False, kind="send") == 0


def test_a_probe_that_is_refused_pauses_all_notices_again():
    limiter = flooded()
    assert limiter.reserve(9, 40.0, urgent=False, kind="send") == 0
    limiter.pause(9, "send", 40.1, 3600)
    assert limiter.reserve(10, 42.1, urgent=False, kind="send") == pytest.approx(28)
    assert limiter.reserve(10, 70.1, urgent=False, kind="send") == 0
    assert limiter.reserve(11, 70.2, urgent=False, kind="send") > 1


def test_a_limiter_remembers_its_pauses():
    limiter = flooded()
    again = Limiter.recalled(Rates(), limiter.remembered(), 11.0)
    assert again.pauses(11.0) == limiter.pauses(11.0) == Pauses(3, 3599, 29)
    assert again.reserve(9, 40.0, urgent=False, kind="send") == 0
    assert again.reserve(10, 40.0, urgent=False, kind="send") == 2


def test_a_thousand_pauses_take_no_more_memory_than_a_hundred():
    limiter = Limiter()
    for chat in range(1000):
        limiter.pause(chat, "send", 0.0, 3600)
    assert len(limiter.remembered()["pauses"]) == 100


def test_an_answer_counts_for_its_chat_but_does_not_wait_for_it():
    limiter = Limiter()
    assert limiter.reserve(7, 0.0, urgent=False) == 0
    assert limiter.reserve(7, 0.1, urgent=True) == 0
    assert limiter.reserve(7, 0.2, urgent=False) == pytest.approx(0.905)


def test_memory_stays_the_same_however_many_chats_there_are():
    limiter = Limiter()
    for chat in range(5000):
        limiter.reserve(chat, chat / 10_000, urgent=True)
    assert len(limiter._places) == 30
    assert sum(map(sys.getsizeof, (limiter._places, *limiter._places))) < 5000


def test_rates_that_leave_nothing_are_refused():
    with pytest.raises(ValueError, match="headroom"):
        Rates(overall=3, headroom=3)


def test_what_shows_progress_gets_a_place_of_each_second_beside_a_broadcast():
    limiter, now, told, edited = Limiter(), 0.0, 0, []
    while now < 20:
        if not limiter.reserve(10_000 + told, now, urgent=False):
            told += 1
        if not limiter.reserve(1, now, urgent=False, kind="edit", progress=True):
            edited.append(now)
        now += 0.01
    late = [after - before - Rates().second for before, after in pairwise(edited)]
    assert max(late) < 0.05
    assert min(late) >= -1e-9
    assert told + len(edited) >= 28.5 * 20
