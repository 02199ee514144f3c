"""The peer: the same endpoint as it is mostly built, FastAPI and a python3 for each request.

Started by bench/run as `uvicorn peer:app`. Limits by setrlimit, at most two programs a core at once as in the service that
it is compared with, no walls."""

import asyncio
import os
import resource
import time

from fastapi import FastAPI
from pydantic import BaseModel, Field

PYTHON = "/usr/bin/python3"
OUTPUT_MAX = 1 << 20

app = FastAPI()
running = asyncio.Semaphore(2 * (os.cpu_count() or 1))


class Program(BaseModel):
    code: str = Field(min_length=1, max_length=1_000_000)
    timeout: int = Field(30, ge=1, le=300)
    memory_limit: int = Field(512, ge=64, le=2048)


def limit(program):
    memory = (program.memory_limit + 1024) << 20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (program.timeout + 1, program.timeout + 1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@app.get("/ready")
async def ready():
    return {"status": "ready"}


@app.post("/run")
async def run(program: Program):
    async with running:
        before = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            PYTHON, "-I", "-c", program.code, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE, preexec_fn=lambda: limit(program))
        try:
            out, err = await asyncio.wait_for(process.communicate(), program.timeout)
            status = "success" if process.returncode == 0 else "error"
        except asyncio.TimeoutError:
            process.kill()
            out, err = await process.communicate()
            status = "timeout"
    return {
        "status": status,
        "stdout": out[:OUTPUT_MAX].decode(errors="replace"),
        "stderr": err[:OUTPUT_MAX].decode(errors="replace"),
        "execution_time": time.perf_counter() - before,
        "memory_used": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "error": None if status == "success" else err.decode(errors="replace")[-1000:],
    }
