import type { Painting } from './paint-channels.ts';
import type { Drawing, Mark } from './view-drawing.ts';

/** Pixels of the file for each unit, so that text stays sharp. */
const SCALE = 2;

/** A painting on a canvas of its own, pixel by pixel. */
export function paintingCanvas({ width, height, data }: Painting): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // Pixels are never in shared memory, which image data would refuse; their type does not say so.
  const pixels = data as Uint8ClampedArray<ArrayBuffer>;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

/**
 * A canvas as a PNG file.
 *
 * @throws Error where the browser cannot make one, as of a canvas that is too large.
 */
export function canvasPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else
        reject(new Error('This browser could not make a PNG of that size. Save the SVG instead.'));
    }, 'image/png');
  });
}

/** A drawing on a canvas. */
export function drawingCanvas({ width, height, background, marks }: Drawing): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round(height * SCALE);
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.scale(SCALE, SCALE);
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  for (const mark of marks) draw(context, mark);
  return canvas;
}

function draw(context: CanvasRenderingContext2D, mark: Mark): void {
  context.save();
  switch (mark.kind) {
    case 'image':
      context.imageSmoothingEnabled = false;
      context.drawImage(paintingCanvas(mark.painting), mark.x, mark.y, mark.width, mark.height);
      break;
    case 'text':
      context.font = `${mark.isBold ? 600 : 400} ${mark.size}px system-ui, sans-serif`;
      context.fillStyle = mark.colour;
      context.fillText(mark.text, mark.x, mark.y);
      break;
    case 'path': {
      context.translate(mark.x, mark.y);
      context.scale(mark.scale, mark.scale);
      context.globalAlpha = mark.opacity;
      const path = new Path2D(mark.path);
      if (mark.fill !== undefined) {
        context.fillStyle = mark.fill;
        context.fill(path);
      }
      if (mark.stroke !== undefined) {
        context.strokeStyle = mark.stroke;
        context.stroke(path);
      }
      break;
    }
  }
  context.restore();
}
