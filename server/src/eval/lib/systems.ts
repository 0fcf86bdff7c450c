// lib.systems, as far as configurations ask: which systems there are, and what kind a system is.
import { unary } from '../builtins/row';
import { expectString, type Row } from '../primop';
import { force } from '../thunk';
import { lift } from '../unknowns';
import { AttrsValue, attrs, bool, list, NULL, OpaqueValue, string, unknown, type Value } from '../values';
import { type Constant, library } from './support';

/** The systems that flakes are made for. */
const FLAKE_SYSTEMS = [
  'x86_64-linux',
  'aarch64-linux',
  'x86_64-darwin',
  'armv6l-linux',
  'armv7l-linux',
  'i686-linux',
  'aarch64-darwin',
  'powerpc64le-linux',
  'riscv64-linux',
  'x86_64-freebsd',
];

interface Cpu {
  readonly linuxArch: string;
  readonly bits: 32 | 64;
  /** Which questions about the processor have the answer yes. */
  readonly is: readonly string[];
}
const CPUS: Readonly<Record<string, Cpu>> = {
  x86_64: { linuxArch: 'x86_64', bits: 64, is: ['isx86', 'isx86_64', 'isEfi'] },
  i686: { linuxArch: 'i386', bits: 32, is: ['isx86', 'isx86_32', 'isi686', 'isEfi'] },
  aarch64: { linuxArch: 'arm64', bits: 64, is: ['isAarch', 'isAarch64', 'isEfi'] },
  armv6l: { linuxArch: 'arm', bits: 32, is: ['isAarch', 'isAarch32', 'isEfi'] },
  armv7l: { linuxArch: 'arm', bits: 32, is: ['isAarch', 'isAarch32', 'isArmv7', 'isEfi'] },
  riscv64: { linuxArch: 'riscv', bits: 64, is: ['isRiscV', 'isRiscV64', 'isEfi'] },
  powerpc64le: { linuxArch: 'powerpc', bits: 64, is: ['isPower', 'isPower64'] },
};
const KERNELS: Readonly<Record<string, { readonly uname: string; readonly is: readonly string[] }>> = {
  linux: { uname: 'Linux', is: ['isLinux', 'isUnix', 'isElf'] },
  darwin: { uname: 'Darwin', is: ['isDarwin', 'isMacOS', 'isMacho', 'isUnix'] },
  freebsd: { uname: 'FreeBSD', is: ['isFreeBSD', 'isBSD', 'isUnix', 'isElf'] },
};
/** Questions with the answer no on every system of the tables that does not say yes. */
const QUESTIONS = [
  ...new Set([...Object.values(CPUS), ...Object.values(KERNELS)].flatMap(({ is }) => is)),
  'isWindows',
  'isMinGW',
  'isCygwin',
  'isMusl',
  'isStatic',
  'isMips',
  'isWasm',
  'isWasi',
  'isAndroid',
  'isNone',
  'isOpenBSD',
  'isNetBSD',
  'isRiscV32',
  'isBigEndian',
  'isS390',
  'isS390x',
  'isRedox',
  'isGhcjs',
  'isiOS',
];

/** What a system like `x86_64-linux` is; open, because there is more to know about it. */
export function elaborate(system: string): AttrsValue {
  const open = unknown('missing-lib', 'lib.systems.elaborate');
  const [cpuName = '', kernelName = ''] = system.split('-');
  const [cpu, kernel] = [CPUS[cpuName], KERNELS[kernelName]];
  const named = attrs([['system', string(system)]], open);
  if (cpu === undefined || kernel === undefined) return named;
  const yes = new Set([...cpu.is, ...kernel.is, 'isLittleEndian']);
  const answers = QUESTIONS.map((name) => [name, bool(yes.has(name))] as const);
  const part = (name: string): Value => attrs([['name', string(name)]], open);
  return attrs(
    [
      ['system', string(system)],
      ...answers,
      ['isLittleEndian', bool(true)],
      ['is64bit', bool(cpu.bits === 64)],
      ['is32bit', bool(cpu.bits === 32)],
      ['linuxArch', string(cpu.linuxArch)],
      [
        'uname',
        attrs(
          [
            ['system', string(kernel.uname)],
            ['release', NULL],
          ],
          open,
        ),
      ],
      [
        'parsed',
        attrs(
          [
            ['cpu', part(cpuName)],
            ['kernel', part(kernelName)],
          ],
          open,
        ),
      ],
    ],
    open,
  );
}

/** Some system of the kernel that NixOS runs on; of its processor nothing is known. */
export const SOME_LINUX: AttrsValue = attrs(
  [...new Set(Object.values(KERNELS).flatMap(({ is }) => is)), 'isWindows', 'isCygwin', 'isMinGW'].map((name) => [
    name,
    bool(KERNELS.linux?.is.includes(name) === true),
  ]),
  unknown('missing-lib', 'lib.systems.elaborate'),
);

const ROWS: readonly Row[] = [
  unary('elaborate', (system, site) =>
    lift(force(system), (value) => {
      if (value.kind !== 'attrs') return expectString(value, site, ({ text }) => elaborate(text));
      const name = value.get('system');
      // A triple or further arguments change more than the tables know.
      return name === undefined || value.entries.size > 1
        ? new AttrsValue(value.entries, unknown('missing-lib', 'lib.systems.elaborate', site))
        : expectString(name, site, ({ text }) => elaborate(text));
    }),
  ),
];

const DOUBLES = new OpaqueValue('lib.platforms', 'plain');

export const SYSTEM_CONSTANTS: readonly Constant[] = [
  ['platforms', DOUBLES],
  [
    'systems',
    library('lib.systems', ROWS, [
      ['flakeExposed', list(FLAKE_SYSTEMS.map(string))],
      ['doubles', DOUBLES],
      // Tables of every system there could be: what of them a configuration asks for is
      // the same thing wherever it asks.
      ...['architectures', 'examples', 'inspect', 'parse', 'platforms'].map(
        (name): Constant => [name, new OpaqueValue(`lib.systems.${name}`, 'plain')],
      ),
    ]),
  ],
];
