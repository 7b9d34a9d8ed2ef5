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
  /** Codes that every operation may answer, and with what. */
  'x-common-responses': {
    codes: string[];
    answer: OpenApiOperation['responses'][string];
    /** Answers of requests that no operation sees. */
    unread: OpenApiOperation['responses'];
  };
  components: { schemas: Record<string, object> };
}
