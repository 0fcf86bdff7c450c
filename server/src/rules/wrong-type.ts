// wrong-type: a value is not of the option's type.

import type { Analysis } from '../analysis/analysis';
import type { InvalidValue } from '../analysis/checks/invalid-value';
import { switchedAt } from '../analysis/checks/switches';
import { describeValue } from '../analysis/describe';
import { describeKind, describeType, ownWords, takesKind, typeInWords } from '../analysis/describe-type';
import { explainAt } from '../analysis/explain';
import { isPackage } from '../eval/packages';
import { force } from '../eval/thunk';
import { bool, int, string, type Value } from '../eval/values';
import { fits, isLeakedProperty } from '../modules/merge/checks';
import { isNewerThanTable, isOlderThanTable } from '../options/changed-types';
import type { MergeClass } from '../options/merge-class';
import { l10n } from '../protocol/l10n';
import { stripParens } from '../syntax/ast';
import { dotted } from '../syntax/print';
import type { Fix } from './engine/finding';
import { invalidValueFindings, outcomeOf, tagsOf } from './engine/invalid-value-findings';
import { nameAsWritten } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/wrong-type';

export const wrongType: Rule = {
  code: 'wrong-type',
  page: PAGE,
  check: (analysis) =>
    invalidValueFindings(
      analysis,
      (fault) => isWrongType(fault) && (fault.declared || (isSlip(fault) && !analysis.entryPoint.fragment)),
      (fault) => ({
        code: 'wrong-type',
        message: messageOf(fault),
        ...(mayBeOfOtherKind(fault, analysis) && { severity: 'hint' }),
        fixes: () => [rewriteFix(fault)],
      }),
    ),
};

/** Tags are the business of invalid-tag, properties in the wrong place that of misplaced-property. */
function isWrongType(fault: InvalidValue): boolean {
  const value = force(fault.slot);
  return fault.kind === 'type' && !(value.kind === 'attrs' && tagsOf(fault) !== undefined) && !isLeakedProperty(value);
}

/**
 * What the bundled tables say of an option may be outdated: types become wider, above all by null and by sets. Only
 * what is not even near to the type is worth a word.
 */
function isSlip({ class: type, slot }: InvalidValue): boolean {
  return isForeign(type, force(slot));
}

/**
 * Whether the option may take something else in what the flake has locked. Before the tables were made, settings that
 * are a set now were often a text; what takes single values is rarely given another type. Since then, what took one
 * text has often come to take a list of them, and the other way round (`nix.gc.dates`), and sets of texts numbers,
 * too (variables of services).
 */
function mayBeOfOtherKind(fault: InvalidValue, analysis: Analysis): boolean {
  const { declared, class: type, slot } = fault;
  const { kind } = analysis.entryPoint;
  const locked = analysis.lockedFor();
  if (declared) return false;
  if (isOlderThanTable(kind, locked)) return type.kind !== 'equal' && type.kind !== 'one';
  const value = force(slot);
  const takesList = type.kind === 'list' || (type.kind === 'nullOr' && type.of.kind === 'list');
  if (!isNewerThanTable(kind, locked)) return false;
  return takesList ? isScalar(value) : value.kind === 'list' || (isNumber(value) && takesText(type) && isKey(fault));
}

/** Whether it is no option of its own, but stands under a key that the user chose. */
const isKey = ({ path, system }: InvalidValue): boolean =>
  system.evaluation.input.facts.at(path).fact.kind !== 'option';

const isNumber = ({ kind }: Value): boolean => kind === 'int' || kind === 'float';

const takesText = (type: MergeClass): boolean =>
  type.kind === 'nullOr' ? takesText(type.of) : type.kind === 'equal' && type.scalar === 'string';

/** Whether it may be that nobody reads the option of NixOS, or of Home Manager: what it belongs to may not be on. */
const mayBeOff = ({ declared, path, system }: InvalidValue): boolean => !declared && switchedAt(path, system) !== 'on';

