// renamed-option: an option is set by a name it had once, or is gone.

import type { Analysis } from '../analysis/analysis';
import { dotted } from '../analysis/meetings';
import { type OldOption, oldOptions } from '../analysis/option-names';
import type { Origin } from '../eval/values';
import { removeBinding } from './edits/remove';
import { renamePath, writtenPath } from './edits/rename-path';
import { type Fix, finding } from './finding';
import { PAGE } from './pages/renamed-option';
import { byPlace, keyPlace } from './places';
import type { Rule, RuleSources } from './rule';

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
      // `specialization` is a matter of specialization-spelling.
      .filter(({ own, path }) => (own || !analysis.entryPoint.fragment) && path[0] !== 'specialization')
      .flatMap((option) => option.raws.flatMap(({ entry: { origin } }): Use[] => (origin === undefined ? [] : [{ option, origin }])));
    return byPlace(uses, ({ option, origin }) => writtenPath(origin, option.path, sources)?.place ?? keyPlace(origin)).flatMap(
      ({ place, items }) => {
        const [use] = items;
        if (use === undefined) return [];
        const names = [...new Set(items.map(({ option }) => option.system.name))];
        return [
          finding(place, analysis, {
            code: 'renamed-option',
            severity: fails(use.option) ? (analysis.entryPoint.fragment ? 'warning' : 'error') : 'information',
            message: messageOf(use.option, analysis),
            specialisation: names.length === 1 ? (names[0] ?? null) : null,
            option: dotted(use.option.path),
            tag: 'deprecated',
            fixes: () => [fixOf(use, sources)],
          }),
        ];
      },
    );
  },
};

/** A removed option fails an assertion as soon as it has a definition (lib/modules.nix, mkRemovedOptionModule). */
const fails = ({ own, to, isDefined }: OldOption): boolean => own && to === undefined && isDefined;

function messageOf(option: OldOption, { entryPoint }: Analysis): string {
  const { path, to, own, message } = option;
  const name = `\`${dotted(path)}\``;
  const whose = entryPoint.kind === 'nixos' ? 'NixOS' : 'Home Manager';
  if (to !== undefined)
    return `${name} is an old name${own ? '' : ` in newer releases of ${whose}`}: the option is called \`${dotted(to)}\`.`;
  if (!own) return `${name} was ${message ?? 'removed'}: releases without it reject the definition.`;
  const why = message?.replace(/^The option `.*?' no longer has any effect; please remove it\.\s*/, '').trim() ?? '';
  return `${name} was removed${fails(option) ? ', and defining it fails' : ''}${why === '' ? '.' : `: ${why}`}`;
}

function fixOf({ option, origin }: Use, sources: RuleSources): Fix | undefined {
  const { path, to } = option;
  if (to === undefined) {
    const edit = option.own ? removeBinding(keyPlace(origin), sources) : undefined;
    return edit && { title: 'Remove the definition', kind: 'remove', preferred: false, edits: [edit] };
  }
  const edit = option.isMixed ? undefined : renamePath(origin, path, to, sources);
  return edit && { title: `Rename to \`${dotted(to)}\``, kind: 'rename', preferred: true, edits: [edit] };
}
