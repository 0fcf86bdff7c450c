// Timers, whatever the program runs in.

/** Keeps no program from ending. A browser ends its workers anyway, and its timers are numbers. */
export function inBackground(timer: NodeJS.Timeout): NodeJS.Timeout {
  if (typeof timer === 'object') timer.unref();
  return timer;
}
