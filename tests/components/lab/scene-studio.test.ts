import { describe, expect, test } from 'vitest';
import {
  changed,
  FACTOR_GROUPS,
  factorText,
  optionsOf,
} from '../../../src/components/lab/studio-factors.ts';
import {
  answerOf,
  describeSweep,
  layoutSweep,
  sweepTable,
} from '../../../src/components/lab/sweep-layout.ts';
import { dragged, nudged } from '../../../src/components/lab/turn-scene.ts';
import { CLASSES, FACTORS, onGrid, sceneFromSeed } from '../../../src/scenes/scenes.ts';
import { numberFactor, type Sweep } from '../../../src/state/scene-sweep.ts';

const SCENE = onGrid({ ...sceneFromSeed(3), yaw: 170, pitch: 70, lightAzimuth: 0 });

describe('a drag over the picture', () => {
  test('turns the toy once around over two pictures, and on past the back of it', () => {
    expect(dragged(SCENE, 'toy', 0.5, 0).yaw).toBe(-100);
    expect(dragged(SCENE, 'toy', 2, 0).yaw).toBe(170);
    expect(dragged(SCENE, 'toy', -2, 0).yaw).toBe(170);
  });

  test('tilts it no further than a scene can', () => {
    expect(dragged(SCENE, 'toy', 0, 5).pitch).toBe(75);
    expect(dragged(SCENE, 'toy', 0, -5).pitch).toBe(-30);
  });

  test('carries the light and leaves the toy alone', () => {
    const moved = dragged(SCENE, 'light', 0.25, -10);
    expect(moved).toEqual({ ...SCENE, lightAzimuth: 45, lightElevation: 85 });
  });

  test('has its like on the arrow keys, and other keys are left to others', () => {
    expect(nudged(SCENE, 'toy', 'ArrowLeft', false)?.yaw).toBe(165);
    expect(nudged(SCENE, 'toy', 'ArrowUp', true)?.pitch).toBe(50);
    expect(nudged(SCENE, 'light', 'ArrowRight', false)?.lightAzimuth).toBe(5);
    expect(nudged(SCENE, 'toy', 'Tab', false)).toBeUndefined();
  });
});

describe('the circumstances', () => {
  test('of the studio are factors of a scene, each once', () => {
    const names = FACTOR_GROUPS.flatMap(({ sliders }) => sliders.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(numberFactor(name).name).toBe(name);
    for (const { choice } of FACTOR_GROUPS) {
      if (choice) expect(optionsOf(choice.name)).toContain(SCENE[choice.name]);
    }
    expect(FACTORS.length).toBeGreaterThan(names.length);
  });

  test('show when they are changed', () => {
    const bare = { ...SCENE, coat: 'natural', occluder: 'none', texture: 'plain' } as const;
    expect(changed(bare, { hue: 100 }).coat).toBe('toy');
    expect(changed(bare, { occluderX: 0.2 }).occluder).toBe('box');
    expect(changed(bare, { textureScale: 8 }).texture).toBe('checker');
    expect(changed(bare, { occluder: 'disc' }).occluder).toBe('disc');
    expect(changed({ ...bare, occluder: 'disc' }, { occluderSize: 0.4 }).occluder).toBe('disc');
    expect(changed(bare, { noise: 20 })).toEqual({ ...bare, noise: 20 });
  });

  test('are written with their unit and a real minus', () => {
    expect(factorText(-30, numberFactor('yaw'))).toBe('−30°');
    expect(factorText(0.045, numberFactor('blur'))).toBe('4.5 %');
    expect(factorText(0.55, numberFactor('lightIntensity'))).toBe('0.55');
    expect(factorText(12, numberFactor('noise'))).toBe('12');
  });
});

/** Answers made up so that each is known: a mug below 0°, then a chair, and in the end a table. */
function sweep(): Sweep {
  const says = (value: number, shares: Readonly<Record<string, number>>) => ({
    value,
    probabilities: CLASSES.map((name) => shares[name] ?? 0),
  });
  return {
    key: 'x',
    factor: numberFactor('yaw'),
    truth: 'mug',
    total: 5,
    points: [
      says(-180, { mug: 0.9, chair: 0.1 }),
      says(-90, { mug: 0.7, chair: 0.3 }),
      says(0, { mug: 0.2, chair: 0.8 }),
      says(90, { chair: 0.9, table: 0.1 }),
      says(180, { table: 0.6, chair: 0.4 }),
    ],
  };
}

const PANEL = { width: 400, height: 200, margin: { top: 16, right: 0, bottom: 40, left: 40 } };

describe('the trace of a sweep', () => {
  test('names the toy and what it is taken for, and no other', () => {
    const { lines } = layoutSweep(sweep(), PANEL);
    expect(lines).toHaveLength(CLASSES.length);
    const named = lines.filter(({ label }) => label !== undefined);
    expect(named.map(({ name, rank }) => [name, rank])).toEqual([
      ['mug', 'truth'],
      ['chair', 0],
      ['table', 1],
    ]);
    for (const { label } of named) {
      expect(label?.x).toBeGreaterThanOrEqual(40);
      expect(label?.x).toBeLessThanOrEqual(400);
    }
    expect(lines[0]?.path.startsWith('M40,')).toBe(true);
  });

  test('says below, without a gap, what the network says where', () => {
    const { stretches } = layoutSweep(sweep(), PANEL);
    expect(stretches.map(({ name, isRight, from, to }) => [name, isRight, from, to])).toEqual([
      ['mug', true, 40, 175],
      ['chair', false, 175, 355],
      ['table', false, 355, 400],
    ]);
    expect(answerOf(sweep().points[4]!)).toBe(CLASSES.indexOf('table'));
  });

  test('is put into a sentence', () => {
    expect(describeSweep(sweep())).toMatch(
      /^Right at 40\s% of the values of “turn” that were tried; where it is wrong, it mostly says chair\.$/,
    );
    const { points } = sweep();
    expect(describeSweep({ ...sweep(), points: points.slice(0, 2) })).toContain('Right at every');
    expect(describeSweep({ ...sweep(), points: points.slice(2) })).toContain(
      'mostly it says chair',
    );
  });

  test('has every answer in its table', () => {
    const { columns, rows } = sweepTable(sweep());
    expect(columns).toHaveLength(2 + CLASSES.length);
    expect(rows[0]?.slice(0, 4)).toEqual(['−180°', 'mug', '90.0', '10.0']);
    expect(rows).toHaveLength(5);
  });
});
