import {
  layerTerms,
  type Convention,
  type ConventionReading,
  type ConventionTerm,
  type NetworkCount,
  type OperationRule,
  type Params,
} from '../../../models/index.ts';
import { describeOperations, describeParams, PARAM_NAMES, STEP_NAMES } from './describe-step.ts';

/** What is counted: values that are stored, or operations for one picture. */
export type CountOf = 'params' | 'operations';

/** One block's part of a difference between two counts. */
export interface StepPart {
  readonly block: string;
  readonly change: number;
  /** The layers that it comes from, with what each adds. */
  readonly layers: readonly { readonly name: string; readonly change: number }[];
}

/** One rule in which two counts differ, with what that comes to. */
export interface CountStep {
  readonly name: string;
  /** The two rules, in a sentence. */
  readonly because: string;
  readonly change: number;
  /** Where in the network; empty for rounding, which is nowhere. */
  readonly parts: readonly StepPart[];
}

/** The number that a paper or tool arrives at; `undefined` where it counts no operations. */
export function totalOf(reading: ConventionReading, of: CountOf): number | undefined {
  return of === 'params' ? reading.params : reading.operations;
}

/** What tells the conventions of one network apart in an address. */
export function conventionKey({ name, edition }: Convention): string {
  if (name.endsWith('paper')) return 'paper';
  const words = name.endsWith('README') ? 'readme' : `${name} ${edition}`;
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '')
    .slice(0, 40);
}

/**
 * The way from one count of a network to another, rule by rule; the changes add up to the difference.
 * Empty where the two agree, or where one of them counts nothing of the kind.
 */
export function countSteps(
  from: ConventionReading,
  to: ConventionReading,
  of: CountOf,
  counted: NetworkCount,
): readonly CountStep[] {
  return of === 'params'
    ? paramSteps(from.convention, to.convention, counted)
    : operationSteps(from, to, counted);
}

function paramSteps(from: Convention, to: Convention, counted: NetworkCount): readonly CountStep[] {
  return (Object.keys(PARAM_NAMES) as (keyof Params)[]).flatMap((kind): CountStep[] => {
    const before = from.params[kind] ?? 0;
    const after = to.params[kind] ?? 0;
    const parts = partsOf(counted, ({ params }) => (after - before) * params[kind]);
    return stepsOf({
      name: PARAM_NAMES[kind],
      because: describeParams(kind, from, to),
      change: (after - before) * counted.params[kind],
      parts,
    });
  });
}

function operationSteps(
  from: ConventionReading,
  to: ConventionReading,
  counted: NetworkCount,
): readonly CountStep[] {
  const before = from.convention.operations;
  const after = to.convention.operations;
  if (!before || !after) return [];
  const termOf = (reading: ConventionReading, of: ConventionTerm['of']) =>
    reading.terms.find((term) => term.of === of)?.operations ?? 0;
  return (Object.keys(STEP_NAMES) as ConventionTerm['of'][]).flatMap((of): CountStep[] => {
    const inLayer = (rule: OperationRule, layer: Parameters<typeof layerTerms>[1]) =>
      layerTerms(rule, layer, counted.network)
        .filter((term) => term.of === of)
        .reduce((sum, { operations }) => sum + operations, 0);
    return stepsOf({
      name: STEP_NAMES[of],
      because: describeOperations(
        of,
        { ...from.convention, operations: before },
        { ...to.convention, operations: after },
      ),
      change: termOf(to, of) - termOf(from, of),
      parts: partsOf(counted, (layer) => inLayer(after, layer) - inLayer(before, layer)),
    });
  });
}

function stepsOf(step: CountStep): CountStep[] {
  return step.change === 0 ? [] : [step];
}

/** Largest first. */
function partsOf(
  { blocks }: NetworkCount,
  changeOf: (layer: NetworkCount['blocks'][number]['layers'][number]) => number,
): readonly StepPart[] {
  return blocks
    .map(({ block, layers }): StepPart => {
      const changed = layers
        .map((layer) => ({ name: layer.layer.name, change: changeOf(layer) }))
        .filter(({ change }) => change !== 0);
      return {
        block: block.name,
        change: changed.reduce((sum, { change }) => sum + change, 0),
        layers: changed,
      };
    })
    .filter(({ change }) => change !== 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
}
