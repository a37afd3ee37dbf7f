"""The files of a multipart call."""

from dataclasses import dataclass, field

from sandbox.errors import bad_request

ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file part of a multipart call."""

    name: str
    file_name: str
    content: bytes
    content_type: str = ""


@dataclass(slots=True)
class Uploads:
    """The file parts of one call by name, and the names that its parameters refer to."""

    files: dict[str, Upload] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def use(self, reference: str) -> None:
        """Note that ``attach://<part>`` is used; refuse the call when there is no such part."""
        part = reference.removeprefix(ATTACHED)
        if part not in self.files:
            raise bad_request(f'file part "{part}" named by attach:// is not in the request')
        self.used.add(part)

    def refuse_unused(self) -> None:
        """Refuse the call when no parameter refers to one of its parts: the bot has lost a file."""
        for part in self.files.keys() - self.used:
            raise bad_request(f'file part "{part}" is named by no parameter')

    def get(self, reference: str) -> Upload | None:
        """Return the part behind ``attach://<part>``."""
        return self.files.get(reference.removeprefix(ATTACHED)) if reference.startswith(ATTACHED) else None
