// wrong-type: a value that is written out is not of the option's type.

import type { InvalidValue } from '../analysis/checks/invalid-value';
import { describeValue } from '../analysis/describe';
import { describeKind, describeType } from '../analysis/describe-type';
import { force } from '../eval/thunk';
import { bool, int, string, type Value } from '../eval/values';
import { fits, isLeakedProperty } from '../modules/merge/checks';
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
 * What the bundled tables say of an option may be outdated: types become wider. Only what no release takes is worth a
 * word: a value in quotes or out of them, and a single value instead of a list.
 */
function isSlip(fault: InvalidValue): boolean {
  const type = fault.class.kind === 'nullOr' ? fault.class.of : fault.class;
  const value = force(fault.slot);
  const isSingle = value.kind === 'string' || value.kind === 'int' || value.kind === 'bool';
  if (type.kind === 'list') return isSingle;
  if (type.kind !== 'equal') return false;
  return (
    (type.scalar === 'bool' && isSingle) ||
    (otherWay(value) !== undefined && fits(type, otherWay(value)?.value ?? value) === true)
  );
}

function messageOf(fault: InvalidValue): string {
  const { path, class: type, isElement, slot, declared } = fault;
  const value = force(slot);
  const option = isElement ? `\`${dotted(path)}\`` : nameAsWritten(dotted(path), fault.place, fault.system);
  const kind = describeKind(value);
  const takes = describeType(type);
  // The kind is right, but the type says more: a pattern, a range, certain words.
  const isKind = kind !== undefined && takes.includes(kind.replace('a Boolean', 'true or false'));
  const wrong = isKind
    ? `which the type of ${isElement ? 'its elements' : 'the option'} does not allow`
    : `${kind === undefined ? '' : `${kind}, `}but ${isElement ? 'its elements must be' : 'it takes'} ${takes}`;
  const here = isElement
    ? `${option} has ${describeValue(value)} as an element`
    : `${option} is ${describeValue(value)} here`;
  return `${here}, ${wrong}: ${declared ? outcomeOf(fault) : 'it does not evaluate, unless NixOS has changed the type since'}.`;
}

/** `"true"` for `true`, `"5"` for `5`, `5` for `"5"`: where the other way of writing it is of the type. */
function rewriteFix({ class: type, slot, expr, place }: InvalidValue): Fix | undefined {
  const written = expr && stripParens(expr);
  if (written?.kind !== 'string' && written?.kind !== 'int') return undefined;
  const other = otherWay(force(slot));
  if (other === undefined || fits(type, other.value) !== true) return undefined;
  const edit = { file: place.file, start: written.start, end: written.end, newText: other.text };
  return { title: `Write \`${other.text}\``, kind: 'rewrite', preferred: true, edits: [edit] };
}

function otherWay(value: Value): { readonly text: string; readonly value: Value } | undefined {
  if (value.kind === 'int') return { text: `"${value.value}"`, value: string(String(value.value)) };
  if (value.kind !== 'string') return undefined;
  const { text } = value;
  if (text === 'true' || text === 'false') return { text, value: bool(text === 'true') };
  return /^(0|-?[1-9]\d{0,17})$/.test(text) ? { text, value: int(BigInt(text)) } : undefined;
}
