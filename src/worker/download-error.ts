export type DownloadProblem =
  'offline' | 'not-found' | 'truncated' | 'too-large' | 'wrong-content' | 'no-crypto' | 'aborted';

/** A download that did not give the file it was meant to. The message is for a person. */
export class DownloadError extends Error {
  readonly problem: DownloadProblem;

  constructor(problem: DownloadProblem, message: string) {
    super(message);
    this.name = 'DownloadError';
    this.problem = problem;
  }
}
