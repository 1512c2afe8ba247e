import { describe, expect, it } from 'vitest';
import { importsIn, moduleGraph, workersIn } from '../../../scripts/budgets/module-graph.mjs';

/** A site of six modules: page → figure → shared ⇄ cycle; figure asks for lab only when it is opened. */
const site: Record<string, string> = {
  '/_astro/page.js': 'import"./figure.js";import{a}from"./shared.js";a();',
  '/_astro/figure.js':
    'export{a}from"./shared.js";const open=()=>import("./lab.js");const url=import.meta.url;',
  '/_astro/shared.js': 'import*as c from"./cycle.js";export const a=()=>c;',
  '/_astro/cycle.js': 'import{a}from"./shared.js";export const c=a;',
  '/_astro/lab.js': 'import"./shared.js";import"./tensors.js";',
  '/_astro/tensors.js': 'export const text=`import"./not-an-import.js"`;',
};

const read = (address: string): string => {
  const text = site[address];
  if (text === undefined) throw new Error(`no ${address}`);
  return text;
};

describe('the module graph', () => {
  it('counts what is imported, through exports and cycles, and not what is asked for later', () => {
    const { loaded, onDemand } = moduleGraph(['/_astro/page.js'], read);
    expect([...loaded].sort()).toEqual([
      '/_astro/cycle.js',
      '/_astro/figure.js',
      '/_astro/page.js',
      '/_astro/shared.js',
    ]);
    expect([...onDemand].sort()).toEqual(['/_astro/lab.js', '/_astro/tensors.js']);
  });

  it('does not pass over a module that is missing', () => {
    expect(() => moduleGraph(['/_astro/gone.js'], read)).toThrow('no /_astro/gone.js');
  });

  it('reads addresses from the root and leaves other origins to the check on origins', () => {
    const text = 'import"/_astro/a.js";import"https://cdn.example/b.js";import("./c.js?v=1")';
    expect(importsIn(text, '/lab/inline.js')).toEqual({
      fixed: ['/_astro/a.js'],
      dynamic: ['/lab/c.js'],
    });
  });

  it('is not misled by text that looks like an import', () => {
    expect(importsIn('const s="import x from \'./a.js\'";// import"./b.js"', '/x.js')).toEqual({
      fixed: [],
      dynamic: [],
    });
  });

  it('finds the workers that a module starts, in the forms that bundlers write', () => {
    const forms = [
      'new Worker(new URL("/_astro/w1.js",import.meta.url),{type:"module"})',
      'new Worker(""+new URL("w2.js",import.meta.url).href,{type:"module"})',
      'new Worker("/_astro/w3.js",{type:"module",name:e?.name})',
    ];
    expect(workersIn(forms.join(';'), '/_astro/lab.js')).toEqual([
      '/_astro/w1.js',
      '/_astro/w2.js',
      '/_astro/w3.js',
    ]);
  });
});
