import { scaleLinear } from 'd3-scale';
import type { Box } from '../drawing/box.ts';

/** How many channels the four tensors of a block have. */
export interface BottleneckWidths {
  readonly input: number;
  readonly inner: number;
  readonly output: number;
}

export interface BottleneckDrawing {
  readonly height: number;
  /** Input, expanded, filtered, output. */
  readonly tensors: readonly Box[];
  /** What leads from each tensor to the next. */
  readonly steps: readonly { readonly path: string; readonly middle: number }[];
  /** The arc of the skip, from the input's top to the output's, over everything else. */
  readonly skip: string;
  /** Where text over and under the drawing stands. */
  readonly over: number;
  readonly under: number;
}

/** Narrower than this, tensors are drawn thinner. */
const NARROW = 620;
/** Fewer channels than this do not fill the height, or a narrow block would look wide. */
const LEAST_SCALE = 160;
const ARC = 58;
const BODY = 190;
const LABELS = 66;

/**
 * A residual block from the side: four tensors as bars, whose heights are their channels on one
 * linear scale, and the convolutions as the funnels between them.
 *
 * @param width room in pixels.
 */
export function layoutBottleneck(widths: BottleneckWidths, width: number): BottleneckDrawing {
  const { input, inner, output } = widths;
  const bar = width < NARROW ? 16 : 26;
  const inset = width < NARROW ? 14 : 40;
  const channels = [input, inner, inner, output];
  const scale = scaleLinear([0, Math.max(LEAST_SCALE, ...channels)], [0, BODY]);
  const step = (width - 2 * inset - bar) / 3;
  const middle = ARC + BODY / 2;
  const tensors = channels.map((count, index): Box => {
    const height = Math.max(2, scale(count));
    return { x: inset + index * step, y: middle - height / 2, width: bar, height };
  });
  const steps = tensors.slice(1).map((to, index) => {
    const from = tensors[index] as Box;
    const left = from.x + from.width;
    return {
      path: `M${left} ${from.y}L${to.x} ${to.y}V${to.y + to.height}L${left} ${from.y + from.height}Z`,
      middle: (left + to.x) / 2,
    };
  });
  const first = tensors[0] as Box;
  const last = tensors[3] as Box;
  const top = Math.min(...tensors.map(({ y }) => y));
  const arc = Math.max(14, top - 34);
  const [left, right] = [first.x + bar / 2, last.x + bar / 2];
  const bend = 18;
  return {
    height: ARC + BODY + LABELS,
    tensors,
    steps,
    skip: `M${left} ${first.y}V${arc + bend}Q${left} ${arc} ${left + bend} ${arc}H${right - bend}Q${right} ${arc} ${right} ${arc + bend}V${last.y}`,
    over: arc - 6,
    under: ARC + BODY + 20,
  };
}
