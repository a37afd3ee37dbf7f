"""The words of a sheet in the organisation's language."""

from dataclasses import dataclass, replace

from bot.signing.models import Standing
from bot.signing.records.record import Method, Outcome
from bot.signing.sheet.sheet import SheetWords
from bot.texts.words import Texts

_METHODS = {
    Method.TAP: "sheet-method-tap",
    Method.TAP_AND_PIN: "sheet-method-pin",
    Method.PASSKEY: "sheet-method-passkey",
    Method.QUALIFIED: "sheet-method-qualified",
}


@dataclass(frozen=True, slots=True)
class SheetWording:
    """Returns every word that a sheet takes."""

    texts: Texts

    def interim(self, language: str, signed: int, total: int) -> SheetWords:
        """Return the words of a sheet of an unfinished document: it says that it may change and proves nothing."""
        words = self.texts.words(language)
        return replace(
            self(language, signed, total),
            title=words.plain("sheet-interim-title"),
            note=words.plain("sheet-interim-note"),
        )

    def unstamped(self, words: SheetWords) -> SheetWords:
        """Return the words of a sheet that says that its file was sealed without the time stamp it should have."""
        added = self.texts.words(words.language).plain("sheet-unstamped")
        return replace(words, note=f"{words.note} {added}")

    def __call__(self, language: str, signed: int, total: int) -> SheetWords:
        """Return the words of a sheet on which `signed` of `total` people signed."""
        words = self.texts.words(language)
        return SheetWords(
            language=words.language,
            title=words.plain("sheet-title"),
            organisation=words.plain("sheet-organisation"),
            document=words.plain("sheet-document"),
            file=words.plain("sheet-file"),
            fingerprint=words.plain("sheet-fingerprint"),
            size=words.plain("sheet-size"),
            unit=words.plain("sheet-unit"),
            version=words.plain("sheet-version"),
            made=words.plain("sheet-made"),
            tally=words.plain("sheet-tally", signed=signed, total=total),
            mark=words.plain("sheet-mark", signed=signed, total=total),
            signed=words.plain("sheet-signed"),
            unsigned=words.plain("sheet-unsigned"),
            name=words.plain("sheet-name"),
            time=words.plain("sheet-time"),
            way=words.plain("sheet-way"),
            signature=words.plain("sheet-signature"),
            state=words.plain("sheet-state"),
            qr_hint=words.plain("sheet-qr-hint"),
            note=words.plain("sheet-note"),
            page=words.plain("sheet-page", page="{page}", pages="{pages}"),
            instead_of=words.plain("sheet-instead-of", name="{name}"),
            rebound=words.plain("sheet-rebound", at="{at}"),
            kiosk=words.plain("sheet-kiosk", name="{name}"),
            times="%d.%m.%Y %H:%M",
            outcomes={outcome: words.plain(f"sheet-outcome-{outcome}") for outcome in Outcome},
            methods={method: words.plain(text_id) for method, text_id in _METHODS.items()},
            states={state: words.plain(f"sheet-state-{state}") for state in Standing},
        )
