/** The properties that a drawing takes from the page's style sheets, with the values SVG starts from. */
const PAINT = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  opacity: '1',
};
const TYPE = {
  'font-family': '',
  'font-size': '',
  'font-weight': '400',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
};

/**
 * An SVG element as a file of its own: styles and textures of the page written into it, on the
 * page's own background.
 */
export function svgFile(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, index) => {
    inlineStyle(original, copies[index]);
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('width', String(Math.round(width)));
  copy.setAttribute('height', String(Math.round(height)));
  copy.style.background = getComputedStyle(document.documentElement).backgroundColor;
  const textures = document.querySelector('[data-operation-patterns] defs');
  if (textures) copy.prepend(inlinedTextures(textures));
  return new XMLSerializer().serializeToString(copy);
}

function inlinedTextures(defs: Element): Element {
  const copy = defs.cloneNode(true) as Element;
  const originals = defs.querySelectorAll<SVGElement>('path');
  copy.querySelectorAll<SVGElement>('path').forEach((path, index) => {
    const original = originals[index];
    if (original) inlineStyle(original, path);
  });
  return copy;
}

function inlineStyle(original: SVGElement, copy: SVGElement | undefined): void {
  if (!copy) return;
  const style = getComputedStyle(original);
  const written = original instanceof SVGTextElement ? { ...PAINT, ...TYPE } : PAINT;
  for (const [property, initial] of Object.entries(written)) {
    const value = style.getPropertyValue(property);
    copy.removeAttribute(property);
    if (value !== initial) copy.style.setProperty(property, value);
  }
  copy.removeAttribute('class');
}

/** Hands the reader a file that was made on this page. */
export function download(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
