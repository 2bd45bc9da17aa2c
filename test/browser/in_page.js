// What is wrong with a page as it lies in the browser's window: [[check, what], …]. Called in the page; legibly: letter by letter, too.
(legibly) => {
    const found = [];
    const fault = (check, what) => found.push([check, what.replace(/\s+/g, ' ').trim().slice(0, 200)]);
    const all = (selector, from = document) => [...from.querySelectorAll(selector)];
    const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const box = (element) => element.getBoundingClientRect();
    const named = (element) => `<${element.tagName.toLowerCase()}> ${element.getAttribute('class') ?? ''} '${element.textContent.trim().slice(0, 40)}'`;
    const width = document.documentElement.clientWidth;

    // ---- nothing but text and pictures ----
    for (const element of all('script, iframe, object, embed, base, link, form')) fault('foreign', named(element));
    for (const element of all('*')) {
        for (const { name, value } of element.attributes) {
            if (/^on/i.test(name)) fault('foreign', `${named(element)} has ${name}`);
            if (/^(xlink:)?(href|src|srcset|action|formaction|poster)$/i.test(name) && !/^(#|data:image\/)/.test(value)) fault('foreign', `${named(element)} has ${name} ${value}`);
        }
    }
    if (window.hacked !== undefined) fault('hacked', `by ${window.hacked}`);

    // ---- each picture in view, with its words and its table ----
    const picture = 'svg:not([aria-hidden="true"])'; // others are ornaments
    const pictures = all(picture).filter((svg) => !svg.parentElement.closest('svg'));
    for (const ornament of all('svg[aria-hidden="true"]').filter((svg) => svg.textContent.trim())) fault('described', `text in an ornament, ${named(ornament)}`);
    for (const figure of all('figure')) {
        const [drawn, listed, caption] = [picture, 'table', 'figcaption'].map((what) => figure.querySelector(what));
        if (!caption?.textContent.trim()) fault('figure', `no words with ${named(figure)}`);
        if (figure.matches('.none')) { // the words say why there is nothing to show
            if (drawn || listed) fault('figure', `something to show in ${named(figure)}`);
        } else if (!drawn || !listed) fault('figure', `no ${drawn ? 'table' : 'picture'} in ${named(figure)}`);
    }
    for (const svg of pictures) {
        const { left, right, width: wide, height } = box(svg);
        for (const child of ['title', 'desc']) {
            if (!svg.querySelector(`:scope > ${child}`)?.textContent.trim()) fault('described', `no ${child} in ${named(svg)}`);
        }
        if (!svg.closest('figure')) fault('figure', `${named(svg)} is in no figure`);
        if (!seen(svg) || wide < 100 || height < 20) fault('view', `${named(svg)} is ${wide} by ${height}`);
        else if (left < 0 || right > width) fault('view', `${named(svg)} reaches from ${left} to ${right} of ${width}`);
    }

    // ---- nothing out of its box ----
    if (document.documentElement.scrollWidth > width) fault('scroll', `the page is ${document.documentElement.scrollWidth} wide in ${width}`);
    for (const element of all('body, body *').filter((e) => e instanceof HTMLElement && e.clientWidth && seen(e))) {
        const style = getComputedStyle(element);
        if (style.position === 'absolute' && element.clientWidth <= 1) continue; // for screen readers only
        const scrolled = (way) => ['auto', 'scroll'].includes(way);
        if (element.scrollWidth > element.clientWidth + 1 && !scrolled(style.overflowX)) fault('cut', `${named(element)} is ${element.scrollWidth} wide in ${element.clientWidth}`);
        const narrower = element.matches('table') && ancestors(element).find((e) => scrolled(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1);
        if (narrower && !narrower.hasAttribute('tabindex')) fault('sideways', named(element)); // what is meant to be scrolled can be by keyboard, too
        if (['hidden', 'clip'].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1) fault('cut', `${named(element)} is ${element.scrollHeight} high in ${element.clientHeight}`);
    }
    for (const svg of pictures.filter(seen)) {
        const texts = all('text', svg).filter((text) => seen(text) && text.textContent.trim());
        const outer = box(svg);
        const boxes = texts.map(box);
        for (const [i, text] of texts.entries()) {
            const { left, right, top, bottom } = boxes[i];
            if (left < outer.left - 1 || right > outer.right + 1 || top < outer.top - 1 || bottom > outer.bottom + 1) fault('cut', `${named(text)} is not all in its picture`);
            for (const other of texts.slice(0, i).filter((_, j) => overlap(boxes[i], boxes[j]))) fault('overlap', `${named(text)} and ${named(other)}`);
        }
    }

    // letters do not fill the height of their line
    function overlap(a, b) {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom - a.height / 6, b.bottom - b.height / 6) - Math.max(a.top + a.height / 6, b.top + b.height / 6);
        return wide > 1 && high > 1;
    }

    // ---- every text legible ----
    if (!legibly) return found;
    const pixel = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
    const colours = new Map();

    // [red, green, blue, alpha], whatever way CSS writes it
    function colour(css, opacity = 1) {
        if (!colours.has(css)) {
            pixel.clearRect(0, 0, 1, 1);
            pixel.fillStyle = css;
            pixel.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
            colours.set(css, [r, g, b, a / 255]);
        }
        const [r, g, b, a] = colours.get(css);
        return [r, g, b, a * opacity];
    }
    const over = ([r, g, b, a], [R, G, B, A]) => { // one colour on another
        const alpha = a + A * (1 - a);
        const mixed = (x, X) => (alpha ? (x * a + X * A * (1 - a)) / alpha : 0);
        return [mixed(r, R), mixed(g, G), mixed(b, B), alpha];
    };
    const luminance = ([r, g, b]) => {
        const linear = (x) => (x / 255 <= 0.04045 ? x / 255 / 12.92 : ((x / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    };
    const contrast = (a, b) => {
        const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
        return (light + 0.05) / (dark + 0.05);
    };
    const once = (of, known = new Map()) => (element) => { // asked once of each element
        if (!known.has(element)) known.set(element, of(element));
        return known.get(element);
    };
    const opacity = once((element) => (element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1));

    // what an element paints: the colours of its ground, or of its line and its area
    const nothing = [0, 0, 0, 0];
    const paints = once((element) => {
        const style = getComputedStyle(element);
        if (!(element instanceof SVGElement) || element instanceof SVGSVGElement) return { ground: colour(style.backgroundColor, opacity(element)) };
        if (!(element instanceof SVGGeometryElement)) return { ground: nothing };
        const paint = (what) => (style[what] === 'none' ? nothing : colour(style[what], style[`${what}Opacity`] * opacity(element)));
        return { line: paint('stroke'), area: paint('fill'), to: element.getScreenCTM().inverse() };
    });
    function painted(element, x, y) {
        const { ground, line, area, to } = paints(element);
        if (ground) return ground;
        const point = new DOMPoint(x, y).matrixTransform(to);
        if (line[3] && element.isPointInStroke(point)) return line;
        return area[3] && element.isPointInFill(point) ? area : nothing;
    }

    // what lies below a text at a point, on the page's own ground; undefined where something lies above the text
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.background = 'Canvas';
    const ground = colour(getComputedStyle(probe).backgroundColor);
    probe.remove();
    function below(text, x, y) {
        const stack = document.elementsFromPoint(x, y);
        const own = (element) => text.contains(element);
        const last = stack.findLastIndex(own);
        const above = last < 0 ? [] : stack.slice(0, stack.findIndex(own));
        if (above.some((element) => painted(element, x, y)[3] > 0.5)) return undefined;
        let paint = [0, 0, 0, 0];
        const rest = text instanceof SVGElement ? stack.slice(last + 1) : stack.slice(Math.max(stack.indexOf(text), 0));
        for (const element of rest) paint = over(paint, painted(element, x, y));
        return over(paint, ground);
    }

    // a text's box, its element, its colour and, where it has one, the rim that is painted below it
    function legible({ rect, element, fill, rim, size }) {
        const large = size >= 24 || (size >= 18.66 && getComputedStyle(element).fontWeight >= 700);
        if (size < 8.99) fault('small', `${named(element)} is ${size.toFixed(1)} pixels`);
        for (const at of [0.05, 0.25, 0.5, 0.75, 0.95]) {
            const [x, y] = [rect.left + at * rect.width, rect.top + rect.height / 2];
            if (x < 0 || x >= innerWidth || y < 0 || y >= innerHeight) continue; // scrolled away
            const paint = rim ?? below(element, x, y);
            if (!paint) return fault('hidden', named(element));
            const ratio = contrast(over(fill, paint), paint);
            if (ratio < (large ? 3 : 4.5)) return fault('contrast', `${named(element)} has ${ratio.toFixed(2)}`);
        }
    }

    document.documentElement.style.setProperty('pointer-events', 'auto', 'important');
    for (const text of all('svg text').filter((t) => seen(t) && t.textContent.trim())) {
        const style = getComputedStyle(text);
        const { a, b, c, d } = text.getScreenCTM();
        const scale = Math.sqrt(Math.abs(a * d - b * c));
        const rimmed = style.stroke !== 'none' && style.paintOrder.startsWith('stroke') && parseFloat(style.strokeWidth) >= 2;
        legible({
            rect: box(text), element: text, size: parseFloat(style.fontSize) * scale,
            fill: colour(style.fill, style.fillOpacity * opacity(text)), rim: rimmed ? colour(style.stroke) : undefined,
        });
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) => (node.data.trim() && !node.parentElement.closest('svg, style') && seen(node.parentElement) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const style = getComputedStyle(element);
        const lines = parts(walker.currentNode, 0, walker.currentNode.length);
        for (const rect of lines) legible({ rect, element, size: parseFloat(style.fontSize), fill: colour(style.color, opacity(element)) });
        for (const { 0: number, index } of walker.currentNode.data.matchAll(/\d[\d.,:\u00a0\u202f-]*\d/g)) {
            if (new Set(parts(walker.currentNode, index, index + number.length).map(({ top }) => top)).size > 1) fault('split', `${number} in ${named(element)}`);
        }
        const scrolled = ancestors(element).find((a) => ['auto', 'scroll'].includes(getComputedStyle(a).overflowX));
        if (scrolled && walker.currentNode.data.trim().length > 80 && lines.some(({ right }) => right > box(scrolled).right + 1)) fault('sideways', named(element));
    }

    // where a part of a text lies, line by line
    function parts(node, from, until) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, until);
        return [...range.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
    }
    function ancestors(element) { return element ? [element, ...ancestors(element.parentElement)] : []; }
    return found;
}
