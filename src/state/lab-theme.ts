import { atom, onMount } from 'nanostores';

/** The colours the page has now: the reader's own choice, else the system's. */
export const $theme = atom<'light' | 'dark'>('light');

onMount($theme, () => {
  if (typeof document === 'undefined') return;
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const update = () => {
    const chosen = root.dataset['theme'];
    const isDark = chosen === 'light' || chosen === 'dark' ? chosen === 'dark' : system.matches;
    $theme.set(isDark ? 'dark' : 'light');
  };
  update();
  const observer = new MutationObserver(update);
  observer.observe(root, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', update);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', update);
  };
});
