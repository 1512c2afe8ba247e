// npm run bench [-- NAME …]: benchmarks that print ratios and frame times, never pass or fail.
import process from 'node:process';

/** Every benchmark by name; each module's default export runs it and prints its table. */
const BENCHMARKS: Readonly<Record<string, () => Promise<{ default: () => Promise<void> }>>> = {
  recount: () => import('./recount.ts'),
  drag: () => import('./drag.ts'),
  pictures: () => import('./pictures.ts'),
  depths: () => import('./depths.ts'),
  models: () => import('./models.ts'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.`,
  );
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : Object.keys(BENCHMARKS)) {
  console.log(`\n${name}`);
  await (await BENCHMARKS[name]?.())?.default();
}
