import { PART_STRIDE, partDistance } from './packed-parts.ts';

/**
 * Sphere tracing of a packed toy. A marcher keeps its scratch memory, so nothing is allocated per ray;
 * the results of the last call are in its fields.
 */
export interface Marcher {
  /** Follows a ray; true if it meets the toy within `most`. Sets `travelled` and `part`. */
  readonly march: (
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    most: number,
  ) => boolean;
  /** How much light arrives along the unit direction, 0 to 1; softness as of a lamp of some size. */
  readonly light: (
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
  ) => number;
  /** The distance from a point to the toy, exact up to `reach` and `reach` beyond. */
  readonly distance: (x: number, y: number, z: number, reach: number) => number;
  /** Length of the ray to the last hit. */
  travelled: number;
  /** Index of the part last hit. */
  part: number;
}

const HIT = 0.002;
/** Sharpness of shadows: a shade spreads by 1 / SHARP of the distance to what casts it. */
const SHARP = 7;

/** Does a ray pass the ball of the given radius about the origin? A toy fills the one of radius 1. */
function misses(
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  radius: number,
): boolean {
  const along = -(ox * dx + oy * dy + oz * dz);
  const squared = ox * ox + oy * oy + oz * oz;
  const limit = radius * radius;
  return squared > limit && (along < 0 || squared - along * along > limit);
}

/** A marcher for the parts that {@link packParts} packed. */
export function marcherOf(parts: Float64Array): Marcher {
  const count = parts.length / PART_STRIDE;
  const active = new Int32Array(count);
  const entry = new Float64Array(count);

  const march: Marcher['march'] = (ox, oy, oz, dx, dy, dz, most) => {
    if (misses(ox, oy, oz, dx, dy, dz, 1)) return false;
    let chosen = 0;
    let start = Infinity;
    let end = 0;
    // Only parts whose ball the ray pierces can be hit: the others need not slow it down.
    for (let i = 0; i < count; i += 1) {
      const at = i * PART_STRIDE;
      const cx = (parts[at] as number) - ox;
      const cy = (parts[at + 1] as number) - oy;
      const cz = (parts[at + 2] as number) - oz;
      const radius = parts[at + 3] as number;
      const along = cx * dx + cy * dy + cz * dz;
      const inside = radius * radius - (cx * cx + cy * cy + cz * cz - along * along);
      if (inside <= 0) continue;
      const half = Math.sqrt(inside);
      if (along + half <= 0) continue;
      active[chosen] = at;
      entry[chosen] = along - half;
      chosen += 1;
      if (along - half < start) start = along - half;
      if (along + half > end) end = along + half;
    }
    if (chosen === 0) return false;
    if (end > most) end = most;
    let t = start > 0 ? start : 0;
    for (let step = 0; step < 96 && t < end; step += 1) {
      const x = ox + dx * t;
      const y = oy + dy * t;
      const z = oz + dz * t;
      let nearest = Infinity;
      let which = 0;
      for (let k = 0; k < chosen; k += 1) {
        // A part whose ball lies further ahead than the nearest surface cannot be nearer.
        if ((entry[k] as number) - t > nearest) continue;
        const at = active[k] as number;
        const distance = partDistance(parts, at, x, y, z);
        if (distance < nearest) {
          nearest = distance;
          which = at;
        }
      }
      if (nearest < HIT) {
        marcher.travelled = t;
        marcher.part = which / PART_STRIDE;
        return true;
      }
      t += nearest;
    }
    return false;
  };

  const light: Marcher['light'] = (ox, oy, oz, dx, dy, dz) => {
    if (misses(ox, oy, oz, dx, dy, dz, 1.35)) return 1;
    let chosen = 0;
    let end = 0;
    for (let i = 0; i < count; i += 1) {
      const at = i * PART_STRIDE;
      const cx = (parts[at] as number) - ox;
      const cy = (parts[at + 1] as number) - oy;
      const cz = (parts[at + 2] as number) - oz;
      const along = cx * dx + cy * dy + cz * dz;
      const radius = parts[at + 3] as number;
      if (along + radius <= 0) continue;
      // The ball, widened by the penumbra at its distance.
      const wide = radius + (along > 0 ? along : 0) / SHARP;
      if (cx * cx + cy * cy + cz * cz - along * along >= wide * wide) continue;
      active[chosen] = at;
      entry[chosen] = along - wide;
      chosen += 1;
      if (along + wide > end) end = along + wide;
    }
    if (chosen === 0) return 1;
    let open = 1;
    let t = 0.02;
    for (let step = 0; step < 40 && t < end; step += 1) {
      const x = ox + dx * t;
      const y = oy + dy * t;
      const z = oz + dz * t;
      let nearest = Infinity;
      for (let k = 0; k < chosen; k += 1) {
        if ((entry[k] as number) - t > nearest) continue;
        const distance = partDistance(parts, active[k] as number, x, y, z);
        if (distance < nearest) nearest = distance;
      }
      const seen = (SHARP * nearest) / t;
      if (seen < open) open = seen;
      if (open < 0.01) return 0;
      t += nearest < 0.025 ? 0.025 : nearest > 0.3 ? 0.3 : nearest;
    }
    return open * open * (3 - 2 * open);
  };

  const distance: Marcher['distance'] = (x, y, z, reach) => {
    let nearest = reach;
    const ball = 1 + reach;
    if (x * x + y * y + z * z >= ball * ball) return reach;
    for (let at = 0; at < parts.length; at += PART_STRIDE) {
      const cx = x - (parts[at] as number);
      const cy = y - (parts[at + 1] as number);
      const cz = z - (parts[at + 2] as number);
      const far = nearest + (parts[at + 3] as number);
      if (cx * cx + cy * cy + cz * cz >= far * far) continue;
      const found = partDistance(parts, at, x, y, z);
      if (found < nearest) nearest = found;
    }
    return nearest;
  };

  const marcher: Marcher = { march, light, distance, travelled: 0, part: 0 };
  return marcher;
}
