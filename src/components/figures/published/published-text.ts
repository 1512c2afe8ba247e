import { formatExact } from '../../format-quantity.ts';
import type { PublishedFigure } from './published-figure.ts';

export const QUANTITY_NAMES = {
  'multiply-adds': 'multiply-adds',
  params: 'parameters',
} as const satisfies Record<string, string>;

/** What a figure is a number of. */
export function quantityOf({ rule }: PublishedFigure): keyof typeof QUANTITY_NAMES {
  if (typeof rule === 'object') {
    return rule.shareOf === 'multiplyAdds' ? 'multiply-adds' : 'params';
  }
  return rule === 'multiply-adds' ? rule : 'params';
}

/** A figure as it was printed, with its unit: `569 M`. */
export function printedText({ printed, unit }: PublishedFigure): string {
  return unit === '' ? printed : `${printed}\u00a0${unit}`;
}

/** A count in every digit; a share with two more than are printed. */
export function countText({ unit }: PublishedFigure, count: number): string {
  return unit === '%' ? `${count.toFixed(4)}\u00a0%` : formatExact(Math.round(count));
}
