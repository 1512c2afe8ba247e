import { readSafetensors } from '../models/checkpoint/safetensors.ts';
import {
  parseSlimmableManifest,
  type SlimmableManifest,
  type TierFile,
} from '../models/checkpoint/slimmable-manifest.ts';
import { checkWidth, slimmableNetwork } from '../models/checkpoint/slimmable-network.ts';
import type { WidthTier } from '../models/checkpoint/slimmable.ts';
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
  const { model, dialect, classes, widths, licence } = manifest;
  return {
    info: {
      id: context.id,
      title: `Built-in ${model}, trained at every width`,
      model,
      dialect,
      alphas: widths,
      resolutions: manifest.resolutions,
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
    async networkFor({ alpha = widths.at(-1) ?? 1, useRelu6 = true }, runContext) {
      checkWidth(widths, alpha);
      return slimmableNetwork(manifest, await tiers.upTo(alpha, runContext), { alpha, useRelu6 });
    },
  };
}

/** Fetches tiers once each, in order. */
class TierLoader {
  private readonly manifest: string;
  private readonly files: readonly TierFile[];
  private readonly loaded = new Map<number, Promise<WidthTier>>();

  constructor(manifest: string, files: readonly TierFile[]) {
    this.manifest = manifest;
    this.files = files;
  }

  /** Those a width needs. */
  upTo(alpha: number, context: LoadContext): Promise<readonly WidthTier[]> {
    const enough = this.files.findIndex((tier) => tier.alpha >= alpha);
    const needed = this.files.slice(0, enough + 1);
    return Promise.all(needed.map((file, index) => this.tier(file, index, context)));
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

  private async fetch({ alpha, file, bytes: size, sha256 }: TierFile, context: LoadContext) {
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
    return { alpha, tensors: readSafetensors(bytes) };
  }
}

function preprocessingOf({ input: { scale, offset } }: SlimmableManifest): Preprocessing {
  return { ...PREPROCESSINGS.scenes, normalisation: linearNormalisation(scale, offset) };
}

/** A page's address may be given from the site's root on. */
function resolve(address: string): string {
  return URL.canParse(address) ? address : new URL(address, globalThis.location.href).href;
}
