import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODEL_NAMES } from '../../src/models/index.ts';
import { readStudy, writeStudy } from '../../src/state/study-address.ts';
import {
  $opening,
  $study,
  DEFAULT_STUDY,
  openPage,
  SETTINGS,
  type Study,
} from '../../src/state/study.ts';

describe('the study in the address bar', () => {
  it('is the default for a bare address, with nothing to correct', () => {
    expect(readStudy('')).toEqual({ study: DEFAULT_STUDY, corrections: [] });
    expect(writeStudy(DEFAULT_STUDY)).toBe('');
  });

  it('comes back from a link as it was', () => {
    const steps = (key: keyof typeof SETTINGS, digits: number) =>
      fc
        .double({ min: SETTINGS[key].min, max: SETTINGS[key].max, noNaN: true })
        .map((value) => Number(value.toFixed(digits)));
    const studies: fc.Arbitrary<Study> = fc.record({
      model: fc.constantFrom(...MODEL_NAMES),
      alpha: steps('alpha', 4),
      resolution: steps('resolution', 0),
      classes: steps('classes', 0),
      inputChannels: steps('inputChannels', 0),
      useRelu6: fc.boolean(),
    });
    fc.assert(
      fc.property(studies, (study) => {
        expect(readStudy(writeStudy(study))).toEqual({ study, corrections: [] });
      }),
    );
  });

  it('leaves out what the page opens with, and names what other pages open with', () => {
    const opening: Study = { ...DEFAULT_STUDY, model: 'v2' };
    expect(readStudy('', opening)).toEqual({ study: opening, corrections: [] });
    expect(writeStudy(opening, '', opening)).toBe('');
    expect(writeStudy(opening)).toBe('?model=v2');
    expect(writeStudy(DEFAULT_STUDY, '?model=v2', opening)).toBe('?model=v1');
    expect(readStudy('?model=v1', opening).study).toEqual(DEFAULT_STUDY);
    expect(readStudy('?model=resnet', opening).study.model).toBe('v2');
  });

  it('comes back from a link to a page that opens with another network', () => {
    for (const model of MODEL_NAMES) {
      for (const openingModel of MODEL_NAMES) {
        const opening = { ...DEFAULT_STUDY, model: openingModel };
        const study = { ...DEFAULT_STUDY, model, alpha: 0.5 };
        expect(readStudy(writeStudy(study, '', opening), opening).study).toEqual(study);
      }
    }
  });

  it('is what a page was opened with, until somebody changes it', () => {
    openPage('v2');
    expect($study.get()).toEqual({ ...DEFAULT_STUDY, model: 'v2' });
    expect($opening.get()).toEqual($study.get());
    $study.setKey('alpha', 0.5);
    expect($opening.get().alpha).toBe(1);
    openPage();
    expect($study.get()).toEqual(DEFAULT_STUDY);
  });

  it('keeps parameters of others', () => {
    const query = writeStudy({ ...DEFAULT_STUDY, alpha: 0.5 }, '?scene=mug-1&alpha=0.75');
    expect(new URLSearchParams(query).get('scene')).toBe('mug-1');
    expect(new URLSearchParams(query).get('alpha')).toBe('0.5');
  });

  it.each([
    ['?alpha=banana', 'alpha', 1, /not a number/],
    ['?alpha=', 'alpha', 1, /not a number/],
    ['?alpha=99', 'alpha', SETTINGS.alpha.max, /became 1\.5/],
    ['?alpha=-3', 'alpha', SETTINGS.alpha.min, /became 0\.1\./],
    ['?resolution=160.5', 'resolution', 161, /whole number/],
    ['?resolution=1e9', 'resolution', SETTINGS.resolution.max, /became 320/],
    ['?classes=Infinity', 'classes', 1000, /not a number/],
    ['?channels=0', 'inputChannels', 1, /became 1/],
  ] as const)('corrects %s and says so', (search, key, value, word) => {
    const { study, corrections } = readStudy(search);
    expect(study[key]).toBe(value);
    expect(corrections).toHaveLength(1);
    expect(corrections[0]).toMatch(word);
  });

  it('corrects an unknown network and activation', () => {
    const { study, corrections } = readStudy('?model=resnet&activation=<script>');
    expect(study).toEqual(DEFAULT_STUDY);
    expect(corrections).toHaveLength(2);
  });

  it('gives a usable study for any text at all, and short sentences', () => {
    const parameter = fc.constantFrom(
      'alpha',
      'resolution',
      'classes',
      'channels',
      'model',
      'activation',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(parameter, fc.string({ maxLength: 200 }))), (pairs) => {
        const { study, corrections } = readStudy(`?${new URLSearchParams(pairs).toString()}`);
        for (const key of ['alpha', 'resolution', 'classes', 'inputChannels'] as const) {
          expect(study[key]).toBeGreaterThanOrEqual(SETTINGS[key].min);
          expect(study[key]).toBeLessThanOrEqual(SETTINGS[key].max);
        }
        for (const sentence of corrections) expect(sentence.length).toBeLessThan(140);
      }),
    );
  });
});
