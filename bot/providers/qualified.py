"""Signatures made elsewhere: the use case that judges them."""

from dishka import Provider, Scope, provide

from bot.qualified.judge_signatures import JudgeSignatures


class QualifiedProvider(Provider):
    """The use cases of `bot.qualified`."""

    scope = Scope.APP

    judge_signatures = provide(JudgeSignatures)
