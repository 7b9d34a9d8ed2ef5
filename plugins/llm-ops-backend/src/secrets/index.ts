export { CredentialStore } from './CredentialStore';
export { findSecret, looksSecret, maskSecrets, redact } from './looksSecret';
export { modelContext, sealStored } from './sealStored';
export { SecretBox } from './SecretBox';
