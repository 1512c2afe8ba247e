import type { ChangedValue, Replay } from '../../models/replay/replay-value.ts';
import { formatValue } from './format-value.ts';

/** One line of the sum on paper: what is done, the numbers, and what comes out. */
export interface PixelLine {
  readonly name: string;
  readonly terms: string;
  readonly value: number;
}

/** Digits that make a value and its recomputation comparable to 1e-4. */
export const DIGITS = 6;

const number = (value: number) => formatValue(value, DIGITS);
/** A number that follows another: a negative one needs brackets. */
const factor = (value: number) => (value < 0 ? `(${number(value)})` : number(value));

/** Everything between the products and the value, line by line. */
export function pixelLines({ gathering, changes }: Replay): readonly PixelLine[] {
  return [...gatheringLines(gathering), ...changes.map(changeLine)];
}

function gatheringLines(gathering: Replay['gathering']): readonly PixelLine[] {
  const { value } = gathering;
  switch (gathering.kind) {
    case 'products': {
      const { terms, bias, folded } = gathering;
      const name = terms.length === 1 ? 'product' : `sum of ${terms.length} products`;
      if (bias === undefined) return [{ name, terms: '', value }];
      const sum = value - bias;
      return [
        { name, terms: '', value: sum },
        {
          name: folded ? 'bias, batch norm’s shift folded in' : 'bias',
          terms: `${number(sum)} + ${factor(bias)}`,
          value,
        },
      ];
    }
    case 'mean':
      return [{ name: `mean of ${gathering.terms.length} values`, terms: '', value }];
    case 'gated':
      return [
        {
          name: 'times its gate',
          terms: `${number(gathering.before)} × ${factor(gathering.gate)}`,
          value,
        },
      ];
    case 'residual':
      return [
        {
          name: 'input plus branch',
          terms: `${number(gathering.before)} + ${factor(gathering.added)}`,
          value,
        },
      ];
  }
}

function changeLine({ change, before, after }: ChangedValue): PixelLine {
  switch (change.kind) {
    case 'batch-norm':
      return {
        name: 'batch norm',
        terms: `${number(before)} × ${factor(change.scale)} + ${factor(change.shift)}`,
        value: after,
      };
    case 'activation':
      return { ...activationLine(change.activation, before), value: after };
    case 'clamp':
      return {
        name: 'range of its 8 bits',
        terms: `${number(before)}, kept from ${number(change.range.min)} to ${number(change.range.max)}`,
        value: after,
      };
    case 'constant':
      return { name: 'surgery', terms: `${number(before)} is replaced`, value: after };
  }
}

function activationLine(
  activation: Extract<ChangedValue['change'], { kind: 'activation' }>['activation'],
  x: number,
): Omit<PixelLine, 'value'> {
  const capped = (inner: string) => `min(max(0, ${inner}), 6)`;
  switch (activation) {
    case 'relu':
      return { name: 'ReLU', terms: `max(0, ${number(x)})` };
    case 'relu6':
      return { name: 'ReLU6', terms: capped(number(x)) };
    case 'hard-sigmoid':
      return { name: 'hard sigmoid', terms: `${capped(`${number(x)} + 3`)} / 6` };
    case 'hard-swish':
      return { name: 'hard swish', terms: `${number(x)} × ${capped(`${number(x)} + 3`)} / 6` };
  }
}
