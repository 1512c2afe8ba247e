import type { EqualCostBlock, EqualCostStep } from './equal-cost-blocks.ts';

/** A convolution as a band: as thick at each end as its tensor has channels. */
export interface CostBand {
  readonly step: EqualCostStep;
  /** Outline. */
  readonly path: string;
  readonly middle: number;
}

export interface BlockProfile {
  readonly block: EqualCostBlock;
  readonly x: number;
  readonly top: number;
  /** Line along which the bands lie. */
  readonly axis: number;
  readonly width: number;
  readonly bands: readonly CostBand[];
}

const TALL = 150;
const TEXT = 74;
const NARROW = 700;
const GAP = 26;
/** A gate does not carry the tensor on; it stands beside it, this thin. */
const GATE = 0.35;

/**
 * Blocks side by side, or two and two on narrow screens: thickness is channels, to one scale.
 *
 * @param width room in pixels.
 */
export function layoutEqualCost(
  blocks: readonly EqualCostBlock[],
  width: number,
): { readonly profiles: readonly BlockProfile[]; readonly height: number } {
  const columns = width < NARROW ? 2 : blocks.length;
  const column = (width - GAP * (columns - 1)) / columns;
  const most = Math.max(...blocks.map(({ inner, ends }) => Math.max(inner, ends)));
  const thick = (channels: number) => (channels / most) * TALL;
  const profiles = blocks.map((block, index): BlockProfile => {
    const x = (index % columns) * (column + GAP);
    const top = Math.floor(index / columns) * (TALL + TEXT + GAP);
    const axis = top + TEXT + TALL / 2;
    const weights = block.steps.map(({ operation }) => (operation === 'squeeze-excite' ? GATE : 1));
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    let from = x;
    const bands = block.steps.map((step, at): CostBand => {
      const length = (column * (weights[at] ?? 1)) / whole;
      const to = from + length;
      const [a, b] = [thick(step.inChannels) / 2, thick(step.outChannels) / 2];
      const band = {
        step,
        path: `M${from} ${axis - a}L${to} ${axis - b}V${axis + b}L${from} ${axis + a}Z`,
        middle: from + length / 2,
      };
      from = to;
      return band;
    });
    return { block, x, top, axis, width: column, bands };
  });
  const rows = Math.ceil(blocks.length / columns);
  return { profiles, height: rows * (TALL + TEXT) + (rows - 1) * GAP };
}
