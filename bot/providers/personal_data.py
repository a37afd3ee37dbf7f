"""Personal data: the use cases of dismissal, erasure and export."""

from dishka import Provider, Scope, provide_all

from bot.personal_data.count_waiting import CountWaiting
from bot.personal_data.dismiss_person import DismissPerson
from bot.personal_data.erase_person import ErasePerson
from bot.personal_data.export_my_data import ExportMyData
from bot.personal_data.request_erasure import ApproveErasure, RejectErasure, RequestErasure, ShowErasureRequest


class PersonalDataProvider(Provider):
    """The use cases of `bot.personal_data`."""

    scope = Scope.APP

    use_cases = provide_all(
        ApproveErasure,
        CountWaiting,
        RequestErasure,
        DismissPerson,
        ErasePerson,
        ExportMyData,
        RejectErasure,
        ShowErasureRequest,
    )
