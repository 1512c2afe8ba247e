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
  if (!dialog) {
    dialog = mount(SearchDialog, { target: document.body, props: { index, base } });
    // Its parts are bound once effects have run.
    flushSync();
  }
  dialog.open();
}
