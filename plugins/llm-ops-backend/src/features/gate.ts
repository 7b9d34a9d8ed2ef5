import { NotImplementedError } from '@backstage/errors';
import { Environment } from '@llm-ops/plugin-llm-ops-node';
import { OperationRequest, OperationRoute } from '../router/types';
import { openapi } from '../schema/document';
import { Capability, ENVIRONMENTS, Features, switchedOff } from './types';

/** First match wins; a path that none matches is always on. */
const PATHS: readonly [RegExp, Capability | undefined][] = [
  [/^\/serving\/(frameworks|images)$/, undefined],
  [/^\/training\/gpu-types$/, undefined],
  [/^\/catalog\/versioning-systems$/, undefined],
  [/^\/catalog\/models\/import/, 'registry'],
  [
    /^\/catalog\/models\/\{\w+\}\/(export|registry-links|check-updates)/,
    'registry',
  ],
  [
    /^\/catalog\/datasets\/\{\w+\}\/(upload|preview|versions)/,
    'dataVersioning',
  ],
  [/^\/(training\/)?experiments(\/|$)/, 'experimentTracking'],
  [/^\/training\/jobs\/\{\w+\}\/experiment-run/, 'experimentTracking'],
  [/^\/training\//, 'orchestration'],
  [/^\/workflows\//, 'orchestration'],
  [/^\/(serving|serve|openai|oip)\//, 'serving'],
  [/^\/governance\//, 'governance'],
  [/^\/prompts\//, 'prompts'],
];

/** The capability an operation belongs to; undefined for what is always on. */
export function capabilityOf(path: string): Capability | undefined {
  return PATHS.find(([pattern]) => pattern.test(path))?.[1];
}

/** Answers that an operation is switched off, where its capability is. */
export function gate(
  routes: OperationRoute[],
  features: Features,
): OperationRoute[] {
  const capabilities = new Map(
    Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.values(methods).map(
        operation => [operation.operationId, capabilityOf(path)] as const,
      ),
    ),
  );
  return routes.map(route => {
    const capability = capabilities.get(route.operationId);
    return capability
      ? {
          ...route,
          handle: request => {
            const environment = environmentOf(request);
            if (!features.isOn(capability, environment)) {
              throw new NotImplementedError(
                switchedOff(
                  capability,
                  features.isOn(capability) ? environment : undefined,
                ),
              );
            }
            return route.handle(request);
          },
        }
      : route;
  });
}

/** Environment a request names, or else none. */
function environmentOf({
  body,
  query,
}: OperationRequest): Environment | undefined {
  const named = body?.environment ?? query.environment ?? query.env;
  return ENVIRONMENTS.find(environment => environment === named);
}
