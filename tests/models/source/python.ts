import { spawnSync } from 'node:child_process';

/** A Python that has a module, or `undefined`: tests that need it are skipped without one. */
export function pythonWith(module: string): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0,
  );
}

/** Runs a script with text on stdin and gives its stdout. */
export function runPython(python: string, script: URL, input: string): string {
  const { status, stdout, stderr } = spawnSync(python, [script.pathname], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${script.pathname} failed:\n${stderr}`);
  return stdout;
}
