import { ball, box, cone, part, prism, type Part, type ToyBuilder } from '../toy.ts';

/** A house with a gable roof, a door, framed windows and mostly a chimney. */
export const house: ToyBuilder = (random) => {
  const wide = random.between(0.44, 0.6);
  const deep = random.between(0.42, 0.68);
  const half = random.between(0.3, 0.48);
  const rise = random.between(0.2, 0.4);
  const parts: Part[] = [
    part('main', box(wide, half, deep, 0.015), [0, 0, 0]),
    part('main', prism(wide - 0.01, rise / 2 + 0.005, deep - 0.01), [0, half + rise / 2, 0]),
    part('second', box(wide + 0.05, 0.04, deep + 0.05, 0.015), [0, -half + 0.02, 0]),
  ];
  // Two boards from the ridge down over the eaves.
  const slope = Math.sqrt(wide * wide + rise * rise);
  const over = 1.24;
  const angle = slopeAngle(rise / wide);
  for (const side of [-1, 1]) {
    const board = box((slope * over) / 2, 0.04, deep + 0.1, 0.02);
    const middle = over / 2;
    const at = [side * wide * middle, half + rise * (1 - middle) + 0.035, 0] as const;
    parts.push(part('accent', board, at, [0, 0, -side * angle]));
  }
  const front = deep + 0.005;
  const door = random.between(-0.4, 0.4) * wide;
  const tall = half * random.between(0.5, 0.6);
  parts.push(part('wood', box(0.11, tall, 0.025, 0.01), [door, -half + tall, front]));
  parts.push(part('metal', ball(0.022), [door + 0.07, -half + tall, front + 0.035]));
  const pane = random.between(0.085, 0.12);
  const sill = half * random.between(0.1, 0.35);
  for (const x of [-1, 1]) {
    const at = x * wide * 0.58;
    if (Math.abs(at - door) > 0.26) window(parts, [at, sill, front], 0, pane);
  }
  for (const side of [-1, 1]) {
    for (const z of [-0.45, 0.45]) window(parts, [side * (wide + 0.005), sill, z * deep], 90, pane);
  }
  if (random.chance(0.5)) {
    parts.push(
      part('pale', cone(0.1, 0.1, 0.02, 0.01), [0, half + rise * 0.42, front], [90, 0, 0]),
    );
    parts.push(
      part('glass', cone(0.075, 0.075, 0.03, 0.01), [0, half + rise * 0.42, front], [90, 0, 0]),
    );
  } else {
    window(parts, [0, sill, -front], 0, pane);
  }
  if (random.chance(0.8)) {
    const x = random.pick([-1, 1]) * wide * 0.5;
    const z = random.between(-0.5, 0.5) * deep;
    const top = half + rise * random.between(0.95, 1.25);
    parts.push(part('second', box(0.085, 0.2, 0.085, 0.012), [x, top, z]));
    parts.push(part('dark', box(0.105, 0.03, 0.105, 0.01), [x, top + 0.2, z]));
  }
  return {
    parts,
    natural: {
      main: [0.88, 0.045, random.between(40, 100)],
      second: [0.6, 0.05, 40],
      accent: [0.52, 0.14, random.between(20, 45)],
      wood: [0.45, 0.08, 50],
      pale: [0.96, 0.01, 90],
    },
  };
};

function window(
  parts: Part[],
  at: readonly [number, number, number],
  turn: number,
  pane: number,
): void {
  parts.push(part('pale', box(pane + 0.03, pane + 0.03, 0.015, 0.008), at, [0, turn, 0]));
  parts.push(part('glass', box(pane, pane, 0.022, 0.005), at, [0, turn, 0]));
}

/** The angle in degrees whose tangent is `ratio`, for 0 to 1.5, to a tenth of a degree: a fit, not a series. */
function slopeAngle(ratio: number): number {
  // atan x ≈ x / (1 + 0.28 x²) below 1, and its complement above.
  const degrees = 57.29577951308232;
  if (ratio > 1) return 90 - slopeAngle(1 / ratio);
  return (degrees * ratio) / (1 + 0.28 * ratio * ratio);
}
