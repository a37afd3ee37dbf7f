import json
import re
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path

from bot.signing.records.record import SignatureRecord, Trust, decode, parse_record, verify_record
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify

DOCS = Path(__file__).parents[4] / "docs"
EVIDENCE = DOCS / "evidence"
SCHEMA = json.loads((EVIDENCE / "signature.schema.json").read_text())
PAGE = (DOCS / "evidence.md").read_text()


def test_the_example_is_a_valid_finished_file():
    found = verify((EVIDENCE / "example.pdf").read_bytes(), (EVIDENCE / "example-organisation.pem").read_bytes())
    assert (found.integrity, found.trust) == (Integrity.UNCHANGED, Trust.OURS)
    assert (found.signed, found.expected, found.declined) == (2, 3, 1)


def test_the_example_record_is_valid_and_the_one_printed():
    signed = decode((EVIDENCE / "example-signature.json").read_bytes())
    assert verify_record(signed).sound
    printed = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1]
    assert json.loads(printed) == json.loads(signed.record_json)
    assert parse_record(signed.record_json).signer.name == "Olena Sample"


def _resolved(node):
    return SCHEMA["$defs"][node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else node


def _agree(kind, node, at):
    members = {field.name.rstrip("_"): field.type for field in fields(kind)}
    assert node["properties"].keys() == members.keys() == set(node["required"]), at
    assert node["additionalProperties"] is False, at
    for name, member in members.items():
        if is_dataclass(member):
            _agree(member, node["properties"][name], f"{at}.{name}")
        elif isinstance(member, type) and issubclass(member, StrEnum):
            assert node["properties"][name]["enum"] == [one.value for one in member]
        elif member in (int, str) and name != "schema":
            json_type = {int: "integer", str: "string"}[member]
            assert _resolved(node["properties"][name])["type"] == json_type, f"{at}.{name}"
        elif type(None) in getattr(member, "__args__", ()):
            assert "null" in json.dumps(node["properties"][name]), f"{at}.{name}"


def test_the_schema_names_every_member_and_no_other():
    _agree(SignatureRecord, SCHEMA, "record")
