"""Staff: the use cases, personal links, and letters."""

from datetime import timedelta

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
from bot.staff.identity.decide_rebinding import ApproveRebinding, CancelRebinding
from bot.staff.identity.find_waiting import FindWaiting
from bot.staff.identity.objecting import ObjectAtKiosk, ObjectToChange, ObjectToRebinding
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.identity.relink_person import RelinkPerson
from bot.staff.identity.start_rebindings import StartRebindings
from bot.staff.invitations.addresses import SaveAddress
from bot.staff.invitations.fallback import FallbackChannels
from bot.staff.invitations.forget_message import ForgetMessage
from bot.staff.invitations.invite_person import DrawLink, InvitePerson
from bot.staff.invitations.print_cards import PrintCards
from bot.staff.invitations.revoke_invitation import RevokeInvitation
from bot.staff.invitations.send_letters import LettersNoted, LinkToNotice, SendLetters
from bot.staff.invitations.show_card import ShowCard
from bot.staff.invitations.write_letters import Channels, CountLetters, InviteEveryone, ListChannels, SendLink
from bot.staff.kiosks.choose_kiosk import ChooseKiosk, LeaveKiosk, ListWaitedFor
from bot.staff.kiosks.enable_kiosk import BeginKiosk, EnableKiosk, EndKiosk, ListKiosks
from bot.staff.kiosks.find_own_rebinding import FindOwnRebinding
from bot.staff.kiosks.kiosks import CodeDigits, KioskPage, KioskTokens
from bot.staff.kiosks.log_in_at_kiosk import ConfirmCode, RegisterAtKiosk
from bot.staff.kiosks.present_kiosk import FindAtKiosk, FindKiosk
from bot.staff.kiosks.request_code import RequestCode
from bot.staff.kiosks.send_codes import SendCodes
from bot.staff.organisation.post_ledger_checkpoints import PostLedgerCheckpoints
from bot.staff.organisation.set_contact import SetContact
from bot.staff.organisation.set_page_marks import SetPageMarks
from bot.staff.organisation.set_working_time import SetWorkingTime
from bot.staff.organisation.timestamp_ledger_checkpoints import TimestampLedgerCheckpoints
from bot.staff.people.browse_staff import (
    BrowseStaff,
    ChooseLanguage,
    FindFormer,
    FindOrganisation,
    FindSpeakers,
    ListFilters,
    ShowPerson,
)
from bot.staff.people.export_staff import ExportStaff
from bot.staff.people.give_role import GiveRole
from bot.staff.people.reinstate_person import ReinstatePerson
from bot.staff.pins.change_pin import ChangePin, CheckPin
from bot.staff.pins.dispute_key import DisputeKey
from bot.staff.pins.pin_page import EnterPin, ShowPinQuestion
from bot.staff.pins.reset_pin import DecidePinReset, FindPinResetRequest, RequestPinReset, ResetPin
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.pins.unlock_pin import UnlockPin
from bot.staff.registration.decide_contact import ApproveContact, RejectContact
from bot.staff.registration.links import Links
from bot.staff.registration.open_link import OpenLink, RequestNewLink, ShowInvitation
from bot.staff.registration.preview_link import PreviewLink
from bot.staff.registration.register import CheckContact, Register
from bot.staff.revocation.find_list import FindList
from bot.staff.revocation.issue_lists import IssueLists
from bot.staff.revocation.revocations import CrlPages
from bot.staff.roster.count_listed import CountListed
from bot.staff.roster.import_list import ApplyImport, PlanImport, ShowUndecided
from bot.staff.sessions.end_session import EndSession
from bot.staff.sessions.find_session import FindSession
from bot.staff.sessions.log_in import LogIn
from bot.staff.sessions.make_login_link import MakeLoginLink
from bot.staff.sessions.mini_apps import MiniApps
from bot.staff.sessions.sessions import LoginTokens
from bot.staff.sessions.use_login_link import UseLoginLink
from bot.staff.terms.agree_to_terms import AgreeToTerms, OutstandingTerms
from bot.staff.terms.set_terms import SetTerms, ShowTerms
from storage.transaction import Store


