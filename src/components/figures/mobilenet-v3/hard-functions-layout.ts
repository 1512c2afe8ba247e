import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Box } from '../drawing/box.ts';
import type { HardPair } from './hard-functions.ts';

/** One of the figure's three panels: values, their difference, or slopes. */
export interface HardPanel {
  readonly of: 'value' | 'gap' | 'slope';
  readonly title: string;
  readonly box: Box;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
  /** Absent in the panel of the difference, which has one line. */
  readonly smooth: string | undefined;
  readonly hard: string;
}

const REACH = 8;
const SAMPLES = 480;
const NARROW = 660;
const PANEL = 190;
const HEAD = 30;
const FOOT = 30;
const LEFT = 40;
const GAP = 18;

const RANGES = {
  sigmoid: {
    value: { low: -0.1, high: 1.1, ticks: [0, 0.5, 1] },
    gap: { low: -0.1, high: 0.1, ticks: [-0.05, 0, 0.05] },
    slope: { low: -0.05, high: 0.3, ticks: [0, 0.1, 0.2] },
  },
  swish: {
    value: { low: -1, high: 8, ticks: [0, 4, 8] },
    gap: { low: -0.2, high: 0.2, ticks: [-0.1, 0, 0.1] },
    slope: { low: -0.7, high: 1.7, ticks: [0, 0.5, 1] },
  },
} as const;

/**
 * Three panels: the two functions, hard minus smooth, and the two slopes.
 *
 * @param width room in pixels.
 */
export function layoutHardFunctions(
  pair: HardPair,
  kind: keyof typeof RANGES,
  width: number,
): { readonly panels: readonly HardPanel[]; readonly height: number } {
  const narrow = width < NARROW;
  const panelWidth = narrow ? width : (width - 2 * GAP) / 3;
  const { smooth, hard } = pair;
  const panelOf = (of: HardPanel['of'], index: number): HardPanel => {
    const { low, high, ticks } = RANGES[kind][of];
    const box = {
      x: (narrow ? 0 : index * (panelWidth + GAP)) + LEFT,
      y: (narrow ? index * (PANEL + HEAD + FOOT) : 0) + HEAD,
      width: panelWidth - LEFT - 6,
      height: PANEL,
    };
    const x = scaleLinear([-REACH, REACH], [box.x, box.x + box.width]);
    const y = scaleLinear([low, high], [box.y + box.height, box.y]);
    const inputs = Array.from(
      { length: SAMPLES + 1 },
      (_, sample) => -REACH + (2 * REACH * sample) / SAMPLES,
    );
    const draw = (value: (at: number) => number) =>
      line<number>(
        (at) => x(at),
        (at) => y(value(at)),
      )(inputs) ?? '';
    return {
      of,
      title:
        of === 'gap'
          ? 'hard minus smooth'
          : of === 'slope'
            ? 'slopes'
            : `${smooth.name} and ${hard.name}`,
      box,
      x,
      y,
      ticks,
      smooth: of === 'gap' ? undefined : draw(of === 'value' ? smooth.value : smooth.slope),
      hard: draw(
        of === 'gap'
          ? (at) => hard.value(at) - smooth.value(at)
          : of === 'value'
            ? hard.value
            : hard.slope,
      ),
    };
  };
  return {
    panels: (['value', 'gap', 'slope'] as const).map(panelOf),
    height: (PANEL + HEAD + FOOT) * (narrow ? 3 : 1),
  };
}
