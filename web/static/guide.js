// What Streamlit does not do: it moves the focus to each new step's heading and speaks it, and to what else is new and
// marked, such as an error; it ties an error to its field, and fields to their heading; it names fields by what is read
// on them; it lets keys answer; and it copies a link.
"use strict";

const live = document.createElement("div");
live.id = "live";
live.setAttribute("role", "status");
live.setAttribute("aria-live", "polite");
live.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";

let shown = "";
let spoken = null;
let said = [];
let keysAreOff = false;
let leaving = 0; // the timer of a button that was pressed, or 0
let isNewHere = false; // at a server whose script has not run to its end for this page
let hasBegun = false; // but its script has begun to
let waiting = null; // a button that was pressed meanwhile, and its step
let isRunning = false; // the script, or it is asked to
let hasLed = false; // to something new, since the visitor last did something or the script last began
let desk;
const met = new WeakSet();

function update() {
  meetNew();
  tieProblem();
  nameGroups();
  nameFields();
  numberAnswers();
  speakMark();
  speakLines();
  document.querySelectorAll("[data-keys-off]").forEach(showKeys);
  nameSkip();
  nameUploader();
  if (document.querySelector("[data-gutter]")) desk ??= import("./desk.js");
}

// Streamlit keeps the old step's elements until the new ones are drawn, and both may be there at once: so each mark is met
// only once, when it is new. A message in a place that is still marked as old is met when it no longer is.
function meetNew() {
  const isOld = (mark) => "focus" in mark.dataset && mark.closest("[data-stale=true]");
  const marks = [...document.querySelectorAll("[data-step], [data-focus]")];
  const fresh = marks.filter((mark) => !met.has(mark) && !isOld(mark));
  fresh.forEach((mark) => met.add(mark));
  if (fresh.length) stay();
  const step = fresh.find((mark) => mark.dataset.step && mark.dataset.step !== shown);
  if (step) {
    const first = shown === "";
    document.querySelector("#early[data-bare]")?.remove();
    shown = step.dataset.step;
    if (!first) moveTo(step.querySelector("h1"), step.querySelector("[data-spoken]"));
    return;
  }
  const marked = fresh.find((mark) => "focus" in mark.dataset);
  if (!marked || hasLed) return; // what a run shows may come in parts: its first mark is what matters
  hasLed = true;
  marked.tabIndex = -1;
  marked.focus();
  marked.scrollIntoView({ block: marked.dataset.focus || "center" });
}

function moveTo(heading, spokenBefore) {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  document.querySelectorAll("[data-testid=stMain]").forEach((area) => area.scrollTo(0, 0));
  window.scrollTo(0, 0);
  live.textContent = [spokenBefore, heading].map((words) => words?.textContent ?? "").join(" ").trim();
}

// The switch says what it would do, and the numbers beside the answers are shown while they work.
function showKeys(button) {
  const says = keysAreOff ? button.dataset.keysOn : button.dataset.keysOff;
  if (button.textContent !== says) button.textContent = says;
  button.closest(".keys").toggleAttribute("data-off", keysAreOff);
}

// Streamlit's way past the navigation is in English, whatever the page's language.
function nameSkip() {
  const skip = document.querySelector("[data-testid=stSkipToContent]");
  const words = document.querySelector("[data-skip]")?.dataset.skip;
  if (skip && words) write(skip, words);
}

