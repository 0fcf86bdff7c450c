// Values that fail on purpose (throw, abort, an assert) or by what they are made of, where somebody reads them.

import { groupBy, type NonEmpty } from '../../base/group-by';
import { covers } from '../../base/span';
import { NotAFunction } from '../../eval/errors';
import type { ErrorCode } from '../../eval/reason-codes';
import { ErrorValue } from '../../eval/values';
import { readsWithin } from '../../lexical/config-reads';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Analysis } from '../analysis';
import { type Broken, brokenIn, sitePlace } from './broken';
import { switchedAt } from './switches';

/** One failure, with everything that comes to nothing by it. */
export interface FailingValue {
  readonly error: ErrorValue;
  /** Whose definition it is written in, or else who reads it. */
  readonly first: Broken;
  readonly readers: NonEmpty<Broken>;
}

/** What else fails is the business of other rules. */
const CODES: ReadonlySet<ErrorCode> = new Set(['throw', 'abort', 'assert', 'type', 'arithmetic', 'value']);

/**
 * The failures of a base and its specialisations that somebody comes across, each once.
 * @param isCertainCall whether what is called there is certainly no function
 */
export function failingValues(
  { systems, entryPoint }: Analysis,
  sources: SourceTexts,
  isCertainCall: (error: NotAFunction) => boolean,
): readonly FailingValue[] {
  // What fails as a whole need not be a module.
  const isSystem = ({ path }: Broken): boolean => path !== undefined || !entryPoint.fragment;
  const found = systems
    .flatMap(brokenIn)
    .filter((broken) => isConcern(broken.error, isCertainCall) && isSystem(broken));
  return [...groupBy(found, keyOf).values()].flatMap((all): FailingValue[] => {
    const readers = all.flatMap(asRead);
    const [reader, ...others] = readers;
    const first = all.find(isWrittenIn) ?? readers.find((each) => !readsAnother(each, readers, sources)) ?? reader;
    return reader && first ? [{ error: reader.error, first, readers: [reader, ...others] }] : [];
  });
}

/** Of calls nobody knows how well the library is known that takes them. */
const isConcern = (error: ErrorValue, isCertainCall: (error: NotAFunction) => boolean): boolean =>
  error instanceof NotAFunction ? isCertainCall(error) : CODES.has(error.code) && error.constructor === ErrorValue;

function keyOf({ error, place }: Broken): string {
  const at = sitePlace(error.site) ?? place;
  return JSON.stringify([at?.file, at?.start, at?.end, error.message]);
}

/**
 * What the configuration declares itself may have values that nobody asks for, and a service that is not on reads none
 * of its settings.
 */
function asRead(broken: Broken): readonly Broken[] {
  const { declared, path, system } = broken;
  const switched = path === undefined ? 'on' : switchedAt(path, system);
  if (declared || switched === 'off') return [];
  return [switched === 'maybe' ? { ...broken, proof: 'likely' } : broken];
}

/** Whether a value reads an option that fails in the same way: then it fails by that one. */
function readsAnother({ place, value, path }: Broken, readers: readonly Broken[], sources: SourceTexts): boolean {
  if (place === undefined || value === undefined) return false;
  const read = readsWithin({ ...value, file: place.file }, sources);
  const options = readers.flatMap((other) => (other.path === undefined || other.path === path ? [] : [other.path]));
  return read.some((at) => options.some((option) => startsWith(at, option) || startsWith(option, at)));
}

const startsWith = (path: readonly string[], beginning: readonly string[]): boolean =>
  beginning.every((name, i) => path[i] === name);

/** Whether what fails is part of the definition itself. */
function isWrittenIn({ error, place, value }: Broken): boolean {
  const site = sitePlace(error.site);
  return site !== undefined && value !== undefined && site.file === place?.file && covers(value, site);
}
