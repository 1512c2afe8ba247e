import { scaleLinear } from 'd3-scale';
import type { Metric } from '../../../state/diagram.ts';
import type { Box } from '../drawing/box.ts';
import type { LastStage, StageLayer } from './last-stage.ts';

export interface StageBar {
  readonly layer: StageLayer;
  readonly value: number;
  readonly bar: Box;
  /** Where the layer's name stands; its value stands at the bar's end. */
  readonly nameAt: { readonly x: number; readonly y: number };
  readonly valueAt: { readonly x: number; readonly y: number };
}

export interface StageDrawing {
  readonly groups: readonly {
    readonly version: 'before' | 'after';
    readonly titleAt: { readonly x: number; readonly y: number };
    readonly bars: readonly StageBar[];
  }[];
  readonly height: number;
}

const NARROW = 660;
const ROW = 40;
const TITLE = 34;
const VALUE = 66;
const GAP = 36;

/** What the chosen metric says of a layer. */
function stageValue(layer: StageLayer, metric: Metric): number {
  return metric === 'params' ? layer.values : layer.multiplyAdds;
}

/**
 * Both last stages, a bar a layer, on one linear scale.
 *
 * @param width room in pixels.
 */
export function layoutLastStage(
  { before, after }: { readonly before: LastStage; readonly after: LastStage },
  metric: Metric,
  width: number,
): StageDrawing {
  const narrow = width < NARROW;
  const groupWidth = narrow ? width : (width - GAP) / 2;
  const all = [...before.layers, ...after.layers];
  const most = Math.max(1, ...all.map((layer) => stageValue(layer, metric)));
  const length = scaleLinear([0, most], [0, groupWidth - VALUE]);
  const stages = [
    { version: 'before', layers: before.layers },
    { version: 'after', layers: after.layers },
  ] as const;
  let top = 0;
  const groups = stages.map(({ version, layers }, index) => {
    const left = narrow ? 0 : index * (groupWidth + GAP);
    const start = narrow ? top : 0;
    top = start + TITLE + layers.length * ROW + (narrow ? 20 : 0);
    return {
      version,
      titleAt: { x: left, y: start + 14 },
      bars: layers.map((layer, row): StageBar => {
        const y = start + TITLE + row * ROW;
        const value = stageValue(layer, metric);
        const bar = { x: left, y: y + 19, width: Math.max(1.5, length(value)), height: 14 };
        return {
          layer,
          value,
          bar,
          nameAt: { x: left, y: y + 9 },
          valueAt: { x: left + bar.width + 7, y: y + 26 },
        };
      }),
    };
  });
  const rows = Math.max(before.layers.length, after.layers.length);
  return { groups, height: narrow ? top : TITLE + rows * ROW + 6 };
}
