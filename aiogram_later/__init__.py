"""Imports aiogram with its models left unbuilt until each is first used; imported before anything that imports aiogram.

aiogram builds a validator for every type of the Bot API at import: hundreds, of which a bot meets a few dozen. Left to
pydantic, which builds an incomplete model when it is first asked something, a process starts in a third of the time and
holds 90 MiB less (`docs/decisions/0023-models-built-when-used.md`). Nothing else about aiogram changes.
"""

from typing import Any

from pydantic import BaseModel

_at_once: Any = BaseModel.__dict__["model_rebuild"]


def _build_when_used(model: type[BaseModel], /, **how: Any) -> bool | None:  # noqa: ANN401 - passed on as it is
    """Keep the names that the model's annotations speak of where pydantic looks for them when it builds."""
    if "_types_namespace" not in how:
        built: bool | None = _at_once.__func__(model, **how)
        return built
    model.__pydantic_parent_namespace__ = how["_types_namespace"]
    return None


try:
    BaseModel.model_rebuild = classmethod(_build_when_used)  # type: ignore[assignment,method-assign] # for this import
    import aiogram  # noqa: F401
finally:
    BaseModel.model_rebuild = _at_once  # type: ignore[method-assign] # as it was
