// lib.generators.toGitINI.

import { spend, tooDeep } from '../../budget';
import { sortedNames } from '../../builtins/attrs';
import { unary } from '../../builtins/row';
import { decide, expectClosedAttrs, type Row } from '../../primop';
import type { Site } from '../../site';
import { concatPieces } from '../../strings';
import { force } from '../../thunk';
import { lift } from '../../unknowns';
import { type AttrsValue, attrs, FALSE, fail, type Slot, string, TRUE, type Value } from '../../values';
import { isDerivation } from '../tags';
import { ini, keyValue, type Style, valueString } from './generators';

const isSection = (slot: Slot, site: Site): Value =>
  lift(force(slot), (value) =>
    value.kind === 'attrs'
      ? decide(
          isDerivation(value, site),
          () => FALSE,
          () => TRUE,
          site,
        )
      : FALSE,
  );

/** Sections nested deeper have no end. */
const LONGEST_PATH = 100;

/** Nested sets as the sections of Git's configuration: `a.b.c = 1` is `c = 1` in `[a "b"]`. */
function gitSections(set: AttrsValue, site: Site): Value {
  const sections = new Map<string, [string, Slot][]>();
  const sectionAt = (name: string): [string, Slot][] => {
    const section = sections.get(name) ?? [];
    sections.set(name, section);
    return section;
  };
  const walk = (path: readonly string[], value: AttrsValue): Value | undefined => {
    if (path.length > LONGEST_PATH) return tooDeep(site);
    for (const name of sortedNames(value)) {
      const broke = spend(1);
      if (broke !== undefined) return broke;
      const slot = value.at(name);
      const nested = isSection(slot, site);
      if (nested.kind !== 'bool') return nested;
      if (path.length === 0 && !nested.value)
        return fail('type', 'expected a set but found a value outside of sections', site);
      if (path.length === 0 && (force(slot) as AttrsValue).entries.size === 0) sectionAt(name);
      const failed = nested.value ? walk([...path, name], force(slot) as AttrsValue) : undefined;
      if (failed !== undefined) return failed;
      if (!nested.value) sectionAt(path.join('.')).push([name, slot]);
    }
    return undefined;
  };
  const failed = walk([], set);
  return failed ?? attrs([...sections].map(([name, slots]) => [name, attrs(slots)]));
}

const gitTitle = (name: string): Value => {
  const [head = '', ...rest] = name.split('.');
  return string(name.includes('"') || rest.length === 0 ? name : `${head} "${rest.join('.')}"`);
};

const GIT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function toGitIni(set: Slot, site: Site): Value {
  const write = (value: Slot): Value =>
    lift(force(value), (known) =>
      known.kind === 'string'
        ? string(`"${known.text.replaceAll(/[\n\t"\\]/g, (character) => GIT_ESCAPES[character] ?? character)}"`)
        : valueString(known, site),
    );
  const pair = keyValue(' = ', write);
  const style: Style = {
    duplicate: false,
    indent: '',
    write: (key, slot) => {
      const value = force(slot);
      const each = value.kind === 'list' ? value.items : [slot];
      return concatPieces(each.flatMap((item, index) => [index === 0 ? '\t' : '\n\t', pair(key, item)]));
    },
  };
  return expectClosedAttrs(set, site, (known) =>
    lift(gitSections(known, site), (sections) => ini(sections, style, gitTitle, site)),
  );
}

export const GIT_INI_ROWS: readonly Row[] = [unary('toGitINI', toGitIni)];
