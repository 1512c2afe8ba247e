import { flushSync, mount } from 'svelte';
import SearchDialog from './SearchDialog.svelte';

let dialog: { open(): void } | undefined;

/**
 * Opens the search box; makes it at the first call.
 *
 * @param index address of the index's script.
 * @param base the path that the site is served under.
 */
export function openSearch(index: string, base: string): void {
  dialog ??= makeDialog(index, base);
  dialog.open();
}

function makeDialog(index: string, base: string) {
  const made = mount(SearchDialog, { target: document.body, props: { index, base } });
  // Its parts are bound once effects have run.
  flushSync();
  // Not every reader of types sees what a component exports.
  return made as { open(): void };
}
