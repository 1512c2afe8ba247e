import { MODEL_NAMES, type ModelName } from '../models/index.ts';
import { DEFAULT_STUDY, SETTINGS, type NumericKey, type Study } from './study.ts';

/** The network as the address bar states it, and what had to be corrected to read it. */
export interface ReadStudy {
  readonly study: Study;
  /** One sentence for each value that was not usable, for the reader. */
  readonly corrections: readonly string[];
}

const NUMBERS: readonly { key: NumericKey; parameter: string; whole: boolean }[] = [
  { key: 'alpha', parameter: 'alpha', whole: false },
  { key: 'resolution', parameter: 'resolution', whole: true },
  { key: 'classes', parameter: 'classes', whole: true },
  { key: 'inputChannels', parameter: 'channels', whole: true },
];

const LONGEST_SHOWN = 24;
/** Settings keep four decimals; losing more than that is a correction worth a word. */
const ROUNDING = 5e-5;

/**
 * Reads a study from the query part of an address. Anything may stand there: each unusable value
 * is replaced, by the nearest allowed or the default, and a sentence says so.
 *
 * @param search the query, as `location.search` gives it.
 * @param opening what the page opens with: the network of a bare address.
 */
export function readStudy(search: string, opening: Study = DEFAULT_STUDY): ReadStudy {
  const parameters = new URLSearchParams(search);
  const corrections: string[] = [];
  const numbers = NUMBERS.map(({ key, parameter, whole }) => {
    const text = parameters.get(parameter);
    if (text === null) return [key, opening[key]] as const;
    const { min, max } = SETTINGS[key];
    const value = text.trim() === '' ? NaN : Number(text);
    if (!Number.isFinite(value)) {
      const fallback = opening[key];
      corrections.push(`${parameter} “${shorten(text)}” is not a number; using ${fallback}.`);
      return [key, fallback] as const;
    }
    const clamped = Math.min(max, Math.max(min, value));
    const usable = whole ? Math.round(clamped) : round(clamped);
    if (Math.abs(usable - value) > (whole ? 0 : ROUNDING)) {
      const range = `${whole ? 'a whole number ' : ''}from ${min} to ${max}`;
      corrections.push(`${parameter} must be ${range}; “${shorten(text)}” became ${usable}.`);
    }
    return [key, usable] as const;
  });
  const named = parameters.get('model');
  const model = MODEL_NAMES.find((name): name is ModelName => name === named);
  if (named !== null && !model) {
    const known = MODEL_NAMES.join(', ');
    corrections.push(`There is no network “${shorten(named)}” here; there are ${known}.`);
  }
  const activation = parameters.get('activation');
  if (activation !== null && activation !== 'relu' && activation !== 'relu6') {
    corrections.push(`activation must be relu or relu6; “${shorten(activation)}” became relu6.`);
  }
  return {
    study: {
      ...opening,
      ...(Object.fromEntries(numbers) as Pick<Study, NumericKey>),
      model: model ?? opening.model,
      useRelu6: activation !== 'relu',
    },
    corrections,
  };
}

/**
 * Writes a study into a query, keeping parameters that are not its own. What the page opens with is
 * left out, so the address of an untouched page stays bare.
 *
 * @param opening what the page that the query is for opens with.
 */
export function writeStudy(study: Study, search = '', opening: Study = DEFAULT_STUDY): string {
  const parameters = new URLSearchParams(search);
  for (const { key, parameter } of NUMBERS) {
    if (study[key] === opening[key]) parameters.delete(parameter);
    else parameters.set(parameter, String(round(study[key])));
  }
  if (study.model === opening.model) parameters.delete('model');
  else parameters.set('model', study.model);
  if (study.useRelu6) parameters.delete('activation');
  else parameters.set('activation', 'relu');
  const query = parameters.toString();
  return query ? `?${query}` : '';
}

/** To four decimals, so that slider arithmetic leaves no 0.30000000000000004 in a link. */
export function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function shorten(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
