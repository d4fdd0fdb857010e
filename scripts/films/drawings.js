// The films of the demonstration, drawn picture by picture. `FILMS[name].draw(context, seconds)` draws one picture.
// Calm on purpose: nothing flashes, one thing moves at a time, and words stand long enough to be read twice.

const WIDTH = 960, HEIGHT = 540, RATE = 12, KEY_EVERY = 5 * RATE;
const INK = "#1b1f23", PAPER = "#faf9f6", BRAND = "#005a70", SAND = "#f3e3bd", SKY = "#cfe5ea", GREEN = "#0f6a4a", WHITE = "#ffffff";

const ease = (x) => { const p = Math.min(1, Math.max(0, x)); return p * p * (3 - 2 * p); };

function words(c, text, x, y, { size = 40, weight = 400, color = INK, align = "center" } = {}) {
  c.font = `${weight} ${size}px Lexend`;
  c.fillStyle = color;
  c.textAlign = align;
  text.split("\n").forEach((line, number) => c.fillText(line, x, y + number * size * 1.35));
}

function box(c, x, y, width, height, radius, fill, line) {
  c.beginPath();
  c.roundRect(x, y, width, height, radius);
  c.fillStyle = fill;
  c.fill();
  if (line) { c.lineWidth = 4; c.strokeStyle = line; c.stroke(); }
}

function disc(c, x, y, radius, fill, line) {
  c.beginPath();
  c.arc(x, y, radius, 0, 2 * Math.PI);
  c.fillStyle = fill;
  c.fill();
  if (line) { c.lineWidth = 4; c.strokeStyle = line; c.stroke(); }
}

function stroke(c, points, color = INK, width = 6) {
  c.beginPath();
  points.forEach(([x, y], place) => (place ? c.lineTo(x, y) : c.moveTo(x, y)));
  Object.assign(c, { lineWidth: width, strokeStyle: color, lineCap: "round", lineJoin: "round" });
  c.stroke();
}

// Signs, each about 160 wide, around a middle.
const person = (c, x, y, fill) => { disc(c, x, y - 42, 24, fill); box(c, x - 34, y - 12, 68, 72, [34, 34, 8, 8], fill); };

function paper(c, x, y, lines, fill = WHITE) {
  box(c, x - 52, y - 68, 104, 136, 8, fill, BRAND);
  for (let line = 0; line < lines; line += 1) stroke(c, [[x - 32, y - 40 + line * 24], [x + 32, y - 40 + line * 24]], BRAND, 5);
}

const SIGNS = {
  letter(c, x, y) {
    box(c, x - 75, y - 50, 150, 100, 8, WHITE, BRAND);
    stroke(c, [[x - 73, y - 46], [x, y + 14], [x + 73, y - 46]], BRAND, 5);
  },
  answer(c, x, y) {
    disc(c, x - 48, y, 42, GREEN);
    stroke(c, [[x - 66, y + 1], [x - 53, y + 15], [x - 29, y - 14]], WHITE, 8);
    disc(c, x + 48, y, 42, INK);
    stroke(c, [[x + 32, y - 16], [x + 64, y + 16]], WHITE, 8);
    stroke(c, [[x + 64, y - 16], [x + 32, y + 16]], WHITE, 8);
  },
  people(c, x, y) { person(c, x - 82, y, BRAND); person(c, x + 82, y, BRAND); person(c, x, y + 8, GREEN); },
  draft(c, x, y) {
    paper(c, x - 14, y, 5);
    stroke(c, [[x + 74, y - 46], [x + 26, y + 40]], INK, 12);
    stroke(c, [[x + 24, y + 45], [x + 20, y + 56]], INK, 5);
  },
  plan(c, x, y) {
    paper(c, x, y, 4, SAND);
    disc(c, x + 42, y + 52, 30, GREEN, WHITE);
    stroke(c, [[x + 29, y + 53], [x + 39, y + 63], [x + 56, y + 41]], WHITE, 7);
  },
  talk(c, x, y) {
    box(c, x - 84, y - 54, 168, 88, 24, WHITE, BRAND);
    stroke(c, [[x - 30, y + 34], [x - 44, y + 64], [x + 4, y + 34]], BRAND, 5);
    [-40, 0, 40].forEach((dx) => disc(c, x + dx, y - 10, 9, BRAND));
  },
};

// From asking to a plan. `week` is where the marker on the line stands.
const STEPS = [
  { seconds: 5, title: "From asking to a plan", text: "What happens in 20 weeks", week: 0, sign: "plan" },
  { seconds: 6, title: "1. You ask", text: "Write to the council.\nThe school or college can ask, too.", week: 0, sign: "letter" },
  { seconds: 7, title: "2. Yes or no", text: "The council answers by week 6.\nIt says if it will look at the needs.", week: 6, sign: "answer" },
  { seconds: 6, title: "3. People give advice", text: "School, health and social care.\nYou say what matters to you.", week: 12, sign: "people" },
  { seconds: 7, title: "4. A draft, or a no", text: "If there will be no plan, you know by week 16.\nIf there is a draft, you have at least 15 days.", week: 16, sign: "draft" },
  { seconds: 6, title: "5. The plan", text: "It comes by week 20.\nIt says what help there must be.", week: 20, sign: "plan" },
  { seconds: 6, title: "Not sure?", text: "Ask SENDIASS.\nThe advice is free.", week: 20, sign: "talk" },
];
const FADE = 0.8;

