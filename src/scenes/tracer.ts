import { backdropPaintOf, flatBackdrop, floorShare } from './backdrop.ts';
import { cameraOf, FOCAL, lightOf } from './camera.ts';
import { encodeLight, type Colour } from './colour.ts';
import { sine, cosine } from './elementary.ts';
import type { Scene } from './factors.ts';
import { PART_STRIDE, packParts, partDistance } from './packed-parts.ts';
import { paletteOf } from './palette.ts';
import { cloudNoise, squareWave } from './pattern.ts';
import { marcherOf } from './ray-march.ts';
import { SLOTS } from './toy.ts';
import { boundsOf, buildToy } from './toys/build-toy.ts';

/** Looks along one ray at a time. */
export interface Tracer {
  /**
   * Writes the colour at a point of the picture into `out`, on the sRGB scale of 0 … 255, not rounded.
   * @param u to the right, −1 to 1
   * @param v upwards, −1 to 1
   * @param width of the sample, on the same scale
   * @param again take light and shade from the last look where the same thing is seen: for the further
   *   looks into one pixel
   * @returns what is seen: a part's index and facing, or a negative number for the background
   */
  readonly look: (u: number, v: number, width: number, again: boolean) => number;
  readonly out: Float64Array;
}

const WALL_DISTANCE = 2.1;
const SKY: Colour = [0.5, 0.54, 0.6];
const SUN: Colour = [1.16, 1.1, 1.0];

