import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

const CHAPTER = '/chapters/mobilenet-v1/';
const KEY = 'depthwise-solved';

async function open(page: Page, id: string, query = ''): Promise<Locator> {
  await page.goto(`${CHAPTER}${query}`);
  const exercise = page.locator(`#${id}`);
  await exercise.scrollIntoViewIfNeeded();
  await expect(page.locator('astro-island[ssr]').filter({ has: exercise })).toHaveCount(0);
  return exercise;
}

test('a wrong answer gets a reason, a right one is kept, and both are spoken', async ({ page }) => {
  const exercise = await open(page, 'v1-one-layer');
  const status = exercise.getByRole('status');
  await exercise.getByLabel('It takes').fill('480,000');
  await exercise.getByRole('button', { name: 'Check' }).click();
  await expect(status).toContainText('depthwise step alone');
  await exercise.getByLabel('It takes').fill('2 323 200');
  await expect(status).toBeEmpty();
  await exercise.getByRole('button', { name: 'Check' }).click();
  await expect(status).toContainText('Right.');
  await expect(page.locator('.exercises .state')).toContainText('1 of 5 solved');

  await page.reload();
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise).toHaveAttribute('data-solved', 'true');
});

test('what is no number is not graded, and says how to write one', async ({ page }) => {
  const exercise = await open(page, 'v1-one-layer');
  await exercise.getByLabel('It takes').fill('many');
  await exercise.getByRole('button', { name: 'Check' }).click();
  await expect(exercise.getByRole('status')).toContainText('not a number');
  expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();
});

test('hints come one at a time, and the keyboard alone answers', async ({ page }) => {
  const exercise = await open(page, 'v1-thin-or-small');
  const option = exercise.getByRole('radio', { name: 'α = 0.5 at 224 pixels' });
  await option.focus();
  await page.keyboard.press('Space');
  await expect(option).toBeChecked();
  const hints = exercise.getByRole('list', { name: 'Hints' }).getByRole('listitem');
  await page.keyboard.press('Tab');
  await expect(exercise.getByRole('button', { name: 'Check' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(hints).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(hints).toHaveCount(2);
  await option.focus();
  await page.keyboard.press('Enter');
  await expect(exercise.getByRole('status')).toContainText('Right.');
});

test('a question about the bar is answered with the bar', async ({ page }) => {
  const exercise = await open(page, 'v1-one-million', '?alpha=0.5');
  await exercise.getByRole('button', { name: 'Check' }).click();
  await expect(exercise.getByRole('status')).toContainText('Not yet. MobileNetV1, α = 0.5');
  await page.getByRole('slider', { name: 'Width α' }).press('Home');
  await exercise.getByRole('button', { name: 'Check' }).click();
  await expect(exercise.getByRole('status')).toContainText('Right.');
});

test('the graders come only once a reader turns to the exercises', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  const exercise = await open(page, 'v1-one-layer');
  await expect(exercise).toBeVisible();
  await expect(page.locator('.exercises')).toHaveAttribute('data-awake', 'false');
  expect(scripts.filter((url) => url.includes('ExerciseList'))).toEqual([]);
  await exercise.getByLabel('It takes').focus();
  await expect(page.locator('.exercises')).toHaveAttribute('data-awake', 'true');
  expect(scripts.filter((url) => url.includes('ExerciseList'))).not.toEqual([]);
});

test('the front page shows what is solved, and clears it in one place', async ({ page }) => {
  await page.addInitScript((key) => {
    if (sessionStorage.getItem('seeded')) return;
    sessionStorage.setItem('seeded', 'yes');
    localStorage.setItem(key, '["v1-one-layer","v1-a-quarter","<b>","nonsense"]');
  }, KEY);
  await page.goto('/');
  const door = page.getByRole('link', { name: /^Chapter 1 / });
  await expect(door).toContainText('2 of 5 exercises solved');
  await page.getByRole('button', { name: 'Clear my progress' }).click();
  await expect(door).toContainText('5 exercises');
  await expect(door).not.toContainText('solved');
  expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();
});
