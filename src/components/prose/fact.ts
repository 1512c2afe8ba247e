import type { Quantity } from '../format-quantity.ts';

/** A number that the prose states: computed by the library, never typed. */
export interface Fact {
  readonly value: number;
  readonly quantity: Quantity;
}

export const multiplyAdds = (value: number): Fact => ({ value, quantity: 'multiply-adds' });
export const params = (value: number): Fact => ({ value, quantity: 'params' });
export const share = (value: number): Fact => ({ value, quantity: 'share' });
export const ratio = (value: number): Fact => ({ value, quantity: 'ratio' });
export const plain = (value: number): Fact => ({ value, quantity: 'plain' });
