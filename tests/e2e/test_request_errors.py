"""What is wrong with a request: the 422 shapes of the contract, each and all at once."""

import json

import pytest

INT = "Input should be a valid integer"
PARSE = INT + ", unable to parse string as an integer"
FRACTION = INT + ", got a number with a fractional part"


def problem(kind, field, message, given, **ctx):
    return kind, ["body", field], message, given, ctx or None


# body, the problems in it
WRONG = {
    "code absent": ({}, [("missing", ["body", "code"], "Field required", {}, None)]),
    # null means the default, and there is none
    "code null": ({"code": None}, None),
    "code a number": ({"code": 5}, [problem("string_type", "code", "Input should be a valid string", 5)]),
    "code a list": ({"code": ["x"]}, [problem("string_type", "code", "Input should be a valid string", ["x"])]),
    "code empty": ({"code": ""}, [problem("value_error", "code", "Value error, Code cannot be empty", "")]),
    "code blank": ({"code": " \n\t "}, [problem("value_error", "code", "Value error, Code cannot be empty", " \n\t ")]),
    "timeout 0": ({"code": "1", "timeout": 0},
                  [problem("greater_than_equal", "timeout", "Input should be greater than or equal to 1", 0, ge=1)]),
    "timeout -5": ({"code": "1", "timeout": -5},
                   [problem("greater_than_equal", "timeout", "Input should be greater than or equal to 1", -5, ge=1)]),
    "timeout 301": ({"code": "1", "timeout": 301},
                    [problem("less_than_equal", "timeout", "Input should be less than or equal to 300", 301, le=300)]),
    "timeout text 0": ({"code": "1", "timeout": "0"},
                       [problem("greater_than_equal", "timeout", "Input should be greater than or equal to 1", "0", ge=1)]),
    "timeout 30.5": ({"code": "1", "timeout": 30.5}, [problem("int_from_float", "timeout", FRACTION, 30.5)]),
    "timeout text": ({"code": "1", "timeout": "abc"}, [problem("int_parsing", "timeout", PARSE, "abc")]),
    "timeout text 30.5": ({"code": "1", "timeout": "30.5"}, [problem("int_parsing", "timeout", PARSE, "30.5")]),
    "timeout empty": ({"code": "1", "timeout": ""}, [problem("int_parsing", "timeout", PARSE, "")]),
    "timeout list": ({"code": "1", "timeout": [3]}, [problem("int_type", "timeout", INT, [3])]),
    "timeout object": ({"code": "1", "timeout": {}}, [problem("int_type", "timeout", INT, {})]),
    "memory 63": ({"code": "1", "memory_limit": 63},
                  [problem("greater_than_equal", "memory_limit", "Input should be greater than or equal to 64", 63, ge=64)]),
    "memory 2049": ({"code": "1", "memory_limit": 2049},
                    [problem("less_than_equal", "memory_limit", "Input should be less than or equal to 2048", 2049, le=2048)]),
    "memory text": ({"code": "1", "memory_limit": "much"}, [problem("int_parsing", "memory_limit", PARSE, "much")]),
    "auto_print text": ({"code": "1", "auto_print": "perhaps"}, None),
    "auto_print list": ({"code": "1", "auto_print": []},
                        [problem("bool_type", "auto_print", "Input should be a valid boolean", [])]),
    "stdin a number": ({"code": "1", "stdin": 1}, [problem("string_type", "stdin", "Input should be a valid string", 1)]),
    "unknown field": ({"code": "1", "colour": "red"},
                      [problem("extra_forbidden", "colour", "Extra inputs are not permitted", "red")]),
    "policy of another type": ({"code": "1", "policy": 7}, None),
    "all at once": ({"timeout": 0, "memory_limit": 4096, "auto_print": [], "stdin": {}, "more": None}, [
        ("missing", ["body", "code"], "Field required", {"timeout": 0, "memory_limit": 4096, "auto_print": [], "stdin": {},
                                                          "more": None}, None),
        problem("greater_than_equal", "timeout", "Input should be greater than or equal to 1", 0, ge=1),
        problem("less_than_equal", "memory_limit", "Input should be less than or equal to 2048", 4096, le=2048),
        problem("bool_type", "auto_print", "Input should be a valid boolean", []),
        problem("string_type", "stdin", "Input should be a valid string", {}),
        problem("extra_forbidden", "more", "Extra inputs are not permitted", None),
    ]),
}


def post_raw(server, content, kind="application/json"):
    return server.http.post("/run", content=content, headers={"Content-Type": kind})


def detail_of(reply):
    assert reply.status_code == 422, reply.text
    assert reply.headers["content-type"].startswith("application/json")
    assert list(reply.json()) == ["detail"]
    return reply.json()["detail"]


@pytest.mark.parametrize("name", WRONG)
def test_wrong(server, name):
    body, expected = WRONG[name]
    detail = detail_of(server.post(**body))
    if expected is None:
        assert [entry["loc"] for entry in detail] == [["body", list(body)[-1]]]
        return
    seen = [(entry["type"], entry["loc"], entry["msg"], entry["input"], entry.get("ctx")) for entry in detail]
    by_field = lambda entry: entry[1]
    for got, wanted in zip(sorted(seen, key=by_field), sorted(expected, key=by_field), strict=True):
        # the context of a value_error holds an exception that JSON cannot show: its form is free
        if wanted[0] == "value_error":
            got, wanted = got[:4], wanted[:4]
        assert got == wanted


