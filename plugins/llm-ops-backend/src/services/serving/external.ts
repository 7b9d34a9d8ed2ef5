import { InputError } from '@backstage/errors';
import { modelContext, SecretBox } from '../../secrets';
import { ModelRecord } from '../models';

/** How a model that runs elsewhere is reached. */
export interface ExternalTarget {
  baseUrl: string;
  /** What the model is called there. */
  modelName: string;
  headers: Record<string, string>;
  /** What must not come back in an answer. */
  secrets: string[];
}

/** Where each provider is, and what it serves, unless the model says. */
const DEFAULTS: Record<string, { url: string; model: string }> = {
  openai: { url: 'https://api.openai.com', model: 'gpt-3.5-turbo' },
  ollama: { url: 'http://localhost:11434', model: 'llama2' },
};

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined;

/**
 * Reads an external model's metadata: `provider` (openai when not given),
 * `base_url` or `endpoint`, `model_name`, `api_key`. Both providers speak the
 * OpenAI wire format under `/v1`.
 * @throws InputError when it cannot be reached so
 */
export function externalTarget(
  model: ModelRecord,
  box: SecretBox,
): ExternalTarget {
  const context = modelContext(model.id);
  const { metadata } = model;
  const provider = text(metadata.provider)?.toLowerCase() ?? 'openai';
  const known = DEFAULTS[provider];
  const given =
    box.open(metadata.base_url, context) ??
    box.open(metadata.endpoint, context);
  const address = text(given) ?? known?.url;
  if (!address || !/^https?:\/\//.test(address) || !URL.canParse(address)) {
    throw new InputError(
      `${model.name} has no address: metadata.base_url (or metadata.endpoint for Ollama) has to be an http(s) URL`,
    );
  }
  const url = new URL(address);
  const password = decodeURIComponent(url.password);
  const login =
    url.username && `${decodeURIComponent(url.username)}:${password}`;
  url.username = '';
  url.password = '';
  const key = text(box.open(metadata.api_key, context, url.host));
  const authorization = key
    ? `Bearer ${key}`
    : login && `Basic ${Buffer.from(login).toString('base64')}`;
  return {
    baseUrl: url.toString().replace(/\/+$/, '').replace(/\/v1$/, ''),
    modelName: text(metadata.model_name) ?? known?.model ?? model.name,
    headers: authorization ? { authorization } : {},
    secrets: [key, password].filter((secret): secret is string =>
      Boolean(secret),
    ),
  };
}
