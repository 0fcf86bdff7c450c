// misplaced-property: mkIf inside mkForce and other nestings that the module system does not open.

import type { Analysis } from '../analysis/analysis';
import { type MisplacedProperty, misplacedIn } from '../analysis/checks/misplaced-properties';
import { covers, type Location } from '../base/span';
import type { Origin } from '../eval/values';
import { type CodeScan, codeScanOf, codeScans } from '../lexical/code-scan';
import { isLibraryCall, type PropertyCall, propertyCall } from '../lexical/property-call';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding, type Severity } from './engine/finding';
import { outcome } from './engine/outcomes';
import { soleSpecialisation } from './engine/places';
import type { Rule } from './engine/rule';
import { reorderFix } from './fixes/reorder';
import { PAGE } from './pages/misplaced-property';

export const misplacedProperty: Rule = {
  code: 'misplaced-property',
  page: PAGE,
  check(analysis, sources) {
    const suspects = suspectsIn(analysis, sources);
    if (suspects.size === 0) return [];
    const concerns = ({ file, value }: Origin): boolean =>
      suspects.get(file)?.some((call) => call.expr.start <= value.end && value.start <= call.expr.end) ?? false;
    const places = new Map<string, Misplaced>();
    for (const system of analysis.systems) {
      for (const property of misplacedIn(system, concerns)) {
        const misplaced = locate(property, sources);
        if (misplaced === undefined) continue;
        const key = `${misplaced.place.file}:${misplaced.place.start}`;
        const known = places.get(key);
        if (known === undefined) places.set(key, misplaced);
        else known.properties.push(property);
      }
    }
    return [...places.values()].map((misplaced) => findingOf(misplaced, analysis, sources));
  },
};

/** Overrides and orders with a property somewhere inside, and orders of sets: without them nothing can be misplaced. */
function suspectsIn(analysis: Analysis, sources: SourceTexts): ReadonlyMap<string, readonly PropertyCall[]> {
  const suspects = new Map<string, readonly PropertyCall[]>();
  for (const { file, tree, properties } of codeScans(analysis.files, sources)) {
    const found = properties.filter((call, index) => {
      if (call.kind !== 'override' && call.kind !== 'order') return false;
      const next = properties[index + 1];
      const hasInner = next !== undefined && next.expr.start < call.expr.end;
      return (hasInner || call.kind === 'order') && isLibraryCall(call, tree);
    });
    if (found.some((call) => call.kind === 'override' || call.content.kind !== 'list')) suspects.set(file, found);
  }
  return suspects;
}

export interface Misplaced {
  readonly place: Location;
  /** The property that is not looked for where it stands, and the one around it that hides it. */
  readonly inner: PropertyCall;
  readonly outer: PropertyCall | undefined;
  readonly properties: MisplacedProperty[];
}

/** The call that makes the misplaced property; undefined where it is not written out around the value. */
function locate(property: MisplacedProperty, sources: SourceTexts): Misplaced | undefined {
  const { file } = property.origin;
  const tree = sources.parse(file);
  if (tree === undefined) return undefined;
  const calls = callsOf(property, codeScanOf(tree));
  const index = misplacedAt(calls, property);
  const inner = calls[index];
  if (inner === undefined || !isLibraryCall(inner, tree)) return undefined;
  const { start, end } = inner.head;
  return { place: { file, start, end }, inner, outer: calls[index - 1], properties: [property] };
}

/** The properties written around the value of a property, outermost first, beginning with the override that counts. */
function callsOf({ origin, definition }: MisplacedProperty, { properties }: CodeScan): readonly PropertyCall[] {
  const { value } = origin;
  if (definition?.override?.at !== 'outside') {
    const calls: PropertyCall[] = [];
    for (let call = propertyCall(value); call !== undefined; call = propertyCall(call.content)) calls.push(call);
    return calls;
  }
  const content = definition.override.content.origin?.value;
  if (content === undefined) return [];
  const around = properties.filter(({ expr }) => covers(expr, value));
  const inside = properties.filter(({ expr }) => covers(value, expr) && propertyCall(value)?.expr === expr);
  return [...new Set([...around, ...inside])].filter(
    ({ expr, content: own }) => covers(content, expr) || own === content,
  );
}

/**
 * Where the first property stands that is not looked for there: after an override only an
 * order is, after an order nothing.
 */
function misplacedAt(calls: readonly PropertyCall[], { kind }: MisplacedProperty): number {
  if (kind === 'undeclared') return calls.findIndex((call) => call.kind === 'order');
  const first = calls.findIndex((call) => call.kind === 'override' || call.kind === 'order');
  if (first < 0) return -1;
  const isOrder = calls[first]?.kind === 'order';
  return calls.findIndex(
    (call, index) => index > first && (isOrder || call.kind !== 'order') && !isTransparent(call, calls, index),
  );
}

/** mkMerge of sets of options is split before anything else is looked at. */
const isTransparent = (call: PropertyCall, calls: readonly PropertyCall[], index: number): boolean =>
  call.kind === 'merge' && index < calls.length - 1;

function findingOf({ place, inner, outer, properties }: Misplaced, analysis: Analysis, sources: SourceTexts): Finding {
  const { path, kind } = properties[0] as MisplacedProperty;
  const isFatal =
    properties.some((property) => property.kind !== 'kept' && property.isCertain) && !analysis.entryPoint.fragment;
  const severity: Severity = isFatal ? 'error' : 'warning';
  return finding(place, analysis, {
    code: 'misplaced-property',
    severity,
    message: messageOf(
      inner,
      outer,
      dotted(path),
      kind,
      outcome(properties, analysis, isFatal ? 'will-not' : 'may-not'),
    ),
    specialisation: soleSpecialisation(properties),
    option: dotted(path),
    fixes: () => [reorderFix(inner, outer, place.file, kind, sources)],
  });
}

function messageOf(
  inner: PropertyCall,
  outer: PropertyCall | undefined,
  option: string,
  kind: MisplacedProperty['kind'],
  consequence: string,
): string {
  if (kind === 'undeclared')
    return l10n.t(
      '`{0}` is a set of options, and `{1}` orders the values of one option only: {2}.',
      option,
      inner.name,
      consequence,
    );
  const what =
    outer === undefined
      ? l10n.t('`{0}` does nothing: `{1}` gets the call itself as its value', inner.name, option)
      : l10n.t(
          '`{0}` inside `{1}` does nothing: `{2}` gets the call itself as its value',
          inner.name,
          outer.name,
          option,
        );
  return kind === 'kept' ? `${what}.` : l10n.t('{0}, and {1}.', what, consequence);
}
