import { FLAGS, settingsFields } from '../../shared/values/settings.js';
import { bare } from '../../shared/wire/schema.js';

/**
 * Reads the configuration of a container from its `data-*` attributes: `data-stream-id`, `data-user-ids`
 * (comma-separated), and each setting by its name, for example `data-show-title="false"`. All other attributes belong to
 * the page.
 */
export function readDataAttributes(dataset: DOMStringMap): Record<string, unknown> {
  const configuration = bare();
  for (const [name, value = ''] of Object.entries(dataset)) {
    if (!Object.hasOwn(settingsFields, name)) continue;
    // A flag without a value is true, as in HTML. Templates leave the other attributes empty when they have no value.
    configuration[name] = value || (FLAGS as readonly string[]).includes(name) || value;
  }
  return configuration;
}
