import { box, cone, part, type Part, type ToyBuilder } from '../toy.ts';

/** A chair: four legs, a seat, and a back of slats, rungs or one board; sometimes arms and a cushion. */
export const chair: ToyBuilder = (random) => {
  const wide = random.between(0.34, 0.46);
  const deep = random.between(0.34, 0.44);
  const leg = random.between(0.36, 0.6);
  const back = random.between(0.6, 0.95);
  const post = random.between(0.035, 0.055);
  const lean = random.between(0, 9);
  const parts: Part[] = [part('main', box(wide, 0.045, deep, 0.03), [0, 0, 0])];
  const round = random.chance(0.4);
  for (const x of [-1, 1]) {
    for (const z of [-1, 1]) {
      const solid = round ? cone(post * 0.7, post * 1.2, leg / 2) : box(post, leg / 2, post, 0.015);
      parts.push(part('wood', solid, [x * (wide - post), -leg / 2, z * (deep - post)]));
    }
  }
  if (random.chance(0.35)) {
    for (const x of [-1, 1]) {
      parts.push(
        part('wood', box(0.022, 0.022, deep - post, 0.01), [x * (wide - post), -leg * 0.6, 0]),
      );
    }
  }
  // Everything of the back is turned about the seat's rear edge, so it leans as one piece.
  const shift = lean * 0.0174;
  const behind = (height: number): number => -deep + post - height * shift;
  for (const x of [-1, 1]) {
    const at = [x * (wide - post), back / 2, behind(back / 2)] as const;
    parts.push(part('wood', box(post, back / 2, post, 0.02), at, [-lean, 0, 0]));
  }
  const style = random.pick(['slats', 'rungs', 'board']);
  const inner = wide - post;
  if (style === 'board') {
    const half = back * random.between(0.26, 0.36);
    const at = [0, back - half, behind(back - half)] as const;
    parts.push(part('main', box(inner, half, 0.03, 0.025), at, [-lean, 0, 0]));
  } else {
    parts.push(part('main', box(wide, 0.07, 0.035, 0.03), [0, back, behind(back)], [-lean, 0, 0]));
    const count = random.pick([2, 3, 4]);
    for (let i = 1; i <= count; i += 1) {
      const share = i / (count + 1);
      if (style === 'slats') {
        const at = [inner * (2 * share - 1), back * 0.52, behind(back * 0.52)] as const;
        parts.push(part('second', box(0.04, back * 0.48, 0.02, 0.012), at, [-lean, 0, 0]));
      } else {
        const height = back * (0.2 + 0.7 * share);
        parts.push(
          part('second', box(inner, 0.04, 0.02, 0.012), [0, height, behind(height)], [-lean, 0, 0]),
        );
      }
    }
  }
  if (random.chance(0.45)) {
    parts.push(part('accent', box(wide * 0.88, 0.045, deep * 0.84, 0.04), [0, 0.07, 0.02]));
  }
  if (random.chance(0.25)) {
    for (const x of [-1, 1]) {
      parts.push(part('wood', box(0.035, 0.03, deep * 0.9, 0.02), [x * wide, 0.32, 0]));
      parts.push(part('wood', box(0.03, 0.16, 0.03, 0.012), [x * wide, 0.16, deep * 0.8]));
    }
  }
  return {
    parts,
    natural: { main: [0.62, 0.09, 62], second: [0.66, 0.09, 66], wood: [0.5, 0.08, 55] },
  };
};
