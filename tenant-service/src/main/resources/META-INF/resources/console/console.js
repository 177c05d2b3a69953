// The session has ended: the page itself is sent to the login, and comes back.
document.addEventListener('htmx:responseError', event => {
  if (event.detail.xhr.status === 499) {
    window.location.reload();
  }
});

// On a phone the tabs are a strip: the current one is in sight.
document.querySelector('.tabs [aria-current]')?.scrollIntoView({block: 'nearest', inline: 'center'});
