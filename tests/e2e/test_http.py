"""HTTP itself: paths, methods, sizes, connections, and clients that misbehave."""

import json
import re
import socket
import time

import pytest

import service
from service import receive_all, run_request


def status(answer):
    match = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return int(match[1]) if match else None


def statuses(answer):
    return [int(code) for code in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]


def still_serves(server):
    return server.run("print('still')")["stdout"] == "still\n"


# --- endpoints

def test_info(as_shipped):
    info = as_shipped.http.get("/").json()
    assert info["service"] == "PyRunner" and info["status"] == "healthy"
    assert re.fullmatch(r"\d+\.\d+\.\d+", info["version"])
    capabilities = info["capabilities"]
    assert capabilities["max_timeout"] == 300 and capabilities["max_memory_mb"] == 2048
    assert sorted(capabilities["libraries"]) == ["matplotlib", "numpy", "pandas", "scipy", "sklearn", "sympy"]
    assert re.fullmatch(r"3\.\d+\.\d+.*", capabilities["python"])
    assert capabilities["policies"] == ["strict", "standard"]


def test_info_tells_the_layers(server):
    isolation = server.http.get("/").json()["isolation"]
    assert isolation["level"] in ("full", "container")
    text = json.dumps(isolation)
    for layer in ("user_namespace", "mount_namespace", "network_namespace", "pid_namespace", "landlock", "seccomp",
                  "cgroup", "rlimits"):
        assert layer in text


def test_health_and_ready(server):
    assert server.http.get("/health").json() == {"status": "healthy"}
    assert server.http.get("/ready").status_code == 200


@pytest.mark.parametrize("path", ["/nothing", "/run/", "/run/x", "//run", "/Run", "/%72un%00", "/../etc/passwd", "/admin"])
def test_unknown_path(server, path):
    answer = server.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert status(answer) == 404
    assert answer.endswith(b'{"detail":"Not Found"}')


@pytest.mark.parametrize("method, path, allowed", [
    ("GET", "/run", "POST"), ("PUT", "/run", "POST"), ("DELETE", "/run", "POST"), ("PATCH", "/run", "POST"),
    ("POST", "/", "GET"), ("POST", "/health", "GET"), ("DELETE", "/ready", "GET")])
def test_wrong_method(server, method, path, allowed):
    reply = server.http.request(method, path)
    assert reply.status_code == 405
    assert reply.json() == {"detail": "Method Not Allowed"}
    assert allowed in reply.headers["allow"]


def test_query_is_no_part_of_the_path(server):
    assert server.http.get("/health?x=1").status_code == 200
    assert server.http.post("/run?x=1", json={"code": "1"}).status_code == 200


def test_replies_are_json_and_named(server):
    reply = server.post(code="1")
    assert reply.headers["content-type"].startswith("application/json")
    assert int(reply.headers["content-length"]) == len(reply.content)


# --- bodies

def test_body_over_the_maximum(server):
    reply = server.http.post("/run", content=b'{"code": "' + b"x" * (4 * 1024 * 1024) + b'"}')
    assert reply.status_code == 413
    assert "detail" in reply.json()
    assert still_serves(server)


