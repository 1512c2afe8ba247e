import { browserCache, type AssetCache } from './asset-cache.ts';
import { download } from './download.ts';
import { DownloadError } from './download-error.ts';
import { verify, type Integrity } from './integrity.ts';

/** A file by its pinned address and its hashes. */
export interface PinnedAsset {
  readonly file: string;
  readonly url: string;
  readonly integrity: Integrity;
  /** Not more than this is read, where the size is not pinned. */
  readonly limitBytes: number;
}

export interface FetchAssetOptions {
  /** The folder, with a slash at the end, where the site has a copy of its own. */
  readonly ownCopy?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?:
    ((receivedBytes: number, totalBytes: number | undefined) => void) | undefined;
  readonly cache?: AssetCache;
}

export interface FetchedAsset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly from: 'cache' | 'own-copy' | 'origin';
  /** False where the browser would not keep it: the next visit fetches it again. */
  readonly kept: boolean;
}

/**
 * Gets a pinned file: from the last visit, else from the site's own copy, else from its origin.
 * Whatever the way, its hash is checked before it is given out.
 *
 * @throws DownloadError in words for a person; what was there before stays as it was.
 */
export async function fetchAsset(
  asset: PinnedAsset,
  options: FetchAssetOptions,
): Promise<FetchedAsset> {
  const { file, url, integrity } = asset;
  const { ownCopy, signal, onProgress, cache = browserCache } = options;
  const kept = await cache.get(url);
  if (kept) {
    try {
      await verify(file, kept, integrity);
      return { bytes: kept, from: 'cache', kept: true };
    } catch (error) {
      if (error instanceof DownloadError && error.problem === 'no-crypto') throw error;
      await cache.remove(url);
    }
  }
  const get = async (address: string) => {
    const bytes = await download(address, {
      name: file,
      limitBytes: integrity.bytes ?? asset.limitBytes,
      expectedBytes: integrity.bytes,
      signal,
      onProgress,
    });
    await verify(file, bytes, integrity);
    return bytes;
  };
  if (ownCopy !== undefined) {
    try {
      // The site's own copy is as near as the cache, and the browser keeps it in its own way.
      return { bytes: await get(`${ownCopy}${file}`), from: 'own-copy', kept: true };
    } catch (error) {
      // The copy may be gone, or a page may stand where it was: the origin decides.
      if (!(error instanceof DownloadError)) throw error;
      if (error.problem === 'aborted' || error.problem === 'no-crypto') throw error;
    }
  }
  const bytes = await get(url);
  return { bytes, from: 'origin', kept: await cache.put(url, bytes) };
}
