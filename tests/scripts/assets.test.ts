import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeCopies, keepCopies, PINNED } from '../../scripts/assets/keep-copies.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'));
});

afterEach(() => rm(folder, { recursive: true }));

const asset = (file: string, content: string) => ({
  file,
  url: 'http://127.0.0.1:1/nobody',
  integrity: { sha256: createHash('sha256').update(content).digest('hex') },
  limitBytes: 1000,
});

describe('keeping copies', () => {
  test('copies the right files from any depth, refuses wrong ones and says what is missing', async () => {
    const from = join(folder, 'from');
    await mkdir(join(from, 'deep', 'er'), { recursive: true });
    await writeFile(join(from, 'deep', 'er', 'a.bin'), 'right');
    await writeFile(join(from, 'b.bin'), 'wrong');
    const target = join(folder, 'target');
    const options = {
      target,
      from,
      download: false,
      report: () => undefined,
      assets: [asset('a.bin', 'right'), asset('b.bin', 'right'), asset('c.bin', 'right')],
    };
    const copies = await keepCopies(options);
    expect(copies.map(({ outcome }) => outcome)).toEqual(['copied', 'refused', 'missing']);
    expect(await readdir(target)).toEqual(['a.bin']);
    expect(await readFile(join(target, 'a.bin'), 'utf8')).toBe('right');
    expect((await keepCopies(options))[0]?.outcome).toBe('there already');
    expect(describeCopies(copies)).toContain('1 of 3 files');
  });

  test('replaces a damaged copy, and leaves nothing behind when a download fails', async () => {
    await writeFile(join(folder, 'a.bin'), 'damaged');
    const copies = await keepCopies({
      target: folder,
      from: undefined,
      download: true,
      report: () => undefined,
      assets: [asset('a.bin', 'right'), asset('b.bin', 'right')],
    });
    expect(copies.map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
    expect(await readdir(folder)).toEqual(['a.bin']);
  });

  test('is about files of different names, each pinned by a hash', () => {
    expect(new Set(PINNED.map(({ file }) => file)).size).toBe(PINNED.length);
    for (const { url, integrity } of PINNED) {
      expect(url).toMatch(
        /^https:\/\/raw\.githubusercontent\.com\/[\w-]+\/[\w.-]+\/[0-9a-f]{40}\//,
      );
      expect(integrity.gitBlobSha1).toMatch(/^[0-9a-f]{40}$/);
    }
  });
});
