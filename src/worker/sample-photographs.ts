import type { PinnedAsset } from './fetch-asset.ts';

/** A free photograph by its pinned address, fetched only when a reader asks for it. */
export interface SamplePhotograph extends PinnedAsset {
  readonly id: string;
  /** What is on it. */
  readonly title: string;
  readonly credit: string;
  readonly licence: string;
}

/** scikit-image's sample pictures, at one commit. */
const SCIKIT_IMAGE =
  'https://raw.githubusercontent.com/scikit-image/scikit-image/cd0a3d22b9f359f05618d75d5c7a29b91b4951ca/src/_skimage2/data/';

const ROWS = [
  {
    id: 'chelsea',
    title: 'Chelsea the cat',
    credit: 'Stefan van der Walt',
    licence: 'CC0-1.0',
    bytes: 240512,
    sha256: '596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb',
    gitBlobSha1: 'fae212d2befa8926f05d7cf06c799f06b81545ab',
  },
  {
    id: 'coffee',
    title: 'A cup of coffee',
    credit: 'Rachel Michetti',
    licence: 'CC0-1.0',
    bytes: 466706,
    sha256: 'cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7',
    gitBlobSha1: 'f8350bf7e6e22734667f8c86fd230a741370fbcb',
  },
  {
    id: 'astronaut',
    title: 'The astronaut Eileen Collins',
    credit: 'NASA',
    licence: 'public domain',
    bytes: 791555,
    sha256: '88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5',
    gitBlobSha1: '834cda0012478c5edc8d43bade96d315dedeaab4',
  },
] as const;

export const SAMPLE_PHOTOGRAPHS: readonly SamplePhotograph[] = ROWS.map(
  ({ id, title, credit, licence, ...integrity }) => ({
    id,
    title,
    credit,
    licence,
    integrity,
    file: `${id}.png`,
    url: `${SCIKIT_IMAGE}${id}.png`,
    limitBytes: integrity.bytes,
  }),
);
