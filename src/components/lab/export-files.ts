import { describePlan } from '../../state/lab-plan.ts';
import { weightsOwner } from '../../state/checkpoints.ts';
import type { RangeOf } from '../../state/lab-view.ts';
import { runAgain, type LabResult } from '../../state/run-picture.ts';
import { toCsv } from '../figures/frame/figure-table.ts';
import type { Operation } from '../figures/drawing/operation.ts';
import { blockMilliseconds } from './block-milliseconds.ts';
import { blockTitle } from './block-steps.ts';
import type { Theme } from './colour-map.ts';
import { canvasPng, drawingCanvas, paintingCanvas } from './drawing-png.ts';
import { drawingSvg } from './drawing-svg.ts';
import { blockTable, classTable, runReport } from './run-report.ts';
import { tensorOf } from './export-tensor.ts';
import { fileName, type ExportedFile } from './exported-file.ts';
import { tilePaintings } from './tile-paintings.ts';
import { drawAtlas, drawStrip, type Drawing, type DrawingColours } from './view-drawing.ts';

/** What can be taken as a picture: the whole network, what is opened, what the network saw. */
export type ExportedView = 'strip' | 'opened' | 'picture';

/** The result, and what is opened of it. */
export interface ExportSource {
  readonly result: LabResult;
  /** Block, or layer inside it. */
  readonly opened: string;
  readonly theme: Theme;
  /** How its colours are scaled. */
  readonly rangeOf: RangeOf;
}

const OPERATIONS: readonly Operation[] = [
  'standard',
  'depthwise',
  'pointwise',
  'project',
  'squeeze-excite',
  'classifier',
  'activation',
];

export async function viewFile(
  view: ExportedView,
  format: 'png' | 'svg',
  source: ExportSource,
): Promise<ExportedFile> {
  const name = `${fileName(source.result)}-${view === 'opened' ? source.opened : view}.${format}`;
  if (view === 'picture' && format === 'png') {
    const content = await canvasPng(paintingCanvas(source.result.picture));
    return { name, content, type: 'image/png' };
  }
  const drawing = await drawView(view, source);
  return format === 'svg'
    ? {
        name,
        content: drawingSvg(drawing, (painting) => paintingCanvas(painting).toDataURL()),
        type: 'image/svg+xml',
      }
    : { name, content: await canvasPng(drawingCanvas(drawing)), type: 'image/png' };
}

/** The numbers of the blocks, or of the classes, or all there are. */
export async function numbersFile(
  what: 'blocks.csv' | 'classes.csv' | 'run.json',
  { result }: ExportSource,
): Promise<ExportedFile> {
  const name = `${fileName(result)}-${what}`;
  if (what === 'blocks.csv') return { name, content: toCsv(blockTable(result)), type: 'text/csv' };
  const { top } = await runAgain(result, { top: result.weights.classes });
  return what === 'classes.csv'
    ? { name, content: toCsv(classTable(top)), type: 'text/csv' }
    : {
        name,
        content: `${JSON.stringify(runReport(result, top), null, 2)}\n`,
        type: 'application/json',
      };
}

async function drawView(view: ExportedView, source: ExportSource): Promise<Drawing> {
  const { result, opened, theme, rangeOf } = source;
  const { plan, weightsName, counted, answer, picture, taps } = result;
  const colours = pageColours();
  const [first] = answer.top;
  const operations = answer.configuration.surgery.length;
  const subtitle = [
    `${weightsOwner(weightsName)} weights`,
    ...(operations > 0 ? [`untrained surgery: ${operations} changes`] : []),
    ...(first ? [`${first.label}, ${(first.probability * 100).toFixed(1)} %`] : []),
  ].join(' · ');
  switch (view) {
    case 'strip':
      return drawStrip(
        {
          title: describePlan(plan),
          subtitle,
          picture,
          counted,
          paintings: tilePaintings(taps, theme),
          milliseconds: (block) => blockMilliseconds(answer.timings, block),
        },
        colours,
      );
    case 'opened': {
      const tensor = await tensorOf(opened, result);
      const [height, width, channels] = tensor.shape;
      const [block = '', ...step] = opened.split('.');
      const name = [blockTitle(block), ...step].join(' ');
      const title = `${name}: ${channels} channels of ${height} × ${width}`;
      const scaled =
        rangeOf === 'layer' ? 'one colour scale for all channels' : 'each channel in its own scale';
      return drawAtlas(
        tensor,
        { title, subtitle: `${describePlan(plan)} · ${subtitle} · ${scaled}`, theme, rangeOf },
        colours,
      );
    }
    case 'picture': {
      const { width, height } = picture;
      const image = { kind: 'image', painting: picture, x: 0, y: 0, width, height } as const;
      return { width, height, background: colours.paper, marks: [image] };
    }
  }
}

/** The page's colours now, as every program understands them. */
function pageColours(): DrawingColours {
  const probe = document.createElement('span');
  document.body.append(probe);
  const read = (variable: string) => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    paper: read('--paper'),
    ink: read('--ink'),
    soft: read('--ink-soft'),
    operation: Object.fromEntries(
      OPERATIONS.map((operation) => [operation, read(`--op-${operation}`)]),
    ) as Record<Operation, string>,
  };
  probe.remove();
  return colours;
}
