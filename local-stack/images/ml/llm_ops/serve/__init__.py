"""A small CPU model server: OpenAI chat API and Open Inference Protocol."""
