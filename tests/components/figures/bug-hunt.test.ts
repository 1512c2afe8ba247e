import { describe, expect, it } from 'vitest';
import {
  compareBlocks,
  compareTotals,
} from '../../../src/components/figures/bug-hunt/compare-ports.ts';
import { gradeSuspect, portOf } from '../../../src/components/figures/bug-hunt/grade-suspect.ts';
import {
  HARD_SWISH_FORMS,
  widestGap,
  type HardSwishForm,
} from '../../../src/components/figures/bug-hunt/hard-swish-forms.ts';
import { bugNamed, HUNTS, type Hunt } from '../../../src/components/figures/bug-hunt/hunts.ts';
import {
  countPort,
  faithful,
  firstDifference,
  impossibleSums,
  readingFor,
  samePort,
  surgeryFor,
} from '../../../src/components/figures/bug-hunt/port.ts';
import { layersOf, mobileNetV1, mobileNetV2 } from '../../../src/models/index.ts';
import { checkSurgery } from '../../../src/models/run/surgery.ts';
import { feedPicture } from '../../../src/state/feed-picture.ts';

const hunt = (id: string): Hunt => {
  const found = HUNTS.find((one) => one.id === `hunt-${id}`);
  if (!found) throw new Error(`no hunt ${id}`);
  return found;
};
const totals = (id: string) => {
  const { params, multiplyAdds } = countPort(portOf(hunt(id)), hunt(id).resolution);
  return [params.trainable, multiplyAdds.total];
};

describe.each(HUNTS.map((one) => [one.title, one] as const))('the hunt “%s”', (_, one) => {
  it('is won by its culprit alone', () => {
    expect(one.suspects).toContain(one.culprit);
    const winners = one.suspects.filter((suspect) => gradeSuspect(one, suspect).correct);
    expect(winners).toEqual([one.culprit]);
  });

  it('says what was found, right or wrong, and does not name the culprit to who is wrong', () => {
    const { about, name } = bugNamed(one.culprit);
    for (const suspect of one.suspects) {
      const { because, correct } = gradeSuspect(one, suspect);
      expect(because.length).toBeGreaterThan(40);
      if (!correct) {
        expect(because).not.toContain(about);
        expect(because).not.toContain(name);
      }
    }
  });

  it('is a network other than the original, or the same fed otherwise', () => {
    const [right, port] = [faithful(one.network()), portOf(one)];
    expect(samePort(right, port)).toBe(false);
    const isUsedOtherwise =
      port.feed !== right.feed ||
      port.hardSwish !== right.hardSwish ||
      port.output !== right.output;
    expect(firstDifference(right, port) === undefined).toBe(isUsedOtherwise);
  });
});

describe('the ports', () => {
  it('have the counts that were found elsewhere', () => {
    // A published port's 3.17 M is a last convolution of 1024 channels: 3,166,440 by hooks in PyTorch.
    expect(totals('missing-values')[0]).toBe(3_166_440);
    // 17,056 channels of batch norm, as Keras's 34,112 moving values say.
    expect(totals('seventeen-thousand')).toEqual([3_504_872 + 17_056, 300_774_272]);
    // Table 1 of the V1 paper taken literally.
    expect(totals('cheap')).toEqual([4_231_976, 533_833_216]);
    expect(totals('equal')).toEqual([3_504_872, 300_774_272]);
  });

  it('of conventions have the original’s totals and shapes', () => {
    for (const id of ['moved', 'hundredths', 'unsure', 'loud']) {
      const { network, resolution } = hunt(id);
      const right = countPort(faithful(network()), resolution);
      const port = countPort(portOf(hunt(id)), resolution);
      expect(port.params).toEqual(right.params);
      expect(port.multiplyAdds).toEqual(right.multiplyAdds);
      const shapes = (one: typeof right) =>
        one.blocks.flatMap(({ layers }) => layers.map(({ outputShape }) => outputShape));
      expect(shapes(port)).toEqual(shapes(right));
    }
  });

  it('of the dense V1 cost nine windows for each pair of channels where one was', () => {
    // Depthwise k²·M becomes k²·M·M; every other layer is as it was (totals.csv: v1 at 224).
    const depthwise = layersOf(mobileNetV1()).filter(
      (layer) => layer.kind === 'convolution' && layer.role === 'depthwise',
    );
    const more = depthwise.reduce(
      (sum, layer) =>
        layer.kind === 'convolution' ? sum + 9 * layer.inChannels * (layer.inChannels - 1) : sum,
      0,
    );
    expect(totals('dense')[0]).toBe(4_231_976 + more);
  });

  it('stop at sums of unlike tensors, which the original has nowhere', () => {
    const { network, resolution } = hunt('crash');
    expect(impossibleSums(countPort(faithful(network()), resolution))).toEqual([]);
    const [first] = impossibleSums(countPort(portOf(hunt('crash')), resolution));
    expect(first).toEqual({ name: 'block2.add', shapes: ['112 × 112 × 8', '56 × 56 × 8'] });
    // At full width the same mistake shows nowhere.
    const full = bugNamed('skips-by-width').apply(mobileNetV2());
    expect(samePort(full, faithful(mobileNetV2()))).toBe(true);
  });

  it('keep every layer that they do not change reading what it read', () => {
    const port = bugNamed('no-batch-norm').apply(mobileNetV2());
    const names = new Set(port.blocks.flatMap(({ layers }) => layers.map(({ name }) => name)));
    const read = port.blocks.flatMap(({ layers }) => layers.flatMap(({ inputs }) => inputs));
    expect(read.filter((name) => name !== 'input' && !names.has(name))).toEqual([]);
  });
});

