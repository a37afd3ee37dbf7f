import pytest

from bot.texts.language import Language
from bot.texts.words import Texts


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("uk", Language.UK),
        ("en-GB", Language.EN),
        ("RU", Language.RU),
        ("kk", Language.RU),
        ("be", Language.RU),
        ("hy", Language.RU),
        ("de", Language.EN),
        ("pt-br", Language.EN),
        ("zh-hans", Language.EN),
        ("", Language.UK),
        (None, Language.UK),
    ],
)
def test_people_read_the_nearest_language(code, language):
    assert Texts(Language.UK).words(code).language is language


def test_the_language_of_neighbours_is_a_setting():
    assert Texts(Language.UK, neighbours=Language.EN).words("kk").language is Language.EN
