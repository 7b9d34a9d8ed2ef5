import { StoredObject } from '@llm-ops/plugin-llm-ops-node';
import { ModelFile } from '../../services/models/types';
import { updateModel } from '../../store/models/models';
import {
  addFolder,
  copyObject,
  folderOf,
  foreignIn,
  removeCopies,
} from '../objects';
import { hashOf, text } from '../source/values';
import { Kind, LeftOut } from '../types';
import { currentRows } from './support';

interface PlannedFiles {
  modelId: string;
  folder: string;
  objects: StoredObject[];
}

/** Files of models, in the object store. */
export const modelFiles: Kind<PlannedFiles, StoredObject[]> = {
  name: 'model-files',
  source: 'model_catalog_entries',
  watermark: ['updated_at', 'created_at'],
  incremental: true,
  batch: 50,
  concurrency: 4,
  applies: (row, context) =>
    folderOf(text(row.storage_uri), context) !== undefined,
  async related(rows, context) {
    const listed = new Map<string, StoredObject[]>();
    await Promise.all(
      rows.map(async row => {
        const folder = folderOf(text(row.storage_uri), context)!;
        listed.set(row.id, await context.sourceStore.list(folder));
      }),
    );
    return listed;
  },
  needs: row => [['models', row.id]],
  plan({ row, related, has }, context) {
    if (!has('models', row.id)) {
      throw new LeftOut('its model was left out');
    }
    const objects = related ?? [];
    return {
      notes: objects.length ? [] : ['its folder in the object store is empty'],
      record: {
        modelId: row.id,
        folder: folderOf(text(row.storage_uri), context)!,
        objects,
      },
    };
  },
  prepare: ({ record }, known, context) =>
    addFolder(record.folder, known, context),
  async effect({ record }, refs, context) {
    const foreign = foreignIn(record.folder, refs);
    const files: ModelFile[] = [];
    for (const { key, size } of record.objects) {
      const { sha256 } = await copyObject(key, size, foreign, context);
      files.push({ path: key.slice(record.folder.length), size, sha256 });
    }
    return { files };
  },
  async write(trx, { record }, refs) {
    await updateModel(trx, record.modelId, {
      files: refs.files as ModelFile[],
    });
    return {};
  },
  undo: (_id, refs, context) => removeCopies(refs, context),
  comparable: ({ record }) =>
    hashOf(
      record.objects.map(({ key, size }) => [
        key.slice(record.folder.length),
        size,
      ]),
    ),
  async current(ids, context) {
    return currentRows(context, 'models', ids, row =>
      hashOf(
        (JSON.parse(row.files) as ModelFile[]).map(({ path, size }) => [
          path,
          size,
        ]),
      ),
    );
  },
};
