// What a reader presses or sets before the page's own scripts hear it is kept, and done again once they do.
{
  let kept = [];
  let scriptsRan = false;

  // An island takes its state from the address when it comes to life: all that load at once come first.
  const hears = ({ target }) =>
    scriptsRan && !target.closest('astro-island[ssr]') && !document.querySelector('[ssr][client=load]');

  const redo = () =>
    setTimeout(() => {
      const heard = kept.filter(hears);
      kept = kept.filter((each) => !heard.includes(each));
      for (const { again } of heard) again();
    });

  const keep = ({ type, target, clientX, clientY }) => {
    const isLink = target.closest('a');
    const field = target.closest('label, input, select, textarea');
    const details = target.closest('summary')?.parentElement;
    const { open } = details ?? {};
    const { value, checked } = target;
    const button = target.closest('button:not([popovertarget])');
    // Outside of islands only buttons wait for a script. What a press on a field sets comes as a change.
    if (!target.closest('astro-island[ssr]') && (scriptsRan || !button)) return;
    if (isLink || (field && type === 'click')) return;
    if (field) kept = kept.filter((each) => each.target !== target);
    kept.push({
      target,
      again() {
        if (details) details.open = open;
        // No script may say what is in a file's field, and none has to: it stays.
        if (field && target.type !== 'file') Object.assign(target, { value, checked });
        for (const name of field ? ['input', 'change'] : ['click'])
          target.dispatchEvent(new MouseEvent(name, { bubbles: true, clientX, clientY }));
      },
    });
  };

  for (const name of ['click', 'input', 'change']) document.addEventListener(name, keep, true);
  document.addEventListener('astro:hydrate', redo, true);
  document.addEventListener('DOMContentLoaded', () => redo((scriptsRan = true)));
}
