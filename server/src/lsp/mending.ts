// What mends findings, asked of the core.
import { type CancellationToken, CancellationTokenSource } from 'vscode-languageserver';
import type { Finding } from '../rules/engine/finding';
import type { CoreClient } from './core/client';
import type { Mending } from './core/messages';
import { FOR_EVER } from './work';

export interface Mended {
  readonly finding: Finding;
  readonly mending: Mending;
}

/** The findings with what mends them, as far as that is known in time. */
export async function mendedBy(
  core: CoreClient,
  findings: readonly Finding[],
  ms: number,
  token: CancellationToken | undefined,
): Promise<readonly Mended[]> {
  if (findings.length === 0) return [];
  const plain = findings.map(({ fixes: _, ...finding }) => finding);
  const late = new CancellationTokenSource();
  const timer = setTimeout(() => late.cancel(), Math.min(ms, FOR_EVER));
  const cancelled = token?.onCancellationRequested(() => late.cancel());
  const mendings = await core.ask({ about: 'fixes', of: plain }, late.token);
  clearTimeout(timer);
  cancelled?.dispose();
  return findings.flatMap((finding, index) => {
    const mending = mendings?.[index];
    return mending === undefined ? [] : [{ finding, mending }];
  });
}

export const withFixes = ({ finding, mending }: Mended): Finding => ({ ...finding, fixes: () => mending.fixes });
