import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PRETRAINED, pretrainedFile } from '../../src/models/checkpoint/pretrained.ts';
import { download } from '../../src/worker/download.ts';
import type { PinnedAsset } from '../../src/worker/fetch-asset.ts';
import { verify } from '../../src/worker/integrity.ts';
import { SAMPLE_PHOTOGRAPHS } from '../../src/worker/sample-photographs.ts';

/** Everything that a site can keep a copy of. */
export const PINNED: readonly PinnedAsset[] = [
  ...PRETRAINED.map((row) => ({
    file: pretrainedFile(row),
    url: row.url,
    integrity: row.integrity,
    limitBytes: 64 << 20,
  })),
  ...SAMPLE_PHOTOGRAPHS,
];

export interface Copy {
  readonly file: string;
  /** `refused`: there was a file, but not the right one. */
  readonly outcome: 'there already' | 'copied' | 'downloaded' | 'missing' | 'refused';
}

export interface KeepOptions {
  readonly target: string;
  /** A folder to copy from. */
  readonly from: string | undefined;
  /** Whether to fetch what is not there. */
  readonly download: boolean;
  readonly report: (line: string) => void;
  readonly assets?: readonly PinnedAsset[];
}

/** Puts what can be had into the target folder. A file is only ever there whole and verified. */
export async function keepCopies(options: KeepOptions): Promise<readonly Copy[]> {
  const { target, from, report, assets = PINNED } = options;
  await mkdir(target, { recursive: true });
  const sources = from === undefined ? new Map<string, string>() : await filesUnder(from);
  const copies: Copy[] = [];
  for (const asset of assets) {
    const outcome = await keepCopy(asset, sources.get(asset.file), options);
    report(`${outcome.padEnd(13)}  ${asset.file}`);
    copies.push({ file: asset.file, outcome });
  }
  return copies;
}

async function keepCopy(
  asset: PinnedAsset,
  source: string | undefined,
  options: KeepOptions,
): Promise<Copy['outcome']> {
  const { file, url, integrity, limitBytes } = asset;
  const { target, report } = options;
  const destination = join(target, file);
  const isRight = async (path: string) => {
    try {
      await verify(file, new Uint8Array(await readFile(path)), integrity);
      return true;
    } catch (error) {
      const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isAbsent) report(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  };
  if (await isRight(destination)) return 'there already';
  if (source !== undefined) {
    if (!(await isRight(source))) return 'refused';
    await put(destination, new Uint8Array(await readFile(source)));
    return 'copied';
  }
  if (!options.download) return 'missing';
  try {
    const expectedBytes = integrity.bytes;
    const bytes = await download(url, { name: file, limitBytes, expectedBytes });
    await verify(file, bytes, integrity);
    await put(destination, bytes);
    return 'downloaded';
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
    return 'refused';
  }
}

/** An interrupted copy must not look like a whole one. */
async function put(destination: string, bytes: Uint8Array): Promise<void> {
  const partial = `${destination}.partial`;
  await writeFile(partial, bytes);
  await rename(partial, destination);
}

async function filesUnder(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, join(entry.parentPath, entry.name)]),
  );
}

/** One sentence for the end of the run. */
export function describeCopies(copies: readonly Copy[]): string {
  const count = (...outcomes: readonly Copy['outcome'][]) =>
    copies.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const there = count('there already', 'copied', 'downloaded');
  return `${there} of ${copies.length} files are in public/assets; ${count('missing')} missing, ${count('refused')} refused. Build the site again to serve them.`;
}
