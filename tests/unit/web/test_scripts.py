"""The scripts of the pages: their own tests in Node.js, and that they are small, and read what the server reads."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from unit.web.node import node

from bot.crypto.canonical import NotCanonical, parse_canonical
from web.assets import STATIC, Assets
from web.verify.page import joined_script

HERE = Path(__file__).parent
MOST_OF_A_PAGE = 60 * 1024
PAGES = {
    "app/pass.js": {"page.css", "app/app.css"},
    "app/pin.js": {"page.css", "app/app.css"},
    "kiosk/kiosk.js": {"page.css", "kiosk/kiosk.css"},
    "scan/page.js": {"page.css", "scan/scan.css", "scan/decoder.js", "scan/service.js"},
    "verify/page.js": {"page.css"},
}
"""The script of each page, and what it loads that it does not import."""

needs_node = pytest.mark.skipif(node() is None, reason="Node.js is not installed")


@needs_node
def test_the_tests_of_the_scripts_pass():
    files = sorted(map(str, (HERE / "scripts").glob("*.test.js")))
    done = subprocess.run([node(), "--test", *files], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@pytest.mark.parametrize("vector", json.loads((HERE / "vectors" / "canonical.json").read_text(encoding="utf-8")))
def test_the_server_reads_canonical_json_as_the_scripts_do(vector):
    data = vector["json"].encode(errors="surrogatepass")
    if vector["canonical"]:
        parse_canonical(data)
    else:
        with pytest.raises(NotCanonical):
            parse_canonical(data)


@needs_node
def test_the_saved_page_has_every_module_once_and_no_import(tmp_path):
    script = joined_script(Assets.read())
    for path in (STATIC / "verify").glob("*.js"):
        assert path.read_text(encoding="utf-8").partition("\n")[0] in script
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    joined = tmp_path / "joined.mjs"
    joined.write_text(script, encoding="utf-8")
    done = subprocess.run([node(), "--check", joined], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def with_imports(name):
    """Return a module and all that it imports from the other files, by name below `web/static`."""
    found, ahead = set(), [name]
    while ahead:
        found.add(here := ahead.pop())
        script = (STATIC / here).read_text(encoding="utf-8")
        for imported in re.findall(r'(?:from|import) "(\.[^"]+)"', script):
            there = (STATIC / here).parent.joinpath(imported).resolve()
            if there.is_relative_to(STATIC) and there.is_file():
                ahead += {there.relative_to(STATIC).as_posix()} - found
    return found


def loaded(page):
    return set.union(*map(with_imports, {page, *PAGES[page]}))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_little(page):
    packed = Assets.read().packed
    assert sum(len(packed[name]) for name in loaded(page)) < MOST_OF_A_PAGE


def test_every_script_and_style_is_of_a_page_whose_size_is_known():
    files = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.suffix in (".js", ".css")}
    assert set.union(*map(loaded, PAGES)) == files


def test_no_registry_is_named_in_the_lock_of_npm():
    lock = (Path(__file__).parents[3] / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert not re.search(r"registry|\.tgz", lock)