class StaffProvider(Provider):
    """The use cases of `bot.staff`, and what only they depend on."""

    scope = Scope.APP

    use_cases = provide_all(
        AgreeToTerms,
        ApplyImport,
        ApproveContact,
        ApproveRebinding,
        CancelRebinding,
        RequestNewLink,
        RequestPinReset,
        BrowseStaff,
        ChangePin,
        CheckContact,
        ChooseLanguage,
        CountLetters,
        DecidePinReset,
        DisputeKey,
        EndSession,
        EnterPin,
        ExportStaff,
        FindPinResetRequest,
        FindFormer,
        FindList,
        FindOrganisation,
        FindSession,
        FindSpeakers,
        FindWaiting,
        ForgetMessage,
        GiveRole,
        InviteEveryone,
        IssueLists,
        DrawLink,
        InvitePerson,
        ListChannels,
        ListFilters,
        BeginKiosk,
        ChooseKiosk,
        ConfirmCode,
        EnableKiosk,
        EndKiosk,
        FindAtKiosk,
        FindOwnRebinding,
        FindKiosk,
        LeaveKiosk,
        ListKiosks,
        ListWaitedFor,
        ObjectAtKiosk,
        RegisterAtKiosk,
        RequestCode,
        SendCodes,
        ObjectToChange,
        ObjectToRebinding,
        OpenLink,
        OutstandingTerms,
        CountListed,
        LogIn,
        MakeLoginLink,
        PlanImport,
        PreviewLink,
        PostLedgerCheckpoints,
        PrintCards,
        CheckPin,
        Register,
        ReinstatePerson,
        RejectContact,
        RelinkPerson,
        ResetPin,
        RevokeInvitation,
        SaveAddress,
        SendLetters,
        SendLink,
        SetTerms,
        SetContact,
        ShowPinQuestion,
        SetPageMarks,
        SetWorkingTime,
        ShowCard,
        ShowInvitation,
        ShowPerson,
        ShowTerms,
        ShowUndecided,
        StartRebindings,
        TimestampLedgerCheckpoints,
        UnlockKey,
        UnlockPin,
        UseLoginLink,
    )

    letters_noted = provide(NoteLetters, provides=AnyOf[NoteLetters, LettersNoted])
    link_to_notice = provide(NoticeLink, provides=LinkToNotice)

    @provide
    def rebind_policy(self, settings: Settings) -> RebindPolicy:
        """Return how long rebindings wait and are marked."""
        return RebindPolicy(timedelta(hours=settings.rebind_delay_hours), timedelta(days=settings.rebind_marked_days))

    @provide
    def crl_pages(self, settings: Settings) -> CrlPages:
        """Return where revocation lists are served."""
        return CrlPages(settings.crl_pages)

    @provide
    def links(self, cipher: Cipher, user: BotUser, settings: Settings) -> Links:
        """Return the factory of personal links."""
        return Links(cipher.derive("invitation links"), user.username or "", settings.landing_pages)

    @provide
    def login_tokens(self, cipher: Cipher) -> LoginTokens:
        """Return the tokens of one-time links into the browser."""
        return LoginTokens(cipher.derive("login links"))

    @provide
    def kiosk_page(self, settings: Settings) -> KioskPage:
        """Return the address of the kiosk's page."""
        return KioskPage(settings.kiosk_page)

    @provide
    def kiosk_tokens(self, cipher: Cipher) -> KioskTokens:
        """Return the tokens of one-time links that enable kiosks."""
        return KioskTokens(cipher.derive("kiosk links"))

    @provide
    def code_digits(self, cipher: Cipher) -> CodeDigits:
        """Return the digits of the codes for kiosks."""
        return CodeDigits(cipher.derive("kiosk codes"))

    @provide
    def mini_apps(self, settings: Settings) -> MiniApps:
        """Return the addresses of the pages that open inside Telegram."""
        return MiniApps(settings.mini_apps, settings.scanner)

    @provide
    def channels(self, settings: Settings, store: Store) -> Channels:
        """Return the configured channels, SMS at the rate that its gateway allows."""
        channels = open_channels(settings)
        if Channel.SMS in channels:
            # Beside the bot's messages to Telegram, which are paced under its own number.
            pace = pace_of(settings, store, -settings.bot_id, settings.sms_per_second)
            channels[Channel.SMS] = Paced(channels[Channel.SMS], pace)
        return Channels(channels)

    @provide
    def fallback(self, settings: Settings, channels: Channels) -> FallbackChannels:
        """Return the channels for what Telegram could not deliver: those that are set up."""
        named = (Channel(word) for word in settings.fallback_channels.split(",") if word)
        return FallbackChannels(tuple(channel for channel in named if channel in channels))
