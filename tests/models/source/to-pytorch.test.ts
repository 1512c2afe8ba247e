import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { torchNames } from '../../../src/models/checkpoint/torch-names.ts';
import {
  count,
  layersOf,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Small,
  toPyTorch,
  type Layer,
  type Network,
} from '../../../src/models/index.ts';
import { NETWORKS } from './networks.ts';
import { pythonWith, runPython } from './python.ts';

// Expected numbers: PyTorch itself, running the code; and logits that torchvision's and d-li14's
// own models gave for the same weights, in an optional folder beside the project.
const python = pythonWith('torch');
if (!python) console.log('skipped: running PyTorch code needs a python3 with torch');
const parity = new URL('../../../../shared/oracle/parity/', import.meta.url);
const hasParity = python !== undefined && existsSync(parity);
if (!hasParity) console.log(`skipped: logits of PyTorch code need torch and ${parity.pathname}`);

interface Answer {
  readonly params: number;
  readonly state: Readonly<Record<string, readonly number[]>>;
  readonly outputShape: readonly number[];
  readonly logits?: readonly number[];
}

function ask(items: readonly object[]): readonly Answer[] {
  const script = new URL('run_pytorch.py', import.meta.url);
  return JSON.parse(runPython(python ?? '', script, JSON.stringify(items))) as readonly Answer[];
}

function item(network: Network) {
  const source = toPyTorch(network);
  const name = /class (MobileNet\w+)\(/.exec(source)?.[1];
  return { name, source, channels: network.inputChannels, resolution: 33 };
}

describe.runIf(python)('PyTorch code', () => {
  let answers: readonly Answer[] = [];
  beforeAll(() => {
    answers = ask(NETWORKS.map(([, network]) => item(network)));
  }, 120_000);

  it.each(NETWORKS.map(([name, network], index) => [name, network, index] as const))(
    'runs and has the parameters and the state dict of the network: %s',
    (_, network, index) => {
      const answer = answers[index]!;
      expect(answer.outputShape).toEqual([2, network.classes]);
      expect(answer.params).toBe(count(network, 224).params.trainable);
      expect(answer.state).toEqual(expectedState(network));
    },
  );
});

/** The state dict that the names of the checkpoint reader and the shapes of the layers give. */
function expectedState(network: Network): Record<string, readonly number[]> {
  const naming =
    network.dialect.name === 'd-li14' && network.model !== 'v1' ? 'd-li14' : 'torchvision';
  const names = torchNames(network, naming);
  return Object.fromEntries(
    layersOf(network).flatMap((layer) => {
      const module = names.get(layer.name);
      return module === undefined
        ? []
        : tensorsOf(layer, naming).map(([name, shape]) => [`${module}.${name}`, shape] as const);
    }),
  );
}

function tensorsOf(
  layer: Layer,
  naming: string,
): readonly (readonly [name: string, shape: readonly number[]])[] {
  switch (layer.kind) {
    case 'convolution': {
      // d-li14's gates are linear layers.
      const isLinear = naming === 'd-li14' && (layer.role === 'squeeze' || layer.role === 'excite');
      const window = isLinear ? [] : [layer.kernel, layer.kernel];
      return [
        ['weight', [layer.outChannels, layer.inChannels / layer.groups, ...window]],
        ...(layer.bias ? [['bias', [layer.outChannels]] as const] : []),
      ];
    }
    case 'linear':
      return [
        ['weight', [layer.outFeatures, layer.inFeatures]],
        ['bias', [layer.outFeatures]],
      ];
    case 'batch-norm':
      return [
        ...['weight', 'bias', 'running_mean', 'running_var'].map(
          (name) => [name, [layer.channels]] as const,
        ),
        ['num_batches_tracked', []],
      ];
    case 'activation':
    case 'global-pool':
    case 'multiply':
    case 'add':
      return [];
  }
}

describe.runIf(hasParity)('PyTorch code with the weights of the original implementation', () => {
  const cases: readonly (readonly [string, string, Network])[] = [
    ['v1_0.25_128', 'safetensors', mobileNetV1({ alpha: 0.25 })],
    ['v1_0.25_128', 'pth', mobileNetV1({ alpha: 0.25 })],
    ['v2_0.35_96', 'safetensors', mobileNetV2({ alpha: 0.35 })],
    ['v3_small_1.0_224', 'safetensors', mobileNetV3Small()],
    ['dli14_v2_0.1_96', 'pth', mobileNetV2({ alpha: 0.1, dialect: 'd-li14' })],
    ['dli14_v3_small_0.75_224', 'pth', mobileNetV3Small({ alpha: 0.75, dialect: 'd-li14' })],
  ];
  let answers: readonly Answer[] = [];
  beforeAll(() => {
    answers = ask(
      cases.map(([folder, extension, network]) => ({
        ...item(network),
        weights: fileURLToPath(new URL(`${folder}/weights.${extension}`, parity)),
        input: fileURLToPath(new URL(`${folder}/input.npy`, parity)),
      })),
    );
  }, 120_000);

  it.each(cases.map(([folder, extension], index) => [folder, extension, index] as const))(
    'loads them strictly and gives its logits: %s.%s',
    (folder, _, index) => {
      const { logits } = JSON.parse(
        readFileSync(new URL(`${folder}/expected.json`, parity), 'utf8'),
      ) as { readonly logits: readonly number[] };
      const ours = answers[index]!.logits!;
      const worst = Math.max(...logits.map((logit, at) => Math.abs(logit - ours[at]!)));
      expect(worst).toBeLessThan(1e-3);
    },
  );
});

describe('PyTorch code as text', () => {
  it('writes V2 as the paper does, in rows of t, c, n, s', () => {
    expect(toPyTorch(mobileNetV2())).toContain(
      [
        '        # t, c, n, s',
        '        (1, 16, 1, 1),',
        '        (6, 24, 2, 2),',
        '        (6, 32, 3, 2),',
        '        (6, 64, 4, 2),',
        '        (6, 96, 3, 1),',
        '        (6, 160, 3, 2),',
        '        (6, 320, 1, 1),',
      ].join('\n'),
    );
  });

  it('fits a page or two', () => {
    for (const [name, network] of NETWORKS) {
      const rows = toPyTorch(network).split('\n');
      expect([name, rows.length < 130, Math.max(...rows.map((row) => row.length)) <= 100]).toEqual([
        name,
        true,
        true,
      ]);
    }
  });

  it('refuses a network that is not stem, blocks, head and classifier', () => {
    const network = mobileNetV1();
    expect(() => toPyTorch({ ...network, blocks: network.blocks.slice(1) })).toThrow(
      'source is written for networks with a convolution first; found block1, depthwise-separable',
    );
  });
});
