/** The parts of an OpenAPI document that the router reads. */
export interface OpenApiOperation {
  operationId: string;
  tags?: string[];
  parameters?: {
    name: string;
    in: 'path' | 'query';
    required?: boolean;
    schema: object;
  }[];
  requestBody?: {
    required?: boolean;
    content: Record<string, { schema: object }>;
  };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  /** Needs no identity. */
  'x-open'?: boolean;
  /** Failures have honest status codes. */
  'x-honest'?: boolean;
}

export interface OpenApiDocument {
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, object> };
}
