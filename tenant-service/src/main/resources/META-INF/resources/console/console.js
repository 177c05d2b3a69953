// The session has ended: the page itself is sent to the login, and comes back.
document.addEventListener('htmx:responseError', event => {
  if (event.detail.xhr.status === 499) {
    window.location.reload();
  }
});
