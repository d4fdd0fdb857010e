// Look all the way round. The viewer is loaded when somebody presses for it, and never before.
//   <div data-lo-panorama="label" data-left="…" data-right="…" data-up="…" data-down="…" data-help="…"
//        {% script_data "panorama" "js/panorama.js" %}><a href="the whole picture"><img alt="…"></a></div>
// Without a script, or where a browser cannot draw it, the link leads to the picture, flat.
export function enhancePanoramas(root) {
  for (const place of root.querySelectorAll("[data-lo-panorama]")) {
    const link = place.querySelector("a");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // A tab of its own was wanted.
      event.preventDefault();
      const flat = () => location.assign(link.href);
      load(place.dataset).then(
        () => document.dispatchEvent(new CustomEvent("lo-look-round", { detail: { place, link, flat } })),
        flat,
      );
    });
  }
}

let loaded;
function load({ panoramaScript, panoramaIntegrity }) {
  loaded = loaded || new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.type = "module";
    if (panoramaIntegrity) script.integrity = panoramaIntegrity;
    script.src = panoramaScript;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return loaded;
}