def test_body_over_the_maximum_is_refused_before_it_comes(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 400000000\r\n\r\n{")
        assert status(receive_all(connection)) == 413


def test_chunked_body_over_the_maximum(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(b"POST /run HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
        try:
            for _ in range(200):
                connection.sendall(chunk)
        except OSError:
            pass
        answer = receive_all(connection)
    # a reset may overtake the reply
    assert status(answer) in (413, None)
    assert still_serves(server)


def test_body_size_is_a_setting(start):
    small = start("--max-body-kb", "16")
    assert small.http.post("/run", json={"code": "1 #" + "x" * 20_000}).status_code == 413
    assert small.run("print(1)")["stdout"] == "1\n"


def test_chunked_body(server):
    body = json.dumps({"code": "print('chunks')"}).encode()
    chunks = b"".join(b"1\r\n" + body[i:i + 1] + b"\r\n" for i in range(len(body))) + b"0\r\n\r\n"
    answer = server.raw(b"POST /run HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
    assert status(answer) == 200 and b"chunks\\n" in answer


def test_expect_continue(server):
    body = json.dumps({"code": "print(1)"}).encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(b"POST /run HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(body))
        assert status(connection.recv(1000)) == 100
        connection.sendall(body)
        assert status(receive_all(connection)) == 200


# --- connections

def test_keep_alive(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        for number in range(5):
            connection.sendall(run_request(f"print({number})"))
            answer = receive_all(connection)
            assert status(answer) == 200 and f'"stdout":"{number}\\n"'.encode() in answer.replace(b'": ', b'":')


def test_pipelining_answers_in_order(server):
    last = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = server.raw(b"".join(run_request(f"print('n{number}')") for number in range(8)) + last, 60, quiet=20)
    assert statuses(answer) == [200] * 9
    assert re.findall(rb"n(\d)\\n", answer) == [b"%d" % number for number in range(8)]


def test_http_1_0_and_connection_close(server):
    for head in (b"GET /health HTTP/1.0\r\n\r\n", b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
            connection.sendall(head)
            began = time.monotonic()
            assert status(receive_all(connection, 30, quiet=20)) == 200
            assert time.monotonic() - began < 15


def test_head_request(server):
    reply = server.http.head("/health")
    assert reply.status_code in (200, 405) and reply.content == b""


# --- CORS

def test_cors_any_origin(server):
    reply = server.http.post("/run", json={"code": "1"}, headers={"Origin": "https://example.org"})
    assert reply.headers["access-control-allow-origin"] in ("*", "https://example.org")


def test_cors_preflight(server):
    reply = server.http.options("/run", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST",
                                                  "Access-Control-Request-Headers": "content-type"})
    assert reply.status_code in (200, 204)
    assert reply.headers["access-control-allow-origin"] in ("*", "https://example.org")
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert reply.headers["access-control-allow-headers"].lower() in ("*", "content-type") or \
        "content-type" in reply.headers["access-control-allow-headers"].lower()


def test_cors_errors_too(server):
    reply = server.http.post("/run", json={}, headers={"Origin": "https://example.org"})
    assert reply.status_code == 422 and reply.headers["access-control-allow-origin"] in ("*", "https://example.org")


def test_cors_is_a_setting(start):
    some = start("--cors-origins", "https://good.example")
    def allowed(origin):
        return some.http.get("/health", headers={"Origin": origin}).headers.get("access-control-allow-origin")
    assert allowed("https://good.example") == "https://good.example"
    assert allowed("https://evil.example") in (None, "https://good.example")
    none = start("--cors-origins", "")
    assert "access-control-allow-origin" not in none.http.get("/health", headers={"Origin": "https://good.example"}).headers


# --- what a proxy and we could read differently

BODY = b'{"code":"print(1)"}'
SMUGGLED = {
    "two lengths": b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 19\r\nContent-Length: 5\r\n\r\n" + BODY,
    "two equal lengths": b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 19\r\nContent-Length: 19\r\n\r\n" + BODY,
    "list of lengths": b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 19, 19\r\n\r\n" + BODY,
    "length and chunked": b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 19\r\nTransfer-Encoding: chunked\r\n\r\n13\r\n"
                          + BODY + b"\r\n0\r\n\r\n",
    "chunked and length": b"POST /run HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 19\r\n\r\n13\r\n"
                          + BODY + b"\r\n0\r\n\r\n",
    "two hosts": b"POST /run HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 19\r\n\r\n" + BODY,
    "negative length": b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: -19\r\n\r\n" + BODY,
    "signed length": b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: +19\r\n\r\n" + BODY,
    "length in hex": b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 0x13\r\n\r\n" + BODY,
    "unknown coding": b"POST /run HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n" + BODY,
    "coding of two": b"POST /run HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n13\r\n" + BODY + b"\r\n0\r\n\r\n",
    "space before colon": b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length : 19\r\n\r\n" + BODY,
    "no host": b"GET /health HTTP/1.1\r\n\r\n",
    "nonsense": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 50 + b"\r\n\r\n",
    "no version": b"GET /health\r\n\r\n",
    "version 9": b"GET /health HTTP/9.9\r\n\r\n",
}


@pytest.mark.parametrize("name", SMUGGLED)
def test_ambiguous_requests_are_refused(server, name):
    answer = server.raw(SMUGGLED[name] + b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
    # refused and closed: what follows on the connection is never taken for a request. Twice because the library
    # sends the head of its own refusal twice where Content-Length is no number.
    assert set(statuses(answer)) <= {400, 411, 413, 501, 505} and len(statuses(answer)) <= 2, answer
    assert still_serves(server)


def test_chunk_sizes_that_lie(server):
    head = b"POST /run HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    for chunks in (b"zz\r\n" + BODY, b"-5\r\n" + BODY, b"ffffffffffffffffff\r\n" + BODY, b"13\r\n" + BODY + b"XX0\r\n\r\n"):
        assert 200 not in statuses(server.raw(head + chunks, shutdown=True))
    assert still_serves(server)


def test_huge_head(server):
    for head in (b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
                 b"GET /health HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
                 b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 50_000 + b"\r\n"):
        try:
            answer = server.raw(head)
        except ConnectionError:
            answer = b""
        assert 200 not in statuses(answer)
    assert still_serves(server)


# --- slow and rude clients

@pytest.fixture(scope="module")
def impatient():
    with service.Server("--head-timeout", "1", "--body-timeout", "1", "--idle-timeout", "1") as running:
        yield running


def seconds_until_cut(server, first, drip, every=0.2, at_most=8):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(first)
        began = time.monotonic()
        connection.settimeout(every)
        while time.monotonic() - began < at_most:
            try:
                if not connection.recv(4096):
                    break
                continue
            except TimeoutError:
                pass
            except ConnectionError:
                break
            try:
                if drip:
                    connection.sendall(drip)
            except OSError:
                break
        return time.monotonic() - began


@pytest.mark.parametrize("first, drip", [
    (b"", b""), (b"G", b""), (b"GET /health HTTP/1.1\r\nHost: x\r\n", b"X: y\r\n"), (b"GET /", b"a"),
    (b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n", b" "),
    (b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n", b""),
    (b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n", b"")], ids=[
    "nothing", "half a head", "dripping head", "dripping path", "dripping body", "no body", "idle"])
def test_slow_clients_are_cut(impatient, first, drip):
    assert 0.5 < seconds_until_cut(impatient, first, drip) < 5
    assert still_serves(impatient)


def test_an_idle_connection_is_kept_for_the_whole_idle_timeout(start):
    patient = start("--sets", "bare", "--head-timeout", "1", "--idle-timeout", "5")
    assert 4 < seconds_until_cut(patient, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n", b"", at_most=20) < 15


def test_a_long_run_is_no_idle_connection(impatient):
    reply = impatient.run("x = 0\nwhile True: x += 1", timeout=4)
    assert reply["status"] == "timeout"


def test_connections_are_bounded(start):
    few = start("--max-connections", "20")
    held = []
    try:
        for _ in range(60):
            connection = socket.create_connection(("127.0.0.1", few.port), timeout=2)
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            held.append(connection)
        served = sum(status(receive_all(connection, 0.3, quiet=0.05)) == 200 for connection in held)
        assert 10 <= served <= 20
    finally:
        for connection in held:
            connection.close()
    assert service.wait_until(lambda: few.ready(), 10)
    assert still_serves(few)


def test_hang_ups_at_every_moment(server):
    request = run_request("print(1)")
    for cut in range(0, len(request), 7):
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
            connection.sendall(request[:cut])
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall(request)
    assert still_serves(server)
