import { RegistryModel } from '@llm-ops/plugin-llm-ops-node';
import {
  checkUploadName,
  defaultName,
  guessFamily,
  selectFiles,
  stripFrontMatter,
} from './rules';

const model: RegistryModel = {
  id: 'team/Some-Model',
  revision: 'abc',
  url: 'http://hub/team/Some-Model',
  tags: [],
  gated: false,
  private: false,
};

describe('what may be imported', () => {
  it('takes weights, configuration and card, and leaves code-running files', () => {
    const chosen = selectFiles(
      model,
      [
        'model.safetensors',
        'pytorch_model.bin',
        'config.json',
        'README.md',
        'train.py',
      ].map(path => ({ path, size: 10 })),
      1000,
    );
    expect(chosen.map(file => file.path)).toEqual([
      'model.safetensors',
      'config.json',
      'README.md',
    ]);
  });

  it('refuses a model that only has pickled weights, and says so', () => {
    expect(() =>
      selectFiles(
        model,
        [
          { path: 'pytorch_model.bin', size: 1 },
          { path: 'config.json', size: 1 },
        ],
        1000,
      ),
    ).toThrow(/run code when they are loaded/);
  });

  it('refuses a model that is too large', () => {
    expect(() =>
      selectFiles(
        model,
        [
          { path: 'model.safetensors', size: 2000 },
          { path: 'config.json', size: 1 },
        ],
        1000,
      ),
    ).toThrow(/llmOps.import.maxBytes/);
  });
});

describe('names and families', () => {
  it('follows the old platform', () => {
    expect(defaultName('HuggingFaceTB/SmolLM2-135M-Instruct')).toBe(
      'smollm2_135m_instruct',
    );
    expect(guessFamily('mistralai/Mistral-7B')).toBe('mistral');
    expect(guessFamily('x/unknown')).toBe('llama');
  });

  it('refuses other files on upload', () => {
    expect(() => checkUploadName('run.sh')).toThrow(
      /not an allowed model file/,
    );
    expect(() => checkUploadName('sub/model.safetensors')).not.toThrow();
  });

  it('drops the front matter of a card', () => {
    expect(stripFrontMatter('---\nlicense: mit\n---\n# Title\n')).toBe(
      '# Title',
    );
  });
});
