import { DatasetRecord } from '../../services/datasets/types';
import { findDataset, saveDataset } from '../../store/datasets/datasets';
import { number, text, time } from '../source/values';
import { Kind } from '../types';
import {
  currentRows,
  freeVersion,
  mapUri,
  Notes,
  OLD_PLATFORM,
} from './support';

const PII = ['pending', 'clean', 'failed'] as const;

/** Data sets; their files are another kind. */
export const datasets: Kind<DatasetRecord> = {
  name: 'datasets',
  source: 'dataset_records',
  target: 'datasets',
  watermark: ['updated_at', 'created_at'],
  incremental: true,
  batch: 200,
  plan({ row }, context) {
    const notes = new Notes();
    const createdAt = notes.or(
      time(row.created_at) ?? time(row.updated_at),
      new Date(0).toISOString(),
      'created_at',
    );
    const score = number(row.quality_score);
    return {
      notes: notes.list,
      record: {
        id: row.id,
        name: notes.or(text(row.name), row.id, 'name'),
        version: notes.or(text(row.version), '1', 'version'),
        type: notes.or(text(row.type), 'sft_pair', 'type'),
        ownerTeam: notes.or(text(row.owner_team), OLD_PLATFORM, 'owner_team'),
        storageUri: mapUri(text(row.storage_uri), context) ?? '',
        piiScanStatus: notes.among(
          text(row.pii_scan_status),
          PII,
          'pending',
          'pii_scan_status',
        ),
        qualityScore: score,
        changeLog: text(row.change_log),
        approvedAt: time(row.approved_at),
        createdBy: OLD_PLATFORM,
        createdAt,
        updatedAt: time(row.updated_at) ?? createdAt,
      },
    };
  },
  async write(trx, { record, notes }) {
    const version = await freeVersion(trx, 'datasets', record, {
      name: record.name,
    });
    if (version !== record.version) {
      notes.push(`version ${record.version} was taken: ${version}`);
    }
    const known = await findDataset(trx, record.id);
    await saveDataset(trx, {
      ...known,
      ...record,
      version,
      // Once it has a version, training reads that.
      storageUri: known?.versioningSystem
        ? known.storageUri
        : record.storageUri,
    });
  },
  comparable: ({ record: r }) => [
    r.name,
    r.type,
    r.ownerTeam,
    r.piiScanStatus,
    r.qualityScore ?? null,
    r.changeLog ?? null,
    r.approvedAt ?? null,
    r.createdAt,
    r.updatedAt,
  ],
  current: (ids, context) =>
    currentRows(context, 'datasets', ids, row => [
      row.name,
      row.type,
      row.owner_team,
      row.pii_scan_status,
      row.quality_score,
      row.change_log,
      row.approved_at,
      row.created_at,
      row.updated_at,
    ]),
};
