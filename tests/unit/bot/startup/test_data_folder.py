"""The folder of data: closed to others, and a sentence for each way in which it cannot be used."""

import os
import re
import shlex
import stat
import subprocess

import pytest

from bot.settings import SettingsError, read_settings
from bot.startup import data_folder
from bot.startup.data_folder import open_data_folder
from bot.startup.master_key import open_cipher
from storage.opening import open_store

TOKEN = "1000000001:sample-token"
SENTENCE = r"^DATA_DIR: [^\n]+\.$"


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


async def started(folder):
    """Open everything as the bot does."""
    settings = read_settings(bot_token=TOKEN, data_dir=folder, _env_file=None)
    store = await open_store(settings, open_cipher(settings))
    await store.close()


@pytest.fixture
def _generous(monkeypatch):
    """An account whose new files everybody can read."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_generous")
async def test_the_folder_and_its_files_are_closed_to_others(tmp_path):
    await started(tmp_path / "data")
    assert mode(tmp_path / "data") == 0o700
    assert {path.name: mode(path) for path in (tmp_path / "data").iterdir()} == {
        "countersign.db": 0o600,
        "master.key": 0o600,
    }


@pytest.mark.parametrize("name", ["data?x=1", "data%20#2", "file:data", ":memory:", "дані & «зразок»", "a'b;c"])
async def test_every_name_of_a_folder_can_be_used(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        await started(name)
    assert (tmp_path / name / "countersign.db").stat().st_size
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("wide", [0o755, 0o750, 0o710, 0o707])
async def test_a_folder_that_others_can_open_is_refused_until_the_named_command_has_run(tmp_path, wide):
    folder = tmp_path / "my data"
    await started(folder)
    folder.chmod(wide)
    with pytest.raises(SettingsError, match=SENTENCE) as told:
        await started(folder)
    command = re.search("run `(.*)`", str(told.value))[1]
    assert shlex.split(command)[:2] == ["chmod", "700"]
    subprocess.run(shlex.split(command), check=True)
    await started(folder)


@pytest.mark.parametrize("name", ["master.key", "countersign.db", "countersign.db-wal"])
async def test_a_file_that_others_can_read_is_refused(tmp_path, name):
    await started(tmp_path)
    path = tmp_path / name
    path.touch()
    path.chmod(0o644)
    with pytest.raises(SettingsError, match=r"run `chmod 600 .*" + name):
        await started(tmp_path)
    path.chmod(0o600)
    await started(tmp_path)


async def test_a_file_in_the_place_of_the_folder_is_a_sentence(tmp_path):
    (tmp_path / "data").write_text("")
    for folder in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(SettingsError, match=SENTENCE):
            await started(folder)


async def test_a_disk_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch):
    with pytest.raises(SettingsError, match=SENTENCE):
        await started("/proc/countersign")
    (tmp_path / "data").mkdir(mode=0o700)
    monkeypatch.setattr(data_folder.os, "access", lambda *_: False)
    with pytest.raises(SettingsError, match="cannot write to"):
        open_data_folder(tmp_path / "data")


async def test_a_master_key_that_is_no_text_is_a_sentence(tmp_path):
    (tmp_path / "master.key").touch(mode=0o600)
    (tmp_path / "master.key").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="is not a master key"):
        await started(tmp_path)
