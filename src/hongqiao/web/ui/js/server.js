// Posting to the server the way the page's own form would, and what an answer means.
import { say, toast } from "./page-words.js";

export const token = () => document.querySelector("#act input[name=csrf]")?.value ?? "";

// Sends `body` (URLSearchParams, FormData or an object, which goes as JSON). Resolves to the answer, or null after
// having said what went wrong. People who aren't signed in are taken to the door.
export async function post(address, body) {
  const headers = { "X-CSRF": token(), "HX-Request": "true" };
  const plain = body?.constructor === Object;
  if (plain) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(address, { method: "POST", headers, body: plain ? JSON.stringify(body) : body });
  } catch {
    toast(say("offline"));
    return null;
  }
  if (answer.status === 401) {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
    return null;
  }
  if (answer.ok) return answer;
  toast(await complaint(answer));
  return null;
}

// What the server says went wrong, if it says so in plain words.
export async function complaint(answer) {
  const plain = answer.headers.get("content-type")?.startsWith("text/plain");
  const words = plain ? (await answer.text()).trim() : "";
  return words && words.length < 300 ? words : say("failed");
}
