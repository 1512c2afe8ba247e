import { onGrid, sceneFromSeed, type Scene, type ToyClass } from '../../scenes/scenes.ts';

/** Seed of the portraits' proportions and colours. */
const SEED = 12;

/** A toy at its best: whole, upright, in its natural colours, on a quiet ground. */
export function classPortrait(toy: ToyClass): Scene {
  return onGrid({
    ...sceneFromSeed(SEED),
    class: toy,
    coat: 'natural',
    texture: 'plain',
    yaw: 35,
    pitch: 18,
    roll: 0,
    size: 0.92,
    x: 0,
    y: 0,
    lightAzimuth: -40,
    lightElevation: 50,
    lightIntensity: 1.1,
    background: 'room',
    floor: 'plain',
    backgroundHue: 85,
    backgroundLightness: 0.84,
    backgroundContrast: 0.2,
    occluder: 'none',
    noise: 0,
    blur: 0,
  });
}
