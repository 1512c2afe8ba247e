/** One word of the command line. */
export interface Command {
  /** Shown by `--help`: arguments, options, what comes out. */
  readonly usage: string;
  /**
   * Does what was asked and gives the text to print.
   *
   * @param args What follows the command's name.
   * @throws UsageError for arguments that make no sense.
   */
  readonly run: (args: readonly string[]) => string | Promise<string>;
}

/** Arguments that make no sense: the message says what would. Ends the program with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
