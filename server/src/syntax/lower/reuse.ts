// Keeps the bindings of an open document from one edit to the next: what tree-sitter did not have to parse
// again need not be lowered again.
import type { AttrBinding } from '../ast';
import { shiftBinding } from './shift';

/**
 * A lowered binding of the last tree. `at` is where it stands now; `binding` may have been
 * made when it stood elsewhere.
 */
interface Kept {
  readonly id: number;
  readonly at: number;
  readonly length: number;
  readonly binding: AttrBinding;
  readonly inner: readonly Kept[];
}

/**
 * What is kept of one text. tree-sitter's node ids are addresses: they mean something as long as the tree
 * they come from is not deleted.
 */
export interface Memory {
  readonly text: string;
  readonly bindings: ReadonlyMap<number, Kept>;
}

/** Deeper bindings are not kept: moving them would take too deep a recursion. */
const DEEPEST = 200;

/** Collects the memory of a text while it is lowered, using that of the text before. */
export class Recorder {
  private readonly bindings = new Map<number, Kept>();
  /** The kept bindings of each enclosing binding that is not finished. */
  private readonly open: Kept[][] = [[]];

  constructor(
    private readonly text: string,
    private readonly before: Memory | undefined,
  ) {}

  /**
   * The binding of a node met before, moved to where it is now; undefined when there is
   * none, and `finish` has to follow.
   */
  reuse(id: number, start: number, end: number): AttrBinding | undefined {
    const kept = this.before?.bindings.get(id);
    const length = end - start;
    const same =
      kept !== undefined &&
      kept.length === length &&
      this.before?.text.slice(kept.at, kept.at + length) === this.text.slice(start, end);
    if (!same) {
      this.open.push([]);
      return undefined;
    }
    const binding = shiftBinding(kept.binding, start - kept.binding.start);
    this.open.at(-1)?.push(this.carry(kept, start - kept.at, binding));
    return binding;
  }

  /** Keeps a binding that was lowered after `reuse` had nothing. `height` is how deep it is nested in itself. */
  finish(id: number, start: number, end: number, binding: AttrBinding, height: number): void {
    const inner = this.open.pop() ?? [];
    if (height <= DEEPEST) this.keep({ id, at: start, length: end - start, binding, inner });
  }

  memory(): Memory {
    return { text: this.text, bindings: this.bindings };
  }

  private keep(kept: Kept): void {
    this.bindings.set(kept.id, kept);
    this.open.at(-1)?.push(kept);
  }

  /** Kept bindings inside a reused one stay known; they are moved when they are needed. */
  private carry(kept: Kept, by: number, binding: AttrBinding): Kept {
    const { id, at, length, inner } = kept;
    if (by === 0 && binding === kept.binding) {
      this.bindings.set(id, kept);
      for (const child of inner) this.carry(child, 0, child.binding);
      return kept;
    }
    const carried = {
      id,
      at: at + by,
      length,
      binding,
      inner: inner.map((child) => this.carry(child, by, child.binding)),
    };
    this.bindings.set(id, carried);
    return carried;
  }
}
