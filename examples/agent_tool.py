"""PyRunner as a tool of an LLM agent: a description for the model, and what to do when it calls it.

The description follows the JSON schema form that tool-calling models share. Nothing here talks to a model:
hand TOOL to yours, call run_python() with the arguments that it chose, and give it the text back.
"""

import json
import os

import requests

URL = os.environ.get("PYRUNNER_URL", "http://localhost:8000")
SHOWN = 4000

TOOL = {
    "name": "run_python",
    "description": "Run a Python 3.11 program and see what it prints. numpy, pandas, scipy, sympy, matplotlib and sklearn are "
                   "there. No network, no files of the host; each program starts afresh. The value of a last expression is printed.",
    "parameters": {
        "type": "object",
        "properties": {
            "code": {"type": "string", "description": "The whole program."},
            "stdin": {"type": "string", "description": "What input() reads, if the program needs it."},
        },
        "required": ["code"],
    },
}


def run_python(code, stdin=None):
    """What the model is told about a run, as text. Never raises for what the program did."""
    request = {"code": code, "timeout": 20, "memory_limit": 512, "policy": "standard"}
    if stdin is not None:
        request["stdin"] = stdin
    response = requests.post(f"{URL}/run", json=request, timeout=60)
    if response.status_code == 503:
        return f"The interpreter is busy; try again in {response.headers.get('Retry-After', '1')} s."
    reply = response.json()
    if response.status_code != 200:
        return f"The call was wrong: {json.dumps(reply['detail'])[:SHOWN]}"

    parts = [reply["stdout"][:SHOWN]]
    if len(reply["stdout"]) > SHOWN:
        parts.append(f"[{len(reply['stdout']) - SHOWN} more characters]")
    if reply["status"] != "success":
        # the end of a traceback says most
        parts.append(f"[{reply['status']}]\n{reply['stderr'][-SHOWN:]}")
    return "\n".join(part for part in parts if part) or "[it printed nothing]"


if __name__ == "__main__":
    # what a model might ask for
    calls = [
        {"code": "import sympy as sp\nx = sp.symbols('x')\nsp.solve(x**3 - 6*x**2 + 11*x - 6, x)"},
        {"code": "prices = {'a': 3}\nprices['b']"},
        {"code": "print(sorted(input().split()))", "stdin": "pear apple fig\n"},
    ]
    for arguments in calls:
        print(run_python(**arguments))
