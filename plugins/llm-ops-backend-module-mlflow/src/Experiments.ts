import { z } from 'zod';
import { MlflowClient } from './client';

/** How long an id is known without asking again, in milliseconds. */
const REMEMBERED_MS = 60_000;

const experimentSchema = z.object({
  experiment: z.object({ experiment_id: z.string(), name: z.string() }),
});

/** Names and ids of an MLflow server's experiments. */
export class Experiments {
  readonly #client: MlflowClient;
  readonly #lately = new Map<string, { id: string; until: number }>();

  constructor(client: MlflowClient) {
    this.#client = client;
  }

  /** Like {@link idOf}, as it was a minute ago at most. */
  async lately(name: string, signal?: AbortSignal): Promise<string> {
    const known = this.#lately.get(name);
    if (known && known.until > Date.now()) {
      return known.id;
    }
    const id = await this.idOf(name, signal);
    this.#lately.set(name, { id, until: Date.now() + REMEMBERED_MS });
    return id;
  }

  /** Id of the experiment of a name, which is made if need be. */
  async idOf(name: string, signal?: AbortSignal): Promise<string> {
    const find = async () => {
      const answer = await this.#client.call(
        experimentSchema,
        'GET',
        'experiments/get-by-name',
        { experiment_name: name },
        signal,
      );
      return answer.experiment.experiment_id;
    };
    try {
      return await find();
    } catch (error) {
      if ((error as Error).name !== 'NotFoundError') {
        throw error;
      }
    }
    try {
      const made = await this.#client.call(
        z.object({ experiment_id: z.string() }),
        'POST',
        'experiments/create',
        { name },
        signal,
      );
      return made.experiment_id;
    } catch (error) {
      if ((error as Error).name !== 'ConflictError') {
        throw error;
      }
      return find();
    }
  }

  /** Every experiment there is. */
  async all(signal?: AbortSignal) {
    const schema = z.object({
      experiments: z
        .array(z.object({ experiment_id: z.string(), name: z.string() }))
        .optional(),
      next_page_token: z.string().optional(),
    });
    const all: { experiment_id: string; name: string }[] = [];
    let token: string | undefined;
    do {
      const page: z.infer<typeof schema> = await this.#client.call(
        schema,
        'POST',
        'experiments/search',
        { max_results: 1000, page_token: token },
        signal,
      );
      all.push(...(page.experiments ?? []));
      token = page.next_page_token || undefined;
    } while (token);
    return all;
  }
}
