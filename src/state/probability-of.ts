/** Softmax of logits, at one class. */
export function probabilityOf(logits: Float32Array | readonly number[], index: number): number {
  let highest = -Infinity;
  for (const logit of logits) highest = Math.max(highest, logit);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - highest);
  return Math.exp((logits[index] ?? -Infinity) - highest) / sum;
}
