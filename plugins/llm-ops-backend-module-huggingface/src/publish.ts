import {
  createRepo,
  HubApiError,
  listCommits,
  uploadFiles,
} from '@huggingface/hub';
import { ModelRegistry } from '@llm-ops/plugin-llm-ops-node';
import { withMetadata } from './card';
import { checkPath, checkRevision } from './guards';

/** Newest commits that are looked through for one made before. */
const LOOK_BACK = 50;
const CARD = 'README.md';

/** Words that tell a commit's operation. */
const mark = (key: string) => `operation ${key}`;

type PublishOptions = Parameters<ModelRegistry['publish']>[0];

interface Hub {
  repo: { type: 'model'; name: string };
  hubUrl: string;
  accessToken: string;
  fetch: typeof globalThis.fetch;
}

/**
 * Makes the repository, one commit with all files, and the tag. Every step
 * finds what an earlier try with the same key made.
 *
 * @returns the commit's id
 * @throws HubApiError
 */
export async function publishTo(
  hub: Hub,
  options: PublishOptions,
): Promise<string> {
  await createRepo({
    ...hub,
    visibility: options.private ? 'private' : 'public',
  }).catch(allowing(409));
  const revision =
    (await earlierCommit(hub, options.key)) ?? (await commit(hub, options));
  if (options.tag) {
    await tag(hub, checkRevision(options.tag), revision, options.message);
  }
  return revision;
}

async function earlierCommit(
  hub: Hub,
  key: string,
): Promise<string | undefined> {
  let seen = 0;
  for await (const { oid, message } of listCommits({
    ...hub,
    batchSize: LOOK_BACK,
  })) {
    seen += 1;
    if (message?.includes(mark(key))) {
      return oid;
    }
    if (seen >= LOOK_BACK) {
      break;
    }
  }
  return undefined;
}

async function commit(hub: Hub, options: PublishOptions): Promise<string> {
  const files: { path: string; content: Blob }[] = [];
  for (const file of options.files) {
    files.push({ path: checkPath(file.path), content: await file.open() });
  }
  const card = files.find(({ path }) => path === CARD);
  if (Object.keys(options.metadata ?? {}).length > 0) {
    const text = withMetadata(
      card ? await card.content.text() : `# ${options.id}\n`,
      options.metadata!,
    );
    const content = new Blob([text]);
    if (card) {
      card.content = content;
    } else {
      files.push({ path: CARD, content });
    }
  }
  const made = await uploadFiles({
    ...hub,
    files,
    useXet: false,
    commitTitle: options.message,
    commitDescription: mark(options.key),
    abortSignal: options.signal,
  });
  if (!made) {
    throw new Error('The hub made no commit');
  }
  return made.commit.oid;
}

async function tag(
  hub: Hub,
  name: string,
  revision: string,
  message: string,
): Promise<void> {
  const response = await hub.fetch(
    `${hub.hubUrl}/api/models/${hub.repo.name}/tag/${revision}`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${hub.accessToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ tag: name, message }),
    },
  );
  if (!response.ok && response.status !== 409) {
    throw new HubApiError(response.url, response.status);
  }
}

/** Lets a failure with the status pass. */
function allowing(status: number) {
  return (error: unknown) => {
    if (!(error instanceof HubApiError) || error.statusCode !== status) {
      throw error;
    }
  };
}
