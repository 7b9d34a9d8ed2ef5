import { checkVersion } from './versions';

const mlflow = {
  tool: 'mlflow',
  supportedVersions: '>=3.0 <4',
  upgradePath: 'Back up its database, then run "mlflow db upgrade"',
};

describe('checkVersion', () => {
  it('accepts what is in the range, however it is spelled', () => {
    for (const version of ['3.17.2', 'v3.0.0', '3.5', '3.1.0rc1']) {
      expect(checkVersion({ ...mlflow, version })).toEqual({
        compatible: true,
      });
    }
  });

  it('names the upgrade path of a tool that is too old', () => {
    expect(checkVersion({ ...mlflow, version: '2.22.1' })).toEqual({
      compatible: false,
      advice:
        'mlflow 2.22.1 is older than this portal supports (>=3.0 <4). Back up its database, then run "mlflow db upgrade".',
    });
  });

  it('says what to do with a tool that is too new', () => {
    const { compatible, advice } = checkVersion({
      ...mlflow,
      version: '4.0.0',
    });
    expect(compatible).toBe(false);
    expect(advice).toMatch(/newer than this portal.*Update the portal/);
  });

  it('claims nothing of a tool that tells no version', () => {
    expect(checkVersion(mlflow)).toEqual({ compatible: null });
    expect(checkVersion({ ...mlflow, version: 'nightly' })).toEqual({
      compatible: null,
    });
    expect(
      checkVersion({ tool: 'hub', version: '1.0', supportedVersions: '*' }),
    ).toEqual({ compatible: null });
  });
});
