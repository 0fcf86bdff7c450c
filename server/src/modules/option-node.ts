// The option tree of one evaluation, grown as far as somebody asks.
import { meter } from '../eval/budget';
import type { ErrorValue } from '../eval/values';
import type { MergeClass } from '../options/merge-class';
import type { Declaration, DeclaredNode } from './declarations';
import type { RawDefinition } from './definition';
import type { Evaluation } from './evaluation';
import type { PathFacts } from './facts';
import type { Merged } from './merge/outcome';
import type { Level } from './push-down';
import { Question } from './question';

/** What stands at a path of the option tree. */
export type NodeKind =
  | { readonly kind: 'option'; readonly class: MergeClass; readonly declaration: Declaration | undefined }
  | { readonly kind: 'tree' }
  /** Neither declared nor in the facts, and nobody defines it. */
  | { readonly kind: 'nothing' };

/** One path of the option tree, and what has been found out about it. */
export class OptionNode {
  /** Most nodes have none. */
  private children: Map<string, OptionNode> | undefined = undefined;
  level: Level | undefined;
  raws: readonly RawDefinition[] | undefined;
  what: NodeKind | undefined;
  facts: PathFacts | undefined;
  merged: Merged | undefined;
  failure: ErrorValue | undefined;
  private namesQuestion: Question | undefined;
  private valueQuestion: Question | undefined;

  constructor(
    readonly path: readonly string[],
    readonly parent: OptionNode | undefined,
    readonly declared: DeclaredNode,
  ) {
    payForNode();
  }

  /** What is being found out here. */
  question(kind: 'names' | 'value', of: Evaluation): Question {
    if (kind === 'names') {
      this.namesQuestion ??= new Question(kind, of, this.path);
      return this.namesQuestion;
    }
    this.valueQuestion ??= new Question(kind, of, this.path);
    return this.valueQuestion;
  }

  get name(): string {
    return this.path[this.path.length - 1] ?? '';
  }

  child(name: string): OptionNode {
    let child = this.children?.get(name);
    if (child === undefined) {
      child = new OptionNode([...this.path, name], this, this.declared.child(name));
      this.children ??= new Map();
      this.children.set(name, child);
    }
    return child;
  }
}

/** What is found out about a path costs as much as so many forcings, and room. */
function payForNode(): void {
  meter.fuel -= 30;
  meter.bytes -= 1500;
}

export function samePath(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a !== undefined && a.length === b.length && a.every((segment, i) => segment === b[i]);
}
