"""Staff: the use cases, personal links, and letters."""

from dishka import AnyOf, Provider, Scope, provide, provide_all

from bot.crypto.encryption import Cipher
from bot.notices.channels.from_settings import open_channels
from bot.notices.channels.paced import Paced
from bot.notices.letters import Channel
from bot.providers.links import NoticeLink
from bot.providers.pace import pace_of
from bot.providers.telegram import BotUser
from bot.settings import Settings
from bot.signing.boards.unreached import NoteLetters
from bot.staff.invitations.forget_message import ForgetMessage
from bot.staff.invitations.invite_person import DrawLink, InvitePerson
from bot.staff.invitations.letters import (
    Channels,
    CountLetters,
    InviteEveryone,
    ListChannels,
    SaveAddress,
    SendLink,
    ShowCard,
)
from bot.staff.invitations.print_cards import PrintCards
from bot.staff.invitations.revoke_invitation import RevokeInvitation
from bot.staff.invitations.send_letters import LettersNoted, LinkToNotice, SendLetters
from bot.staff.organisation.post_ledger_checkpoints import PostLedgerCheckpoints
from bot.staff.organisation.set_terms import SetTerms, ShowTerms
from bot.staff.organisation.set_working_time import SetWorkingTime
from bot.staff.organisation.timestamp_ledger_checkpoints import TimestampLedgerCheckpoints
from bot.staff.people.browse_staff import BrowseStaff, ChooseLanguage, FindSpeakers, ListFilters, ShowPerson
from bot.staff.people.export_staff import ExportStaff
from bot.staff.people.reinstate_person import ReinstatePerson
from bot.staff.people.roles import GiveRole, UnlockPin
from bot.staff.registration.agree_to_terms import AgreeToTerms, OutstandingTerms
from bot.staff.registration.change_pin import ChangePin, ProvePin
from bot.staff.registration.decide_mismatch import DecideMismatch
from bot.staff.registration.links import Links
from bot.staff.registration.open_link import AskForNewLink, OpenLink, ShowInvitation
from bot.staff.registration.register import CheckContact, Register
from bot.staff.registration.reset_pin import AskPinReset, DecidePinReset, FindPinReset, ResetPin
from bot.staff.registration.unlock_key import UnlockKey
from bot.staff.roster.import_list import ApplyImport, PlanImport
from storage.transaction import Store


class StaffProvider(Provider):
    """The use cases of `bot.staff`, and what only they depend on."""

    scope = Scope.APP

    use_cases = provide_all(
        AgreeToTerms,
        ApplyImport,
        AskForNewLink,
        AskPinReset,
        BrowseStaff,
        ChangePin,
        CheckContact,
        ChooseLanguage,
        CountLetters,
        DecideMismatch,
        DecidePinReset,
        ExportStaff,
        FindPinReset,
        FindSpeakers,
        ForgetMessage,
        GiveRole,
        InviteEveryone,
        DrawLink,
        InvitePerson,
        ListChannels,
        ListFilters,
        OpenLink,
        OutstandingTerms,
        PlanImport,
        PostLedgerCheckpoints,
        PrintCards,
        ProvePin,
        Register,
        ReinstatePerson,
        ResetPin,
        RevokeInvitation,
        SaveAddress,
        SendLetters,
        SendLink,
        SetTerms,
        SetWorkingTime,
        ShowCard,
        ShowInvitation,
        ShowPerson,
        ShowTerms,
        TimestampLedgerCheckpoints,
        UnlockKey,
        UnlockPin,
    )

    letters_noted = provide(NoteLetters, provides=AnyOf[NoteLetters, LettersNoted])
    link_to_notice = provide(NoticeLink, provides=LinkToNotice)

    @provide
    def links(self, cipher: Cipher, user: BotUser) -> Links:
        """Return the factory of personal links."""
        return Links(cipher.derive("invitation links"), user.username or "")

    @provide
    def channels(self, settings: Settings, store: Store) -> Channels:
        """Return the configured channels, SMS at the rate that its gateway allows."""
        channels = open_channels(settings)
        if Channel.SMS in channels:
            # Beside the bot's messages to Telegram, which are paced under its own number.
            pace = pace_of(settings, store, -settings.bot_id, settings.sms_per_second)
            channels[Channel.SMS] = Paced(channels[Channel.SMS], pace)
        return Channels(channels)
