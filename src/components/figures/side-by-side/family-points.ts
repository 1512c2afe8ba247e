import { activationMemory, count, type ModelName } from '../../../models/index.ts';
import { networkOf } from '../../../state/derived.ts';
import type { TrainedNetwork } from '../../../state/evaluation-plan.ts';
import { DEFAULT_STUDY, MODEL_TITLES } from '../../../state/study.ts';
import { publishedRecounts } from '../published/published-recounts.ts';
import { TABLE_3 } from '../published/published-v3.ts';

/** A network of one of the families whose accuracy is known, with what it costs by the library's count. */
export interface FamilyPoint {
  readonly model: ModelName;
  readonly alpha: number;
  readonly resolution: number;
  /** 0 to 1. */
  readonly accuracy: number;
  /** How often it was right, where it was measured here; printed ones come without. */
  readonly tally: { readonly correct: number; readonly count: number } | undefined;
  readonly multiplyAdds: number;
  readonly params: number;
  /** Printed, on one core of a Pixel 1. */
  readonly milliseconds: number | undefined;
}

/**
 * Milliseconds on the large core of a Pixel 1, as the authors printed them for the networks that they
 * released, by model, α and resolution.
 *
 * @see tensorflow/models, research/slim/nets/mobilenet/README.md
 */
const PIXEL_1: Readonly<Record<string, number>> = {
  'v2 1.4 224': 138,
  'v2 1.3 224': 123,
  'v2 1 224': 73.8,
  'v2 1 192': 55.1,
  'v2 1 160': 40.2,
  'v2 1 128': 27.6,
  'v2 1 96': 17.6,
  'v2 0.75 224': 55.8,
  'v2 0.75 192': 41.6,
  'v2 0.75 160': 30.4,
  'v2 0.75 128': 21.9,
  'v2 0.75 96': 14.2,
  'v2 0.5 224': 28.7,
  'v2 0.5 192': 21.1,
  'v2 0.5 160': 14.9,
  'v2 0.5 128': 9.9,
  'v2 0.5 96': 6.4,
  'v2 0.35 224': 19.7,
  'v2 0.35 192': 14.6,
  'v2 0.35 160': 10.5,
  'v2 0.35 128': 6.9,
  'v2 0.35 96': 4.5,
  'v3-large 1 224': 51.2,
  'v3-large 0.75 224': 39.8,
  'v3-small 1 224': 15.8,
  'v3-small 0.75 224': 12.8,
};

const latencyOf = (model: ModelName, alpha: number, resolution: number) =>
  PIXEL_1[`${model} ${alpha} ${resolution}`];

function printedOf(model: 'v1' | 'v2'): readonly FamilyPoint[] {
  return publishedRecounts(model).map(({ alpha, resolution, top1, counted }) => ({
    model,
    alpha,
    resolution,
    accuracy: top1 / 100,
    tally: undefined,
    multiplyAdds: counted.multiplyAdds.total,
    params: counted.params.trainable,
    milliseconds: latencyOf(model, alpha, resolution),
  }));
}

/** Table 3 of the V3 paper, its own networks. */
function printedV3(): readonly FamilyPoint[] {
  return TABLE_3.flatMap(({ counted, top1 }): FamilyPoint[] => {
    const { model, alpha } = counted.network;
    if (model === 'v1' || model === 'v2' || top1 === undefined) return [];
    return [
      {
        model,
        alpha,
        resolution: counted.resolution,
        accuracy: top1 / 100,
        tally: undefined,
        multiplyAdds: counted.multiplyAdds.total,
        params: counted.params.trainable,
        milliseconds: latencyOf(model, alpha, counted.resolution),
      },
    ];
  });
}

/** Every MobileNet whose ImageNet accuracy its authors printed, each counted anew. */
export const PRINTED_POINTS: readonly FamilyPoint[] = [
  ...printedOf('v1'),
  ...printedOf('v2'),
  ...printedV3(),
];

/** What was measured on held-out scenes of toys, of every network that comes with the site. */
export function measuredPoints(trained: readonly TrainedNetwork[]): readonly FamilyPoint[] {
  return trained.flatMap(({ model, scores }) =>
    scores.map(({ alpha, resolution, correct, count, multiplyAdds, params }) => ({
      model,
      alpha,
      resolution,
      accuracy: correct / count,
      tally: { correct, count },
      multiplyAdds,
      params,
      milliseconds: undefined,
    })),
  );
}

/** `MobileNetV2, α = 0.75, 192 px`. */
export function pointName({
  model,
  alpha,
  resolution,
}: Pick<FamilyPoint, 'model' | 'alpha' | 'resolution'>): string {
  return `${MODEL_TITLES[model]}, α = ${alpha}, ${resolution} px`;
}

/** Peak bytes of activations of a point's network, as float32. */
export function peakBytesOf({ model, alpha, resolution }: FamilyPoint): number {
  return activationMemory(count(networkOf({ ...DEFAULT_STUDY, model, alpha }), resolution))
    .peakBytes;
}

/** The points of a family, or of all, that nothing cheaper beats; cheapest first. */
export function frontierOf(
  points: readonly FamilyPoint[],
  costOf: (point: FamilyPoint) => number | undefined,
): readonly FamilyPoint[] {
  const priced = points.flatMap((point) => {
    const cost = costOf(point);
    return cost === undefined ? [] : [{ point, cost }];
  });
  const sorted = priced.sort((a, b) => a.cost - b.cost || b.point.accuracy - a.point.accuracy);
  let best = -Infinity;
  return sorted.flatMap(({ point }) => {
    if (point.accuracy <= best) return [];
    best = point.accuracy;
    return [point];
  });
}
