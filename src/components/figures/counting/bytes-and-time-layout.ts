import { scaleLog } from 'd3-scale';
import type { Operation } from '../drawing/operation.ts';
import { sumOf, type RunLayer, type RunPart } from '../network/roofline.ts';

/** A slice of a bar that stands for the whole run. */
export interface RunSlice {
  readonly operation: Operation;
  readonly share: number;
  readonly x: number;
  readonly width: number;
}

/** Parts side by side along a bar. */
export function layoutRun(
  parts: readonly RunPart[],
  of: 'multiplyAdds' | 'bytes' | 'time',
  width: number,
): readonly RunSlice[] {
  const total = sumOf(parts, of);
  let x = 0;
  return parts.map((part): RunSlice => {
    const share = part[of] / total;
    const slice = { operation: part.operation, share, x, width: share * width };
    x += slice.width;
    return slice;
  });
}

export interface IntensityPlot {
  readonly points: readonly (RunLayer & { readonly x: number; readonly y: number })[];
  readonly xTicks: readonly { readonly value: number; readonly at: number }[];
  readonly yTicks: readonly { readonly value: number; readonly at: number }[];
  /** Where the machine's balance is. */
  readonly balanceAt: number;
  readonly height: number;
}

const HEIGHT = 260;
const MARGIN = { top: 26, right: 14, bottom: 44, left: 52 };

/** Layers with arithmetic of their own, by intensity and multiply-adds; both scales logarithmic. */
export function layoutIntensity(
  layers: readonly RunLayer[],
  balance: number,
  width: number,
): IntensityPlot {
  const working = layers.filter(({ multiplyAdds }) => multiplyAdds > 0);
  const x = scaleLog([0.2, 80], [MARGIN.left, width - MARGIN.right]).clamp(true);
  const y = scaleLog([1e3, 2e8], [HEIGHT - MARGIN.bottom, MARGIN.top]).clamp(true);
  return {
    points: working.map((layer) => ({
      ...layer,
      x: x(layer.intensity),
      y: y(layer.multiplyAdds),
    })),
    xTicks: [0.25, 1, 4, 16, 64].map((value) => ({ value, at: x(value) })),
    yTicks: [1e3, 1e4, 1e5, 1e6, 1e7, 1e8].map((value) => ({ value, at: y(value) })),
    balanceAt: x(balance),
    height: HEIGHT,
  };
}
