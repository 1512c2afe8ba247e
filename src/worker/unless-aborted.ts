/**
 * What is waited for, unless the signal comes first; the work itself goes on.
 *
 * @throws what the work throws, or the signal's reason.
 */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(reasonOf(signal));
    if (signal.aborted) leave();
    const stay = () => signal.removeEventListener('abort', leave);
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).then(stay, stay);
  });
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error('it is not wanted any more');
}
