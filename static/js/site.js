// What every page gets. Nothing here is needed: each module improves plain HTML that works without it, and
// buttons that need a script are made by the script. Hooks are data attributes; the contract of each stands
// on top of its module. All modules are bundled into one small file that never blocks the page.
import { enhanceCopy } from "./copy.js";
import { focusErrors } from "./errors.js";
import { enhanceFilms } from "./film.js";
import { enhanceMaps } from "./map_loader.js";
import { enhanceNotes } from "./notes.js";
import { enhancePanoramas } from "./panorama_loader.js";
import { enhancePrint } from "./print.js";
import { enhanceResults } from "./results.js";
import { enhanceSpeech } from "./speech.js";
import { enhanceToggles } from "./toggle.js";

// Run again for parts of the page that were replaced.
function enhance(root) {
  enhanceCopy(root);
  enhanceFilms(root);
  enhanceMaps(root);
  enhanceNotes(root);
  enhancePanoramas(root);
  enhancePrint(root);
  enhanceToggles(root);
}

enhance(document);
enhanceSpeech(document);
enhanceResults(document, enhance);
focusErrors(document);
