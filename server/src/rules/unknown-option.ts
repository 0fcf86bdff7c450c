// unknown-option: an option is defined that nobody declares.

import type { Analysis } from '../analysis/analysis';
import { type Stranger, strangers } from '../analysis/checks/option-names';
import { closest } from '../base/closest';
import type { NonEmpty } from '../base/group-by';
import type { Location } from '../base/span';
import { renamePath } from '../edits/rename-path';
import type { Origin } from '../eval/values';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding, type Severity } from './engine/finding';
import { byPlace, keyPlace, soleSpecialisation } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/unknown-option';

interface Use {
  readonly stranger: Stranger;
  readonly near: string | undefined;
  readonly origin: Origin;
  /** The whole path of the definition. */
  readonly path: readonly string[];
}

export const unknownOption: Rule = {
  code: 'unknown-option',
  page: PAGE,
  check: (analysis, sources) =>
    byPlace(
      analysis.systems.flatMap(strangers).flatMap((stranger) => usesOf(stranger, analysis)),
      ({ origin }) => keyPlace(origin),
    ).map(({ place, items }) => findingAt(place, items, analysis, sources)),
};

/** Newer releases have options that the tables lack: only what looks like a slip is worth a word. */
function usesOf(stranger: Stranger, { entryPoint }: Analysis): readonly Use[] {
  const name = stranger.path[stranger.path.length - 1] ?? '';
  const near = nearName(name, stranger);
  // What kind of system a fragment belongs to is not known either.
  if (stranger.proof === 'newer' && (near === undefined || entryPoint.fragment)) return [];
  return stranger.uses.flatMap(({ raw, path }) =>
    raw.entry.origin === undefined ? [] : [{ stranger, near, origin: raw.entry.origin, path }],
  );
}

/** Names that differ in a number or a plural (`plasma5`, `plasma6`) and very short ones are meant to differ. */
function nearName(name: string, { names, known }: Stranger): string | undefined {
  const listed = nearKnown(name, known);
  const near = name.length < 4 ? undefined : closest(name, listed === undefined ? names : [...names, listed]);
  const plain = (text: string): string => text.replace(/\d+/g, '').replace(/s$/, '');
  return near === undefined || plain(near) === plain(name) ? undefined : near;
}

const remembered = new WeakMap<readonly string[], Map<string, string | undefined>>();

/** A set of NixOS has up to a thousand names, and people's own options stay among them: each is compared once. */
function nearKnown(name: string, known: readonly string[]): string | undefined {
  let answers = remembered.get(known);
  if (answers === undefined) {
    answers = new Map();
    remembered.set(known, answers);
  }
  if (!answers.has(name)) answers.set(name, closest(name, known));
  return answers.get(name);
}

function findingAt(place: Location, uses: NonEmpty<Use>, analysis: Analysis, sources: SourceTexts): Finding {
  const [use] = uses;
  const { stranger, near, origin } = use;
  const { path, proof } = stranger;
  const meant = near === undefined ? undefined : [...path.slice(0, -1), near];
  return finding(place, analysis, {
    code: 'unknown-option',
    severity: severityOf(proof, analysis),
    message: messageOf(stranger, meant),
    specialisation: soleSpecialisation(uses.map((each) => each.stranger)),
    option: dotted(path),
    fixes: () => {
      const to = meant && [...meant, ...use.path.slice(path.length)];
      const edit = to && renamePath(origin, use.path, to, sources);
      return [edit && { title: l10n.t('Change to `{0}`', near ?? ''), kind: 'rename', preferred: true, edits: [edit] }];
    },
  });
}

function messageOf({ path, proof, names }: Stranger, meant: readonly string[] | undefined): string {
  const what =
    proof === 'newer'
      ? l10n.t('`{0}` is not known to be an option', dotted(path))
      : l10n.t('`{0}` is no option, so defining it fails', dotted(path));
  if (meant !== undefined) return l10n.t('{0}; did you mean `{1}`?', what, dotted(meant));
  return names.length > 0 && names.length <= 8
    ? l10n.t('{0}; there are {1}.', what, names.map((name) => `\`${name}\``).join(', '))
    : `${what}.`;
}

function severityOf(proof: Stranger['proof'], { entryPoint }: Analysis): Severity {
  if (proof === 'newer') return 'information';
  return proof === 'certain' && !entryPoint.fragment ? 'error' : 'warning';
}
