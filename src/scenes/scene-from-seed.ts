import { FACTORS, type Scene } from './factors.ts';
import { randomFrom, type Random } from './random.ts';
import { CLASSES } from './toy-classes.ts';

/** Seeds from here up to 2³² − 1 are held out: training never draws one, every score is measured on them. */
export const HELD_OUT_FROM = 0x80000000;

/** Is the seed in the range that training refuses? */
export function isHeldOut(seed: number): boolean {
  return seed >= HELD_OUT_FROM;
}

/**
 * The scene of a seed: a class, each as likely, and every circumstance drawn at random.
 * @param seed a whole number from 0 to 2³² − 1
 * @throws RangeError if the seed is anything else
 */
export function sceneFromSeed(seed: number): Scene {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(
      `A scene's seed is a whole number from 0 to 4294967295, not ${String(seed)}.`,
    );
  }
  const random = randomFrom(seed, 1);
  const { between, chance, pick } = random;
  const size = between(0.52, 0.98);
  const play = Math.max(0, (1.04 - size) / 2);
  const background = pick(['gradient', 'checker', 'stripes', 'noise', 'room', 'room', 'room']);
  const room = background === 'room';
  const x = between(-play, play);
  const y = between(-play, play);
  return onGrid({
    class: pick(CLASSES),
    shape: random.integer(),
    coat: chance(0.35) ? 'natural' : 'toy',
    hue: between(0, 360),
    texture: pick(['plain', 'plain', 'plain', 'checker', 'stripes', 'noise']),
    textureScale: between(3, 9),
    textureContrast: between(0.3, 1),
    textureAngle: between(0, 180),
    yaw: between(-180, 180),
    pitch: room ? between(6, 48) : between(-12, 52),
    roll: room ? between(-6, 6) : between(-22, 22),
    size,
    x,
    y,
    lightAzimuth: between(-115, 115),
    lightElevation: between(18, 75),
    lightIntensity: between(0.55, 1.35),
    background,
    floor: pick(['plain', 'checker', 'stripes', 'noise']),
    backgroundHue: between(0, 360),
    backgroundLightness: between(0.3, 0.92),
    backgroundContrast: between(0.15, 0.9),
    backgroundScale: between(3, 11),
    backgroundAngle: between(0, 180),
    ...occluderFrom(random, x, y, size),
    noise: chance(0.5) ? between(1, 20) : 0,
    blur: chance(0.25) ? between(0.002, 0.014) : 0,
    grain: random.integer() & 0xffff,
  });
}

type OccluderFactor = Extract<keyof Scene, `occluder${string}`>;

function occluderFrom(
  { between, chance, pick }: Random,
  x: number,
  y: number,
  size: number,
): Pick<Scene, OccluderFactor> {
  const shown = chance(0.4);
  return {
    occluder: shown ? pick(['box', 'disc']) : 'none',
    // Anywhere on the toy, so that most occluders hide something.
    occluderX: x + between(-0.42, 0.42) * size,
    occluderY: y + between(-0.42, 0.42) * size,
    occluderSize: between(0.12, 0.3),
    occluderTurn: between(-40, 40),
    occluderHue: between(0, 360),
  };
}

/** The scene with every number moved to the nearest step inside its bounds, so that a code can hold it exactly. */
export function onGrid(scene: Scene): Scene {
  const values: Record<string, string | number> = { ...scene };
  for (const factor of FACTORS) {
    if (factor.kind !== 'number') continue;
    const { low, high, step } = factor;
    const steps = Math.floor(((values[factor.name] as number) - low) / step + 0.5);
    const last = Math.floor((high - low) / step + 0.5);
    values[factor.name] = valueAt(low, step, Math.min(Math.max(steps, 0), last));
  }
  return values as unknown as Scene;
}

/** The value `steps` steps above `low`, free of the crumbs that repeated addition leaves. */
export function valueAt(low: number, step: number, steps: number): number {
  return Math.floor((low + steps * step) * 1000 + 0.5) / 1000;
}
