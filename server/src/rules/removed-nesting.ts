// removed-nesting: `nesting.clone` and `nesting.children`, which NixOS 20.09 replaced by specialisations.

import type { Analysis } from '../analysis/analysis';
import type { NonEmpty } from '../base/group-by';
import { force } from '../eval/thunk';
import type { Definition } from '../modules/definition';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding } from './engine/finding';
import { byPlace, keyPlace, soleName } from './engine/places';
import type { Rule } from './engine/rule';
import { convertNesting } from './fixes/convert-nesting';
import { PAGE } from './pages/removed-nesting';

const CODE = 'removed-nesting';
const OPTIONS = ['clone', 'children'] as const;

type Nesting = (typeof OPTIONS)[number];

interface Use {
  readonly system: System;
  readonly option: Nesting;
  readonly definition: Definition;
}

export const removedNesting: Rule = {
  code: CODE,
  page: PAGE,
  check: (analysis, sources) => {
    if (analysis.entryPoint.kind !== 'nixos') return [];
    const uses = analysis.systems.flatMap(usesIn);
    return byPlace(uses, ({ definition: { entry } }) => entry.origin && keyPlace(entry.origin)).map(({ items }) =>
      findingAt(items, analysis, sources),
    );
  },
};

function usesIn(system: System): readonly Use[] {
  const { evaluation, entry } = system;
  if (!evaluation.level([]).names.has('nesting') || isDeclared(system)) return [];
  return OPTIONS.flatMap((option) =>
    evaluation
      .merged(['nesting', option])
      .definitions.filter(({ module }) => entry === undefined || module.scope === 'specialisation')
      .map((definition) => ({ system, option, definition })),
  );
}

/** Whether the configuration has options below `nesting` of its own. */
function isDeclared({ evaluation: { collection } }: System): boolean {
  return collection.modules.some(({ options }) => {
    const declared = options === undefined ? undefined : force(options.slot);
    return declared?.kind === 'attrs' && declared.entries.has('nesting');
  });
}

function findingAt(uses: NonEmpty<Use>, analysis: Analysis, sources: SourceTexts): Finding {
  const [{ definition, option }] = uses;
  const { origin } = definition.entry;
  const sure = uses.some(
    ({ definition: { doubt }, system }) => doubt === undefined && system.entry?.doubt === undefined,
  );
  const names = uses.map(({ system }) => system.name).filter((name) => name !== null);
  return finding(keyPlace(origin as NonNullable<typeof origin>), analysis, {
    code: CODE,
    severity: sure && !analysis.entryPoint.fragment ? 'error' : 'warning',
    message:
      option === 'clone'
        ? l10n.t(
            '`nesting.clone` was removed, and a system that defines it does not build: ' +
              'use `specialisation.<name>.configuration` instead.',
          )
        : l10n.t(
            '`nesting.children` was removed, and a system that defines it does not build: ' +
              'use `specialisation.<name>` with `inheritParentConfig = false` and `configuration` instead.',
          ),
    specialisation: soleName(names),
    option: `nesting.${option}`,
    tag: 'deprecated',
    // Inside a specialisation there is nothing to convert to.
    fixes: () => [
      names.length > 0 || origin === undefined ? undefined : convertNesting(origin, option, analysis.base, sources),
    ],
  });
}
