// missing-name: an attribute of a set that is known not to have it, or a name that nothing in the file makes visible.

import type { Analysis } from '../analysis/analysis';
import { unboundIn } from '../analysis/unbound';
import { closest } from '../base/closest';
import { groupBy } from '../base/group-by';
import { slipOf } from '../base/slip';
import { libValue } from '../eval/lib/index';
import { type ErrorValue, MissingAttribute } from '../eval/values';
import { brokenFindings } from './broken-findings';
import { type Finding, type Fix, finding } from './finding';
import { isOfAllArguments } from './missing-argument';
import { PAGE } from './pages/missing-name';
import type { Rule, RuleSources } from './rule';
import { sitePlace } from './sites';
import { isModuleName } from './undefined-lib';

export const missingName: Rule = {
  code: 'missing-name',
  page: PAGE,
  check: (analysis, sources) => [...attributes(analysis, sources), ...variables(analysis)],
};

function attributes(analysis: Analysis, sources: RuleSources): readonly Finding[] {
  return brokenFindings(analysis, isConcern, (error, _broken, isRead) => {
    const near = error instanceof MissingAttribute ? nearIn(error) : undefined;
    const meant = near === undefined ? '' : `; did you mean \`${near}\`?`;
    const fails = isRead ? '' : ', which fails as soon as somebody reads it';
    return {
      code: 'missing-name',
      message: `${wordsFor(error, sources)}${fails}${meant === '' ? '.' : meant}`,
      fixes: () => [near === undefined ? undefined : renameFix(error, near)],
    };
  });
}

type Concern = MissingAttribute | (ErrorValue & { readonly code: 'undefined-variable' });

const isConcern = (error: ErrorValue): error is Concern =>
  error.code === 'undefined-variable' || (error instanceof MissingAttribute && !isOfAllArguments(error));

/** `lib.mkforce` has no ... */
function wordsFor(error: Concern, sources: RuleSources): string {
  if (!(error instanceof MissingAttribute)) return `Nothing makes ${error.message.replace(/^.*'(.*)'$/, '`$1`')} visible here`;
  const { site, name } = error;
  const place = sitePlace(site);
  const expr = site?.expr;
  const step = expr?.kind === 'select' ? expr.path.find((at) => at.kind === 'static' && at.name === name) : undefined;
  const text =
    place &&
    step &&
    sources
      .read(place.file)
      ?.slice(place.start, step.start)
      .replace(/\s*\.\s*$/, '')
      .replace(/\s+/g, ' ');
  return text === undefined || text.length > 60 ? `There is no \`${name}\` here` : `\`${text}\` has no \`${name}\``;
}

/** Of the library, which may be another one, only what it certainly is a slip of. */
function nearIn({ set, name }: MissingAttribute): string | undefined {
  return slipOf(name, set.entries.keys()) ?? (set.open === undefined ? closest(name, [...set.entries.keys()]) : undefined);
}

function renameFix({ site }: ErrorValue, near: string): Fix | undefined {
  const place = sitePlace(site);
  const expr = site?.expr;
  if (place === undefined || expr === undefined) return undefined;
  const span = expr.kind === 'select' ? expr.path.at(-1) : expr.kind === 'variable' ? expr : undefined;
  const isLast = span !== undefined && (span.kind === 'static' || span.kind === 'variable');
  if (!isLast || !/^[A-Za-z_][\w'-]*$/.test(near)) return undefined;
  const edit = { file: place.file, start: span.start, end: span.end, newText: near };
  return { title: `Change to \`${near}\``, kind: 'rename', preferred: true, edits: [edit] };
}

/** What is not bound at all: Nix refuses to read the file. What every module can have is the business of undefined-lib. */
function variables(analysis: Analysis): readonly Finding[] {
  const files = new Map(analysis.systems.flatMap((system) => unboundIn(system).map((inFile) => [inFile.module.file, inFile])));
  const library = libValue(analysis.base.input.interpreter);
  return [...files.values()].flatMap(({ module, names }) =>
    [...groupBy(names, ({ name }) => name)].flatMap(([name, [first, ...others]]) =>
      isModuleName(name, library)
        ? []
        : [
            finding({ file: module.file, ...first }, analysis, {
              code: 'missing-name',
              severity: analysis.entryPoint.fragment ? 'warning' : 'error',
              message: `\`${name}\` is not defined: Nix cannot read the file.${hintFor(name)}`,
              related: others.map(({ start, end }) => ({ file: module.file, start, end, message: 'used here too' })),
            }),
          ],
    ),
  );
}

/** What is often meant to come from the flake. */
const hintFor = (name: string): string =>
  ['inputs', 'self', 'outputs'].includes(name)
    ? ` A module gets it only if its head names it and \`specialArgs = { inherit ${name}; };\` passes it.`
    : '';
