export { readFeatures } from './config';
export { capabilityOf, gate } from './gate';
export {
  CAPABILITIES,
  ENVIRONMENTS,
  switchedOff,
  type Capability,
  type Features,
} from './types';
