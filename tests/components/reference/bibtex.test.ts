import { describe, expect, it } from 'vitest';
import { BIBLIOGRAPHY } from '../../../src/components/prose/bibliography.ts';
import { toBibtex } from '../../../src/components/reference/bibtex.ts';

describe('BibTeX', () => {
  it('is what the authors of MobileNetV2 ask to be cited by, but for the key', () => {
    // Fields as arXiv exports them for 1801.04381.
    expect(toBibtex('v2', BIBLIOGRAPHY.v2)).toBe(
      [
        '@inproceedings{v2,',
        '  title = {{MobileNetV2}: Inverted Residuals and Linear Bottlenecks},',
        '  author = {Mark Sandler and Andrew Howard and Menglong Zhu and Andrey Zhmoginov and Liang-Chieh Chen},',
        '  year = {2018},',
        '  booktitle = {Conference on Computer Vision and Pattern Recognition (CVPR)},',
        '  eprint = {1801.04381},',
        '  archivePrefix = {arXiv},',
        '  url = {https://arxiv.org/abs/1801.04381},',
        '}',
      ].join('\n'),
    );
  });

  it('gives a journal article its DOI, volume and number, and its pages with BibTeX’s dash', () => {
    const entry = toBibtex('roofline', BIBLIOGRAPHY.roofline);
    expect(entry).toMatch(/^@article\{roofline,/);
    expect(entry).toContain('doi = {10.1145/1498765.1498785}');
    expect(entry).toContain('pages = {65--76}');
    // Communications of the ACM, volume 52, issue 4.
    expect(entry).toContain('  volume = {52},\n  number = {4},');
  });

  it('keeps a group of authors together', () => {
    expect(toBibtex('slim', BIBLIOGRAPHY.slim)).toContain('author = {{The TensorFlow Authors}}');
  });

  it('has balanced braces and escaped specials in every entry', () => {
    for (const [key, reference] of Object.entries(BIBLIOGRAPHY)) {
      const entry = toBibtex(key, reference);
      expect(entry.split('{').length, key).toBe(entry.split('}').length);
      const titles = /title = \{(.*)\},/.exec(entry)?.[1] ?? '';
      expect(titles, key).not.toMatch(/(?<!\\)[_&%#]/);
    }
  });
});