@pytest.mark.parametrize("field", ["files", "outputs", "Code", "code ", "__proto__"])
def test_a_field_that_does_not_exist(server, field):
    detail = detail_of(server.http.post("/run", json={"code": "1", field: []}))
    assert [(entry["type"], entry["loc"]) for entry in detail] == [("extra_forbidden", ["body", field])]


@pytest.mark.parametrize("policy", ["open", "none", "", "STRICT"])
def test_policy_that_is_not_allowed(as_shipped, policy):
    [entry] = detail_of(as_shipped.post(code="1", policy=policy))
    assert (entry["type"], entry["loc"]) == ("literal_error", ["body", "policy"])
    assert entry["msg"] == "Input should be 'strict' or 'standard'"
    assert entry["input"] == policy


def test_policy_that_is_not_allowed_names_the_allowed(server):
    [entry] = detail_of(server.post(code="1", policy="none"))
    assert entry["msg"] == "Input should be 'strict', 'standard' or 'open'"


LAX = [("timeout", 30), ("timeout", 30.0), ("timeout", "30"), ("timeout", None), ("timeout", 1), ("timeout", 300),
       ("memory_limit", 64), ("memory_limit", "64"), ("memory_limit", 2048), ("memory_limit", None),
       ("auto_print", True), ("auto_print", None), ("stdin", ""), ("stdin", None), ("policy", None), ("policy", "strict"),
       ("policy", "standard")]


@pytest.mark.parametrize("field, value", LAX)
def test_fine(server, field, value):
    assert server.run("print('ok')", **{field: value})["stdout"] == "ok\n"


@pytest.mark.parametrize("value, printed", [(False, ""), (True, "5\n"), (None, "5\n")])
def test_auto_print_is_a_boolean(server, value, printed):
    assert server.run("2 + 3", auto_print=value)["stdout"] == printed


NOT_JSON = {
    "nothing": b"",
    "words": b"code=1",
    "half": b'{"code": "1"',
    "trailing comma": b'{"code": "1",}',
    "two values": b'{"code": "1"} {"code": "2"}',
    "not UTF-8": b'{"code": "\xff"}',
    "lone surrogate": b'{"code": "\\ud800"}',
    "big integer": b'{"code": "1", "timeout": 123456789012345678901234567890}',
    "1e999": b'{"code": "1", "timeout": 1e999}',
    "NaN": b'{"code": "1", "timeout": NaN}',
    "single quotes": b"{'code': '1'}",
    "deep": b'{"code": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "many tokens": b'{"code": [' + b",".join([b"{}"] * 20_000) + b"]}",
}


@pytest.mark.parametrize("name", NOT_JSON)
def test_not_json(server, name):
    reply = post_raw(server, NOT_JSON[name])
    if name == "nothing":
        # a body that is not there may also count as a field that is not there
        assert reply.status_code == 422
        return
    [entry] = detail_of(reply)
    assert (entry["type"], entry["msg"]) == ("json_invalid", "JSON decode error")
    assert entry["loc"][0] == "body" and isinstance(entry["loc"][1], int) and len(entry["loc"]) == 2


@pytest.mark.parametrize("body", [[], "text", 5, None, True])
def test_json_that_is_no_object(server, body):
    reply = post_raw(server, json.dumps(body).encode())
    detail = detail_of(reply)
    assert len(detail) == 1 and detail[0]["loc"][0] == "body"


def test_offset_of_the_error(server):
    body = b'{"code": "1", oops}'
    [entry] = detail_of(post_raw(server, body))
    # where the decoder stopped: at the word or right behind it
    assert 10 <= entry["loc"][1] <= len(body)


def test_echoes_are_cut(server):
    [entry] = detail_of(server.post(code="1", timeout="9" * 100_000 + "x"))
    assert len(json.dumps(entry["input"])) < 3000


def test_code_of_the_greatest_length(server):
    longest = "x = '" + "a" * (1_000_000 - 6) + "'"
    assert len(longest) == 1_000_000
    assert server.run(longest)["status"] == "success"
    [entry] = detail_of(server.post(code=longest + " "))
    assert (entry["type"], entry["msg"]) == ("value_error", "Value error, Code too large (max 1MB)")
    assert len(json.dumps(entry)) < 5000


def test_characters_count_not_bytes(server):
    code = "x = '" + "é" * 999_990 + "';x"
    assert len(code) < 1_000_000 < len(code.encode())
    reply = post_raw(server, json.dumps({"code": code}, ensure_ascii=False).encode())
    assert reply.status_code == 200 and reply.json()["truncated"]["stdout"]
    assert reply.json()["stdout"] == "é" * (2**20 // 2)


def test_duplicate_keys_have_one_meaning(server):
    reply = post_raw(server, b'{"code": "print(1)", "code": "print(2)"}')
    assert reply.status_code == 422 or reply.json()["stdout"] == "2\n"


def test_nul_in_code_is_a_syntax_error(server):
    reply = server.run("x = 1\0")
    assert reply["status"] == "error" and reply["error"].startswith("Syntax error: ")
    assert reply["stderr"] == "Security validation failed: " + reply["error"]


def test_other_content_types_are_read_as_json(server):
    for kind in ("application/json", "application/json; charset=utf-8", "text/plain"):
        reply = post_raw(server, b'{"code": "1"}', kind)
        assert reply.status_code in (200, 422), kind
        assert reply.status_code == 200 or not kind.startswith("application/json")
