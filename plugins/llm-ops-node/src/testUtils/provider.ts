import { satisfies } from 'semver';
import { Provider } from '../providers';

/** Tests what all five kinds of provider share, against a running tool. */
export function itAnswersProbes(provider: () => Provider): void {
  it('is healthy, in a version that it supports', async () => {
    const { instance } = provider();
    const health = await provider().probe();
    expect(health).toMatchObject({
      status: 'healthy',
      message: expect.any(String),
    });
    expect(Date.parse(health.checkedAt)).toBeLessThanOrEqual(Date.now());
    expect(instance.environments.length).toBeGreaterThan(0);
    // Not every tool has a version to tell, a hub for one.
    const supported =
      instance.supportedVersions === '*' ||
      satisfies(String(health.version), instance.supportedVersions);
    expect(
      supported || `${health.version} is not in ${instance.supportedVersions}`,
    ).toBe(true);
  });
}
