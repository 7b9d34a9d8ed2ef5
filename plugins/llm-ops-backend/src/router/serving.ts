import { Environment } from '@llm-ops/plugin-llm-ops-node';
import {
  llmOpsDeployPermission,
  llmOpsReadPermission,
  llmOpsServePermission,
} from '@llm-ops/plugin-llm-ops-common';
import {
  EndpointChange,
  EndpointRecord,
  ServingServices,
} from '../services/serving';
import { listAnswer, listingOf } from './lists';
import {
  deploymentChangeOf,
  presentDeployment,
  presentEndpoint,
  specOf,
  told,
  toldOfNew,
} from './servingViews';
import { text } from './text';
import { OperationRoute } from './types';

/** Routes of `/serving`. */
export function createServingRoutes(
  services: ServingServices,
): OperationRoute[] {
  const { serving, observer } = services;
  const read = llmOpsReadPermission;
  const write = llmOpsDeployPermission;

  const presentAll = async (endpoints: EndpointRecord[]) => {
    const around = await serving.around(endpoints);
    return endpoints.map(endpoint =>
      presentEndpoint(endpoint, around(endpoint)),
    );
  };
  const present = async (endpoint: EndpointRecord) =>
    (await presentAll([endpoint]))[0];

  return [
    {
      operationId: 'listEndpoints',
      permission: read,
      handle: async ({ query, actor: { reach } }) =>
        listAnswer(
          await serving.list(
            {
              environment: text(query.environment),
              modelId: text(query.modelId),
              status: text(query.status),
              owner: text(query.owner),
              reach,
            },
            listingOf(query),
          ),
          presentAll,
        ),
    },
    {
      operationId: 'createEndpoint',
      permission: llmOpsServePermission,
      references: ({ body }) => [
        ['model', text(body.modelId)],
        ['prompt', text(body.promptPolicyId)],
      ],
      handle: async ({ body, query, actor }) => {
        const input = {
          ...specOf(body),
          modelId: String(body.modelId),
          environment: body.environment as Environment,
          route: String(body.route),
          minReplicas: Number(body.minReplicas ?? 1),
          maxReplicas: Number(body.maxReplicas ?? 3),
          servingFramework: text(body.servingFramework),
        };
        if (query.dryRun) {
          return {
            data: await serving.dryRun(input, actor.id),
            message: 'Nothing was created (dry run)',
          };
        }
        const endpoint = await serving.create(input, actor.id);
        return {
          data: await present(endpoint),
          message: toldOfNew('Endpoint is being deployed', endpoint),
        };
      },
    },
    {
      operationId: 'getEndpoint',
      permission: read,
      handle: async ({ path }) => ({
        data: await present(await serving.get(path.endpointId)),
      }),
    },
    {
      operationId: 'updateEndpoint',
      permission: write,
      references: ({ body }) => [['prompt', text(body.promptPolicyId)]],
      handle: async ({ path, body, actor }) => {
        const { autoscalePolicy, promptPolicyId } = body as EndpointChange;
        if (autoscalePolicy !== undefined || promptPolicyId !== undefined) {
          await serving.change(
            path.endpointId,
            { autoscalePolicy, promptPolicyId },
            actor.id,
          );
        }
        const endpoint = body.status
          ? await serving.setStatus(
              path.endpointId,
              body.status as EndpointRecord['status'],
            )
          : await serving.get(path.endpointId);
        return {
          data: await present(endpoint),
          message: told('Endpoint updated', endpoint),
        };
      },
    },
    {
      operationId: 'deleteEndpoint',
      permission: write,
      handle: async ({ path, actor }) => ({
        data: await present(await serving.remove(path.endpointId, actor.id)),
        message: 'Endpoint is being removed',
      }),
    },
    {
      operationId: 'refreshEndpoint',
      permission: read,
      handle: async ({ path }) => {
        await observer.observe(await serving.get(path.endpointId));
        return { data: await present(await serving.get(path.endpointId)) };
      },
    },
    {
      operationId: 'rollbackEndpoint',
      permission: write,
      handle: async ({ path, actor }) => ({
        data: await present(await serving.rollback(path.endpointId, actor.id)),
        message: 'Endpoint is going back to its earlier revision',
      }),
    },
    {
      operationId: 'redeployEndpoint',
      permission: write,
      handle: async ({ path, body, actor }) => {
        const endpoint = await serving.redeploy(
          path.endpointId,
          { ...specOf(body), servingFramework: text(body.servingFramework) },
          actor.id,
        );
        return {
          data: await present(endpoint),
          message: told('Endpoint is being deployed again', endpoint),
        };
      },
    },
    {
      operationId: 'getDeployment',
      permission: read,
      handle: async ({ path }) => {
        const endpoint = await serving.get(path.endpointId);
        return {
          data: presentDeployment(endpoint, serving.frameworkOf(endpoint)),
        };
      },
    },
    {
      operationId: 'updateDeployment',
      permission: write,
      handle: async ({ path, body, actor }) => {
        const endpoint = await serving.change(
          path.endpointId,
          deploymentChangeOf(body),
          actor.id,
        );
        return {
          data: presentDeployment(endpoint, serving.frameworkOf(endpoint)),
          message: told('Deployment is being changed', endpoint),
        };
      },
    },
  ];
}
