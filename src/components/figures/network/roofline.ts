import { arithmeticIntensity, type NetworkCount } from '../../../models/index.ts';
import { inLegendOrder, operationOf, type Operation } from '../drawing/operation.ts';

/** One layer of a run. */
export interface RunLayer {
  readonly name: string;
  readonly operation: Operation;
  readonly multiplyAdds: number;
  /** Bytes that go in, come out and are weights, as float32. */
  readonly bytes: number;
  /** Multiply-adds for each byte. */
  readonly intensity: number;
  /** In units of the time that one multiply-add takes. */
  readonly time: number;
  /** Whether it takes as long as its bytes take, and not as its arithmetic. */
  readonly waitsForMemory: boolean;
}

/** One kind of layer's part of a run. */
export type RunPart = Pick<RunLayer, 'operation' | 'multiplyAdds' | 'bytes' | 'time'>;

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
      time: Math.max(multiplyAdds, bytes * balance),
      waitsForMemory: intensity < balance,
    }));
}

/** The layers of a run added up by kind, in the order of the legend. */
export function runParts(layers: readonly RunLayer[]): readonly RunPart[] {
  return inLegendOrder(layers.map(({ operation }) => operation)).map((operation) => {
    const own = layers.filter((layer) => layer.operation === operation);
    return {
      operation,
      multiplyAdds: sumOf(own, 'multiplyAdds'),
      bytes: sumOf(own, 'bytes'),
      time: sumOf(own, 'time'),
    };
  });
}

/** All of a run's multiply-adds, bytes or time. */
export function sumOf(
  parts: readonly RunPart[],
  quantity: 'multiplyAdds' | 'bytes' | 'time',
): number {
  return parts.reduce((sum, part) => sum + part[quantity], 0);
}

/** How long a whole run takes, in units of the time that one multiply-add takes. */
export function runTime(counted: NetworkCount, balance: number): number {
  return sumOf(runLayers(counted, balance), 'time');
}

/** Share of a run's time that is spent in layers that wait for memory. */
export function waitingShare(layers: readonly RunLayer[]): number {
  return (
    sumOf(
      layers.filter(({ waitsForMemory }) => waitsForMemory),
      'time',
    ) / sumOf(layers, 'time')
  );
}

/**
 * The first whole balance at which the second network is no faster than the first, or 1000 if there is
 * none below.
 */
export function crossingBalance(first: NetworkCount, second: NetworkCount): number {
  let balance = 0;
  while (balance < 1000 && runTime(second, balance) < runTime(first, balance)) balance += 1;
  return balance;
}
