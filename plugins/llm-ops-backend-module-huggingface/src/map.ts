import { RegistryModel } from '@llm-ops/plugin-llm-ops-node';

/** A model as the hub describes it; `webUrl` is the hub's address for people. */
export function toModel(
  webUrl: string | undefined,
  entry: Record<string, unknown>,
): RegistryModel {
  const card = (entry.cardData ?? {}) as Record<string, unknown>;
  const config = (entry.config ?? {}) as Record<string, unknown>;
  const text = (value: unknown) =>
    typeof value === 'string' ? value : undefined;
  const id = String(entry.name ?? entry.id);
  const modified = entry.lastModified ?? entry.updatedAt;
  return {
    id,
    revision: text(entry.sha) ?? 'main',
    url: `${webUrl}/${id}`,
    author: text(entry.author),
    license: text(card.license),
    pipelineTag: text(entry.pipeline_tag) ?? text(entry.task),
    libraryName: text(entry.library_name),
    tags: Array.isArray(entry.tags) ? entry.tags.map(String) : [],
    gated: Boolean(entry.gated),
    private: Boolean(entry.private),
    lastModified: modified
      ? new Date(String(modified)).toISOString()
      : undefined,
    downloads:
      typeof entry.downloads === 'number' ? entry.downloads : undefined,
    architectures: Array.isArray(config.architectures)
      ? config.architectures.map(String)
      : undefined,
    modelType: text(config.model_type),
  };
}