/** Sets up everything about a scene that does not depend on the resolution. */
export function tracerOf(scene: Scene): Tracer {
  const toy = buildToy(scene.class, scene.shape);
  const bounds = boundsOf(toy.parts);
  const parts = packParts(toy.parts, bounds.centre, 1 / bounds.radius);
  const slots = toy.parts.map((part) => SLOTS.indexOf(part.slot));
  const palette = paletteOf(toy, scene.coat, scene.hue, scene.shape);
  const [MAIN, GLASS, GLOW, METAL, SHADE] = (
    ['main', 'glass', 'glow', 'metal', 'shade'] as const
  ).map((slot) => SLOTS.indexOf(slot));
  const floor = (bounds.lowest - bounds.centre[1]) / bounds.radius;
  const camera = cameraOf(scene);
  const [px, py, pz] = camera.position;
  const [lx, ly, lz] = lightOf(scene);
  const [ax, , az] = camera.ahead;
  const paint = backdropPaintOf(scene);
  const marcher = marcherOf(parts);
  const room = scene.background === 'room';
  const [shiftU, shiftV] = [scene.x * 2, scene.y * 2];
  const sun = SUN.map((c) => c * scene.lightIntensity) as unknown as Colour;
  const bounce = room ? paint.first : SKY;
  const [stripeX, stripeY] = [cosine(scene.textureAngle), sine(scene.textureAngle)];
  const cosTurn = cosine(scene.backgroundAngle);
  const sinTurn = sine(scene.backgroundAngle);
  const out = new Float64Array(3);
  // Part, direct and open light of the last look at the toy; surface and the two of the room.
  const memory = new Float64Array(6);

  const look = (u: number, v: number, width: number, again: boolean): number => {
    if (!again) memory.fill(-9);
    const [f, r, w] = [camera.forward, camera.right, camera.up];
    const a = u - shiftU;
    const b = v - shiftV;
    let dx = FOCAL * f[0] + a * r[0] + b * w[0];
    let dy = FOCAL * f[1] + a * r[1] + b * w[1];
    let dz = FOCAL * f[2] + a * r[2] + b * w[2];
    const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    dx /= length;
    dy /= length;
    dz /= length;
    if (marcher.march(px, py, pz, dx, dy, dz, 1e9)) {
      return shadeToy(dx, dy, dz, (width / FOCAL) * marcher.travelled);
    }
    if (room) return shadeRoom(dx, dy, dz, width);
    flatBackdrop(scene, paint, cosTurn, sinTurn, u, v, width, out);
    encode();
    return -1;
  };

  const encode = (): void => {
    for (let k = 0; k < 3; k += 1) out[k] = encodeLight(out[k] as number);
  };

  const shadeToy = (dx: number, dy: number, dz: number, width: number): number => {
    const t = marcher.travelled;
    const index = marcher.part;
    const at = index * PART_STRIDE;
    const x = px + dx * t;
    const y = py + dy * t;
    const z = pz + dz * t;
    // The gradient of the distance by four evaluations in the corners of a tetrahedron.
    const e = 0.0008;
    const k1 = partDistance(parts, at, x + e, y - e, z - e);
    const k2 = partDistance(parts, at, x - e, y - e, z + e);
    const k3 = partDistance(parts, at, x - e, y + e, z - e);
    const k4 = partDistance(parts, at, x + e, y + e, z + e);
    let nx = k1 - k2 - k3 + k4;
    let ny = -k1 - k2 + k3 + k4;
    let nz = -k1 + k2 - k3 + k4;
    const n = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
    nx /= n;
    ny /= n;
    nz /= n;
    const slot = slots[index] as number;
    const colour = palette[slot] as Colour;
    const facing = -(nx * dx + ny * dy + nz * dz);
    let tint = 1;
    if (slot === MAIN || slot === SHADE) {
      tint = textureTint(x, y, z, width / (facing > 0.25 ? facing : 0.25));
    }
    let direct = nx * lx + ny * ly + nz * lz;
    if (direct < 0) direct = 0;
    if (memory[0] !== index) {
      memory[0] = index;
      memory[1] =
        direct > 0 ? marcher.light(x + nx * 0.012, y + ny * 0.012, z + nz * 0.012, lx, ly, lz) : 0;
      memory[2] = skyShare(x, y, z, nx, ny, nz);
    }
    direct *= memory[1] as number;
    const open = memory[2] as number;
    const up = 0.5 + 0.5 * ny;
    const glossy = slot === GLASS || slot === METAL;
    // Blinn's highlight: the half vector of the light and the view.
    const hx = lx - dx;
    const hy = ly - dy;
    const hz = lz - dz;
    const half = (nx * hx + ny * hy + nz * hz) / Math.sqrt(hx * hx + hy * hy + hz * hz);
    let shine = half > 0 ? half : 0;
    for (let i = 0; i < 5; i += 1) shine *= shine;
    shine *= direct > 0 ? (glossy ? 0.7 : 0.22) : 0;
    const graze = facing > 0 ? 1 - facing : 1;
    const rim = graze * graze * graze * (glossy ? 0.5 : 0.22) * open * up;
    const glow = slot === GLOW ? 0.85 : slot === SHADE ? 0.42 * tint : 0;
    for (let k = 0; k < 3; k += 1) {
      const base = k === 0 ? colour[0] : k === 1 ? colour[1] : colour[2];
      const albedo = base * tint;
      const sky = ((SKY[k] as number) * up + 0.45 * (bounce[k] as number) * (1 - up)) * open;
      out[k] = tone(
        albedo * ((sun[k] as number) * direct + sky) +
          (sun[k] as number) * shine +
          (SKY[k] as number) * rim +
          glow * base,
      );
    }
    encode();
    // The facing, coarsely, so that the edge between two faces of one part counts as an edge.
    const side =
      Math.floor(nx * 1.5 + 2) * 16 + Math.floor(ny * 1.5 + 2) * 4 + Math.floor(nz * 1.5 + 2);
    return index * 64 + side;
  };

  /** How much of the sky a point of the toy sees: less in corners, less near the floor. */
  const skyShare = (
    x: number,
    y: number,
    z: number,
    nx: number,
    ny: number,
    nz: number,
  ): number => {
    let open = 0.4 + 6 * marcher.distance(x + nx * 0.1, y + ny * 0.1, z + nz * 0.1, 0.1);
    const wide = marcher.distance(x + nx * 0.3, y + ny * 0.3, z + nz * 0.3, 0.3);
    open *= 0.5 + 0.5 * (wide / 0.3);
    const above = (y - floor) / 0.5;
    return room && above < 1 && ny < 0.6 ? open * (0.6 + 0.4 * above) : open;
  };

  const textureTint = (x: number, y: number, z: number, width: number): number => {
    const scale = scene.textureScale;
    const depth = 0.62 * scene.textureContrast;
    const w = width * scale;
    switch (scene.texture) {
      case 'plain':
        return 1;
      case 'checker': {
        const waves =
          squareWave(x * scale + 0.531, w) *
          squareWave(y * scale + 0.297, w) *
          squareWave(z * scale + 0.613, w);
        return 1 - depth * (0.5 - 0.5 * waves);
      }
      case 'stripes':
        return 1 - depth * (0.5 - 0.5 * squareWave((x * stripeX + y * stripeY) * scale + 0.297, w));
      case 'noise':
        return (
          1 - depth * (0.5 - 0.6 * cloudNoise(x * scale, y * scale, z * scale, w, scene.grain))
        );
    }
  };

  const shadeRoom = (dx: number, dy: number, dz: number, width: number): number => {
    const toFloor = dy < -1e-6 ? (floor - py) / dy : 1e9;
    const towards = dx * ax + dz * az;
    const toWall = towards > 1e-6 ? (WALL_DISTANCE - px * ax - pz * az) / towards : 1e9;
    const onFloor = toFloor < toWall;
    const t = onFloor ? toFloor : toWall;
    const x = px + dx * t;
    const y = py + dy * t;
    const z = pz + dz * t;
    const span = (width / FOCAL) * t;
    const facing = onFloor ? ly : -(lx * ax + lz * az);
    const surface = onFloor ? -2 : -3;
    const deep = x * ax + z * az;
    if (memory[3] !== surface) {
      memory[3] = surface;
      memory[4] =
        facing > 0 ? facing * marcher.light(x, y + (onFloor ? 0.002 : 0), z, lx, ly, lz) : 0;
      if (onFloor) {
        const corner = (WALL_DISTANCE - deep) / 0.6;
        const near = 0.3 + 2 * marcher.distance(x, y + 0.02, z, 0.35);
        memory[5] = near * (corner < 1 ? 0.7 + 0.3 * corner : 1);
      } else {
        const above = (y - floor) / 0.6;
        memory[5] = above < 1 ? 0.7 + 0.3 * above : 1;
      }
    }
    const direct = memory[4] as number;
    const open = memory[5] as number;
    let share = 0;
    if (onFloor) {
      const slant = -dy > 0.12 ? -dy : 0.12;
      share = floorShare(scene, z * ax - x * az, deep, span / Math.sqrt(slant), cosTurn, sinTurn);
    }
    const lit = onFloor ? 1 : 1.15;
    for (let k = 0; k < 3; k += 1) {
      const first = paint.first[k] as number;
      const base = onFloor
        ? first + ((paint.second[k] as number) - first) * share
        : (paint.wall[k] as number);
      out[k] = tone(base * ((sun[k] as number) * direct + (SKY[k] as number) * open * lit));
    }
    encode();
    return surface;
  };

  return { look, out };
}

/** Film-like roll-off: dark tones nearly as they are, bright ones eased towards 1. */
function tone(x: number): number {
  return ((x * (1 + x * 0.16)) / (1 + x * 0.62)) * 1.12;
}
