/**
 * The socket of the LLM-Ops backend: provider interfaces, the extension point
 * tools plug into, error semantics and the object store.
 *
 * @packageDocumentation
 */
export * from './providers';
export * from './errors';
export * from './extensions';
export * from './instances';
export * from './settings';
export { Lanes } from './Lanes';
export * from './objectStore';
export * from './permissions';
export * from './tracking';
export {
  Cluster,
  type KubeObject,
  type ResourceKind,
} from './kubernetes/Cluster';
export { probeResources } from './kubernetes/probe';
export { containerResources } from './kubernetes/resources';
