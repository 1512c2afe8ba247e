import { MODEL_NAMES, type ModelName } from '../spec/model-name.ts';
import { DIALECT_NAMES, type DialectName } from '../spec/dialect.ts';
import { CheckpointError } from './checkpoint-error.ts';
import { LIMITS, quote } from './limits.ts';

/** What lies beside the width tiers of a slimmable network and says what they are. */
export interface SlimmableManifest {
  readonly model: ModelName;
  readonly dialect: DialectName;
  /** Names of the classes, by index. */
  readonly classes: readonly string[];
  /** Width multipliers it was trained at, ascending. */
  readonly widths: readonly number[];
  /** Resolutions it was trained at, ascending. */
  readonly resolutions: readonly number[];
  /** Resolutions that have batch-norm statistics of their own, ascending. */
  readonly statistics: readonly number[];
  /** Pixel value · scale + offset is what it sees. */
  readonly input: { readonly scale: number; readonly offset: number };
  /** From the narrowest on; each is needed for all that are wider. */
  readonly tiers: readonly TierFile[];
  readonly licence: string;
  /** How often training showed it every picture; `undefined` where nobody says. */
  readonly passes: number | undefined;
}

export interface TierFile {
  /** The widest network it is enough for. */
  readonly alpha: number;
  /** A name beside the manifest. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Of the `.safetensors` file that is packed in it, in bytes; `undefined` for one that is not packed. */
  readonly unpackedBytes: number | undefined;
}

/** @throws CheckpointError for a manifest that lacks something, naming it. */
export function parseSlimmableManifest(text: string): SlimmableManifest {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    throw failure('it is not valid JSON');
  }
  const manifest = record(root, 'the manifest');
  const input = record(manifest['input'], 'input');
  const tiers = list(manifest['tiers'], 'tiers').map(tierFile);
  const widths = list(manifest['widths'], 'widths').map((value) => number(value, 'a width', 0, 2));
  const widest = tiers.at(-1)?.alpha ?? 0;
  if (!isAscending(tiers.map(({ alpha }) => alpha)) || !isAscending(widths)) {
    throw failure('tiers and widths must be listed from the narrowest on');
  }
  const statistics = sides(manifest, 'statistics');
  if (!isAscending(statistics)) throw failure('statistics must be listed from the smallest on');
  if ((widths.at(-1) ?? Infinity) > widest) {
    throw failure(`the widest tier, ${widest}, does not reach the widest width`);
  }
  return {
    model: oneOf(manifest['model'], 'model', MODEL_NAMES),
    dialect: oneOf(manifest['dialect'], 'dialect', DIALECT_NAMES),
    classes: list(manifest['classes'], 'classes').map((name) => textOf(name, 'a class', 100)),
    widths,
    resolutions: sides(manifest, 'resolutions'),
    statistics,
    input: {
      scale: number(input['scale'], 'input.scale', 1e-6, 1e6),
      offset: number(input['offset'], 'input.offset', -1e6, 1e6),
    },
    tiers,
    licence: textOf(manifest['license'], 'license', 100),
    passes: passesOf(manifest['training']),
  };
}

function passesOf(training: unknown): number | undefined {
  if (training === undefined) return undefined;
  const { passes } = record(training, 'training');
  return passes === undefined ? undefined : number(passes, 'training.passes', 0, 1e6);
}

/** Sides of pictures. */
function sides(
  manifest: Readonly<Record<string, unknown>>,
  name: 'resolutions' | 'statistics',
): readonly number[] {
  return list(manifest[name], name).map((value) => number(value, `one of ${name}`, 1, 4096));
}

function tierFile(value: unknown): TierFile {
  const tier = record(value, 'a tier');
  const file = textOf(tier['file'], 'a tier’s file', 100);
  // A name beside the manifest, never a way to somewhere else.
  if (!/^[\w-][\w.-]*$/.test(file))
    throw failure(`a tier lies in ${quote(file)}, which is no plain name`);
  const sha256 = textOf(tier['sha256'], 'a tier’s sha256', 64);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw failure(`the SHA-256 of ${quote(file)} is none`);
  const unpacked = tier['unpackedBytes'];
  return {
    alpha: number(tier['alpha'], 'a tier’s alpha', 0, 2),
    file,
    bytes: number(tier['bytes'], 'a tier’s bytes', 1, LIMITS.fileBytes),
    sha256,
    unpackedBytes:
      unpacked === undefined
        ? undefined
        : number(unpacked, 'a tier’s unpackedBytes', 1, LIMITS.unpackedBytes),
  };
}

function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw failure(`${what} should be an object; it is ${quote(value)}`);
}

function list(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0 && value.length <= 10_000) return value;
  throw failure(`${what} should be a list with something in it; it is ${quote(value)}`);
}

function number(value: unknown, what: string, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw failure(`${what} should be a number from ${min} to ${max}; it is ${quote(value)}`);
}

function textOf(value: unknown, what: string, limit: number): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= limit) return value;
  throw failure(`${what} should be a text of at most ${limit} letters; it is ${quote(value)}`);
}

function oneOf<T extends string>(value: unknown, what: string, choices: readonly T[]): T {
  const chosen = choices.find((known) => known === value);
  if (chosen !== undefined) return chosen;
  throw failure(`${what} should be one of ${choices.join(', ')}; it is ${quote(value)}`);
}

function isAscending(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value > (values[index - 1] ?? Infinity));
}

function failure(message: string): CheckpointError {
  return new CheckpointError(undefined, `the manifest of the built-in weights: ${message}`);
}
