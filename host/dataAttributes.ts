/**
 * The configuration that a container of automatic rendering carries in its `data-*` attributes: `data-stream-id`,
 * `data-user-ids` (comma-separated), and every setting by its name, `data-show-title="false"`.
 */
export function readDataAttributes(dataset: DOMStringMap): Record<string, unknown> {
  const configuration: Record<string, unknown> = {};
  for (const [name, value = ''] of Object.entries(dataset)) {
    // What a template leaves for none.
    if (value === '' && /^(streamId|userIds|allowedApps)$/.test(name)) continue;
    // A bare attribute, as in HTML's own, is true.
    configuration[name] = /^(true|false|)$/.test(value) ? value !== 'false' : value;
  }
  return configuration;
}
