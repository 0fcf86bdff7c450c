// Which files the core reads for what it has in hand, in memory that the other thread sees: it has to know when the
// core does not answer any more, and a message for each file of each host would be felt.

/** More are not noted: whoever reads so many reads a whole nixpkgs. */
const MOST = 16_384;

export class ReadLog {
  /** How many there are, and the number of each file. */
  private readonly cells: Int32Array;

  constructor(readonly memory: SharedArrayBuffer) {
    this.cells = new Int32Array(memory);
  }

  begin(): void {
    Atomics.store(this.cells, 0, 0);
  }

  /** @param file its number */
  add(file: number): void {
    const count = Atomics.load(this.cells, 0);
    if (count >= MOST) return;
    Atomics.store(this.cells, count + 1, file);
    Atomics.store(this.cells, 0, count + 1);
  }

  /** The numbers of the files, some of them perhaps more than once. */
  get files(): readonly number[] {
    return [...this.cells.subarray(1, Atomics.load(this.cells, 0) + 1)];
  }
}

/** Memory for a log; undefined where threads share none, as in a browser that does not keep its pages apart. */
export function logMemory(): SharedArrayBuffer | undefined {
  const { crossOriginIsolated } = globalThis as { crossOriginIsolated?: boolean };
  return typeof SharedArrayBuffer === 'undefined' || crossOriginIsolated === false
    ? undefined
    : new SharedArrayBuffer(4 * (MOST + 1));
}
