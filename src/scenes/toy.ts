import type { Random } from './random.ts';
import type { Placed, Solid, Triple } from './solid.ts';

/** What a part of a toy is painted with; a palette gives each its colour. `main` and `shade` take the texture. */
export const SLOTS = [
  'main',
  'second',
  'accent',
  'pale',
  'dark',
  'metal',
  'wood',
  'glass',
  'glow',
  'shade',
] as const;

/** One paint pot of a toy's palette. */
export type Slot = (typeof SLOTS)[number];

/** One solid of a toy, in place, with its paint. */
export interface Part extends Placed {
  readonly slot: Slot;
}

/** A colour by Oklch lightness, chroma and hue in degrees. */
export type Paint = readonly [lightness: number, chroma: number, hue: number];

/** A toy before it is painted and packed: y is up, +z its front, any size. */
export interface Toy {
  readonly parts: readonly Part[];
  /** The colours that such a thing has in the world, for the paints where that is clear. */
  readonly natural: Partial<Readonly<Record<Slot, Paint>>>;
}

/** Builds one kind of toy with random proportions. */
export type ToyBuilder = (random: Random) => Toy;

/** A part: what it is painted with, the solid, where its centre is, how it is turned (degrees). */
export function part(slot: Slot, solid: Solid, at: Triple, turn: Triple = [0, 0, 0]): Part {
  return { slot, solid, at, turn };
}

/** A ball. */
export function ball(radius: number): Solid {
  return { kind: 'ellipsoid', half: [radius, radius, radius] };
}

/** An ellipsoid with the given half axes; with `floor`, only what is above that height. */
export function ellipsoid(x: number, y: number, z: number, floor?: number): Solid {
  return floor === undefined
    ? { kind: 'ellipsoid', half: [x, y, z] }
    : { kind: 'ellipsoid', half: [x, y, z], floor };
}

/** A box with the given half sides. */
export function box(x: number, y: number, z: number, round = 0.02): Solid {
  return { kind: 'box', half: [x, y, z], round };
}

/** A frustum about y. */
export function cone(bottom: number, top: number, half: number, round = 0.02): Solid {
  return { kind: 'cone', bottom, top, half, round };
}

/** A ring in the xy plane, or an arc reaching `reach` degrees to both sides of +y. */
export function arc(radius: number, tube: number, reach = 180): Solid {
  return { kind: 'arc', radius, tube, reach };
}

/** A thin wall of revolution about y between two points (radius, height). */
export function shell(
  from: readonly [number, number],
  to: readonly [number, number],
  thick: number,
): Solid {
  return { kind: 'shell', from, to, thick };
}

/** A stick along y: `half` is half the length between the centres of its round ends. */
export function capsule(half: number, radius: number): Solid {
  return { kind: 'capsule', half, radius };
}

/** An extruded triangle. */
export function prism(x: number, y: number, z: number, skew = 0, round = 0.015): Solid {
  return { kind: 'prism', half: [x, y, z], skew, round };
}
