// renamed-option: an option is set by a name it had once, or is gone.

import type { Analysis } from '../analysis/analysis';
import { type OldOption, oldOptions } from '../analysis/checks/option-names';
import { removeBinding } from '../edits/remove';
import { renamePath, writtenPath } from '../edits/rename-path';
import type { Origin } from '../eval/values';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Fix, finding, type Severity } from './engine/finding';
import { byPlace, keyPlace, soleSpecialisation } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/renamed-option';

/** The matter of specialization-spelling and of removed-nesting. */
const RULED_ELSEWHERE = new Set(['specialization', 'nesting']);

/** Second names that NixOS gives on purpose (mkAliasOptionModule): nobody has to give them up. */
const ALIASES: ReadonlySet<string> = new Set([
  'environment.checkConfigurationOptions',
  'services.compton',
  'services.openssh.knownHosts',
  'services.sshd.enable',
  'users.extraGroups',
  'users.extraUsers',
  'virtualisation.docker.liveRestore',
]);

/** How NixOS's own text begins (lib/modules.nix, mkRemovedOptionModule, as a definition and as a value). */
const REMOVED =
  /^The option `.*?' (?:no longer has any effect; please remove it|can no longer be used since it's been removed)\.\s*/;

interface Use {
  readonly option: OldOption;
  readonly origin: Origin;
}

export const renamedOption: Rule = {
  code: 'renamed-option',
  page: PAGE,
  check: (analysis, sources) => {
    const uses = analysis.systems
      .flatMap(oldOptions)
      // What kind of system a fragment belongs to is not known, so neither are its options.
      .filter(
        ({ own, path }) =>
          (own || !analysis.entryPoint.fragment) &&
          !RULED_ELSEWHERE.has(path[0] ?? '') &&
          (own || !ALIASES.has(dotted(path))),
      )
      .flatMap((option) =>
        option.raws.flatMap(({ entry: { origin } }): Use[] => (origin === undefined ? [] : [{ option, origin }])),
      );
    return byPlace(
      uses,
      ({ option, origin }) => writtenPath(origin, option.path, sources)?.place ?? keyPlace(origin),
    ).map(({ place, items }) => {
      const [use] = items;
      return finding(place, analysis, {
        code: 'renamed-option',
        severity: severityOf(use.option, analysis),
        message: messageOf(use.option, analysis),
        specialisation: soleSpecialisation(items.map(({ option }) => option)),
        option: dotted(use.option.path),
        tag: 'deprecated',
        fixes: () => [fixOf(use, sources)],
      });
    });
  },
};

/** A removed option fails an assertion as soon as it has a definition (lib/modules.nix, mkRemovedOptionModule). */
const fails = ({ to, isDefined }: OldOption): boolean => to === undefined && isDefined;

/**
 * Which names NixOS has depends on its release, which is not known: no more than struck
 * through, so that it is no noise.
 */
function severityOf(option: OldOption, { entryPoint }: Analysis): Severity {
  if (fails(option)) return entryPoint.fragment ? 'warning' : 'error';
  return option.own ? 'information' : 'hint';
}

function messageOf(option: OldOption, { entryPoint }: Analysis): string {
  const { path, to, own, message } = option;
  const name = dotted(path);
  if (to !== undefined) return oldName(name, dotted(to), own, entryPoint.kind);
  const why = message?.replace(REMOVED, '').replace(/\s+/g, ' ').trim() ?? '';
  const gone = fails(option)
    ? l10n.t('`{0}` was removed, and defining it fails', name)
    : l10n.t('`{0}` was removed', name);
  return why === '' ? `${gone}.` : `${gone}: ${why}`;
}

function oldName(name: string, to: string, own: boolean, kind: Analysis['entryPoint']['kind']): string {
  if (own) return l10n.t('`{0}` is an old name: the option is called `{1}`.', name, to);
  return kind === 'nixos'
    ? l10n.t('`{0}` is an old name in newer releases of NixOS: the option is called `{1}`.', name, to)
    : l10n.t('`{0}` is an old name in newer releases of Home Manager: the option is called `{1}`.', name, to);
}

function fixOf({ option, origin }: Use, sources: SourceTexts): Fix | undefined {
  const { path, to } = option;
  if (to === undefined) {
    const edit = removeBinding(keyPlace(origin), sources);
    return edit && { title: l10n.t('Remove the definition'), kind: 'remove', preferred: false, edits: [edit] };
  }
  const edit = option.isMixed ? undefined : renamePath(origin, path, to, sources);
  return edit && { title: l10n.t('Rename to `{0}`', dotted(to)), kind: 'rename', preferred: true, edits: [edit] };
}
