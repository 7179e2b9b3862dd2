// The desk reads without this. It adds: the reader's own time, keys, pointing into the captured page, dropping files,
// and a job that renews itself.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function localTimes(root) {
  const page = document.documentElement.lang;
  const language = navigator.languages.find((each) => each.split("-")[0] === page) || page;
  const parts = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  const short = new Intl.DateTimeFormat(language, parts);
  const whole = new Intl.DateTimeFormat(language, { ...parts, year: "numeric" });
  const long = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  for (const time of all("time[data-at]", root)) {
    const at = new Date(time.dataset.at);
    if (isNaN(at)) continue;
    if ("long" in time.dataset) {
      const local = document.createElement("span");
      local.className = "local";
      local.textContent = long.format(at);
      time.before(local, " ");
      time.classList.add("original");
    } else {
      time.title = time.textContent;
      time.textContent = (at.getFullYear() === new Date().getFullYear() ? short : whole).format(at);
    }
    delete time.dataset.at;
  }
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "Escape" && typing) typing.blur();
  if (typing) return;
  if (event.key === "/") {
    const box = document.querySelector("#query") || document.querySelector("[data-slash]");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  }
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const items = all("[data-item]").filter((item) => item.offsetParent !== null);
  const at = items.indexOf(document.activeElement);
  const next = items[at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + step, 0), items.length - 1)];
  if (next) { next.focus(); next.scrollIntoView({ block: "center" }); }
}

function pointing() {
  const frame = document.querySelector("iframe[name=captured]");
  if (!frame) return;
  const base = frame.src.split("#")[0];
  const show = (fragment) => { frame.contentWindow.location.replace(base + "#" + fragment); };
  for (const link of all("[data-show]")) {
    link.addEventListener("mouseenter", () => show(link.dataset.show));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link.dataset.show);
      frame.scrollIntoView({ block: "nearest" });  // on a phone it stands below the record
    });
  }
  for (const line of all("[data-hover]")) {
    line.addEventListener("mouseenter", () => show(line.dataset.hover));
    line.addEventListener("focus", () => show(line.dataset.hover));
  }
}

function dropping() {
  const place = document.querySelector("[data-drop]");
  if (!place) return;
  const input = place.querySelector("input[type=file]");
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        input.form.requestSubmit();
      }
    });
  }
}

async function follow() {
  const job = document.querySelector("[data-job]");
  if (!job || job.dataset.done === "1") return;
  const answer = await fetch(job.dataset.job).then((got) => got.json()).catch(() => null);
  if (answer) {
    job.innerHTML = answer.html;
    job.dataset.done = answer.done ? "1" : "0";
  }
  if (job.dataset.done === "1") all("[data-while]").forEach((part) => part.remove());
  else setTimeout(follow, 700);
}

localTimes(document);
document.addEventListener("keydown", keys);
pointing();
dropping();
follow();
