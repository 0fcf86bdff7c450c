// The old generation of threads that evaluate: when V8 looks for the dead in it.
import { setFlagsFromString } from 'node:v8';

/** Of what was alive at the last look, in per cent. V8's own is 300 for a thread that may have 2 GB, else up to 100. */
const GROWTH_PERCENT = 50;
const SCARCE_PERCENT = 10;

/**
 * For threads that are started from now on: there is no look before there are so many megabytes, and a further one
 * whenever there is half as much again as was alive. With 0 V8 decides again when it looks first.
 */
export function letGrow(megabytes: number): void {
  setFlagsFromString(`--initial-old-space-size=${Math.floor(megabytes)}`);
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}

/** From the next look on, of all threads: memory comes to its end. */
export function growLittle(): void {
  setFlagsFromString(`--heap-growing-percent=${SCARCE_PERCENT}`);
}
