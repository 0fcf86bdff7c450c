// A VS Code server with its extensions, and the world that they meet: settings, fake programs, a fake system.
import { dropDataDir, installVsix, newDataDir, startServer } from '../../vscode-host/host.mjs';
import { fakeWorld, settingsFor } from './prepare.mjs';

/** Starts one; `stop` takes all of it away. `grep` is for the suites. */
export async function startWorld({ extensions, grep }) {
  const dataDir = newDataDir();
  const env = fakeWorld(dataDir, { grep });
  for (const extension of extensions) await installVsix(extension, dataDir);
  const server = await startServer({ dataDir, settings: settingsFor(env), env, testing: true });
  const stop = async () => {
    await server.stop();
    await dropDataDir(dataDir);
  };
  return { dataDir, env, server, stop };
}

/**
 * The world that jobs share which run one after the other; a new one for other extensions, and after `end`.
 */
export function worldKeeper() {
  let kept;
  const end = async () => {
    const last = kept;
    kept = undefined;
    await last?.world.stop();
  };
  return {
    end,
    async with(extensions) {
      const key = extensions.join('\n');
      if (kept?.key !== key) {
        await end();
        kept = { key, world: await startWorld({ extensions }) };
      }
      return kept.world;
    },
  };
}
