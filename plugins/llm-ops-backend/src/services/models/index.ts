import { ServiceDeps } from '../deps';
import { ImportService } from './ImportService';
import { ModelFileService } from './ModelFileService';
import { ModelService } from './ModelService';
import { RegistryService } from './RegistryService';

/** The services of models. */
export function createModelServices(deps: ServiceDeps) {
  const models = new ModelService(deps);
  return {
    models,
    files: new ModelFileService(deps, models),
    imports: new ImportService(deps, models),
    registries: new RegistryService(deps, models),
  };
}

export type ModelServices = ReturnType<typeof createModelServices>;
export type { ModelRecord, ModelFile, ModelLineage } from './types';
export type { ListedModel } from '../../store/models/models';
export { MalformedIdError, ModelService } from './ModelService';
