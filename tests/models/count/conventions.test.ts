import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTflite } from '../../../src/models/checkpoint/tflite.ts';
import {
  conventions,
  count,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
  mobileNetV3Small,
  type ConventionReading,
  type Network,
} from '../../../src/models/index.ts';
import published from '../../fixtures/counts/published-figures.json' with { type: 'json' };

function reading(
  network: Network,
  name: string,
  edition = '',
  resolution = 224,
): ConventionReading {
  const found = conventions(count(network, resolution)).find(
    ({ convention }) => convention.name === name && convention.edition.includes(edition),
  );
  if (!found) throw new Error(`no convention ${name} ${edition}`);
  return found;
}

describe('what tools print for MobileNetV2 1.4', () => {
  const network = mobileNetV2({ alpha: 1.4 });

  it('is 603134720.0 and 6108776.0 in thop (pytorch-OpCounter issue 66, February 2020)', () => {
    const { prints, terms, operations } = reading(network, 'thop', '2020');
    expect(prints).toEqual({ params: '6108776.0', operations: '603134720.0' });
    expect(terms.find(({ of }) => of === 'rounding')).toEqual({ of: 'rounding', operations: 48 });
    expect(terms.reduce((sum, term) => sum + term.operations, 0)).toBe(operations);
  });

  it('is 610.1 MMac and 6.11 M in ptflops (flops-counter.pytorch issue 33)', () => {
    expect(reading(network, 'ptflops', '2020').prints).toEqual({
      params: '6.11 M',
      operations: '610.1 MMac',
    });
  });
});

describe('what thop 0.1.1 prints', () => {
  // A repository's note of December 2022: clever_format(…, '%3.f') gave these.
  it.each([
    [mobileNetV2(), '327M'],
    [mobileNetV3Small(), '62M'],
    [mobileNetV3Large(), '235M'],
  ])('rounds to what somebody printed', (network, printed) => {
    const { operations = NaN } = reading(network, 'thop', '2022');
    expect(`${(operations / 1e6).toFixed(0)}M`).toBe(printed);
  });
});

describe('what papers and pages print', () => {
  it("is every figure of TensorFlow-Slim's table of MobileNetV2 checkpoints", () => {
    const rows = published.filter(({ source }) => source.startsWith('slim mobilenet README V2'));
    expect(rows.length).toBe(44);
    for (const { item, published: printed } of rows) {
      const [, alpha = '', resolution = '', quantity] = /^(.+)_(\d+) (\w+)$/.exec(item) ?? [];
      const { prints } = reading(
        mobileNetV2({ alpha: Number(alpha) }),
        'TensorFlow-Slim README',
        '',
        Number(resolution),
      );
      const ours = quantity === 'MACs' ? prints.operations : prints.params;
      expect([item, ours]).toEqual([item, `${printed} M`]);
    }
  });

  it('is 4.2 M and 569 M for V1, 3.4 M and 300 M for V2, 4.0 M and 155 M for V3-Large 0.75', () => {
    expect(reading(mobileNetV1(), 'MobileNetV1 paper').prints).toEqual({
      params: '4.2 M',
      operations: '569 M',
    });
    expect(reading(mobileNetV2(), 'MobileNetV2 paper').prints).toEqual({
      params: '3.4 M',
      operations: '300 M',
    });
    expect(
      reading(mobileNetV3Large({ alpha: 0.75, dialect: 'paper' }), 'MobileNetV3 paper').prints,
    ).toEqual({ params: '4.0 M', operations: '155 M' });
  });

  it('is the published total in Keras, and no operations', () => {
    expect(reading(mobileNetV1({ dialect: 'keras' }), 'Keras').prints).toEqual({
      params: '4,253,864',
      operations: undefined,
    });
    expect(reading(mobileNetV2({ dialect: 'keras' }), 'Keras').prints.params).toBe('3,538,984');
  });
});

