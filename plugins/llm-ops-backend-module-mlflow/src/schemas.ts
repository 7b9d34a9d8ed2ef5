import { z } from 'zod';
import { runSchema } from './map';

/** Answers of MLflow's REST API 2.0, as far as they are read. */
export const empty = z.object({}).passthrough();

export const oneRunSchema = z.object({ run: runSchema });

export const runPageSchema = z.object({
  runs: z.array(runSchema).optional(),
  next_page_token: z.string().optional(),
});

export const historySchema = z.object({
  metrics: z
    .array(
      z.object({
        key: z.string(),
        value: z.unknown(),
        timestamp: z.coerce.number(),
        step: z.coerce.number().optional(),
      }),
    )
    .optional(),
  next_page_token: z.string().optional(),
});

export const artifactsSchema = z.object({
  root_uri: z.string(),
  files: z
    .array(
      z.object({
        path: z.string(),
        is_dir: z.boolean().optional(),
        file_size: z.coerce.number().optional(),
      }),
    )
    .optional(),
});
