import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/cli/run-command.ts';

// Expected numbers: tests/fixtures/counts/totals.csv.

const depthwise = (...args: readonly string[]) => runCommand(args);

describe('count', () => {
  it('gives exact integers as JSON, with the keys that are promised', async () => {
    const { code, stdout, stderr } = await depthwise('count', 'v3-large', '--json');
    expect([code, stderr]).toEqual([0, '']);
    const data = JSON.parse(stdout) as Record<string, unknown> & {
      readonly layers: readonly Record<string, unknown>[];
    };
    const { layers, ...totals } = data;
    expect(totals).toEqual({
      model: 'v3-large',
      alpha: 1,
      resolution: 224,
      dialect: 'torchvision',
      params: {
        weights: 5451272,
        biases: 7360,
        batchNormAffine: 24400,
        batchNormStatistics: 24400,
        trainable: 5483032,
        total: 5507432,
      },
      multiplyAdds: {
        standard: 5419008,
        depthwise: 18392640,
        pointwise: 190269312 - 1507200,
        linear: 2508800,
        squeezeExcite: 1507200,
        total: 216589760,
      },
    });
    expect(layers[0]).toEqual({
      name: 'stem.conv',
      kind: 'standard',
      inputShape: [224, 224, 3],
      outputShape: [112, 112, 16],
      params: 432,
      multiplyAdds: 5419008,
    });
    const sum = (key: string) => layers.reduce((total, layer) => total + Number(layer[key]), 0);
    expect([sum('params'), sum('multiplyAdds')]).toEqual([5483032, 216589760]);
  });

  it('takes width, resolution, classes, channels, dialect and options', async () => {
    const { stdout } = await depthwise(
      ...['count', 'v1', '--alpha', '0.1', '--resolution', '225', '--classes', '12'],
      ...[
        '--channels=1',
        '--dialect',
        'keras',
        '--options',
        'useRelu6=false,variant=conv',
        '--json',
      ],
    );
    expect(JSON.parse(stdout)).toMatchObject({
      alpha: 0.1,
      resolution: 225,
      dialect: 'keras',
      multiplyAdds: { depthwise: 0, pointwise: 0 },
    });
    const layers = (JSON.parse(stdout) as { readonly layers: readonly object[] }).layers;
    expect(layers[0]).toMatchObject({ inputShape: [225, 225, 1], outputShape: [112, 112, 3] });
    expect(layers.at(-1)).toMatchObject({ name: 'classifier.logits', outputShape: [1, 1, 12] });
  });

  it('takes a switch alone for true, and a choice without its name', async () => {
    const short = await depthwise('count', 'v1', '--options', 'shallow', '--json');
    const long = await depthwise('count', 'v1', '--options', 'variant=shallow', '--json');
    expect(short).toEqual(long);
    const { stdout } = await depthwise('count', 'v3-small', '--options', 'minimalistic', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ multiplyAdds: { squeezeExcite: 0 } });
  });

  it('prints tables for people', async () => {
    const { stdout } = await depthwise('count', 'v2');
    expect(stdout).toMatch(/^total +300,774,272$/m);
    expect(stdout).toMatch(/^trainable +3,504,872$/m);
  });
});

describe('the other commands', () => {
  it('summary prints the table of the library', async () => {
    const { stdout } = await depthwise('summary', 'v1', '--depth', 'blocks');
    expect(stdout).toContain('568,740,352');
  });

  it('conventions gives what tools print, thop of 2020 exactly', async () => {
    const { stdout } = await depthwise('conventions', 'v2', '--alpha', '1.4', '--json');
    const { conventions } = JSON.parse(stdout) as {
      readonly conventions: readonly { readonly name: string; readonly operations: number }[];
    };
    expect(conventions.find(({ name }) => name === 'thop')?.operations).toBe(603134720);
    const { stdout: table } = await depthwise('conventions', 'v2', '--alpha', '1.4');
    expect(table).toContain('610.1 MMac');
  });

  it('source prints code in three languages', async () => {
    const source = async (framework: string) => {
      const { stdout } = await depthwise('source', 'v2', '--framework', framework);
      return stdout;
    };
    expect(await source('pytorch')).toContain('class MobileNetV2(nn.Module):');
    expect(await source('keras')).toContain('def mobilenet_v2(classes=1000, size=224):');
    expect(await source('tfjs')).toContain('export function mobileNetV2(');
  });
});

describe('a bad request', () => {
  it.each([
    [['count', 'v4'], 'the model must be one of v1, v2, v3-large, v3-small; got v4'],
    [['count'], 'the model must be one of v1, v2, v3-large, v3-small; none was given'],
    [['count', 'v1', 'v2'], 'one model at a time; got v2 too'],
    [['count', 'v1', '--alpha', '3'], 'alpha must be above 0 and at most 2; got 3'],
    [['count', 'v1', '--alpha', 'wide'], '--alpha must be a number, as 0.75; got "wide"'],
    [['count', 'v1', '--resolution', '16'], 'resolution must be a whole number of pixels from 32'],
    [['count', 'v1', '--dialect', 'timm'], 'dialect must be one of paper, torchvision, keras'],
    [
      ['count', 'v1', '--options', 'relu=1'],
      'v1 has no option relu=1; it has useRelu6=true|false, variant=sep',
    ],
    [['count', 'v1', '--options', 'variant=deep'], 'variant must be one of separable, conv'],
    [['count', 'v1', '--options', 'useRelu6=no'], 'useRelu6 must be true or false; got no'],
    [
      ['count', 'v1', '--options', 'variant'],
      'v1 has no option variant; it has useRelu6=true|false',
    ],
    [
      ['count', 'v2', '--options', 'expansion=13'],
      'expansion must be a number from 1 to 12; got 13',
    ],
    [['count', 'v1', '--width', '1'], "Unknown option '--width'; the options are --alpha"],
    [['source', 'v1'], '--framework must be one of pytorch, keras, tfjs; none was given'],
    [['summary', 'v1', '--depth', '3'], '--depth must be layers or blocks; got 3'],
    [['tally', 'v1'], 'no command tally; there are count, summary, conventions, source'],
  ])('ends with code 2, says what is allowed and prints nothing: %j', async (args, message) => {
    const { code, stdout, stderr } = await depthwise(...args);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('without a command lists what there is', async () => {
    const { code, stderr } = await depthwise();
    expect(code).toBe(2);
    expect(stderr).toContain('conventions');
  });
});

describe('--help', () => {
  it.each([[['--help']], [['count', '--help']], [['source', '-h']], [['conventions', '--help']]])(
    'explains and ends well: %j',
    async (args) => {
      const { code, stdout } = await depthwise(...args);
      expect(code).toBe(0);
      expect(stdout).toContain('depthwise');
    },
  );
});

describe('as a program', () => {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });

  it('prints the result on stdout and ends with 0', () => {
    const { status, stdout, stderr } = run('count', 'v1', '--json');
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ params: { trainable: 4231976 } });
  });

  it('prints a complaint on stderr and ends with 2', () => {
    const { status, stdout, stderr } = run('count', 'v9');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^depthwise: the model must be one of/);
  });
});
