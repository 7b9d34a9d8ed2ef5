"""HTTP routes of the model server."""

from __future__ import annotations

import asyncio
import json
import threading
import time
import uuid
from typing import AsyncIterator

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from pydantic import BaseModel, Field

from llm_ops.serve.generator import Generator, Piece, Sampling, TooLong

REQUESTS = Counter("llm_requests_total", "Requests by outcome", ["outcome"])
TOKENS = Counter("llm_tokens_total", "Tokens by kind", ["kind"])
FIRST_TOKEN = Histogram("llm_time_to_first_token_seconds", "Time until the first token")
RUNNING = Gauge("llm_requests_running", "Requests in flight")


class Message(BaseModel):
    role: str
    content: str


class ChatRequest(BaseModel):
    """As in the OpenAI API; unknown fields are ignored."""

    model: str
    messages: list[Message] = Field(min_length=1)
    max_tokens: int | None = Field(default=None, ge=1)
    temperature: float | None = Field(default=None, ge=0, le=2)
    top_p: float | None = Field(default=None, gt=0, le=1)
    seed: int | None = None
    stop: str | list[str] | None = None
    stream: bool = False
    stream_options: dict | None = None


class CompletionRequest(ChatRequest):
    messages: list[Message] = []
    prompt: str


class InferInput(BaseModel):
    name: str
    shape: list[int]
    datatype: str
    data: list


class InferRequest(BaseModel):
    """Open Inference Protocol: one BYTES input with prompts."""

    id: str | None = None
    inputs: list[InferInput] = Field(min_length=1)
    parameters: dict = {}


def sampling_of(request: ChatRequest) -> Sampling:
    stop = request.stop or []
    return Sampling(
        max_tokens=request.max_tokens or 64,
        temperature=request.temperature or 0.0,
        top_p=request.top_p or 1.0,
        seed=request.seed,
        stop=tuple([stop] if isinstance(stop, str) else stop),
    )


def problem(status: int, message: str, code: str) -> JSONResponse:
    """An error in the OpenAI API's shape."""
    kind = "invalid_request_error" if status < 500 else "server_error"
    return JSONResponse({"error": {"message": message, "type": kind, "code": code}}, status)


async def pieces_of(
    generator: Generator, ids: list[int], sampling: Sampling, request: Request
) -> AsyncIterator[Piece]:
    """Pieces from the generating thread; a caller who left stops it."""
    loop, pieces, cancelled = asyncio.get_running_loop(), asyncio.Queue(), threading.Event()

    def work() -> None:
        try:
            for piece in generator.generate(ids, sampling, cancelled):
                loop.call_soon_threadsafe(pieces.put_nowait, piece)
        except Exception as error:
            loop.call_soon_threadsafe(pieces.put_nowait, error)

    begun, first = time.monotonic(), True
    RUNNING.inc()
    threading.Thread(target=work, daemon=True).start()
    try:
        while True:
            try:
                piece = await asyncio.wait_for(pieces.get(), timeout=0.25)
            except asyncio.TimeoutError:
                if await request.is_disconnected():
                    return
                continue
            if isinstance(piece, Exception):
                raise piece
            if first:
                FIRST_TOKEN.observe(time.monotonic() - begun)
                first = False
            yield piece
            if piece.finish:
                return
    finally:
        cancelled.set()
        RUNNING.dec()


