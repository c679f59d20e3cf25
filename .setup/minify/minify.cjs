// Minifies the styles and scripts of a folder, in place:  node minify.cjs FOLDER
// Names are kept: the glue of a program exports some, and its program imports others.
const { readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const esbuild = require('esbuild');
const lightningcss = require('lightningcss');

const minifiers = {
  css: (code, filename) => lightningcss.transform({ filename, code, minify: true }).code,
  js: (code, sourcefile) =>
    esbuild.transformSync(code, { sourcefile, minifyWhitespace: true, minifySyntax: true, legalComments: 'none' }).code,
};

for (const name of readdirSync(process.argv[2], { recursive: true })) {
  const minify = minifiers[name.split('.').pop()];
  if (minify) {
    const path = join(process.argv[2], name);
    writeFileSync(path, minify(readFileSync(path), path));
  }
}
