// Results that follow the filters.
//   <form id="find" action="/find/">…</form>      a plain GET form; the filters may stand outside it: form="find"
//   <div data-lo-live>…</div>                     filters and results: the part that follows
//   <h2 data-lo-sentence aria-live="polite">      inside it: "34 services near SS9"
// A change of a filter asks for the page that the form would open, and the live part is patched with what
// differs. What has the focus stays the same element, so neither focus nor scroll moves; typing elsewhere is
// kept. Address, title and history follow. The submit button stays: inside the live part it closes filters
// that fill a phone's screen and goes to the sentence. If anything fails, the browser opens the address.
import { announce } from "./make.js";
import { patch } from "./patch.js";

const LIVE = "[data-lo-live]";
let waiting = null;

export function enhanceResults(root, enhance) {
  if (!root.querySelector(LIVE)) return;
  root.addEventListener("change", ({ target }) => {
    if (target.form && asksHere(target.form) && target.closest(LIVE)) refresh(addressOf(target.form), enhance);
  });
  root.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    if (!pressed || !pressed.closest(LIVE) || !asksHere(event.target)) return;
    event.preventDefault();
    const panel = pressed.closest("[data-lo-open]");
    if (panel) panel.dispatchEvent(new CustomEvent("lo-close", { bubbles: true }));
    refresh(addressOf(event.target), enhance).then(goToSentence);
  });
  window.addEventListener("popstate", () => refresh(location.href, enhance, true));
}

// Whether a form asks this very page anew; one that leads elsewhere (compare, print) is left to the browser.
function asksHere(form) {
  return form.method === "get" && new URL(form.action, location.href).pathname === location.pathname;
}

// The address that the browser itself would open, without empty fields.
function addressOf(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
  const words = query.toString();
  return form.action.split(/[?#]/)[0] + (words ? `?${words}` : "");
}

async function refresh(address, enhance, back = false) {
  if (waiting) waiting.abort();
  waiting = new AbortController();
  const live = document.querySelector(LIVE);
  live.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: waiting.signal, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(LIVE);
    if (!answer.ok || !fresh) throw new Error("not a page of results");
    patch(live, fresh);
    if (back) patchForm(live, page);
    else if (address !== location.href) history.pushState(null, "", address);
    document.title = page.title;
    enhance(live);
    sayHowMany(live);
  } catch (problem) {
    if (problem.name === "AbortError") return;
    location.assign(address);
  }
  live.removeAttribute("aria-busy");
}

// Going back also brings back the words of the search form beside the live part.
function patchForm(live, page) {
  const control = live.querySelector("[form]");
  const form = control && control.form;
  const fresh = form && page.getElementById(form.id);
  if (fresh) patch(form, fresh);
}

function sayHowMany(live) {
  const sentence = live.querySelector("[data-lo-sentence]");
  if (sentence && !live.querySelector("[aria-live]")) announce(sentence.textContent.trim());
}

function goToSentence() {
  const sentence = document.querySelector(`${LIVE} [data-lo-sentence], ${LIVE} [aria-live]`);
  if (!sentence) return;
  sentence.tabIndex = -1;
  sentence.focus();
}
