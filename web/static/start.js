// Behind the start page, once it is there to be read: fetch what the guide will need, so that it opens at once.
// The guide's page names all of it. Whoever asks the browser to save data is left in peace.
"use strict";

async function fetchBehind() {
  const page = await (await fetch(document.body.dataset.next, { priority: "low" })).text();
  const shell = new DOMParser().parseFromString(page, "text/html");
  const needed = shell.querySelectorAll("script[src], link[rel=stylesheet], link[rel$=load], link[rel=prefetch]");
  const files = new Set([...needed].map((one) => one.getAttribute("src") || one.getAttribute("href")));
  files.forEach(prefetch);
}

function prefetch(file) {
  const link = document.createElement("link");
  if (!link.relList.supports("prefetch")) {
    fetch(file, { priority: "low" }).then((answer) => answer.blob());
    return;
  }
  link.rel = "prefetch";
  link.href = file;
  document.head.append(link);
}

if (!navigator.connection?.saveData) {
  addEventListener("load", () => fetchBehind().catch(() => {}));
}
