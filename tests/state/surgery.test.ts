import { describe, expect, it } from 'vitest';
import { layersOf, mobileNetV1, mobileNetV2, mobileNetV3Large } from '../../src/models/index.ts';
import { checkSurgery, type Surgery } from '../../src/models/run/surgery.ts';
import { $surgery, operate, undo } from '../../src/state/lab-surgery.ts';
import { readSurgery, writeSurgery } from '../../src/state/surgery-address.ts';
import {
  fitsSite,
  surgerySites,
  WHOLE_NETWORK_CHANGES,
  wholeNetworkChange,
} from '../../src/state/surgery-sites.ts';

const NETWORKS = [mobileNetV1({}), mobileNetV2({ alpha: 0.35 }), mobileNetV3Large({})];
const V2 = surgerySites(mobileNetV2({}));
const V3 = surgerySites(mobileNetV3Large({}));

/** One change of each kind. */
const CHANGES: readonly Surgery[] = [
  { kind: 'drop-skip', layer: 'block3.add' },
  { kind: 'open-gates', layer: 'block4.se.scale' },
  { kind: 'replace-activation', layer: 'block2.expand.relu', activation: 'linear' },
  { kind: 'insert-activation', layer: 'block2.project.batch-norm', activation: 'relu' },
  { kind: 'zero-channel', layer: 'stem.conv.hard-swish', channel: 15 },
];

describe('the sites of surgery', () => {
  it('are as many as the papers draw', () => {
    // Sandler et al. 2018, Table 2: 17 bottlenecks, of which those that keep size and width have a skip.
    expect(wholeNetworkChange('skips', V2)).toHaveLength(10);
    expect(wholeNetworkChange('rectified-projections', V2)).toHaveLength(17);
    expect(wholeNetworkChange('gates', V2)).toHaveLength(0);
    // Howard et al. 2019, Table 1: 8 of 15 rows have SE.
    expect(wholeNetworkChange('gates', V3)).toHaveLength(8);
    // V1 has neither skips nor projections; Howard et al. 2017, Table 1: a stem and 13 pairs.
    const v1 = surgerySites(mobileNetV1({}));
    expect(wholeNetworkChange('skips', v1)).toHaveLength(0);
    expect(wholeNetworkChange('linear', v1)).toHaveLength(27);
  });

  it('are where the library lets a network be operated on, and nowhere else', () => {
    for (const network of NETWORKS) {
      const sites = surgerySites(network);
      const layers = layersOf(network);
      const candidates: Surgery[] = layers.flatMap(({ name: layer }): Surgery[] => [
        { kind: 'drop-skip', layer },
        { kind: 'open-gates', layer },
        { kind: 'replace-activation', layer, activation: 'relu' },
        { kind: 'insert-activation', layer, activation: 'relu' },
        { kind: 'zero-channel', layer, channel: 0 },
        { kind: 'zero-channel', layer, channel: 100_000 },
      ]);
      for (const change of candidates) {
        let isAllowed = true;
        try {
          checkSurgery(network, [change]);
        } catch {
          isAllowed = false;
        }
        expect([change, fitsSite(change, sites)]).toEqual([change, isAllowed]);
      }
      for (const kind of WHOLE_NETWORK_CHANGES) {
        expect(() => {
          checkSurgery(network, wholeNetworkChange(kind, sites));
        }).not.toThrow();
      }
    }
  });
});

describe('surgery in the address', () => {
  it('comes back as it was written, through a query', () => {
    const query = new URLSearchParams({ surgery: writeSurgery(CHANGES) ?? '' });
    const { surgery, unreadable } = readSurgery(new URLSearchParams(String(query)).get('surgery'));
    expect(surgery).toEqual(CHANGES);
    expect(unreadable).toBe(0);
    expect(writeSurgery([])).toBeUndefined();
    expect(readSurgery(null)).toEqual({ surgery: [], unreadable: 0 });
  });

  it.each([
    ['an unknown kind', 'cut_block3.add'],
    ['markup', 'skip_<img src=x>'],
    ['a channel that is no number', 'zero_stem.conv_1e9'],
    ['an unknown activation', 'act_block2.expand.relu_swish'],
    ['nothing to add', 'after_block2.project.batch-norm_linear'],
    ['a part too many', 'skip_block3.add_relu'],
    ['a part too few', 'zero_stem.conv'],
  ])('drops and counts %s', (_, text) => {
    const { surgery, unreadable } = readSurgery(`${text.replaceAll(' ', '')} skip_block3.add`);
    expect(surgery).toEqual([CHANGES[0]]);
    expect(unreadable).toBe(1);
  });

  it('is bounded, however long the link', () => {
    const long = Array.from({ length: 5000 }, (_, index) => `zero_stem.conv_${index}`).join(' ');
    const { surgery } = readSurgery(long);
    expect(surgery.length).toBeLessThanOrEqual(200);
    // The same thing twice is once.
    expect(readSurgery('skip_block3.add skip_block3.add').surgery).toHaveLength(1);
  });
});

describe('surgery that is on', () => {
  it('holds one change to one thing, and gives each up', () => {
    operate(...CHANGES);
    const layer = 'block2.expand.relu';
    operate({ kind: 'replace-activation', layer, activation: 'relu6' });
    expect($surgery.get()).toHaveLength(CHANGES.length);
    expect($surgery.get().at(-1)).toMatchObject({ layer, activation: 'relu6' });
    operate({ kind: 'zero-channel', layer: 'stem.conv.hard-swish', channel: 3 });
    expect($surgery.get()).toHaveLength(CHANGES.length + 1);
    undo({ kind: 'replace-activation', layer, activation: 'linear' });
    expect($surgery.get().some((change) => change.layer === layer)).toBe(false);
    undo(...$surgery.get());
    expect($surgery.get()).toEqual([]);
  });
});
