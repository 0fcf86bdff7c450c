// specialisation-name: a name that NixOS refuses, or that boot menus and command lines make hard to use.

import type { Analysis } from '../analysis/analysis';
import type { Location } from '../base/span';
import type { Origin } from '../eval/values';
import type { SpecialisationEntry } from '../modules/specialisation-entries';
import { l10n } from '../protocol/l10n';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { byPlace, distinctNames, namePlace, ofSpecialisations, soleName } from './engine/places';
import type { Rule } from './engine/rule';
import { nameEdits, originsOf } from './fixes/rename-specialisation';
import { PAGE } from './pages/specialisation-name';

const CODE = 'specialisation-name';
const PLAIN = /^[A-Za-z0-9._-]+$/;
/** A name that means a folder wherever it is part of a path. */
const FOLDER = /^\.{1,2}$/;

interface Named {
  readonly entry: SpecialisationEntry;
  readonly origin: Origin;
}

export const specialisationName: Rule = {
  code: CODE,
  page: PAGE,
  check: (analysis, sources) => {
    const awkward = analysis.base.specialisations.filter(({ name }) => !PLAIN.test(name) || FOLDER.test(name));
    const named = awkward.flatMap((entry) => originsOf(entry).map((origin): Named => ({ entry, origin })));
    return byPlace(named, ({ origin }) => namePlace(origin)).map(({ place, items }) =>
      findingAt(place, items, analysis, sources),
    );
  },
};

function findingAt(place: Location, items: readonly Named[], analysis: Analysis, sources: SourceTexts): Finding {
  const slashed = items.filter(({ entry }) => entry.name.includes('/'));
  const shown = (slashed.length > 0 ? slashed : items).map(({ entry }) => entry);
  const names = distinctNames(shown.map(({ name }) => name));
  const isCertain = !analysis.entryPoint.fragment && shown.some(({ doubt }) => doubt === undefined);
  return finding(place, analysis, {
    code: CODE,
    severity: slashed.length === 0 ? 'information' : isCertain ? 'error' : 'warning',
    message:
      slashed.length > 0
        ? l10n.t(
            'The name {0} contains a slash, which {1} does not allow: it does not build.',
            ofSpecialisations(names),
            system(analysis),
          )
        : l10n.t(
            '{0}: boot menus, `nh` and command lines take letters, digits, `.`, `_` and `-` without trouble.',
            complaint(names),
          ),
    specialisation: soleName(names),
    fixes: () => (shown.length === 1 ? shown.map((entry) => renameFix(entry, analysis, sources)) : []),
  });
}

const system = ({ entryPoint }: Analysis): string => (entryPoint.kind === 'nixos' ? 'NixOS' : 'Home Manager');

function complaint(names: readonly string[]): string {
  const whose = ofSpecialisations(names);
  if (names.every((name) => name === '')) return l10n.t('The name {0} is empty', whose);
  if (names.every((name) => FOLDER.test(name))) return l10n.t('The name {0} means a folder', whose);
  const awkward = [...new Set([...names.join('')].filter((letter) => !PLAIN.test(letter)))];
  const shown = awkward.map((letter) => (/\s/.test(letter) ? l10n.t('a blank') : `\`${letter}\``));
  return l10n.t('The name {0} contains {1}', whose, shown.join(', '));
}

/**
 * The same name with hyphens, where nobody else has it and it is still a name. The file that
 * holds the name for `nh` follows.
 */
function renameFix(entry: SpecialisationEntry, { base }: Analysis, sources: SourceTexts): Fix | undefined {
  const plain = entry.name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '');
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(plain) || base.specialisations.some(({ name }) => name === plain))
    return undefined;
  const edits = nameEdits(entry, base, plain, sources);
  return (
    edits && { title: l10n.t('Rename the specialisation to `{0}`', plain), kind: 'rename', preferred: true, edits }
  );
}
