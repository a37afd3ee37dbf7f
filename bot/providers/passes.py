"""Passes: the use cases, and the codes."""

from dishka import Provider, Scope, provide, provide_all

from bot.crypto.encryption import Cipher
from bot.passes.browse_passes import ListMyPasses, ListPassesOf, ShowPass
from bot.passes.codes import Codes
from bot.passes.issuing.issue_batches import IssueBatches
from bot.passes.issuing.issue_pass import IssuePass
from bot.passes.issuing.order_passes import OrderPasses, PlanOrder
from bot.passes.issuing.print_passes import EndCard, PrintPasses
from bot.passes.issuing.renew_pass import ListEnding, RenewPass
from bot.passes.issuing.revoke_pass import RevokePass
from bot.passes.live_codes.count_down import CountDown, StartCountdown
from bot.passes.live_codes.day_keys import DayKeys
from bot.passes.live_codes.show_live_code import ShowLiveCode, TypedIndex
from bot.passes.photos.send_photo import DecidePhoto, ListPhotos, SendPhoto, ShowPhoto
from bot.passes.types.browse_types import ListTypes, ShowType
from bot.passes.types.define_type import DefineType, RetireType
from bot.providers.telegram import BotUser
from bot.settings import Settings
from storage.transaction import Store


class PassesProvider(Provider):
    """The use cases of `bot.passes`, and the codes that checkpoints read."""

    scope = Scope.APP

    use_cases = provide_all(
        CountDown,
        DecidePhoto,
        DefineType,
        EndCard,
        IssueBatches,
        IssuePass,
        ListEnding,
        ListMyPasses,
        ListPassesOf,
        ListPhotos,
        ListTypes,
        OrderPasses,
        PlanOrder,
        PrintPasses,
        RenewPass,
        RetireType,
        RevokePass,
        SendPhoto,
        ShowLiveCode,
        ShowPass,
        ShowPhoto,
        ShowType,
        StartCountdown,
    )

    typed_index = provide(TypedIndex)
    day_keys = provide(DayKeys)

    @provide
    async def codes(self, cipher: Cipher, user: BotUser, store: Store, settings: Settings) -> Codes:
        """Return the minter and parser of codes."""
        return Codes(cipher, user.id, user.username or "", await store.paper(), settings.sheet_pages)
