// The bigger map. Its 42 KB are loaded when somebody presses for it, and never before.
//   <div data-lo-map="id of the json_script" data-show="Show map" data-hide="Hide map"
//        {% script_data "map" "js/map.js" %} data-map-style="…/map.css"></div>
// See map.js for the shape of the data. templates/components/big_map.html writes all of this.
import { makeButton } from "./make.js";

export function enhanceMaps(root) {
  for (const place of root.querySelectorAll("[data-lo-map]:empty")) {
    const canvas = document.createElement("div");
    canvas.hidden = true;
    const button = makeButton(place.dataset.show, () => {
      canvas.hidden = !canvas.hidden;
      button.textContent = canvas.hidden ? place.dataset.show : place.dataset.hide;
      button.setAttribute("aria-expanded", String(!canvas.hidden));
      if (!canvas.hidden) draw(place, canvas, button);
    });
    button.setAttribute("aria-expanded", "false");
    place.append(button, canvas);
  }
}

function draw(place, canvas, button) {
  if (canvas.dataset.drawn) return;
  canvas.dataset.drawn = "yes";
  const detail = { place, canvas, button, data: JSON.parse(document.getElementById(place.dataset.loMap).textContent) };
  load(place).then(
    () => document.dispatchEvent(new CustomEvent("lo-draw-map", { detail })),
    () => { canvas.textContent = place.dataset.failed || ""; },
  );
}

let loaded;
function load({ dataset }) {
  loaded = loaded || new Promise((resolve, reject) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = dataset.mapStyle;
    const script = document.createElement("script");
    script.type = "module";
    if (dataset.mapIntegrity) script.integrity = dataset.mapIntegrity;
    script.src = dataset.mapScript;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(style, script);
  });
  return loaded;
}
