import { count, MODEL_NAMES, type ModelName } from '../../../models/index.ts';
import { networkOf } from '../../../state/derived.ts';
import { DEFAULT_STUDY } from '../../../state/study.ts';
import { peakBytesOf, PRINTED_POINTS, type FamilyPoint } from './family-points.ts';

/** What a device can spare. */
export interface Budget {
  readonly multiplyAdds: number;
  readonly params: number;
  /** Of activations, as float32. */
  readonly peakBytes: number;
}

/** A network of the grid. */
export interface GridNetwork extends Budget {
  readonly model: ModelName;
  readonly alpha: number;
  readonly resolution: number;
  /** Printed ImageNet top-1, 0 to 1; unknown for most of the grid. */
  readonly accuracy: number | undefined;
}

const ALPHAS = [0.25, 0.35, 0.5, 0.75, 1, 1.25, 1.4];
const RESOLUTIONS = [96, 128, 160, 192, 224, 256];

const keyOf = ({ model, alpha, resolution }: Pick<FamilyPoint, 'model' | 'alpha' | 'resolution'>) =>
  `${model} ${alpha} ${resolution}`;

let grid: readonly GridNetwork[] | undefined;

/** Every model at every width and resolution of the grid, and all networks that were printed; counted once. */
export function networkGrid(): readonly GridNetwork[] {
  if (grid) return grid;
  const printed = PRINTED_POINTS.map((point): GridNetwork => ({
    ...point,
    peakBytes: peakBytesOf(point),
  }));
  const known = new Set(printed.map(keyOf));
  const others = MODEL_NAMES.flatMap((model) =>
    ALPHAS.flatMap((alpha) => RESOLUTIONS.map((resolution) => ({ model, alpha, resolution }))),
  ).filter((network) => !known.has(keyOf(network)));
  grid = [
    ...printed,
    ...others.map(({ model, alpha, resolution }): GridNetwork => {
      const counted = count(networkOf({ ...DEFAULT_STUDY, model, alpha }), resolution);
      const point = { model, alpha, resolution, accuracy: undefined };
      return {
        ...point,
        multiplyAdds: counted.multiplyAdds.total,
        params: counted.params.trainable,
        peakBytes: peakBytesOf({
          ...point,
          accuracy: 0,
          tally: undefined,
          multiplyAdds: 0,
          params: 0,
          milliseconds: undefined,
        }),
      };
    }),
  ];
  return grid;
}

export interface Choices {
  /** With a printed accuracy, best first. */
  readonly ranked: readonly (GridNetwork & { readonly accuracy: number })[];
  /** Without one, dearest first. */
  readonly unknown: readonly GridNetwork[];
}

/** The networks that fit a budget in all three respects. */
export function choicesFor(budget: Budget, networks: readonly GridNetwork[]): Choices {
  const fitting = networks.filter(
    ({ multiplyAdds, params, peakBytes }) =>
      multiplyAdds <= budget.multiplyAdds &&
      params <= budget.params &&
      peakBytes <= budget.peakBytes,
  );
  return {
    ranked: fitting
      .flatMap((network) =>
        network.accuracy === undefined ? [] : [{ ...network, accuracy: network.accuracy }],
      )
      .sort((a, b) => b.accuracy - a.accuracy || a.multiplyAdds - b.multiplyAdds),
    unknown: fitting
      .filter(({ accuracy }) => accuracy === undefined)
      .sort((a, b) => b.multiplyAdds - a.multiplyAdds),
  };
}

/** Which of the three a network breaks, in words; empty if it fits. */
export function overruns(network: Budget, budget: Budget): readonly string[] {
  return [
    network.multiplyAdds > budget.multiplyAdds ? 'multiply-adds' : '',
    network.params > budget.params ? 'parameters' : '',
    network.peakBytes > budget.peakBytes ? 'memory' : '',
  ].filter((word) => word !== '');
}
