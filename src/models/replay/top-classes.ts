export interface ClassScore {
  readonly index: number;
  readonly probability: number;
}

/** Logits as probabilities: exp(x) / Σ exp(x), computed from the largest so that none overflows. */
export function softmax(logits: Float32Array | readonly number[]): Float64Array {
  let largest = -Infinity;
  for (const logit of logits) largest = Math.max(largest, logit);
  const scores = Float64Array.from(logits, (logit) => Math.exp(logit - largest));
  const total = scores.reduce((sum, score) => sum + score, 0);
  return scores.map((score) => score / total);
}

/** The `count` most probable classes, the most probable first; ties in order of index. */
export function topClasses(
  logits: Float32Array | readonly number[],
  count: number,
): readonly ClassScore[] {
  return [...softmax(logits)]
    .map((probability, index) => ({ index, probability }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, count);
}
