import { getCollection } from 'astro:content';
import { sitePath } from '../site-path.ts';

/** The chapters in reading order, with their paths. */
export async function chapterList() {
  const chapters = await getCollection('chapters');
  return chapters
    .toSorted((a, b) => a.data.order - b.data.order)
    .map((entry) => ({ entry, ...entry.data, path: sitePath(`chapters/${entry.id}/`) }));
}