def create_app(generator: Generator, name: str) -> FastAPI:
    """Routes for one model under one name."""
    app = FastAPI(title=f"{name} on CPU", docs_url=None, redoc_url=None)
    started = int(time.time())

    def refuse_other(model: str) -> JSONResponse | None:
        if model == name:
            return None
        return problem(404, f"There is no model {model!r} here; this server serves {name!r}", "model_not_found")

    async def answer(request: Request, body: ChatRequest, ids: list[int], chat: bool):
        if len(ids) >= generator.context:
            return problem(
                400, f"The prompt has {len(ids)} tokens; the context is {generator.context}", "context_length_exceeded"
            )
        ident = f"{'chatcmpl' if chat else 'cmpl'}-{uuid.uuid4().hex}"
        head = {"id": ident, "created": int(time.time()), "model": name}
        pieces = pieces_of(generator, ids, sampling_of(body), request)
        if body.stream:
            usage = bool((body.stream_options or {}).get("include_usage"))
            stream = events(pieces, head, chat, len(ids), usage)
            return StreamingResponse(stream, media_type="text/event-stream", headers={"cache-control": "no-cache"})
        text, last = "", Piece("", 0, "stop")
        async for last in pieces:
            text += last.text
        count(len(ids), last.tokens)
        content = {"message": {"role": "assistant", "content": text}} if chat else {"text": text}
        return {
            **head,
            "object": "chat.completion" if chat else "text_completion",
            "choices": [{"index": 0, **content, "finish_reason": last.finish}],
            "usage": usage_of(len(ids), last.tokens),
        }

    @app.post("/v1/chat/completions")
    async def chat(body: ChatRequest, request: Request):
        ids = generator.encode_chat([m.model_dump() for m in body.messages])
        return refuse_other(body.model) or await answer(request, body, ids, True)

    @app.post("/v1/completions")
    async def complete(body: CompletionRequest, request: Request):
        return refuse_other(body.model) or await answer(request, body, generator.encode(body.prompt), False)

    @app.get("/v1/models")
    def list_models():
        return {
            "object": "list",
            "data": [{"id": name, "object": "model", "created": started, "owned_by": "llm-ops"}],
        }

    @app.get("/v2/health/live")
    @app.get("/v2/health/ready")
    def ready():
        return {"live": True, "ready": True}

    @app.get("/v2")
    def server():
        return {"name": "llm-ops-cpu", "version": "1", "extensions": []}

    @app.get("/v2/models/{model}/ready")
    def model_ready(model: str):
        return refuse_other(model) or {"name": name, "ready": True}

    @app.get("/v2/models/{model}")
    def describe(model: str):
        tensor = {"datatype": "BYTES", "shape": [-1]}
        return refuse_other(model) or {
            "name": name,
            "versions": ["1"],
            "platform": "pytorch-cpu",
            "inputs": [{"name": "prompt", **tensor}],
            "outputs": [{"name": "text", **tensor}],
        }

    @app.post("/v2/models/{model}/infer")
    async def infer(model: str, body: InferRequest, request: Request):
        tensor = body.inputs[0]
        if model != name:
            return refuse_other(model)
        if tensor.datatype != "BYTES":
            return JSONResponse({"error": f"The input {tensor.name} must have the datatype BYTES"}, 400)
        sampling = Sampling(max_tokens=int(body.parameters.get("max_tokens", 32)))
        texts = []
        for prompt in tensor.data:
            ids = generator.encode(str(prompt))
            text = ""
            async for piece in pieces_of(generator, ids, sampling, request):
                text += piece.text
                last = piece.tokens
            count(len(ids), last)
            texts.append(text)
        output = {"name": "text", "datatype": "BYTES", "shape": [len(texts)], "data": texts}
        return {"model_name": name, "model_version": "1", "id": body.id, "outputs": [output]}

    @app.get("/metrics")
    def metrics():
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    @app.exception_handler(TooLong)
    async def too_long(_request: Request, error: TooLong):
        return problem(400, str(error), "context_length_exceeded")

    return app


def usage_of(prompt: int, completion: int) -> dict:
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def count(prompt: int, completion: int) -> None:
    REQUESTS.labels("ok").inc()
    TOKENS.labels("prompt").inc(prompt)
    TOKENS.labels("completion").inc(completion)


async def events(
    pieces: AsyncIterator[Piece], head: dict, chat: bool, prompt: int, usage: bool
) -> AsyncIterator[str]:
    """Server-sent events of a streamed answer, ended by [DONE]."""
    kind = "chat.completion.chunk" if chat else "text_completion"
    tokens, first = 0, True
    async for piece in pieces:
        tokens = piece.tokens
        if chat:
            delta = {"role": "assistant"} if first else {}
            content = {"delta": {**delta, **({"content": piece.text} if piece.text else {})}}
        else:
            content = {"text": piece.text}
        first = False
        choice = {"index": 0, **content, "finish_reason": piece.finish}
        yield f"data: {json.dumps({**head, 'object': kind, 'choices': [choice]})}\n\n"
    count(prompt, tokens)
    if usage:
        yield f"data: {json.dumps({**head, 'object': kind, 'choices': [], 'usage': usage_of(prompt, tokens)})}\n\n"
    yield "data: [DONE]\n\n"