function planLine(c, week) {
  const left = 130, right = WIDTH - 130, y = 412, at = (n) => left + ((right - left) * n) / 20;
  stroke(c, [[left, y], [right, y]], SKY, 12);
  if (week > 0) stroke(c, [[left, y], [at(week), y]], BRAND, 12);
  for (const n of [0, 6, 16, 20]) {
    disc(c, at(n), y, 15, week >= n - 0.01 ? BRAND : WHITE, BRAND);
    words(c, n ? `Week ${n}` : "Start", at(n), y + 50, { size: 24 });
  }
  disc(c, at(week), y, 24, SAND, INK);
}

function drawPlan(c, seconds) {
  c.fillStyle = PAPER;
  c.fillRect(0, 0, WIDTH, HEIGHT);
  let start = 0, before = STEPS[0];
  for (const step of STEPS) {
    const now = seconds - start;
    if (now < step.seconds || step === STEPS.at(-1)) {
      const last = step === STEPS.at(-1);
      const shown = Math.min(step === STEPS[0] ? 1 : ease(now / FADE), last ? 1 : ease((step.seconds - now) / FADE));
      planLine(c, before.week + (step.week - before.week) * ease(now / 2));
      c.globalAlpha = shown;
      SIGNS[step.sign](c, WIDTH / 2, 92);
      words(c, step.title, WIDTH / 2, 226, { size: 48, weight: 700, color: BRAND });
      words(c, step.text, WIDTH / 2, 284, { size: 32 });
      c.globalAlpha = 1;
      return;
    }
    start += step.seconds;
    before = step;
  }
}

// Once round a sensory room: a wall as long as the way round, which passes by slowly and rests five times.
const ROUND = 4800, FLOOR = 400, GAP = ROUND / 5;
const PLACES = ["The door, and a place to wait", "Soft mats and cushions", "Tubes with bubbles and slow colours", "A tent to be alone in", "Things to touch, and a swing chair"];
const REST = 4, MOVE = 4;

function drawWall(c) {
  c.fillStyle = "#dfe8e4";
  c.fillRect(-WIDTH, 0, ROUND + 2 * WIDTH, FLOOR);
  c.fillStyle = "#c9b48a";
  c.fillRect(-WIDTH, FLOOR, ROUND + 2 * WIDTH, HEIGHT - FLOOR);
  c.fillStyle = BRAND;
  c.fillRect(-WIDTH, FLOOR - 8, ROUND + 2 * WIDTH, 8);
}

function drawDoor(c, x) {
  box(c, x - 90, 110, 180, 290, 6, "#a9743f", INK);
  disc(c, x + 62, 260, 9, INK);
  box(c, x - 60, 140, 120, 80, 6, SKY, INK);
  box(c, x + 170, 330, 240, 34, 12, BRAND);
  stroke(c, [[x + 190, 364], [x + 190, 430]], INK, 10);
  stroke(c, [[x + 390, 364], [x + 390, 430]], INK, 10);
}

function drawMats(c, x) {
  box(c, x - 330, 400, 660, 70, 24, "#5b8f7b");
  box(c, x - 260, 330, 150, 84, 40, "#e0a458");
  box(c, x - 70, 344, 170, 70, 34, "#7f9fc4");
  box(c, x + 130, 318, 130, 96, 44, "#c98a8a");
}

function drawTubes(c, x) {
  ["#8ec5d6", "#a9c98f", "#c7aede"].forEach((fill, number) => {
    const middle = x - 170 + number * 170;
    box(c, middle - 38, 90, 76, 310, 38, fill, INK);
    for (let bubble = 0; bubble < 7; bubble += 1) disc(c, middle + ((bubble * 29) % 40) - 20, 122 + bubble * 39, 7 + (bubble % 3) * 3, WHITE);
    box(c, middle - 54, 392, 108, 34, 8, INK);
  });
}

function drawTent(c, x) {
  c.beginPath();
  c.moveTo(x, 100); c.lineTo(x - 220, 440); c.lineTo(x + 220, 440); c.closePath();
  Object.assign(c, { fillStyle: "#7a6aa8", lineWidth: 4, strokeStyle: INK });
  c.fill(); c.stroke();
  c.beginPath();
  c.moveTo(x, 200); c.lineTo(x - 80, 440); c.lineTo(x + 80, 440); c.closePath();
  c.fillStyle = "#2c2745";
  c.fill();
  [[-70, 96], [70, 96], [-130, 130], [130, 130]].forEach(([dx, y]) => disc(c, x + dx, y, 9, "#ffe9a8", INK));
}

