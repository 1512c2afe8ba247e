/** The four networks of the three papers. */
export type ModelName = 'v1' | 'v2' | 'v3-large' | 'v3-small';

/** Every model, oldest first. */
export const MODEL_NAMES: readonly ModelName[] = ['v1', 'v2', 'v3-large', 'v3-small'];
