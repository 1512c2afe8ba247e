import type { NetworkCount } from '../../models/index.ts';
import type { Operation } from '../figures/drawing/operation.ts';
import { formatShort } from '../format-quantity.ts';
import { GLYPH, layoutGlyphs } from './block-glyph-layout.ts';
import { blockTitle } from './block-steps.ts';
import { channelStatistics, type ImageTensor } from './channel-statistics.ts';
import type { RangeOf } from '../../state/lab-view.ts';
import type { Theme } from './colour-map.ts';
import { paintChannels, type Painting } from './paint-channels.ts';
import { valueRange } from './value-range.ts';

/** Something drawn, in the units of its {@link Drawing}. */
export type Mark =
  | {
      readonly kind: 'image';
      readonly painting: Painting;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly size: number;
      readonly isBold: boolean;
      readonly colour: string;
    }
  | {
      readonly kind: 'path';
      readonly path: string;
      /** Where the path's own origin lies, and how large its units are. */
      readonly x: number;
      readonly y: number;
      readonly scale: number;
      readonly fill: string | undefined;
      readonly stroke: string | undefined;
      readonly opacity: number;
    };

/** A view as a list of marks: written as SVG or painted as PNG, it is the same picture. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly marks: readonly Mark[];
}

/** The page's colours. */
export interface DrawingColours {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly operation: Readonly<Record<Operation, string>>;
}

export interface StripContents {
  readonly title: string;
  readonly subtitle: string;
  readonly picture: Painting;
  readonly counted: NetworkCount;
  /** By block. */
  readonly paintings: ReadonlyMap<string, Painting>;
  readonly milliseconds: (block: string) => number | undefined;
}

const MARGIN = 24;
const TITLE = { height: 64, size: 20, subtitle: 14 };
const COLUMNS = 6;
const TILE = { width: 150, gap: 18, text: 13, line: 18 };
const GLYPH_SCALE = TILE.width / GLYPH.width;
const TILE_HEIGHT = TILE.width + GLYPH.height * GLYPH_SCALE + 4 * TILE.line + 16;

/** The whole network from picture to classes, as the lab's strip shows it. */
export function drawStrip(contents: StripContents, colours: DrawingColours): Drawing {
  const { title, subtitle, picture, counted, paintings, milliseconds } = contents;
  const glyphs = layoutGlyphs(counted);
  const rows = Math.ceil((counted.blocks.length + 1) / COLUMNS);
  const at = (index: number) => ({
    x: MARGIN + (index % COLUMNS) * (TILE.width + TILE.gap),
    y: MARGIN + TITLE.height + Math.floor(index / COLUMNS) * (TILE_HEIGHT + TILE.gap),
  });
  const { resolution, network } = counted;
  const tiles = counted.blocks.flatMap((block, index): Mark[] => {
    const { x, y } = at(index + 1);
    const { name } = block.block;
    const painting = paintings.get(name);
    const glyph = glyphs.get(name);
    const top = y + TILE.width + 6;
    const took = milliseconds(name);
    const lines = [
      block.outputShape.join(' × '),
      `${formatShort(block.multiplyAdds.total)} MAdds`,
      `${formatShort(block.params.trainable)} params${took === undefined ? '' : `, ${took.toFixed(2)} ms`}`,
    ];
    const place = { x, y: top, scale: GLYPH_SCALE };
    return [
      ...(painting ? [image(painting, x, y)] : []),
      ...(glyph?.links ?? []).map(({ path, operation }) =>
        shape(path, place, colours.operation[operation], 0.3),
      ),
      ...(glyph?.tensors ?? []).map((tensor) =>
        shape(
          `M${tensor.x} ${tensor.y}h${tensor.width}v${tensor.height}h${-tensor.width}Z`,
          place,
          tensor.operation ? colours.operation[tensor.operation] : colours.soft,
        ),
      ),
      ...(glyph?.skip === undefined ? [] : [line(glyph.skip, place, colours.ink)]),
      ...labels(blockTitle(name), lines, { x, y: top + GLYPH.height * GLYPH_SCALE }, colours),
    ];
  });
  const first = at(0);
  return {
    width: 2 * MARGIN + COLUMNS * (TILE.width + TILE.gap) - TILE.gap,
    height: 2 * MARGIN + TITLE.height + rows * (TILE_HEIGHT + TILE.gap) - TILE.gap,
    background: colours.paper,
    marks: [
      ...titles(title, subtitle, colours),
      image(picture, first.x, first.y),
      ...labels(
        'Picture',
        [`${resolution} × ${resolution} × ${network.inputChannels}`],
        { x: first.x, y: first.y + TILE.width },
        colours,
      ),
      ...tiles,
    ],
  };
}

