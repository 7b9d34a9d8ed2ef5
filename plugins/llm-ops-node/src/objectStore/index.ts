export type { ObjectStore, StagedObject, StoredObject } from './ObjectStore';
export { S3ObjectStore, type S3ObjectStoreOptions } from './S3ObjectStore';
