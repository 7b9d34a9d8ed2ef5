import { ServiceDeps } from '../deps';
import { DatasetService } from './DatasetService';
import { VersionService } from './VersionService';

/** The services of data sets. */
export function createDatasetServices(deps: ServiceDeps) {
  const datasets = new DatasetService(deps);
  return { datasets, versions: new VersionService(deps, datasets) };
}

export type DatasetServices = ReturnType<typeof createDatasetServices>;
export type { DatasetRecord, DatasetVersionRecord } from './types';
export { DatasetService } from './DatasetService';
