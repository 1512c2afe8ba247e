import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileKind } from '../../../src/components/lab/file-kind.ts';

const file = (name: string, bytes: readonly number[] | Uint8Array): File =>
  new File([new Uint8Array(bytes)], name);
const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/pth/${name}`, import.meta.url)));
const letters = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** A header of 2 bytes, `{}`. */
const SAFETENSORS = [2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d];
const TFLITE = [0x1c, 0, 0, 0, ...letters('TFL3'), 0, 0, 0, 0];
const PNG = [0x89, ...letters('PNG\r\n'), 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff, 0xe0, 0, 0x10, ...letters('JFIF')];

describe('a file', () => {
  it('is weights by its first bytes, whatever it is called', async () => {
    for (const bytes of [SAFETENSORS, TFLITE, fixture('archive.pth'), fixture('legacy.pth')]) {
      expect(await fileKind(file('holiday.jpg', bytes))).toBe('weights');
    }
  });

  it('is weights by its name, even where nothing here can read them', async () => {
    for (const name of [
      'a.pth',
      'a.PT',
      'a.safetensors',
      'a.tflite',
      'a.onnx',
      'a.h5',
      'a.keras',
    ]) {
      expect(await fileKind(file(name, letters('hello')))).toBe('weights');
    }
  });

  it('is a picture otherwise, whose reader then says what is wrong with it', async () => {
    for (const bytes of [PNG, JPEG, letters('<svg xmlns='), letters('hello'), []]) {
      expect(await fileKind(file('x.png', bytes))).toBe('picture');
    }
  });
});
