import { cosine, sine } from './elementary.ts';
import { boundingRadius, rotationOf, type Placed, type Solid } from './solid.ts';

/*
 * The parts of a toy as one flat array of numbers, so that the inner loop of the ray-marcher
 * allocates nothing and follows no pointer. One part:
 *   0 … 2 centre · 3 bounding radius · 4 … 12 rotation · 13 is it turned? · 14 kind · 15 … 22 measures
 */
const STRIDE = 23;
const ELLIPSOID = 0;
const BOX = 1;
const CONE = 2;
const ARC = 3;
const SHELL = 4;
const CAPSULE = 5;
const PRISM = 6;

/** The number of numbers that one part takes in a packed array. */
export const PART_STRIDE = STRIDE;

/** Packs placed solids, multiplied by `scale` and moved by −`origin` before that. */
export function packParts(
  parts: readonly Placed[],
  origin: readonly [number, number, number],
  scale: number,
): Float64Array {
  const packed = new Float64Array(parts.length * STRIDE);
  parts.forEach((part, index) => {
    const turned = part.turn.some((angle) => angle !== 0) ? 1 : 0;
    packed.set(
      [
        (part.at[0] - origin[0]) * scale,
        (part.at[1] - origin[1]) * scale,
        (part.at[2] - origin[2]) * scale,
        boundingRadius(part.solid) * scale,
        ...rotationOf(part.turn),
        turned,
        ...measures(part.solid, scale),
      ],
      index * STRIDE,
    );
  });
  return packed;
}

function measures(solid: Solid, s: number): readonly number[] {
  switch (solid.kind) {
    case 'ellipsoid': {
      const [x, y, z] = solid.half;
      const floor = solid.floor === undefined ? -1e9 : solid.floor * s;
      return [ELLIPSOID, x * s, y * s, z * s, floor, x === y && y === z ? 1 : 0];
    }
    case 'box': {
      const [x, y, z] = solid.half;
      const round = Math.min(solid.round, x, y, z);
      return [BOX, (x - round) * s, (y - round) * s, (z - round) * s, round * s];
    }
    case 'cone': {
      const round = Math.min(
        solid.round,
        solid.half * 0.9,
        Math.max(solid.bottom, solid.top) * 0.9,
      );
      const bottom = Math.max(0, solid.bottom - round) * s;
      const top = Math.max(0, solid.top - round) * s;
      return [CONE, bottom, top, (solid.half - round) * s, round * s];
    }
    case 'arc':
      return [ARC, solid.radius * s, solid.tube * s, sine(solid.reach), cosine(solid.reach)];
    case 'shell':
      return [
        SHELL,
        solid.from[0] * s,
        solid.from[1] * s,
        (solid.to[0] - solid.from[0]) * s,
        (solid.to[1] - solid.from[1]) * s,
        solid.thick * s,
      ];
    case 'capsule':
      return [CAPSULE, solid.half * s, solid.radius * s];
    case 'prism': {
      const [x, y, z] = solid.half;
      // Unit normals of the two slanted sides, which meet in the apex (skew, y).
      const right = Math.sqrt((x - solid.skew) * (x - solid.skew) + 4 * y * y);
      const left = Math.sqrt((x + solid.skew) * (x + solid.skew) + 4 * y * y);
      return [
        PRISM,
        x * s,
        y * s,
        (z - solid.round) * s,
        (2 * y) / right,
        (x - solid.skew) / right,
        (2 * y) / left,
        (x + solid.skew) / left,
        solid.round * s,
      ];
    }
  }
}

/**
 * The distance from a point to the surface of the part whose numbers start at `at`: negative inside,
 * and never (but for very flat ellipsoids) more than the true distance, which is what lets a ray step by it.
 * The formulas are the usual ones for exact and bounding distances.
 * @see https://iquilezles.org/articles/distfunctions/
 */
