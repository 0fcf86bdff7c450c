// What the view of specialisations shows at a moment. Asks the server; knows nothing of the editor.
import { l10n } from '../../../server/src/protocol/l10n';
import type { DifferenceNode, PartNode, SystemsResult } from '../../../server/src/protocol/tree';
import { type NoteNode, type Row, type RowNode, reconcile } from './rows';

/** What the view is about; where it is not `ready` it is empty and says what to do. */
export type ViewState = 'analysing' | 'stopped' | 'noConfiguration' | 'noSpecialisations' | 'ready';

/** The server as the view asks it; undefined while it is not running. */
export interface TreeSource {
  readonly systems: () => Promise<SystemsResult | undefined>;
  readonly differences: (part: PartNode) => Promise<readonly DifferenceNode[] | undefined>;
}

/** Told what changed: some rows, or `undefined` for all; called after `state` is up to date. */
export type OnChanged = (rows: readonly Row[] | undefined) => void;

export class TreeModel {
  state: ViewState = 'analysing';
  roots: readonly Row[] = [];
  /** As the list of problems counts them. */
  conflicts = 0;
  private refreshing: Promise<void> | undefined;
  private again = false;
  private readonly closed = new Set<Row>();

  constructor(
    private readonly source: TreeSource,
    private readonly onChanged: OnChanged,
  ) {}

  /** The rows below one; those of a part are asked for when it is opened. */
  async childrenOf(row: Row): Promise<readonly Row[]> {
    if (row.children === undefined && isPart(row.node)) row.children = reconcile([], await this.below(row.node)).rows;
    return row.children ?? [];
  }

  /** A row was closed: what is below it is asked for again only when it is opened. */
  close(row: Row): void {
    this.closed.add(row);
  }

  open(row: Row): void {
    this.closed.delete(row);
  }

  /** Asks for everything that is shown again. Calls made meanwhile count as one. */
  refresh(): Promise<void> {
    if (this.refreshing !== undefined) {
      this.again = true;
      return this.refreshing;
    }
    this.refreshing = this.load().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  /** The server ended: nothing is being looked for. What is shown stays. */
  stop(): void {
    if (this.state !== 'analysing') return;
    this.state = 'stopped';
    this.onChanged(undefined);
  }

  private async load(): Promise<void> {
    do {
      this.again = false;
      const result = await this.source.systems();
      // Not running: what is shown stays until it runs again.
      if (result === undefined) return;
      const { rows, moved, changed } = reconcile(this.roots, result.systems);
      const state = stateOf(result);
      const inner = await this.refreshOpened(rows);
      const isNew = moved || state !== this.state || result.conflicts !== this.conflicts;
      this.roots = rows;
      this.state = state;
      this.conflicts = result.conflicts;
      if (isNew) this.onChanged(undefined);
      else if (changed.length + inner.length > 0) this.onChanged([...new Set([...changed, ...inner])]);
    } while (this.again);
  }

  /** Asks again for what differs in each part that was opened; gives the rows that changed. */
  private async refreshOpened(roots: readonly Row[]): Promise<readonly Row[]> {
    const changed: Row[] = [];
    for (const row of roots.flatMap(({ children = [] }) => children)) {
      if (row.children === undefined || !isPart(row.node)) continue;
      if (this.closed.delete(row)) {
        row.children = undefined;
        changed.push(row);
        continue;
      }
      const inner = reconcile(row.children, await this.below(row.node));
      row.children = inner.rows;
      changed.push(...(inner.moved ? [row] : inner.changed));
    }
    return changed;
  }

  private async below(part: PartNode): Promise<readonly RowNode[]> {
    const options = (await this.source.differences(part)) ?? [];
    const nothing: NoteNode = {
      kind: 'note',
      // No option's id ends like this.
      id: `${part.id}\n`,
      text: part.kind === 'base' ? l10n.t('No conflicts') : l10n.t('No change is known'),
    };
    return options.length === 0 ? [nothing] : options;
  }
}

export function isPart(node: RowNode): node is PartNode {
  return node.kind === 'base' || node.kind === 'specialisation';
}

function stateOf({ systems, found }: SystemsResult): ViewState {
  return systems.length > 0 ? 'ready' : found > 0 ? 'noSpecialisations' : 'noConfiguration';
}
