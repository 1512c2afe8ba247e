/**
 * Runs one request at a time, and of those that arrive meanwhile only the last. The others are
 * answered with `undefined` at once: nobody waits for what nobody wants any more.
 */
export class LatestOnly<Request, Answer> {
  private readonly execute: (request: Request) => Promise<Answer>;
  private waiting:
    { request: Request; settle: (answer: Promise<Answer> | undefined) => void } | undefined;
  private busy = false;

  constructor(execute: (request: Request) => Promise<Answer>) {
    this.execute = execute;
  }

  submit(request: Request): Promise<Answer | undefined> {
    this.waiting?.settle(undefined);
    return new Promise((resolve) => {
      this.waiting = { request, settle: resolve };
      if (!this.busy) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting) {
      const { request, settle } = this.waiting;
      this.waiting = undefined;
      const answer = this.execute(request);
      settle(answer);
      // A failure is the caller's to hear of; here it only ends the wait.
      await answer.catch(() => undefined);
    }
    this.busy = false;
  }
}
