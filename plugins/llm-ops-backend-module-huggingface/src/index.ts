/**
 * Imports models from, and publishes them to, Hugging Face-compatible hubs.
 *
 * @packageDocumentation
 */
export { huggingfaceModule as default } from './module';
export { readHuggingFaceConfig } from './config';
