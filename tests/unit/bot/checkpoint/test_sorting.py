"""What a text is, before anything is looked up."""

import pytest

from bot.checkpoint.checks.sorting import Sort, Sorted, sort_text
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.passes.codes import CodePurpose, Codes, mint_code_id

CODES = Codes(Cipher(MasterKeys.parse(mint_master_key())), 7_000_000_001, "ExampleGateBot")
STRANGERS = Codes(Cipher(MasterKeys.parse(mint_master_key())), 7_000_000_001, "ExampleGateBot")
OURS, THEIRS = CODES.organisation_tag("ours"), CODES.organisation_tag("theirs")
ID = mint_code_id()
PAYLOAD = CODES.mint(CodePurpose.LIVE_PASS, OURS, ID)
FALSE_SEAL = STRANGERS.mint(CodePurpose.LIVE_PASS, OURS, ID)


@pytest.mark.parametrize("text", [PAYLOAD, CODES.link(PAYLOAD)], ids=["payload", "link"])
def test_a_payload_of_ours_is_genuine_bare_or_in_a_link(text):
    found = sort_text(CODES, text)
    assert found == Sorted(text, Sort.GENUINE, CODES.parse(PAYLOAD))
    assert (found.parsed.id, found.parsed.purpose) == (ID, CodePurpose.LIVE_PASS)


@pytest.mark.parametrize("text", [FALSE_SEAL, CODES.link(FALSE_SEAL)], ids=["payload", "link"])
def test_a_payload_with_a_false_seal_is_forged(text):
    found = sort_text(CODES, text)
    assert found == Sorted(text, Sort.FORGED, CODES.parse(FALSE_SEAL))


@pytest.mark.parametrize(
    "text",
    ["", "https://example.org/", CODES.link("hello"), f"https://t.me/OtherBot?start={PAYLOAD}"],
    ids=["empty", "other link", "other payload", "other bot"],
)
def test_any_other_text_is_foreign(text):
    found = sort_text(CODES, text)
    assert found == Sorted(text, Sort.FOREIGN, None)


def test_only_foreign_and_forged_texts_accuse():
    texts = {"hello": True, FALSE_SEAL: True, PAYLOAD: False}
    assert {text: sort_text(CODES, text).accuses for text in texts} == texts


@pytest.mark.parametrize(
    ("text", "tag", "answer"),
    [(PAYLOAD, OURS, True), (PAYLOAD, THEIRS, False), (FALSE_SEAL, OURS, False), ("hello", OURS, False)],
    ids=["ours", "theirs", "forged", "foreign"],
)
def test_a_genuine_code_is_of_the_organisation_whose_tag_it_carries(text, tag, answer):
    assert sort_text(CODES, text).of(tag) is answer


def of_purpose(purpose, tag=OURS):
    return sort_text(CODES, CODES.mint(purpose, tag, ID))


def test_codes_of_passes_and_imitations_claim_a_pass():
    claims = {purpose for purpose in CodePurpose if of_purpose(purpose).claims_pass(OURS)}
    assert claims == {CodePurpose.LIVE_PASS, CodePurpose.PRINTED_PASS}
    assert sort_text(CODES, FALSE_SEAL).claims_pass(OURS)


def test_a_pass_of_another_organisation_and_a_foreign_text_claim_no_pass():
    assert not of_purpose(CodePurpose.LIVE_PASS, THEIRS).claims_pass(OURS)
    assert not sort_text(CODES, "hello").claims_pass(OURS)


def test_only_a_service_qr_puts_on_duty_in_its_organisations():
    on_duty = {purpose for purpose in CodePurpose if of_purpose(purpose).puts_on_duty([THEIRS, OURS])}
    assert on_duty == {CodePurpose.SERVICE_QR}
    assert not of_purpose(CodePurpose.SERVICE_QR).puts_on_duty([THEIRS])
    assert not of_purpose(CodePurpose.SERVICE_QR).puts_on_duty([])


def test_a_forged_service_qr_and_a_foreign_text_put_nobody_on_duty():
    forged = sort_text(CODES, STRANGERS.mint(CodePurpose.SERVICE_QR, OURS, ID))
    assert forged.parsed is not None
    assert not forged.puts_on_duty([OURS])
    assert not sort_text(CODES, "hello").puts_on_duty([OURS])
