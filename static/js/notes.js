// Notes on my list. They stay on this device: never sent, never on paper for others unless printed here.
//   <div data-lo-note="id" data-label="Your note" data-hint="Only on this device"></div>
const KEY = "lo-notes";

export function enhanceNotes(root) {
  let notes;
  try {
    notes = JSON.parse(localStorage.getItem(KEY) || "{}");
  } catch (problem) {
    return; // Storage is switched off: no note field, nothing else changes.
  }
  for (const place of root.querySelectorAll("[data-lo-note]:empty")) addNote(place, notes);
}

function addNote(place, notes) {
  const { loNote: id, label: words, hint } = place.dataset;
  const label = document.createElement("label");
  label.className = "govuk-label";
  label.htmlFor = `note-${id}`;
  label.textContent = words;
  const explain = document.createElement("p");
  explain.className = "lo-small lo-noprint";
  explain.id = `note-${id}-hint`;
  explain.textContent = hint;
  const field = document.createElement("textarea");
  field.className = "govuk-textarea lo-noprint";
  field.id = label.htmlFor;
  field.rows = 2;
  field.maxLength = 1000;
  field.setAttribute("aria-describedby", explain.id);
  field.value = notes[id] || "";
  const printed = document.createElement("p");
  printed.className = "lo-onlyprint";
  printed.textContent = field.value;
  field.addEventListener("input", () => {
    printed.textContent = field.value;
    keep(id, field.value);
  });
  place.append(label, explain, field, printed);
}

function keep(id, text) {
  const notes = JSON.parse(localStorage.getItem(KEY) || "{}");
  if (text) notes[id] = text;
  else delete notes[id];
  localStorage.setItem(KEY, JSON.stringify(notes));
}
