// Runs the benches of one bundled file and sends each result to scripts/bench.mjs, which describes what a bench is.
import { createRequire } from 'node:module';

const [bundle, grep = ''] = process.argv.slice(2);
const { benches } = createRequire(import.meta.url)(bundle);

for (const bench of benches.filter(({ name }) => name.includes(grep))) process.send(await measure(bench));

async function measure({
  name,
  budgetMs,
  budget = budgetMs,
  unit = 'ms',
  statistic = 'p95',
  iterations = 30,
  warmup = 3,
  setup,
  run,
  teardown,
}) {
  await setup?.();
  const values = [];
  for (let index = -warmup; index < iterations; index += 1) {
    const start = performance.now();
    const returned = await run(index);
    const elapsed = performance.now() - start;
    if (index >= 0) values.push(typeof returned === 'number' ? returned : elapsed);
  }
  await teardown?.();
  return { name, budget, unit, statistic, measured: pick(values, statistic) };
}

function pick(values, statistic) {
  const sorted = values.toSorted((a, b) => a - b);
  const share = { p50: 0.5, p95: 0.95, max: 1 }[statistic];
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}
