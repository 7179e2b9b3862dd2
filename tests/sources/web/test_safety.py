"""Nothing inside is ever connected to, whichever way its address is written or found."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kliping.errors import SourceError
from kliping.sources.web.fetch import Web
from kliping.sources.web.manners import Manners
from kliping.sources.web.safety import checked, is_public
from tests.portal.server import Portal, Reply
from tests.sources.web.asking import code
from tests.sources.web.conftest import OpenWeb

INSIDE = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.1.2.3 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255 168.63.129.16
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:a00:1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
    64:ff9b:1::1 2002:7f00:1:: 2002:c0a8:101::1 2001:0:4136:e378:8000:63bf:80ff:fffe fc00::1 fd00:ec2::254 fe80::1
    fe80::1%eth0 fec0::1 ff02::1 2001:db8::1 100::1
""".split()
OUTSIDE = "8.8.8.8 93.184.215.14 172.32.0.1 192.169.0.1 2606:4700::1111 64:ff9b::808:808 ::ffff:8.8.8.8".split()


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_outside_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "LOCALHOST.", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "0"]
)
def test_a_server_on_loopback_is_never_reached(portal: Portal, host: str, open_web: OpenWeb) -> None:
    port = portal.url("").rpartition(":")[2]
    found = open_web(allow_private=False).get(f"http://{host}:{port}/secret")
    assert code(found) in {"private_address", "bad_url", "no_such_host"}
    assert not portal.hits


@pytest.mark.parametrize("url", ["http://169.254.169.254/latest/", "http://[fe80::1]/", "http://10.0.0.1:8080/x"])
def test_metadata_and_private_addresses_are_not_asked(url: str, open_web: OpenWeb) -> None:
    assert code(open_web(allow_private=False).get(url)) == "private_address"


def test_a_name_that_changes_its_mind_reaches_nothing(
    portal: Portal, open_web: OpenWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: whatever a name resolved to before, the address of the connection itself is what is judged."""
    port = int(portal.url("").rpartition(":")[2])
    answers = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])

    def lookup(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert socket.getaddrinfo("rebind.example", port)[0][4][0] == "93.184.215.14"
    assert code(open_web(allow_private=False).get(f"http://rebind.example:{port}/")) == "private_address"
    assert not portal.hits


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)", "data:text/html,x", "gopher://a.example/", "//x/",
     "page.html", "", "http://", "http:///x", "http://[::1", "http://a.example:port/", "http://a.example:99999/",
     "http://u:p@a.example/", "http://u@a.example/", "http://a.example/" + "x" * 8000]
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str, open_web: OpenWeb) -> None:
    with pytest.raises(SourceError) as caught:
        checked(url)
    assert caught.value.code == "bad_url"
    assert code(open_web().get(url)) == "bad_url"


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://[::1", "http://user:pw@127.0.0.1/"]
)
def test_a_redirect_to_what_is_no_web_address_ends_there(portal: Portal, location: str, open_web: OpenWeb) -> None:
    portal.pages["/go"] = Reply(status=302, headers={"Location": location})
    assert code(open_web().get(portal.url("/go"))) == "bad_url"


# Inside a network of its own, where a public address is this machine, a redirect to loopback can really be tried.
_ISOLATED = """
import json, subprocess
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
subprocess.run(["ip", "addr", "add", "93.184.215.14/32", "dev", "lo"], check=True)
from kliping.sources.web.fetch import Web
from kliping.sources.web.manners import Manners
from tests.portal.server import Portal, Reply

def trial(outside, inside, location):
    outside.pages["/go"] = Reply(status=302, headers={"Location": location})
    with Web(Manners(rate=1000.0)) as web:
        return getattr(getattr(web.get(outside.url("/go")), "error", None), "code", "reached")

with Portal({"/": Reply(b"a page")}, "93.184.215.14") as outside, Portal({"/": Reply(b"inside")}) as inside:
    open_page = trial(outside, inside, "/")
    port = inside.url("").rpartition(":")[2]
    hosts = ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"]
    tries = [trial(outside, inside, f"http://{host}:{port}/") for host in hosts]
    print(json.dumps([open_page, tries, len(inside.hits)]))
"""


def test_a_public_page_cannot_redirect_inside() -> None:
    if not (shutil.which("unshare") and shutil.which("ip")):
        pytest.skip("this system makes no networks of their own")
    unshared = ["unshare", "--net", "--map-root-user", sys.executable, "-c", _ISOLATED]
    root = Path(__file__).parents[3]
    done = subprocess.run(unshared, capture_output=True, text=True, cwd=root, timeout=60)
    if done.stderr.startswith("unshare:"):
        pytest.skip("this user may make no networks of their own")
    assert done.returncode == 0, done.stderr
    open_page, tries, hits = json.loads(done.stdout)
    assert open_page == "reached"
    assert tries == ["private_address"] * 3
    assert hits == 0


def test_a_bad_contact_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        Web(Manners(contact="desk@paper.example\r\nX-Evil: 1"))
    assert caught.value.code == "bad_contact"
