"""The contact on posters and cards: an owner sets it, it is cleaned and short, and what is printed shows it."""

import shutil
import subprocess

import pytest

from bot.ledger.entries import Act
from bot.passes.issuing.cards import CardFace
from bot.passes.issuing.cards import draw_cards as draw_passes
from bot.staff.access import NotAllowedRefused
from bot.staff.invitations.cards import CardLabels, PaperCard, draw_cards
from bot.staff.organisation.set_contact import (
    LONGEST_CONTACT,
    ContactUnusableRefused,
    SetContact,
    printed_contact,
)
from bot.texts.words import Texts

CONTACT = "044 123-45-67, каб. 12"


@pytest.fixture
def sets(harness):
    async def sets(text, by=None):
        return await SetContact(harness.open)(by or harness.owner, text, event_id=harness.event_id(), now=harness.now)

    return sets


async def test_a_contact_is_cleaned_saved_recorded_and_removed(harness, sets):
    kept = await sets("  044 123-45-67,\n\u202eкаб.\t12\u200b ")
    assert kept.contact == CONTACT
    assert await sets(CONTACT) == kept
    async with harness.open() as tx:
        assert await tx.organisations.get(kept.id) == kept
    assert (await sets("")).contact == ""
    assert [one.facts for one in await harness.entries(Act.ORGANISATION_CONTACT_SET)] == [{"set": 1}, {"set": 0}]


@pytest.mark.parametrize("text", ["x" * (LONGEST_CONTACT + 1), "—", "\u200b", " \n "])
async def test_a_contact_that_is_too_long_or_empty_is_refused(sets, text):
    with pytest.raises(ContactUnusableRefused):
        await sets(text)


async def test_only_owners_of_the_organisation_set_it(harness, sets):
    for stranger in (harness.guard, harness.holder):
        with pytest.raises(NotAllowedRefused):
            await sets(CONTACT, stranger)
    assert (await sets(CONTACT, harness.neighbour)).id != harness.owner.organisation.id


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
async def test_cards_say_whom_to_ask(harness, sets, tmp_path, language):
    words = Texts().words(language)
    assert printed_contact(words, harness.owner.organisation) == ""
    line = printed_contact(words, await sets(CONTACT))
    labels = CardLabels("ТОВ «Зразок»", "Наведіть камеру.", "Діє до 06.12.2026", line)
    face = CardFace("ТОВ «Зразок»", "Перепустка", "Коваль", (), None, "https://t.me/bot?start=P1", "ABCD", line)
    for pdf in (
        draw_cards([PaperCard("Коваль", "", "https://t.me/bot?start=1")], labels),
        draw_passes([face], sheet=True, title="Cards"),
    ):
        (tmp_path / "cards.pdf").write_bytes(pdf)
        shown = subprocess.run(
            ["pdftotext", "cards.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, text=True
        )
        assert CONTACT in " ".join(shown.stdout.split())
