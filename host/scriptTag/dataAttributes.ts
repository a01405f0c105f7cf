/**
 * Reads the configuration of a container from its `data-*` attributes: `data-stream-id`, `data-user-ids`
 * (comma-separated), and each setting by its name, for example `data-show-title="false"`.
 */
export function readDataAttributes(dataset: DOMStringMap): Record<string, unknown> {
  const configuration: Record<string, unknown> = {};
  for (const [name, value = ''] of Object.entries(dataset)) {
    // Templates leave such an attribute empty when they have no value.
    if (value === '' && /^(streamId|userIds|allowedApps)$/.test(name)) continue;
    // An attribute without a value is true, as in HTML.
    configuration[name] = /^(true|false|)$/.test(value) ? value !== 'false' : value;
  }
  return configuration;
}