export interface AtlasLabels {
  readonly title: string;
  readonly subtitle: string;
  readonly theme: Theme;
  readonly rangeOf: RangeOf;
}

/** Widest that an atlas is drawn; one of a few large channels is as wide as those. */
const ATLAS_WIDTH = 960;
const LEAST_CELL = 28;

/** Every channel of a tensor, in the colours that the page shows it in. */
export function drawAtlas(
  tensor: ImageTensor,
  { title, subtitle, theme, rangeOf }: AtlasLabels,
  colours: DrawingColours,
): Drawing {
  const [, width, channels] = tensor.shape;
  const statistics = channelStatistics(tensor);
  const scale = Math.max(1, Math.ceil(LEAST_CELL / width));
  const gap = Math.max(2, Math.round((width * scale) / 16));
  const columns = Math.min(channels, Math.max(1, Math.floor(ATLAS_WIDTH / (width * scale + gap))));
  const painting = paintChannels(
    tensor,
    { channels: Array.from({ length: channels }, (_, channel) => channel), columns, scale, gap },
    (channel) => valueRange(statistics, rangeOf, channel),
    theme,
  );
  return {
    width: 2 * MARGIN + Math.max(ATLAS_WIDTH, painting.width),
    height: 2 * MARGIN + TITLE.height + painting.height,
    background: colours.paper,
    marks: [
      ...titles(title, subtitle, colours),
      {
        kind: 'image',
        painting,
        x: MARGIN,
        y: MARGIN + TITLE.height,
        width: painting.width,
        height: painting.height,
      },
    ],
  };
}

function titles(title: string, subtitle: string, { ink, soft }: DrawingColours): readonly Mark[] {
  const x = MARGIN;
  return [
    { kind: 'text', text: title, x, y: MARGIN + 20, size: TITLE.size, isBold: true, colour: ink },
    {
      kind: 'text',
      text: subtitle,
      x,
      y: MARGIN + 42,
      size: TITLE.subtitle,
      isBold: false,
      colour: soft,
    },
  ];
}

function labels(
  name: string,
  lines: readonly string[],
  { x, y }: { readonly x: number; readonly y: number },
  { ink, soft }: DrawingColours,
): readonly Mark[] {
  return [name, ...lines].map((text, index) => ({
    kind: 'text',
    text,
    x,
    y: y + (index + 1) * TILE.line,
    size: TILE.text,
    isBold: index === 0,
    colour: index === 0 ? ink : soft,
  }));
}

function image(painting: Painting, x: number, y: number): Mark {
  return { kind: 'image', painting, x, y, width: TILE.width, height: TILE.width };
}

type Place = Pick<Extract<Mark, { kind: 'path' }>, 'x' | 'y' | 'scale'>;

function shape(path: string, place: Place, fill: string, opacity = 1): Mark {
  return { kind: 'path', path, ...place, fill, stroke: undefined, opacity };
}

function line(path: string, place: Place, stroke: string): Mark {
  return { kind: 'path', path, ...place, fill: undefined, stroke, opacity: 1 };
}
