// The bigger map itself: Leaflet with our pins. Loaded by map_loader.js.
// Data: { pins: [{ lat, lon, name, url, text, number }], areas: GeoJSON of outlines, bounds: [[s, w], [n, e]] }
// The list on the page stays the truth; every pin stands in it too. Background tiles only if the council
// set an address for them; without them, or when they fail, outlines and pins remain.
import * as L from "leaflet/dist/leaflet-src.esm.js";

const CLUSTER_ABOVE = 100;
const NAMES_FROM = 13; // further away they would cover each other
const CELL = 64; // pixels: pins of one cell become one mark
const still = matchMedia("(prefers-reduced-motion: reduce)").matches || document.documentElement.dataset.motion === "less";

document.addEventListener("lo-draw-map", ({ detail }) => draw(detail));

function draw({ place, canvas, button, data }) {
  canvas.className = "lo-bigmap";
  const surface = document.createElement("div");
  surface.className = "lo-bigmap__canvas";
  canvas.append(surface);
  const words = place.dataset;
  const map = L.map(surface, {
    attributionControl: Boolean(words.tileUrl),
    dragging: !L.Browser.mobile, // on a phone one finger scrolls the page, two move the map
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    maxZoom: 17,
    scrollWheelZoom: false,
    zoomAnimation: !still,
    zoomControl: false,
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  if (data.areas) addAreas(map, data.areas, !words.tileUrl);
  if (words.tileUrl) addTiles(map, canvas, words);
  const pins = L.layerGroup().addTo(map);
  map.fitBounds(boundsOf(data), { padding: [32, 32], maxZoom: 15, animate: false });
  const show = () => {
    surface.classList.toggle("lo-bigmap__canvas--close", map.getZoom() >= NAMES_FROM);
    showPins(map, pins, data.pins);
  };
  map.on("zoomend", show);
  show();
  surface.addEventListener("keydown", (event) => { if (event.key === "Escape") button.focus(); });
}

function boundsOf({ pins, bounds }) {
  return pins.length ? L.latLngBounds(pins.map(({ lat, lon }) => [lat, lon])) : L.latLngBounds(bounds);
}

// Outlines, with the name of each where there are no tiles to say it.
function addAreas(map, areas, named) {
  const name = ({ properties }, layer) => {
    if (named) layer.bindTooltip(properties.name, { permanent: true, direction: "center", className: "lo-bigmap__name" });
  };
  L.geoJSON(areas, { interactive: false, className: "lo-bigmap__area", onEachFeature: name }).addTo(map);
}

function addTiles(map, canvas, words) {
  map.attributionControl.setPrefix(false);
  const tiles = L.tileLayer(words.tileUrl, { attribution: words.tileAttribution, maxZoom: 17 }).addTo(map);
  tiles.once("tileerror", () => {
    map.removeLayer(tiles);
    const note = document.createElement("p");
    note.className = "lo-bigmap__note";
    note.setAttribute("role", "status");
    note.textContent = words.tileMissing;
    canvas.append(note);
  });
}

function showPins(map, layer, pins) {
  layer.clearLayers();
  if (pins.length > CLUSTER_ABOVE) {
    const cell = ({ x, y }) => `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
    const groups = together(pins, ({ lat, lon }) => cell(map.project([lat, lon])));
    for (const group of groups) (group.length === 1 ? addPin : addCluster)(map, layer, group);
  } else {
    for (const group of together(pins, ({ lat, lon }) => `${lat},${lon}`)) addPin(map, layer, group);
  }
}

function together(pins, keyOf) {
  const groups = new Map();
  for (const pin of pins) groups.set(keyOf(pin), [...(groups.get(keyOf(pin)) || []), pin]);
  return [...groups.values()];
}

// One pin for everything at one spot: two pins there would hide each other.
function addPin(map, layer, group) {
  const [{ lat, lon }] = group;
  const numbers = group.map(({ number }) => number).filter(Boolean);
  const text = numbers.length > 2 ? `${numbers[0]} +${numbers.length - 1}` : numbers.join(", ");
  const names = group.map(({ name }) => name).join(", ");
  const marker = mark(layer, [lat, lon], "lo-pin", text, names, [0, 44]);
  marker.bindPopup(describeAll(group), { autoPanPadding: [24, 24], offset: [22, -38] });
}

function addCluster(map, layer, group) {
  const middle = L.latLngBounds(group.map(({ lat, lon }) => [lat, lon]));
  const names = group.map(({ name }) => name).join(", ");
  const marker = mark(layer, middle.getCenter(), "lo-pin lo-pin--many", group.length, names, [22, 22]);
  const apart = middle.getNorthEast().distanceTo(middle.getSouthWest()) > 5;
  if (apart && map.getZoom() < 17) marker.on("click", () => map.fitBounds(middle, { padding: [48, 48], animate: !still }));
  else marker.bindPopup(describeAll(group));
}

// `anchor`: the point of the sign, from its corner, that stands on the position.
function mark(layer, position, className, text, name, anchor) {
  const inner = document.createElement("span");
  inner.textContent = text;
  const marker = L.marker(position, { icon: L.divIcon({ className, html: inner, iconSize: null, iconAnchor: anchor }), title: name, riseOnHover: true });
  marker.addTo(layer);
  marker.getElement().setAttribute("aria-label", name);
  return marker;
}

function describe({ name, url, text }) {
  const box = document.createElement("div");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = name;
  box.append(link);
  if (text) {
    const more = document.createElement("p");
    more.textContent = text;
    box.append(more);
  }
  return box;
}

function describeAll(group) {
  const box = document.createElement("div");
  box.append(...group.slice(0, 20).map(describe));
  return box;
}
