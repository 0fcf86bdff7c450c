// Waiting for something that happens elsewhere.

/**
 * Asks again and again until the answer is neither undefined, null nor false; throws after
 * `milliseconds`, naming what was waited for.
 */
export async function until<T>(
  what: string,
  ask: () => T | PromiseLike<T>,
  milliseconds = 60_000,
): Promise<Exclude<T, undefined | null | false>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (isAnswer(answer)) return answer;
    if (Date.now() > end) throw new Error(`waited ${milliseconds} ms in vain for: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

function isAnswer<T>(answer: T): answer is Exclude<T, undefined | null | false> {
  return answer !== undefined && answer !== null && answer !== false;
}
