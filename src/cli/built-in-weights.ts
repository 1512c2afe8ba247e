import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckpointError } from '../models/checkpoint/checkpoint-error.ts';
import { readTierFile } from '../models/checkpoint/packed-tier.ts';
import {
  parseSlimmableManifest,
  type SlimmableManifest,
  type TierFile,
} from '../models/checkpoint/slimmable-manifest.ts';
import {
  checkWidth,
  slimmableNetwork,
  type SlimmableChoice,
} from '../models/checkpoint/slimmable-network.ts';
import type { WidthTier } from '../models/checkpoint/slimmable.ts';
import { MODEL_NAMES, type ModelName } from '../models/index.ts';
import { readScores, type Score } from '../scenes/evaluation/accuracy-table.ts';
import { readBytes } from './weights-file.ts';

const WEIGHTS = fileURLToPath(new URL('../../public/weights', import.meta.url));
const MANIFEST = 'manifest.json';
const ACCURACY = 'accuracy.json';

/** The folder of a model's built-in weights. */
export function builtInFolder(model: ModelName): string {
  return join(WEIGHTS, `toyshelf-${model}`);
}

/** The models that have built-in weights. */
export function builtInModels(): readonly ModelName[] {
  const folders = existsSync(WEIGHTS) ? readdirSync(WEIGHTS) : [];
  return MODEL_NAMES.filter((model) => folders.includes(`toyshelf-${model}`));
}

/**
 * @param folder with a manifest and the files it names.
 * @throws Error when there is no manifest, CheckpointError for one that lacks something.
 */
export async function readManifest(folder: string): Promise<SlimmableManifest> {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) {
    const models = builtInModels();
    const others =
      models.length > 0
        ? `there are built-in weights of ${models.join(', ')}`
        : 'none are built in';
    throw new Error(
      `no trained weights in ${folder}: it has no ${MANIFEST}; ${others}. ` +
        'Fetch the folder public/weights with the repository, name another with --weights, or train them as training/README.md says',
    );
  }
  return parseSlimmableManifest(await readFile(file, 'utf8'));
}

/**
 * What the weights in a folder scored when they were trained; nothing where that was not measured.
 *
 * @throws Error for a table that lacks something.
 */
export async function readMeasured(folder: string): Promise<readonly Score[]> {
  const file = join(folder, ACCURACY);
  return existsSync(file) ? readScores(await readFile(file, 'utf8')) : [];
}

/**
 * The network of one width, with the statistics of one resolution, from the tiers that it needs.
 *
 * @throws RangeError for a width that was not trained, UsageError or CheckpointError for a tier that is
 * missing or damaged.
 */
export async function readSlimmable(
  folder: string,
  manifest: SlimmableManifest,
  choice: SlimmableChoice,
) {
  const { alpha } = choice;
  checkWidth(manifest.widths, alpha);
  const enough = manifest.tiers.findIndex((tier) => tier.alpha >= alpha);
  const files = manifest.tiers.slice(0, enough + 1);
  const tiers = await Promise.all(files.map((file) => readTier(folder, file)));
  return slimmableNetwork(manifest, tiers, choice);
}

async function readTier(folder: string, tier: TierFile): Promise<WidthTier> {
  const { alpha, file, sha256 } = tier;
  const path = join(folder, file);
  const bytes = await readBytes(path);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) {
    throw new CheckpointError(
      undefined,
      `${path} is damaged or of another version: its SHA-256 should be ${sha256}; it is ${found}. Fetch it again`,
    );
  }
  return { alpha, tensors: readTierFile(bytes, tier) };
}
