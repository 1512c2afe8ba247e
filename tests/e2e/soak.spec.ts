import { soak } from './support/soak.ts';
import { test } from './support/test.ts';

test('after 500 pictures and 200 networks, tensors and heap are where they began', async ({
  page,
}) => {
  // Half a minute on a quiet machine.
  test.setTimeout(300_000);
  await soak(page, { pictures: 500, networks: 200 });
});
