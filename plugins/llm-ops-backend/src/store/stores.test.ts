import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { AuditRecord } from '../services/governance/types';
import { isDatabaseConflictError, migrate } from './database';
import { collect, Listed } from './listing';
import { findDataset, listDatasets, saveDataset } from './datasets/datasets';
import { findVersion, insertVersion, listVersions } from './datasets/versions';
import {
  AuditFilter,
  deleteAuditBefore,
  insertAudit,
  listAudit,
} from './governance/audit';
import {
  countModelUses,
  deleteModel,
  findModel,
  insertModel,
  listModels,
  updateModel,
} from './models/models';
import {
  insertRegistryLink,
  listRegistryLinks,
  updateRegistryLink,
} from './models/registryLinks';
import {
  deleteTemplate,
  findTemplate,
  listTemplates,
  saveTemplate,
} from './prompts/templates';
import {
  findEndpoint,
  findEndpointsByRoute,
  insertEndpoint,
  listEndpoints,
  updateEndpoint,
} from './serving/endpoints';
import {
  findJob,
  insertJob,
  listJobs,
  queuePositions,
  updateJob,
} from './training/jobs';
import {
  findRunByTrackingId,
  findRunOfJob,
  insertRun,
  listRuns,
  updateRun,
} from './training/runs';

