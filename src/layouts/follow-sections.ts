/** A section is being read once its heading is above this part of the window. */
const READING_LINE = 0.4;

/** Marks, in the list of sections beside the text, the one that is being read. */
export function followSections(list: Element): void {
  const links = [...list.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')];
  const sections = links.flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  const mark = (): void => {
    const line = innerHeight * READING_LINE;
    const current = sections.findLast(({ heading }) => heading.getBoundingClientRect().top < line);
    for (const { link } of sections) {
      if (link === current?.link) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  };
  // Told only when a heading crosses the line, not at every step of a scroll.
  const bottom = Math.round((1 - READING_LINE) * 100);
  const observer = new IntersectionObserver(mark, { rootMargin: `0px 0px -${bottom}% 0px` });
  for (const { heading } of sections) observer.observe(heading);
}
