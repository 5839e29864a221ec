// JSON as .NET's configuration reads it, with comments and trailing commas, turned into JSON as everybody else reads it.

/** Preserves strings, so that `https://` and `/{**path}` survive, and line breaks, so that error positions hold. */
export function plainJson(text) {
  const token = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g;
  const withoutComments = text.replace(/^\uFEFF/, '').replace(token, (found) => (found[0] === '"' ? found : found.replace(/[^\n]/g, ' ')));
  return withoutComments.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (found) => (found[0] === '"' ? found : ' '));
}
