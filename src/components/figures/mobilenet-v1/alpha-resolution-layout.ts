import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { count } from '../../../models/index.ts';
import { networkOf } from '../../../state/derived.ts';
import { SETTINGS, type Study } from '../../../state/study.ts';

/** Multiply-adds for which a contour is drawn. */
const LEVELS = [10e6, 25e6, 50e6, 100e6, 200e6, 400e6, 800e6, 1600e6];
const SAMPLES = 56;
/** Contours are exact where every stride divides evenly, as it does here. */
const REFERENCE = 224;

export interface Panel {
  readonly width: number;
  readonly height: number;
  readonly margin: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
}

export interface Contour {
  readonly level: number;
  readonly path: string;
  /** Where the level is written: the contour's right end. */
  readonly label: { readonly x: number; readonly y: number };
}

export interface Scales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

/** One width's share of the cost that grows with the picture, and the share that does not. */
export interface Sample {
  readonly alpha: number;
  readonly convolution: number;
  readonly fixed: number;
  readonly params: number;
}

/** Counts the study's network over the whole range of α. */
export function sampleAlphas(study: Study): readonly Sample[] {
  const { min, max } = SETTINGS.alpha;
  return Array.from({ length: SAMPLES + 1 }, (_, index) => {
    const alpha = min + ((max - min) * index) / SAMPLES;
    const { multiplyAdds, params } = count(networkOf({ ...study, alpha }), REFERENCE);
    return {
      alpha,
      convolution: multiplyAdds.total - multiplyAdds.linear - multiplyAdds.squeezeExcite,
      fixed: multiplyAdds.linear + multiplyAdds.squeezeExcite,
      params: params.trainable,
    };
  });
}

/** α across, resolution up. */
export function padScales({ width, height, margin }: Panel): Scales {
  const { alpha, resolution } = SETTINGS;
  return {
    x: scaleLinear([alpha.min, alpha.max], [margin.left, width - margin.right]),
    y: scaleLinear([resolution.min, resolution.max], [height - margin.bottom, margin.top]),
  };
}

/**
 * Lines of equal multiply-adds. Convolutions cost in proportion to the square of the resolution and
 * the classifier and the gates do not, so each width has one resolution for a level:
 * r = 224 √((level − fixed) / convolution).
 */
export function contours(samples: readonly Sample[], { x, y }: Scales): readonly Contour[] {
  const { min, max } = SETTINGS.resolution;
  const draw = line<readonly [number, number]>();
  return LEVELS.flatMap((level): Contour[] => {
    const points = samples.flatMap(({ alpha, convolution, fixed }): [number, number][] => {
      const resolution = REFERENCE * Math.sqrt(Math.max(0, level - fixed) / convolution);
      return resolution >= min && resolution <= max ? [[x(alpha), y(resolution)]] : [];
    });
    const end = points.at(-1);
    const path = draw(points);
    return end && path ? [{ level, path, label: { x: end[0], y: end[1] } }] : [];
  });
}

/** α across, parameters up. */
export function paramScales(samples: readonly Sample[], { width, height, margin }: Panel): Scales {
  const { alpha } = SETTINGS;
  const most = Math.max(...samples.map(({ params }) => params));
  return {
    x: scaleLinear([alpha.min, alpha.max], [margin.left, width - margin.right]),
    y: scaleLinear([0, most], [height - margin.bottom, margin.top]).nice(4),
  };
}

/** Parameters against α: one line, since the resolution does not matter. */
export function paramPath(samples: readonly Sample[], { x, y }: Scales): string {
  const draw = line<Sample>(
    ({ alpha }) => x(alpha),
    ({ params }) => y(params),
  );
  return draw(samples) ?? '';
}
