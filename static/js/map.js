// The bigger map itself: Leaflet with our pins. Loaded by map_loader.js.
// Data: { pins: [{ lat, lon, name, url, text, number }], areas: GeoJSON of outlines, bounds: [[s, w], [n, e]] }
// The list on the page stays the truth; every pin stands in it too. Background tiles only if the council
// set an address for them; without them, or when they fail, outlines and pins remain.
import * as L from "leaflet/dist/leaflet-src.esm.js";

const CLUSTER_ABOVE = 100;
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
  if (data.areas) L.geoJSON(data.areas, { interactive: false, className: "lo-bigmap__area" }).addTo(map);
  if (words.tileUrl) addTiles(map, canvas, words);
  const pins = L.layerGroup().addTo(map);
  map.fitBounds(boundsOf(data), { padding: [32, 32], maxZoom: 15, animate: false });
  const show = () => showPins(map, pins, data.pins);
  map.on("zoomend", show);
  show();
  surface.addEventListener("keydown", (event) => { if (event.key === "Escape") button.focus(); });
}

function boundsOf({ pins, bounds }) {
  return pins.length ? L.latLngBounds(pins.map(({ lat, lon }) => [lat, lon])) : L.latLngBounds(bounds);
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
  const groups = pins.length > CLUSTER_ABOVE ? byCell(map, pins) : pins.map((pin) => [pin]);
  for (const group of groups) (group.length === 1 ? addPin : addCluster)(map, layer, group);
}

function byCell(map, pins) {
  const cells = new Map();
  for (const pin of pins) {
    const { x, y } = map.project([pin.lat, pin.lon]);
    const cell = `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
    cells.set(cell, [...(cells.get(cell) || []), pin]);
  }
  return [...cells.values()];
}

function addPin(map, layer, [pin]) {
  const marker = mark(layer, [pin.lat, pin.lon], "lo-pin", pin.number || "", pin.name);
  marker.bindPopup(describe(pin), { autoPanPadding: [24, 24] });
}

function addCluster(map, layer, group) {
  const middle = L.latLngBounds(group.map(({ lat, lon }) => [lat, lon]));
  const names = group.map(({ name }) => name).join(", ");
  const marker = mark(layer, middle.getCenter(), "lo-pin lo-pin--many", group.length, names);
  const apart = middle.getNorthEast().distanceTo(middle.getSouthWest()) > 5;
  if (apart && map.getZoom() < 17) marker.on("click", () => map.fitBounds(middle, { padding: [48, 48], animate: !still }));
  else marker.bindPopup(describeAll(group));
}

function mark(layer, position, className, text, name) {
  const inner = document.createElement("span");
  inner.textContent = text;
  const marker = L.marker(position, { icon: L.divIcon({ className, html: inner, iconSize: [44, 44] }), title: name });
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
