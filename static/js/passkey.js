// Has the browser make a passkey, or sign with one, and sends what it says by the form around it.
//
// What is asked of the browser comes with the page, or from the address of the form.

export function start(form) {
  const button = form.querySelector("[data-ask]");
  const said = form.querySelector("[data-said]");
  form.querySelector("[data-without-scripts]").remove();
  if (!window.PublicKeyCredential) {
    said.textContent = "This browser has no passkeys for this address.";
    return;
  }
  button.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    said.textContent = "";
    try {
      const credential = await ask(form.dataset.deed, (await optionsOf(form)).publicKey);
      form.elements.credential.value = JSON.stringify(written(credential));
      form.submit();
    } catch (error) {
      said.textContent = explained(error);
      button.disabled = false;
    }
  });
}

async function optionsOf(form) {
  const printed = document.getElementById("passkey-options");
  if (!printed) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok) throw new Refused(told.said);
    return told.request_options;
  }
  const options = JSON.parse(printed.textContent);
  return options.creation_options ?? options.request_options;
}

function ask(deed, asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    publicKey[list] = asked[list]?.map((known) => ({ ...known, id: bytes(known.id) }));
  }
  if (deed === "get") return navigator.credentials.get({ publicKey });
  publicKey.user = { ...asked.user, id: bytes(asked.user.id) };
  // It must be found without a user name, and know its owner.
  publicKey.authenticatorSelection = {
    ...asked.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return navigator.credentials.create({ publicKey });
}

// As the server reads it: bytes in the alphabet of addresses.
function written(credential) {
  const { id, type, response } = credential;
  const parts = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = text(response[name]);
  }
  return {
    id,
    type,
    rawId: text(credential.rawId),
    response: parts,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function bytes(base64url) {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// What the server says no to, in its own words: such as how long to wait.
class Refused extends Error {}

function explained(error) {
  if (error instanceof Refused && error.message) return error.message;
  if (error.name === "NotAllowedError") return "Nothing was sent. Try again when you are ready.";
  if (error.name === "InvalidStateError") return "This device has a passkey here already.";
  if (error.name === "SecurityError") return "Passkeys need an address with a name, such as localhost.";
  return "That did not work. Please try again.";
}
