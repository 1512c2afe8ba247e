import { readdirSync, readFileSync } from 'node:fs';
import { flesch } from 'flesch';
import { syllable } from 'syllable';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../src/content/chapters/', import.meta.url);
const chapters = readdirSync(folder).filter((name) => name.endsWith('.mdx'));

/**
 * Rudolf Flesch's scale of 1948: 60 to 70 is plain English, 50 to 60 fairly difficult, below 30 for
 * graduates. Names of papers and layers count as words here, and they are long.
 */
const HARDEST = 50;
const LONGEST_MEAN_SENTENCE = 20;

/** The sentences of a chapter that a reader reads, each as words. */
function sentencesOf(mdx: string): string[][] {
  const prose = mdx
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^import .*$/gm, '')
    .replace(/\$\$[\s\S]*?\$\$/g, '')
    // A formula or a computed number is read as one word.
    .replace(/\$[^$\n]+\$|<Value\b[^>]*\/>|`[^`]+`/g, 'one')
    .replace(/<Cite\b[^>]*\/>/g, '')
    // What a sidenote says are sentences of its own.
    .replace(/<Aside>([\s\S]*?)<\/Aside>/g, '\n\n$1\n\n')
    .replace(/^#+ .*$|<[^>]*>|[*_]/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  return prose
    .split(/\n\s*\n/)
    .flatMap((paragraph) => [...segmenter.segment(paragraph.replace(/\s+/g, ' '))])
    .map(({ segment }) => segment.match(/[\p{L}\d][\p{L}\d’'-]*/gu) ?? [])
    .filter((words) => words.length > 1);
}

describe.each(chapters)('%s', (name) => {
  const sentences = sentencesOf(readFileSync(new URL(name, folder), 'utf8'));
  const words = sentences.flat();

  it('is a chapter: some hundred words, in sentences', () => {
    expect(words.length).toBeGreaterThan(400);
  });

  it('is not hard to read', () => {
    const score = flesch({
      sentence: sentences.length,
      word: words.length,
      syllable: words.reduce((sum, word) => sum + syllable(word), 0),
    });
    expect(score, `Flesch reading ease of ${name}`).toBeGreaterThan(HARDEST);
  });

  it('has short sentences', () => {
    expect(words.length / sentences.length).toBeLessThan(LONGEST_MEAN_SENTENCE);
  });
});
