"""The directory: parts of phones are found, by everybody's latest change, and nothing at rest tells them."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, update

from bot.staff.models import Status
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.staff.directory import Remembered
from storage.tables import directory_page
from storage.transaction import Transaction


async def found(harness, words, **narrowed):
    wanted = {"now": harness.now, "registered_only": False, "offset": 0, "most": 10} | narrowed
    async with harness.store.reading() as tx:
        page, in_all = await tx.people.search(harness.organisation.id, words, **wanted)
    assert in_all == len(page)
    return [each.person.name for each in page]


@pytest.mark.parametrize("part", ["380671234567", "+380 67 123", "0671234567", "067123", "4567", "71234", "123-45-67"])
async def test_a_phone_is_found_by_any_part_of_four_digits(harness, part):
    await harness.person("Іван", phone="+380671234567")
    await harness.person("Петро", phone="+380509998877")
    assert await found(harness, part) == ["Іван"]


async def test_who_has_the_digits_in_their_number_comes_before_who_has_them_in_the_phone(harness):
    await harness.person("А Телефон", phone="+380671042999")
    await harness.person("Я Номер", personnel_number="1042")
    assert await found(harness, "1042") == ["Я Номер", "А Телефон"]


async def test_a_changed_phone_name_or_dismissal_is_found_as_it_is_now(harness, neighbour):
    person = await harness.person("Іван Давній", phone="+380671234567")
    assert await found(neighbour, "4567") == ["Іван Давній"]
    async with harness.store.transaction() as tx:
        await tx.people.set_phone(person.id, "+380671230000")
    assert await found(neighbour, "4567") == []
    assert await found(neighbour, "1230000") == ["Іван Давній"]
    async with harness.store.transaction() as tx:
        await tx.people.save([replace(person, name="Іван Новий", phone=None)])
    assert await found(neighbour, "0000") == []
    assert await found(neighbour, "давній") == []
    assert await found(neighbour, "новий") == ["Іван Новий"]
    async with harness.store.transaction() as tx:
        assert await tx.people.dismiss(person.id, harness.now)
    assert await found(neighbour, "новий") == []
    assert await found(neighbour, "новий", status=Status.DISMISSED) == ["Іван Новий"]
    async with harness.store.transaction() as tx:
        await tx.people.save([replace(person, name="Іван Новий")])
    assert await found(neighbour, "новий") == ["Іван Новий"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Мар'янчук Соломія", "марянчук"),
        ("Мар’янчук Соломія", "Мар'янчук"),
        ("Марянчук Соломія", "марʼянчук"),
        ("Зима-Літня Ганна", "зима літня"),
        ("Зима Літня Ганна", "Зима‑Літня"),
        ("Cергій Bойтенко", "Сергій Войтенко"),
        ("Сергій Войтенко", "Cepгiй Boйтeнкo"),
        ("Ковале́нко Іва́н", "коваленко іван"),
        ("Коваленко\u00a0Іван", "іван коваленко"),
        ("Семёнов Артём", "семенов артем"),
        ("Ïжак Ганна", "їжак"),
    ],
)
async def test_a_name_is_found_however_it_is_typed(harness, name, typed):
    person = await harness.person(name)
    await harness.person("Інша Людина")
    async with harness.store.reading() as tx:
        wanted = {"now": harness.now, "registered_only": False, "offset": 0, "most": 10}
        page, in_all = await tx.people.search(harness.organisation.id, typed, **wanted)
    assert ([each.person.id for each in page], in_all) == ([person.id], 1)


async def test_latin_names_stay_in_the_order_of_their_alphabet(harness):
    for name in ("Zoe Tom", "Adam Kim", "Dora Beth"):
        await harness.person(name)
    assert await found(harness, "o") == ["Dora Beth", "Zoe Tom"]
    assert (await found(harness, "m"))[0] == "Adam Kim"


async def test_who_was_erased_is_found_by_nothing(harness):
    person = await harness.person("Іван Стертий", phone="+380671234567", dismissed_at=harness.now)
    async with harness.store.transaction() as tx:
        assert await tx.erasure.erase(harness.organisation.id, person.id, "pseudonym", harness.now)
    for words in ("стертий", "4567", "pseudonym"):
        assert await found(harness, words, status=Status.DISMISSED) == []


async def test_what_was_rolled_back_is_not_remembered(harness):
    person = await harness.person("Іван", phone="+380671234567")
    with pytest.raises(ZeroDivisionError):
        await _changes_and_fails(harness, person)
    assert await found(harness, "0000") == []
    assert await found(harness, "4567") == ["Іван"]


async def _changes_and_fails(harness, person):
    async with harness.store.transaction() as tx:
        await tx.people.set_phone(person.id, "+380670000000")
        wanted = {"now": harness.now, "registered_only": False, "offset": 0, "most": 10}
        assert (await tx.people.search(harness.organisation.id, "0000", **wanted))[1] == 1
        raise ZeroDivisionError


async def test_one_put_on_the_list_again_keeps_what_was_changed_since(harness):
    person = await harness.person("Іван", phone="+380671234567")
    async with harness.store.transaction() as tx:
        await tx.people.set_phone(person.id, "+380670000000")
        await tx.people.add([person])
    assert await found(harness, "0000") == ["Іван"]


async def test_a_search_narrows_to_a_department_a_status_and_the_registered(harness):
    cook = await harness.person("Кухар Один", department="Кухня", phone="+380671110001")
    await harness.person("Кухар Два", department="Зала", phone="+380671110002")
    assert await found(harness, "кухар", department="Кухня") == ["Кухар Один"]
    assert (
        await found(harness, "1111000", department="Зала") == [] == await found(harness, "кухар", registered_only=True)
    )
    assert await found(harness, "111000", department="Зала") == ["Кухар Два"]
    await harness.account(cook)
    assert await found(harness, "кухар", registered_only=True) == ["Кухар Один"]
    assert await found(harness, "кухар", status=Status.NOT_INVITED) == ["Кухар Два"]


async def test_a_word_is_looked_for_in_names_and_numbers_alone(harness):
    await harness.person("Іван", personnel_number="77", phone="+380671234567", id=UUID(int=0xABCD))
    await harness.person("Петро", dismissed_at=harness.now)
    for word in ("380", "067", "000", "abcd", "x"):
        assert await found(harness, word) == []
    assert await found(harness, "іван 77") == ["Іван"] == await found(harness, "7")


async def test_every_word_must_be_there_the_common_and_the_rare(harness):
    for number in range(8):
        await harness.person(f"Олена {number:02d} Коваль" if number % 2 else f"Олена {number:02d} Бондар")
    await harness.person("Іван Коваль", dismissed_at=harness.now)
    assert len(await found(harness, "олена")) == 8
    assert await found(harness, "коваль 07 олена") == ["Олена 07 Коваль"]
    assert await found(harness, "коваль іван") == []


async def test_words_of_which_nothing_is_left_find_nobody(harness):
    await harness.person("Іван")
    assert await found(harness, "\0") == []


async def test_another_organisations_people_are_found_by_nobody_here(harness):
    other = harness.make_organisation("Other Works")
    await harness.person("Іван", phone="+380671234567", organisation_id=harness.organisation.id)
    ours, harness.organisation = harness.organisation, other
    assert await found(harness, "4567") == []
    harness.organisation = ours
    async with harness.store.transaction() as tx:
        await tx.people.save([harness.make_person("Чужий", organisation_id=ours.id, id=uuid4(), phone="+380671234567")])
    assert await found(harness, "4567") == ["Іван"]


async def test_a_list_made_before_there_was_a_directory_gets_one_when_the_store_opens(harness):
    await harness.person("Іван", phone="+380671234567")
    async with harness.engine.begin() as connection:
        await connection.execute(delete(directory_page))
    assert await found(harness, "4567") == []
    await harness.store.write_directory()
    assert await found(harness, "4567") == ["Іван"]


async def test_pages_that_did_not_change_are_not_opened_again(harness):
    people = [await harness.person(f"Особа {number}", phone=f"+38067123456{number}") for number in range(5)]
    remembered = Remembered()
    wanted = {"now": harness.now, "registered_only": False, "offset": 0, "most": 10}
    async with harness.engine.begin() as connection:
        tx = Transaction(connection, ColumnEncryption(harness.cipher), remembered, writes=True)
        assert (await tx.people.search(harness.organisation.id, "67123456", **wanted))[1] == 5
        spoiled = directory_page.c.number == people[0].id.bytes[0]
        await connection.execute(update(directory_page).where(spoiled).values(content=b"spoiled"))
        assert (await tx.people.search(harness.organisation.id, "67123456", **wanted))[1] == 5
        await connection.rollback()


async def test_the_pages_show_nothing_and_two_equal_parts_look_different(harness):
    await harness.person("Іван Прихований", phone="+380671234567")
    await harness.person("Петро Прихований", phone="+380501234567")
    async with harness.engine.begin() as connection:
        contents = list((await connection.execute(select(directory_page.c.content))).scalars())
    assert contents
    for content in contents:
        assert b"1234567" not in content
        assert "прихований".encode() not in content
    assert len({content[-16:] for content in contents}) == len(contents)
