// node validate-schema.mjs SCHEMA FILE…: says for each file where it breaks the schema; exit code 1 if any does.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { plainJson } from './plain-json.mjs';

const [schema, ...files] = process.argv.slice(2);

// Strict: an unknown keyword in the schema is an error, or a typing error there would switch a check off in silence.
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: true, strictRequired: false, validateFormats: false });
ajv.addVocabulary(['markdownDescription', 'defaultSnippets']);
const validate = ajv.compile(read(schema));

let broken = 0;
for (const file of files) {
  if (!validate(read(file))) {
    broken++;
    for (const { instancePath, message, params } of validate.errors) {
      console.log(`${file}: ${instancePath || '/'}: ${message} ${JSON.stringify(params)}`);
    }
  }
}
console.log(`${files.length} files, ${broken} broken`);
process.exit(broken === 0 ? 0 : 1);

function read(file) {
  try {
    return JSON.parse(plainJson(readFileSync(file, 'utf8')));
  } catch (error) {
    console.log(`${file}: ${error.message}`);
    return process.exit(2);
  }
}
