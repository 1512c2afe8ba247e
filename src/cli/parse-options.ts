import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from './command.ts';

/** @throws UsageError for an option that the command does not have, naming those it has. */
export function parseOptions<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const names = Object.keys(options).map((name) => `--${name}`);
    const message = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${message}; the options are ${names.join(', ')}`);
  }
}

/** @throws UsageError for a value that is not one of the choices, naming them. */
export function choice<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const chosen = choices.find((known) => known === value);
  if (chosen === undefined)
    throw new UsageError(`${option} must be one of ${choices.join(', ')}; got ${value}`);
  return chosen;
}

/** @throws UsageError for anything but a whole number in the range. */
export function wholeNumber(
  option: string,
  text: string | undefined,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new UsageError(`${option} must be a whole number from ${min} to ${max}; got ${text}`);
  }
  return value;
}

/** @throws UsageError for anything but a finite number. */
export function toNumber(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new UsageError(`${option} must be a number, as 0.75; got ${JSON.stringify(text)}`);
  }
  return value;
}
