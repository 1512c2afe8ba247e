import { randomFrom } from '../random.ts';
import { halfExtent, rotationOf, type Placed } from '../solid.ts';
import { CLASSES, type ToyClass } from '../toy-classes.ts';
import type { Toy, ToyBuilder } from '../toy.ts';
import { car } from './car.ts';
import { chair } from './chair.ts';
import { dumbbell } from './dumbbell.ts';
import { fish } from './fish.ts';
import { house } from './house.ts';
import { lamp } from './lamp.ts';
import { mug } from './mug.ts';
import { mushroom } from './mushroom.ts';
import { rocket } from './rocket.ts';
import { snowman } from './snowman.ts';
import { table } from './table.ts';
import { tree } from './tree.ts';

const BUILDERS: Readonly<Record<ToyClass, ToyBuilder>> = {
  mug,
  chair,
  table,
  tree,
  house,
  car,
  rocket,
  mushroom,
  lamp,
  snowman,
  fish,
  dumbbell,
};

/** The toy of a class whose proportions the number `shape` decides. */
export function buildToy(toyClass: ToyClass, shape: number): Toy {
  return BUILDERS[toyClass](randomFrom(shape, 100 + CLASSES.indexOf(toyClass)));
}

/** Where a toy lies: the centre and half diagonal of the box around it, and how low it reaches. */
export interface Bounds {
  readonly centre: readonly [number, number, number];
  readonly radius: number;
  readonly lowest: number;
}

/** The bounds of placed solids, each taken as the box along its own axes. */
export function boundsOf(parts: readonly Placed[]): Bounds {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const part of parts) {
    const half = halfExtent(part.solid);
    const turn = rotationOf(part.turn);
    for (let axis = 0; axis < 3; axis += 1) {
      let reach = 0;
      for (let k = 0; k < 3; k += 1) {
        reach += Math.abs(turn[axis * 3 + k] as number) * (half[k] as number);
      }
      low[axis] = Math.min(low[axis] as number, (part.at[axis] as number) - reach);
      high[axis] = Math.max(high[axis] as number, (part.at[axis] as number) + reach);
    }
  }
  const [x0, y0, z0] = low as [number, number, number];
  const [x1, y1, z1] = high as [number, number, number];
  const [dx, dy, dz] = [x1 - x0, y1 - y0, z1 - z0];
  return {
    centre: [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2],
    radius: Math.sqrt(dx * dx + dy * dy + dz * dz) / 2,
    lowest: y0,
  };
}
