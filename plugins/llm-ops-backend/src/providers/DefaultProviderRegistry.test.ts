import {
  Environment,
  ExperimentTracker,
  ServingFramework,
} from '@llm-ops/plugin-llm-ops-node';
import { DefaultProviderRegistry } from './DefaultProviderRegistry';

const instance = (id: string, environments: Environment[]) => ({
  instance: { id, tool: 'any', environments, supportedVersions: '*' },
});
const tracker = (id: string, ...environments: Environment[]) =>
  instance(id, environments) as unknown as ExperimentTracker;
const framework = (id: string, name: string) =>
  ({ ...instance(id, ['dev']), name } as unknown as ServingFramework);

describe('DefaultProviderRegistry', () => {
  it('has several instances of a tool side by side, by environment', () => {
    const registry = new DefaultProviderRegistry();
    registry.addExperimentTracker(tracker('old', 'dev', 'stg'));
    registry.addExperimentTracker(tracker('new', 'prod', 'dev'));
    expect(registry.tracker('dev').instance.id).toBe('old');
    expect(registry.tracker('prod').instance.id).toBe('new');
    expect(registry.byId('new').instance.id).toBe('new');
    expect(registry.trackers()).toHaveLength(2);
  });

  it('picks a framework by name, or the first there is', () => {
    const registry = new DefaultProviderRegistry();
    registry.addServingFramework(framework('a', 'kserve'));
    registry.addServingFramework(framework('b', 'other'));
    expect(registry.serving('dev').instance.id).toBe('a');
    expect(registry.serving('dev', 'other').instance.id).toBe('b');
    expect(() => registry.serving('dev', 'ray_serve')).toThrow(
      /'ray_serve' is not enabled in dev; .* use kserve, other/,
    );
  });

  it('says which setting is missing, with an example', () => {
    const registry = new DefaultProviderRegistry();
    registry.addExperimentTracker(tracker('only', 'dev'));
    expect(() => registry.tracker('prod')).toThrow(
      /experiment tracker for prod.*llmOps\.mlflow\.instances/,
    );
    expect(() => registry.serving('dev', 'none')).toThrow(
      /llmOps\.kserve\.instances/,
    );
    expect(() => registry.byId('gone')).toThrow(/not configured any more/);
  });

  it('takes no id twice', () => {
    const registry = new DefaultProviderRegistry();
    registry.addExperimentTracker(tracker('same', 'dev'));
    expect(() =>
      registry.addServingFramework(framework('same', 'kserve')),
    ).toThrow(/used twice/);
  });
});
