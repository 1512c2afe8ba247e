import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeCopies, keepCopies, PINNED } from './keep-copies.ts';

const USAGE = `npm run assets -- --from DIR     copy the files that DIR holds, at any depth
npm run assets -- --download     fetch those that are missing from their pinned addresses

Puts verified copies of ${PINNED.length} files (ImageNet weights, sample photographs) into public/assets,
which Git ignores. A site built with them asks itself first.`;

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    download: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) {
  console.log(USAGE);
} else if (values.from === undefined && !values.download) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const target = fileURLToPath(new URL('../../public/assets/', import.meta.url));
  const copies = await keepCopies({
    target,
    from: values.from,
    download: values.download ?? false,
    report: (line) => console.error(line),
  });
  console.log(describeCopies(copies));
  if (copies.some(({ outcome }) => outcome === 'refused')) process.exitCode = 1;
}
