"""A cell's one channel, in the hands of its program: whatever goes over it, the verdict is right and the service goes on."""

import pytest

# base/wire.h
SEALED, SEAL_FAILED, VIOLATION, REFUSED, CHECKED, OTHER_SET, STARTED, ENDED = range(0x301, 0x309)
FINISHED, EXCEPTION, EXIT = range(3)

SAY = """
import os, struct
def frame(kind, body=b'', length=None):
    return struct.pack('<II', kind, len(body) if length is None else length) + body
def ended(ending, code, text=b''):
    return frame({ended}, struct.pack('<IiiIII', ending, code, 0, 0, 0, len(text)) + text)
def say(data):
    try: return os.write(3, data)
    except OSError: pass
""".replace("{ended}", str(ENDED))

# what is said, what the program does then, and the statuses that are right
LIES = {
    "success, then an error": ("say(ended(0, 0))", "raise SystemExit(3)", {"success", "error"}),
    "success, then an endless loop": ("say(ended(0, 0))", "while True: pass", {"success", "timeout"}),
    "refused": (f"say(frame({REFUSED}))", "print('on')", {"error", "success"}),
    "a whole refusal": (f"say(frame({VIOLATION}, struct.pack('<4i3I', 1, 1, 1, 1, 4, 7, 0) + b'ruleCLAIMED')); say(frame({REFUSED}))",
                        "import time; time.sleep(0.2)", {"error", "success"}),
    "a violation": (f"say(frame({VIOLATION}, bytes(28)))", "print('on')", {"error", "success"}),
    "another set": (f"say(frame({OTHER_SET}, struct.pack('<I', 1)))", "print('on')", {"error", "success"}),
    "sealed once more": (f"say(frame({SEALED}, bytes(16)))", "print('on')", {"error", "success"}),
    "seal failed": (f"say(frame({SEAL_FAILED}, b'lies'))", "print('on')", {"error", "success"}),
    "started once more": (f"say(frame({STARTED}, bytes(8)))", "print('on')", {"error", "success"}),
    "ended twice": ("say(ended(0, 0)); say(ended(2, 7))", "print('on')", {"error", "success"}),
    "more of a job": ("say(frame(0x30a, b'print(2)'))", "print('on')", {"error", "success"}),
    "a job": ("say(frame(0x300, bytes(28)))", "print('on')", {"error", "success"}),
    "a message of the zygote's": ("say(frame(0x204, bytes(64)))", "print('on')", {"error", "success"}),
    "a message of the keeper's": ("say(frame(0x102, bytes(16)))", "print('on')", {"error", "success"}),
    "nothing at all": ("say(b'')", "print('on')", {"error", "success"}),
    "half a header": ("say(b'\\x08')", "print('on')", {"error", "success"}),
    "a length that is not there": ("say(frame(0x308, b'x', 100))", "print('on')", {"error", "success"}),
    "a length beyond all": ("say(frame(0x308, b'x', 0xffffffff))", "print('on')", {"error", "success"}),
    "texts longer than the message": ("say(frame(0x308, struct.pack('<IiiIII', 1, 1, 1, 2**31, 2**31, 2**31)))", "print('on')",
                                      {"error", "success"}),
    "an ending that there is not": ("say(ended(99, 0))", "print('on')", {"error", "success"}),
    "a text that is no text": ("say(ended(1, 1, b'\\xff\\xfe\\0'))", "print('on')", {"error", "success"}),
    "the largest message": ("say(frame(0x308, bytes(200000)))", "print('on')", {"error", "success"}),
    "without end": ("while say(frame(0x308, bytes(24))): pass", "print('on')", {"error", "success", "timeout"}),
    "without end, from threads": ("import threading\nfor _ in range(8): threading.Thread(target=lambda: [say(bytes(8)) for _ in range(10**6)], daemon=True).start()",
                                  "print('on')", {"error", "success", "timeout"}),
    "slowly": ("import time\nfor _ in range(5): say(frame(0x308, b'x', 9)); time.sleep(0.1)", "print('on')", {"error", "success"}),
    "what the service says, taken": ("import threading; threading.Thread(target=lambda: os.read(3, 100), daemon=True).start()", "print('on')",
                                     {"success"}),
    "closed": ("os.close(3)", "print('on')", {"success", "error"}),
    "replaced": ("r, w = os.pipe(); os.dup2(w, 3)", "print('on')", {"success", "error"}),
    "every descriptor closed": ("os.closerange(0, 100)", "pass", {"success", "error"}),
    "exit without a word": ("pass", "os._exit(0)", {"success"}),
    "exit with a code, without a word": ("pass", "os._exit(9)", {"error"}),
}


@pytest.mark.parametrize("name", LIES)
def test_lies_change_no_other_verdict(server, name):
    say, then, right = LIES[name]
    reply = server.run(f"{SAY}print('real', flush=True)\n{say}\n{then}", policy="open", timeout=3)
    assert reply["status"] in right, reply
    assert name == "every descriptor closed" or reply["stdout"].startswith("real\n"), reply
    # never what a program must not be able to claim
    assert "CLAIMED" not in str(reply), reply
    assert "Security validation failed" not in reply["stderr"] and reply["memory_used"] is not None, reply
    assert 0 <= reply["execution_time"] < 10, reply
    assert server.run("print(6 * 7)")["stdout"] == "42\n"


@pytest.mark.parametrize("then, status", [("import time\ntime.sleep(9)", "timeout"), ("x = bytearray(10**9)", "memory_exceeded")])
def test_claims_that_were_not_made_are_not_believed(server, then, status):
    """The same programs without a lie: what the table above allows is not what they always get."""
    assert server.run(then, policy="open", timeout=1, memory_limit=64)["status"] == status
