import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

test.slow();

/** The probabilities that are shown, the most probable first. */
const probabilities = (lab: LabPage): Promise<string> =>
  lab.answer
    .locator('data[data-quantity="probability"]')
    .evaluateAll((all) => all.map((data) => data.getAttribute('value')).join(' '));

test('a channel is zeroed, everything downstream changes, and undoing it brings back what was', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&block=stem');
  await lab.run();
  const before = await probabilities(lab);
  const surgery = await lab.unfold('Surgery');
  // Some channel may be 0 all over this picture anyway: half of them cannot be.
  for (const channel of [0, 1, 2, 3]) {
    await surgery.getByLabel('Channel', { exact: true }).fill(String(channel));
    await surgery.getByRole('button', { name: 'Zero it' }).click();
  }
  await lab.settled();
  await expect(surgery).toContainText('Untrained surgery: 4 changes');
  await expect(surgery).toContainText('Stem: channel 3 after the convolution is 0');
  // Said where the answer is, too.
  await expect(lab.answer).toContainText('untrained surgery: 4 changes');
  expect(await probabilities(lab)).not.toBe(before);
  await expect(page).toHaveURL(/surgery=zero_stem\.conv\.relu6_0\+/);

  // No V1 has a skip or a gate: nothing offers to cut one.
  await expect(surgery.getByLabel('Without the skip')).toHaveCount(0);
  await expect(surgery.getByRole('button', { name: 'No squeeze-and-excite' })).toHaveCount(0);

  // One is taken back, then the rest.
  await surgery
    .getByRole('button', { name: 'Undo: Stem: channel 3 after the convolution is 0' })
    .click();
  await lab.settled();
  await expect(lab.answer).toContainText('untrained surgery: 3 changes');
  await surgery.getByRole('button', { name: 'Undo all' }).click();
  await lab.settled();
  await expect(lab.answer).not.toContainText('untrained surgery');
  await expect(page).not.toHaveURL(/surgery=/);
  expect(await probabilities(lab)).toBe(before);
});

test('a step that was operated on is shown as what runs, not as it was designed', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&block=stem&surgery=act_stem.conv.relu6_linear');
  await lab.run();
  await expect(lab.view.locator('[data-depths="whole"]:not(.old)')).toBeVisible();
  await expect(lab.view).toContainText('y = x');
  await expect(lab.view).toContainText('Stem: no activation after the convolution.');
  await expect(lab.view).toContainText('Values after ReLU6, which is taken out');
  // Nothing is zeroed or clipped any more, and nothing claims to be.
  await expect(lab.view.locator('data[data-fate]')).toHaveCount(0);
  const surgery = await lab.unfold('Surgery');
  await surgery.getByRole('combobox', { name: 'After the convolution' }).selectOption('relu');
  await lab.settled();
  await expect(lab.view).toContainText('Values before ReLU, in place of ReLU6');
  await expect(lab.view.locator('data[data-fate="zeroed"]')).toBeVisible();
  await expect(lab.view.locator('data[data-fate="clipped"]')).toHaveCount(0);
});

test('what it costs is counted on the same fresh scenes, intact and operated on', async ({
  page,
}) => {
  const lab = new LabPage(page);
  // The link lays the panel open, with what it brought.
  await lab.open('?alpha=0.25&resolution=64&surgery=act_stem.conv.relu6_linear+zero_nowhere_0');
  const surgery = await lab.unfold('Surgery');
  await expect(surgery).toContainText('Stem: no activation after the convolution');
  await expect(surgery).toContainText('This network has no such place; it runs without.');
  await lab.run();
  await surgery.getByRole('button', { name: 'No activations' }).click();
  await lab.settled();
  await surgery.getByRole('button', { name: /What does it cost/ }).click();
  const cost = surgery.getByRole('region', { name: 'What the surgery costs' });
  await expect(cost).toContainText('of 200 right', { timeout: 60_000 });
  await expect(cost.getByText('200 right')).toHaveCount(2, { timeout: 60_000 });
  const shares = await cost
    .locator('data[data-quantity="accuracy"]')
    .evaluateAll((all) => all.map((data) => Number(data.getAttribute('value'))));
  // A network without any activation is linear between its batch norms: twelve toys are beyond it.
  expect(shares).toHaveLength(2);
  expect(shares[0]).toBeGreaterThan(0.5);
  expect(shares[1]).toBeLessThan((shares[0] ?? 0) - 0.2);

  await surgery.getByRole('button', { name: 'Undo all' }).click();
  await lab.settled();
  await expect(lab.answer).not.toContainText('untrained surgery');
});
