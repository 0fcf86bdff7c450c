// What a built system says of its boot (boot.json, RFC 125), and where two of them differ. Pure.

/** The fields that decide what is booted. */
const FIELDS = ['kernel', 'initrd', 'initrdSecrets', 'init', 'label'] as const;

export type BootField = (typeof FIELDS)[number];

export interface BootSpec {
  /** What is not said is left out. */
  readonly fields: ReadonlyMap<BootField, string>;
  readonly kernelParams: readonly string[];
  /** Of its specialisations, by name. */
  readonly specialisations: ReadonlyMap<string, BootSpec>;
}

export interface BootDifference {
  readonly what: BootField | 'kernelParam';
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Undefined where the text is no boot specification, or one of a version that is not known. */
export function parseBootSpec(text: string): BootSpec | undefined {
  try {
    return bootSpecOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A specialisation's is as whole as the one it stands in; theirs have none. */
const DEEPEST = 2;

function bootSpecOf(value: unknown, depth = 0): BootSpec | undefined {
  const spec = isFields(value) ? value['org.nixos.bootspec.v1'] : undefined;
  if (!isFields(value) || !isFields(spec) || depth > DEEPEST) return undefined;
  const { kernelParams } = spec;
  const children = value['org.nixos.specialisation.v1'];
  return {
    fields: new Map(
      FIELDS.flatMap((field) => {
        const said = spec[field];
        return typeof said === 'string' ? [[field, said] as const] : [];
      }),
    ),
    kernelParams: Array.isArray(kernelParams) ? kernelParams.filter((word) => typeof word === 'string') : [],
    specialisations: new Map(
      Object.entries(isFields(children) ? children : {}).flatMap(([name, child]) => {
        const inner = bootSpecOf(child, depth + 1);
        return inner === undefined ? [] : [[name, inner] as const];
      }),
    ),
  };
}

/** What a boot of the second does differently; the init of a system is always its own and says nothing alone. */
export function compareBoot(before: BootSpec, after: BootSpec): readonly BootDifference[] {
  const fields = FIELDS.flatMap((what) => {
    const [old, now] = [before.fields.get(what), after.fields.get(what)];
    return old === now ? [] : [{ what, before: old, after: now }];
  });
  const gone = before.kernelParams.filter((word) => !after.kernelParams.includes(word));
  const come = after.kernelParams.filter((word) => !before.kernelParams.includes(word));
  return [
    ...fields,
    ...gone.map((word) => ({ what: 'kernelParam' as const, before: word, after: undefined })),
    ...come.map((word) => ({ what: 'kernelParam' as const, before: undefined, after: word })),
  ];
}
