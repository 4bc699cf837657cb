// One picture on its way to the server, with progress (fetch can't tell how much has gone out).
export function send(address, file, token, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("picture", file);
    request.open("POST", address);
    request.setRequestHeader("X-CSRF", token);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", ({ loaded, total }) => progress((100 * loaded) / total));
    request.addEventListener("load", () => {
      const plain = request.getResponseHeader("content-type")?.startsWith("text/plain");
      if (request.status < 300) resolve({ html: request.responseText.trim() });
      else resolve({ words: plain ? request.responseText.trim().slice(0, 300) : "" });
    });
    request.addEventListener("error", () => resolve({ words: "" }));
    request.send(body);
  });
}
