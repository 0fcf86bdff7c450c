// What test/bench/*.bench.ts export, as `benches: readonly Bench[]`. scripts/bench.mjs runs them
// and says what the fields mean.

interface Common {
  readonly name: string;
  /** Of all runs; 'p95' when left out. */
  readonly statistic?: 'p50' | 'p95' | 'max';
  readonly iterations?: number;
  /** Runs before those that are measured, numbered below zero. */
  readonly warmup?: number;
  setup?(): void | Promise<void>;
  /** Returns the value to count instead of the elapsed time, or nothing. */
  run(index: number): undefined | number | Promise<undefined | number>;
  teardown?(): void | Promise<void>;
}

export type Bench = Common & ({ readonly budgetMs: number } | { readonly budget: number; readonly unit: string });
