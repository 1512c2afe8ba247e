/** The properties that a drawing takes from the page's style sheets. */
const DRAWN_PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'display',
  'visibility',
] as const;

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
  const style = getComputedStyle(original);
  for (const property of DRAWN_PROPERTIES) {
    copy?.style.setProperty(property, style.getPropertyValue(property));
  }
  copy?.removeAttribute('class');
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
