import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { PRETRAINED, type Pretrained } from '../../src/models/checkpoint/pretrained.ts';
import { buildNetwork } from '../../src/models/index.ts';
import { loadCheckpoint } from '../../src/worker/load-checkpoint.ts';
import { loadPretrained } from '../../src/worker/load-pretrained.ts';
import type { LoadContext } from '../../src/worker/loaded-weights.ts';
import { safetensors } from '../models/checkpoint/slimmable-fixture.ts';
import { seededTensors } from '../models/run/seeded-weights.ts';

// Megabytes are hashed, read and compared: seconds, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

// The files of d-li14's repositories lie on no disk here. What takes their place are files that PyTorch
// itself writes, of the same networks with the same names of tensors, pinned by their own hashes.

const PYTHON = ['/usr/bin/python3', 'python3'].find((python) => {
  try {
    // Found, not imported: that alone takes seconds.
    const find =
      'import importlib.util as u, sys; sys.exit(not (u.find_spec("torch") and u.find_spec("numpy")))';
    execFileSync(python, ['-c', find], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
if (PYTHON === undefined) console.log('skipped: no Python with PyTorch here');

/** Saves the tensors of a .safetensors file as PyTorch does: as a zip, or as before version 1.6. */
const SAVE = `
import collections, json, sys, numpy, torch
for source in sys.argv[1:]:
    data = open(source, 'rb').read()
    length = int.from_bytes(data[:8], 'little')
    state = collections.OrderedDict()
    for name, entry in json.loads(data[8:8 + length]).items():
        begin, end = entry['data_offsets']
        values = numpy.frombuffer(data[8 + length + begin:8 + length + end], '<f4')
        state[name] = torch.from_numpy(values.reshape(entry['shape']).copy())
        if name.endswith('running_var'):
            state[name.replace('running_var', 'num_batches_tracked')] = torch.tensor(7)
    for form in ('zip', 'legacy'):
        torch.save(state, f'{source}-{form}', _use_new_zipfile_serialization=form == 'zip')
`;

const folder = mkdtempSync(join(tmpdir(), 'pretrained-'));
afterAll(() => rmSync(folder, { recursive: true }));

function rowOf(id: string): Pretrained {
  const row = PRETRAINED.find((each) => each.id === id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

function tensorsOf({ model, alpha, dialect }: Pretrained) {
  return seededTensors(buildNetwork(model, { alpha, dialect }), 'd-li14', 3);
}

const ID = 'mobilenetv2_0.1-imagenet';
const IDS = [ID, 'mobilenetv3-small-0.75-imagenet'] as const;

const pathOf = ({ id }: Pretrained): string => join(folder, `${id}.safetensors`);

/** One start of PyTorch for all files: on a busy machine it takes half a minute. */
beforeAll(() => {
  if (PYTHON === undefined) return;
  const rows = IDS.map(rowOf);
  for (const row of rows) writeFileSync(pathOf(row), safetensors(tensorsOf(row)));
  execFileSync(PYTHON, ['-c', SAVE, ...rows.map(pathOf)]);
}, 300_000);

/** What PyTorch has written for the network of a row. */
const written = (row: Pretrained, form: 'zip' | 'legacy'): Buffer =>
  readFileSync(`${pathOf(row)}-${form}`);

let server: Server | undefined;
let asked = 0;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  vi.unstubAllGlobals();
});

/** Takes a row to a server on this computer, and to the hashes of what should come from there. */
async function pin(
  row: Pretrained,
  file: Buffer,
  listener: RequestListener = (_, response) => response.end(file),
): Promise<void> {
  asked = 0;
  server = createServer((request, response) => {
    asked++;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  Object.assign(row, {
    url: `http://127.0.0.1:${address.port}/${row.url.split('/').at(-1)}`,
    integrity: {
      sha256Prefix: createHash('sha256').update(file).digest('hex').slice(0, 8),
      gitBlobSha1: createHash('sha1').update(`blob ${file.length}\0`).update(file).digest('hex'),
    },
  });
}

function context(signal = new AbortController().signal) {
  const progress: number[] = [];
  const own: LoadContext = {
    id: 'weights-1',
    signal,
    onProgress: (_, received) => progress.push(received),
  };
  return { ...own, progress };
}

describe.skipIf(PYTHON === undefined)('a pinned .pth that PyTorch has written', () => {
  test.each([
    [IDS[0], 'legacy'],
    [IDS[0], 'zip'],
    [IDS[1], 'legacy'],
  ] as const)('%s, in the %s form, is checked, read and bound, bit for bit', async (id, form) => {
    const row = rowOf(id);
    const file = written(row, form);
    await pin(row, file);
    const loading = context();
    const loaded = await loadPretrained({ kind: 'pretrained', id }, loading);
    const { info } = loaded;
    expect(info).toMatchObject({
      model: row.model,
      dialect: 'd-li14',
      alphas: [row.alpha],
      resolutions: [row.resolution],
      classes: 1000,
      folded: false,
      provenance: { licence: row.licence, bytes: file.length, from: 'origin', kept: false },
      notes: [],
    });
    expect(info.labels).toHaveLength(1000);
    expect(loading.progress.at(-1)).toBe(file.length);
    // The same numbers by another way: as .safetensors, without PyTorch.
    const expected = loadCheckpoint({ id, title: '', bytes: safetensors(tensorsOf(row)) });
    const choice = { resolution: row.resolution };
    const [found, other] = await Promise.all([
      loaded.networkFor(choice, loading),
      expected.networkFor(choice, loading),
    ]);
    expect(found.network).toEqual(other.network);
    expect(found.weights.layers).toEqual(other.weights.layers);
  });

  test('is refused where one bit of it is another', async () => {
    const row = rowOf(ID);
    const file = written(row, 'zip');
    const damaged = Buffer.from(file);
    damaged[file.length >> 1]! ^= 1;
    await pin(row, file, (_, response) => response.end(damaged));
    await expect(loadPretrained({ kind: 'pretrained', id: ID }, context())).rejects.toMatchObject({
      name: 'DownloadError',
      problem: 'wrong-content',
    });
  });

  test('is refused where the connection ends early, and comes whole at the next try', async () => {
    const row = rowOf(ID);
    const file = written(row, 'zip');
    await pin(row, file, (_, response) => {
      response.writeHead(200, { 'content-length': file.length });
      if (asked > 1) response.end(file);
      else response.write(file.subarray(0, file.length >> 1), () => response.destroy());
    });
    await expect(loadPretrained({ kind: 'pretrained', id: ID }, context())).rejects.toMatchObject({
      problem: 'truncated',
    });
    const { info } = await loadPretrained({ kind: 'pretrained', id: ID }, context());
    expect(info.alphas).toEqual([0.1]);
  });

  test('can be stopped on its way, and is asked for anew', async () => {
    const row = rowOf(ID);
    const file = written(row, 'zip');
    const controller = new AbortController();
    await pin(row, file, (_, response) => {
      response.writeHead(200, { 'content-length': file.length });
      if (asked > 1) response.end(file);
      // Half of it, and then nothing more.
      else response.write(file.subarray(0, file.length >> 1));
    });
    const own = context(controller.signal);
    const onProgress: LoadContext['onProgress'] = () => controller.abort();
    await expect(
      loadPretrained({ kind: 'pretrained', id: ID }, { ...own, onProgress }),
    ).rejects.toMatchObject({ problem: 'aborted' });
    const { info } = await loadPretrained({ kind: 'pretrained', id: ID }, context());
    expect(info.model).toBe('v2');
  });

  test('is kept by the browser, and not asked for again while it is as it was', async () => {
    const row = rowOf(ID);
    await pin(row, written(row, 'legacy'));
    const entries = new Map<string, Response>();
    vi.stubGlobal('caches', {
      open: () =>
        Promise.resolve({
          match: (key: string) => Promise.resolve(entries.get(key)?.clone()),
          put: (key: string, response: Response) => Promise.resolve(entries.set(key, response)),
          delete: (key: string) => Promise.resolve(entries.delete(key)),
        }),
    });
    const load = () => loadPretrained({ kind: 'pretrained', id: ID }, context());
    expect((await load()).info.provenance).toMatchObject({ from: 'origin', kept: true });
    expect((await load()).info.provenance).toMatchObject({ from: 'cache', kept: true });
    expect(asked).toBe(1);
    // Something else in its place is not used, and does not stay.
    entries.set(row.url, new Response('something else'));
    expect((await load()).info.provenance).toMatchObject({ from: 'origin' });
    expect(asked).toBe(2);
  });
});
