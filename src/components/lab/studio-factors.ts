import { FACTORS, onGrid, type NumberFactor, type Scene } from '../../scenes/scenes.ts';
import type { SweptFactor } from '../../state/scene-sweep.ts';

/** Circumstances that belong together. */
export interface FactorGroup {
  readonly name: string;
  readonly text: string;
  readonly choice?: { readonly name: ChosenFactor; readonly label: string };
  readonly sliders: readonly { readonly name: SweptFactor; readonly label: string }[];
}

type ChosenFactor = 'texture' | 'background' | 'occluder';

/** Every circumstance that a reader can set, in the order of the studio. */
export const FACTOR_GROUPS: readonly FactorGroup[] = [
  {
    name: 'pose',
    text: 'Pose',
    sliders: [
      { name: 'yaw', label: 'Turn' },
      { name: 'pitch', label: 'Seen from above' },
      { name: 'roll', label: 'Tilt' },
      { name: 'size', label: 'Size: how near it is' },
    ],
  },
  {
    name: 'light',
    text: 'Light',
    sliders: [
      { name: 'lightAzimuth', label: 'Light from' },
      { name: 'lightElevation', label: 'Light’s height' },
      { name: 'lightIntensity', label: 'Strength' },
    ],
  },
  {
    name: 'cover',
    text: 'Cover',
    choice: { name: 'occluder', label: 'In front of it' },
    sliders: [
      { name: 'occluderX', label: 'Cover, to the right' },
      { name: 'occluderY', label: 'Cover, upwards' },
      { name: 'occluderSize', label: 'Cover’s size' },
    ],
  },
  {
    name: 'surface',
    text: 'Surface',
    choice: { name: 'texture', label: 'Texture' },
    sliders: [
      { name: 'hue', label: 'Hue' },
      { name: 'textureScale', label: 'Texture’s fineness' },
      { name: 'textureContrast', label: 'Texture’s contrast' },
    ],
  },
  {
    name: 'background',
    text: 'Background',
    choice: { name: 'background', label: 'Background' },
    sliders: [
      { name: 'backgroundHue', label: 'Background’s hue' },
      { name: 'backgroundLightness', label: 'Its lightness' },
      { name: 'backgroundContrast', label: 'Its contrast' },
    ],
  },
  {
    name: 'lens',
    text: 'Lens',
    sliders: [
      { name: 'noise', label: 'Sensor noise' },
      { name: 'blur', label: 'Blur' },
    ],
  },
];

/** What a slider is called. */
export function labelOf(name: string): string {
  const sliders = FACTOR_GROUPS.flatMap((group) => group.sliders);
  return sliders.find((slider) => slider.name === name)?.label ?? name;
}

/** The words that a factor of words may be. */
export function optionsOf(name: ChosenFactor): readonly string[] {
  const factor = FACTORS.find((each) => each.name === name);
  return factor?.kind === 'choice' ? factor.options : [];
}

/**
 * A scene with something changed so that it shows: a hue needs a coat that is not the natural one, a
 * cover's place a cover, a texture's fineness a texture.
 */
export function changed(scene: Scene, part: Partial<Scene>): Scene {
  const touches = (prefix: string) => Object.keys(part).some((name) => name.startsWith(prefix));
  return onGrid({
    ...scene,
    ...('hue' in part ? { coat: 'toy' as const } : {}),
    ...(touches('occluder') && scene.occluder === 'none' ? { occluder: 'box' as const } : {}),
    ...(touches('texture') && scene.texture === 'plain' ? { texture: 'checker' as const } : {}),
    ...part,
  });
}

/** A factor's value in words: `−30°`, `4.5 %`, `0.55`. */
export function factorText(
  value: number,
  { unit, step }: Pick<NumberFactor, 'unit' | 'step'>,
): string {
  const text = (number: number, decimals: number) => number.toFixed(decimals).replace('-', '−');
  if (unit === 'of the side') return `${text(value * 100, step < 0.01 ? 1 : 0)} %`;
  return `${text(value, step < 0.01 ? 3 : step < 1 ? 2 : 0)}${unit === '°' ? '°' : ''}`;
}