import {
  at,
  dataset,
  endpoint,
  job,
  model,
  prompt,
  run,
  version,
} from './testing/records';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('stores on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    await insertModel(knex, model());
    await saveDataset(knex, dataset());
  });

  const ids = async (list: Promise<Listed<{ id: string }>>) =>
    (await collect(await list)).map(record => record.id);
  const conflict = async (work: Promise<unknown>) => {
    const error = await work.catch(caught => caught);
    expect(isDatabaseConflictError(error)).toBe(true);
  };

  it('gives a model back as it was written, changes parts of it, and removes it', async () => {
    expect(await findModel(knex, 'm1')).toEqual(model());
    expect(
      await updateModel(knex, 'm1', { status: 'approved', updatedAt: at(2) }),
    ).toBe(true);
    expect(await findModel(knex, 'm1')).toEqual(
      model({ status: 'approved', updatedAt: at(2) }),
    );
    expect(await updateModel(knex, 'none', { status: 'x' })).toBe(false);
    await deleteModel(knex, 'm1');
    expect(await findModel(knex, 'm1')).toBeUndefined();
  });

  it('lists models newest first, by status, and takes no name twice', async () => {
    await insertModel(
      knex,
      model({ id: 'm2', version: '2', status: 'approved', createdAt: at(5) }),
    );
    expect(await ids(listModels(knex))).toEqual(['m2', 'm1']);
    expect(await ids(listModels(knex, { status: 'approved' }))).toEqual(['m2']);
    await conflict(insertModel(knex, model({ id: 'm3' })));
  });

  it('ties models to registries for as long as they are there', async () => {
    const link = {
      id: 'l1',
      modelId: 'm1',
      registryType: 'huggingface',
      registryModelId: 'a/b',
      url: 'https://hub.example.org/a/b',
      imported: true,
      syncStatus: 'synced' as const,
    };
    await insertRegistryLink(knex, link, at(0));
    await updateRegistryLink(knex, 'l1', {
      syncStatus: 'out_of_sync',
      version: 'abc',
    });
    expect(await listRegistryLinks(knex, 'm1')).toEqual([
      { ...link, syncStatus: 'out_of_sync', version: 'abc' },
    ]);
    await deleteModel(knex, 'm1');
    expect(await listRegistryLinks(knex, 'm1')).toEqual([]);
  });

  it('gives a data set back, and lists the approved ones', async () => {
    expect(await findDataset(knex, 'd1')).toEqual(dataset());
    expect(await ids(listDatasets(knex, { approvedOnly: true }))).toEqual([]);
    const approved = dataset({
      piiScanStatus: 'clean',
      qualityScore: 97,
      approvedAt: at(3),
      validation: {
        piiTypes: [],
        piiLocations: [],
        breakdown: {
          missing_values: 100,
          duplicates: 100,
          distribution: 99,
          schema_compliance: 100,
        },
      },
    });
    await saveDataset(knex, approved);
    const { validation: _long, ...listed } = approved;
    expect(
      await collect(await listDatasets(knex, { approvedOnly: true })),
    ).toEqual([{ ...listed, validation: undefined }]);
    await conflict(saveDataset(knex, dataset({ id: 'd2' })));
  });

  it('keeps versions newest first, with sizes beyond 32 bits', async () => {
    await insertVersion(knex, version({}));
    await insertVersion(
      knex,
      version({ id: 'v2', number: 2, parentVersionId: 'v1' }),
    );
    expect(await findVersion(knex, 'v1')).toEqual(version({}));
    expect((await listVersions(knex, 'd1')).map(v => v.id)).toEqual([
      'v2',
      'v1',
    ]);
  });

  it('moves a job only from the state it is expected in', async () => {
    await insertJob(knex, job());
    expect(await findJob(knex, 'j1')).toEqual(job());
    const start = { status: 'running' as const, startedAt: at(1) };
    expect(await updateJob(knex, 'j1', start, ['queued'])).toBe(true);
    expect(await updateJob(knex, 'j1', start, ['queued'])).toBe(false);
    expect(await findJob(knex, 'j1')).toEqual(job(start));
    expect(await countModelUses(knex, 'm1')).toEqual({ jobs: 1, endpoints: 0 });
  });

  it('knows the place of a job in the queue of its tool', async () => {
    await insertJob(knex, job());
    await insertJob(knex, job({ id: 'j2', submittedAt: at(1) }));
    await insertJob(knex, job({ id: 'j3', submittedAt: at(1), tool: 'other' }));
    expect(await queuePositions(knex, ['j2', 'j3'])).toEqual(
      new Map([
        ['j2', 2],
        ['j3', 1],
      ]),
    );
    const queued = listJobs(knex, { statuses: ['queued'], modelId: 'm1' });
    expect((await ids(queued)).length).toBe(3);
    expect(await ids(listJobs(knex, { status: 'failed' }))).toEqual([]);
  });

  it('finds a run by its job and by its id at the tracker', async () => {
    await insertJob(knex, job());
    await insertRun(knex, run());
    await updateRun(knex, 'r1', {
      trackingRunId: 't1',
      metrics: { loss: 0.1 },
    });
    const expected = run({ trackingRunId: 't1', metrics: { loss: 0.1 } });
    expect(await findRunOfJob(knex, 'j1')).toEqual(expected);
    expect(await findRunByTrackingId(knex, 't1')).toEqual(expected);
    expect(
      await listRuns(knex, { experimentName: 'smol-1.0.0', limit: 5 }),
    ).toEqual([expected]);
    expect(await listRuns(knex, { experimentName: 'x', limit: 5 })).toEqual([]);
  });

  it('gives an endpoint back, and takes no route twice in an environment', async () => {
    await insertEndpoint(knex, endpoint());
    await updateEndpoint(knex, 'e1', {
      status: 'healthy',
      replicas: { desired: 2, ready: 2, minimum: 1, maximum: 2 },
    });
    expect(await findEndpoint(knex, 'e1')).toEqual(
      endpoint({
        status: 'healthy',
        replicas: { desired: 2, ready: 2, minimum: 1, maximum: 2 },
      }),
    );
    await conflict(insertEndpoint(knex, endpoint({ id: 'e2' })));
    await insertEndpoint(knex, endpoint({ id: 'e3', environment: 'prod' }));
    const prod = { environment: 'prod' };
    expect(await ids(listEndpoints(knex, prod))).toEqual(['e3']);
    const atRoute = () =>
      findEndpointsByRoute(knex, ['/bot', '/serve/bot'], 'all');
    expect((await atRoute()).map(e => e.id).sort()).toEqual(['e1', 'e3']);
    await updateEndpoint(knex, 'e3', { deletedAt: at(4) });
    expect((await atRoute()).map(e => e.id)).toEqual(['e1']);
    expect(await ids(listEndpoints(knex, prod))).toEqual([]);
    expect(
      (await ids(listEndpoints(knex, { withDeleted: true }))).sort(),
    ).toEqual(['e1', 'e3']);
  });

  it('gives a prompt template back, lists by status, and takes no version twice', async () => {
    await saveTemplate(knex, prompt());
    expect(await findTemplate(knex, 'p1')).toEqual(prompt());
    await saveTemplate(
      knex,
      prompt({ status: 'live', contextTags: undefined }),
    );
    expect(
      await collect(await listTemplates(knex, { status: 'live' })),
    ).toEqual([prompt({ status: 'live', contextTags: undefined })]);
    expect(await ids(listTemplates(knex, { status: 'draft' }))).toEqual([]);
    await conflict(saveTemplate(knex, prompt({ id: 'p2' })));
    await deleteTemplate(knex, 'p1');
    expect(await ids(listTemplates(knex))).toEqual([]);
  });

  it('lists audit records newest first, as far as they were asked for', async () => {
    const record = (key: string, own: Partial<AuditRecord>): AuditRecord => ({
      id: key,
      actorId: 'user:default/ann',
      action: 'createModel',
      resourceType: 'model',
      result: 'allowed',
      occurredAt: at(Number(key)),
      ...own,
    });
    const denied = record('3', { actorId: 'eve', result: 'denied' });
    await insertAudit(knex, record('1', { metadata: { outcome: 'done' } }));
    await insertAudit(knex, record('2', { resourceType: 'dataset' }));
    await insertAudit(knex, denied);
    const list = async (filter: Partial<AuditFilter>) =>
      (await listAudit(knex, { limit: 10, ...filter })).map(({ id: i }) => i);
    expect(await list({})).toEqual(['3', '2', '1']);
    expect(await list({ limit: 1 })).toEqual(['3']);
    expect(await list({ resourceType: 'model' })).toEqual(['3', '1']);
    expect(await listAudit(knex, { actorId: 'eve', limit: 10 })).toEqual([
      denied,
    ]);
    expect(await deleteAuditBefore(knex, at(3), 1)).toBe(1);
    expect(await deleteAuditBefore(knex, at(3), 1)).toBe(1);
    expect(await deleteAuditBefore(knex, at(3), 1)).toBe(0);
    expect(await list({})).toEqual(['3']);
  });
});
