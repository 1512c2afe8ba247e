import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readCheckpoint, type Checkpoint } from '../models/checkpoint/checkpoint.ts';
import { identify, type Identified } from '../models/checkpoint/identify.ts';
import { PRETRAINED, type Pretrained } from '../models/checkpoint/pretrained.ts';
import { DIALECT_NAMES, type DialectName } from '../models/index.ts';
import type { PreprocessingName } from '../models/run/preprocessing.ts';
import { UsageError } from './command.ts';

/** A checkpoint on disk, and all that can be told about it. */
export interface WeightsFile {
  readonly bytes: number;
  readonly sha256: string;
  readonly checkpoint: Checkpoint;
  readonly identified: Identified;
  /** The row of the table of known weights, if it is one of them to the byte. */
  readonly pretrained: Pretrained | undefined;
  readonly preprocessing: PreprocessingName;
  /** The resolution it was trained at, where that is known. */
  readonly resolution: number | undefined;
}

/** @throws CheckpointError when the file cannot be read or is no MobileNet. */
export async function readWeights(path: string, dialect?: DialectName): Promise<WeightsFile> {
  const bytes = await readBytes(path);
  const checkpoint = readCheckpoint(bytes);
  const identified = identify(checkpoint, { dialect });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const pretrained = PRETRAINED.find((row) => isFile(row, sha256, bytes));
  const isTensorflow =
    checkpoint.format === 'tflite' || identified.network.dialect.name === 'keras';
  return {
    bytes: bytes.length,
    sha256,
    checkpoint,
    identified,
    pretrained,
    preprocessing: pretrained?.preprocessing ?? (isTensorflow ? 'tensorflow' : 'torch'),
    resolution: pretrained?.resolution ?? identified.resolution,
  };
}

/** @throws UsageError when there is no such file. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `${path} cannot be read${code === 'ENOENT' ? ': there is no such file' : ` (${code})`}`,
    );
  }
}

/** @throws UsageError for a name that is none. */
export function dialectFrom(name: string | undefined): DialectName | undefined {
  if (name === undefined) return undefined;
  const dialect = DIALECT_NAMES.find((known) => known === name);
  if (!dialect)
    throw new UsageError(`--dialect must be one of ${DIALECT_NAMES.join(', ')}; got ${name}`);
  return dialect;
}

function isFile({ integrity }: Pretrained, sha256: string, bytes: Uint8Array): boolean {
  if (integrity.sha256 !== undefined) return integrity.sha256 === sha256;
  const header = `blob ${bytes.length}\0`;
  const blob = createHash('sha1').update(header).update(bytes).digest('hex');
  return integrity.gitBlobSha1 === blob;
}
