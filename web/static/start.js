// Behind the start page, once it is there to be read: fetch what the guide will need, so that it opens at once.
// The guide's own page names all of it. Nothing is fetched early for a visitor whose browser is set to save data.
"use strict";

const AT_A_TIME = 4;

async function fetchBehind() {
  const page = await (await fetch(document.body.dataset.next, { priority: "low" })).text();
  const files = new Set([...page.matchAll(/(?:src|href)="(\.\/static\/[^"]+)"/g)].map((found) => found[1]));
  const left = files.values();
  const next = () => {
    const { value, done } = left.next();
    if (!done) prefetch(value, next);
  };
  for (let chain = 0; chain < AT_A_TIME; chain++) next();
}

function prefetch(file, then) {
  const link = document.createElement("link");
  if (!link.relList.supports("prefetch")) {
    fetch(file, { priority: "low" }).then((answer) => answer.blob()).finally(then);
    return;
  }
  link.rel = "prefetch";
  link.href = file;
  link.onload = link.onerror = then;
  document.head.append(link);
}

if (!navigator.connection?.saveData) {
  addEventListener("load", () => setTimeout(() => fetchBehind().catch(() => {}), 0));
}
