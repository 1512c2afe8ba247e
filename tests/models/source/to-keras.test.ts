import { beforeAll, describe, expect, it } from 'vitest';
import { count, mobileNetV2, toKeras } from '../../../src/models/index.ts';
import { NETWORKS } from './networks.ts';
import { pythonWith, runPython } from './python.ts';

// The code is run by Python on a stand-in for Keras that tracks shapes and counts by itself.
const python = pythonWith('json');
if (!python) console.log('skipped: running Keras code needs a python3');

interface Answer {
  readonly trainable: number;
  readonly total: number;
  readonly multiplyAdds: number;
  readonly epsilons: readonly number[];
  readonly outputShape: readonly number[];
}

/** Odd at every stride, so that padding shows in the shapes. */
const RESOLUTION = 97;

describe.runIf(python)('Keras code', () => {
  let answers: readonly Answer[] = [];
  beforeAll(() => {
    const items = NETWORKS.map(([, network]) => {
      const source = toKeras(network);
      const name = /def (mobilenet_\w+)\(/.exec(source)?.[1];
      return { name, source, resolution: RESOLUTION };
    });
    const script = new URL('run_keras.py', import.meta.url);
    answers = JSON.parse(
      runPython(python ?? '', script, JSON.stringify(items)),
    ) as readonly Answer[];
  });

  it.each(NETWORKS.map(([name, network], index) => [name, network, index] as const))(
    'builds the network: parameters, multiply-adds, ε and output: %s',
    (_, network, index) => {
      const { params, multiplyAdds } = count(network, RESOLUTION);
      expect(answers[index]).toEqual({
        trainable: params.trainable,
        total: params.total,
        multiplyAdds: multiplyAdds.total,
        epsilons: [network.dialect.batchNormEpsilon],
        outputShape: [2, network.classes],
      });
    },
  );
});

describe('Keras code as text', () => {
  it('pads as the dialect does', () => {
    expect(toKeras(mobileNetV2({ dialect: 'keras' }))).not.toContain('ZeroPadding2D');
    expect(toKeras(mobileNetV2())).toContain('layers.ZeroPadding2D(kernel // 2)');
  });

  it('fits a page or two', () => {
    for (const [name, network] of NETWORKS) {
      const rows = toKeras(network).split('\n');
      expect([name, rows.length < 130, Math.max(...rows.map((row) => row.length)) <= 100]).toEqual([
        name,
        true,
        true,
      ]);
    }
  });
});