describe('what fvcore, ptflops and torchinfo print', () => {
  // A public benchmark script of 2022 kept what ptflops and FlopCountAnalysis gave it side by side
  // for torchvision's V3.
  it.each([
    [mobileNetV3Large(), '226033824', '228.36 MMac', '5.48 M'],
    [mobileNetV3Small(), '59649536', '60.13 MMac', '2.54 M'],
  ])('is what a benchmark kept of the first two', (network, fvcore, ptflops, params) => {
    expect(reading(network, 'fvcore').prints.operations).toBe(fvcore);
    expect(reading(network, 'ptflops', '2020').prints).toEqual({ params, operations: ptflops });
  });

  it('is 601.62 M in torchinfo for V2 and two pictures: every parameter of batch norm once', () => {
    // totals.csv: madds, params_bias and params − params_without_bn of v2_torchvision_1.0_224.
    const { operations = NaN, prints } = reading(mobileNetV2(), 'torchinfo');
    expect(operations).toBe(300_774_272 + 1_000 + 34_112);
    expect(((2 * operations) / 1e6).toFixed(2)).toBe('601.62');
    expect(prints).toEqual({ params: '3,504,872', operations: '(M): 300.81' });
  });

  it('differs where a pool is a function: fvcore counts it, thop does not', () => {
    const pools = (name: string, edition = '') =>
      reading(mobileNetV2(), name, edition).terms.find(({ of }) => of === 'pools')?.operations;
    expect([pools('fvcore'), pools('thop', '2022')]).toEqual([7 * 7 * 1280, undefined]);
  });
});

describe('what torchvision and PyTorch print', () => {
  // torchvision's documentation of mobilenet_v2, and `_ops` and num_params in its source for V3.
  it.each([
    [mobileNetV2(), '3504872', '0.30'],
    [mobileNetV3Large(), '5483032', '0.22'],
    [mobileNetV3Small(), '2542856', '0.06'],
  ])('is multiply-adds under the name of GFLOPS', (network, params, operations) => {
    expect(reading(network, 'torchvision').prints).toEqual({ params, operations });
  });

  it('is twice that in torch.utils.flop_counter, whose formulas end in × 2', () => {
    // totals.csv: madds of v2_torchvision_1.0_224.
    const { operations, terms } = reading(mobileNetV2(), 'PyTorch');
    expect(operations).toBe(2 * 300_774_272);
    expect(terms.map(({ of }) => of)).toEqual(['products', 'additions']);
  });
});

describe('what the README of MobileNetV1 prints', () => {
  it.each([
    [1, '4.24 M'],
    [0.75, '2.59 M'],
    [0.5, '1.34 M'],
    [0.25, '0.47 M'],
  ])('counts three values for every channel of batch norm at α = %d', (alpha, params) => {
    const { prints } = reading(mobileNetV1({ alpha }), 'TensorFlow-Slim README', 'V1');
    expect(prints.params).toBe(params);
  });
});

const SHARED = new URL('../../../../shared/assets/weights/', import.meta.url);

describe.skipIf(!existsSync(SHARED))('a TensorFlow Lite file (needs ../shared)', () => {
  it.each([
    ['mobilenet_v1_0.25_224_1_default_1', mobileNetV1({ alpha: 0.25, classes: 1001 })],
    ['mobilenet_v2_1.0_224_quant', mobileNetV2({ classes: 1001, dialect: 'keras' })],
  ])('stores weights and one bias a channel, no more: %s', (name, network) => {
    const { tensors, operators } = readTflite(readFileSync(new URL(`${name}.tflite`, SHARED)));
    const stored = operators
      .filter((operator) => /CONV_2D|FULLY_CONNECTED/.test(operator.name))
      .flatMap(({ inputs }) => inputs.slice(1))
      .map((index) => (tensors[index]?.shape ?? []).reduce((size, side) => size * side, 1));
    expect(reading(network, 'TensorFlow Lite').params).toBe(
      stored.reduce((sum, values) => sum + values, 0),
    );
  });
});

describe('gates', () => {
  it('count twice in the thop of 2020 where they are linear layers, as in d-li14', () => {
    const linear = (dialect: 'torchvision' | 'd-li14') =>
      reading(mobileNetV3Large({ dialect }), 'thop', '2020').terms.find(
        ({ of }) => of === 'linear sums',
      )?.operations;
    // totals.csv: madds_linear of v3_large_torchvision_1.0_224 and of v3_large_dli14_1.0_224.
    expect([linear('torchvision'), linear('d-li14')]).toEqual([2508800, 4016000]);
  });
});

describe('a rule that could not be confirmed', () => {
  const all = conventions(count(mobileNetV2(), 224));

  it('is said to be, and gives no number', () => {
    const unconfirmed = all.filter(({ convention }) => convention.evidence === 'unconfirmed');
    expect(
      unconfirmed.map(({ convention, operations, prints }) => [
        convention.name,
        convention.edition,
        operations,
        prints.operations,
      ]),
    ).toEqual([['ptflops', 'since 0.7', undefined, undefined]]);
  });

  it('is the exception: every rule has words, evidence and a source', () => {
    for (const { convention } of all) {
      const { sources, rule, note } = convention;
      expect(sources.length * rule.length * note.length).toBeGreaterThan(0);
    }
  });
});
