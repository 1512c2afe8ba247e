import { readTierFile } from '../models/checkpoint/packed-tier.ts';
import {
  parseSlimmableManifest,
  type SlimmableManifest,
  type TierFile,
} from '../models/checkpoint/slimmable-manifest.ts';
import { checkWidth, slimmableNetwork } from '../models/checkpoint/slimmable-network.ts';
import { mergeTiers, type WidthTier } from '../models/checkpoint/slimmable.ts';
import { linearNormalisation } from '../models/run/normalise-picture.ts';
import { PREPROCESSINGS, type Preprocessing } from '../models/run/preprocessing.ts';
import { download } from './download.ts';
import { canVerify, verify } from './integrity.ts';
import type { LoadContext, LoadedWeights } from './loaded-weights.ts';
import type { WeightsSource } from './messages.ts';

const MANIFEST_LIMIT_BYTES = 1 << 20;

/**
 * The site's own weights, which work at many widths. They come in tiers: the first with the
 * manifest, a wider one when a width first needs it.
 *
 * @throws DownloadError when a file cannot be had, CheckpointError when it is not what it should be.
 */
export async function loadBuiltIn(
  source: Extract<WeightsSource, { kind: 'built-in' }>,
  context: LoadContext,
): Promise<LoadedWeights> {
  const address = resolve(source.manifest);
  const manifestBytes = await download(address, {
    name: 'the list of built-in weights',
    limitBytes: MANIFEST_LIMIT_BYTES,
    signal: context.signal,
  });
  const manifest = parseSlimmableManifest(new TextDecoder().decode(manifestBytes));
  const tiers = new TierLoader(address, manifest.tiers);
  await tiers.upTo(manifest.widths[0] ?? 0, context);
  const { model, dialect, classes, widths, statistics, licence } = manifest;
  return {
    info: {
      id: context.id,
      title: `Built-in ${model}, trained at every width`,
      model,
      dialect,
      alphas: widths,
      resolutions: manifest.resolutions,
      statistics,
      classes: classes.length,
      inputChannels: 3,
      labels: classes,
      preprocessing: preprocessingOf(manifest),
      quantised: false,
      folded: false,
      provenance: {
        url: address,
        licence,
        sha256: undefined,
        bytes: manifest.tiers.reduce((sum, { bytes }) => sum + bytes, 0),
        from: 'own-copy',
        kept: true,
      },
      notes: [],
    },
    async networkFor({ alpha = widths.at(-1) ?? 1, useRelu6, resolution }, runContext) {
      checkWidth(widths, alpha);
      const merged = await tiers.upTo(alpha, runContext);
      return slimmableNetwork(manifest, [merged], { alpha, useRelu6, resolution });
    },
  };
}

/** Fetches tiers once each, and keeps them as one: the networks it is cut into share its memory. */
class TierLoader {
  private readonly manifest: string;
  private readonly files: readonly TierFile[];
  private readonly loaded = new Map<number, Promise<WidthTier>>();
  private merged: { readonly count: number; readonly tier: WidthTier } | undefined;

  constructor(manifest: string, files: readonly TierFile[]) {
    this.manifest = manifest;
    this.files = files;
  }

  /** All that a width needs, or more. */
  async upTo(alpha: number, context: LoadContext): Promise<WidthTier> {
    const count = this.files.findIndex((tier) => tier.alpha >= alpha) + 1;
    if (this.merged && this.merged.count >= count) return this.merged.tier;
    const needed = this.files.slice(0, count);
    const tiers = await Promise.all(needed.map((file, index) => this.tier(file, index, context)));
    // A wider width may have been quicker.
    const { count: had, tier } = this.merged ?? { count: 0, tier: undefined };
    if (tier && had >= count) return tier;
    const merged = mergeTiers(tier ? [tier, ...tiers.slice(had)] : tiers);
    this.merged = { count, tier: merged };
    // What is merged is not needed in pieces.
    for (let index = 0; index < count; index++) this.loaded.set(index, Promise.resolve(merged));
    return merged;
  }

  private tier(file: TierFile, index: number, context: LoadContext): Promise<WidthTier> {
    const known = this.loaded.get(index);
    if (known) return known;
    const loading = this.fetch(file, context);
    this.loaded.set(index, loading);
    // What failed is tried again with the next request.
    loading.catch(() => this.loaded.delete(index));
    return loading;
  }

  private async fetch(tier: TierFile, context: LoadContext) {
    const { alpha, file, bytes: size, sha256 } = tier;
    const what = `built-in weights up to α = ${alpha}`;
    const bytes = await download(new URL(file, this.manifest).href, {
      name: what,
      limitBytes: size,
      expectedBytes: size,
      signal: context.signal,
      onProgress: (received, total) => context.onProgress(what, received, total),
    });
    // They come from where this code comes from: where the browser cannot check, that is enough.
    if (canVerify()) await verify(what, bytes, { sha256, bytes: size });
    return { alpha, tensors: readTierFile(bytes, tier) };
  }
}

function preprocessingOf({ input: { scale, offset } }: SlimmableManifest): Preprocessing {
  return { ...PREPROCESSINGS.scenes, normalisation: linearNormalisation(scale, offset) };
}

/** A page's address may be given from the site's root on. */
function resolve(address: string): string {
  return URL.canParse(address) ? address : new URL(address, globalThis.location.href).href;
}
