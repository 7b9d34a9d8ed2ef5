import { PROMPT_STATUSES, PromptTemplate } from '../../services/prompts/types';
import { saveTemplate } from '../../store/prompts/templates';
import { hashOf, text, texts, time } from '../source/values';
import { Kind } from '../types';
import { currentRows, freeVersion, Notes, OLD_PLATFORM } from './support';

/** Prompt templates. */
export const prompts: Kind<PromptTemplate> = {
  name: 'prompts',
  source: 'prompt_templates',
  target: 'prompt_templates',
  watermark: ['updated_at', 'created_at'],
  incremental: true,
  batch: 200,
  plan({ row }) {
    const notes = new Notes();
    const createdAt = time(row.created_at) ?? new Date(0).toISOString();
    return {
      notes: notes.list,
      record: {
        id: row.id,
        name: notes.or(text(row.name), row.id, 'name'),
        version: notes.or(text(row.version), '1', 'version'),
        language: text(row.language),
        content: notes.or(text(row.content), '', 'content'),
        contextTags: texts(row.context_tags),
        status: notes.among(
          text(row.status),
          PROMPT_STATUSES,
          'draft',
          'status',
        ),
        createdBy: OLD_PLATFORM,
        createdAt,
        updatedAt: time(row.updated_at) ?? createdAt,
      },
    };
  },
  async write(trx, { record, notes }) {
    const version = await freeVersion(trx, 'prompt_templates', record, {
      name: record.name,
    });
    if (version !== record.version) {
      notes.push(`version ${record.version} was taken: ${version}`);
    }
    await saveTemplate(trx, { ...record, version });
  },
  comparable: ({ record: r }) => [
    r.name,
    r.language ?? null,
    hashOf(r.content),
    r.status,
    r.createdAt,
    r.updatedAt,
  ],
  current: (ids, context) =>
    currentRows(context, 'prompt_templates', ids, row => [
      row.name,
      row.language,
      hashOf(row.content),
      row.status,
      row.created_at,
      row.updated_at,
    ]),
};
