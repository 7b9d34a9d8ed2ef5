import {
  llmOpsPromptCreatePermission,
  llmOpsPromptWritePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { InputError } from '@backstage/errors';
import { PromptService, PromptTemplate } from '../services/prompts';
import { listAnswer, listingOf } from './lists';
import { OperationRoute } from './types';

function present(template: PromptTemplate) {
  return {
    id: template.id,
    name: template.name,
    version: template.version,
    language: template.language ?? null,
    content: template.content,
    context_tags: template.contextTags ?? null,
    status: template.status,
    created_at: template.createdAt,
    updated_at: template.updatedAt,
  };
}

const REQUIRED = ['name', 'version', 'content', 'status'];

/** The fields of a body; null where a value is needed is refused. */
function fieldsOf(body: Record<string, unknown>) {
  const empty = REQUIRED.find(key => body[key] === null);
  if (empty) {
    throw new InputError(`${empty} cannot be null; leave it out to keep it`);
  }
  return {
    name: body.name as string | undefined,
    version: body.version as string | undefined,
    content: body.content as string | undefined,
    status: body.status as string | undefined,
    language: body.language as string | null | undefined,
    contextTags: body.context_tags as string[] | null | undefined,
  };
}

/** Routes of `/prompts/templates`. */
export function createPromptRoutes(prompts: PromptService): OperationRoute[] {
  const read = llmOpsReadPermission;
  const write = llmOpsPromptWritePermission;
  return [
    {
      operationId: 'listPromptTemplates',
      permission: read,
      handle: async ({ query, actor: { reach } }) =>
        listAnswer(
          await prompts.list(
            {
              status: query.status as string | undefined,
              owner: query.owner as string | undefined,
              reach,
            },
            listingOf(query),
          ),
          templates => templates.map(present),
        ),
    },
    {
      operationId: 'createPromptTemplate',
      permission: llmOpsPromptCreatePermission,
      failCode: () => 200,
      handle: async ({ body, actor }) => ({
        data: present(
          await prompts.create(
            {
              ...fieldsOf(body),
              name: String(body.name),
              version: String(body.version),
              content: String(body.content),
            },
            actor.id,
          ),
        ),
      }),
    },
    {
      operationId: 'getPromptTemplate',
      permission: read,
      notFoundDetail: true,
      handle: async ({ path }) => ({
        data: present(await prompts.get(path.template_id)),
      }),
    },
    {
      operationId: 'updatePromptTemplate',
      permission: write,
      notFoundDetail: true,
      handle: async ({ path, body }) => ({
        data: present(await prompts.change(path.template_id, fieldsOf(body))),
      }),
    },
    {
      operationId: 'deletePromptTemplate',
      permission: write,
      notFoundDetail: true,
      handle: async ({ path }) => {
        await prompts.remove(path.template_id);
        return { data: null };
      },
    },
  ];
}
