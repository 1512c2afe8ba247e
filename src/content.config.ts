import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const chapters = defineCollection({
  loader: glob({ pattern: '*.mdx', base: 'src/content/chapters' }),
  schema: z.object({
    title: z.string(),
    /** The chapter's name in the navigation. */
    short: z.string(),
    /** The question that the chapter answers, under its title. */
    question: z.string(),
    description: z.string(),
    /** Its place in the notebook, and the number that readers call it by. */
    order: z.number().int().min(0),
    /** The network that the study bar opens with. */
    model: z.enum(['v1', 'v2', 'v3-large', 'v3-small']).default('v1'),
    /** The paper that the chapter follows, if it follows one. */
    paper: z
      .object({ authors: z.string(), title: z.string(), year: z.number(), url: z.url() })
      .optional(),
  }),
});

export const collections = { chapters };
