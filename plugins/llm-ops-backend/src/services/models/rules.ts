import { InputError } from '@backstage/errors';
import { RegistryFile, RegistryModel } from '@llm-ops/plugin-llm-ops-node';

/** Statuses a model may be set to; any to any. */
export const SETTABLE_STATUSES = [
  'draft',
  'pending_review',
  'approved',
  'rejected',
];

/** Names of files that may be uploaded, by their end. */
const EXTENSIONS = [
  '.bin',
  '.safetensors',
  '.json',
  '.txt',
  '.pt',
  '.pth',
  '.onnx',
  '.msgpack',
  '.h5',
  '.hdf5',
  '.pb',
  '.ckpt',
  '.tflite',
  '.md',
  '.jinja',
];

/** Files that run code when they are loaded (pickle); not imported. */
const UNSAFE = /\.(bin|pt|pth|ckpt|pkl|pickle|joblib|h5|hdf5|msgpack)$/i;
/** Files of a repository that are worth having. */
const WANTED =
  /(\.(safetensors|gguf|onnx|json|txt|md|model|jinja)|^LICENSE.*|^NOTICE.*)$/i;

const FAMILIES = ['llama', 'mistral', 'gemma', 'bert'];

/** Family of a model from its id; llama when nothing tells. */
export function guessFamily(id: string, modelType?: string): string {
  const text = `${modelType ?? ''} ${id}`.toLowerCase();
  return FAMILIES.find(family => text.includes(family)) ?? 'llama';
}

/** Name a hub model gets in the catalog when none is given. */
export function defaultName(registryModelId: string): string {
  return registryModelId.split('/').pop()!.replace(/-/g, '_').toLowerCase();
}

/** @throws InputError when a file may not be uploaded */
export function checkUploadName(name: string): void {
  const lower = name.toLowerCase();
  if (!EXTENSIONS.some(extension => lower.endsWith(extension))) {
    throw new InputError(
      `'${name}' is not an allowed model file; allowed are ${EXTENSIONS.join(
        ' ',
      )}`,
    );
  }
}

/**
 * Chooses the files to import.
 * @throws InputError when the model cannot be used, saying why
 */
export function selectFiles(
  model: RegistryModel,
  files: RegistryFile[],
  limitBytes: number,
): RegistryFile[] {
  const wanted = files.filter(file => WANTED.test(file.path.split('/').pop()!));
  const weights = wanted.filter(file =>
    /\.(safetensors|gguf|onnx)$/i.test(file.path),
  );
  if (weights.length === 0) {
    const unsafe = files.filter(file => UNSAFE.test(file.path));
    throw new InputError(
      unsafe.length > 0
        ? `${model.id} only has weights that run code when they are loaded (${unsafe[0].path}); ask its owner for safetensors, or convert it first`
        : `${model.id} has no weights in a known format (safetensors, GGUF or ONNX)`,
    );
  }
  if (
    !wanted.some(file => file.path === 'config.json') &&
    !weights.some(f => /\.gguf$/i.test(f.path))
  ) {
    throw new InputError(
      `${model.id} has no config.json, so no runtime can load it`,
    );
  }
  const total = wanted.reduce((sum, file) => sum + file.size, 0);
  if (total > limitBytes) {
    throw new InputError(
      `${model.id} is ${(total / 1e9).toFixed(1)} GB; at most ${(
        limitBytes / 1e9
      ).toFixed(1)} GB may be imported (llmOps.import.maxBytes)`,
    );
  }
  return wanted;
}

/** A model card without its YAML front matter. */
export function stripFrontMatter(card: string): string {
  return card.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '').trim();
}
