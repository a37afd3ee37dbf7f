# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""What signing may add to a PDF: pyHanko's rules, without the one that lets other fields be filled in.

Most documents have no form until they are signed for the first time. pyHanko compares two forms, so a form that a
revision brings is checked here: it has signature fields alone, and nothing that could change what a page shows.
"""

from collections.abc import Iterable, Iterator

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FieldComparisonContext,
    FieldComparisonSpec,
    FormUpdate,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
)

_FORM = "/AcroForm"
_HARMLESS = frozenset({"/Fields", "/SigFlags", "/DA", "/DR"})
"""What a new form may have (ISO 32000-2, 12.7.3): nothing that has readers draw or compute something."""
_LOOK = ("/DA", "/DR")
"""What readers draw the fields of a form with."""
_SIGNATURE = "/Sig"


class FormAddingRule(FormUpdatingRule):
    """Accepts a new form of signature fields too, where the revision before had none."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        """Yield the objects that are accepted; SuspiciousModification for a form that has anything else."""
        if _FORM in old.root:
            _require_look_kept(_followed(old.root.raw_get(_FORM)), _followed(new.root.raw_get(_FORM)))
            yield from super().apply(old, new)
        elif _FORM in new.root:
            yield from self._added(old, new)

    def _added(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterator[tuple[ModificationLevel, FormUpdate]]:
        written = new.root.raw_get(_FORM)
        form = _followed(written)
        if not isinstance(form, DictionaryObject) or not set(form.keys()) <= _HARMLESS:
            raise SuspiciousModification("a new form with more than signature fields")
        listed = form.raw_get("/Fields")
        fields = _fields(_followed(listed))
        own = {one.reference for one in (written, listed) if isinstance(one, IndirectObject)}
        if "/DR" in form:
            own |= new.collect_dependencies(form.raw_get("/DR"), since_revision=old.revision + 1)
        if not all(map(old.is_ref_unassignable, own)):
            raise SuspiciousModification("a form in the place of other objects")
        for reference in own:
            yield ModificationLevel.FORM_FILLING, FormUpdate(updated_ref=reference)
        context = FieldComparisonContext(field_specs=fields, old=old, new=new)
        for rule in self.field_rules:
            yield from rule.apply(context)


def _require_look_kept(before: PdfObject, after: PdfObject) -> None:
    """Refuse other fonts where the form has more than signature fields, of which readers draw what they say anew."""
    if not isinstance(before, DictionaryObject) or not isinstance(after, DictionaryObject):
        raise SuspiciousModification("a form that is no dictionary")
    listed = _followed(before.raw_get("/Fields"))
    fields = [_followed(one) for one in listed] if isinstance(listed, ArrayObject) else []
    others = any(not isinstance(one, DictionaryObject) or one.get("/FT") != _SIGNATURE for one in fields)
    if others and any(before.get(key) != after.get(key) for key in _LOOK):
        raise SuspiciousModification("other fonts for the fields of a form")


def _fields(listed: PdfObject) -> dict[str, FieldComparisonSpec]:
    if not isinstance(listed, ArrayObject):
        raise SuspiciousModification("a form without a list of fields")
    fields = {}
    for one in listed:
        field = _followed(one)
        if not isinstance(one, IndirectObject) or not isinstance(field, DictionaryObject):
            raise SuspiciousModification("a field that is no object")
        name = str(field.get("/T", ""))
        if field.get("/FT") != _SIGNATURE or "/Kids" in field or not name or name in fields:
            raise SuspiciousModification("a new field that is no signature")
        fields[name] = FieldComparisonSpec(_SIGNATURE, None, one.reference, None)
    return fields


def _followed(written: PdfObject) -> PdfObject:
    return written.get_object() if isinstance(written, IndirectObject) else written


SIGNING_POLICY = StandardDiffPolicy(
    DEFAULT_DIFF_POLICY.global_rules,
    FormAddingRule([SigFieldCreationRule(), SigFieldModificationRule()], ignored_acroform_keys=_HARMLESS),
)
