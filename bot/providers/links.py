"""Links into the bot, for features that must not know how codes are minted."""

from dataclasses import dataclass
from uuid import UUID

from bot.notices.outbox import Notice
from bot.passes.codes import CodePurpose, Codes
from bot.settings import Settings
from bot.signing.notices import RequestContent
from bot.staff.models import Organisation


@dataclass(frozen=True, slots=True)
class SheetLink:
    """Links to a document from its sheet."""

    codes: Codes

    def __call__(self, organisation: Organisation, document_id: UUID) -> str:
        """Return the text of the sheet's QR code."""
        return self.codes.sheet_link(self.codes.mint(CodePurpose.SHEET, organisation.tag, document_id.bytes[:12]))


@dataclass(frozen=True, slots=True)
class NoticeLink:
    """Links to the request that a notice is about, otherwise to the bot."""

    codes: Codes
    settings: Settings

    def __call__(self, organisation: Organisation, notice: Notice) -> str:
        """Return the link in a letter that replaces the notice."""
        if not isinstance(notice.content, RequestContent):
            return f"https://t.me/{self.codes.username}"
        payload = self.codes.mint(CodePurpose.REQUEST, organisation.tag, notice.subject_id.bytes[:12])
        return self.settings.landing_pages + payload if self.settings.landing_pages else self.codes.link(payload)
