// `match` and `split`.

import { spend } from '../budget';
import { expectString, type Row } from '../primop';
import type { Site } from '../site';
import { fail, list, NULL, type Slot, string, type UnknownValue, unknown, type Value } from '../values';
import { fromBytes, toBytes } from './bytes';
import { compileRegex, type Regex } from './regex-compile';
import { findMatch, matchAt, type RegexMatch } from './regex-run';
import { binary } from './row';

/** Patterns that are kept, and how many states they may have together. */
const CACHE_LIMIT = 500;
const STATE_LIMIT = 200_000;
const cache = new Map<string, ReturnType<typeof compileRegex>>();
let states = 0;

function remember(text: string, regex: ReturnType<typeof compileRegex>): void {
  states += 'invalid' in regex ? 1 : regex.states.length;
  if (cache.size >= CACHE_LIMIT || states > STATE_LIMIT) {
    cache.clear();
    states = 0;
  }
  cache.set(text, regex);
}

/** Runs `then` with the compiled pattern and the subject's bytes. */
function withRegex(pattern: Slot, subject: Slot, site: Site, then: (regex: Regex, bytes: string) => Value): Value {
  return expectString(pattern, site, ({ text }) => {
    let regex = cache.get(text);
    if (regex === undefined) {
      regex = compileRegex(toBytes(text));
      const broke = spend(8 * text.length + ('invalid' in regex ? 0 : regex.states.length));
      if (broke !== undefined) return broke;
      remember(text, regex);
    }
    if ('invalid' in regex) return fail('value', `invalid regular expression '${text}': ${regex.invalid}`, site);
    const compiled = regex;
    return expectString(subject, site, (value) => then(compiled, toBytes(value.text)));
  });
}

/** A piece of the subject as a value. */
function piece(bytes: string, start: number, end: number, site: Site): Value {
  const text = fromBytes(bytes.slice(start, end));
  return text === undefined ? unknown('argument', 'a string with half a character', site) : string(text);
}

const groupsOf = (found: RegexMatch, bytes: string, site: Site): Value =>
  spend(found.groups.length) ??
  list(found.groups.map((group) => (group === undefined ? NULL : piece(bytes, group[0], group[1], site))));

function match(regex: Regex, bytes: string, site: Site): Value {
  const found = matchAt(regex, bytes, { from: 0, exact: true });
  if (found === undefined) return NULL;
  return isUnknown(found) ? found : groupsOf(found, bytes, site);
}

/** What stands between matches, and the groups of each match, in turn. */
function split(regex: Regex, bytes: string, site: Site): Value {
  const parts: Slot[] = [];
  let end = 0;
  let found = findMatch(regex, bytes, { from: 0 });
  while (found !== undefined) {
    const broke = isUnknown(found) ? found : spend(1);
    if (broke !== undefined) return broke;
    const { start, end: until } = found as RegexMatch;
    parts.push(piece(bytes, end, start, site), groupsOf(found as RegexMatch, bytes, site));
    const midway = parts.length > 2;
    end = until;
    if (until > start) found = findMatch(regex, bytes, { from: until, midway: true });
    else if (until === bytes.length) break;
    // Behind a match of nothing, something at the same place comes first.
    else
      found =
        matchAt(regex, bytes, { from: until, nonEmpty: true, midway }) ??
        findMatch(regex, bytes, { from: until + 1, midway: true });
  }
  parts.push(piece(bytes, end, bytes.length, site));
  return list(parts);
}

const isUnknown = (found: RegexMatch | UnknownValue): found is UnknownValue => 'kind' in found;

export const REGEX: readonly Row[] = [
  binary('match', (pattern, subject, site) =>
    withRegex(pattern, subject, site, (regex, bytes) => match(regex, bytes, site)),
  ),
  binary('split', (pattern, subject, site) =>
    withRegex(pattern, subject, site, (regex, bytes) => split(regex, bytes, site)),
  ),
];
