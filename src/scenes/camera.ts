import { cosine, sine } from './elementary.ts';
import type { Scene } from './factors.ts';

/** Focal length in half picture sides: a field of view of 37°, mild perspective. */
export const FOCAL = 3;

/** A camera that looks at the toy's centre, with the toy's ball of radius 1 as wide as the scene says. */
export interface Camera {
  /** Where it is. */
  readonly position: readonly [number, number, number];
  /** Unit vectors: where it looks, and the picture's right and up. */
  readonly forward: readonly [number, number, number];
  readonly right: readonly [number, number, number];
  readonly up: readonly [number, number, number];
  /** Unit vector along the ground towards which it looks. */
  readonly ahead: readonly [number, number, number];
}

/** The camera of a scene, in the toy's own axes: turning the toy by yaw is walking around it. */
export function cameraOf(scene: Scene): Camera {
  const pitch = scene.background === 'room' ? Math.max(scene.pitch, 4) : scene.pitch;
  const [sinYaw, cosYaw] = [sine(-scene.yaw), cosine(-scene.yaw)];
  const [sinPitch, cosPitch] = [sine(pitch), cosine(pitch)];
  const [sinRoll, cosRoll] = [sine(scene.roll), cosine(scene.roll)];
  const outward = [sinYaw * cosPitch, sinPitch, cosYaw * cosPitch] as const;
  const distance = Math.sqrt(1 + (FOCAL * FOCAL) / (scene.size * scene.size));
  const level = [cosYaw, 0, -sinYaw] as const;
  const upright = [-sinYaw * sinPitch, cosPitch, -cosYaw * sinPitch] as const;
  const blend = (a: number, b: number, axis: 0 | 1 | 2): number =>
    a * level[axis] + b * upright[axis];
  return {
    position: [outward[0] * distance, outward[1] * distance, outward[2] * distance],
    forward: [-outward[0], -outward[1], -outward[2]],
    right: [blend(cosRoll, sinRoll, 0), blend(cosRoll, sinRoll, 1), blend(cosRoll, sinRoll, 2)],
    up: [blend(-sinRoll, cosRoll, 0), blend(-sinRoll, cosRoll, 1), blend(-sinRoll, cosRoll, 2)],
    ahead: [-sinYaw, 0, -cosYaw],
  };
}

/** The unit vector towards the scene's light: its azimuth is counted from the camera, to the right. */
export function lightOf(scene: Scene): readonly [number, number, number] {
  const around = -scene.yaw + scene.lightAzimuth;
  const flat = cosine(scene.lightElevation);
  return [sine(around) * flat, sine(scene.lightElevation), cosine(around) * flat];
}
