// When V8 compiles and optimises what a thread runs.
import { setFlagsFromString } from 'node:v8';

/** So much bytecode is run of a function before it is optimised, if it should be; V8's own is a sixth. */
const BUDGET_BYTES = 400_000;

/**
 * Later than usual, from now on. An evaluator is thousands of small functions, all of them warm, that see one kind of
 * value after the other: V8 optimises most of them soon and then anew for each kind, which takes more than a third of
 * the time in which a project is opened, and makes later edits no faster.
 */
export function optimiseLater(): void {
  setFlagsFromString(`--interrupt-budget=${BUDGET_BYTES}`);
}

/** WebAssembly, too: on other threads while this one starts, and not piece by piece when it is first run. */
export function compileAtOnce(): void {
  setFlagsFromString('--no-wasm-lazy-compilation');
}
