import { Kind } from '../types';
import { audit } from './audit';
import { datasetFiles } from './datasetFiles';
import { datasets } from './datasets';
import { endpoints } from './endpoints';
import { jobs } from './jobs';
import { modelFiles } from './modelFiles';
import { models } from './models';
import { policies } from './policies';
import { prompts } from './prompts';
import { registryLinks } from './registryLinks';
import { runs } from './runs';

/** Every kind, those that others need first. */
export const KINDS: readonly Kind[] = [
  datasets,
  datasetFiles,
  models,
  modelFiles,
  registryLinks,
  prompts,
  policies,
  jobs,
  runs,
  endpoints,
  audit,
];
