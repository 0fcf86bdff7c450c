// infinite-recursion: an option or a name that needs its own value, imports and names of options
// that depend on the configuration.

import type { Analysis } from '../analysis/analysis';
import { sitePlace } from '../analysis/checks/broken';
import { definitionsOf, type Recursion, recursionsIn } from '../analysis/checks/recursion';
import type { NonEmpty } from '../base/group-by';
import type { Location } from '../base/span';
import type { Site } from '../eval/site';
import { sourceOf } from '../eval/thunk';
import type { Question } from '../modules/question';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding } from './engine/finding';
import { byPlace, keyPlace, soleSpecialisation } from './engine/places';
import type { Rule } from './engine/rule';
import { siteText } from './engine/sites';
import { circleOf, valueCircleFindings } from './engine/value-circles';
import { passArgument } from './fixes/pass-argument';
import { PAGE } from './pages/infinite-recursion';

export const infiniteRecursion: Rule = {
  code: 'infinite-recursion',
  page: PAGE,
  check: (analysis, sources) => [
    ...byPlace(
      analysis.systems.flatMap(recursionsIn).flatMap((recursion) => turnsOf(recursion)),
      (turn) => turn.place,
    ).map(({ items }) => findingAt(items, analysis, sources)),
    ...valueCircleFindings('infinite-recursion', analysis, sources),
  ],
};

/** One question of a circle, at the place where it asks the next. */
interface Turn {
  readonly recursion: Recursion;
  readonly system: Recursion['system'];
  /** The circle from this question on. */
  readonly circle: NonEmpty<Read>;
  readonly place: Location | undefined;
}

interface Read {
  readonly question: Question;
  readonly next: Question;
  /** Where it asks the next. */
  readonly site: Site | undefined;
}

/** Each option of a circle is worth a word; where names or modules are in it, they are what to mend. */
function turnsOf(recursion: Recursion): readonly Turn[] {
  const reads = readsOf(recursion);
  const wider = reads.filter(({ question }) => question.kind !== 'value');
  return reads.flatMap((read, i): readonly Turn[] => {
    if (wider.length > 0 && read !== wider[0]) return [];
    const circle: NonEmpty<Read> = [read, ...reads.slice(i + 1), ...reads.slice(0, i)];
    return [{ recursion, system: recursion.system, circle, place: placeOf(read, recursion) }];
  });
}

function readsOf({ error: { steps, closing } }: Recursion): readonly Read[] {
  const [first] = steps;
  return steps.map(({ question }, i) => {
    const next = steps[i + 1];
    return {
      question,
      next: next?.question ?? first?.question ?? question,
      site: next === undefined ? closing : next.site,
    };
  });
}

function placeOf({ question, site }: Read, { place, error }: Recursion): Location | undefined {
  const read = sitePlace(site);
  if (question.kind === 'names') return read ?? sitePlace(error.closing);
  if (question.kind === 'modules') return place ?? read;
  const definitions = definitionsOf(question);
  const own = definitions.find(
    ({ entry: { origin } }) =>
      origin !== undefined && read !== undefined && isInside(read, { ...origin.value, file: origin.file }),
  );
  // What is read elsewhere, as in a `let`, is read for the option.
  const [one, ...others] =
    own === undefined ? definitions.filter(({ entry }) => sourceOf(entry.slot) !== undefined) : [own];
  const written = one?.entry.origin && keyPlace(one.entry.origin);
  return others.length > 0 ? (read ?? written) : (written ?? read);
}

const isInside = (inner: Location, outer: Location): boolean =>
  inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;

function findingAt(turns: NonEmpty<Turn>, analysis: Analysis, sources: SourceTexts): Finding {
  const [{ circle, recursion, place }] = turns;
  const [{ question }] = circle;
  return finding(place as Location, analysis, {
    code: 'infinite-recursion',
    severity: turns.some((turn) => isSure(turn.recursion)) && !analysis.entryPoint.fragment ? 'error' : 'warning',
    message: messageOf(circle, recursion, sources),
    specialisation: soleSpecialisation(turns),
    ...(question.kind === 'value' ? { option: nameOf(question) } : {}),
    fixes: () => {
      const argument = question.kind === 'modules' ? argumentAt(circle[0].site) : undefined;
      return [argument === undefined || argument === 'pkgs' ? undefined : passArgument(argument, analysis, sources)];
    },
    related: circle.flatMap(({ question: asks, next, site }) => {
      const read = sitePlace(site);
      return read === undefined
        ? []
        : [{ ...read, message: l10n.t('{0} reads {1} here', subject(asks), object(next, site, sources)) }];
    }),
  });
}

const isSure = ({ proof, isRead }: Recursion): boolean => proof === 'certain' && isRead;

const nameOf = ({ of, path }: Question): string => dotted([...of.input.prefix, ...path]);

function subject(question: Question): string {
  if (question.kind === 'value') return `\`${nameOf(question)}\``;
  return question.kind === 'modules' ? l10n.t('what is imported') : l10n.t('which options are set');
}

/** What is read: the option, or as it is written where it is no single one. */
function object(question: Question, site: Site | undefined, sources: SourceTexts): string {
  if (question.kind === 'value') return `\`${nameOf(question)}\``;
  const text = siteText(site, sources);
  return text === undefined ? l10n.t('the configuration') : `\`${text}\``;
}

/** How to do without. The name in a module's head stands for an argument. */
function adviceFor(site: Site | undefined): string {
  const argument = argumentAt(site);
  if (argument === undefined) return l10n.t('Import it always, with its settings under `lib.mkIf`.');
  if (argument === 'pkgs') return l10n.t('`lib` does not depend on anything.');
  return l10n.t(
    'In `imports` only what `specialArgs` passes can be used, as in `specialArgs = { inherit {0}; };`.',
    argument,
  );
}

const argumentAt = (site: Site | undefined): string | undefined =>
  site?.expr.kind === 'variable' ? site.expr.name : undefined;

function messageOf(circle: NonEmpty<Read>, recursion: Recursion, sources: SourceTexts): string {
  const [{ question, next, site }, ...others] = circle;
  const read = object(next, site, sources);
  if (question.kind === 'modules')
    return l10n.t(
      'Infinite recursion: what is imported depends on {0}, which is known only when everything is imported. {1}',
      read,
      adviceFor(site),
    );
  if (question.kind === 'names')
    return l10n.t(
      'Infinite recursion: which options are set here depends on {0}, which is known only when that is settled. ' +
        '`lib.mkIf` decides later, option by option.',
      read,
    );
  const way = [question, ...others.map((other) => other.question)].filter(({ kind }) => kind === 'value').map(subject);
  const needs = circleOf(way);
  return recursion.isRead
    ? l10n.t('Infinite recursion: {0}.', needs)
    : l10n.t('Infinite recursion as soon as somebody reads it: {0}.', needs);
}
