"""Dialogues: a button that acts on what a dialogue has gathered belongs to one question of it."""

import ast
import inspect
from pathlib import Path

from aiogram import Router
from aiogram.filters.callback_data import CallbackQueryFilter

from handlers import include_routers
from handlers.callbacks import OfDialogue
from handlers.dialogue.people_pages import PAGES, on_name_typed
from handlers.signing.documents.sending import on_class_chosen
from handlers.signing.verification.checking import on_verify_pressed

HANDLERS = Path(__file__).resolve().parents[3] / "handlers"
READ_STATE = {"get_data", "get_state", "get_value"}
SHOW_ONLY = {
    "StaffTurned",  # these three: another page of the people found
    "StatusChosen",
    "StaffDepartmentChosen",
    "UndecidedPressed",  # whom the last import leaves; what is decided about them names the person
    "DismissConfirmed",  # these two name the person, and count how many more the last import leaves
    "ReinstatePressed",
    "LanguageChosen",  # shows the open invitation in another language
}
"""Buttons whose handlers read what the dialogue remembers only to choose what they show."""
NAME_THEIR_OWN = {
    "ConfirmPressed",  # the request whose statement is confirmed; another's statement is shown first
    "ColleagueChosen",  # these two: the request that is handed on
    "HandOnConfirmed",
    "TermsLanguageChosen",  # the text that is written
}
"""Buttons that carry the id of what they act on, and are refused where the dialogue is about something else."""


def handlers_of(router):
    for handler in router.callback_query.handlers:
        for each in handler.filters or ():
            if isinstance(each.callback, CallbackQueryFilter):
                yield each.callback.callback_data, handler
    for below in router.sub_routers:
        yield from handlers_of(below)


def names_in(code):
    """The names that a function's code and the functions inside it use."""
    yield from code.co_names
    for constant in code.co_consts:
        if inspect.iscode(constant):
            yield from names_in(constant)


def reads_state(function, seen):
    """Whether a function of the handlers, or one that it calls by name, reads the dialogue's memory."""
    function = inspect.unwrap(function)
    if function in seen or not inspect.isfunction(function) or not function.__module__.startswith("handlers."):
        return False
    seen.add(function)
    names = set(names_in(function.__code__))
    if "set_data" in names or function.__module__ in {"handlers.keypad", "handlers.dialogue.searched_page"}:
        return False  # drops what was gathered, asks for a PIN, or remembers which page is looked at
    called = (function.__globals__.get(name) for name in names)
    return bool(names & READ_STATE) or any(reads_state(one, seen) for one in called if inspect.isfunction(one))


def acting_on_memory():
    root = Router()
    include_routers(root)
    return {
        button.__name__: button
        for button, handler in handlers_of(root)
        if reads_state(handler.callback, set())
        or any("State" in type(one.callback).__name__ for one in handler.filters)
    }


def test_a_button_that_acts_on_what_a_dialogue_gathered_belongs_to_its_question():
    found = acting_on_memory()
    forgotten = {name for name, button in found.items() if not issubclass(button, OfDialogue)}
    assert forgotten == SHOW_ONLY | NAME_THEIR_OWN
    assert len(found) > 45


def test_a_handler_that_reads_the_memory_in_a_function_it_calls_is_found():
    assert reads_state(on_class_chosen, set())
    assert not reads_state(on_verify_pressed, set())


PEOPLE = {one.__name__ for one in PAGES} | {"StaffTurned"}
"""Buttons that page through people; the staff list has its own search."""
OTHER_LISTS = {
    "DaysPressed",
    "_page",  # documents
    "DepartmentsPressed",
    "DocumentsOfPressed",
    "DocumentsPressed",
    "FiltersPressed",  # departments
    "MyDocumentsPressed",
    "OrderTurned",  # departments
}


def paged_lists():
    """The buttons with which some screen pages through a list."""
    for path in HANDLERS.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "turning":
                yield from (one.func.id for one in ast.walk(call.args[-1]) if isinstance(one, ast.Call))


def test_a_typed_name_works_on_every_page_that_lists_people():
    assert set(paged_lists()) - OTHER_LISTS == PEOPLE
    read = names_in(inspect.unwrap(on_name_typed).__code__)
    assert {one.__name__ for one in PAGES} <= set(read)
