import { Config } from '@backstage/config';
import { ServingFramework } from '@llm-ops/plugin-llm-ops-node';
import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import { Features } from '../features';
import { ProviderRegistry } from '../providers/types';
import { OperationRoute } from './types';

const SWITCHED_OFF =
  'Serving is switched off (llmOps.features.serving in app-config.yaml)';
/** Frameworks that clients know, and why one is not there. */
const KNOWN = [
  {
    name: 'kserve',
    display_name: 'KServe',
    reason:
      'No instance is set up; add one to llmOps.kserve.instances in app-config.yaml',
  },
  {
    name: 'ray_serve',
    display_name: 'Ray Serve',
    reason:
      'This portal has no module for Ray Serve; leave servingFramework out, or use kserve',
  },
];

function capabilities({ supports }: ServingFramework): string[] {
  return [
    supports.autoscaling && 'autoscaling',
    supports.canary && 'canary_deployment',
    supports.gpu && 'gpu_support',
    supports.multiFramework && 'multi_framework',
  ].filter((word): word is string => Boolean(word));
}

/** Routes that say what can be chosen for an endpoint or a training. */
export function createServingOptionRoutes(deps: {
  providers: ProviderRegistry;
  config: Config;
  features: Features;
}): OperationRoute[] {
  const read = llmOpsReadPermission;
  return [
    {
      operationId: 'listServingFrameworks',
      permission: read,
      handle: async () => {
        const configured = new Map(
          deps.providers.frameworks().map(one => [one.name, one]),
        );
        const on = deps.features.isOn('serving');
        return {
          data: {
            frameworks: [
              ...[...configured.values()].map(framework => ({
                name: framework.name,
                display_name: framework.displayName,
                enabled: on,
                reason: on ? null : SWITCHED_OFF,
                capabilities: capabilities(framework),
              })),
              ...KNOWN.filter(({ name }) => !configured.has(name)).map(one => ({
                ...one,
                enabled: false,
                capabilities: [],
              })),
            ],
          },
        };
      },
    },
    {
      operationId: 'listImages',
      permission: read,
      handle: async () => {
        const train =
          deps.config.getOptionalString('llmOps.images.train') ?? '';
        const serve =
          deps.config.getOptionalString('llmOps.images.serve') ?? '';
        const both = (image: string) => ({ gpu: image, cpu: image });
        const of = (names: string[], image: string) =>
          Object.fromEntries(names.map(name => [name, both(image)]));
        return {
          data: {
            train_images: of(
              ['PRETRAIN', 'SFT', 'RAG_TUNING', 'RLHF', 'EMBEDDING'],
              train,
            ),
            serve_images: of(['GENERATION', 'RAG'], serve),
          },
        };
      },
    },
  ];
}
