// The author's desk: numbers beside the lines of the text, those with a fault marked, and the way to a line. guide.js fetches
// this where it is needed.
const editor = () => document.querySelector(".st-key-desk-text textarea");

// The numbers are drawn anew where there are more lines, or other faults, than before; and they move with the text.
function numberLines() {
  const field = editor();
  const gutter = document.querySelector("[data-gutter]");
  if (!field || !gutter) return;
  const count = field.value.split("\n").length;
  const drawn = `${count} ${gutter.dataset.gutter}`;
  if (gutter.dataset.drawn !== drawn || !gutter.firstElementChild) {
    gutter.dataset.drawn = drawn;
    gutter.replaceChildren(numbersUpTo(count, new Set(gutter.dataset.gutter.split(" "))));
  }
  gutter.firstElementChild.style.transform = `translateY(${-field.scrollTop}px)`;
}

function numbersUpTo(count, faulty) {
  const numbers = document.createElement("pre");
  for (let number = 1; number <= count; number++) {
    const line = document.createElement("span");
    line.textContent = number;
    line.toggleAttribute("data-fault", faulty.has(String(number)));
    numbers.append(line);
  }
  return numbers;
}

// The line is selected, in the middle of what is shown of the text.
function goToLine(number) {
  const field = editor();
  const lines = field.value.split("\n");
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, start + (lines[number - 1] ?? "").length);
  field.scrollTop = (field.scrollHeight * (number - 0.5)) / lines.length - field.clientHeight / 2;
  field.scrollLeft = 0;
  field.scrollIntoView({ block: "center" });
}

// A changed text would be lost with its page.
function onLeaving(event) {
  if (document.querySelector(".st-key-desk-put-back")) event.preventDefault();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-line]");
  if (button) goToLine(Number(button.dataset.line));
  if (event.target.closest(".st-key-desk-back button")) editor().focus(); // the button goes away, and the focus with it
});
document.addEventListener("scroll", (event) => event.target === editor() && numberLines(), { capture: true });
document.addEventListener("input", (event) => event.target === editor() && numberLines());
window.addEventListener("beforeunload", onLeaving);
new MutationObserver(numberLines).observe(document.getElementById("root"), { childList: true, subtree: true });
numberLines();
