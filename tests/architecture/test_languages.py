"""Every language: its folder, its name, its plurals, and the words by which files and texts are read in it."""

import re
import unicodedata
from pathlib import Path

import pytest
from babel import Locale
from font_roboto import Roboto
from fontTools.ttLib import TTFont

from bot.passes.types.pass_types import PLATE_HEADINGS
from bot.settings import Settings, SettingsError, read_settings
from bot.signing.personal_texts.parsing import parse_text
from bot.signing.personal_texts.text import Field, Run
from bot.staff.roster.headings import Heading, recognise
from bot.texts.language import Language
from bot.texts.words import LOCALES, Texts
from handlers.account.menu_screens import language_screen
from handlers.registration.screens import language_row

TOKEN = "1000000001:sample-token"
ROOT = Path(__file__).resolve().parents[2]
HEADINGS = {
    "number": Heading.NUMBER,
    "name": Heading.NAME,
    "position": Heading.POSITION,
    "department": Heading.DEPARTMENT,
    "phone": Heading.PHONE,
    "email": Heading.EMAIL,
}
"""The columns of an exported staff list that are read when the file comes back."""

COUNTED = {
    Language.UK: {1: "людину", 3: "людини", 5: "людей", 21: "людину", 112: "людей"},
    Language.RU: {1: "человек", 3: "человека", 5: "человек", 21: "человек", 112: "человек"},
    Language.EN: {1: "person", 3: "people", 5: "people", 21: "people", 112: "people"},
}
"""What the text `staff-found` calls so many people: a number for each of the language's plural forms."""


def test_every_language_has_a_folder_and_every_folder_is_a_language():
    assert {path.name for path in LOCALES.iterdir() if path.is_dir() and path.name[0] not in "._"} == set(Language)


def test_every_language_is_named_by_the_two_letters_that_telegram_takes():
    assert all(re.fullmatch("[a-z]{2}", one) for one in Language)  # Bot API, setMyCommands: ISO 639-1
    assert all(Language.of_code(one.value) is one for one in Language)
    assert Language.of_code("xx") is Language.of_code(None) is None


def test_every_language_can_be_chosen_under_its_own_name():
    words = Texts().words(Language.EN)
    offered = [row[0].text for row in language_screen(words).keyboard.inline_keyboard]
    assert offered == [one.own_name for one in Language]
    assert len(set(offered)) == len(offered)
    assert [one.text for one in language_row(words)] == [one.own_name for one in Language if one is not Language.EN]


def test_every_language_can_be_set_and_is_named_beside_the_setting():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert f"language ({', '.join(Language)})" in example
    for language in Language:
        assert read_settings(_env_file=None, bot_token=TOKEN, language=language.value).language is language
    with pytest.raises(SettingsError, match="LANGUAGE"):
        read_settings(_env_file=None, bot_token=TOKEN, language="xx")
    assert Settings.model_fields["language"].default in Language


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page", ["README.md", "docs/guide.md"])
def test_every_language_is_named_where_the_bot_is_introduced(page, language):
    assert Locale.parse(language).get_display_name("en") in (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", Language)
def test_every_language_counts_as_its_speakers_do(language):
    counted, words = COUNTED[language], Texts().words(language)
    for count, people in counted.items():
        assert re.search(rf"\b{people}\b", words("staff-found", words="a", total=count))
    plural_form = Locale.parse(language).plural_form
    assert {plural_form(count) for count in counted} == {plural_form(count) for count in range(1000)}


@pytest.mark.parametrize("language", Language)
def test_an_exported_list_can_be_read_again_in_every_language(language):
    words = Texts().words(language)
    headings = [words.plain(f"staff-column-{column}") for column in HEADINGS]
    assert recognise(headings) == {heading: place for place, heading in enumerate(HEADINGS.values())}


@pytest.mark.parametrize("language", Language)
def test_a_file_of_passes_is_read_by_the_headings_that_the_texts_name(language):
    words = Texts().words(language)
    assert recognise([words.plain("pass-order-number")]) == {Heading.NUMBER: 0}
    assert words.plain("pass-field-plate").casefold() in PLATE_HEADINGS


@pytest.mark.parametrize("language", Language)
def test_a_personal_text_is_filled_by_the_names_that_are_offered(language):
    words = Texts().words(language)
    for field in Field:
        (paragraph,) = parse_text("{" + words.plain(f"signing-field-{field}") + "}")
        assert paragraph.runs == (Run(field),)


@pytest.mark.parametrize("language", Language)
def test_the_letters_of_every_language_can_be_printed(language):
    glyphs = TTFont(Roboto).getBestCmap()
    texts = "".join(path.read_text(encoding="utf-8") for path in (LOCALES / language).glob("*.ftl"))
    letters = {each for each in texts + language.own_name if unicodedata.category(each) in {"Lu", "Ll"}} - {
        "ℹ"
    }  # an emoji
    assert not {letter for letter in letters if ord(letter) not in glyphs}
