import { checkModelId, checkPath, checkRevision, checkToken } from './guards';

describe('what is asked of a hub', () => {
  it.each([
    'gpt2',
    'http://evil/x',
    'a/b/c',
    '../x/y',
    'a/..',
    'a/b?x=1',
    'a b/c',
    '',
  ])('refuses %j as a model id', id => {
    expect(() => checkModelId(id)).toThrow(/not the id of a model/);
  });

  it('takes ids, revisions and paths as hubs have them', () => {
    expect(checkModelId('HuggingFaceTB/SmolLM2-135M-Instruct')).toBeTruthy();
    expect(checkRevision('refs/pr/1')).toBe('refs/pr/1');
    expect(checkPath('onnx/model.onnx')).toBe('onnx/model.onnx');
  });

  it('takes tokens of the hub, and does not repeat what is none', () => {
    expect(checkToken('hf_abc')).toBe('hf_abc');
    expect(checkToken(undefined)).toBeUndefined();
    expect(() => checkToken('canary')).toThrow(/begins with hf_$/);
  });

  it.each(['../x', 'a/../../b', '/etc/passwd', 'a\\b', 'a//b'])(
    'refuses the path %j',
    path => {
      expect(() => checkPath(path)).toThrow(/not safe/);
    },
  );
});
