// Cores for tests: in this thread, or silent for a while.
import { SMALL_STACK } from '../../server/src/eval/budget';
import { Disk } from '../../server/src/host/disk';
import type { HostFiles } from '../../server/src/host/host-files';
import { startCore } from '../../server/src/lsp/core/core';
import type { Open, OpenCore } from '../../server/src/lsp/core/link';
import type { Surroundings } from '../../server/src/lsp/core/used-releases';
import type { OpenHelper } from '../../server/src/lsp/helper/client';
import { startHelper } from '../../server/src/lsp/helper/helper';
import type { OpenWhole } from '../../server/src/lsp/whole/client';
import { startWhole } from '../../server/src/lsp/whole/whole';
import type { Installation } from '../../server/src/service/installation';
import { gate } from './gate';

/** No machine: no channels, and nothing is kept. */
export const NOWHERE: Surroundings = {
  channels: { nixPath: undefined, home: undefined },
  named: undefined,
  store: () => ({ get: () => undefined, put: () => {} }),
};

/** What works in a thread of its own, in this one; what it is told and says is copied all the same. */
const inThisThread =
  <Order, Said>(start: (say: (report: Said) => void) => Promise<(order: Order) => void>): Open<Order, Said> =>
  ({ said, died }) => {
    let isOver = false;
    const later = (act: () => void): void => void setImmediate(() => (isOver ? undefined : act()));
    const working = start((report) => {
      const copy = structuredClone(report);
      later(() => said(copy));
    });
    working.catch((error: unknown) => died(String(error)));
    return {
      post: (order) => {
        const copy = structuredClone(order);
        void working.then((carryOut) => later(() => carryOut(copy)));
      },
      end: () => {
        isOver = true;
      },
    };
  };

/** A core in this thread. */
export const coreHere = (installation: Installation, disk: HostFiles, surroundings = NOWHERE): OpenCore =>
  inThisThread((say) => startCore({ installation, budget: SMALL_STACK, disk, surroundings, rest: () => {}, say }));

/** The same of what helps one. */
export const helperHere = (installation: Installation, disk: HostFiles): OpenHelper =>
  inThisThread((say) => startHelper({ installation, budget: SMALL_STACK, disk, surroundings: NOWHERE, say }));

/** The same of what works on whole releases. */
export const wholeHere =
  (installation: Installation): OpenWhole =>
  () =>
    inThisThread((say) => startWhole({ installation, disk: new Disk(), cacheFolder: '/dev/null/nothing', say }));

/** A core of which nothing is heard until it is told of an open document. */
export const heardOnceOpen =
  (openCore: OpenCore): OpenCore =>
  (events) => {
    const opened = gate();
    const { post, end } = heldBack(openCore, opened.passed)(events);
    return {
      post(order) {
        post(order);
        if (order.type === 'open') opened.open();
      },
      end,
    };
  };

/** A core of which nothing is heard until something has happened, however fast it is. */
export const heldBack =
  (openCore: OpenCore, until: Promise<unknown>): OpenCore =>
  ({ said, died }) =>
    openCore({ said: (report) => void until.then(() => said(report)), died });
