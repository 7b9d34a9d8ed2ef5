"""The stages of a training pipeline."""
