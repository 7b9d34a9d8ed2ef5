import document from './openapi.generated.json';
import { OpenApiDocument } from './types';

/** The contract of `/llm-ops/v1`. */
export const openapi = document as unknown as OpenApiDocument;
