/** The built-in picture generator: what other folders use of it. */
export { CLASSES, type ToyClass } from './toy-classes.ts';
export {
  FACTORS,
  type ChoiceFactor,
  type Factor,
  type NumberFactor,
  type Scene,
} from './factors.ts';
export { HELD_OUT_FROM, isHeldOut, onGrid, sceneFromSeed } from './scene-from-seed.ts';
export { decodeScene, encodeScene, SceneCodeError } from './scene-code.ts';
export { renderScene, RESOLUTIONS } from './render-scene.ts';
