// Read aloud, by the browser's own voice; nothing leaves the device.
//   <li data-lo-can-speak hidden>       shown only if the browser can speak
//   <p data-lo-speech-missing>          hidden if it can
//   <span data-lo-speak data-play data-pause data-resume data-stop></span>    gets the buttons
import { makeButton } from "./make.js";

const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, caption, th, td, legend, label, figcaption";

export function enhanceSpeech(root) {
  const voice = window.speechSynthesis;
  if (!voice || typeof SpeechSynthesisUtterance === "undefined") return;
  for (const link of root.querySelectorAll("[data-lo-can-speak]")) link.hidden = false;
  for (const apology of root.querySelectorAll("[data-lo-speech-missing]")) apology.hidden = true;
  const place = root.querySelector("[data-lo-speak]");
  if (place) addButtons(place, voice);
}

function addButtons(place, voice) {
  const { play, pause, resume, stop } = place.dataset;
  const start = makeButton(play, () => {
    if (!voice.speaking) speak(voice, () => { start.textContent = play; });
    else if (voice.paused) voice.resume();
    else return voice.pause(), void (start.textContent = resume);
    start.textContent = pause;
  });
  const end = makeButton(stop, () => { voice.cancel(); start.textContent = play; });
  place.append(start, " ", end);
  voice.cancel();
  window.addEventListener("pagehide", () => voice.cancel());
}

// Block by block: browsers stop in the middle of long texts.
function speak(voice, done) {
  const texts = sentences(document.getElementById("main"));
  texts.forEach((text, index) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = document.documentElement.lang;
    if (index === texts.length - 1) utterance.onend = done;
    voice.speak(utterance);
  });
}

function sentences(main) {
  return [...main.querySelectorAll(BLOCKS)]
    .filter((block) => !block.querySelector(BLOCKS) && block.getClientRects().length)
    .map((block) => block.innerText.trim())
    .filter(Boolean);
}
