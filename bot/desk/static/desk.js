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
  if (key === "utgangen") {
    // samma adress leder genom inloggningen och tillbaka hit, där texten erbjuds
    const again = document.createElement("a");
    again.href = window.location.pathname;
    again.textContent = place.dataset.loggaIn;
    place.append(" ", again);
  }
}

if (form) {
  form.addEventListener("input", () => store((local) => local.setItem(kept, JSON.stringify(texts()))));
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && !document.querySelector("#besked .wrong")) {
      document.getElementById("besked").classList.remove("wrong");
      store((local) => local.removeItem(kept));
    }
    for (const faults of document.querySelectorAll(".faults[id^='fel-']")) {
      const field = document.getElementById(faults.id.slice(4));
      if (field) field.ariaInvalid = faults.textContent.trim() ? "true" : null;
    }
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    tell({ 401: "utgangen", 403: "nekad" }[event.detail.xhr.status] ?? "fel");
  });
  document.body.addEventListener("htmx:sendError", () => tell("natet"));

  // det som skrevs innan sidan var färdigladdad sparas också
  window.addEventListener("load", () => {
    const typed = [...form.querySelectorAll("textarea")].find((field) => field.value !== field.defaultValue);
    if (typed) typed.dispatchEvent(new Event("input", { bubbles: true }));
  });

  const left = store((local) => local.getItem(kept));
  const now = JSON.stringify(texts());
  if (left === now) store((local) => local.removeItem(kept));
  else if (left) {
    const offer = document.getElementById("kvar");
    offer.hidden = false;
    document.getElementById("ta-tillbaka").addEventListener("click", () => {
      for (const [name, value] of Object.entries(JSON.parse(left))) {
        const field = form.elements.namedItem(name);
        if (field && "value" in field && field.type !== "checkbox") field.value = value;
      }
      for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = box.name in JSON.parse(left);
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

}

function marked() {
  const area = document.getElementById("markera");
  if (area && area.selectionEnd > area.selectionStart) return area.value.slice(area.selectionStart, area.selectionEnd);
  const chosen = window.getSelection();
  const page = document.getElementById("sidan");
  return chosen.rangeCount && page.contains(chosen.anchorNode) ? chosen.toString() : "";
}

const quote = document.getElementById("ta-citat");
if (quote) {
  quote.parentElement.hidden = false;
  quote.addEventListener("click", () => {
    const words = marked().trim().split(/\s*\n\s*/);
    const field = document.getElementById("quote");
    field.value = [field.value.trimEnd(), ...words].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

const own = document.getElementById("ta-markerat");
if (own) {
  own.hidden = false;
  own.addEventListener("click", () => {
    const field = document.getElementById("citat");
    field.value = marked().trim().replace(/\s+/g, " ") || field.value;
    field.focus();
  });
}

for (const file of document.querySelectorAll("input[data-most]")) {
  file.addEventListener("change", () => {
    const large = [...file.files].some((one) => one.size > file.dataset.most * 1024 * 1024);
    file.setCustomValidity(large ? file.dataset.forStor : "");
    document.getElementById(`fel-${file.id}`).textContent = large ? file.dataset.forStor : "";
  });
}

for (const waiting of document.querySelectorAll("form[data-vanta]")) {
  waiting.addEventListener("submit", () => {
    waiting.querySelector(".wait").textContent = waiting.dataset.vanta;
  });
}
