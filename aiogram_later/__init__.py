"""Imports aiogram with its models left unbuilt until each is first used; imported before anything that imports aiogram.

aiogram builds a validator for every type of the Bot API at import: hundreds, of which a bot meets a few dozen. Left to
pydantic, which builds an incomplete model when it is first asked something, a process starts in a third of the time and
holds 90 MiB less (`docs/decisions/0023-build-aiogram-models-on-first-use.md`). Nothing else about aiogram changes.
"""

import re
import sys
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

_NAME = re.compile(r"\w+")


def _import_aiogram() -> dict[type[BaseModel], Mapping[str, Any]]:
    """Return the models that its import would have built, each with the names that it would have been given."""
    retry_later: dict[type[BaseModel], Mapping[str, Any]] = {}
    at_once: Any = BaseModel.__dict__["model_rebuild"]

    def build(model: type[BaseModel], /, **how: Any) -> bool | None:  # noqa: ANN401 - passed on as it is
        if "_types_namespace" not in how:
            built: bool | None = at_once.__func__(model, **how)
            return built
        retry_later[model] = how["_types_namespace"]
        return None

    try:
        BaseModel.model_rebuild = classmethod(build)  # type: ignore[assignment,method-assign] # for this import alone
        import aiogram  # noqa: F401, PLC0415
    finally:
        BaseModel.model_rebuild = at_once  # type: ignore[method-assign] # as it was
    return retry_later


def _tell(model: type[BaseModel], names: Mapping[str, Any]) -> None:
    """Put the names that a model's annotations speak of into its module, where pydantic looks for them."""
    module = vars(sys.modules[model.__module__])
    # What a model inherits is read in its own module, too.
    for annotations in (vars(kind).get("__annotations__", {}) for kind in model.__mro__):
        for name in names.keys() & _NAME.findall(" ".join(map(str, annotations.values()))):
            module.setdefault(name, names[name])


for _model, _names in _import_aiogram().items():
    _tell(_model, _names)
