import { arithmeticIntensity, type NetworkCount } from '../../../models/index.ts';
import { inLegendOrder, operationOf, type Operation } from '../drawing/operation.ts';

/** Time of one kind of layer under the roofline model, in multiply-adds' worth. */
export interface ClockPart {
  readonly operation: Operation;
  readonly time: number;
}

export interface ClockTime {
  readonly time: number;
  readonly parts: readonly ClockPart[];
  /** Share of the time spent in layers that wait for memory. */
  readonly waiting: number;
  readonly bytes: number;
  readonly multiplyAdds: number;
}

/** The first whole balance at which the second network is no faster than the first, up to 1000. */
export function crossingBalance(first: NetworkCount, second: NetworkCount): number {
  let balance = 0;
  while (balance < 1000 && clockTime(second, balance).time < clockTime(first, balance).time) {
    balance += 1;
  }
  return balance;
}

/**
 * How long a network takes on a machine that does `balance` multiply-adds while it moves one byte: each
 * layer takes the longer of its arithmetic and its traffic. In units of one multiply-add, as float32.
 *
 * @see Williams, Waterman and Patterson, "Roofline", 2009.
 */
export function clockTime(counted: NetworkCount, balance: number): ClockTime {
  const { blocks, bytes, multiplyAdds } = arithmeticIntensity(counted);
  const times = new Map<Operation, number>();
  let [time, waiting] = [0, 0];
  for (const { layer, ...cost } of blocks.flatMap(({ layers }) => layers)) {
    const traffic = cost.bytes * balance;
    const longer = Math.max(cost.multiplyAdds, traffic);
    const operation = operationOf(layer);
    times.set(operation, (times.get(operation) ?? 0) + longer);
    time += longer;
    if (traffic > cost.multiplyAdds) waiting += longer;
  }
  return {
    time,
    parts: inLegendOrder(times.keys()).flatMap((operation) => {
      const own = times.get(operation) ?? 0;
      return own > 0 ? [{ operation, time: own }] : [];
    }),
    waiting: waiting / time,
    bytes,
    multiplyAdds,
  };
}
