import type { Lines } from './lines.ts';

/** The blocks between stem and head in a language's own words: the pieces in which programs differ. */
export interface BodyText {
  /** What makes one block, and what it rests on. */
  readonly functions: Lines;
  /** The blocks as rows. */
  readonly table: Lines;
  /** What goes through the rows. */
  readonly loop: Lines;
}
