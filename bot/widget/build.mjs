// Builds the one file that pages embed. With --check it builds in memory and compares with the committed file.
import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const LARGEST = 45_000; // bytes gzipped: what a slow hospital network fetches in about a second
const here = (path) => new URL(path, import.meta.url).pathname;
const target = here("dist/lotsen-chat.js");

/** Takes comments and spare space out of css`…` and html`…`, which esbuild leaves as they are. */
const smaller = {
  name: "smaller",
  setup(build) {
    build.onLoad({ filter: /src\/styles\/.*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace(/css`[^`]*`/g, (css) => css.replace(/\/\*.*?\*\//gs, "").replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1"));
      return { contents, loader: "ts" };
    });
    // one line break between elements says the same as a line break and an indent
    build.onLoad({ filter: /src\/(views\/.*|lotsen-chat)\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      return { contents: text.replace(/\n\s+/g, "\n"), loader: "ts" };
    });
  },
};

const result = await build({
  entryPoints: [here("src/index.ts")],
  absWorkingDir: here("."),
  bundle: true,
  minify: true,
  format: "iife", // works as a plain script and as type="module"
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* Lotsen chat widget. Contains Lit (BSD-3-Clause). */" },
  plugins: [smaller],
  write: false,
});
const built = Buffer.from(result.outputFiles[0].contents);
const size = gzipSync(built, { level: 9 }).length;
console.log(`lotsen-chat.js: ${built.length} bytes, ${size} gzipped`);

if (size > LARGEST) {
  console.error(`Larger than ${LARGEST} bytes gzipped.`);
  process.exitCode = 1;
} else if (!process.argv.includes("--check")) {
  await writeFile(target, built);
} else if (!(await readFile(target)).equals(built)) {
  console.error("dist/lotsen-chat.js is not what src/ builds to. Run: npm run build --prefix bot/widget");
  process.exitCode = 1;
}
