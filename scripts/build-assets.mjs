// Builds static/dist/ from static/ and node_modules. Run by `npm run build` and `make assets`.
// Output is the same for the same input: no time stamps, no random names (Django hashes names later).
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build, transform } from "esbuild";
import { compile } from "sass";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const source = path.join(root, "static");
const modules = path.join(root, "node_modules");
const finished = path.join(source, "dist");
// Built aside and moved in at the end, so that a running site never misses a file.
const target = path.join(modules, ".local-offer-build");

function compiled(name) {
  return compile(path.join(source, "scss", name), { loadPaths: [modules], style: "compressed", charset: false, quietDeps: true }).css;
}

// GOV.UK Frontend is written for left to right; start and end serve both directions. Old browsers do not know
// `float: inline-start`, so they keep `left`. The arrow of details is a trick with borders (_direction.scss).
function bothDirections(css) {
  const side = (name) => (name === "left" ? "start" : "end");
  return css.replace(/([^{}]+)\{([^{}]*)\}/g, (rule, selector, body) => {
    if (selector.includes("__summary::before") || selector.includes("[dir=rtl]")) return rule;
    const turned = body
      .replace(/(^|;)(margin|padding|border)-(left|right)(?=[-:])/g, (_, start, name, at) => `${start}${name}-inline-${side(at)}`)
      .replace(/(^|;)(left|right):/g, (_, start, at) => `${start}inset-inline-${side(at)}:`)
      .replace(/(^|;)float:(left|right)/g, (_, start, at) => `${start}float:${at};float:inline-${side(at)}`)
      .replace(/(^|;)text-align:(left|right)/g, (_, start, at) => `${start}text-align:${side(at)}`);
    return `${selector}{${turned}}`;
  });
}

// GOV.UK Frontend's style only: its font, crest and crown stay in node_modules.
async function styles() {
  await mkdir(path.join(target, "css"), { recursive: true });
  await writeFile(path.join(target, "css", "site.css"), bothDirections(compiled("index.scss")));
}

// One file per page load (site.js); what few people need is loaded when they press for it.
async function scripts() {
  await build({
    entryPoints: ["site.js", "map.js", "panorama.js"].map((name) => path.join(source, "js", name)),
    outdir: path.join(target, "js"),
    nodePaths: [modules],
    bundle: true,
    format: "esm",
    legalComments: "inline",
    minify: true,
    target: "es2019",
  });
}

// Leaflet's style and ours in one file, beside the pictures it refers to; loaded with map.js.
async function map() {
  const from = path.join(modules, "leaflet");
  const to = path.join(target, "leaflet");
  await mkdir(path.join(to, "images"), { recursive: true });
  await mkdir(path.join(target, "css"), { recursive: true });
  const theirs = (await readFile(path.join(from, "dist/leaflet.css"), "utf8")).replaceAll("url(images/", "url(../leaflet/images/");
  const { code } = await transform(theirs + compiled("bigmap.scss"), { loader: "css", minify: true });
  await writeFile(path.join(target, "css", "map.css"), code);
  for (const name of await readdir(path.join(from, "dist/images"))) {
    await cp(path.join(from, "dist/images", name), path.join(to, "images", name));
  }
  await cp(path.join(from, "LICENSE"), path.join(to, "LICENSE"));
}

// Fonts are fetched by a browser only where a reader has chosen them.
async function fonts() {
  const to = path.join(target, "fonts");
  await mkdir(to, { recursive: true });
  for (const family of ["atkinson-hyperlegible", "lexend"]) {
    const from = path.join(modules, "@fontsource", family);
    for (const subset of ["latin", "latin-ext"]) {
      for (const weight of [400, 700]) {
        const name = `${family}-${subset}-${weight}-normal.woff2`;
        await cp(path.join(from, "files", name), path.join(to, name));
      }
    }
    await cp(path.join(from, "LICENSE"), path.join(to, `${family}-LICENSE.txt`));
  }
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await cp(path.join(source, "images"), path.join(target, "images"), { recursive: true });
await Promise.all([styles(), scripts(), map(), fonts()]);
await rm(finished, { recursive: true, force: true });
await rename(target, finished);