function drawTouch(c, x) {
  box(c, x - 330, 130, 330, 190, 12, "#fffdf6", INK);
  ["#c98a8a", "#5b8f7b", "#7f9fc4", "#e0a458", "#7a6aa8", "#8ec5d6"].forEach((fill, number) => {
    box(c, x - 308 + (number % 3) * 100, 150 + Math.floor(number / 3) * 80, 80, 64, number % 2 ? 32 : 6, fill);
  });
  stroke(c, [[x + 200, 0], [x + 200, 190]], INK, 6);
  disc(c, x + 200, 300, 112, "#e0a458", INK);
  disc(c, x + 200, 312, 78, "#fff3da");
}

function drawRoom(c, seconds) {
  const leg = Math.floor(seconds / (REST + MOVE)), within = seconds - leg * (REST + MOVE);
  const at = (leg + ease((within - REST) / MOVE)) * GAP;
  for (const turn of [-1, 0, 1]) {
    c.save();
    c.translate(WIDTH / 2 - at + turn * ROUND, 0);
    if (turn === 0) drawWall(c);
    [drawDoor, drawMats, drawTubes, drawTent, drawTouch].forEach((part, place) => part(c, place * GAP));
    c.restore();
  }
  const shown = within < REST ? Math.min(leg ? ease(within / FADE) : 1, ease((REST - within) / FADE)) : 0;
  c.globalAlpha = seconds >= PLACES.length * (REST + MOVE) ? 1 : shown;
  box(c, 130, 14, WIDTH - 260, 52, 26, WHITE, INK);
  words(c, PLACES[leg % PLACES.length], WIDTH / 2, 50, { size: 28, weight: 700 });
  c.globalAlpha = 1;
}

// The same room for a viewer that turns all the way round (equirectangular): eyes look at the wall from the middle,
// and what stands at the wall is larger, as from near by.
const NEAR = 1.4, EYES = ROUND / 4, GROUND = EYES + 300, CEILING = GROUND - FLOOR * NEAR;

function drawAround(c) {
  c.fillStyle = "#f3f1e8";
  c.fillRect(0, 0, ROUND, ROUND / 2);
  c.fillStyle = "#dfe8e4";
  c.fillRect(0, CEILING, ROUND, GROUND - CEILING);
  c.fillStyle = "#c9b48a";
  c.fillRect(0, GROUND, ROUND, ROUND / 2 - GROUND);
  c.fillStyle = BRAND;
  c.fillRect(0, GROUND - 10, ROUND, 10);
  [drawDoor, drawMats, drawTubes, drawTent, drawTouch].forEach((part, place) => {
    c.save();
    // The first place is in the middle of the picture: there visitors look first.
    c.translate((ROUND / 2 + place * GAP) % ROUND, GROUND - FLOOR * NEAR);
    c.scale(NEAR, NEAR);
    part(c, 0);
    c.restore();
  });
}

async function webpOf(width, height, paint) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  paint(canvas.getContext("2d"));
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/webp", 0.85));
  return base64(await blob.arrayBuffer());
}

// Pictures of a tour: the one before it begins, and the one all the way round.
async function recordTour() {
  await document.fonts.load("700 40px Lexend");
  const poster = await webpOf(WIDTH, HEIGHT, (c) => drawRoom(c, 2 * (REST + MOVE) + 2));
  const around = await webpOf(4096, 2048, (c) => { c.scale(4096 / ROUND, 4096 / ROUND); drawAround(c); });
  return { poster, around };
}

const FILMS = {
  "from-asking-to-a-plan": { seconds: STEPS.reduce((sum, step) => sum + step.seconds, 0), bits: 40_000, poster: 2, draw: drawPlan },
};

function base64(bytes) {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}

async function recordFilm(name) {
  const { seconds, bits, poster, draw } = FILMS[name];
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  const context = canvas.getContext("2d");
  await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 40px Lexend`)));
  const frames = [];
  const encoder = new VideoEncoder({
    output(chunk) {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      frames.push([Math.round(chunk.timestamp / 1000), chunk.type === "key", base64(bytes)]);
    },
    error(problem) { throw problem; },
  });
  encoder.configure({ codec: "vp09.00.30.08", width: WIDTH, height: HEIGHT, bitrate: bits, framerate: RATE, latencyMode: "realtime" });
  for (let number = 0; number < seconds * RATE; number += 1) {
    draw(context, number / RATE);
    const picture = new VideoFrame(canvas, { timestamp: Math.round((number * 1e6) / RATE) });
    encoder.encode(picture, { keyFrame: number % KEY_EVERY === 0 });
    picture.close();
    while (encoder.encodeQueueSize > 4) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await encoder.flush();
  draw(context, poster);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/webp", 0.85));
  return { frames, width: WIDTH, height: HEIGHT, milliseconds: seconds * 1000, poster: base64(await blob.arrayBuffer()) };
}
