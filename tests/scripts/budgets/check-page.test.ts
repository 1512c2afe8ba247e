import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { deadLinks } from '../../../scripts/budgets/check-links.mjs';
import { checkPage } from '../../../scripts/budgets/check-page.mjs';
import { checkWorkers } from '../../../scripts/budgets/check-worker.mjs';
import { readPage } from '../../../scripts/budgets/page.mjs';
import { pageAddress, siteFiles } from '../../../scripts/budgets/site-files.mjs';

const folder = mkdtempSync(join(tmpdir(), 'budgets-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Text that gzip cannot make much smaller, as a module. */
const noise = (bytes: number): string =>
  `export const n="${randomBytes(bytes).toString('base64')}";`;

const policy =
  "default-src 'self'; script-src 'self' 'sha256-x'; object-src 'none'; base-uri 'self'";
const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;

let sites = 0;

/** Writes a site of these files and gives its files by address. */
function makeSite(contents: Record<string, string | Buffer>): ReturnType<typeof siteFiles> {
  const site = join(folder, String((sites += 1)));
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(join(site, path, '..'), { recursive: true });
    writeFileSync(join(site, path), content);
  }
  return siteFiles(site);
}

function check(contents: Record<string, string | Buffer>): ReturnType<typeof checkPage> {
  const files = makeSite(contents);
  return checkPage('/index.html', readPage(files.text('/index.html')), files);
}

describe('what a page weighs', () => {
  it('adds up module scripts, islands, their renderers and imports, classic and inline scripts', () => {
    const script = (name: string): string => `export const ${name}='${name.repeat(50)}';`;
    const inline = 'document.title="x"';
    const contents = {
      'index.html': `<html><head>${head}<script src="/theme.js"></script></head><body>
        <script type="module" src="/_astro/page.js"></script><script>${inline}</script>
        <script type="application/ld+json">{"not":"code"}</script>
        <astro-island component-url="/_astro/island.js" renderer-url="/_astro/svelte.js"></astro-island>
        <template><script src="/never.js"></script></template></body></html>`,
      'theme.js': script('theme'),
      '_astro/page.js': script('page'),
      '_astro/island.js': `import"./shared.js";import("./later.js");${script('island')}`,
      '_astro/svelte.js': `import"./shared.js";${script('svelte')}`,
      '_astro/shared.js': script('shared'),
      '_astro/later.js': noise(90_000),
    };
    const parts = [
      'theme.js',
      '_astro/page.js',
      '_astro/island.js',
      '_astro/svelte.js',
      '_astro/shared.js',
    ] as const;
    const expected = [...parts.map((part) => contents[part]), inline]
      .map((text) => gzipSync(text, { level: 9 }).length)
      .reduce((total, size) => total + size, 0);
    const report = check(contents);
    expect(report.scriptBytes).toBe(expected);
    expect(report.faults).toEqual([]);
  });

  it('is over budget above 75 kB gzipped, and follows what an inline module imports to find it', () => {
    const { scriptBytes, faults } = check({
      'index.html': `${head}<script type="module">import "/_astro/big.js";</script>`,
      '_astro/big.js': noise(80_000),
    });
    expect(scriptBytes).toBeGreaterThan(75_000);
    expect(faults.join()).toMatch(/JavaScript before a model is run; the budget is 75.0 kB/);
  });

  it('notices TensorFlow.js that is loaded before it is asked for', () => {
    const { faults } = check({
      'index.html': `${head}<script type="module" src="/_astro/lab.js"></script>`,
      '_astro/lab.js': 'import"./vendor.js";',
      '_astro/vendor.js': 'export const f=e=>e.registerFlag("WASM_HAS_SIMD_SUPPORT");',
    });
    expect(faults.join()).toMatch(/loads TensorFlow.js in \/_astro\/vendor.js/);
  });
});

describe('what a page may load', () => {
  it('wants fonts preloaded, as small woff2 subsets', () => {
    const sheet = { '_astro/a.css': '@font-face{font-family:a;src:url(/_astro/a.woff2)}' };
    const link = '<link rel="stylesheet" href="/_astro/a.css">';
    const preload = '<link rel="preload" as="font" href="/_astro/a.woff2" crossorigin>';
    expect(check({ ...sheet, 'index.html': head + link }).faults).toEqual([
      'has fonts and preloads none',
    ]);
    const small = {
      ...sheet,
      'index.html': head + link + preload,
      '_astro/a.woff2': Buffer.alloc(59_000),
    };
    expect(check(small)).toMatchObject({ fontBytes: 59_000, faults: [] });
    const large = { ...small, '_astro/a.woff2': Buffer.alloc(61_000) };
    expect(check(large).faults.join()).toMatch(/61.0 kB; a subset has at most 60.0 kB/);
  });

  it.each([
    '<script src="https://cdn.example/a.js"></script>',
    '<link rel="stylesheet" href="//cdn.example/a.css">',
    '<img src="https://cdn.example/a.png" alt="">',
    '<img srcset="/a.png 1x, https://cdn.example/b.png 2x" alt="">',
    '<link rel="preconnect" href="https://cdn.example">',
    '<iframe src="https://cdn.example/"></iframe>',
  ])('asks no other site: %s', (element) => {
    expect(check({ 'index.html': head + element }).faults.join()).toMatch(/asks another site/);
  });

  it('looks for other sites in style sheets, and lets a reader follow a link to one', () => {
    const link =
      '<link rel="stylesheet" href="/a.css"><a href="https://arxiv.org/abs/1704.04861">V1</a>';
    const page = { 'index.html': head + link };
    expect(check({ ...page, 'a.css': 'p{background:url("/a.png")}' }).faults).toEqual([]);
    const foreign = { ...page, 'a.css': 'p{background:url("https://cdn.example/a.png")}' };
    expect(check(foreign).faults).toEqual(['asks another site for https://cdn.example/a.png']);
  });

  it.each([
    ['', 'has no content security policy'],
    [policy.replace("'sha256-x'", "'unsafe-inline'"), "lets scripts be 'unsafe-inline'"],
    [policy.replace("'sha256-x'", "'unsafe-eval'"), "lets scripts be 'unsafe-eval'"],
    [`script-src 'unsafe-inline'; ${policy}`, "lets scripts be 'unsafe-inline'"],
    [`${policy}; style-src 'self' 'unsafe-inline'`, "lets styles be 'unsafe-inline'"],
    ["object-src 'none'; base-uri 'self'", 'does not restrict scripts'],
    ["default-src 'self'; base-uri 'self'", 'does not restrict plug-ins'],
    ["default-src 'self'; object-src 'none'", 'does not restrict base-uri'],
  ])('has a strict policy; with "%s" it %s', (weak, fault) => {
    const meta = weak ? `<meta http-equiv="content-security-policy" content="${weak}">` : '';
    expect(check({ 'index.html': meta }).faults.join()).toContain(fault);
  });

  it('allows WebAssembly and style attributes, which KaTeX and the models need', () => {
    const scripts = policy.replace("'sha256-x'", "'wasm-unsafe-eval'");
    const needed = `${scripts}; style-src-attr 'unsafe-inline'`;
    const meta = `<meta http-equiv="content-security-policy" content="${needed}">`;
    expect(check({ 'index.html': meta }).faults).toEqual([]);
  });
});

describe('what a worker weighs', () => {
  const starts = 'new Worker(new URL("/_astro/worker.js",import.meta.url),{type:"module"})';
  const contents = {
    '_astro/lab.js': starts,
    '_astro/worker.js': `import"./core.js";import("./wasm-backend.js");import("./cpu-backend-HASH.js");${noise(1000)}`,
    '_astro/core.js': 'export const f="WASM_HAS_SIMD_SUPPORT";',
    '_astro/wasm-backend.js':
      'const simd="/_astro/simd.wasm",plain="/_astro/plain.wasm";export{simd,plain}',
    '_astro/cpu-backend-HASH.js': noise(500_000),
    '_astro/simd.wasm': randomBytes(140_000),
    '_astro/plain.wasm': randomBytes(90_000),
  };

  it('adds what the first run imports and the larger of two wasm files, and lists apart what it does without', () => {
    const [worker] = checkWorkers(makeSite(contents));
    const size = (name: keyof typeof contents): number =>
      gzipSync(contents[name], { level: 9 }).length;
    expect(worker).toMatchObject({
      address: '/_astro/worker.js',
      scriptBytes:
        size('_astro/worker.js') + size('_astro/core.js') + size('_astro/wasm-backend.js'),
      wasmBytes: size('_astro/simd.wasm'),
      onDemandBytes: size('_astro/cpu-backend-HASH.js'),
      faults: [],
    });
  });

  it('is over budget above 220 kB', () => {
    const [worker] = checkWorkers(
      makeSite({ ...contents, '_astro/simd.wasm': randomBytes(230_000) }),
    );
    expect(worker?.faults.join()).toMatch(/the budget is 220.0 kB/);
  });

  it('counts no WebAssembly that is only named, and says so when there is none at all', () => {
    const named = {
      ...contents,
      '_astro/core.js': 'export const f="WASM_HAS_SIMD_SUPPORT",g="threaded.wasm";',
    };
    expect(checkWorkers(makeSite(named))[0]?.faults).toEqual([]);
    const { '_astro/simd.wasm': simd, '_astro/plain.wasm': plain, ...none } = contents;
    expect(simd.length).toBeGreaterThan(plain.length);
    expect(checkWorkers(makeSite(none))[0]?.faults.join()).toMatch(
      /no WebAssembly file that it names/,
    );
  });

  it('says so when TensorFlow.js cannot be recognised any more', () => {
    const [worker] = checkWorkers(makeSite({ ...contents, '_astro/core.js': 'export const f=1;' }));
    expect(worker?.faults.join()).toMatch(/needs a new mark/);
  });
});

describe('links inside the site', () => {
  const site = {
    'index.html':
      '<a href="/lab/">lab</a><a href="/lab/#run">run</a><a href="#here">x</a><p id="here">',
    'lab/index.html':
      '<h2 id="run">Run</h2><a href="../">home</a><a href="/lab/#alpha=0.5">state</a>',
  };
  const faultsOf = (contents: Record<string, string>): string[] => {
    const files = makeSite(contents);
    const pages = new Map(files.list('.html').map((file) => [file, readPage(files.text(file))]));
    return deadLinks(pages, files.exists);
  };

  it('lead to a page, or a place on a page, that is there', () => {
    expect(faultsOf(site)).toEqual([]);
  });

  it('are named when they lead nowhere', () => {
    const broken = { ...site, 'lab/index.html': '<a href="/gone/">x</a><a href="/#nowhere">y</a>' };
    expect(faultsOf(broken)).toEqual([
      '/ links to /lab/#run, and there is no "run" on that page',
      '/lab/ links to /gone/, which is not there',
      '/lab/ links to /#nowhere, and there is no "nowhere" on that page',
    ]);
  });

  it('name pages by folder', () => {
    expect(['/index.html', '/lab/index.html', '/404.html'].map(pageAddress)).toEqual([
      '/',
      '/lab/',
      '/404.html',
    ]);
  });
});
