"""Text generation with one model; one request at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

import torch

from llm_ops import model as models


@dataclass(frozen=True)
class Sampling:
    """As in the OpenAI API; temperature 0 is greedy."""

    max_tokens: int = 64
    temperature: float = 0.0
    top_p: float = 1.0
    seed: int | None = None
    stop: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A piece of an answer; `finish` is set on the last."""

    text: str
    tokens: int
    finish: str | None = None


class TooLong(ValueError):
    """The prompt does not fit the model's context."""


class Generator:
    """Loads a model folder; generates piece by piece and stops when told."""

    def __init__(self, folder: Path):
        self._tokenizer, self._model = models.load(folder)
        self._model.eval()
        self._turn = threading.Lock()
        self.context = int(self._model.config.max_position_embeddings)

    def encode_chat(self, messages: list[dict]) -> list[int]:
        return self._tokenizer.apply_chat_template(messages, add_generation_prompt=True)

    def encode(self, text: str) -> list[int]:
        return self._tokenizer(text)["input_ids"]

    def generate(self, ids: list[int], sampling: Sampling, cancelled: threading.Event) -> Iterator[Piece]:
        """Pieces of the answer; ends early when cancelled."""
        if len(ids) >= self.context:
            raise TooLong(f"The prompt has {len(ids)} tokens; the model's context is {self.context}")
        with self._turn:
            yield from self._generate(ids, sampling, cancelled)

    def _generate(self, ids, sampling: Sampling, cancelled: threading.Event) -> Iterator[Piece]:
        random = torch.Generator()
        if sampling.seed is not None:
            random.manual_seed(sampling.seed)
        else:
            random.seed()
        inputs, past = torch.tensor([ids]), None
        answer: list[int] = []
        text = ""
        limit = min(sampling.max_tokens, self.context - len(ids))
        while len(answer) < limit and not cancelled.is_set():
            with torch.no_grad():
                output = self._model(input_ids=inputs, past_key_values=past, use_cache=True)
            past = output.past_key_values
            token = choose(output.logits[0, -1], sampling, random)
            if token == self._tokenizer.eos_token_id:
                yield Piece("", len(answer), "stop")
                return
            answer.append(token)
            inputs = torch.tensor([[token]])
            whole = self._tokenizer.decode(answer, skip_special_tokens=True)
            if whole.endswith("\ufffd"):
                continue
            cut = min((i for i in (whole.find(s) for s in sampling.stop) if i >= 0), default=-1)
            if cut >= 0:
                yield Piece(whole[len(text):cut], len(answer), "stop")
                return
            yield Piece(whole[len(text):], len(answer))
            text = whole
        yield Piece("", len(answer), "stop" if cancelled.is_set() else "length")


def choose(logits: torch.Tensor, sampling: Sampling, random: torch.Generator) -> int:
    """The next token: the likeliest, or one of the nucleus of probability top_p."""
    if sampling.temperature <= 0:
        return int(logits.argmax())
    probabilities = torch.softmax(logits / sampling.temperature, dim=-1)
    ordered, places = probabilities.sort(descending=True)
    ordered[ordered.cumsum(0) - ordered > sampling.top_p] = 0
    return int(places[torch.multinomial(ordered, 1, generator=random)])
