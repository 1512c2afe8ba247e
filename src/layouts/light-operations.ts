/** A mark or a word that stands for an operation. */
const MARK = '.op, .figure [data-operation], .figure [data-op]';

/** Tells the style sheet which operation the reader points at or has focused, in a word or in a figure. */
export function lightOperations(): void {
  const { dataset } = document.documentElement;
  const light = ({ target }: Event): void => {
    const mark = target instanceof Element ? target.closest<HTMLElement | SVGElement>(MARK) : null;
    const operation = mark?.dataset['op'];
    const isWord = mark?.matches('.op') === true;
    delete dataset['lit'];
    delete dataset['litWords'];
    if (operation) dataset[isWord ? 'lit' : 'litWords'] = operation;
  };
  document.addEventListener('pointerover', light);
  document.addEventListener('focusin', light);
  document.addEventListener('focusout', light);
}