// Nor has what takes a file any word in the page's language.
function nameUploader() {
  const words = document.querySelector("[data-uploader]")?.dataset;
  if (!words) return;
  const zone = "[data-testid=stFileUploaderDropzone]";
  document.querySelectorAll(`${zone} [data-testid=stBaseButton-secondary] p`).forEach((text) => write(text, words.browse));
  document.querySelectorAll("[data-testid=stFileUploaderDropzoneInstructions] span").forEach((text) => write(text, words.drop));
  document.querySelectorAll("[data-testid=stFileUploader] [role=alert]").forEach((text) => write(text, words.refused));
  document.querySelectorAll("[data-testid=stFileChipDeleteBtn] button").forEach((button) => button.setAttribute("aria-label", words.remove));
  document.querySelectorAll(`${zone} input`).forEach((field) => field.setAttribute("aria-label", words.drop));
  document.querySelector(zone)?.setAttribute("role", "group");
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// A message about a field names the class of the field's container. Its group or its inputs are then said to be wrong, and
// described by the message, for as long as it is shown.
function tieProblem() {
  const link = document.querySelector("[data-field]");
  const wrong = link ? fieldsOf(link.dataset.field) : [];
  document.querySelectorAll("[aria-describedby=problem]").forEach((field) => {
    if (wrong.includes(field)) return;
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  });
  wrong.forEach((field) => {
    if (field.getAttribute("aria-describedby") === "problem") return;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", "problem");
  });
}

function fieldsOf(name) {
  const groups = [...document.querySelectorAll(`.st-key-${name} [role=radiogroup]`)];
  return groups.length ? groups : [...document.querySelectorAll(`.st-key-${name} input`)];
}

const MOST_KEYS = 9;
const MOST_WAITING = 5000; // milliseconds after which a press that led to nothing may be repeated
const answers = () => [...document.querySelectorAll("[class*=st-key-answer-] :is(input[type=radio], input[type=checkbox])")];

// Only the first answers have a key, and show it.
function numberAnswers() {
  answers().forEach((answer, number) => answer.closest("label").toggleAttribute("data-key", number < MOST_KEYS));
}

// Fields under a heading are a group of that name.
function nameGroups() {
  document.querySelectorAll("[data-group]").forEach((heading) => {
    const group = heading.closest("[class*=st-key-group-]");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", heading.id);
  });
}

// Streamlit names a field by its label as it is written, with the marks of Markdown in it.
function nameFields() {
  const named = ":is(.stCheckbox, .stRadio, .stTextInput, .stSelectbox, .stSlider)";
  document.querySelectorAll(`${named} [aria-label]`).forEach((field) => {
    const label = field.closest(named).querySelector("[data-testid=stMarkdownContainer]");
    const said = label?.textContent.trim();
    if (said && field.getAttribute("aria-label") !== said) field.setAttribute("aria-label", said);
  });
}

// Which of two answers the one that was just ticked is.
function speakMark() {
  const mark = document.activeElement?.matches("[class*=st-key-answer-] input[type=checkbox]")
    ? document.activeElement.closest("label").querySelector("em")
    : null;
  if (mark && mark !== spoken) live.textContent = mark.textContent;
  spoken = mark;
}

// A line that says what is shown is spoken whenever it says something else.
function speakLines() {
  const lines = [...document.querySelectorAll("[data-say]")].map((line) => line.textContent.trim());
  const fresh = lines.filter((line) => !said.includes(line));
  if (fresh.length) live.textContent = fresh.join(" ");
  said = lines;
}

// Streamlit's own keys R and C would rerun the page or clear its store: nobody asked for that, so they do nothing.
function onKey(event) {
  if (event.target.closest("#early")) return;
  if (event.key === "Enter" && event.target.matches("[class*=st-key-own-] input[type=text]")) {
    event.target.blur(); // Streamlit then takes what was typed
    document.querySelector(".st-key-continue button")?.click();
  }
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input:not([type=radio], [type=checkbox]), textarea")) return;
  if ("rc".includes(event.key.toLowerCase()) && event.key.length === 1) {
    event.stopImmediatePropagation();
  } else if (event.key === "Enter" && event.target.matches("input[type=radio], input[type=checkbox]")) {
    event.preventDefault();
    document.querySelector(".st-key-continue button").click();
  } else if (/^[1-9]$/.test(event.key) && !keysAreOff) {
    const answer = answers()[event.key - 1];
    if (!answer) return;
    answer.focus();
    answer.click();
  }
}

// A step is left once. Pressed twice, or again while the next one is on its way, its button would answer that one too.
// And a server that has not shown the page yet knows nothing of the button: so the press waits.
function pressOnce(event) {
  const button = event.target.closest(":is(.st-key-steps, .st-key-settled) button");
  if (!button) return;
  if (leaving || isNewHere || event.detail > 1) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isNewHere) waiting = { name: button.closest("[class*=st-key-]").className.match(/st-key-[\w-]+/)[0], step: shown };
    return;
  }
  leaving = setTimeout(stay, MOST_WAITING);
}

// Where the page asks something again, what is there is for the visitor to see and to send.
function pressNow({ name, step }) {
  if (step !== shown || document.querySelector("[data-asked-again]")) return;
  document.querySelector(`.${name} button`)?.click();
}

function onState(app) {
  const { testConnectionState: connection, testScriptState: script } = app.dataset;
  if (script === "notRunning" || connection === "PINGING_SERVER") stay();
  if (script !== "notRunning" && !isRunning) hasLed = false; // not as "asked to" becomes "running": its marks may be there
  isRunning = script !== "notRunning";
  if (connection !== "CONNECTED") {
    isNewHere = true;
    hasBegun = false;
  } else if (script !== "notRunning") {
    hasBegun = true;
  } else if (isNewHere && hasBegun) {
    isNewHere = false;
    if (waiting) setTimeout(pressNow, 0, waiting);
    waiting = null;
  }
}

function stay() {
  clearTimeout(leaving);
  leaving = 0;
}

function onClick(event) {
  const copied = event.target.closest("[data-copy]");
  const problem = event.target.closest("[data-field]");
  const keys = event.target.closest("[data-keys-off]");
  if (copied) copy(copied);
  if (problem) {
    event.preventDefault();
    document.querySelector(`.st-key-${problem.dataset.field} input`)?.focus();
  }
  if (keys) {
    keysAreOff = !keysAreOff;
    showKeys(keys);
    live.textContent = keys.textContent;
  }
}

async function copy(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  button.textContent = button.dataset.copied;
  live.textContent = button.dataset.copied;
}

window.addEventListener("keydown", onKey, { capture: true });
window.addEventListener("click", pressOnce, { capture: true });
document.addEventListener("click", onClick);
for (const kind of ["click", "keydown"]) window.addEventListener(kind, () => (hasLed = false), { capture: true });
document.addEventListener("DOMContentLoaded", () => {
  document.body.append(live);
  const root = document.getElementById("root");
  // The state comes first: what a run shows may be drawn together with the word that it began.
  new MutationObserver((changes) => changes.forEach(({ target }) => onState(target))).observe(root, {
    attributes: true,
    attributeFilter: ["data-test-script-state", "data-test-connection-state"],
    subtree: true,
  });
  new MutationObserver(update).observe(root, { childList: true, characterData: true, subtree: true });
  new MutationObserver(meetNew).observe(root, { attributes: true, attributeFilter: ["data-stale"], subtree: true });
});
