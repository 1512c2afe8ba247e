/** A paper, a thesis, or a page that the notebook takes a claim from. */
export interface Reference {
  /** How it is named in the prose: `Howard et al. 2017`. */
  readonly label: string;
  readonly title: string;
  /** As they sign, given names first, commas between; for software, who keeps it. */
  readonly authors: string;
  readonly year: number;
  readonly url: string;
  readonly source:
    | { readonly kind: 'conference'; readonly venue: string }
    | {
        readonly kind: 'journal';
        readonly journal: string;
        readonly volume: string;
        readonly pages?: string;
      }
    | { readonly kind: 'preprint' }
    | { readonly kind: 'thesis'; readonly school: string }
    | { readonly kind: 'software' };
  /** What this notebook takes from it. */
  readonly about: string;
}
