// Types and kinds of values in words, for messages.
import { isPackage } from '../eval/packages';
import type { Value } from '../eval/values';
import type { MergeClass, Scalar } from '../options/merge-class';

const SCALARS: Readonly<Record<Scalar, string>> = {
  bool: 'true or false',
  int: 'an integer',
  float: 'a floating point number',
  number: 'a number',
  string: 'a string',
  path: 'an absolute path',
  enum: 'one of certain values',
  other: 'another kind of value',
};

/** What an option of a class takes, as after "takes". */
export function describeType(type: MergeClass): string {
  switch (type.kind) {
    case 'equal':
      return SCALARS[type.scalar];
    case 'or':
      return 'true or false';
    case 'one':
      return type.isPackage === true ? 'a package' : 'another kind of value';
    case 'lines':
      return 'a string';
    case 'list':
      return type.nonEmpty === true ? 'a list that is not empty' : 'a list';
    case 'attrs':
    case 'attrs-shallow':
    case 'submodule':
      return 'a set';
    case 'nullOr':
      return `null or ${describeType(type.of)}`;
    case 'either':
      return [...new Set(type.of.map(describeType))].join(' or ');
    case 'coerced':
      return type.from === undefined ? describeType(type.to) : `${describeType(type.from)} or ${describeType(type.to)}`;
    case 'tag':
      return type.tags === undefined
        ? 'a set with one tag'
        : `a set with one of the tags ${[...type.tags.keys()].join(', ')}`;
    case 'function':
      return 'a function';
    default:
      return 'another kind of value';
  }
}

/** What becomes of several definitions of an option of a class, as a sentence; undefined where that is not known. */
export function describeMerging(type: MergeClass): string | undefined {
  switch (type.kind) {
    case 'equal':
      return 'all definitions must be equal';
    case 'one':
      return 'takes one definition';
    case 'undeclared':
    case 'either':
    case 'unspecified':
    case 'unknown':
      return undefined;
    case 'or':
      return 'true if one definition is';
    case 'lines':
      return 'lines are joined';
    case 'list':
    case 'systemd-option':
      return 'lists are joined';
    case 'attrs':
    case 'submodule':
    case 'freeform':
    case 'anything':
    case 'tag':
      return 'sets merge per key';
    case 'attrs-shallow':
      return 'sets merge, the last one wins';
    case 'modules':
      return 'modules are united';
    case 'function':
      return describeMerging(type.result);
    case 'nullOr':
      return describeMerging(type.of);
    case 'coerced':
      return describeMerging(type.to);
  }
}

/** What kind of value it is; undefined where that says nothing. */
export function describeKind(value: Value): string | undefined {
  switch (value.kind) {
    case 'bool':
      return 'a Boolean';
    case 'int':
      return 'an integer';
    case 'float':
      return 'a floating point number';
    case 'string':
    case 'partial-string':
      return 'a string';
    case 'path':
      return 'a path';
    case 'list':
      return 'a list';
    case 'attrs':
      return 'a set';
    case 'lambda':
    case 'primop':
      return 'a function';
    default:
      return isPackage(value) ? 'a package' : undefined;
  }
}
