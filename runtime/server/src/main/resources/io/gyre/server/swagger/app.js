"use strict";

const base = document.getElementById("base");
const key = document.getElementById("key");

async function call(method, body, shown) {
  shown.textContent = "...";
  try {
    const headers = { "Content-Type": "application/json" };
    if (key.value !== "") headers["X-API-Key"] = key.value;
    const response = await fetch(base.value + "/" + method, { method: "POST", headers, body });
    shown.textContent = response.status + "\n" + (await response.text());
  } catch (failure) {
    shown.textContent = String(failure);
  }
}

function entry(method, operation) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const name = document.createElement("b");
  name.textContent = method;
  summary.append(name, " " + operation.summary);
  const body = document.createElement("textarea");
  body.value = JSON.stringify(
    operation.requestBody.content["application/json"].example,
    null,
    2,
  );
  const button = document.createElement("button");
  button.textContent = "Send";
  const shown = document.createElement("pre");
  button.addEventListener("click", () => call(method, body.value, shown));
  details.append(summary, body, button, shown);
  return details;
}

fetch("swagger.json")
  .then((response) => response.json())
  .then((document_) => {
    base.value = document_.servers[0].url;
    const methods = document.getElementById("methods");
    for (const [path, item] of Object.entries(document_.paths)) {
      methods.append(entry(path.slice(1), item.post));
    }
  });
