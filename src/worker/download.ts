import { DownloadError } from './download-error.ts';

export interface DownloadOptions {
  /** What is fetched, for messages. */
  readonly name: string;
  /** More than this is not read. */
  readonly limitBytes: number;
  /** The size, where it is known; a server that compresses does not say. */
  readonly expectedBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?:
    ((receivedBytes: number, totalBytes: number | undefined) => void) | undefined;
}

/**
 * Fetches a file, reporting progress, and stops as soon as it is larger than it may be.
 *
 * @throws DownloadError saying what went wrong and what can be done.
 */
export async function download(
  url: string,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { name, limitBytes, signal } = options;
  let response: Response;
  try {
    response = await fetch(url, { signal: signal ?? null, credentials: 'same-origin' });
  } catch (error) {
    if (signal?.aborted) throw aborted(name);
    throw new DownloadError(
      'offline',
      `${name} could not be fetched from ${hostOf(url)}: no connection, or it was blocked (${messageOf(error)}). Check the connection and try again.`,
    );
  }
  if (!response.ok || !response.body) {
    throw new DownloadError(
      'not-found',
      `${name} could not be fetched: ${hostOf(url)} answered ${response.status} ${response.statusText}`.trimEnd() +
        '.',
    );
  }
  const total = options.expectedBytes ?? declaredLength(response);
  if (total !== undefined && total > limitBytes) throw tooLarge(name, total, limitBytes);
  return collect(response.body, { ...options, total });
}

async function collect(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { name, limitBytes, signal, onProgress, total }: DownloadOptions & { total: number | undefined },
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      received += value.length;
      if (received > limitBytes) throw tooLarge(name, received, limitBytes);
      onProgress?.(received, total);
    }
  } catch (error) {
    if (error instanceof DownloadError) {
      await reader.cancel().catch(() => undefined);
      throw error;
    }
    if (signal?.aborted) throw aborted(name);
    throw truncated(name, received, total);
  }
  if (total !== undefined && received < total) throw truncated(name, received, total);
  const bytes = new Uint8Array(received);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}

/** The length a server declares is that of the compressed bytes where it compresses. */
function declaredLength(response: Response): number | undefined {
  if (response.headers.get('content-encoding')) return undefined;
  const length = Number(response.headers.get('content-length') ?? NaN);
  return Number.isSafeInteger(length) && length > 0 ? length : undefined;
}

function aborted(name: string): DownloadError {
  return new DownloadError('aborted', `Fetching ${name} was cancelled.`);
}

function tooLarge(name: string, bytes: number, limit: number): DownloadError {
  return new DownloadError(
    'too-large',
    `${name} is larger than it should be (${bytes} bytes, at most ${limit} expected), so it is not read.`,
  );
}

function truncated(name: string, received: number, total: number | undefined): DownloadError {
  const of = total === undefined ? '' : ` of ${total}`;
  return new DownloadError(
    'truncated',
    `The connection ended after ${received}${of} bytes of ${name}. Try again.`,
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'this site';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
