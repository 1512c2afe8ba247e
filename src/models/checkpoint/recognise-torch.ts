import type { DialectName } from '../spec/dialect.ts';
import type { ModelName } from '../spec/model-name.ts';
import type { CandidateOptions } from './candidate-networks.ts';
import type { NamedTensors } from './named-tensors.ts';
import type { TorchNaming } from './torch-names.ts';

/** What the names of a state dict tell about its network. */
export interface Recognised {
  readonly model: ModelName;
  readonly naming: TorchNaming;
  /** Whose widths it may have, the likeliest first. */
  readonly dialects: readonly DialectName[];
  readonly options: Omit<CandidateOptions, 'dialect'>;
}

/** Every implementation has names of its own; `undefined` for names that are none of them. */
export function recogniseTorch(tensors: NamedTensors): Recognised | undefined {
  const names = [...tensors.keys()];
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  const shapeOf = (name: string) => tensors.get(name)?.shape;
  const last = ['classifier.3.weight', 'classifier.1.weight', 'classifier.weight'].find((name) =>
    tensors.has(name),
  );
  const classes = inRange(last === undefined ? undefined : shapeOf(last)?.[0], 1000, 100_000);
  const inputChannels = inRange(shapeOf('features.0.0.weight')?.[1], 3, 1024);
  const common = { classes, inputChannels };
  const blocks =
    1 + Math.max(0, ...names.map((name) => Number(/^features\.(\d+)\./.exec(name)?.[1] ?? 0)));

  if (has(/^features\.1\.dw\./)) {
    const own = blocks < 12 ? { variant: 'shallow' } : {};
    return {
      model: 'v1',
      naming: 'torchvision',
      dialects: ['torchvision'],
      options: { ...common, own },
    };
  }
  if (has(/^features\.\d+\.block\.\d/)) {
    const model = blocks > 15 ? 'v3-large' : 'v3-small';
    const own = v3Options(tensors, /\.fc1\.weight$/);
    return {
      model,
      naming: 'torchvision',
      dialects: ['torchvision', 'paper', 'keras'],
      options: { ...common, own },
    };
  }
  if (has(/^features\.\d+\.conv\.\d+\.\d+\.weight$/)) {
    const own = v2Options(tensors, 'features.2.conv.0.0.weight');
    return {
      model: 'v2',
      naming: 'torchvision',
      dialects: ['torchvision', 'paper', 'keras'],
      options: { ...common, own },
    };
  }
  if (has(/^features\.\d+\.conv\.\d+\.weight$/) && has(/^conv\.\d/)) {
    if (has(/^classifier\.3\./) || has(/\.fc\.\d\./)) {
      const model = blocks > 13 ? 'v3-large' : 'v3-small';
      const own = v3Options(tensors, /\.fc\.0\.weight$/);
      return { model, naming: 'd-li14', dialects: ['d-li14'], options: { ...common, own } };
    }
    const own = v2Options(tensors, 'features.2.conv.0.weight');
    return { model: 'v2', naming: 'd-li14', dialects: ['d-li14'], options: { ...common, own } };
  }
  if (has(/^features\.1\.0\.weight$/) && blocks >= 9 && blocks <= 14) {
    const options = { ...common, own: { variant: 'conv' } };
    return { model: 'v1', naming: 'torchvision', dialects: ['torchvision'], options };
  }
  return undefined;
}

/** A network without gates and without 5×5 windows is one of the minimalistic ones. */
function v3Options(tensors: NamedTensors, gate: RegExp): Readonly<Record<string, unknown>> {
  const hasGates = [...tensors.keys()].some((name) => gate.test(name));
  if (hasGates) return {};
  const hasFive = [...tensors.values()].some(({ shape }) => shape.length === 4 && shape[3] === 5);
  return hasFive ? { squeezeExcite: false } : { minimalistic: true };
}

/** The expansion t from the first block that has one. */
function v2Options(tensors: NamedTensors, expand: string): Readonly<Record<string, unknown>> {
  const [expanded, narrow] = tensors.get(expand)?.shape ?? [];
  const expansion = Math.round((expanded ?? 0) / (narrow ?? 1));
  return expansion >= 1 && expansion <= 12 ? { expansion } : {};
}

function inRange(value: number | undefined, fallback: number, limit: number): number {
  return value !== undefined && value >= 1 && value <= limit ? value : fallback;
}
