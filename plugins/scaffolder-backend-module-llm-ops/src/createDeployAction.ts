import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { Api, recordId } from './api';

/** `llm-ops:endpoint:deploy`: deploys an approved model as an endpoint. */
export function createDeployAction(api: Api) {
  return createTemplateAction({
    id: 'llm-ops:endpoint:deploy',
    description: 'Deploys a model as a serving endpoint',
    supportsDryRun: true,
    schema: {
      input: {
        modelId: z => z.string({ description: 'Id of an approved model' }),
        environment: z => z.enum(['dev', 'stg', 'prod']),
        route: z => z.string({ description: 'Route, e.g. /support-bot' }),
        minReplicas: z => z.number().optional(),
        maxReplicas: z => z.number().optional(),
        dryRun: z =>
          z
            .boolean({ description: 'Show what would be made, make nothing' })
            .optional(),
      },
      output: {
        endpointId: z => z.string(),
        url: z => z.string(),
        rendered: z =>
          z
            .string({ description: 'YAML of what a dry run would make' })
            .optional(),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      const { dryRun, ...input } = ctx.input;
      const request = {
        ...input,
        modelId: recordId(input.modelId),
        useGpu: false,
      };
      if (ctx.isDryRun || dryRun) {
        const rendered = await api.call(
          credentials,
          'POST',
          '/serving/endpoints?dryRun=true',
          request,
        );
        const text = stringify(rendered);
        ctx.logger.info(`Would make:\n${text}`);
        ctx.output('endpointId', 'dry-run');
        ctx.output('url', '/llm-ops/endpoints');
        ctx.output('rendered', text);
        return;
      }
      const endpointId = await ctx.checkpoint({
        key: 'deploy.v1',
        fn: async () =>
          String(
            (
              await api.call(credentials, 'POST', '/serving/endpoints', request)
            ).id,
          ),
      });
      ctx.logger.info(`Deploying endpoint ${endpointId}`);
      ctx.output('endpointId', endpointId);
      ctx.output('url', `/llm-ops/endpoints/${endpointId}`);
    },
  });
}
