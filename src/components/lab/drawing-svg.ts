import type { Painting } from './paint-channels.ts';
import type { Drawing, Mark } from './view-drawing.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * A drawing as an SVG file of its own, pictures embedded.
 *
 * @param addressOf a picture as an address, usually a `data:` one.
 */
export function drawingSvg(
  { width, height, background, marks }: Drawing,
  addressOf: (painting: Painting) => string,
): string {
  const body = marks.map((mark) => markSvg(mark, addressOf)).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="system-ui, sans-serif">
<rect width="100%" height="100%" fill="${escaped(background)}"/>
${body}
</svg>
`;
}

function markSvg(mark: Mark, addressOf: (painting: Painting) => string): string {
  switch (mark.kind) {
    case 'image':
      return `<image x="${n(mark.x)}" y="${n(mark.y)}" width="${n(mark.width)}" height="${n(mark.height)}" preserveAspectRatio="none" style="image-rendering:pixelated" href="${escaped(addressOf(mark.painting))}"/>`;
    case 'text':
      return `<text x="${n(mark.x)}" y="${n(mark.y)}" font-size="${n(mark.size)}"${mark.isBold ? ' font-weight="600"' : ''} fill="${escaped(mark.colour)}">${escaped(mark.text)}</text>`;
    case 'path':
      return `<path transform="translate(${n(mark.x)} ${n(mark.y)}) scale(${n(mark.scale)})" d="${escaped(mark.path)}" fill="${escaped(mark.fill ?? 'none')}"${mark.stroke === undefined ? '' : ` stroke="${escaped(mark.stroke)}"`}${mark.opacity === 1 ? '' : ` opacity="${n(mark.opacity)}"`}/>`;
  }
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);
}
