import { InputError } from '@backstage/errors';
import { StageWork } from '../StageService';
import { StageOutcome } from '../types';

/** Quality that data needs when the stage does not say. */
const DEFAULT_QUALITY = 60;

/**
 * Judges what the checks of a data set's newest version found:
 * `config` {datasetId, datasetVersionId?, minQuality?, minRows?}.
 */
export async function validateData({
  datasets: { datasets },
  config,
}: StageWork): Promise<StageOutcome> {
  if (!config.datasetId) {
    throw new InputError('config.datasetId is needed to validate data');
  }
  const dataset = await datasets.get(String(config.datasetId));
  const [newest] = await datasets.versions(dataset.id);
  if (!newest) {
    throw new InputError(
      `The data set ${dataset.name} has no data yet; upload files first`,
    );
  }
  if (config.datasetVersionId && config.datasetVersionId !== newest.id) {
    throw new InputError(
      `The checks are known of the newest version of ${dataset.name} only, which is ${newest.id}`,
    );
  }
  const { piiScanStatus, qualityScore = 0 } = dataset;
  const minQuality = Number(config.minQuality ?? DEFAULT_QUALITY);
  const minRows = Number(config.minRows ?? 0);
  const outputs = {
    result: String(qualityScore),
    quality_score: String(qualityScore),
    pii_status: piiScanStatus,
    rows: String(newest.rowCount ?? ''),
  };
  if (piiScanStatus === 'pending') {
    return {
      phase: 'running',
      message: `${dataset.name} has not been scanned for personal data yet`,
      outputs,
    };
  }
  const problems = [
    ...(piiScanStatus === 'clean' ? [] : ['has personal data']),
    ...(qualityScore < minQuality
      ? [`has a quality of ${qualityScore}, below ${minQuality}`]
      : []),
    ...(minRows > 0 && (newest.rowCount ?? 0) < minRows
      ? [`has ${newest.rowCount ?? 0} rows, fewer than ${minRows}`]
      : []),
  ];
  return problems.length > 0
    ? {
        phase: 'failed',
        message: `${dataset.name} ${problems.join(', and ')}`,
        outputs,
      }
    : { phase: 'succeeded', outputs };
}
