import { DIALECT_NAMES, type DialectName } from './dialect.ts';
import type { ModelName } from './model-name.ts';

/** What every builder takes. */
export interface NetworkOptions {
  /** Outputs of the last layer. Default 1000. */
  readonly classes?: number;
  /** Channels of the picture. Default 3. */
  readonly inputChannels?: number;
  /** Width multiplier, in (0, 2]. Default 1. */
  readonly alpha?: number;
  /** Whose reading of the paper. Default `torchvision`. */
  readonly dialect?: DialectName;
}

export const ALPHA_LIMIT = 2;

/** What values an option may have. */
export type OptionRule =
  | { readonly kind: 'switch'; readonly about: string }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly about: string }
  | {
      readonly kind: 'number';
      /** `above`: the bound itself is out. */
      readonly above?: number;
      readonly min?: number;
      readonly max: number;
      readonly whole: boolean;
      readonly about: string;
    };

const COMMON_RULES: Readonly<Record<string, OptionRule>> = {
  alpha: { kind: 'number', above: 0, max: ALPHA_LIMIT, whole: false, about: 'width multiplier' },
  classes: { kind: 'number', min: 1, max: 100_000, whole: true, about: 'outputs' },
  inputChannels: { kind: 'number', min: 1, max: 1024, whole: true, about: 'picture channels' },
  dialect: { kind: 'choice', choices: DIALECT_NAMES, about: 'whose reading of the paper' },
};

const V3_RULES: Readonly<Record<string, OptionRule>> = {
  minimalistic: { kind: 'switch', about: 'no gates, no hard-swish, no 5×5 (default false)' },
  squeezeExcite: { kind: 'switch', about: 'the gates (default true)' },
  hardSwish: { kind: 'switch', about: 'hard-swish, else ReLU (default true)' },
  redesignedLastStage: { kind: 'switch', about: 'pool before the last 1×1 (default true)' },
};

/** The options that only one model has, by name. */
export const MODEL_OPTIONS: Readonly<Record<ModelName, Readonly<Record<string, OptionRule>>>> = {
  v1: {
    useRelu6: { kind: 'switch', about: 'ReLU6, else ReLU (default true)' },
    variant: {
      kind: 'choice',
      choices: ['separable', 'conv', 'shallow'],
      about: 'the network, or a relative from Table 4 or 5 (default separable)',
    },
  },
  v2: {
    expansion: { kind: 'number', min: 1, max: 12, whole: false, about: 'expansion t (default 6)' },
  },
  'v3-large': V3_RULES,
  'v3-small': V3_RULES,
};

/**
 * Checks what a builder was given; `undefined` stands for the default.
 *
 * @throws RangeError for an unknown option or a value that is not allowed, saying what is.
 */
export function checkOptions(model: ModelName, options: object): void {
  const own = MODEL_OPTIONS[model];
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    const rule = COMMON_RULES[name] ?? own[name];
    if (!rule) {
      const known = [...Object.keys(COMMON_RULES), ...Object.keys(own)].join(', ');
      throw new RangeError(`${model} has no option ${name}; it has ${known}`);
    }
    if (value !== undefined && !allows(rule, value)) {
      const found = typeof value === 'number' ? String(value) : JSON.stringify(value);
      throw new RangeError(`${name} must be ${allowed(rule)}; got ${found}`);
    }
  }
}

function allows(rule: OptionRule, value: unknown): boolean {
  switch (rule.kind) {
    case 'switch':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && rule.choices.includes(value);
    case 'number':
      return (
        typeof value === 'number' &&
        value > (rule.above ?? -Infinity) &&
        value >= (rule.min ?? -Infinity) &&
        value <= rule.max &&
        (!rule.whole || Number.isInteger(value))
      );
  }
}

/** The values a rule allows, in words: `above 0 and at most 2`. */
export function allowed(rule: OptionRule): string {
  switch (rule.kind) {
    case 'switch':
      return 'true or false';
    case 'choice':
      return `one of ${rule.choices.join(', ')}`;
    case 'number':
      return rule.above === undefined
        ? `a ${rule.whole ? 'whole ' : ''}number from ${rule.min} to ${rule.max}`
        : `above ${rule.above} and at most ${rule.max}`;
  }
}
