// Finds a VS Code that can open a window on this desktop.
import { realpathSync } from 'node:fs';
import { which } from './process.mjs';

const NAMES = ['code', 'codium', 'code-insiders'];

/**
 * @param {{ env?: NodeJS.ProcessEnv, platform?: string, find?: (name: string) => string | undefined }} machine
 * @returns {{ code: string } | { code: undefined, reason: string }} the program, or why there is none
 */
export function desktopCode({ env = process.env, platform = process.platform, find = which } = {}) {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY)
    return { code: undefined, reason: 'this machine has no display' };
  const found = NAMES.map((name) => find(name)).filter((path) => path !== undefined);
  if (found.length === 0) return { code: undefined, reason: 'no "code" command was found' };
  const code = found.find((path) => !isShim(path, env));
  return code === undefined ? { code, reason: 'the "code" command here only talks to a VS Code elsewhere' } : { code };
}

/**
 * The `code` inside a remote or WSL terminal passes on to a window on another machine, which
 * cannot load an extension from here.
 */
function isShim(path, env) {
  const places = [path, realPath(path)];
  return (
    env.VSCODE_IPC_HOOK_CLI !== undefined ||
    places.some((place) => /[\\/](remote-cli|\.vscode-server)[\\/]|^\/mnt\/[a-z]\//.test(place))
  );
}

function realPath(path) {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
