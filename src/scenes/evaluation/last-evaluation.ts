/** The largest number an evaluation may start from: 2³² − 1. */
export const LAST_EVALUATION = 0xffffffff;
