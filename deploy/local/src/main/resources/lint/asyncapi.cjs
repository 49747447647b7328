// Prints what AsyncAPI's own parser has to say of a document, and ends with 1 if that is anything but hints.
const { Parser, fromFile } = require('@asyncapi/parser');

(async () => {
  const parser = new Parser();
  const { document, diagnostics } = await fromFile(parser, process.argv[2]).parse();
  const told = diagnostics.filter((each) => each.severity <= 1);
  told.forEach((each) => console.log(`${each.path.join('.')}: ${each.message}`));
  process.exit(document && told.length === 0 ? 0 : 1);
})();
