import { arc, ball, box, capsule, cone, part, type Part, type ToyBuilder } from '../toy.ts';

/** A snowman of two or three balls: carrot, coal, hat, scarf and twig arms. */
export const snowman: ToyBuilder = (random) => {
  const low = random.between(0.38, 0.48);
  const three = random.chance(0.6);
  const mid = low * random.between(0.68, 0.8);
  const head = (three ? mid : low) * random.between(0.64, 0.78);
  const chest = low + (low + mid) * 0.72;
  const face = three ? chest + (mid + head) * 0.76 : low + (low + head) * 0.78;
  const torso = three ? mid : low;
  const parts: Part[] = [
    part('main', ball(low), [0, low * 0.88, 0]),
    part('main', ball(head), [0, face, 0]),
  ];
  if (three) parts.push(part('main', ball(mid), [0, chest, 0]));
  parts.push(
    part(
      'accent',
      cone(0.065, 0.01, random.between(0.11, 0.18), 0.01),
      [0, face, head + 0.06],
      [90, 0, 0],
    ),
  );
  for (const x of [-1, 1]) {
    parts.push(part('dark', ball(0.045), [x * head * 0.38, face + head * 0.3, head * 0.86]));
  }
  const middle = three ? chest : low * 0.95;
  for (const share of [-0.3, 0.1, 0.5]) {
    const out = torso * Math.sqrt(1 - share * share);
    parts.push(part('dark', ball(0.04), [0, middle + share * torso, out]));
  }
  if (random.chance(0.8)) {
    const neck = face - head * 0.72;
    parts.push(part('second', arc(head * 0.72, 0.085), [0, neck, 0], [90, 0, 0]));
    parts.push(
      part(
        'second',
        box(0.08, 0.17, 0.03, 0.03),
        [head * 0.42, neck - 0.16, head * 0.78],
        [-14, 12, 8],
      ),
    );
  }
  const hat = random.pick(['top', 'top', 'cap', 'none']);
  const crown = face + head * 0.72;
  if (hat === 'top') {
    const tall = random.between(0.13, 0.22);
    parts.push(part('dark', cone(head * 0.98, head * 0.98, 0.025), [0, crown, 0]));
    parts.push(part('dark', cone(head * 0.62, head * 0.66, tall), [0, crown + tall, 0]));
    parts.push(part('second', cone(head * 0.66, head * 0.66, 0.04, 0.01), [0, crown + 0.06, 0]));
  } else if (hat === 'cap') {
    parts.push(part('second', cone(head * 0.92, head * 0.12, 0.22, 0.06), [0, crown + 0.12, 0]));
    parts.push(part('pale', arc(head * 0.76, 0.07), [0, crown - 0.04, 0], [90, 0, 0]));
    parts.push(part('pale', ball(0.09), [0, crown + 0.36, 0]));
  }
  if (random.chance(0.75)) {
    const up = random.between(15, 50);
    for (const x of [-1, 1]) {
      const at = [x * (torso + 0.14), middle + torso * 0.25 + up * 0.002, 0] as const;
      parts.push(part('wood', capsule(0.24, 0.03), at, [0, 0, -x * (90 - up)]));
    }
  }
  return {
    parts,
    natural: {
      main: [0.97, 0.012, 240],
      accent: [0.7, 0.18, 50],
      second: [0.58, 0.19, random.pick([28, 145, 255])],
      wood: [0.4, 0.06, 55],
      dark: [0.24, 0.02, 260],
    },
  };
};