export function partDistance(
  parts: Float64Array,
  at: number,
  px: number,
  py: number,
  pz: number,
): number {
  let x = px - (parts[at] as number);
  let y = py - (parts[at + 1] as number);
  let z = pz - (parts[at + 2] as number);
  if (parts[at + 13] === 1) {
    const wx = x;
    const wy = y;
    const wz = z;
    x = (parts[at + 4] as number) * wx + (parts[at + 7] as number) * wy;
    x += (parts[at + 10] as number) * wz;
    y = (parts[at + 5] as number) * wx + (parts[at + 8] as number) * wy;
    y += (parts[at + 11] as number) * wz;
    z = (parts[at + 6] as number) * wx + (parts[at + 9] as number) * wy;
    z += (parts[at + 12] as number) * wz;
  }
  const m0 = parts[at + 15] as number;
  const m1 = parts[at + 16] as number;
  const m2 = parts[at + 17] as number;
  const m3 = parts[at + 18] as number;
  switch (parts[at + 14] as number) {
    case ELLIPSOID: {
      let distance: number;
      if (parts[at + 19] === 1) {
        distance = Math.sqrt(x * x + y * y + z * z) - m0;
      } else {
        const ux = x / m0;
        const uy = y / m1;
        const uz = z / m2;
        const vx = ux / m0;
        const vy = uy / m1;
        const vz = uz / m2;
        const slope = Math.sqrt(vx * vx + vy * vy + vz * vz);
        const level = Math.sqrt(ux * ux + uy * uy + uz * uz);
        distance = slope < 1e-9 ? -Math.min(m0, m1, m2) : (0.9 * level * (level - 1)) / slope;
      }
      const above = m3 - y;
      return distance > above ? distance : above;
    }
    case BOX: {
      const qx = Math.abs(x) - m0;
      const qy = Math.abs(y) - m1;
      const qz = Math.abs(z) - m2;
      const ox = qx > 0 ? qx : 0;
      const oy = qy > 0 ? qy : 0;
      const oz = qz > 0 ? qz : 0;
      const most = qx > qy ? (qx > qz ? qx : qz) : qy > qz ? qy : qz;
      if (most < 0) return most - m3;
      return Math.sqrt(ox * ox + oy * oy + oz * oz) - m3;
    }
    case CONE: {
      return coneDistance(Math.sqrt(x * x + z * z), y, m0, m1, m2) - m3;
    }
    case ARC: {
      return arcDistance(Math.abs(x), y, z, m0, m1, m2, m3);
    }
    case SHELL: {
      const thick = parts[at + 19] as number;
      const radius = Math.sqrt(x * x + z * z) - m0;
      const height = y - m1;
      let along = (radius * m2 + height * m3) / (m2 * m2 + m3 * m3);
      along = along < 0 ? 0 : along > 1 ? 1 : along;
      const dx = radius - m2 * along;
      const dy = height - m3 * along;
      return Math.sqrt(dx * dx + dy * dy) - thick;
    }
    case CAPSULE: {
      const rest = Math.abs(y) - m0;
      const up = rest > 0 ? rest : 0;
      return Math.sqrt(x * x + up * up + z * z) - m1;
    }
    default: {
      const round = parts[at + 22] as number;
      const right = (x - m0) * m3 + (y + m1) * (parts[at + 19] as number);
      const left = -(x + m0) * (parts[at + 20] as number) + (y + m1) * (parts[at + 21] as number);
      let flat = right > left ? right : left;
      if (-y - m1 > flat) flat = -y - m1;
      flat += round;
      const deep = Math.abs(z) - m2;
      if (flat < 0 && deep < 0) return (flat > deep ? flat : deep) - round;
      const a = flat > 0 ? flat : 0;
      const b = deep > 0 ? deep : 0;
      return Math.sqrt(a * a + b * b) - round;
    }
  }
}

function coneDistance(
  radius: number,
  y: number,
  bottom: number,
  top: number,
  half: number,
): number {
  const slope = top - bottom;
  const rim = y < 0 ? bottom : top;
  const capX = radius > rim ? radius - rim : 0;
  const capY = Math.abs(y) - half;
  const run = slope * slope + 4 * half * half;
  let along = ((top - radius) * slope + (half - y) * 2 * half) / run;
  along = along < 0 ? 0 : along > 1 ? 1 : along;
  const sideX = radius - top + slope * along;
  const sideY = y - half + 2 * half * along;
  const inside = sideX < 0 && capY < 0;
  const cap = capX * capX + capY * capY;
  const side = sideX * sideX + sideY * sideY;
  const distance = Math.sqrt(cap < side ? cap : side);
  return inside ? -distance : distance;
}

function arcDistance(
  side: number,
  y: number,
  z: number,
  radius: number,
  tube: number,
  sinReach: number,
  cosReach: number,
): number {
  // Past the end of the arc the nearest point is its end; otherwise it lies straight outwards.
  const along =
    cosReach * side > sinReach * y
      ? side * sinReach + y * cosReach
      : Math.sqrt(side * side + y * y);
  const squared = side * side + y * y + z * z + radius * radius - 2 * radius * along;
  return Math.sqrt(squared > 0 ? squared : 0) - tube;
}
