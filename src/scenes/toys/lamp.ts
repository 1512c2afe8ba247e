import { ball, capsule, cone, ellipsoid, part, shell, type Part, type ToyBuilder } from '../toy.ts';

/** A table or standard lamp: foot, pole or vase, a thin shade that glows, a bulb. */
export const lamp: ToyBuilder = (random) => {
  const wide = random.between(0.34, 0.54);
  const top = wide * random.between(0.4, 0.9);
  const half = random.between(0.18, 0.3);
  const vase = random.chance(0.4);
  const pole = vase ? random.between(0.6, 0.85) : random.between(0.75, 1.2);
  const foot = random.between(0.24, 0.36);
  const parts: Part[] = [];
  if (vase) {
    const belly = random.between(0.2, 0.3);
    const mid = pole * 0.42;
    parts.push(part('second', cone(belly * 0.75, belly * 0.65, 0.035), [0, 0.035, 0]));
    parts.push(part('second', ellipsoid(belly, mid * 0.92, belly), [0, mid * 0.95, 0]));
    parts.push(part('metal', cone(0.045, 0.045, pole / 4), [0, pole * 0.85, 0]));
    if (random.chance(0.5)) {
      parts.push(part('accent', shell([belly, -0.03], [belly, 0.03], 0.016), [0, mid * 0.95, 0]));
    }
  } else {
    parts.push(part('second', cone(foot, foot * 0.85, 0.045, 0.03), [0, 0.045, 0]));
    parts.push(part('accent', cone(foot * 0.45, 0.05, 0.06, 0.03), [0, 0.13, 0]));
    parts.push(part('metal', cone(0.035, 0.035, pole / 2, 0.01), [0, pole / 2, 0]));
    if (random.chance(0.4)) parts.push(part('accent', ball(0.075), [0, pole * 0.5, 0]));
  }
  const middle = pole + half * 0.75;
  parts.push(part('shade', shell([wide, -half], [top, half], 0.022), [0, middle, 0]));
  parts.push(part('accent', shell([wide, -half], [wide, -half + 0.03], 0.03), [0, middle, 0]));
  parts.push(part('accent', shell([top, half - 0.02], [top, half], 0.03), [0, middle, 0]));
  parts.push(part('glow', ball(top * 0.42), [0, middle - half * 0.1, 0]));
  for (const turn of [0, 90]) {
    parts.push(part('metal', capsule(top, 0.014), [0, middle + half * 0.8, 0], [90, turn, 0]));
  }
  return {
    parts,
    natural: {
      shade: [0.9, 0.06, random.between(60, 95)],
      second: [0.55, 0.07, 60],
      accent: [0.7, 0.1, 75],
    },
  };
};
