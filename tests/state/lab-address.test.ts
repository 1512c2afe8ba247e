import { describe, expect, it } from 'vitest';
import { encodeScene, HELD_OUT_FROM, sceneFromSeed } from '../../src/scenes/scenes.ts';
import { nameNetwork, namesNetwork } from '../../src/state/lab-home.ts';
import { DEFAULT_STUDY } from '../../src/state/study.ts';
import { readStudy, writeStudy } from '../../src/state/study-address.ts';
import { DEFAULT_LAB, readLab, writeLab, type LabAddress } from '../../src/state/lab-address.ts';

const BLOCKS = ['input', 'stem', 'block1', 'block2', 'classifier'];

describe('the lab in the address', () => {
  it('comes back as it was written, beside what others wrote', () => {
    for (let seed = HELD_OUT_FROM; seed < HELD_OUT_FROM + 50; seed++) {
      const lab: LabAddress = {
        scene: sceneFromSeed(seed),
        fit: 'squash',
        block: 'block2',
        weights: 'mobilenetv2_0.5-imagenet',
        surgery: [{ kind: 'drop-skip', layer: 'block3.add' }],
        rival: { change: { model: 'v3-small', alpha: 0.35 }, isOperated: false },
      };
      const query = writeLab(lab, '?alpha=0.25');
      expect(query).toMatch(/^\?alpha=0\.25&/);
      expect(readLab(query, BLOCKS)).toEqual({ lab, corrections: [] });
    }
  });

  it('is not there while nothing has been changed', () => {
    expect(writeLab(DEFAULT_LAB)).toBe('');
    expect(writeLab(DEFAULT_LAB, '?scene=x&fit=crop&block=stem&alpha=1')).toBe('?alpha=1');
    expect(readLab('', BLOCKS)).toEqual({ lab: DEFAULT_LAB, corrections: [] });
  });

  const code = encodeScene(sceneFromSeed(HELD_OUT_FROM));

  it.each([
    ['nonsense', 'scene=hello'],
    ['nothing', 'scene='],
    ['another version', `scene=${code.replace('1.', '9.')}`],
    ['a part too few', `scene=${code.slice(0, code.lastIndexOf('.'))}`],
    ['an unknown toy', `scene=${code.replace('house', 'castle')}`],
    ['markup', `scene=${encodeURIComponent('<img src=x onerror=alert(1)>')}`],
    ['a very long text', `scene=${'1.'.repeat(5000)}`],
    ['numbers that are none', `scene=${code.replace('861esu', 'NaN')}`],
  ])('gives the default scene and says so for %s', (_, query) => {
    const { lab, corrections } = readLab(`?${query}`, BLOCKS);
    expect(lab).toEqual(DEFAULT_LAB);
    expect(corrections).toHaveLength(1);
    expect(corrections[0]!.length).toBeLessThan(260);
  });

  it('corrects what is not a fit or not a block of the network', () => {
    const { lab, corrections } = readLab('?fit=stretch&block=block99', BLOCKS);
    expect(lab).toEqual(DEFAULT_LAB);
    expect(corrections).toEqual([
      'fit must be crop or squash, not “stretch”.',
      'There is no block “block99”; opened block1.',
    ]);
  });
});

describe('a link to the lab', () => {
  it('names the published network, which other addresses leave out', () => {
    const query = nameNetwork(writeStudy(DEFAULT_STUDY, '?block=stem'));
    expect(namesNetwork(query)).toBe(true);
    expect(readStudy(query)).toEqual({ study: DEFAULT_STUDY, corrections: [] });
    expect(query).toContain('block=stem');
  });

  it('stays as it is where it names a network', () => {
    expect(nameNetwork('?resolution=96')).toBe('?resolution=96');
    expect(namesNetwork('?block=stem')).toBe(false);
  });
});
