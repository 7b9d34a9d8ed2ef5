import { Config } from '@backstage/config';
import { ServingFramework } from '@llm-ops/plugin-llm-ops-node';
import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import { Features } from '../features';
import { ProviderRegistry } from '../providers/types';
import { OperationRoute } from './types';

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
        const configured = deps.providers.frameworks();
        return {
          data: {
            frameworks: [
              ...configured.map(framework => ({
                name: framework.name,
                display_name: framework.displayName,
                enabled: deps.features.isOn('serving'),
                capabilities: capabilities(framework),
              })),
              ...(configured.some(f => f.name === 'ray_serve')
                ? []
                : [
                    {
                      name: 'ray_serve',
                      display_name: 'Ray Serve (no provider is installed)',
                      enabled: false,
                      capabilities: [],
                    },
                  ]),
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
