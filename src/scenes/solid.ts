import { cosine, sine } from './elementary.ts';

/**
 * The primitive solids that toys are made of, each centred on its own origin with y up.
 * Lengths are in the toy's units, angles in degrees.
 */
export type Solid =
  /** An ellipsoid with half axes x, y, z; only the part above the height `floor` if that is given. */
  | { readonly kind: 'ellipsoid'; readonly half: Triple; readonly floor?: number }
  /** A box with half sides x, y, z and rounded edges. */
  | { readonly kind: 'box'; readonly half: Triple; readonly round: number }
  /** A cone, cylinder or frustum about y: radius `bottom` at −`half`, `top` at +`half`, rounded edges. */
  | {
      readonly kind: 'cone';
      readonly bottom: number;
      readonly top: number;
      readonly half: number;
      readonly round: number;
    }
  /** An arc of a ring in the xy plane: `reach` degrees to both sides of +y; 180 closes the ring. */
  | {
      readonly kind: 'arc';
      readonly radius: number;
      readonly tube: number;
      readonly reach: number;
    }
  /** A thin wall about y: the line from (radius, height) `from` to `to`, turned and thickened. */
  | {
      readonly kind: 'shell';
      readonly from: readonly [radius: number, height: number];
      readonly to: readonly [radius: number, height: number];
      readonly thick: number;
    }
  /** A stick with round ends along y. */
  | { readonly kind: 'capsule'; readonly half: number; readonly radius: number }
  /** A triangle, base 2·x wide, 2·y high and apex moved sideways by `skew`, extruded to ±z. */
  | {
      readonly kind: 'prism';
      readonly half: Triple;
      readonly skew: number;
      readonly round: number;
    };

/** Three numbers along x, y and z. */
export type Triple = readonly [x: number, y: number, z: number];

/** A solid put in its place: first turned about x, then y, then z (degrees), then moved. */
export interface Placed {
  readonly solid: Solid;
  readonly at: Triple;
  readonly turn: Triple;
}

/** The rotation of {@link Placed.turn} as nine numbers, row by row: toy axes from solid axes. */
export function rotationOf([rx, ry, rz]: Triple): readonly number[] {
  const [sx, cx, sy, cy, sz, cz] = [
    sine(rx),
    cosine(rx),
    sine(ry),
    cosine(ry),
    sine(rz),
    cosine(rz),
  ];
  return [
    cz * cy,
    cz * sy * sx - sz * cx,
    cz * sy * cx + sz * sx,
    sz * cy,
    sz * sy * sx + cz * cx,
    sz * sy * cx - cz * sx,
    -sy,
    cy * sx,
    cy * cx,
  ];
}

/** Half the sides of the box around a solid, along the solid's own axes. */
export function halfExtent(solid: Solid): Triple {
  switch (solid.kind) {
    case 'ellipsoid':
    case 'box':
    case 'prism':
      return solid.half;
    case 'cone': {
      const radius = Math.max(solid.bottom, solid.top);
      return [radius, solid.half, radius];
    }
    case 'arc':
      return [solid.radius + solid.tube, solid.radius + solid.tube, solid.tube];
    case 'shell': {
      const radius = Math.max(solid.from[0], solid.to[0]) + solid.thick;
      return [
        radius,
        Math.max(Math.abs(solid.from[1]), Math.abs(solid.to[1])) + solid.thick,
        radius,
      ];
    }
    case 'capsule':
      return [solid.radius, solid.half + solid.radius, solid.radius];
  }
}

/** The radius of a ball about the solid's origin that holds all of it. */
export function boundingRadius(solid: Solid): number {
  switch (solid.kind) {
    case 'ellipsoid':
      return Math.max(...solid.half);
    case 'arc':
      return solid.radius + solid.tube;
    case 'capsule':
      return solid.half + solid.radius;
    case 'cone':
    case 'shell': {
      const [x, y] = halfExtent(solid);
      return Math.sqrt(x * x + y * y);
    }
    case 'prism': {
      const [x, y, z] = solid.half;
      const wide = Math.max(x, Math.abs(solid.skew));
      return Math.sqrt(wide * wide + y * y + z * z);
    }
    case 'box': {
      const [x, y, z] = solid.half;
      return Math.sqrt(x * x + y * y + z * z);
    }
  }
}
