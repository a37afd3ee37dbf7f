"""Provides what concerns a person in every feature: dismissal, erasure, their data."""

from dishka import Provider, Scope, provide_all

from bot.dismissal import DismissPerson
from bot.erasure import ApproveErasure, AskErasure, ErasePerson, RefuseErasure, ShowErasure
from bot.my_data import ExportMyData


class PersonProvider(Provider):
    """The use cases that change every feature."""

    scope = Scope.APP

    use_cases = provide_all(
        ApproveErasure,
        AskErasure,
        DismissPerson,
        ErasePerson,
        ExportMyData,
        RefuseErasure,
        ShowErasure,
    )
