// Puts the chosen theme on the page before anything is drawn, so that nothing flashes.
;(() => {
  try {
    const theme = localStorage.getItem('mainstay.theme')
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  } catch {
    // A browser that keeps nothing follows the system.
  }
})()
