/** Lets the bibliography's buttons copy: one entry, or all of them; says what was done. */
export function copyBibtexOnClick(page: Document): void {
  page.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const all = [...page.querySelectorAll('[data-bibtex]')];
    if (button.hasAttribute('data-copy-all')) void copy(page, all);
    else if (button.hasAttribute('data-copy')) {
      void copy(page, [...(button.closest('li')?.querySelectorAll('[data-bibtex]') ?? [])]);
    }
  });
}

async function copy(page: Document, entries: readonly Element[]): Promise<void> {
  const text = entries.map(({ textContent }) => `${textContent}\n`).join('\n');
  const notice = page.querySelector('[data-notice]');
  let said = entries.length === 1 ? 'Copied one entry.' : `Copied ${entries.length} entries.`;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said = 'The browser does not let this page copy. Open an entry and select its text.';
  }
  if (notice) notice.textContent = said;
}
