import type { Dialect, DialectName, ModelName, Narrowing } from '../models/index.ts';
import type { Surgery } from '../models/run/surgery.ts';
import type { Preprocessing } from '../models/run/preprocessing.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import type { BackendName } from './start-backend.ts';

/** Where weights come from. */
export type WeightsSource =
  /** The site's own, trained for every width; `manifest` is its address. */
  | { readonly kind: 'built-in'; readonly manifest: string }
  /** A row of `PRETRAINED`; `ownCopy` is the folder, with a slash, where the site has a copy of it. */
  | {
      readonly kind: 'pretrained';
      readonly id: string;
      readonly ownCopy?: string | undefined;
    }
  /** A reader's file. */
  | { readonly kind: 'file'; readonly name: string; readonly bytes: ArrayBuffer };

/** What was loaded and what it can do. */
export interface WeightsInfo {
  /** The handle for `run` and `unload`. */
  readonly id: string;
  readonly title: string;
  readonly model: ModelName;
  readonly dialect: DialectName;
  /** Widths it can run at, ascending; of a checkpoint, its own. */
  readonly alphas: readonly number[];
  /** Resolutions it was trained for, ascending; empty when not known. It runs at others too. */
  readonly resolutions: readonly number[];
  /** Resolutions that have batch-norm statistics of their own, ascending; none if one set serves all. */
  readonly statistics: readonly number[];
  readonly classes: number;
  readonly inputChannels: number;
  /** Names of the classes, by index; `undefined` when not known. */
  readonly labels: readonly string[] | undefined;
  /** How a picture becomes what the network was trained on. */
  readonly preprocessing: Preprocessing;
  /** Whether the numbers were quantised to 8 bits in the file. */
  readonly quantised: boolean;
  /** Whether batch norm is folded into the convolutions, so that its own values do not exist. */
  readonly folded: boolean;
  readonly provenance: Provenance | undefined;
  /** What a person should know: tensors that were not used, guesses that were made. */
  readonly notes: readonly string[];
}

export interface Provenance {
  readonly url: string;
  readonly licence: string;
  readonly sha256: string | undefined;
  readonly bytes: number;
  readonly from: 'cache' | 'own-copy' | 'origin';
  /** Whether the next visit finds it without fetching. */
  readonly kept: boolean;
}

/** The network to run: everything about it that the weights leave open. */
export interface NetworkChoice {
  /** One of the weights' `alphas`; default the largest. */
  readonly alpha?: number | undefined;
  /** V1 only. Default true. */
  readonly useRelu6?: boolean | undefined;
  /** V1 only: blocks with fewer channels than the width gives them. Filters of the largest norm stay. */
  readonly narrowed?: Narrowing | undefined;
  /** What another framework would do with the same weights; default as they were trained. */
  readonly reading?: Reading | undefined;
}

/** Conventions that no weight and no shape depends on, and every value does. */
export type Reading = Partial<Pick<Dialect, 'padding' | 'batchNormEpsilon'>>;

export interface RunRequest {
  /** `WeightsInfo.id`. */
  readonly weights: string;
  readonly network?: NetworkChoice | undefined;
  /** A square picture, at the resolution to run at. */
  readonly picture: RgbaPicture;
  /** Layers or blocks whose values are wanted. */
  readonly taps?: readonly string[] | undefined;
  readonly surgery?: readonly Surgery[] | undefined;
  /** Classes to name. Default 5. */
  readonly top?: number | undefined;
  /** Whether to measure every step. */
  readonly timings?: boolean | undefined;
}

/** Whose values are to be made again. */
export interface RecipesRequest {
  /** `WeightsInfo.id`. */
  readonly weights: string;
  readonly network?: NetworkChoice | undefined;
  /** Side of the pictures it is asked about: batch norms of built-in weights depend on it. */
  readonly resolution: number;
  /** Names of layers. */
  readonly layers: readonly string[];
  readonly surgery?: readonly Surgery[] | undefined;
}

/** What an answer is for. Compare it with what is on the screen before showing the answer. */
export interface RunConfiguration {
  readonly weights: string;
  readonly model: ModelName;
  readonly dialect: DialectName;
  readonly alpha: number;
  readonly useRelu6: boolean;
  readonly resolution: number;
  readonly surgery: readonly Surgery[];
}

export interface RunAnswer {
  readonly configuration: RunConfiguration;
  readonly backend: BackendName;
  /** Of the forward pass and of reading its results, not of building the network. */
  readonly milliseconds: number;
  /** Of building the network for this width; 0 when it was there already. */
  readonly buildMilliseconds: number;
  readonly logits: Float32Array;
  readonly top: readonly {
    readonly index: number;
    readonly label: string;
    readonly probability: number;
  }[];
  readonly taps: readonly Tap[];
  /** Milliseconds by the last layer of each step; empty unless asked for. */
  readonly timings: readonly (readonly [layer: string, milliseconds: number])[];
  /** Tensors the backend holds after the run: a number that must not grow. */
  readonly numTensors: number;
}

export interface Tap {
  /** As it was asked for. */
  readonly name: string;
  /** [H, W, C]. */
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly data: Float32Array;
}

/** Something is being fetched. */
export interface Progress {
  /** `WeightsInfo.id`, known before the weights are. */
  readonly weights: string;
  /** What is fetched, for a person. */
  readonly what: string;
  readonly receivedBytes: number;
  readonly totalBytes: number | undefined;
}

export type ProgressListener = (progress: Progress) => void;
