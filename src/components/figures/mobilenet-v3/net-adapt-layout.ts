import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Narrowing, Network } from '../../../models/index.ts';
import type { Box } from '../drawing/box.ts';

/** A point of the trace: what is left of the multiply-adds, and how often the answer is right. */
export interface TradePoint {
  readonly multiplyAdds: number;
  readonly accuracy: number;
}

export interface WidthBar {
  readonly block: string;
  readonly label: string;
  readonly before: number;
  readonly now: number;
  /** As the seed has it, and as it is. */
  readonly whole: Box;
  readonly left: Box;
  readonly labelAt: { readonly x: number; readonly y: number };
}

export interface NetAdaptDrawing {
  readonly bars: readonly WidthBar[];
  readonly chart: Box;
  readonly x: (multiplyAdds: number) => number;
  readonly y: (accuracy: number) => number;
  readonly path: (points: readonly TradePoint[]) => string;
  /** Accuracies to label. */
  readonly ticks: readonly number[];
  readonly height: number;
}

const NARROW = 700;
const BARS = 190;
const HEAD = 26;
const CHART = 220;

/**
 * The widths of the network's blocks, and accuracy against what is left of the multiply-adds.
 *
 * @param widths of blocks that were narrowed.
 * @param most multiply-adds of the seed.
 * @param width room in pixels.
 * @param least lowest accuracy that has to be seen.
 */
export function layoutNetAdapt(
  network: Network,
  widths: Narrowing,
  most: number,
  width: number,
  least = 1,
): NetAdaptDrawing {
  const narrow = width < NARROW;
  const room = narrow ? width : width * 0.46;
  const blocks = network.blocks.filter(({ kind }) => kind === 'depthwise-separable');
  const widest = Math.max(1, ...blocks.map(({ outChannels }) => outChannels));
  const tall = scaleLinear([0, widest], [0, BARS]);
  const column = room / Math.max(1, blocks.length);
  const thick = Math.min(26, column * 0.7);
  const barOf = (index: number, channels: number): Box => ({
    x: column * (index + 0.5) - thick / 2,
    y: HEAD + BARS - tall(channels),
    width: thick,
    height: tall(channels),
  });
  const top = narrow ? HEAD + BARS + 66 : HEAD + 6;
  // Quarters, from the one below what has to be seen; half of the axis at most is left out.
  const low = Math.min(0.5, Math.max(0, Math.floor(least * 4 - 0.1) / 4));
  const chart = {
    x: (narrow ? 0 : room + 24) + 48,
    y: top,
    width: width - (narrow ? 0 : room + 24) - 70,
    height: CHART - 20,
  };
  const x = scaleLinear([most * 0.45, most], [chart.x, chart.x + chart.width]);
  const y = scaleLinear([low, 1], [chart.y + chart.height, chart.y]);
  const draw = line<TradePoint>(
    (point) => x(point.multiplyAdds),
    (point) => y(point.accuracy),
  );
  return {
    bars: blocks.map((block, index): WidthBar => {
      const now = widths[block.name] ?? block.outChannels;
      return {
        block: block.name,
        label: block.name.replace('block', ''),
        before: block.outChannels,
        now,
        whole: barOf(index, block.outChannels),
        left: barOf(index, now),
        labelAt: { x: column * (index + 0.5), y: HEAD + BARS + 16 },
      };
    }),
    chart,
    x,
    y,
    path: (points) => draw(points) ?? '',
    ticks: [0, 0.25, 0.5, 0.75, 1].filter((tick) => tick >= low),
    height: narrow ? top + CHART + 24 : HEAD + CHART + 24,
  };
}
