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
    """The file parts of one call by name, the names that its parameters refer to, and what of the call is `ignored`.

    A strict sandbox refuses what it would otherwise ignore.
    """

    files: dict[str, Upload] = field(default_factory=dict)
    strict: bool = False
    used: set[str] = field(default_factory=set)
    ignored: list[str] = field(default_factory=list)

    def use(self, reference: str) -> None:
        """Note that ``attach://<part>`` is used; refuse the call when there is no such part."""
        part = reference.removeprefix(ATTACHED)
        if part not in self.files:
            raise bad_request(f'file part "{part}" named by attach:// is not in the request')
        self.used.add(part)

    def ignore(self, what: str) -> None:
        """Note what Telegram ignores, for the log; refuse the call when the sandbox is strict."""
        if self.strict:
            raise bad_request(what)
        self.ignored.append(what)

    def ignore_unused(self) -> None:
        """Ignore the parts that no parameter refers to."""
        for part in sorted(self.files.keys() - self.used):
            self.ignore(f'file part "{part}" is named by no parameter')

    def get(self, reference: str) -> Upload | None:
        """Return the part behind ``attach://<part>``."""
        return self.files.get(reference.removeprefix(ATTACHED)) if reference.startswith(ATTACHED) else None