/** Whether a value, which is not of a type, is not of what the type may have been or become either. */
function isForeign(type: MergeClass, value: Value): boolean {
  switch (type.kind) {
    case 'nullOr':
      return isForeign(type.of, value);
    case 'either':
      return type.of.every((one) => isForeign(one, value));
    case 'coerced':
      return isForeign(type.to, value) && type.from !== undefined && isForeign(type.from, value);
    case 'one':
      return type.isPackage === true && (isScalar(value) || isFunction(value) || value.kind === 'list');
    case 'list':
      return isScalar(value) || isPackage(value);
    case 'attrs':
    case 'submodule':
      return isScalar(value);
    case 'lines':
      return isScalar(value) || value.kind === 'list';
    case 'equal':
      return isForeignScalar(type, value);
    default:
      return false;
  }
}

function isForeignScalar(type: Extract<MergeClass, { kind: 'equal' }>, value: Value): boolean {
  if (value.kind === 'list' || isPackage(value)) return type.scalar !== 'enum' && type.scalar !== 'other';
  if (type.scalar === 'bool') return isScalar(value);
  if (type.scalar === 'string' || type.scalar === 'path') return value.kind === 'bool' || value.kind === 'int';
  const other = otherWay(value);
  return other !== undefined && fits(type, other.value) === true;
}

const isScalar = ({ kind }: Value): boolean =>
  kind === 'string' || kind === 'partial-string' || kind === 'int' || kind === 'float' || kind === 'bool';

const isFunction = ({ kind }: Value): boolean => kind === 'lambda' || kind === 'primop';

function messageOf(fault: InvalidValue): string {
  const { path, class: type, isElement, slot, declared, system } = fault;
  const value = force(slot);
  const option = isElement ? `\`${dotted(path)}\`` : nameAsWritten(dotted(path), fault.place, fault.system);
  const kind = describeKind(value);
  // Which values an enumeration has says more than that they are no other ones.
  const isNamed = typeInWords(type) !== undefined;
  const values = isNamed ? undefined : ownWords(explainAt(system, path)?.merged.declaration);
  const takes = values ?? describeType(type);
  const shown = describeValue(value);
  // The kind is right, but the type says more: a pattern, a range, certain words.
  const isKind = kind !== undefined && takesKind(type, value);
  const end =
    declared || mayBeOff(fault)
      ? outcomeOf(fault)
      : l10n.t('it does not evaluate, unless NixOS has changed the type since');
  if (isElement) {
    const has = l10n.t('{0} has {1} as an element', option, shown);
    if (isKind) return l10n.t('{0}, which the type of its elements does not allow: {1}.', has, end);
    if (values !== undefined) return l10n.t('{0}, but it takes {1}: {2}.', has, values, end);
    return kind === undefined
      ? l10n.t('{0}, but its elements must be {1}: {2}.', has, takes, end)
      : l10n.t('{0}, {1}, but its elements must be {2}: {3}.', has, kind, takes, end);
  }
  const is = l10n.t('{0} is {1} here', option, shown);
  if (isKind) return l10n.t('{0}, which the type of the option does not allow: {1}.', is, end);
  return kind === undefined || values !== undefined
    ? l10n.t('{0}, but it takes {1}: {2}.', is, takes, end)
    : l10n.t('{0}, {1}, but it takes {2}: {3}.', is, kind, takes, end);
}

/** `"true"` for `true`, `"5"` for `5`, `5` for `"5"`: where the other way of writing it is of the type. */
function rewriteFix({ class: type, slot, expr, place }: InvalidValue): Fix | undefined {
  const written = expr && stripParens(expr);
  if (written?.kind !== 'string' && written?.kind !== 'int') return undefined;
  const other = otherWay(force(slot));
  if (other === undefined || fits(type, other.value) !== true) return undefined;
  const edit = { file: place.file, start: written.start, end: written.end, newText: other.text };
  return { title: l10n.t('Write `{0}`', other.text), kind: 'rewrite', preferred: true, edits: [edit] };
}

function otherWay(value: Value): { readonly text: string; readonly value: Value } | undefined {
  if (value.kind === 'int') return { text: `"${value.value}"`, value: string(String(value.value)) };
  if (value.kind !== 'string') return undefined;
  const { text } = value;
  if (text === 'true' || text === 'false') return { text, value: bool(text === 'true') };
  return /^(0|-?[1-9]\d{0,17})$/.test(text) ? { text, value: int(BigInt(text)) } : undefined;
}
