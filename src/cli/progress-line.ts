const TERMINAL_MILLISECONDS = 100;
const FILE_MILLISECONDS = 5000;

/** How far something is, on stderr: one line that changes in a terminal, a line now and then elsewhere. */
export class ProgressLine {
  private readonly stream: NodeJS.WriteStream;
  private readonly pause: number;
  private next: number;
  private shown = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.stream = stream;
    this.pause = stream.isTTY ? TERMINAL_MILLISECONDS : FILE_MILLISECONDS;
    this.next = performance.now() + this.pause;
  }

  /** @param text made only when it is time to show something. */
  show(text: () => string): void {
    const now = performance.now();
    if (now < this.next) return;
    this.next = now + this.pause;
    this.stream.write(this.stream.isTTY ? `\r\x1b[K${text()}` : `${text()}\n`);
    this.shown = true;
  }

  /** Takes the line away again. */
  clear(): void {
    if (this.shown && this.stream.isTTY) this.stream.write('\r\x1b[K');
  }
}
