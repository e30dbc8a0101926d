// What is chosen, ticked or typed, kept in this page's memory alone. Where another server takes over, which knows nothing of
// it, it is chosen again as its step is shown anew, for the visitor to see and to send. It is not stored, nor sent from here.
"use strict";

{
  const NAME = /^st-key-(answer|flag|own)-/;
  const AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]:not(:has([data-testid^=stSkeleton]))";

  const kept = new Map(); // what each field holds, in the order in which they were last changed
  const met = new WeakSet();
  let turn = 0;
  let isAnew = false; // the step that was shown last has not been shown again yet
  let wasAnew = false;

  const nameOf = (field) => {
    for (let place = field; place; place = place.parentElement) {
      const name = [...place.classList].find((one) => NAME.test(one));
      if (name) return name;
    }
  };
  const textOf = (field) => field?.closest("label")?.textContent.trim();
  const fieldsOf = (name) => [...document.querySelectorAll(`#root .${CSS.escape(name)} input`)];
  const isTicked = () => document.querySelector("#root [class*=st-key-flag-] input:checked");
  const namesOf = (kind) => [...kept.keys()].filter((name) => name.startsWith(`st-key-${kind}-`));
  const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  async function rest() {
    do await later(50);
    while (!document.querySelector(AT_REST));
  }

  // What a field holds: the words of the answer chosen, whether it is ticked, or what is typed. Undefined where it holds nothing.
  function held(name) {
    const [field, ...others] = fieldsOf(name);
    if (field?.type === "radio") return textOf([field, ...others].find((one) => one.checked));
    if (!field || others.length) return;
    return field.type === "text" ? field.value : field.checked;
  }

  // Streamlit's fields change by themselves, without an event of the browser's.
  async function note({ target }) {
    const name = nameOf(target);
    if (!name) return;
    await later(0);
    const value = held(name);
    if (value === undefined || value === kept.get(name)) return;
    kept.delete(name);
    kept.set(name, value);
  }

  async function meet() {
    if (document.querySelector("#root .hero")) kept.clear(); // the first page, also where all was cleared in another tab
    const step = [...document.querySelectorAll("#root [data-step]")].filter((mark) => !met.has(mark)).at(-1);
    if (!step) return;
    met.add(step);
    const mine = ++turn;
    await rest();
    if (mine === turn) await fill();
  }

  async function fill() {
    const isAskedAgain = document.querySelector("#root [data-asked-again]");
    isAnew ||= Boolean(isAskedAgain);
    wasAnew ||= isAnew;
    if (!isTicked()) await choose(namesOf("flag"));
    if (isAskedAgain) return isTicked() && tell(isAskedAgain);
    if (isAnew) await choose(namesOf("answer"));
    if (wasAnew) await choose(namesOf("own").filter((name) => fieldsOf(name).every((field) => !field.value)));
    isAnew = false;
    namesOf("answer").forEach((name) => fieldsOf(name).length || kept.delete(name)); // they were sent, or left
  }

  // One after another, since the turn in which answers are ticked says which is the main one.
  async function choose(names) {
    for (const name of names) {
      const value = kept.get(name);
      if (value === held(name)) continue;
      const field = fieldsOf(name).find((one) => one.type !== "radio" || textOf(one) === value);
      if (field?.type === "text") type(field, value);
      else field?.click();
      await rest();
    }
  }

  function type(field, text) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true })); // Streamlit then takes what is in it
  }

  function tell(line) {
    const place = line.querySelector("[data-ticked]");
    place.textContent = place.dataset.ticked;
  }

  for (const kind of ["click", "keyup", "input"]) document.addEventListener(kind, note, { capture: true });
  document.addEventListener("click", ({ target }) => target.closest("#root .st-key-clear button") && kept.clear());
  document.addEventListener("DOMContentLoaded", () =>
    new MutationObserver(meet).observe(document.getElementById("root"), { childList: true, subtree: true }),
  );
}
