// The user's settings: those sent with `initialize` count at first, then what the editor says when asked.

import { ConfigurationRequest, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { RULES_SECTION, SECTION } from '../../protocol/requests';
import { featureSettings } from '../feature-settings';
import { guard } from '../guard';
import type { Handler } from './handler';

export const settings: Handler = {
  register(session) {
    const { connection, logger, client, core, work, publisher, whole } = session;
    const take = (rules: unknown, all: unknown): void => {
      session.features = featureSettings(all, client.hasOtherServer);
      core.configure(rules);
      const { chosen } = whole.settings;
      whole.configure(all);
      if (JSON.stringify(chosen) !== JSON.stringify(whole.settings.chosen)) core.choose(whole.settings.chosen);
      work.schedule();
      publisher.refreshShown();
    };

    /** @param known the levels of the rules, where they were sent already */
    const ask = (known?: unknown): void => {
      connection
        .sendRequest(ConfigurationRequest.type, { items: [{ section: RULES_SECTION }, { section: SECTION }] })
        .then(([rules, all]) => take(known ?? rules, all))
        .catch((error: unknown) => logger.warn(`lsp refused cause=configuration error=${String(error)}`));
    };

    session.whenInitialized.push(() => {
      if (!client.givesConfiguration) return;
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: SECTION })
        .catch((error: unknown) => logger.warn(`lsp refused cause=configuration error=${String(error)}`));
      // An editor that sends no settings with `initialize` has them nevertheless.
      if (client.rules === undefined || client.features === undefined) ask(client.rules);
    });
    connection.onDidChangeConfiguration(
      guard(logger, 'didChangeConfiguration', undefined, () => (client.givesConfiguration ? ask() : undefined)),
    );
  },
};
