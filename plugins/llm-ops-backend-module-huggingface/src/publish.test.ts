import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { HuggingFaceRegistry } from './HuggingFaceRegistry';

/** The writing half of a hub, which no local tool offers. */
class StubHub {
  readonly calls: { path: string; body: string }[] = [];
  readonly commits: { id: string; title: string; message: string }[] = [];
  #server?: Server;

  async start(): Promise<string> {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk as Buffer);
      }
      const body = Buffer.concat(chunks).toString();
      const path = request.url!.split('?')[0];
      this.calls.push({ path, body });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(this.#answer(path, body)));
    }).listen(0, '127.0.0.1');
    await new Promise(resolve => this.#server!.once('listening', resolve));
    const { port } = this.#server!.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  stop() {
    this.#server?.close();
  }

  #answer(path: string, body: string): unknown {
    if (path.includes('/preupload/')) {
      const { files } = JSON.parse(body) as { files: { path: string }[] };
      return {
        files: files.map(({ path: name }) => ({
          path: name,
          uploadMode: 'regular',
        })),
      };
    }
    if (path.includes('/commit/')) {
      const { value } = JSON.parse(body.split('\n')[0]);
      const id = `${this.commits.length + 1}`.repeat(40);
      this.commits.push({
        id,
        title: value.summary,
        message: value.description,
      });
      return { commitOid: id, commitUrl: `http://hub/${id}`, hookOutput: '' };
    }
    return path.includes('/commits/')
      ? this.commits.map(c => ({ ...c, authors: [], date: new Date() }))
      : {};
  }
}

describe('publishing to a hub', () => {
  const hub = new StubHub();
  let registry: HuggingFaceRegistry;
  beforeAll(async () => {
    registry = new HuggingFaceRegistry({
      id: 'hub',
      environments: ['dev'],
      url: await hub.start(),
      token: 'hf_x',
    });
  });
  afterAll(() => hub.stop());

  const publish = () =>
    registry.publish({
      key: 'op-1',
      id: 'team/model',
      private: true,
      tag: 'v1.2',
      message: 'model 1.2 from LLM-Ops',
      metadata: { license: 'mit' },
      files: [
        { path: 'config.json', size: 2, open: async () => new Blob(['{}']) },
      ],
    });
  const called = (part: string) =>
    hub.calls.filter(({ path }) => path.includes(part));

  it('makes a private repository, one commit with the metadata in its card, and the tag', async () => {
    await expect(publish()).resolves.toMatchObject({
      revision: '1'.repeat(40),
    });
    expect(JSON.parse(called('/repos/create')[0].body)).toMatchObject({
      visibility: 'private',
    });
    const lines = called('/commit/')[0]
      .body.split('\n')
      .map(l => JSON.parse(l));
    const card = lines.find(({ value }) => value.path === 'README.md').value;
    expect(Buffer.from(card.content, 'base64').toString()).toBe(
      '---\nlicense: mit\n---\n# team/model\n',
    );
    expect(called('/tag/')).toEqual([
      {
        path: `/api/models/team/model/tag/${'1'.repeat(40)}`,
        body: '{"tag":"v1.2","message":"model 1.2 from LLM-Ops"}',
      },
    ]);
  });

  it('finds the commit of an earlier try, and makes no second one', async () => {
    await expect(publish()).resolves.toMatchObject({
      revision: '1'.repeat(40),
    });
    expect(hub.commits).toHaveLength(1);
  });
});
