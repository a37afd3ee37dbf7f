"""The text of an act: what is known of the request, in the organisation's language. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.signing.models import Document, Request, RequestState
from bot.signing.personal_texts.text import LineStyle, Paragraph, Run
from bot.staff.models import Organisation, Person
from bot.texts.words import Texts, Words

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Case:
    """What an act is about."""

    organisation: Organisation
    document: Document
    request: Request
    person: Person
    author: Person
    witnesses: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ActWording:
    """Returns every word of an act."""

    texts: Texts

    def title(self, case: Case) -> str:
        """Return the title of the act."""
        words = self._words(case)
        return words.plain("act-title", name=case.person.name, title=case.document.title)[:LONGEST_TITLE]

    def file_name(self, case: Case) -> str:
        """Return the name of its file."""
        return f"{self._words(case).plain('act-file', name=case.person.name)}.pdf".replace("/", "-")

    def paragraphs(self, case: Case, now: datetime) -> tuple[Paragraph, ...]:
        """Return the whole text of the act."""
        words, document = self._words(case), case.document
        heading = Paragraph(LineStyle.HEADING, (Run(words.plain("act-heading")),))
        parts = {
            "act-about": _about(words, case),
            "act-document": _document(words, document),
            "act-when": _when(words, case),
        }
        text: list[Paragraph] = [heading, *_paragraphs(_drawn_up(words, case, now))]
        for text_id, rows in parts.items():
            text += [Paragraph(LineStyle.SUBHEADING, (Run(words.plain(text_id)),)), *_paragraphs(rows)]
        statement = words.plain("act-statement", name=case.person.name, state=_state(case.request), at=now)
        closing = [Paragraph(LineStyle.PLAIN, (Run(sentence),)) for sentence in (statement, words.plain("act-note"))]
        return (*text, Paragraph(LineStyle.GAP), *closing)

    def _words(self, case: Case) -> Words:
        return self.texts.words(case.organisation.language, case.organisation.time_zone)


Rows = Iterator[tuple[str, str]]


def _paragraphs(rows: Rows) -> Iterator[Paragraph]:
    for label, value in rows:
        if value:
            yield Paragraph(LineStyle.PLAIN, (Run(f"{label}: ", bold=True), Run(value)))


def _drawn_up(words: Words, case: Case, now: datetime) -> Rows:
    yield words.plain("act-organisation"), case.organisation.name
    yield words.plain("act-drawn-up"), words.moment(now)
    yield words.plain("act-zone"), case.organisation.time_zone
    yield words.plain("act-author"), _named(case.author)
    yield words.plain("act-witnesses"), "; ".join(map(_named, case.witnesses))


def _about(words: Words, case: Case) -> Rows:
    person = case.person
    yield words.plain("act-name"), person.name
    yield words.plain("act-position"), person.position
    yield words.plain("act-department"), person.department
    yield words.plain("act-number"), person.personnel_number or ""


def _document(words: Words, document: Document) -> Rows:
    yield words.plain("act-document-title"), document.title
    yield words.plain("act-file-name"), document.file_name
    yield words.plain("act-version"), str(document.version)
    yield words.plain("act-size"), str(document.size)
    yield "SHA-256", document.sha256


def _when(words: Words, case: Case) -> Rows:
    request = case.request
    never = words.plain("act-never")
    yield words.plain("act-sent"), words.moment(request.sent_at) if request.sent_at else never
    yield words.plain("act-delivered"), words.moment(request.delivered_at) if request.delivered_at else never
    yield words.plain("act-opened"), words.moment(request.opened_at) if request.opened_at else never
    yield words.plain("act-deadline"), words.moment(case.document.deadline_at)
    if request.state is RequestState.DECLINED and request.settled_at:
        yield words.plain("act-declined"), words.moment(request.settled_at)
        yield words.plain("act-reason"), request.decline_reason or ""


def _named(person: Person) -> str:
    return ", ".join(filter(None, (person.name, person.position)))


def _state(request: Request) -> str:
    return "declined" if request.state is RequestState.DECLINED else "silent"
