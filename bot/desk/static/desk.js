// Vad formulär gör utöver att skickas: texten överlever en utgången inloggning, och markerad text blir citat.
"use strict";

const form = document.querySelector("form[data-spara]");
const kept = form && `lotsen-desk ${form.dataset.spara}`;
const SKIPPED = new Set(["nyckel", "version"]);

function texts() {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => !SKIPPED.has(name)));
}

function store(work) {
  try {
    return work(window.localStorage);
  } catch {
    return null; // webbläsaren sparar inget: utkastet på servern är då det enda
  }
}

function tell(key) {
  const place = document.getElementById("besked");
  place.textContent = place.dataset[key];
  place.classList.add("wrong");
}

if (form) {
  form.addEventListener("input", () => store((local) => local.setItem(kept, JSON.stringify(texts()))));
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && !document.querySelector("#besked .wrong")) {
      document.getElementById("besked").classList.remove("wrong");
      store((local) => local.removeItem(kept));
    }
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    tell({ 401: "utgangen", 403: "nekad" }[event.detail.xhr.status] ?? "fel");
  });
  document.body.addEventListener("htmx:sendError", () => tell("natet"));

  const left = store((local) => local.getItem(kept));
  const now = JSON.stringify(texts());
  if (left && left !== now) {
    const offer = document.getElementById("kvar");
    offer.hidden = false;
    document.getElementById("ta-tillbaka").addEventListener("click", () => {
      for (const [name, value] of Object.entries(JSON.parse(left))) {
        const field = form.elements.namedItem(name);
        if (field && "value" in field) field.value = value;
      }
      offer.hidden = true;
      form.querySelector("textarea").focus();
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
    document.getElementById("slang-kvar").addEventListener("click", () => {
      store((local) => local.removeItem(kept));
      offer.hidden = true;
      form.querySelector("textarea").focus();
    });
  }

  const quote = document.getElementById("ta-citat");
  quote.parentElement.hidden = false;
  quote.addEventListener("click", () => {
    const chosen = window.getSelection();
    const page = document.getElementById("sidan");
    if (!chosen.rangeCount || !page.contains(chosen.anchorNode)) return;
    const words = chosen.toString().trim().split(/\s*\n\s*/);
    const field = document.getElementById("quote");
    field.value = [field.value.trimEnd(), ...words].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

for (const waiting of document.querySelectorAll("form[data-vanta]")) {
  waiting.addEventListener("submit", () => {
    waiting.querySelector(".wait").textContent = waiting.dataset.vanta;
  });
}
