import { getContext, setContext } from 'svelte';

const ROOM = Symbol('room');

/** What is drawn inside this component before it can be measured is drawn for so many pixels. */
export function drawFor(pixels: number): void {
  setContext(ROOM, pixels);
}

/**
 * The width in pixels that a figure is drawn for until it is measured.
 *
 * @param usual where nothing around it says otherwise.
 */
export function drawnWidth(usual: number): number {
  return getContext<number | undefined>(ROOM) ?? usual;
}
