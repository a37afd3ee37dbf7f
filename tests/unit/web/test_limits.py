"""The limits for each address."""

from aiohttp.test_utils import make_mocked_request

from web.limits import Rate, address_of


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_an_address_has_a_burst_and_then_a_rate():
    clock = Clock()
    rate = Rate(3, 0.5, now=clock)
    assert [rate.allows("a") for _ in range(5)] == [True, True, True, False, False]
    assert rate.allows("b")
    clock.now = 2
    assert [rate.allows("a") for _ in range(2)] == [True, False]


def test_what_is_remembered_of_addresses_is_bounded():
    rate = Rate(3, 0.5, most=100)
    for number in range(10_000):
        rate.allows(str(number))
    assert len(rate._buckets) == 100


class Transport:
    def __init__(self, peer):
        self.peer = peer

    def get_extra_info(self, name, default=None):
        return (self.peer, 1) if name == "peername" else default


def counted_as(peer, forwarded=None):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return address_of(make_mocked_request("GET", "/v", headers=headers, transport=Transport(peer)))


def test_a_proxy_beside_the_bot_names_the_client():
    assert counted_as("127.0.0.1", "198.51.100.7, 203.0.113.9") == "203.0.113.9"
    assert counted_as("10.0.0.2", "203.0.113.9") == "203.0.113.9"
    assert counted_as("127.0.0.1", "nonsense") == "127.0.0.1"
    assert counted_as("127.0.0.1") == "127.0.0.1"


def test_a_client_cannot_name_another_one():
    assert counted_as("203.0.113.9", "198.51.100.7") == "203.0.113.9"


def test_a_network_of_ipv6_counts_as_one():
    assert counted_as("2001:db8:1:2:3::4") == counted_as("2001:db8:1:2:ffff::9")
