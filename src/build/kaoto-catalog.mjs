// SPDX-License-Identifier: Apache-2.0
// Usage: node kaoto-catalog.mjs <catalog folder> <stripe.json> <lowdefy-stripe.json>
// Adds the components to every catalog of Kaoto in the folder; src/docs/tooling.md says where that comes from.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [folder, ...schemas] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const TYPES = { boolean: 'boolean', integer: 'integer', number: 'number' };

/** What Kaoto makes the form of an option from. */
function field(option) {
  const field = {
    title: option.displayName,
    description: option.description,
    type: TYPES[option.type] ?? 'string',
    $comment: `group:${option.group}`,
  };
  if (option.defaultValue !== undefined) field.default = option.defaultValue;
  if (option.enum) field.enum = option.enum;
  if (option.type === 'duration') field.format = 'duration';
  if (option.type === 'object') field.format = `bean:${option.javaType}`;
  if (option.secret) field.format = 'password';
  return field;
}

const components = schemas.map((file) => {
  const schema = read(file);
  const options = Object.entries(schema.properties);
  return {
    ...schema,
    propertiesSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: Object.fromEntries(options.map(([name, option]) => [name, field(option)])),
      required: options.filter(([, option]) => option.required).map(([name]) => name),
    },
  };
});

for (const { fileName } of read(join(folder, 'index.json')).definitions) {
  const index = join(folder, fileName);
  const list = read(index).catalogs?.components;
  if (!list) continue;
  const file = join(dirname(index), list.file);
  const catalog = read(file);
  for (const component of components) catalog[component.component.scheme] = component;
  writeFileSync(file, JSON.stringify(catalog));
  console.log(`${file}: ${components.map((c) => c.component.scheme).join(', ')}`);
}
