/**
 * Renders scenes for training or evaluation:
 * `node training/generate.ts OUT --count N --resolution R [--first SEED] [--held-out] [--workers W]`
 * writes OUT.bin ([N, R, R, 3] bytes), OUT.labels (N bytes) and OUT.json. Training data refuse held-out seeds.
 */
import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import {
  CLASSES,
  HELD_OUT_FROM,
  isHeldOut,
  renderScene,
  sceneFromSeed,
} from '../src/scenes/scenes.ts';

interface Job {
  readonly out: string;
  readonly count: number;
  readonly resolution: number;
  readonly first: number;
  readonly worker: number;
  readonly workers: number;
}

const CHUNK = 64;

function render({ out, count, resolution, first, worker, workers }: Job): void {
  const size = resolution * resolution * 3;
  const pixelFile = openSync(`${out}.bin`, 'r+');
  const labelFile = openSync(`${out}.labels`, 'r+');
  for (let start = worker * CHUNK; start < count; start += workers * CHUNK) {
    const many = Math.min(CHUNK, count - start);
    const bytes = new Uint8Array(many * size);
    const labels = new Uint8Array(many);
    for (let i = 0; i < many; i += 1) {
      const scene = sceneFromSeed(first + start + i);
      labels[i] = CLASSES.indexOf(scene.class);
      const pixels = renderScene(scene, resolution);
      for (let p = 0, at = i * size; p < pixels.length; p += 4, at += 3) {
        bytes[at] = pixels[p] as number;
        bytes[at + 1] = pixels[p + 1] as number;
        bytes[at + 2] = pixels[p + 2] as number;
      }
    }
    writeSync(pixelFile, bytes, 0, bytes.length, start * size);
    writeSync(labelFile, labels, 0, many, start);
  }
  closeSync(pixelFile);
  closeSync(labelFile);
}

if (isMainThread) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string' },
      resolution: { type: 'string', default: '128' },
      first: { type: 'string' },
      'held-out': { type: 'boolean', default: false },
      workers: { type: 'string', default: '2' },
    },
  });
  const [out] = positionals;
  const heldOut = values['held-out'];
  const count = Number(values.count);
  const resolution = Number(values.resolution);
  const first = Number(values.first ?? (heldOut ? HELD_OUT_FROM : 0));
  const workers = Number(values.workers);
  if (out === undefined || !(count > 0)) throw new Error('Say where to write and --count.');
  if (isHeldOut(first) !== heldOut || isHeldOut(first + count - 1) !== heldOut) {
    throw new Error(
      `Seeds ${first} to ${first + count - 1} ${heldOut ? 'are not all' : 'are partly'} held out (from ${HELD_OUT_FROM} on).`,
    );
  }
  for (const [name, size] of [
    ['bin', count * resolution * resolution * 3],
    ['labels', count],
  ] as const) {
    const file = openSync(`${out}.${name}`, 'w');
    ftruncateSync(file, size);
    closeSync(file);
  }
  const started = Date.now();
  await Promise.all(
    Array.from({ length: workers }, (_, worker) => {
      const job: Job = { out, count, resolution, first, worker, workers };
      return new Promise((resolve, reject) => {
        new Worker(new URL(import.meta.url), { workerData: job })
          .on('error', reject)
          .on('exit', resolve);
      });
    }),
  );
  const seconds = (Date.now() - started) / 1000;
  writeFileSync(`${out}.json`, JSON.stringify({ count, resolution, first, seconds }));
  console.log(`${out}: ${count} pictures at ${resolution} in ${seconds.toFixed(0)} s`);
} else {
  render(workerData as Job);
}
