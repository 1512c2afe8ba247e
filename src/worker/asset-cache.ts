const CACHE_NAME = 'depthwise-weights-v1';

/**
 * Files kept between visits. Everything here may fail (private windows, full disks, pages without
 * https): then nothing is kept, which is slower and otherwise harmless.
 */
export interface AssetCache {
  get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  remove(key: string): Promise<void>;
}

/** The browser's Cache Storage. */
export const browserCache: AssetCache = {
  async get(key) {
    try {
      const response = await (await caches.open(CACHE_NAME)).match(key);
      return response && new Uint8Array(await response.arrayBuffer());
    } catch {
      return undefined;
    }
  },
  async put(key, bytes) {
    try {
      await (await caches.open(CACHE_NAME)).put(key, new Response(bytes));
      return true;
    } catch {
      return false;
    }
  },
  async remove(key) {
    try {
      await (await caches.open(CACHE_NAME)).delete(key);
    } catch {
      // Nothing was kept, so nothing is left.
    }
  },
};
