"""The files of one multipart call, and whether its parameters name every one of them."""

from dataclasses import dataclass, field

from sandbox.wire import bad_request

ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file part of a multipart call."""

    name: str
    file_name: str
    content: bytes
    content_type: str = ""


@dataclass(slots=True)
class Parts:
    """The file parts of one call, and which of them its parameters have named."""

    uploads: dict[str, Upload] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def name(self, reference: str) -> None:
        """Note that ``attach://<part>`` was used, or refuse when there is no such part."""
        part = reference.removeprefix(ATTACHED)
        if part not in self.uploads:
            raise bad_request(f'file part "{part}" named by attach:// is not in the request')
        self.named.add(part)

    def refuse_dangling(self) -> None:
        """Refuse parts that nothing names: a bot that sends them has lost a file."""
        for part in self.uploads.keys() - self.named:
            raise bad_request(f'file part "{part}" is named by no parameter')

    def get(self, reference: str) -> Upload | None:
        """Give the part behind ``attach://<part>``."""
        return self.uploads.get(reference.removeprefix(ATTACHED)) if reference.startswith(ATTACHED) else None
