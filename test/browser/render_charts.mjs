// test/browser/render_charts.mjs FILE [DIRECTORY]: FILE has a Vega-Lite specification a line, as {"name": …, "spec": …}. Each is held
// against Vega-Lite's schema, compiled and drawn as its readers would; a line is printed for each fault: name, check, what. With
// DIRECTORY the drawings are kept there.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const [vega, vegaLite] = await Promise.all(['vega', 'vega-lite'].map((name) => import(pathToFileURL(require.resolve(name)).href)));
const Ajv = require('ajv');
const valid = new Ajv({ strict: false, validateFormats: false }).compile(require('vega-lite/build/vega-lite-schema.json'));
const [file, directory] = process.argv.slice(2);

for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { name, spec } = JSON.parse(line);
    const faults = [];
    try {
        const svg = await draw(spec, faults);
        if (directory) writeFileSync(`${directory}/${name}.svg`, svg);
    } catch (error) {
        faults.push(['error', error.message]);
    }
    for (const [check, what] of faults) console.log([name, check, what.replace(/\s+/g, ' ').slice(0, 300)].join('\t'));
}

async function draw(spec, faults) {
    if (!valid(spec)) faults.push(['schema', deepest(valid.errors)]);
    if (!spec.description) faults.push(['described', 'no description']);
    const told = (level) => (...what) => { faults.push([level, what.join(' ')]); return logger; };
    const quiet = () => logger;
    const logger = { level: quiet, error: told('error'), warn: told('warning'), info: quiet, debug: quiet };
    const loader = { load: async (uri) => faults.push(['request', uri]), sanitize: async (uri) => faults.push(['request', uri]) };
    const compiled = vegaLite.compile(spec, { logger }).spec;
    const view = new vega.View(vega.parse(compiled), { renderer: 'none', logger, loader });
    const svg = await view.toSVG();
    const drawn = marks(view.scenegraph().root);
    if (!drawn.length) faults.push(['empty', 'nothing is drawn']);
    for (const text of svg.match(/\b(NaN|undefined|Infinity|null)\b/g) ?? []) faults.push(['broken', text]);
    return svg;
}

// what is drawn of the data, at any depth
function marks(item) {
    const within = (item.items ?? []).flatMap(marks);
    return item.role === 'mark' && item.marktype !== 'group' ? item.items : within;
}

// of the errors of all forms that a specification might have had, those that are farthest in
function deepest(errors) {
    const depth = ({ instancePath }) => instancePath.split('/').length;
    const most = Math.max(...errors.map(depth));
    return [...new Set(errors.filter((e) => depth(e) === most).map((e) => `${e.instancePath} ${e.message} ${Object.values(e.params)[0]}`))].slice(0, 3).join('; ');
}