describe('the conventions of a port', () => {
  const right = faithful(mobileNetV1());

  it('are handed to whoever runs it, and are none where it has the original’s', () => {
    const moved = bugNamed('same-padding').apply(mobileNetV1());
    expect(readingFor(right, moved)).toEqual({ padding: 'same', batchNormEpsilon: 1e-5 });
    const hundredths = bugNamed('epsilon-keras').apply(mobileNetV1());
    // keras.applications: BatchNormalization has epsilon 0.001 by default.
    expect(readingFor(right, hundredths)?.batchNormEpsilon).toBe(0.001);
    expect(readingFor(right, bugNamed('bgr').apply(mobileNetV1()))).toBeUndefined();
  });
});

describe('what was meant to be hard-swish', () => {
  it('has the values that its definitions give by hand', () => {
    const at = (form: HardSwishForm) => HARD_SWISH_FORMS[form](4);
    // x = 4: 4 · 6 / 6; 4 · 7 / 6; 6 / 6; 4 · clip(1.3); 4 / (1 + e⁻⁴).
    expect(at('published')).toBe(4);
    expect(at('unbounded')).toBeCloseTo(28 / 6, 12);
    expect(at('without-factor')).toBe(1);
    expect(at('older-gate')).toBe(4);
    expect(at('smooth')).toBeCloseTo(4 / (1 + Math.exp(-4)), 12);
  });

  it('differs most where the values asked for are furthest apart, and nowhere from itself', () => {
    expect(widestGap('published', 'published')).toBeUndefined();
    // At 8: 8 against 8 · 11 / 6.
    expect(widestGap('published', 'unbounded')).toMatchObject({ x: 8, right: 8 });
  });
});

describe('the surgery between two networks', () => {
  it('puts a rectifier after each of the 17 projections, where the library can', () => {
    const network = mobileNetV2();
    const surgery = surgeryFor(faithful(network), portOf(hunt('equal')));
    expect(surgery.length).toBe(17);
    expect(surgery[0]).toEqual({
      kind: 'insert-activation',
      layer: 'block1.project.batch-norm',
      activation: 'relu6',
    });
    expect(() => checkSurgery(network, surgery)).not.toThrow();
  });

  it('takes 13 rectifiers out, drops 10 skips, and changes every ReLU6', () => {
    const kinds = (
      network: ReturnType<typeof mobileNetV2>,
      bug: Parameters<typeof bugNamed>[0],
    ) => {
      const surgery = surgeryFor(faithful(network), bugNamed(bug).apply(network));
      expect(() => checkSurgery(network, surgery)).not.toThrow();
      return surgery.map(({ kind }) => kind);
    };
    expect(kinds(mobileNetV1(), 'no-rectifier-between')).toEqual(
      Array.from({ length: 13 }, () => 'replace-activation'),
    );
    expect(kinds(mobileNetV2(), 'no-skips')).toEqual(Array.from({ length: 10 }, () => 'drop-skip'));
    expect(kinds(mobileNetV1(), 'plain-relu').length).toBe(27);
    expect(kinds(mobileNetV1(), 'bgr')).toEqual([]);
  });
});

describe('what the reader compares', () => {
  const one = hunt('missing-values');
  const right = countPort(faithful(one.network()), one.resolution);
  const port = countPort(portOf(one), one.resolution);

  it('are totals, and blocks of which only the last convolution and the classifier differ', () => {
    expect(compareTotals(right, port).map(({ differs }) => differs)).toEqual([true, true, false]);
    const different = compareBlocks(right, port).filter(({ differs }) => differs);
    expect(different.map(({ name }) => name)).toEqual(['head', 'classifier']);
  });

  it('are layers that only one of the two has, in their place', () => {
    const equal = hunt('equal');
    const blocks = compareBlocks(
      countPort(faithful(equal.network()), 224),
      countPort(portOf(equal), 224),
    );
    const third = blocks.find(({ name }) => name === 'block3');
    const steps = third?.layers.map(({ name }) => name);
    expect(steps?.slice(-3)).toEqual(['project.batch-norm', 'project.relu6', 'add']);
    expect(third?.layers.at(-2)).toMatchObject({ right: '–', differs: true });
  });
});

describe('a wrong feed', () => {
  const picture = {
    width: 1,
    height: 2,
    data: new Uint8ClampedArray([10, 20, 30, 255, 0, 255, 4, 9]),
  };

  it('swaps red and blue and leaves the rest', () => {
    expect([...feedPicture(picture, 'bgr').data]).toEqual([30, 20, 10, 255, 4, 255, 0, 9]);
    expect(feedPicture(picture, 'as-trained')).toBe(picture);
  });

  it('from 0 to 1 is x ÷ 255 after x ÷ 127.5 − 1, to half a level', () => {
    const { data } = feedPicture(picture, 'zero-to-one');
    for (const [index, value] of [10, 20, 30].entries()) {
      expect(Math.abs((data[index] ?? 0) / 127.5 - 1 - value / 255)).toBeLessThan(
        0.5 / 127.5 + 1e-9,
      );
    }
    expect([...picture.data.subarray(0, 3)]).toEqual([10, 20, 30]);
  });
});
