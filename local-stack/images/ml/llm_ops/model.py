"""Loading, preparing and storing small causal language models."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import ByteLevelBPETokenizer
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
)

CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n"
    "{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def load(folder: Path):
    """Tokenizer and model (32 bit, CPU) of a Hugging Face folder; no code of it runs."""
    tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    model = AutoModelForCausalLM.from_pretrained(
        str(folder), local_files_only=True, torch_dtype=torch.float32, low_cpu_mem_usage=False
    )
    return tokenizer, model


def create(architecture: dict, texts: list[str]):
    """A new Llama of {layers, hidden, heads, vocabulary} with a tokenizer of the texts."""
    trained = ByteLevelBPETokenizer()
    trained.train_from_iterator(
        texts, vocab_size=int(architecture.get("vocabulary", 4096)), special_tokens=SPECIAL
    )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=trained._tokenizer,
        bos_token=SPECIAL[1],
        eos_token=SPECIAL[2],
        pad_token=SPECIAL[0],
    )
    tokenizer.chat_template = CHAT_TEMPLATE
    hidden = int(architecture.get("hidden", 128))
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=hidden,
            intermediate_size=hidden * 3,
            num_hidden_layers=int(architecture.get("layers", 4)),
            num_attention_heads=int(architecture.get("heads", 4)),
            max_position_embeddings=2048,
            tie_word_embeddings=True,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )
    return tokenizer, model


def freeze_all_but(model, layers: int) -> list[str]:
    """Leaves the last layers and the final norm trainable; their names."""
    blocks = len(model.model.layers)
    names = []
    for name, parameter in model.named_parameters():
        parts = name.split(".")
        block = int(parts[2]) if parts[1:2] == ["layers"] else None
        parameter.requires_grad = name.startswith("model.norm") or (
            block is not None and block >= blocks - layers
        )
        if parameter.requires_grad:
            names.append(name)
    return names


def encode(tokenizer, messages: list[dict], max_length: int) -> tuple[list[int], list[int]]:
    """Token ids, and labels in which only the last message counts."""
    prompt = (
        tokenizer.apply_chat_template(messages[:-1], add_generation_prompt=True)
        if len(messages) > 1
        else []
    )
    answer = tokenizer(messages[-1]["content"], add_special_tokens=False)["input_ids"]
    ids = (prompt + answer + [tokenizer.eos_token_id])[:max_length]
    labels = ([-100] * len(prompt) + ids[len(prompt):])[:max_length]
    return ids, labels


def batch(tokenizer, examples: list[tuple[list[int], list[int]]]) -> dict[str, torch.Tensor]:
    """Examples padded to one length."""
    width = max(len(ids) for ids, _ in examples)
    pad = tokenizer.pad_token_id
    return {
        "input_ids": torch.tensor([ids + [pad] * (width - len(ids)) for ids, _ in examples]),
        "attention_mask": torch.tensor([[1] * len(ids) + [0] * (width - len(ids)) for ids, _ in examples]),
        "labels": torch.tensor([labels + [-100] * (width - len(labels)) for _, labels in examples]),
    }


@torch.no_grad()
def loss_of(model, tokenizer, encoded: list[tuple[list[int], list[int]]], size: int = 4) -> float:
    """Mean loss over batches of examples."""
    model.eval()
    losses = [
        model(**batch(tokenizer, encoded[i:i + size])).loss.item() for i in range(0, len(encoded), size)
    ]
    model.train()
    return sum(losses) / len(losses)


def save(model, tokenizer, folder: Path) -> None:
    """Writes a Hugging Face folder in half precision."""
    model.half().save_pretrained(str(folder), safe_serialization=True, max_shard_size="2GB")
    tokenizer.save_pretrained(str(folder))
    model.float()
