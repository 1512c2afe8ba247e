/**
 * Where a pointer is in a drawing, in the drawing's own pixels.
 *
 * @param width of the drawing's view box, whatever it measures on the screen.
 */
export function placeIn(
  svg: SVGSVGElement,
  { clientX, clientY }: MouseEvent,
  width: number,
): { readonly x: number; readonly y: number } {
  const box = svg.getBoundingClientRect();
  const scale = width / box.width;
  return { x: (clientX - box.left) * scale, y: (clientY - box.top) * scale };
}
