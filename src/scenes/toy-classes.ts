/** The twelve kinds of toy, in the order of the classifier's outputs. */
export const CLASSES = [
  'mug',
  'chair',
  'table',
  'tree',
  'house',
  'car',
  'rocket',
  'mushroom',
  'lamp',
  'snowman',
  'fish',
  'dumbbell',
] as const;

/** One of the twelve kinds of toy. */
export type ToyClass = (typeof CLASSES)[number];
