import { scaleLog } from 'd3-scale';
import { arithmeticIntensity, type NetworkCount } from '../../../models/index.ts';
import { inLegendOrder, operationOf, type Operation } from '../drawing/operation.ts';

/** One kind of layer's part of a run, in three currencies. */
export interface RunPart {
  readonly operation: Operation;
  readonly multiplyAdds: number;
  readonly bytes: number;
  /** In units of the time that one byte takes. */
  readonly time: number;
}

/** One layer of a run. */
export interface RunLayer {
  readonly name: string;
  readonly operation: Operation;
  readonly multiplyAdds: number;
  readonly bytes: number;
  /** Multiply-adds for each byte. */
  readonly intensity: number;
  readonly time: number;
  /** Whether it takes as long as its bytes take, and not as its arithmetic. */
  readonly waitsForMemory: boolean;
}

/**
 * A run on a machine that does `balance` multiply-adds in the time in which it moves one byte. Each
 * layer takes as long as the slower of the two.
 *
 * @see Williams, Waterman and Patterson, "Roofline", 2009.
 */
export function runLayers(counted: NetworkCount, balance: number): readonly RunLayer[] {
  return arithmeticIntensity(counted)
    .blocks.flatMap(({ layers }) => layers)
    .filter(({ bytes }) => bytes > 0)
    .map(({ layer, multiplyAdds, bytes, intensity }) => ({
      name: layer.name,
      operation: operationOf(layer),
      multiplyAdds,
      bytes,
      intensity,
      time: Math.max(bytes, multiplyAdds / balance),
      waitsForMemory: intensity < balance,
    }));
}

/** The layers of a run added up by kind, in the order of the legend. */
export function runParts(layers: readonly RunLayer[]): readonly RunPart[] {
  return inLegendOrder(layers.map(({ operation }) => operation)).map((operation) => {
    const own = layers.filter((layer) => layer.operation === operation);
    const sum = (of: (layer: RunLayer) => number) =>
      own.reduce((total, layer) => total + of(layer), 0);
    return {
      operation,
      multiplyAdds: sum(({ multiplyAdds }) => multiplyAdds),
      bytes: sum(({ bytes }) => bytes),
      time: sum(({ time }) => time),
    };
  });
}

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
  const total = parts.reduce((sum, part) => sum + part[of], 0);
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
