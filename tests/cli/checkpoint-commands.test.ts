import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCommand } from '../../src/cli/run-command.ts';
import { hasShared, SHARED } from '../models/run/support.ts';

// Seconds on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 });

interface RunData {
  readonly model: string;
  readonly alpha: number;
  readonly dialect: string;
  readonly logits: readonly number[];
  readonly top: readonly { index: number; label: string; probability: number }[];
  readonly blocks: readonly {
    name: string;
    module: string | null;
    shape: readonly number[];
    mean: number;
    std: number;
    first8: readonly number[];
  }[];
}

const pth = (name: string) => fileURLToPath(new URL(`../fixtures/pth/${name}`, import.meta.url));
const depthwise = (...args: readonly string[]) => runCommand(args);
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'depthwise-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!hasShared('oracle/parity'))('run', () => {
  const parity = (name: string) => join(SHARED, 'oracle/parity', name);

  test('on a .npy file gives what PyTorch gives, in its order', async () => {
    const { default: expected } = (await import(parity('v1_0.25_128/expected.json'), {
      with: { type: 'json' },
    })) as {
      default: { logits: number[]; blocks: Record<string, { shape: number[]; first8: number[] }> };
    };
    const { code, stdout, stderr } = await depthwise(
      ...['run', '--weights', parity('v1_0.25_128/weights.pth')],
      ...['--input', parity('v1_0.25_128/input.npy'), '--json'],
    );
    expect([code, stderr]).toEqual([0, '']);
    const data = JSON.parse(stdout) as RunData;
    expect([data.model, data.alpha, data.dialect]).toEqual(['v1', 0.25, 'torchvision']);
    expect(data.blocks.map(({ module }) => module)).toEqual(Object.keys(expected.blocks));
    for (const { module, shape, first8 } of data.blocks) {
      const block = expected.blocks[module ?? ''];
      expect(shape).toEqual(block?.shape);
      for (const [index, value] of first8.entries()) {
        expect(Math.abs(value - (block?.first8[index] ?? NaN)), module ?? '').toBeLessThan(1e-3);
      }
    }
    for (const [index, logit] of data.logits.entries()) {
      expect(Math.abs(logit - (expected.logits[index] ?? NaN))).toBeLessThan(1e-3);
    }
  });

  test('on a photograph names what is on it, as the weights were evaluated', async () => {
    const weights = join(SHARED, 'assets/weights/mobilenet_v1_0.25_224_1_default_1.tflite');
    const input = join(SHARED, 'assets/photos/chelsea.png');
    const { code, stdout } = await depthwise(
      'run',
      '--weights',
      weights,
      '--input',
      input,
      '--top',
      '2',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/Egyptian cat +0\.65\d\d +286\n/);
    const { stdout: json } = await depthwise(
      ...['run', '--weights', weights, '--input', input, '--preprocess', 'torch'],
      ...['--resolution', '128', '--json'],
    );
    expect((JSON.parse(json) as RunData).blocks[0]?.shape).toEqual([1, 8, 64, 64]);
  });

  test.each([
    [[], '--weights FILE and --input FILE are needed'],
    [
      ['--weights', '/nowhere', '--input', '/nowhere'],
      '/nowhere cannot be read: there is no such file',
    ],
    [['--weigths', 'x'], "Unknown option '--weigths'"],
    [
      ['--weights', 'x', '--input', 'y', '--backend', 'gpu'],
      '--backend must be one of wasm, cpu; got gpu',
    ],
    [['--weights', 'x', '--input', 'y', '--dialect', 'jax'], '--dialect must be one of paper, '],
  ])('%j is refused in words, with code 2', async (args, message) => {
    const { code, stdout, stderr } = await depthwise('run', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('an input that does not fit is refused by its shape', async () => {
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 4, 4), }\n";
    const file = join(folder, 'two-channels.npy');
    const length = Buffer.from([header.length, 0]);
    writeFileSync(
      file,
      Buffer.concat([
        Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
        length,
        Buffer.from(header),
        Buffer.alloc(128),
      ]),
    );
    const { code, stderr } = await depthwise(
      'run',
      '--weights',
      parity('v1_0.25_128/weights.pth'),
      '--input',
      file,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('has the shape (1, 2, 4, 4); expected (N, 3, H, W) or (N, H, W, 3)');
  });
});

describe('inspect', () => {
  test('refuses a pickle that would run something, by name and without running it', async () => {
    const { code, stdout, stderr } = await depthwise('inspect', pth('evil.pth'));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('asks for "posix.system"');
  });

  test('says of a state dict of something else that it is none of these', async () => {
    const { code, stderr } = await depthwise('inspect', pth('archive.pth'));
    expect(code).toBe(1);
    expect(stderr).toContain('plain, half, bfloat, …) are not named as a MobileNet');
  });

  test('says of any other file how it begins', async () => {
    const { stderr } = await depthwise('inspect', fileURLToPath(import.meta.url));
    expect(stderr).toContain('no checkpoint that can be read starts with "import {"');
  });

  test.skipIf(!hasShared('assets/weights'))('tells a known file from its hash', async () => {
    const file = join(SHARED, 'assets/weights/mobilenet_v2_1.0_224_quant.tflite');
    const { code, stdout } = await depthwise('inspect', file, '--json');
    expect(code).toBe(0);
    const { tensors, ...data } = JSON.parse(stdout) as { tensors: unknown[] };
    expect(data).toEqual({
      file,
      format: 'tflite',
      bytes: 3610798,
      sha256: '7aad0c74c5e3c06e5eb3c827e13304fdd68a83da6087d92ee169c24ff9fd4776',
      pretrained: 'mobilenet_v2_1.0_224_quant',
      model: 'v2',
      alpha: 1,
      dialect: 'keras',
      padding: 'same',
      classes: 1001,
      inputChannels: 3,
      resolution: 224,
      preprocessing: 'tensorflow',
      folded: true,
      quantised: true,
      fits: true,
      remarks: [],
      missing: [],
      misshapen: [],
      surplus: [],
    });
    expect(tensors).toHaveLength(106);
  });
});
