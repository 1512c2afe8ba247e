import { CLASSES, type ToyClass } from './toy-classes.ts';

/** A factor that is a number between two bounds, in whole steps from the lower one. */
export interface NumberFactor {
  readonly kind: 'number';
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly unit: string;
  readonly meaning: string;
}

/** A factor that is one of a few words. */
export interface ChoiceFactor {
  readonly kind: 'choice';
  readonly name: string;
  readonly options: readonly string[];
  readonly meaning: string;
}

/** What a scene is made of: the one list that the type, the checks, the short code and any controls follow. */
export type Factor = NumberFactor | ChoiceFactor;

const PATTERNS = ['plain', 'checker', 'stripes', 'noise'] as const;
const BACKGROUNDS = ['gradient', 'checker', 'stripes', 'noise', 'room'] as const;
const OCCLUDERS = ['none', 'box', 'disc'] as const;
const COATS = ['natural', 'toy'] as const;

/** What covers a toy's main paint. */
export type Pattern = (typeof PATTERNS)[number];
/** What is behind the toy; in a `room` it stands on a floor before a wall. */
export type Background = (typeof BACKGROUNDS)[number];
/** What hangs before the toy. */
export type Occluder = (typeof OCCLUDERS)[number];
/** Whether the toy has the colours of the real thing, as far as that has any, or its own. */
export type Coat = (typeof COATS)[number];

/**
 * One picture: what it shows and every circumstance, as a small flat record.
 * Angles are degrees, lengths are shares of the picture's side, the rest as {@link FACTORS} says.
 */
export interface Scene {
  readonly class: ToyClass;
  readonly shape: number;
  readonly coat: Coat;
  readonly hue: number;
  readonly texture: Pattern;
  readonly textureScale: number;
  readonly textureContrast: number;
  readonly textureAngle: number;
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly lightAzimuth: number;
  readonly lightElevation: number;
  readonly lightIntensity: number;
  readonly background: Background;
  readonly floor: Pattern;
  readonly backgroundHue: number;
  readonly backgroundLightness: number;
  readonly backgroundContrast: number;
  readonly backgroundScale: number;
  readonly backgroundAngle: number;
  readonly occluder: Occluder;
  readonly occluderX: number;
  readonly occluderY: number;
  readonly occluderSize: number;
  readonly occluderTurn: number;
  readonly occluderHue: number;
  readonly noise: number;
  readonly blur: number;
  readonly grain: number;
}

function number(
  name: keyof Scene,
  low: number,
  high: number,
  step: number,
  unit: string,
  meaning: string,
): NumberFactor {
  return { kind: 'number', name, low, high, step, unit, meaning };
}

function choice(name: keyof Scene, options: readonly string[], meaning: string): ChoiceFactor {
  return { kind: 'choice', name, options, meaning };
}

/** Every factor of a {@link Scene}, in the order of its short code. */
export const FACTORS: readonly Factor[] = [
  choice('class', CLASSES, 'what the toy is'),
  number('shape', 0, 0xffffffff, 1, '', 'seed of the proportions, details and colour harmony'),
  choice('coat', COATS, 'colours of the real thing, or any'),
  number('hue', 0, 359, 1, '°', 'hue of the main paint, unless the coat is natural'),
  choice('texture', PATTERNS, 'pattern on the main paint'),
  number('textureScale', 2, 12, 0.25, 'per toy', 'periods of the pattern across the toy'),
  number('textureContrast', 0, 1, 0.05, '', 'how far the pattern departs from the plain paint'),
  number('textureAngle', 0, 179, 1, '°', 'turn of its stripes: 0 upright, 90 level'),
  number('yaw', -180, 180, 1, '°', 'turn of the toy about its upright axis'),
  number('pitch', -30, 75, 1, '°', 'height of the camera above the horizon; at least 4° in a room'),
  number('roll', -45, 45, 1, '°', 'tilt of the camera'),
  number('size', 0.3, 1.1, 0.01, 'of the side', 'diameter of the ball around the toy'),
  number('x', -0.3, 0.3, 0.01, 'of the side', "the toy's centre to the right of the picture's"),
  number('y', -0.3, 0.3, 0.01, 'of the side', "the toy's centre above the picture's"),
  number(
    'lightAzimuth',
    -180,
    180,
    1,
    '°',
    'where the light comes from: 0 the camera, 90 its right',
  ),
  number('lightElevation', 5, 85, 1, '°', 'height of the light'),
  number('lightIntensity', 0.2, 2, 0.05, '', 'strength of the light; the sky stays'),
  choice('background', BACKGROUNDS, 'what is behind'),
  choice('floor', PATTERNS, "pattern on a room's floor"),
  number('backgroundHue', 0, 359, 1, '°', 'hue of the background'),
  number('backgroundLightness', 0.15, 0.95, 0.01, '', 'lightness of the background (Oklch)'),
  number('backgroundContrast', 0, 1, 0.05, '', "difference between the background's two colours"),
  number('backgroundScale', 2, 16, 0.25, 'per side', 'periods of its pattern across the picture'),
  number('backgroundAngle', 0, 179, 1, '°', 'turn of its pattern'),
  choice('occluder', OCCLUDERS, 'what hangs before the toy'),
  number('occluderX', -0.5, 0.5, 0.01, 'of the side', 'its centre to the right'),
  number('occluderY', -0.5, 0.5, 0.01, 'of the side', 'its centre upwards'),
  number('occluderSize', 0.05, 0.6, 0.01, 'of the side', 'its width'),
  number('occluderTurn', -45, 45, 1, '°', 'its tilt, for a box'),
  number('occluderHue', 0, 359, 1, '°', 'its hue'),
  number(
    'noise',
    0,
    48,
    1,
    'levels',
    'standard deviation of the sensor noise at 128 × 128, of 255',
  ),
  number('blur', 0, 0.04, 0.001, 'of the side', 'standard deviation of the blur'),
  number('grain', 0, 0xffff, 1, '', 'seed of the noise and of noise patterns'),
];
