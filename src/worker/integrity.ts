import { DownloadError } from './download-error.ts';

/** How a file is known to be the one that was meant. At least one of the hashes is given. */
export interface Integrity {
  /** Hexadecimal. */
  readonly sha256?: string;
  /** Where only the beginning is published, as in PyTorch's file names. */
  readonly sha256Prefix?: string;
  /** The file's object name in the Git repository it is pinned in. */
  readonly gitBlobSha1?: string;
  readonly bytes?: number;
}

/** Whether hashes can be computed: not on a page that was opened neither over https nor from localhost. */
export function canVerify(): boolean {
  const { crypto } = globalThis as { readonly crypto?: Partial<Crypto> };
  return crypto?.subtle !== undefined;
}

/**
 * @throws DownloadError when the bytes are not the expected ones, or cannot be checked here.
 */
export async function verify(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  expected: Integrity,
): Promise<void> {
  if (!canVerify()) {
    throw new DownloadError(
      'no-crypto',
      `${name} cannot be verified here, so it is not used: the browser offers cryptography only on https pages and on localhost.`,
    );
  }
  if (expected.bytes !== undefined && bytes.length !== expected.bytes) {
    throw mismatch(name, `${expected.bytes} bytes`, `${bytes.length} bytes`);
  }
  if (expected.sha256 !== undefined || expected.sha256Prefix !== undefined) {
    const found = await digest('SHA-256', bytes);
    const wanted = expected.sha256 ?? expected.sha256Prefix ?? '';
    if (!found.startsWith(wanted)) throw mismatch(name, `SHA-256 ${wanted}`, found);
  }
  if (expected.gitBlobSha1 !== undefined) {
    const header = new TextEncoder().encode(`blob ${bytes.length}\0`);
    const object = new Uint8Array(header.length + bytes.length);
    object.set(header);
    object.set(bytes, header.length);
    const found = await digest('SHA-1', object);
    if (found !== expected.gitBlobSha1)
      throw mismatch(name, `Git blob ${expected.gitBlobSha1}`, found);
  }
}

/** Hexadecimal. */
async function digest(
  algorithm: 'SHA-1' | 'SHA-256',
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function mismatch(name: string, expected: string, found: string): DownloadError {
  return new DownloadError(
    'wrong-content',
    `${name} is not the file it should be, so it is not used: expected ${expected}, found ${found}.`,
  );
}
