import { PRETRAINED, pretrainedFile } from '../models/checkpoint/pretrained.ts';
import { PREPROCESSINGS } from '../models/run/preprocessing.ts';
import { DownloadError } from './download-error.ts';
import { fetchAsset } from './fetch-asset.ts';
import type { LoadContext, LoadedWeights } from './loaded-weights.ts';
import type { WeightsSource } from './messages.ts';

/** Larger than any of the files, where the size itself is not pinned. */
const LIMIT_BYTES = 64 << 20;

/**
 * Fetches pinned ImageNet weights, checks them against their hash and reads them.
 *
 * @throws DownloadError when they cannot be had, CheckpointError when they cannot be read.
 */
export async function loadPretrained(
  source: Extract<WeightsSource, { kind: 'pretrained' }>,
  { id, signal, onProgress }: LoadContext,
): Promise<LoadedWeights> {
  const row = PRETRAINED.find((candidate) => candidate.id === source.id);
  if (!row) throw new DownloadError('not-found', `no pretrained weights are called ${source.id}`);
  const { title, url, licence, integrity, resolution, preprocessing } = row;
  const [asset, { loadCheckpoint }] = await Promise.all([
    fetchAsset(
      { file: pretrainedFile(row), url, integrity, limitBytes: LIMIT_BYTES },
      {
        ownCopy: source.ownCopy,
        signal,
        onProgress: (received, total) => onProgress(title, received, total),
      },
    ),
    // The readers of other people's formats: not needed for the built-in weights.
    import('./load-checkpoint.ts'),
  ]);
  const { bytes, from, kept } = asset;
  return loadCheckpoint({
    id,
    title,
    bytes,
    known: { preprocessing: PREPROCESSINGS[preprocessing], resolutions: [resolution] },
    provenance: { url, licence, sha256: integrity.sha256, bytes: bytes.length, from, kept },
  });
}
