// The options directly below a set of options, to tell which one somebody meant who gave the set a value.
import type { Value } from '../../eval/values';
import type { Evaluation } from '../../modules/evaluation';
import type { Facts } from '../../modules/facts';
import { fits } from '../../modules/merge/checks';

/** An option, or a set of options. */
export interface OptionBelow {
  readonly name: string;
  readonly isOption: boolean;
  /** Whether it is an option that takes a value. */
  takes(value: Value): boolean;
  /** Whether it is a set with a switch, `….enable`. */
  readonly hasSwitch: boolean;
}

/** Below a path of an evaluation: what its modules declare and what the tables know. */
export function optionsBelow(evaluation: Evaluation, path: readonly string[]): readonly OptionBelow[] {
  const names = new Set([...evaluation.namesAt(path), ...evaluation.input.facts.names(path)]);
  return [...names].map((name) => {
    const at = [...path, name];
    const node = evaluation.node(at);
    return {
      name,
      isOption: node.kind === 'option',
      takes: (value) => node.kind === 'option' && fits(node.class, value) === true,
      hasSwitch: node.kind !== 'option' && evaluation.node([...at, 'enable']).kind === 'option',
    };
  });
}

/** The same by the tables alone. */
export function factsBelow(facts: Facts, path: readonly string[]): readonly OptionBelow[] {
  return facts.names(path).map((name) => {
    const at = [...path, name];
    const { fact } = facts.at(at);
    return {
      name,
      isOption: fact.kind === 'option',
      takes: (value) => fact.kind === 'option' && fits(fact.class, value) === true,
      hasSwitch: fact.kind === 'tree' && facts.at([...at, 'enable']).fact.kind === 'option',
    };
  });
}
