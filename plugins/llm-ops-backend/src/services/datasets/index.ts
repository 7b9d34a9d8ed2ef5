import { ServiceDeps } from '../deps';
import { DatasetService } from './DatasetService';
import { VersionService } from './VersionService';
import { VersionWriter } from './VersionWriter';

/** The services of data sets. */
export function createDatasetServices(deps: ServiceDeps) {
  const datasets = new DatasetService(deps);
  return {
    datasets,
    versions: new VersionService(deps, datasets),
    writer: new VersionWriter(deps, datasets),
  };
}

export type DatasetServices = ReturnType<typeof createDatasetServices>;
export type { DatasetRecord, DatasetVersionRecord } from './types';
export { DatasetService } from './DatasetService';
