import { oklch, type Colour } from './colour.ts';
import { randomFrom } from './random.ts';
import { SLOTS, type Paint, type Slot, type Toy } from './toy.ts';

/** Hue steps, in degrees, of the second and the accent paint from the main one: the usual harmonies. */
const HARMONIES = [
  [30, 180],
  [-35, 165],
  [150, -150],
  [120, -120],
  [180, 40],
  [60, -60],
] as const;

/**
 * The colour of every paint of a toy, indexed as {@link SLOTS}, in linear light.
 * @param toy gives the colours of the real thing
 * @param coat `natural` keeps those; `toy` paints everything after `hue`
 * @param hue degrees
 * @param shape decides the harmony and the lightnesses, so that a toy keeps them as its hue turns
 */
export function paletteOf(
  toy: Toy,
  coat: 'natural' | 'toy',
  hue: number,
  shape: number,
): readonly Colour[] {
  const random = randomFrom(shape, 7);
  const [second, accent] = random.pick(HARMONIES);
  const light = random.between(0.5, 0.8);
  const toyPaints: Readonly<Record<Slot, Paint>> = {
    main: [light, random.between(0.1, 0.2), hue],
    second: [light + (light > 0.65 ? -0.2 : 0.18), random.between(0.08, 0.16), hue + second],
    accent: [random.between(0.55, 0.8), random.between(0.13, 0.21), hue + accent],
    pale: [0.94, 0.035, hue + 30],
    dark: [0.27, 0.03, hue + accent],
    metal: [0.76, 0.012, 250],
    wood: [random.between(0.4, 0.62), random.between(0.05, 0.1), hue + random.between(-40, 40)],
    glass: [0.4, 0.05, 235],
    glow: [0.93, 0.1, 88],
    shade: [0.84, random.between(0.06, 0.15), hue],
  };
  return SLOTS.map((slot) => {
    const paint = (coat === 'natural' ? toy.natural[slot] : undefined) ?? toyPaints[slot];

    return oklch(...paint);
  });
}
