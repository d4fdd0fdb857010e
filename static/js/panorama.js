// A picture of everything around one place (equirectangular), seen from its middle. Loaded by panorama_loader.js.
// Buttons, arrow keys and dragging turn the view; it never moves by itself, and jumps where less motion is wanted.
import { makeButton } from "./make.js";

const STEP = Math.PI / 8, HIGHEST = Math.PI / 3, TURN_MS = 250;
const REACH = 0.7; // how far the view reaches up and down: about 35 degrees each way
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const still = matchMedia("(prefers-reduced-motion: reduce)").matches || document.documentElement.dataset.motion === "less";

const CORNERS = "attribute vec2 corner; varying vec2 at; void main() { at = corner; gl_Position = vec4(corner, 0., 1.); }";
const LOOK = `precision highp float;
uniform sampler2D picture; uniform vec2 view; uniform vec2 reach; varying vec2 at;
void main() {
  vec3 ray = normalize(vec3(at * reach, 1.));
  float c = cos(view.y), s = sin(view.y);
  ray = vec3(ray.x, ray.y * c + ray.z * s, ray.z * c - ray.y * s);
  float round = atan(ray.x, ray.z) + view.x, high = asin(clamp(ray.y, -1., 1.));
  gl_FragColor = texture2D(picture, vec2(fract(round / 6.28318531 + .5), .5 - high / 3.14159265));
}`;

document.addEventListener("lo-look-round", ({ detail }) => begin(detail));

function begin({ place, link, flat }) {
  const picture = new Image();
  picture.onerror = flat;
  picture.onload = () => {
    const canvas = document.createElement("canvas");
    const draw = painter(canvas, picture);
    if (!draw) return flat();
    show(place, link, canvas, draw);
  };
  picture.src = link.href;
}

function show(place, link, canvas, draw) {
  const words = place.dataset, view = { round: 0, high: 0 };
  const viewer = document.createElement("div");
  viewer.className = "lo-panorama";
  viewer.setAttribute("role", "group");
  viewer.setAttribute("aria-label", words.loPanorama);
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${link.querySelector("img").alt} ${words.help}`);
  const turn = turner(view, () => draw(view));
  const buttons = document.createElement("div");
  buttons.className = "lo-panorama__buttons";
  for (const [name, by] of [["left", [-1, 0]], ["right", [1, 0]], ["up", [0, 1]], ["down", [0, -1]]]) {
    buttons.append(makeButton(words[name], () => turn(...by)));
  }
  canvas.addEventListener("keydown", (event) => {
    const by = KEYS[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    turn(...by);
  });
  drag(canvas, view, () => draw(view));
  viewer.append(canvas, buttons);
  link.replaceWith(viewer);
  new ResizeObserver(() => draw(view)).observe(canvas);
  canvas.focus();
}

const between = (high) => Math.max(-HIGHEST, Math.min(HIGHEST, high));

// Turns by whole steps, gently. A press during a turn goes on from where that one would have ended.
function turner(view, draw) {
  let goal = null;
  return (right, up) => {
    const from = { ...view };
    const end = { round: (goal || view).round + right * STEP, high: between((goal || view).high + up * STEP) };
    goal = end;
    const began = performance.now();
    (function move(now) {
      if (goal !== end) return;
      const part = still ? 1 : Math.min(1, Math.max(0, (now - began) / TURN_MS));
      view.round = from.round + (end.round - from.round) * part;
      view.high = from.high + (end.high - from.high) * part;
      draw();
      if (part < 1) requestAnimationFrame(move);
      else goal = null;
    })(began);
  };
}

function drag(canvas, view, draw) {
  let last = null;
  canvas.addEventListener("pointerdown", (event) => {
    last = event;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const size = (2 * REACH) / canvas.clientHeight;
    view.round -= (event.clientX - last.clientX) * size;
    view.high = between(view.high + (event.clientY - last.clientY) * size);
    last = event;
    draw();
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { last = null; });
}

// A function that draws a view; nothing where the browser cannot.
function painter(canvas, picture) {
  const gl = canvas.getContext("webgl", { antialias: false, preserveDrawingBuffer: true });
  if (!gl) return null;
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, CORNERS], [gl.FRAGMENT_SHADER, LOOK]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, "corner");
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB, gl.RGB, gl.UNSIGNED_BYTE, fitting(picture, gl.getParameter(gl.MAX_TEXTURE_SIZE)));
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  const where = (name) => gl.getUniformLocation(program, name);
  const view = where("view"), reach = where("reach");
  return ({ round, high }) => {
    const sharp = Math.min(2, devicePixelRatio || 1);
    const width = Math.round(canvas.clientWidth * sharp), height = Math.round(canvas.clientHeight * sharp);
    if (!width || !height) return;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    gl.viewport(0, 0, width, height);
    gl.uniform2f(view, round, high);
    gl.uniform2f(reach, (REACH * width) / height, REACH);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  };
}

// The picture, smaller where it is too large for this device.
function fitting(picture, most) {
  if (picture.naturalWidth <= most) return picture;
  const smaller = document.createElement("canvas");
  Object.assign(smaller, { width: most, height: Math.round((picture.naturalHeight * most) / picture.naturalWidth) });
  smaller.getContext("2d").drawImage(picture, 0, 0, smaller.width, smaller.height);
  return smaller;
}
