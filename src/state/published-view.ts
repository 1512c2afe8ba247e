import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** Which of the published figures are listed; `all` leaves a question open. */
export interface PublishedView {
  readonly source: string;
  readonly model: string;
  readonly quantity: string;
  readonly verdict: string;
}

export const ALL = 'all';

export const DEFAULT_PUBLISHED: PublishedView = {
  source: ALL,
  model: ALL,
  quantity: ALL,
  verdict: ALL,
};

export const $published = map<PublishedView>({ ...DEFAULT_PUBLISHED });

const KEYS = ['source', 'model', 'quantity', 'verdict'] as const;
const WORD = /^[a-zA-Z0-9-]{1,20}$/;

/** In the address bar as `v2_all_all_open`. A word that the figure does not know lists nothing. */
export const ADDRESSED_PUBLISHED: Addressed<PublishedView> = {
  parameter: 'published',
  store: $published,
  read: (text) => {
    const [source, model, quantity, verdict, ...more] = text?.split('_') ?? [];
    const words = [source, model, quantity, verdict].filter((word) => word && WORD.test(word));
    if (words.length !== KEYS.length || more.length > 0) return DEFAULT_PUBLISHED;
    return Object.fromEntries(
      KEYS.map((key, index) => [key, words[index]]),
    ) as unknown as PublishedView;
  },
  write: (view) => {
    const written = KEYS.map((key) => view[key]).join('_');
    return KEYS.every((key) => view[key] === ALL) ? undefined : written;
  },
};
