import { scaleLinear } from 'd3-scale';
import type { Box } from '../drawing/box.ts';
import type { Operation } from '../drawing/operation.ts';
import type { Gate, GateStep } from './squeeze-excite.ts';

/** A tensor on its way through a gate: its channels are the length of a bar. */
export interface GateTensor {
  /** What made it, or `input`. */
  readonly of: GateStep['name'] | 'input';
  readonly operation: Operation;
  /** `7 × 7 × 960` or `960`. */
  readonly shape: string;
  readonly box: Box;
  /** Where its shape stands. */
  readonly labelAt: Point;
}

/** The step between two tensors: an arrow with a name. */
export interface GateArrow {
  readonly step: GateStep;
  readonly path: string;
  readonly nameAt: Point;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface GateDrawing {
  readonly orientation: 'across' | 'down';
  readonly tensors: readonly GateTensor[];
  readonly arrows: readonly GateArrow[];
  /** From the input past the gate to the product. */
  readonly around: string;
  readonly height: number;
}

/** Narrower than this, the steps go down the page, not across it. */
const NARROW = 660;
const TALL = 150;
const TOP = 62;
const NAMES = 54;
const ROW = 62;
const HEAD = 22;
/** Beside the longest bar there is room for the shape of a picture. */
const SHAPE = 138;

const OPERATIONS: Readonly<Record<GateStep['name'], Operation>> = {
  squeeze: 'activation',
  reduce: 'squeeze-excite',
  ReLU: 'activation',
  restore: 'squeeze-excite',
  'hard-sigmoid': 'activation',
  scale: 'depthwise',
};

/**
 * A gate step by step: the tensor that is gated, the vector that is made of it, and their product.
 * Channels are on one linear scale.
 *
 * @param width room in pixels.
 */
export function layoutGate(gate: Gate, width: number): GateDrawing {
  const [side, , channels] = gate.shape;
  const down = width < NARROW;
  const length = scaleLinear([0, channels], [0, down ? width - SHAPE : TALL]);
  // A picture is drawn thicker than a vector, and thicker where it has more pixels.
  const thickness = scaleLinear([1, 112], [down ? 14 : 18, down ? 22 : 46]).clamp(true);
  const all = [
    { of: 'input', shape: gate.shape, operation: 'depthwise' } as const,
    ...gate.steps.map(({ name, outputShape }) => ({
      of: name,
      shape: outputShape,
      operation: OPERATIONS[name],
    })),
  ];
  const column = width / all.length;
  const tensors = all.map(({ of, shape, operation }, index): GateTensor => {
    const isPicture = of === 'input' || of === 'scale';
    const thick = isPicture ? thickness(side) : 12;
    const long = Math.max(2, length(shape[2]));
    const middle = column * (index + 0.5);
    const box = down
      ? { x: 20, y: HEAD + ROW * index, width: long, height: thick }
      : { x: middle - thick / 2, y: TOP + (TALL - long) / 2, width: thick, height: long };
    return {
      of,
      operation,
      shape: isPicture ? `${shape[0]} × ${shape[1]} × ${shape[2]}` : String(shape[2]),
      box,
      labelAt: down
        ? { x: 20 + long + 8, y: box.y + thick / 2 }
        : { x: middle, y: TOP + (TALL + long) / 2 + 16 },
    };
  });
  const arrows = gate.steps.flatMap((step, index): GateArrow[] => {
    const [from, to] = [tensors[index], tensors[index + 1]];
    if (!from || !to) return [];
    const y = TOP + TALL / 2;
    return [
      {
        step,
        path: down
          ? `M26 ${from.box.y + from.box.height + 4}V${to.box.y - 5}`
          : `M${from.box.x + from.box.width + 5} ${y}H${to.box.x - 6}`,
        nameAt: down
          ? { x: 38, y: (from.box.y + from.box.height + to.box.y) / 2 }
          : { x: column * (index + 1), y: TOP + TALL + NAMES - 8 },
      },
    ];
  });
  const first = tensors[0]?.box;
  const last = tensors.at(-1)?.box;
  return {
    orientation: down ? 'down' : 'across',
    tensors,
    arrows,
    around: first && last ? skirt(first, last, down) : '',
    height: down ? HEAD + ROW * all.length - 24 : TOP + TALL + NAMES + 30,
  };
}

function skirt(first: Box, last: Box, down: boolean): string {
  if (down) {
    return `M${first.x - 4} ${first.y + first.height / 2}H6V${last.y + last.height / 2}H${last.x - 6}`;
  }
  const [left, right] = [first.x + first.width / 2, last.x + last.width / 2];
  return `M${left} ${first.y - 5}V24H${right}V${last.y - 7}`;
}
