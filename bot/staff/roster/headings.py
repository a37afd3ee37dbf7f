"""Recognises the headings of a staff list in Ukrainian, Russian and English.

Only whole, known headings are recognised, never parts: ``Дата народження`` and ``№ з/п`` are not.
"""

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto

from bot.texts.folding import fold


class Heading(Enum):
    """A kind of heading; there are more than in `Column`, because names have parts and phones have kinds."""

    NUMBER = auto()
    NAME = auto()
    SURNAME = auto()
    GIVEN_NAME = auto()
    PATRONYMIC = auto()
    POSITION = auto()
    DEPARTMENT = auto()
    MOBILE = auto()
    PHONE = auto()
    WORK_PHONE = auto()
    EMAIL = auto()
    STATUS = auto()


_PHRASES: Mapping[Heading, str] = {
    Heading.NUMBER: """
        табельний номер|табельний no|табельний n|табельний|табельн no|табельн номер|таб номер|таб no|таб n|таб
        табномер|тн
        номер табельний|персональний номер|особовий номер|кадровий номер|код працівника|код співробітника
        номер працівника|номер співробітника
        табельный номер|табельный no|табельный n|табельный|номер табельный|персональный номер|кадровый номер
        код сотрудника|код работника|номер сотрудника|номер работника
        personnel number|personnel no|personnel id|personnel code|employee number|employee no|employee id|employee code
        staff number|staff no|staff id|payroll number|payroll no|payroll id|tab no|tab number
    """,
    Heading.NAME: """
        піб|п і б|піп|п і п|пібп|прізвище імя по батькові|прізвище імя та по батькові|прізвище імя і по батькові
        прізвище імя|прізвище та імя|прізвище і імя|прізвище й імя|імя та прізвище|імя прізвище|імя і прізвище
        імя по батькові прізвище|імя по батькові та прізвище|прізвище та ініціали|прізвище ініціали|повне імя
        працівник|співробітник
        фио|ф и о|фіо|фамилия имя отчество|фамилия имя и отчество|фамилия имя|фамилия и имя|имя и фамилия|имя фамилия
        имя отчество фамилия|фамилия и инициалы|фамилия инициалы|полное имя|полное фио|сотрудник|работник
        full name|fullname|name|employee|employee name|staff name|person|name and surname|name surname|surname and name
        surname name|last name first name|first name last name|first and last name|first name and last name
    """,
    Heading.SURNAME: "прізвище|фамилия|surname|last name|lastname|family name",
    Heading.GIVEN_NAME: "імя|имя|first name|firstname|given name|given names|forename",
    Heading.PATRONYMIC: "по батькові|побатькові|отчество|patronymic|middle name|middlename",
    Heading.POSITION: """
        посада|назва посади|штатна посада|посада професія|професія посада|посада за штатним розписом|професія
        должность|название должности|наименование должности|штатная должность|должность профессия|профессия должность
        профессия|position|job title|job position|title|job|post|occupation
    """,
    Heading.DEPARTMENT: """
        підрозділ|структурний підрозділ|назва підрозділу|назва структурного підрозділу|відділ|назва відділу|відділення
        департамент|управління|служба|цех|кафедра|факультет
        подразделение|структурное подразделение|название подразделения|наименование подразделения|отдел
        название отдела|отделение|управление
        department|department name|dept|division|unit|team|office
    """,
    Heading.MOBILE: """
        мобільний|мобільний телефон|мобільний номер|моб телефон|моб тел|моб номер|моб|номер мобільного
        номер мобільного телефону|телефон мобільний|телефон моб|тел моб|стільниковий|стільниковий телефон
        мобильный|мобильный телефон|мобильный номер|номер мобильного|номер мобильного телефона|телефон мобильный
        сотовый|сотовый телефон|телефон сотовый|номер сотового
        mobile|mobile phone|mobile number|mobile no|cell|cell phone|cell number|cellphone
    """,
    Heading.PHONE: """
        телефон|номер телефону|no телефону|тел|тел номер|контактний телефон|контактний номер|контактний номер телефону
        телефон особистий|особистий телефон|телефони
        номер телефона|no телефона|контактный телефон|контактный номер|контактный номер телефона|личный телефон
        телефон личный|телефоны
        phone|phone number|phone no|telephone|telephone number|tel|tel no|contact phone|contact number|personal phone
    """,
    Heading.WORK_PHONE: """
        робочий телефон|телефон робочий|службовий телефон|телефон службовий
        рабочий телефон|телефон рабочий|служебный телефон|телефон служебный|work phone|office phone|business phone
    """,
    Heading.EMAIL: """
        електронна пошта|електронна адреса|електронна скринька|адреса електронної пошти|ел пошта|ел адреса|пошта
        емейл|імейл|корпоративна пошта|робоча пошта
        электронная почта|электронный адрес|адрес электронной почты|эл почта|эл адрес|почта|имейл|мейл|емайл
        корпоративная почта|рабочая почта|email|e mail|mail|email address|e mail address|work email|work e mail
    """,
    Heading.STATUS: "стан|статус|состояние|status",
}

_LONGEST = 200
_PASSED_OVER = frozenset(
    re.findall(
        r"\w+",
        """
        працівника співробітника робітника особи сотрудника работника лица employee employees
        власне собственное за наявності при наличии
        """,
    )
)
"""Words that say whose name it is, or come with the official wording of Ukrainian names."""
_DISMISSED = frozenset(["звільнено", "звільнений", "звільнена", "уволено", "уволен", "уволена", "dismissed", "left"])


def _words(text: str) -> tuple[str, ...]:
    """Split a heading into folded words: ``Таб. №`` is ``таб no``, and case or look-alike letters do not matter."""
    return tuple(re.findall(r"[^\W_]+", fold(text.replace("№", " no "))))


def _known() -> dict[tuple[str, ...], Heading]:
    phrases = {}
    for heading, text in _PHRASES.items():
        for phrase in re.split(r"[|\n]", text):
            phrases[_words(phrase)] = heading
    phrases.pop((), None)
    return phrases


_KNOWN: Mapping[tuple[str, ...], Heading] = _known()
_IGNORED = frozenset(map(fold, _PASSED_OVER))
_GONE = frozenset(map(fold, _DISMISSED))


def recognise(cells: Sequence[object]) -> dict[Heading, int]:
    """Return the index of each known heading of one line; the first one if it is repeated."""
    return recognise_columns([(cell,) if isinstance(cell, str) else () for cell in cells])


def recognise_columns(columns: Sequence[Sequence[str]]) -> dict[Heading, int]:
    """Return the index of each known heading, given what each column's may be, the likeliest first."""
    found: dict[Heading, int] = {}
    for index, readings in enumerate(columns):
        heading = next(filter(None, map(heading_of, readings)), None)
        if heading is not None:
            found.setdefault(heading, index)
    if Heading.SURNAME in found and Heading.GIVEN_NAME not in found and Heading.NAME in found:
        found[Heading.GIVEN_NAME] = found.pop(Heading.NAME)  # "Name" beside "Surname" is the given one
    return found


def heading_of(text: str) -> Heading | None:
    """Return the heading that a text is, if it is a known one."""
    text = text[:_LONGEST]
    for form in (text, re.sub(r"\([^)]*\)", " ", text)):
        words = _words(form)
        known = _KNOWN.get(words) or _KNOWN.get(tuple(word for word in words if word not in _IGNORED))
        if known is not None:
            return known
    return None


def says_dismissed(text: str) -> bool:
    """Return whether the status of a person says that they were dismissed."""
    return fold(text) in _GONE
