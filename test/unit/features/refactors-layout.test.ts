// What a change of code leaves as it found it: indentation, line ends, comments, empty lines.
import { describe, expect, it } from 'vitest';
import { configuration, offered } from '../../support/refactors';

const TO_X = 'Move to specialisation `x`';
const TO_NEW = 'Move to a new specialisation';

describe('indentation is the file’s', () => {
  it.each([
    ['tabs', '\t'],
    ['four blanks', '    '],
    ['two, below a comment with stars', '  '],
  ])('%s', async (_name, step) => {
    const head = step === '  ' ? '/*\n * About it.\n */\n' : '';
    const file = (more: string): string => `${head}{\n${step}time.ti$0meZone = "UTC";\n${more}}\n`;
    expect(await configuration(file(''), TO_NEW)).toBe(
      `${head}{\n${step}specialisation.new.configuration = {\n${step}${step}time.timeZone = "UTC";\n${step}};\n}\n`,
    );
    expect(await configuration(file(`${step}specialisation = {\n${step}};\n`), TO_NEW)).toContain(
      `\n${step}${step}new.configuration = {\n${step}${step}${step}time.timeZone = "UTC";\n${step}${step}};\n`,
    );
    expect(await configuration(file(''), 'Write `time` as one set')).toContain(
      `\n${step}time = {\n${step}${step}timeZone = "UTC";\n${step}};\n`,
    );
    expect(await configuration(file(`${step}specialisation.x.configuration = {\n${step}};\n`), TO_X)).toContain(
      `\n${step}specialisation.x.configuration = {\n${step}${step}time.timeZone = "UTC";\n${step}};\n`,
    );
  });
});

it('line ends are the file’s, of a new file, too', async () => {
  const text = (code: string): string => code.replaceAll('\n', '\r\n');
  // The last one is the fixture's.
  const isKept = (after: string): boolean => !/[^\r]\n(?!$)/.test(after);
  const file = text('{\n  time.ti$0meZone = "UTC";\n  specialisation.x.configuration = {\n    a = 1;\n  };\n}\n');
  const { titles, after } = await offered(file);
  expect(titles).toContain(TO_X);
  for (const title of titles) expect(after(title).get('/configuration.nix'), title).toSatisfy(isKept);
  const split = await offered(file.replace('$0', '').replace('configuration =', 'config$0uration ='));
  const made = split.after('Write the specialisation in `x.nix`');
  expect(made.get('/x.nix')).toBe('{\r\n  a = 1;\r\n}\r\n');
});

describe('comments go with what they are about', () => {
  const BLOCK = '\n  # Modes.\n  specialisation.x.configuration = {\n    b = 1;\n  };\n}\n';

  it('those right above', async () => {
    const text = await configuration(
      `{\n  a = 1;\n\n  # Where\n  # it is.\n  time.ti$0meZone = "UTC";\n${BLOCK}`,
      TO_X,
    );
    expect(text).toBe(
      '{\n  a = 1;\n\n  # Modes.\n  specialisation.x.configuration = {\n    b = 1;\n    # Where\n    # it is.\n' +
        '    time.timeZone = "UTC";\n  };\n}\n',
    );
  });

  it.each([
    ['one above what stays, too', '  # Place\n  time.ti$0meZone = "UTC";\n  time.hardwareClockInLocalTime = true;\n'],
    ['one of the section', '  # Place\n\n  time.ti$0meZone = "UTC";\n'],
    ['the mark of a region', '  # region Place\n  time.ti$0meZone = "UTC";\n  # endregion\n'],
  ])('%s stays', async (_name, statements) => {
    const text = await configuration(`{\n${statements}${BLOCK}`, TO_X);
    expect(text).toMatch(/^\{\n {2}# (?:region )?Place\n/);
    expect(text).toContain('    b = 1;\n    time.timeZone = "UTC";\n');
  });

  it('one above all that moves', async () => {
    const statements = '  # Sound\n  $[services.pipewire.enable = true;\n  services.pipewire.pulse.enable = true;$]\n';
    const text = await configuration(`{\n${statements}${BLOCK}`, TO_X);
    expect(text).toMatch(/^\{\n {2}# Modes\.\n/);
    expect(text).toContain(
      '    # Sound\n    services.pipewire.enable = true;\n    services.pipewire.pulse.enable = true;\n',
    );
  });

  it('above the whole path, where that is written', async () => {
    const text = await configuration(
      '{\n  # Place\n  time.ti$0meZone = "UTC"; # as at home\n\n  specialisation.x.configuration.b = 1;\n}\n',
      TO_X,
    );
    expect(text).toBe(
      '{\n  specialisation.x.configuration.b = 1;\n  # Place\n  # as at home\n' +
        '  specialisation.x.configuration.time.timeZone = "UTC";\n}\n',
    );
  });

  it('into the base, not between a comment and its block', async () => {
    const text = await configuration(
      '{\n  # Modes.\n  specialisation.x.configuration = {\n    # Place\n    time.ti$0meZone = "UTC";\n  };\n}\n',
      'Move to the base',
    );
    expect(text).toBe(
      '{\n  # Place\n  time.timeZone = "UTC";\n  # Modes.\n  specialisation.x.configuration = {\n  };\n}\n',
    );
  });

  it('into one set', async () => {
    const text = await configuration(
      '{\n  # Remote\n  services.a$0.enable = true;\n\n  # Sound\n  services.b.enable = true;\n  services.c.enable = true;\n}\n',
      'Write `services` as one set',
    );
    expect(text).toBe(
      '{\n  # Remote\n  services = {\n    a.enable = true;\n    # Sound\n    b.enable = true;\n    c.enable = true;\n  };\n}\n',
    );
  });
});

it.each([
  ['between two', 'a = 1;\n\n  time.ti$0meZone = "UTC";\n\n  b = 1;', 'a = 1;\n\n  b = 1;'],
  ['at the beginning', 'time.ti$0meZone = "UTC";\n\n  b = 1;', 'b = 1;'],
  ['at the end', 'specialisation.x.configuration.b = 1;\n\n  time.ti$0meZone = "UTC";', 'configuration.b = 1;', TO_X],
])('no empty lines are left: %s', async (_name, before, after, title = TO_NEW) => {
  const text = await configuration(`{\n  ${before}\n}\n`, title);
  expect(text).toContain(after);
  expect(text).not.toMatch(/\n\n\n|\{\n\n|\n\n *\}/);
});
