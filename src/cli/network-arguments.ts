import type { ParseArgsOptionsConfig } from 'node:util';
import {
  allowed,
  buildNetwork,
  MODEL_NAMES,
  MODEL_OPTIONS,
  type DialectName,
  type ModelName,
  type Network,
  type OptionRule,
} from '../models/index.ts';
import { UsageError } from './command.ts';
import { parseOptions, toNumber } from './parse-options.ts';

/** The arguments that name a network, for the `--help` of every command that takes them. */
export const NETWORK_USAGE = `MODEL is one of ${MODEL_NAMES.join(', ')}.

  --alpha 1              width multiplier, above 0 and at most 2
  --resolution 224       side of the picture in pixels, 32 to 512
  --classes 1000         outputs of the last layer
  --channels 3           channels of the picture
  --dialect torchvision  paper, torchvision, keras or d-li14
  --options A=B,C=D      what only this model has; true and names of choices can be left out
${optionsUsage().join('\n')}
  --json                 exact numbers for programs`;

export interface NetworkArguments {
  readonly network: Network;
  readonly resolution: number;
  readonly json: boolean;
  /** Values of the options that the command itself takes. */
  readonly own: Readonly<Record<string, string | undefined>>;
}

const SHARED = {
  alpha: { type: 'string' },
  resolution: { type: 'string' },
  classes: { type: 'string' },
  channels: { type: 'string' },
  dialect: { type: 'string' },
  options: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/**
 * Reads the network that arguments name.
 *
 * @param ownNames Options with a value that the command itself takes, without dashes.
 * @throws UsageError or RangeError for anything that is not allowed, saying what is.
 */
export function networkArguments(
  args: readonly string[],
  ownNames: readonly string[] = [],
): NetworkArguments {
  const own = Object.fromEntries(ownNames.map((name) => [name, { type: 'string' as const }]));
  const { values, positionals } = parseOptions(args, { ...SHARED, ...own });
  const [name, ...rest] = positionals;
  const model = MODEL_NAMES.find((known) => known === name);
  if (!model) {
    const found = name === undefined ? 'none was given' : `got ${name}`;
    throw new UsageError(`the model must be one of ${MODEL_NAMES.join(', ')}; ${found}`);
  }
  if (rest.length > 0) throw new UsageError(`one model at a time; got ${rest.join(' ')} too`);
  const network = buildNetwork(model, {
    ...numberFor('alpha', values.alpha, 'alpha'),
    ...numberFor('classes', values.classes, 'classes'),
    ...numberFor('channels', values.channels, 'inputChannels'),
    ...(values.dialect === undefined ? {} : { dialect: values.dialect as DialectName }),
    ...modelOptions(model, values.options ?? []),
  });
  return {
    network,
    resolution: numberFor('resolution', values.resolution, 'resolution')['resolution'] ?? 224,
    json: values.json ?? false,
    own: Object.fromEntries(ownNames.map((key) => [key, stringOf(values, key)])),
  };
}

function stringOf(values: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = values[key];
  return typeof value === 'string' ? value : undefined;
}

function numberFor(flag: string, text: string | undefined, key: string): Record<string, number> {
  return text === undefined ? {} : { [key]: toNumber(`--${flag}`, text) };
}

/**
 * `useRelu6=false,variant=conv` as the builder takes it. A switch alone means true, and a choice
 * needs no name: `conv`.
 */
function modelOptions(model: ModelName, texts: readonly string[]): Record<string, unknown> {
  const rules = MODEL_OPTIONS[model];
  const options: Record<string, unknown> = {};
  for (const text of texts.flatMap((list) => list.split(',')).filter((each) => each !== '')) {
    const chosen = Object.entries(rules).find(
      ([, each]) => each.kind === 'choice' && each.choices.includes(text),
    );
    const [name = '', value, ...rest] = chosen ? [chosen[0], text] : text.split('=');
    const rule = rules[name];
    if (!rule || rest.length > 0 || (value === undefined && rule.kind !== 'switch')) {
      const known = Object.entries(rules).map(([each, allows]) => `${each}=${valuesOf(allows)}`);
      throw new UsageError(`${model} has no option ${text}; it has ${known.join(', ')}`);
    }
    options[name] = toValue(name, rule, value ?? 'true');
  }
  return options;
}

function toValue(name: string, rule: OptionRule, text: string): unknown {
  switch (rule.kind) {
    case 'switch':
      if (text === 'true' || text === 'false') return text === 'true';
      throw new UsageError(`${name} must be ${allowed(rule)}; got ${text}`);
    case 'choice':
      return text;
    case 'number':
      return toNumber(name, text);
  }
}

function valuesOf(rule: OptionRule): string {
  switch (rule.kind) {
    case 'switch':
      return 'true|false';
    case 'choice':
      return rule.choices.join('|');
    case 'number':
      return `${rule.min ?? rule.above ?? ''}…${rule.max}`;
  }
}

/** V3's two models have the same options, so they share their lines. */
function optionsUsage(): readonly string[] {
  const groups = new Map<object, string[]>();
  for (const model of MODEL_NAMES) {
    const rules = MODEL_OPTIONS[model];
    groups.set(rules, [...(groups.get(rules) ?? []), model]);
  }
  return [...groups].flatMap(([rules, models]) => [
    `    ${models.join(', ')}:`,
    ...Object.entries(rules as Readonly<Record<string, OptionRule>>).map(
      ([name, rule]) => `      ${`${name}=${valuesOf(rule)}`.padEnd(33)} ${rule.about}`,
    ),
  ]);
}
