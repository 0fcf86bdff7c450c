// Fixes are made when somebody asks for them, in the sitting their finding comes from.
import type { Finding } from '../rules/finding';

/** The same finding, whose fixes are made within `run`. */
export function detached(finding: Finding, run: <T>(work: () => T) => T): Finding {
  const properties = Object.getOwnPropertyDescriptors(finding);
  const fixes = { configurable: true, enumerable: true, get: () => run(() => finding.fixes) };
  return Object.defineProperties(Object.create(Object.prototype), { ...properties, fixes });
}

/** Makes the fixes now and lets go of all that they were made from. */
export function settle(finding: Finding): void {
  Object.defineProperty(finding, 'fixes', { configurable: true, enumerable: true, value: finding.fixes });
}
